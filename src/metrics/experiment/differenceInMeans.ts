import { chain, isLeft, left, right } from "fp-ts/lib/Either.js";
import { type Found, note, orDefault, reading, readNumber, readOptions } from "../../core/check/index.ts";
import { clusterCovariance, linearRegression } from "../../core/regression/index.ts";
import { type Estimate, momentsFold, type Result } from "../../core/vocabulary/index.ts";
import type { Rows } from "../columns.ts";
import { type ArmMoments, armMomentsFold } from "./armMoments.ts";
import { type Arms, armSizes, clusterWarning, nameCluster, readArms, requireArms, scaleOf } from "./arms.ts";
import { type EffectKind, type EffectOptions, effectWords, readEffect, relativeInference } from "./effect.ts";
import { sampleRatio } from "./sampleRatio.ts";
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
import { type Inference, inferFromT, spreadWarning, welch } from "./welch.ts";

const NAME = "metrics.differenceInMeans";

/** Rows that each arm needs for a variance. */
const NEEDED = 2;

/** What a comparison of two means takes beside its columns. */
export interface DifferenceInMeansOptions extends ComparisonOptions, EffectOptions {
  /**
   * The share of rows that was meant to be treated, in (0, 1): 0.5 for a fair coin. Where the arms have other sizes than chance
   * allows (chi-square, p below 0.001), rows were lost on the way and the comparison carries the warning `sample-ratio`. Default: not
   * checked. Not with `cluster`, whose rows came together.
   */
  readonly treatedShare?: number;
}

interface Settings extends Comparison {
  readonly effect: EffectKind;
  readonly treatedShare: number | null;
}

const readSettings = (found: Found, value: unknown): Settings => {
  const options = readOptions(found, [], value, [...COMPARISON_KEYS, "effect", "treatedShare"]);
  const read = readComparison(found, options);
  noteSharedColumns(found, partsOf(read));
  const effect = readEffect(found, options["effect"]);
  const treatedShare = orDefault<number | null>(options["treatedShare"], null, (share) =>
    readNumber(found, ["treatedShare"], share, { above: 0, below: 1 }),
  );
  if (read.cluster !== null && effect !== "difference")
    note(found, ["effect"], "inconsistent", '"difference", the only one for clusters', effect);
  if (read.cluster !== null && treatedShare !== null)
    note(found, ["treatedShare"], "inconsistent", "nothing with clusters, whose rows came together", treatedShare);
  return { ...read, effect, treatedShare };
};

/**
 * Did those who got it do better than those who did not, and by how much?
 *
 * The difference of the two means, treated minus not. Without clusters Welch's t: √(s1²/n1 + s0²/n0) with Satterthwaite's degrees of
 * freedom. With clusters the slope of a regression on treatment with the bias-reduced sandwich CR2 and Satterthwaite's degrees of freedom.
 * Without clusters, rows pass through `armMomentsFold` to their moments, and inference sees only those.
 *
 * `effect: "relative"` asks by which share of the untreated mean: m1/m0 - 1, by the delta method with variance V1/m0² + V0 m1²/m0⁴;
 * `"relative-log"` the same on the scale of log(m1/m0), whose interval cannot fall below -1.
 *
 * Whether the difference was caused depends on how rows came into their arms: say so with `assignment`.
 *
 * @param options - see `DifferenceInMeansOptions`; an unknown key is a failure.
 * @returns a function from a table or rows to the estimate. `InvalidInput` names option, row and column; `InsufficientData` where an arm
 *   has fewer than two rows; `NotIdentified` where one arm is empty, or where a relative effect has no positive mean to relate to.
 *
 * Cost: linear in the rows. Source: Welch 1947; for clusters Bell and McCaffrey 2002.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const effect = orThrow(
 *   metrics.differenceInMeans({ outcome: "minutes", treatment: "nudged", assignment: "randomised" })([
 *     { minutes: 12, nudged: true },
 *     { minutes: 20, nudged: true },
 *     { minutes: 7, nudged: false },
 *     { minutes: 5, nudged: false },
 *   ]),
 * );
 * effect.estimate; // => 10
 * effect.evidence; // => "randomised"
 * ```
 */
