import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, orDefault, reading, readNumber, readOptions } from "../../core/check/index.ts";
import { chiSquareUpperTail } from "../../core/numeric/distributions/index.ts";
import { solveLower } from "../../core/numeric/matrix/index.ts";
import {
  type Evidence,
  insufficientData,
  notIdentified,
  type Reason,
  type Result,
  reason,
  type Test,
} from "../../core/vocabulary/index.ts";
import type { Rows } from "../columns.ts";
import { type Assignment, evidenceOf, readAssignment } from "../experiment/settings.ts";
import { independentColumns } from "../independentColumns.ts";
import { compareLabels, type GroupTally, readCounts, type SurvivalCounts } from "./counts.ts";
import {
  noteSharedParts,
  readObservations,
  readSurvivalSource,
  SURVIVAL_KEYS,
  type SurvivalColumns,
  tallies,
} from "./observations.ts";
import { type RankScores, rankScores } from "./rankScores.ts";
import { rowsOf } from "./tally.ts";

const NAME = "metrics.logRank";
const FROM_COUNTS = "metrics.logRankFromCounts";

/** How curves are compared. */
export interface LogRankSettings {
  /**
   * Weight of an event at t: S(t-)^rho with S over all groups (Fleming and Harrington). 0 weighs all events alike; 1 (Peto and Peto) weighs
   * early ones more. At least 0, default 0.
   */
  readonly rho?: number;
  /** How rows came into their groups; default `"observed"`. */
  readonly assignment?: Assignment;
}

/** Which columns hold what, and how curves are compared. */
export interface LogRankOptions extends SurvivalColumns, LogRankSettings {
  /** Column that splits the rows into the groups to compare. */
  readonly group: string;
  /** Column that splits the rows into strata (course, country): only rows of one stratum are compared. */
  readonly stratum?: string;
}

/** One group of a log-rank test. */
export interface LogRankGroup {
  /** Its label, or `null` for rows that were counted without one. */
  readonly group: string | null;
  /** Its rows. */
  readonly n: number;
  /** Its events, weighted where rho is not 0. */
  readonly observed: number;
  /** The events it would have had were all groups alike, weighted likewise. */
  readonly expected: number;
}

/** Whether curves differ by more than chance. */
export interface LogRank {
  /** Names the test. */
  readonly kind: "log-rank";
  /** The weights. */
  readonly rho: number;
  /** What a difference rests on. */
  readonly evidence: Evidence;
  /** Chi-square on one degree of freedom less than there are groups. */
  readonly test: Test;
  /** Observed and expected, in the order of the labels. */
  readonly groups: readonly LogRankGroup[];
  /** What to know before reading it. */
  readonly warnings: readonly Reason[];
}

interface Settings {
  readonly rho: number;
  readonly assignment: Assignment;
}

const readSettings = (found: Found, options: Readonly<Record<string, unknown>>): Settings => ({
  rho: orDefault(options["rho"], 0, (rho) => readNumber(found, ["rho"], rho, { min: 0, max: 100 })),
  assignment: readAssignment(found, options["assignment"]),
});

/**
 * Do two groups leave at different speed, or is that chance?
 *
 * The log-rank test: at each event time, the events of a group against those it would have had were all at risk alike,
 * E = d n_j / n with hypergeometric variance; the sums over all times make a chi-square with one degree of freedom less than there are
 * groups. `rho` weighs events by S(t-)^rho; with `stratum` the sums run over the strata. It says whether curves differ, not by how much:
 * for that see `restrictedMeanDifference`.
 *
 * @param options - see `LogRankOptions`; an unknown key is a failure.
 * @returns a function from a table or rows to the test. `InsufficientData` with fewer than two groups; `NotIdentified` where no event
 *   happened while more than one group was at risk.
 *
 * Cost: O(n log n) in the rows, O(n) where times are whole numbers; then the square of the groups for each event time, and their cube
 * once. Source: Mantel 1966; Peto and Peto 1972; Harrington and Fleming 1982;
 * agrees with R's `survdiff`.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const rows = [2, 4, 5, 9, 12, 15].map((days, i) => ({ days, left: i !== 5, origin: i % 2 === 0 ? "assigned" : "self" }));
 * const { test } = orThrow(metrics.logRank({ time: "days", event: "left", group: "origin" })(rows));
 * test.statistic.toFixed(4); // => "0.4849"
 * ```
 */
