import { charts, type Estimate, explain, orThrow } from "learnlift";
import { featureInWords } from "../features.ts";
import type { Section } from "../page.ts";
import { drawn } from "../renderChart.ts";
import { textTable } from "../textTable.ts";
import type { Forecast, Outcome, Reads } from "./earlyWarning.ts";
import type { OuladStory } from "./story.ts";

const percent = (value: number | null): string => (value === null ? "open" : `${(100 * value).toFixed(1)} %`);

const withInterval = ({ estimate, interval }: Estimate): string =>
  `${percent(estimate)} (${percent(interval.lower)} to ${percent(interval.upper)})`;

const PERSONA_HEAD = ["persona", "learners", "why it has its name", "passed, looked at afterwards"];

const personaRows = ({ personas, passed }: OuladStory): readonly (readonly string[])[] =>
  personas.personas.map(({ name, size, reasons }, at) => [
    name,
    String(size),
    reasons.map((reason) => featureInWords(explain(reason))).join("\n"),
    percent(passed[at] ?? null),
  ]);

const stabilityLines = ({ stability, yearLater, personas }: OuladStory): readonly string[] => [
  `Clustered again in ${stability.resamples} samples of the same people, the groupings agree at ${stability.agreement.toFixed(2)} (adjusted Rand index; 1 is the same every time): ${stability.verdict}.`,
  ...stability.personas.map(
    ({ persona, jaccard, verdict }, at) =>
      `${personas.personas[at]?.name ?? persona}: found again at ${jaccard.toFixed(2)} (Jaccard): ${verdict}.`,
  ),
  `A year later, in 2014J, the personas of 2013J and personas fitted anew agree at ${yearLater.agreement.toFixed(2)}; ${percent(yearLater.churn)} of the learners change persona with the model.`,
];

const YEAR_HEAD = ["persona of 2013J", "its partner in 2014J", "share before", "share after", "difference"];

const yearRows = ({ yearLater, laterNames, personas }: OuladStory): readonly (readonly string[])[] =>
  yearLater.pairs.map(({ before, after, shareBefore, shareAfter, difference }) => [
    personas.personas.find(({ id }) => id === before)?.name ?? before,
    laterNames[after] ?? after,
    percent(shareBefore),
    percent(shareAfter),
    withInterval(difference),
  ]);

const dropoffLines = ({ dropoff }: OuladStory): readonly string[] => [
  `${dropoff.left} of ${dropoff.registered} registered have a day of leaving (${dropoff.withdrawals} of them the result Withdrawn); ${dropoff.onOrBeforeDay0} left on or before day 0 and never began.`,
  `Still enrolled at day 28, of all who ever registered: ${withInterval(dropoff.ofAllRegistered)}.`,
  `Still enrolled at day 28, of those who were still enrolled after day 0: ${withInterval(dropoff.ofThoseEnrolledAfterDay0)}.`,
];

const ROW_HEAD = ["table", "rows", "taken", "set aside", "refused"];

const rowRows = ({ rows }: OuladStory): readonly (readonly string[])[] =>
  Object.entries(rows).map(([name, counts]) =>
    [name, counts.inputs, counts.mapped, counts.setAside, counts.refused].map(String),
  );

const WARNING_HEAD = ["question", "read", "AUC (standard error)", "forecast and observed", "recalibrated", "verdict"];

const QUESTIONS: Readonly<Record<Outcome, string>> = {
  nonPass: "Who will not pass?",
  withdrawal: "Who will withdraw later?",
};
const READS: Readonly<Record<Reads, string>> = {
  clicks: "clicks",
  assessments: "clicks and teacher-marked assignments",
  baseline: "active days only",
};

const againstBase = ({ recalibrated: { gainInStandardErrors } }: Forecast): string =>
  `${Math.abs(gainInStandardErrors).toFixed(1)} standard errors ${gainInStandardErrors > 0 ? "better" : "worse"} than telling everybody the same`;

const verdict = (forecast: Forecast): string =>
  `${forecast.usable ? "usable for offering help" : "not usable"}: once recalibrated ${againstBase(forecast)}`;

