import { type Estimate, metrics, orThrow, records, segment, type Table } from "learnlift";
import { type EarlyWarning, earlyWarning } from "./earlyWarning.ts";
import { courseOf, isPass, readPresentation, resultOf } from "./readTables.ts";
import { forumAndPassing, passMark, type Refusal } from "./refusals.ts";

const DAY_MS = 86_400_000;

export interface OuladStory {
  readonly personas: segment.PersonaModel;
  /** Share of each persona that passed, with distinction or without, in the order of the personas. */
  readonly passed: readonly number[];
  /** Whether these personas would be found again: in samples of the same course, and a year later. */
  readonly stability: segment.PersonaStability;
  /** The personas of 2013J on the learners of 2014J, against personas fitted on 2014J. */
  readonly yearLater: segment.PersonaComparison;
  /** What the personas fitted on 2014J are called, by id. */
  readonly laterNames: Readonly<Record<string, string>>;
  readonly dropoff: {
    readonly registered: number;
    /** Enrolments with a day of leaving. */
    readonly left: number;
    /** Those of them whose final result is "Withdrawn". */
    readonly withdrawals: number;
    /** Those who left on or before day 0. */
    readonly onOrBeforeDay0: number;
    readonly ofAllRegistered: Estimate;
    readonly ofThoseEnrolledAfterDay0: Estimate;
    readonly curve: metrics.SurvivalCurves;
  };
  /** Who will not pass, who will leave: what can be told in advance, and what cannot. */
  readonly earlyWarning: EarlyWarning;
  /** Questions that the data seem to answer and do not. */
  readonly refusals: readonly Refusal[];
  /** Rows in, by table, and what became of them. */
  readonly rows: Readonly<Record<string, records.ImportCounts>>;
  /** Questions that these data cannot answer, and why. */
  readonly unanswerable: readonly { readonly question: string; readonly because: string }[];
}

export const tellOulad = (folder: string): OuladStory => {
  const aaa = readPresentation(folder, "AAA", "2013J", { clicks: true });
  const earlier = readPresentation(folder, "BBB", "2013B", { clicks: true, scores: true });
  const bbb = readPresentation(folder, "BBB", "2013J", { clicks: true, scores: true });
  return {
    ...personasOf(aaa, readPresentation(folder, "AAA", "2014J", { clicks: true })),
    dropoff: dropoffOf(bbb),
    earlyWarning: earlyWarning(earlier, bbb),
    refusals: [forumAndPassing(earlier), passMark([earlier, bbb])],
    rows: countsOf(aaa),
    unanswerable: UNANSWERABLE,
  };
};

const FIT = { k: 4, seed: 1, restarts: 100 } as const;

/** Six features of the clicks, cut at the end of the course. */
const featuresOf = (oulad: records.OuladRecords): Table => {
  const { startsAt } = courseOf(oulad);
  return orThrow(
    records.activityFeatures({
      origin: startsAt,
      asOf: startsAt + 270 * DAY_MS,
      features: ["log1pClicks", "activeDays", "distinctObjects", "weekEntropy", "longestStreak", "lastActiveDay"],
    })(oulad.events),
  );
};

/** Personas at the end of the course; the result is looked at only afterwards. */
const personasOf = (
  oulad: records.OuladRecords,
  later: records.OuladRecords,
): Pick<OuladStory, "personas" | "passed" | "stability" | "yearLater" | "laterNames"> => {
  const features = featuresOf(oulad);
  const personas = orThrow(segment.fitPersonas(FIT)(features));
  const assigned = orThrow(segment.assignPersonas(personas)(features));
  const { learner } = features.columns;
  const results = resultOf(oulad);
  const counts = personas.personas.map(() => ({ passed: 0, all: 0 }));
  for (let row = 0; row < features.rowCount; row += 1) {
    const count = counts[assigned.codes[row] ?? 0];
    const id = learner?.kind === "category" ? (learner.categories[learner.codes[row] ?? 0] ?? "") : "";
    if (count === undefined) continue;
    count.all += 1;
    if (isPass(results.get(id))) count.passed += 1;
  }
  const laterFeatures = featuresOf(later);
  const after = orThrow(segment.fitPersonas(FIT)(laterFeatures));
  return {
    personas,
    passed: counts.map(({ passed, all }) => passed / all),
    stability: orThrow(segment.personaStability({ model: personas, resamples: 60, seed: 1 })(features)),
    laterNames: Object.fromEntries(after.personas.map(({ id, name }) => [id, name])),
    yearLater: orThrow(segment.comparePersonas({ before: personas, after })(laterFeatures)),
  };
};

/** Leaving by day of the course. Who left on or before day 0 never started: with them and without them are two questions. */
const dropoffOf = (oulad: records.OuladRecords): OuladStory["dropoff"] => {
  const { startsAt, days } = courseOf(oulad);
  const results = resultOf(oulad);
  const rows = oulad.enrolments.map(({ learner, leftAt }) => {
    const day = leftAt === undefined ? days : (leftAt - startsAt) / DAY_MS;
    return {
      day,
      time: Math.min(Math.max(day, 0), days),
      left: leftAt !== undefined,
      withdrawn: results.get(learner) === "Withdrawn",
    };
  });
  const curves = (of: typeof rows) => orThrow(metrics.kaplanMeier({ time: "time", event: "left" })(of));
  const after = rows.filter(({ left, day }) => !left || day > 0);
  return {
    registered: rows.length,
    left: rows.filter(({ left }) => left).length,
    withdrawals: rows.filter(({ left, withdrawn }) => left && withdrawn).length,
    onOrBeforeDay0: rows.filter(({ left, day }) => left && day <= 0).length,
    ofAllRegistered: at28(curves(rows)),
    ofThoseEnrolledAfterDay0: at28(curves(after)),
    curve: curves(rows),
  };
};

const at28 = (curves: metrics.SurvivalCurves): Estimate => {
  const [first] = orThrow(metrics.survivalAt({ time: 28 })(curves));
  if (first === undefined) throw new Error("no curve");
  return first.estimate;
};

const countsOf = ({ tables }: records.OuladRecords): OuladStory["rows"] =>
  Object.fromEntries(
    Object.entries(tables)
      .filter(([, { counts }]) => counts.inputs > 0)
      .map(([name, { counts }]) => [name, counts]),
  );

const UNANSWERABLE: OuladStory["unanswerable"] = [
  {
    question: "Did a nudge help?",
    because: "no message was logged, so there is no decision, no probability and no comparison",
  },
  { question: "At which hour should we send?", because: "clicks carry the day, not the hour" },
  { question: "What is still remembered, and when is a review due?", because: "no question was ever asked twice" },
  { question: "What comes next for a learner?", because: "sites have neither skills nor prerequisites nor minutes" },
  { question: "Who learns from whom?", because: "forum clicks name no partner" },
  { question: "What was it worth to the business?", because: "there are no costs and no results outside the course" },
];