export const logRank = (options: LogRankOptions): ((rows: Rows) => Result<LogRank>) => {
  const settings = reading(NAME, (found) => {
    const keys = [...SURVIVAL_KEYS, "group", "stratum", "rho", "assignment"];
    const given = readOptions(found, [], options, keys);
    const { group } = given;
    const source = readSurvivalSource(found, { ...given, group: group === undefined ? null : group });
    noteSharedParts(found, source);
    return { source, test: readSettings(found, given) };
  });
  return (rows) => {
    if (isLeft(settings)) return settings;
    const observations = reading(NAME, (found) => readObservations(found, settings.right.source, rows));
    if (isLeft(observations)) return observations;
    return testOf(NAME, settings.right.test, tallies(observations.right), observations.right.warnings);
  };
};

/**
 * The same test where only counts are at hand, from `survivalFold`.
 *
 * @param options - see `LogRankSettings`; an unknown key is a failure.
 * @returns a function from counts to the test; counts with a `stratum` are compared within it, and rows without a group are a group of their
 *   own. Where `missing` counts rows, a warning says how many were left out.
 *
 * Cost: the square of the groups for each distinct event time, and their cube once.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const counts = {
 *   groups: [
 *     { group: "assigned", time: [2, 5, 12], events: [1, 1, 1], censored: [0, 0, 0] },
 *     { group: "self", time: [4, 9, 15], events: [1, 1, 0], censored: [0, 0, 1] },
 *   ],
 * };
 * orThrow(metrics.logRankFromCounts()(counts)).test.statistic.toFixed(4); // => "0.4849"
 * ```
 */
export const logRankFromCounts = (options: LogRankSettings = {}): ((counts: SurvivalCounts) => Result<LogRank>) => {
  const settings = reading(FROM_COUNTS, (found) =>
    readSettings(found, readOptions(found, [], options, ["rho", "assignment"])),
  );
  return (counts) => {
    if (isLeft(settings)) return settings;
    const read = reading(FROM_COUNTS, (found) => readCounts(found, counts));
    return isLeft(read) ? read : testOf(FROM_COUNTS, settings.right, read.right.groups, read.right.warnings);
  };
};

const testOf = (
  name: string,
  { rho, assignment }: Settings,
  counted: readonly GroupTally[],
  warnings: readonly Reason[],
): Result<LogRank> => {
  const some = counted.filter(({ tally }) => rowsOf(tally) > 0);
  const labels = Array.from(new Set(some.map(({ group }) => group))).sort(compareLabels);
  if (labels.length < 2) return insufficientData(name, "groups", 2, labels.length);
  const places = new Map(labels.map((group, at) => [group, at]));
  const scores = rankScores(
    some.map(({ group, stratum, tally }) => ({ group: places.get(group) ?? 0, stratum, tally })),
    labels.length,
    rho,
  );
  const [statistic, degreesOfFreedom] = statisticOf(scores, labels.length);
  if (degreesOfFreedom === 0) {
    const involved = labels.map((group) => group ?? "all");
    return notIdentified(name, "whether the groups differ", involved, reason("no-events"));
  }
  return right({
    kind: "log-rank",
    rho,
    evidence: evidenceOf(assignment),
    test: {
      name: rho === 0 ? "log-rank" : "weighted log-rank",
      statistic,
      degreesOfFreedom,
      pValue: chiSquareUpperTail(statistic, degreesOfFreedom),
      alternative: "two-sided",
    },
    groups: labels.map((group, at) => ({
      group,
      n: scores.rows[at] ?? 0,
      observed: scores.observed[at] ?? 0,
      expected: scores.expected[at] ?? 0,
    })),
    warnings,
  });
};

/** A pivot below this share of its variance is rounding: the group's score follows from the others'. */
const DEPENDENT = 1e-9;

/**
 * (O - E)' V^- (O - E) and the rank of V. Scores sum to 0 among groups that were at risk together, so at least one of them follows from the
 * others; a group whose score does is left out.
 */
const statisticOf = ({ observed, expected, covariance }: RankScores, groups: number): readonly [number, number] => {
  const cell = (i: number, j: number): number => covariance[i * groups + j] as number; // i, j < groups
  const varying = Array.from(observed.keys()).filter((group) => cell(group, group) > 0);
  const { used, factor, stride } = independentColumns(varying, cell, DEPENDENT);
  const scores = Float64Array.from(used, (group) => (observed[group] as number) - (expected[group] as number)); // group < groups
  solveLower(factor, stride, scores, used.length);
  return [scores.reduce((sum, score) => sum + score * score, 0), used.length];
};
