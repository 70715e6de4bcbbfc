import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, orDefault, readChoice, reading, readOptions } from "../../core/check/index.ts";
import { type Estimate, notIdentified, type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import { type Rows, readColumnName } from "../columns.ts";
import { rowsWhere } from "../completeRows.ts";
import { addFault, type Faults, noteFaults } from "../faults.ts";
import { type Arms, armSizes, armsOf, clusterWarning, readArms, requireArms, scaleOf } from "./arms.ts";
import {
  COMPARISON_KEYS,
  type Comparison,
  type ComparisonOptions,
  evidenceOf,
  noteSharedColumns,
  partsOf,
  readComparison,
} from "./settings.ts";
import { inUnit, realSpread } from "./unit.ts";
import { inferFromT, spreadWarning } from "./welch.ts";

const NAME = "metrics.inversePropensityDifference";

/** What the comparison needs beside outcome and treatment. */
export interface InversePropensityOptions extends ComparisonOptions {
  /**
   * Column with the probability of being treated, strictly between 0 and 1, whether or not the row was: `treatedProbability` of
   * `records.outcomeRows`. It is not the probability of the action that was taken.
   */
  readonly probability: string;
  /**
   * What to do with rows whose probability is 0 or 1, where chance decided nothing: refuse the input, or leave them out and say so. The
   * answer is then about the others only, and its `estimand` says that. Default `"refuse"`.
   */
  readonly overlap?: OverlapRule;
}

/** What to do with rows in which chance decided nothing. */
export type OverlapRule = "refuse" | "drop";

interface Settings extends Comparison {
  readonly probability: string;
  readonly overlap: OverlapRule;
}

/** A chance nearer to 0 or 1 than this is none: the weight of such a row would outweigh all others. */
const LEAST = 1e-9;

/** One row with more than this share of the weight of its arm is worth a word. */
const HEAVY = 0.1;

/** Weights of an arm average 1 when the probabilities are right; beyond this many standard errors they are not. */
const OFF = 4;

/**
 * Did those who were nudged do better, where chance decided, but not with the same chance for everybody?
 *
 * Rows count by one over the probability of the arm they are in, normalised within the arm (Hájek):
 * m1 = Σ w y / Σ w over the treated with w = 1/e, m0 likewise with w = 1/(1 - e), and the difference m1 - m0. Its standard error
 * comes from the influence of each row, w (y - m) / Σ w, summed within clusters where there are any, times G / (G - 1) with G clusters
 * (or rows); t on G - 1 degrees of freedom. The probabilities are taken as known, as they are when a policy logged them.
 *
 * Rows with a probability of 0 or 1 (within 1e-9) left nothing to chance: no comparison can be made there. They are refused, or left out
 * with `overlap: "drop"`; then the estimand is the difference among the rows with overlap.
 *
 * @param options - see `InversePropensityOptions`; an unknown key is a failure. Say `assignment: "randomised"` for logged decisions.
 * @returns a function from a table or rows to the estimate. `NotIdentified` counts the rows without overlap; diagnostics hold the mean
 *   weights (1 is expected), effective rows and the largest share of weight in each arm.
 *
 * Cost: linear in the rows. Source: Hájek 1971; Lunceford and Davidian 2004, without the part for an estimated propensity.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const effect = orThrow(
 *   metrics.inversePropensityDifference({
 *     outcome: "started",
 *     treatment: "nudged",
 *     probability: "chance",
 *     assignment: "randomised",
 *   })([
 *     { started: true, nudged: true, chance: 0.5 },
 *     { started: false, nudged: true, chance: 0.25 },
 *     { started: true, nudged: false, chance: 0.5 },
 *     { started: false, nudged: false, chance: 0.5 },
 *   ]),
 * );
 * effect.diagnostics["meanTreated"]?.toFixed(4); // => "0.3333"
 * effect.diagnostics["meanControl"]; // => 0.5
 * ```
 */
export const inversePropensityDifference = (options: InversePropensityOptions): ((rows: Rows) => Result<Estimate>) => {
  const settings = reading(NAME, (found) => {
    const given = readOptions(found, [], options, [...COMPARISON_KEYS, "probability", "overlap"]);
    const read = readComparison(found, given);
    const probability = readColumnName(found, ["probability"], given["probability"]);
    noteSharedColumns(found, [...partsOf(read), { path: ["probability"], column: probability }]);
    const overlap = orDefault<OverlapRule>(given["overlap"], "refuse", (rule) =>
      readChoice(found, ["overlap"], rule, ["refuse", "drop"]),
    );
    return { ...read, probability, overlap };
  });
  return (rows) => {
    if (isLeft(settings)) return settings;
    const arms = reading(NAME, (found) => readWithProbability(found, settings.right, rows));
    if (isLeft(arms)) return arms;
    const some = requireArms(NAME, arms.right, 1);
    if (isLeft(some)) return some;
    const overlapping = requireOverlap(settings.right, arms.right);
    if (isLeft(overlapping)) return overlapping;
    const enough = requireArms(NAME, overlapping.right, 2);
    if (isLeft(enough)) return enough;
    return weigh(settings.right, overlapping.right, arms.right.outcome.length - overlapping.right.outcome.length);
  };
};

/** The rows in which chance decided something; a failure where there are others and nothing was said of leaving them out. */
const requireOverlap = ({ overlap, treatment }: Settings, arms: Arms): Result<Arms> => {
  const probability = arms.extra[0] ?? new Float64Array(0);
  const without = new Uint8Array(probability.length);
  let count = 0;
  for (let row = 0; row < probability.length; row += 1) {
    const chance = probability[row] as number; // row < length
    if (chance >= LEAST && chance <= 1 - LEAST) continue;
    without[row] = 1;
    count += 1;
  }
  if (count === 0) return right(arms);
  const because = reason("no-overlap", { rows: count });
  if (overlap === "refuse" || count === probability.length)
    return notIdentified(NAME, "the difference between the arms", [treatment], because);
  const warning = reason("overlap-dropped", { dropped: count, rows: probability.length });
  return right(armsOf(arms, rowsWhere(without, 0), [warning]));
};

const readWithProbability = (found: Found, settings: Settings, rows: unknown): Arms => {
  const name = settings.probability;
  const arms = readArms(found, settings, [{ option: "probability", name }], rows);
  const probability = arms.extra[0] ?? new Float64Array(0);
  const faults: Faults = new Map();
  for (let row = 0; row < probability.length; row += 1) {
    const value = probability[row] as number; // row < length
    if (value < 0 || value > 1) addFault(faults, "out-of-range", "a probability from 0 to 1", row, value);
  }
  noteFaults(found, faults, (row) => [row, name]);
  return arms;
};

/** One arm, weighted: its mean and what its weights look like. */
interface WeightedArm {
  readonly mean: number;
  readonly total: number;
  readonly squares: number;
  readonly largest: number;
}

const weightedArm = (arms: Arms, weights: Float64Array, arm: 0 | 1): WeightedArm => {
  const pivot = arms.outcome[arms.treated.indexOf(arm)] ?? 0; // deviations from it: an arm without spread has exactly its mean
  let total = 0;
  let sum = 0;
  let squares = 0;
  let largest = 0;
  for (let row = 0; row < weights.length; row += 1) {
    if (arms.treated[row] !== arm) continue;
    const weight = weights[row] as number; // row < length
    total += weight;
    sum += weight * ((arms.outcome[row] as number) - pivot);
    squares += weight * weight;
    largest = Math.max(largest, weight);
  }
  return { mean: pivot + sum / total, total, squares, largest };
};

/** What each row adds to the difference: w (y - m) / Σ w, with its sign. */
const influenceOf = (arms: Arms, weights: Float64Array, treated: WeightedArm, control: WeightedArm): Float64Array =>
  weights.map((weight, row) => {
    const outcome = arms.outcome[row] as number; // row < length
    return arms.treated[row] === 1
      ? (weight * (outcome - treated.mean)) / treated.total
      : (-weight * (outcome - control.mean)) / control.total;
  });

const weigh = (settings: Settings, arms: Arms, dropped: number): Result<Estimate> => {
  const probability = arms.extra[0] ?? new Float64Array(0);
  const rows = arms.outcome.length;
  const weights = probability.map((chance, row) => 1 / (arms.treated[row] === 1 ? chance : 1 - chance));
  const treated = weightedArm(arms, weights, 1);
  const control = weightedArm(arms, weights, 0);
  const influence = influenceOf(arms, weights, treated, control);
  const units = arms.cluster === null ? rows : arms.clusters;
  const meat = sumOfSquares(arms.cluster === null ? influence : sumsByCluster(influence, arms.cluster, units));
  const standardError = realSpread((units / (units - 1)) * meat, arms.outcome);
  const scaled = inferFromT(treated.mean - control.mean, standardError, units - 1, {
    kind: arms.cluster === null ? "influence function" : "influence function, clustered",
    method: "inverse propensity t",
    level: settings.level,
  });
  const inference = inUnit(scaled, arms.unit);
  const among = settings.overlap === "drop" && dropped > 0 ? ", among the rows where chance decided" : "";
  return right({
    estimand: `difference in mean ${settings.outcome} between ${settings.treatment} and not ${settings.treatment}${among}`,
    scale: scaleOf(arms, settings.outcome),
    evidence: evidenceOf(settings.assignment),
    ...inference,
    n: {
      rows,
      ...(arms.cluster === null ? {} : { clusters: arms.clusters }),
      effective: treated.total ** 2 / treated.squares + control.total ** 2 / control.squares,
      byArm: armSizes(arms.treated),
    },
    diagnostics: {
      ...inference.diagnostics,
      meanTreated: treated.mean * arms.unit,
      meanControl: control.mean * arms.unit,
      meanWeightTreated: treated.total / rows,
      meanWeightControl: control.total / rows,
      effectiveTreated: treated.total ** 2 / treated.squares,
      effectiveControl: control.total ** 2 / control.squares,
      largestShareTreated: treated.largest / treated.total,
      largestShareControl: control.largest / control.total,
      ...(settings.overlap === "drop" ? { withoutOverlap: dropped } : {}),
    },
    warnings: [
      ...arms.warnings,
      ...clusterWarning(arms),
      ...spreadWarning(inference),
      ...weightWarnings("treated", treated, rows),
      ...weightWarnings("untreated", control, rows),
    ],
  });
};

const sumsByCluster = (values: Float64Array, cluster: Int32Array, clusters: number): Float64Array => {
  const sums = new Float64Array(clusters);
  for (let row = 0; row < values.length; row += 1) {
    const at = cluster[row] as number; // row < length, and codes are below `clusters`
    sums[at] = (sums[at] as number) + (values[row] as number);
  }
  return sums;
};

const sumOfSquares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);

const weightWarnings = (arm: string, { total, squares, largest }: WeightedArm, rows: number): readonly Reason[] => {
  const warnings: Reason[] = [];
  if (largest / total > HEAVY)
    warnings.push(reason("heavy-weights", { arm, percent: Math.round((100 * largest) / total) }));
  const mean = total / rows;
  const spread = Math.sqrt(Math.max(0, squares / rows - mean * mean) / rows);
  if (Math.abs(mean - 1) > OFF * spread) warnings.push(reason("weights-off", { arm, mean: Number(mean.toFixed(3)) }));
  return warnings;
};
