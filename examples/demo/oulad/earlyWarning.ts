import { orThrow, records, tableRows } from "learnlift";
import { drawUniform, stream } from "learnlift/core";
// Fitting and scoring a forecast are not public yet: the demo borrows them from the workshop.
import { logisticRegression } from "../../../src/core/regression/index.ts";
import { areaUnderCurve } from "../../../src/core/scoring/index.ts";
import { courseOf, isPass, resultOf } from "./readTables.ts";

const DAY_MS = 86_400_000;

/** Mean squared errors of probabilities, and of telling everybody the same share. */
export interface Calibration {
  readonly meanForecast: number;
  readonly observed: number;
  readonly brier: number;
  /** Had everybody been given the share that was observed: what a forecast has to beat. */
  readonly brierOfBaseRate: number;
  /** How far it beats the base rate, in standard errors over people. */
  readonly gainInStandardErrors: number;
}

/** How one forecast fared in a course that it was not fitted on. */
export interface Forecast {
  /** Area under the ROC curve: the chance that somebody it happens to ranks above somebody it does not happen to. */
  readonly auc: number;
  readonly aucStandardError: number;
  /** The probabilities as they come from the earlier course. */
  readonly asFitted: Calibration;
  /** After recalibration on a random half of the running course, on the other half. */
  readonly recalibrated: Calibration;
  /** Ranks clearly better than a coin, and beats the base rate once recalibrated. */
  readonly usable: boolean;
}

/** What is forecast. */
export type Outcome = "nonPass" | "withdrawal";

/** What a forecast reads. */
export type Reads = "clicks" | "assessments" | "baseline";

/** Forecasts at one day of the course. */
export interface WarningAt {
  readonly day: number;
  readonly fittedOn: number;
  readonly atRisk: number;
  readonly nonPass: Readonly<Record<Reads, Forecast>>;
  readonly withdrawal: Readonly<Record<"clicks" | "baseline", Forecast>>;
}

/** Share of each deprivation band that would be flagged, by a forecast that may read protected columns and by one that may not. */
export interface FlagRate {
  readonly band: string;
  readonly learners: number;
  readonly without: number;
  readonly withProtected: number;
  readonly nonPass: number;
}

/** Everything of the early warning. */
export interface EarlyWarning {
  readonly days: readonly WarningAt[];
  readonly flags: readonly FlagRate[];
}

interface People {
  readonly ids: readonly string[];
  readonly columns: Readonly<Record<string, readonly number[]>>;
  readonly outcomes: Readonly<Record<Outcome, readonly number[]>>;
  readonly bands: readonly string[];
}

const CLICKS = ["log1pClicks", "activeDays", "distinctObjects", "weekEntropy", "longestStreak"] as const;
const READS: Readonly<Record<Reads, readonly string[]>> = {
  clicks: CLICKS,
  assessments: [...CLICKS, "marks", "marksSum"],
  baseline: ["activeDays"],
};
const UNKNOWN_BAND = "not known";

