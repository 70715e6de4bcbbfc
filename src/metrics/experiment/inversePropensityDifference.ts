import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, hopeless, note, reading, readOptions } from "../../core/check/index.ts";
import { type Estimate, notIdentified, type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import { type Rows, readColumnName } from "../columns.ts";
import { type Arms, armSizes, clusterWarning, readArms, requireArms, scaleOf } from "./arms.ts";
import {
  COMPARISON_KEYS,
  type Comparison,
  type ComparisonOptions,
  evidenceOf,
  noteSharedColumns,
  partsOf,
  readComparison,
} from "./settings.ts";
import { inferFromT, spreadWarning } from "./welch.ts";

const NAME = "metrics.inversePropensityDifference";

/** What the comparison needs beside outcome and treatment. */
export interface InversePropensityOptions extends ComparisonOptions {
  /**
   * Column with the probability of being treated, strictly between 0 and 1, whether or not the row was: `treatedProbability` of
   * `records.outcomeRows`. It is not the probability of the action that was taken.
   */
  readonly probability: string;
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
 * Rows with a probability of 0 or 1 (within 1e-9) left nothing to chance and are refused: no comparison can be made there.
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
    const given = readOptions(found, [], options, [...COMPARISON_KEYS, "probability"]);
    const read = readComparison(found, given);
    const probability = readColumnName(found, ["probability"], given["probability"]);
    noteSharedColumns(found, [...partsOf(read), { path: ["probability"], column: probability }]);
    return { ...read, probability };
  });
  return (rows) => {
    if (isLeft(settings)) return settings;
    const arms = reading(NAME, (found) => readWithProbability(found, settings.right, rows));
    if (isLeft(arms)) return arms;
    const enough = requireArms(NAME, arms.right, 2);
    return isLeft(enough) ? enough : weigh(settings.right, arms.right);
  };
};

const readWithProbability = (
  found: Found,
  settings: Comparison & { readonly probability: string },
  rows: unknown,
): Arms => {
  const name = settings.probability;
  const arms = readArms(found, settings, [{ option: "probability", name }], rows);
  const probability = arms.extra[0] ?? new Float64Array(0);
  for (let row = 0; row < probability.length && !hopeless(found); row += 1) {
    const value = probability[row] as number; // row < length
    if (value < 0 || value > 1) note(found, [row, name], "out-of-range", "a probability from 0 to 1", value);
  }
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
  let total = 0;
  let sum = 0;
  let squares = 0;
  let largest = 0;
  for (let row = 0; row < weights.length; row += 1) {
    if (arms.treated[row] !== arm) continue;
    const weight = weights[row] as number; // row < length
    total += weight;
    sum += weight * (arms.outcome[row] as number);
    squares += weight * weight;
    largest = Math.max(largest, weight);
  }
  return { mean: sum / total, total, squares, largest };
};

const weigh = (settings: Comparison, arms: Arms): Result<Estimate> => {
  const probability = arms.extra[0] ?? new Float64Array(0);
  const rows = arms.outcome.length;
  const weights = new Float64Array(rows);
  let without = 0;
  for (let row = 0; row < rows; row += 1) {
    const chance = probability[row] as number; // row < rows
    if (!(chance >= LEAST && chance <= 1 - LEAST)) without += 1;
    weights[row] = 1 / (arms.treated[row] === 1 ? chance : 1 - chance);
  }
  if (without > 0) {
    const because = reason("no-overlap", { rows: without });
    return notIdentified(NAME, "the difference between the arms", [settings.treatment], because);
  }
  const treated = weightedArm(arms, weights, 1);
  const control = weightedArm(arms, weights, 0);
  const influence = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const weight = weights[row] as number; // row < rows
    const outcome = arms.outcome[row] as number; // row < rows
    influence[row] =
      arms.treated[row] === 1
        ? (weight * (outcome - treated.mean)) / treated.total
        : (-weight * (outcome - control.mean)) / control.total;
  }
  const units = arms.cluster === null ? rows : arms.clusters;
  const meat = sumOfSquares(arms.cluster === null ? influence : sumsByCluster(influence, arms.cluster, units));
  const inference = inferFromT(treated.mean - control.mean, Math.sqrt((units / (units - 1)) * meat), units - 1, {
    kind: arms.cluster === null ? "influence function" : "influence function, clustered",
    method: "inverse propensity t",
    level: settings.level,
  });
  return right({
    estimand: `difference in mean ${settings.outcome} between ${settings.treatment} and not ${settings.treatment}`,
    scale: scaleOf(arms.outcome, settings.outcome),
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
      meanTreated: treated.mean,
      meanControl: control.mean,
      meanWeightTreated: treated.total / rows,
      meanWeightControl: control.total / rows,
      effectiveTreated: treated.total ** 2 / treated.squares,
      effectiveControl: control.total ** 2 / control.squares,
      largestShareTreated: treated.largest / treated.total,
      largestShareControl: control.largest / control.total,
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