export const differenceInMeans = (options: DifferenceInMeansOptions): ((rows: Rows) => Result<Estimate>) => {
  const settings = reading(NAME, (found) => readSettings(found, options));
  return (rows) => {
    if (isLeft(settings)) return settings;
    const arms = reading(NAME, (found) => readArms(found, settings.right, [], rows));
    return chain((read: Arms) => compare(settings.right, read))(arms);
  };
};

const compare = (settings: Settings, read: Arms): Result<Estimate> => {
  const arms = requireArms(NAME, read, NEEDED);
  if (isLeft(arms)) return arms;
  const { outcome, treated, cluster, unit } = arms.right;
  const moments = momentsOf(outcome, treated);
  const inferred: Result<Inference> =
    cluster === null ? inferenceOf(settings, moments, unit) : clustered(arms.right, cluster, settings.level);
  if (isLeft(inferred)) return inferred;
  const inference = inferred.right;
  const sizes = armSizes(treated);
  const words = effectWords(settings.effect, {
    outcome: settings.outcome,
    scale: scaleOf(arms.right, settings.outcome),
    treated: settings.treatment,
    control: `not ${settings.treatment}`,
  });
  const ratio = sampleRatio(sizes, settings.treatedShare);
  return right({
    ...words,
    evidence: evidenceOf(settings.assignment),
    ...inference,
    n: {
      rows: outcome.length,
      ...(cluster === null ? {} : { clusters: arms.right.clusters }),
      byArm: sizes,
    },
    diagnostics: {
      ...inference.diagnostics,
      meanTreated: (moments.treated.mean ?? 0) * unit,
      meanControl: (moments.control.mean ?? 0) * unit,
      ...ratio.diagnostics,
    },
    warnings: [...arms.right.warnings, ...clusterWarning(arms.right), ...spreadWarning(inference), ...ratio.warnings],
  });
};

const momentsOf = (outcome: Float64Array, treated: Float64Array): ArmMoments => {
  const state = armMomentsFold.empty();
  for (let row = 0; row < outcome.length; row += 1) {
    momentsFold.step(treated[row] === 1 ? state.treated : state.control, outcome[row] as number); // row < length
  }
  return armMomentsFold.extract(state);
};

const inferenceOf = ({ effect, level, outcome }: Settings, moments: ArmMoments, unit: number): Result<Inference> => {
  const treated = { n: moments.treated.n, mean: moments.treated.mean ?? 0, variance: moments.treated.variance ?? 0 };
  const control = { n: moments.control.n, mean: moments.control.mean ?? 0, variance: moments.control.variance ?? 0 };
  const difference = welch(treated, control, level);
  return effect === "difference"
    ? right(inUnit(difference, unit))
    : relativeInference(NAME, effect, { treated, control, outcome, level, difference });
};

/** y on treatment: the slope is the difference in means, and its sandwich allows for clusters. */
const clustered = (arms: Arms, cluster: Int32Array, level: number): Result<Inference> => {
  const fit = linearRegression({
    caller: NAME,
    x: arms.treated,
    y: arms.outcome,
    rows: arms.outcome.length,
    names: ["treatment"],
  });
  if (isLeft(fit)) return fit;
  const sandwich = clusterCovariance(NAME, fit.right, cluster, arms.clusters, [1]);
  if (isLeft(sandwich)) return left(nameCluster(sandwich.left, arms));
  const { covariance, degreesOfFreedom } = sandwich.right;
  const [difference, variance, df] = [fit.right.coefficients[1] ?? 0, covariance[3] ?? 0, degreesOfFreedom[1] ?? 0];
  const standardError = realSpread(variance, arms.outcome);
  const inference = inferFromT(difference, standardError, df, { kind: "CR2", method: "cluster-robust t", level });
  return right(inUnit(inference, arms.unit));
};