/** Everybody still enrolled at the end of a day of the course, with what was known of them by then and what came of them. */
const peopleAt = (oulad: records.OuladRecords, day: number): People => {
  const { startsAt } = courseOf(oulad);
  const asOf = startsAt + (day + 1) * DAY_MS;
  const lastDay = startsAt + day * DAY_MS;
  const results = resultOf(oulad);
  const atRisk = oulad.enrolments.filter(
    ({ enrolledAt, leftAt }) => enrolledAt <= lastDay && (leftAt === undefined || leftAt > lastDay),
  );
  const left = new Set(atRisk.filter(({ leftAt }) => leftAt !== undefined).map(({ learner }) => learner));
  const features = orThrow(
    records.activityFeatures({
      origin: startsAt,
      asOf,
      learners: atRisk.map(({ learner }) => learner),
      features: CLICKS,
    })(oulad.events.filter(({ act }) => act === "viewed")),
  );
  // teacher-marked only: the dates of the computer-marked ones are stamps of a batch
  const teacherMarked = new Set(
    oulad.tables.assessments.accepted.filter(({ type }) => type === "TMA").map(({ object }) => object),
  );
  const marks = new Map<string, { count: number; sum: number }>();
  for (const { act, object, at, learner, score } of oulad.events) {
    if (act !== "scored" || object === undefined || score === undefined) continue;
    if (at >= asOf || !teacherMarked.has(object)) continue;
    const seen = marks.get(learner) ?? { count: 0, sum: 0 };
    marks.set(learner, { count: seen.count + 1, sum: seen.sum + score });
  }
  const rows = orThrow(tableRows(features));
  const ids = rows.map((row) => String(row["learner"]));
  const bandOf = bandsOf(oulad);
  return {
    ids,
    columns: {
      ...Object.fromEntries(CLICKS.map((name) => [name, rows.map((row) => Number(row[name]))])),
      marks: ids.map((id) => marks.get(id)?.count ?? 0),
      marksSum: ids.map((id) => marks.get(id)?.sum ?? 0),
    },
    outcomes: {
      nonPass: ids.map((id) => (isPass(results.get(id)) ? 0 : 1)),
      withdrawal: ids.map((id) => (left.has(id) ? 1 : 0)),
    },
    bands: ids.map((id) => bandOf.get(id) ?? UNKNOWN_BAND),
  };
};

const bandsOf = ({ learners, tables }: records.OuladRecords): ReadonlyMap<string, string> => {
  const { codes, categories } = learners.columns.deprivation;
  return new Map(tables.studentInfo.accepted.map((id, row) => [id, categories[codes[row] ?? -1] ?? UNKNOWN_BAND]));
};