const warningRows = ({ earlyWarning }: OuladStory): readonly (readonly string[])[] =>
  earlyWarning.days.flatMap(({ day, nonPass, withdrawal }) =>
    [
      ...Object.entries(nonPass).map(([reads, forecast]) => ["nonPass", reads, forecast] as const),
      ...Object.entries(withdrawal).map(([reads, forecast]) => ["withdrawal", reads, forecast] as const),
    ].map(([outcome, reads, forecast]) => [
      `Day ${day}: ${QUESTIONS[outcome]}`,
      READS[reads === "clicks" || reads === "assessments" ? reads : "baseline"],
      `${forecast.auc.toFixed(2)} (${forecast.aucStandardError.toFixed(2)})`,
      `${percent(forecast.asFitted.meanForecast)} forecast, ${percent(forecast.asFitted.observed)} observed`,
      `${percent(forecast.recalibrated.meanForecast)} forecast, ${percent(forecast.recalibrated.observed)} observed`,
      verdict(forecast),
    ]),
  );

const warningLead = ({ earlyWarning }: OuladStory): string =>
  `Fitted on module BBB, presentation 2013B, and tried on the running 2013J, only among people still enrolled: ${earlyWarning.days
    .map(({ day, atRisk, fittedOn }) => `${atRisk} at day ${day} (fitted on ${fittedOn})`)
    .join(
      ", ",
    )}. An AUC of 0.5 is a coin. Marks count from the day of submission, for the day of marking is not known: a teacher would see them a little later.`;

const FLAG_HEAD = ["deprivation band", "people", "flagged without it", "flagged with it", "did not pass"];

/** Bands of fewer people are not shown. */
const SMALLEST_GROUP = 20;

const flagRows = ({ earlyWarning }: OuladStory): readonly (readonly string[])[] =>
  earlyWarning.flags
    .filter(({ learners }) => learners >= SMALLEST_GROUP)
    .map(({ band, learners, without, withProtected, nonPass }) => [
      band,
      String(learners),
      percent(without),
      percent(withProtected),
      percent(nonPass),
    ]);

const FLAG_LEAD =
  "Three in ten would be flagged at day 28. A forecast that may read where people live flags the poorest far more often, for where they live and not for what they do; ours reads protected columns only when told to by name.";

const refusalLines = ({ refusals }: OuladStory): readonly string[] =>
  refusals.map(({ question, tempting, because }) => `${question} Refused. Tempting: ${tempting} Why not: ${because}`);

/** What the console shows. */
export const ouladText = (story: OuladStory): string =>
  [
    "Rows of module AAA, presentation 2013J, and what became of them",
    textTable(ROW_HEAD, rowRows(story), [22, 9, 9, 9, 9]),
    "",
    `Personas at the end of the course, best of 100 starts (inertia ${story.personas.inertia.toFixed(3)})`,
    textTable(PERSONA_HEAD, personaRows(story), [40, 8, 48, 14]),
    "",
    "Would we find them again?",
    ...stabilityLines(story).map((line) => `  ${line}`),
    textTable(YEAR_HEAD, yearRows(story), [40, 20, 12, 12, 30]),
    "",
    "Drop-off of module BBB, presentation 2013J",
    ...dropoffLines(story).map((line) => `  ${line}`),
    "",
    "Early warning",
    `  ${warningLead(story)}`,
    textTable(WARNING_HEAD, warningRows(story), [32, 22, 12, 28, 28, 40]),
    "",
    "Who would be flagged",
    `  ${FLAG_LEAD}`,
    textTable(FLAG_HEAD, flagRows(story), [18, 8, 20, 16, 14]),
    "",
    "What these data seem to answer",
    ...refusalLines(story).map((line) => `  ${line}`),
    "",
    "What these data cannot answer",
    ...story.unanswerable.map(({ question, because }) => `  ${question} No: ${because}.`),
  ].join("\n");

