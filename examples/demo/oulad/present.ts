import { charts, type Estimate, explain } from "learnlift";
import type { Section } from "../page.ts";
import { drawn } from "../renderChart.ts";
import { textTable } from "../textTable.ts";
import type { OuladStory } from "./story.ts";

const percent = (value: number | null): string => (value === null ? "open" : `${(100 * value).toFixed(1)} %`);

const withInterval = ({ estimate, interval }: Estimate): string =>
  `${percent(estimate)} (${percent(interval.lower)} to ${percent(interval.upper)})`;

const PERSONA_HEAD = ["persona", "learners", "why it has its name", "passed, looked at afterwards"];

const personaRows = ({ personas, passed }: OuladStory): readonly (readonly string[])[] =>
  personas.personas.map(({ name, size, reasons }, at) => [
    name,
    String(size),
    reasons.map((reason) => explain(reason)).join("\n"),
    percent(passed[at] ?? null),
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

/** What the console shows. */
export const ouladText = (story: OuladStory): string =>
  [
    "Rows of module AAA, presentation 2013J, and what became of them",
    textTable(ROW_HEAD, rowRows(story), [22, 9, 9, 9, 9]),
    "",
    `Personas at the end of the course, best of 100 starts (inertia ${story.personas.inertia.toFixed(3)})`,
    textTable(PERSONA_HEAD, personaRows(story), [40, 8, 48, 14]),
    "",
    "Drop-off of module BBB, presentation 2013J",
    ...dropoffLines(story).map((line) => `  ${line}`),
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
        ...(await drawn(charts.personaChart({ title: "What tells the personas apart" })(story.personas))),
      },
      {
        kind: "text",
        text: "How stable these groups are is not measured here. Take them as a way to look at the course, not as kinds of people.",
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
          charts.survivalChart({
            title: "Half of those who withdraw never began",
            time: "day of the course",
            still: "still enrolled",
          })(story.dropoff.curve),
        )),
      },
    ],
  },
  {
    id: "unanswerable",
    title: "What these data cannot answer",
    blocks: [{ kind: "list", items: story.unanswerable.map(({ question, because }) => `${question} No: ${because}.`) }],
  },
];

/** Every figure, named. */
export const ouladFigures = (story: OuladStory): Readonly<Record<string, unknown>> => ({
  personas: {
    course: "AAA_2013J",
    inertia: story.personas.inertia,
    sizes: story.personas.personas.map(({ size }) => size),
    names: story.personas.personas.map(({ name }) => name),
    passed: story.passed,
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
  rows: story.rows,
  unanswerable: story.unanswerable,
});