type Columns = Readonly<Record<string, readonly number[]>>;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Fits y on the columns; what comes back gives the probability of each row of columns of the same names. */
const fitted = (columns: Columns, y: readonly number[]): ((of: Columns) => readonly number[]) => {
  const names = Object.keys(columns);
  const x = Float64Array.from(y.flatMap((_, row) => names.map((name) => columns[name]?.[row] ?? 0)));
  const fit = orThrow(logisticRegression({ caller: "demo", x, y: Float64Array.from(y), rows: y.length, names }));
  const [intercept = 0, ...slopes] = fit.coefficients;
  return (of) => {
    const rows = Object.values(of)[0]?.length ?? 0;
    return Array.from({ length: rows }, (_, row) =>
      logistic(names.reduce((sum, name, at) => sum + (slopes[at] ?? 0) * (of[name]?.[row] ?? 0), intercept)),
    );
  };
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const calibration = (y: readonly number[], p: readonly number[]): Calibration => {
  const observed = mean(y);
  const errors = p.map((value, row) => (value - (y[row] ?? 0)) ** 2);
  const baseErrors = y.map((value) => (observed - value) ** 2);
  const gains = errors.map((error, row) => (baseErrors[row] ?? 0) - error);
  const gain = mean(gains);
  const spread = Math.sqrt(gains.reduce((sum, value) => sum + (value - gain) ** 2, 0) / (gains.length - 1));
  return {
    meanForecast: mean(p),
    observed,
    brier: mean(errors),
    brierOfBaseRate: mean(baseErrors),
    gainInStandardErrors: gain / (spread / Math.sqrt(gains.length)),
  };
};

/** Hanley and McNeil 1982. */
const aucStandardError = (auc: number, y: readonly number[]): number => {
  const ones = y.reduce((sum, value) => sum + value, 0);
  const zeros = y.length - ones;
  const two = auc / (2 - auc) - auc * auc;
  const both = (2 * auc * auc) / (1 + auc) - auc * auc;
  return Math.sqrt((auc * (1 - auc) + (ones - 1) * two + (zeros - 1) * both) / (ones * zeros));
};

/** An AUC that may be below this says too little about a person to act on. */
const LEAST_AUC = 0.6;

const pick = <A>(values: readonly A[], keep: readonly boolean[]): readonly A[] => values.filter((_, at) => keep[at]);

const forecast = (before: People, now: People, outcome: Outcome, names: readonly string[]): Forecast => {
  const chosen = ({ columns }: People): Columns => Object.fromEntries(names.map((name) => [name, columns[name] ?? []]));
  const p = fitted(chosen(before), before.outcomes[outcome])(chosen(now));
  const y = now.outcomes[outcome];
  const auc = areaUnderCurve(Float64Array.from(p), Uint8Array.from(y)) ?? Number.NaN;
  const standardError = aucStandardError(auc, y);
  // the same half for every forecast, by person
  const first = now.ids.map((id) => drawUniform(stream("recalibration", id)) < 0.5);
  const second = first.map((value) => !value);
  const logit = p.map((value) => Math.log(value / (1 - value)));
  const recalibrate = fitted({ logit: pick(logit, first) }, pick(y, first));
  const recalibrated = calibration(pick(y, second), recalibrate({ logit: pick(logit, second) }));
  return {
    auc,
    aucStandardError: standardError,
    asFitted: calibration(y, p),
    recalibrated,
    usable: auc - 2 * standardError > LEAST_AUC && recalibrated.gainInStandardErrors > 2,
  };
};

const warningAt = (before: records.OuladRecords, now: records.OuladRecords, day: number): WarningAt => {
  const fittedOn = peopleAt(before, day);
  const atRisk = peopleAt(now, day);
  const of = (outcome: Outcome, reads: Reads): Forecast => forecast(fittedOn, atRisk, outcome, READS[reads]);
  return {
    day,
    fittedOn: fittedOn.ids.length,
    atRisk: atRisk.ids.length,
    nonPass: {
      clicks: of("nonPass", "clicks"),
      assessments: of("nonPass", "assessments"),
      baseline: of("nonPass", "baseline"),
    },
    withdrawal: { clicks: of("withdrawal", "clicks"), baseline: of("withdrawal", "baseline") },
  };
};

const FLAG_DAY = 28;
const FLAGGED_SHARE = 0.3;

/** Who would be called: the three in ten with the highest forecast, with and without a look at where they live. */
const flagRates = (before: records.OuladRecords, now: records.OuladRecords): readonly FlagRate[] => {
  const fittedOn = peopleAt(before, FLAG_DAY);
  const atRisk = peopleAt(now, FLAG_DAY);
  const bands = [...new Set(atRisk.bands)].sort();
  const known = bands.filter((band) => band !== UNKNOWN_BAND).slice(1);
  const columnsOf = ({ columns, bands: mine }: People, withBands: boolean): Columns => ({
    ...Object.fromEntries(CLICKS.map((name) => [name, columns[name] ?? []])),
    ...(withBands ? Object.fromEntries(known.map((band) => [band, mine.map((each) => (each === band ? 1 : 0))])) : {}),
  });
  const flagged = (withBands: boolean): readonly boolean[] => {
    const p = fitted(columnsOf(fittedOn, withBands), fittedOn.outcomes.nonPass)(columnsOf(atRisk, withBands));
    const cut = [...p].sort((a, b) => b - a)[Math.floor(FLAGGED_SHARE * p.length)] ?? 1;
    return p.map((value) => value > cut);
  };
  const without = flagged(false);
  const withProtected = flagged(true);
  return bands.map((band) => {
    const here = atRisk.bands.map((each) => each === band);
    const share = (of: readonly boolean[]): number => mean(pick(of, here).map(Number));
    return {
      band,
      learners: pick(atRisk.ids, here).length,
      without: share(without),
      withProtected: share(withProtected),
      nonPass: mean(pick(atRisk.outcomes.nonPass, here)),
    };
  });
};

/** Forecasts fitted on a finished course, tried on the people still enrolled in a running one. */
export const earlyWarning = (before: records.OuladRecords, now: records.OuladRecords): EarlyWarning => ({
  days: [28, 56].map((day) => warningAt(before, now, day)),
  flags: flagRates(before, now),
});