/** What the page shows. */
export const ouladSections = async (story: OuladStory): Promise<readonly Section[]> => [
  {
    id: "rows",
    title: "What came in",
    blocks: [{ kind: "table", caption: "Module AAA, presentation 2013J", head: ROW_HEAD, rows: rowRows(story) }],
  },
  {
    id: "personas",
    title: "Personas at the end of a course",
    blocks: [
      {
        kind: "table",
        caption: `Best of 100 starts, inertia ${story.personas.inertia.toFixed(3)}`,
        head: PERSONA_HEAD,
        rows: personaRows(story),
      },
      {
        kind: "chart",
        caption: "Hedges' g of each persona against all other learners.",
        ...(await drawn(orThrow(charts.personaChart({ title: "What tells the personas apart" })(story.personas)))),
      },
      { kind: "text", text: "Would we find them again?" },
      { kind: "list", items: stabilityLines(story) },
      {
        kind: "table",
        caption: "The learners of 2014J under the model of 2013J and under one fitted anew",
        head: YEAR_HEAD,
        rows: yearRows(story),
      },
      {
        kind: "text",
        text: "Take such groups as a way to look at the course, not as kinds of people.",
      },
    ],
  },
  {
    id: "drop-off",
    title: "Drop-off",
    blocks: [
      { kind: "list", items: dropoffLines(story) },
      {
        kind: "chart",
        caption: "Module BBB, presentation 2013J, all registered. Kaplan-Meier with a 95 % band.",
        ...(await drawn(
          orThrow(
            charts.survivalChart({
              title: "Half of those who withdraw never began",
              time: "day of the course",
              still: "still enrolled",
            })(story.dropoff.curve),
          ),
        )),
      },
    ],
  },
  {
    id: "early-warning",
    title: "Early warning, and where it fails",
    blocks: [
      { kind: "text", text: warningLead(story) },
      {
        kind: "table",
        caption: "How forecasts of an earlier course fare in a running one",
        head: WARNING_HEAD,
        rows: warningRows(story),
      },
      { kind: "text", text: FLAG_LEAD },
      {
        kind: "table",
        caption: `Flag rates at day 28 by deprivation band, poorest first; bands of fewer than ${SMALLEST_GROUP} people are not shown`,
        head: FLAG_HEAD,
        rows: flagRows(story),
      },
    ],
  },
  {
    id: "refused",
    title: "Tempting, and refused",
    blocks: [{ kind: "list", items: refusalLines(story) }],
  },
  {
    id: "unanswerable",
    title: "What these data cannot answer",
    blocks: [{ kind: "list", items: story.unanswerable.map(({ question, because }) => `${question} No: ${because}.`) }],
  },
];

const aucs = (forecasts: Readonly<Record<string, Forecast>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(forecasts).map(([reads, { auc }]) => [reads, auc]));

/** Every figure, named. */
export const ouladFigures = (story: OuladStory): Readonly<Record<string, unknown>> => ({
  personas: {
    course: "AAA_2013J",
    inertia: story.personas.inertia,
    sizes: story.personas.personas.map(({ size }) => size),
    names: story.personas.personas.map(({ name }) => name),
    passed: story.passed,
  },
  personaStability: {
    courses: "model of AAA_2013J on AAA_2014J, against a refit",
    ari: story.yearLater.agreement,
    churn: story.yearLater.churn,
    pairs: story.yearLater.pairs,
    bootstrap: {
      course: "AAA_2013J",
      resamples: story.stability.resamples,
      ari: story.stability.agreement,
      ariWithModel: story.stability.agreementWithModel,
      verdict: story.stability.verdict,
      personas: story.stability.personas,
    },
  },
  dropoff: {
    course: "BBB_2013J",
    registered: story.dropoff.registered,
    left: story.dropoff.left,
    withdrawals: story.dropoff.withdrawals,
    onOrBeforeDay0: story.dropoff.onOrBeforeDay0,
    day28OfAllRegistered: story.dropoff.ofAllRegistered,
    day28OfThoseEnrolledAfterDay0: story.dropoff.ofThoseEnrolledAfterDay0,
  },
  earlyWarning: {
    course: "BBB_2013J, fitted on BBB_2013B",
    atRisk: Object.fromEntries(story.earlyWarning.days.map(({ day, atRisk }) => [`day${day}`, atRisk])),
    nonPass: Object.fromEntries(story.earlyWarning.days.map(({ day, nonPass }) => [`day${day}`, aucs(nonPass)])),
    withdrawal: Object.fromEntries(
      story.earlyWarning.days.map(({ day, withdrawal }) => [`day${day}`, aucs(withdrawal)]),
    ),
    details: story.earlyWarning.days,
    flagRates: story.earlyWarning.flags,
  },
  refusals: story.refusals,
  rows: story.rows,
  unanswerable: story.unanswerable,
});
