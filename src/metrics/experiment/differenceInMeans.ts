import { chain, isLeft, left, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  orDefault,
  readInteger,
  reading,
  readNumber,
  readObject,
  readOptions,
  readText,
} from "../../core/check/index.ts";
import { clusterCovariance, linearRegression } from "../../core/regression/index.ts";
import { type Estimate, insufficientData, momentsFold, type Result } from "../../core/vocabulary/index.ts";
import type { Rows } from "../columns.ts";
import { type ArmMoments, armMomentsFold } from "./armMoments.ts";
import { type Arms, armSizes, clusterWarning, nameCluster, readArms, requireArms, scaleOf } from "./arms.ts";
import {
  type Assignment,
  COMPARISON_KEYS,
  type Comparison,
  type ComparisonOptions,
  evidenceOf,
  noteSharedColumns,
  partsOf,
  readAssignment,
  readComparison,
  readLevel,
} from "./settings.ts";
import { type Arm, type Inference, inferFromT, spreadWarning, welch } from "./welch.ts";

const NAME = "metrics.differenceInMeans";

/** Rows that each arm needs for a variance. */
const NEEDED = 2;

/**
 * Did those who got it do better than those who did not, and by how much?
 *
 * The difference of the two means, treated minus not. Without clusters Welch's t: √(s1²/n1 + s0²/n0) with Satterthwaite's degrees of
 * freedom. With clusters the slope of a regression on treatment
 * with the bias-reduced sandwich CR2 and Satterthwaite's degrees of freedom. Rows pass through `armMomentsFold` to their moments, and inference sees only those.
 *
 * Whether the difference was caused depends on how rows came into their arms: say so with `assignment`.
 *
 * @param options - see `ComparisonOptions`; an unknown key is a failure.
 * @returns a function from a table or rows to the estimate. `InvalidInput` names option, row and column; `InsufficientData` where an arm
 *   has fewer than two rows; `NotIdentified` where one arm is empty.
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
export const differenceInMeans = (options: ComparisonOptions): ((rows: Rows) => Result<Estimate>) => {
  const settings = reading(NAME, (found) => {
    const read = readComparison(found, readOptions(found, [], options, COMPARISON_KEYS));
    noteSharedColumns(found, partsOf(read));
    return read;
  });
  return (rows) => {
    if (isLeft(settings)) return settings;
    const arms = reading(NAME, (found) => readArms(found, settings.right, [], rows));
    return chain((read: Arms) => compare(settings.right, read))(arms);
  };
};

const compare = (settings: Comparison, read: Arms): Result<Estimate> => {
  const arms = requireArms(NAME, read, NEEDED);
  if (isLeft(arms)) return arms;
  const moments = momentsOf(arms.right.outcome, arms.right.treated);
  const inferred: Result<Inference> =
    arms.right.cluster === null
      ? right(welchOf(moments, settings.level))
      : clustered(arms.right, arms.right.cluster, settings.level);
  if (isLeft(inferred)) return inferred;
  const inference = inferred.right;
  return right({
    estimand: `difference in mean ${settings.outcome} between ${settings.treatment} and not ${settings.treatment}`,
    scale: scaleOf(arms.right.outcome, settings.outcome),
    evidence: evidenceOf(settings.assignment),
    ...inference,
    n: {
      rows: arms.right.outcome.length,
      ...(arms.right.cluster === null ? {} : { clusters: arms.right.clusters }),
      byArm: armSizes(arms.right.treated),
    },
    diagnostics: {
      ...inference.diagnostics,
      meanTreated: moments.treated.mean ?? 0,
      meanControl: moments.control.mean ?? 0,
    },
    warnings: [...arms.right.warnings, ...clusterWarning(arms.right), ...spreadWarning(inference)],
  });
};

const momentsOf = (outcome: Float64Array, treated: Float64Array): ArmMoments => {
  const state = armMomentsFold.empty();
  for (let row = 0; row < outcome.length; row += 1) {
    momentsFold.step(treated[row] === 1 ? state.treated : state.control, outcome[row] as number); // row < length
  }
  return armMomentsFold.extract(state);
};

const welchOf = ({ treated, control }: ArmMoments, level: number): Inference =>
  welch(
    { n: treated.n, mean: treated.mean ?? 0, variance: treated.variance ?? 0 },
    { n: control.n, mean: control.mean ?? 0, variance: control.variance ?? 0 },
    level,
  );

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
  return right(inferFromT(difference, Math.sqrt(variance), df, { kind: "CR2", method: "cluster-robust t", level }));
};

const FROM_MOMENTS = "metrics.differenceInMeansFromMoments";

/** What cannot be seen in the moments. */
export interface FromMomentsOptions {
  /** How rows came into their arms; default `"observed"`. */
  readonly assignment?: Assignment;
  /** Coverage of the interval, in (0, 1); default 0.95. */
  readonly level?: number;
  /** What the outcome is called; default "outcome". */
  readonly outcome?: string;
}

/**
 * The same comparison where only the aggregates are at hand: counts, means and variances from a warehouse, or from `armMomentsFold`.
 *
 * @param options - see `FromMomentsOptions`; an unknown key is a failure.
 * @returns a function from the moments of both arms (`n` at least 2, `mean` finite, `variance` with n - 1 at least 0) to the estimate.
 *
 * @example
 * ```ts
 * import { metrics, orThrow } from "learnlift";
 *
 * const effect = orThrow(
 *   metrics.differenceInMeansFromMoments({ assignment: "randomised", outcome: "minutes" })({
 *     treated: { n: 120, mean: 31, variance: 90 },
 *     control: { n: 118, mean: 28, variance: 84 },
 *   }),
 * );
 * effect.estimate; // => 3
 * ```
 */
export const differenceInMeansFromMoments = (
  options: FromMomentsOptions = {},
): ((moments: { readonly treated: MomentsInput; readonly control: MomentsInput }) => Result<Estimate>) => {
  const settings = reading(FROM_MOMENTS, (found) => {
    const given = readOptions(found, [], options, ["assignment", "level", "outcome"]);
    return {
      assignment: readAssignment(found, given["assignment"]),
      level: readLevel(found, given["level"]),
      outcome: orDefault(given["outcome"], "outcome", (name) => readText(found, ["outcome"], name)),
    };
  });
  return (moments) => {
    if (isLeft(settings)) return settings;
    const arms = reading(FROM_MOMENTS, (found) => {
      const read = readObject(found, [], moments, "the moments of both arms");
      return {
        treated: readArm(found, "treated", read["treated"]),
        control: readArm(found, "control", read["control"]),
      };
    });
    if (isLeft(arms)) return arms;
    const { treated, control } = arms.right;
    for (const [name, arm] of Object.entries(arms.right)) {
      if (arm.n < NEEDED) return insufficientData(FROM_MOMENTS, `${name} rows`, NEEDED, arm.n);
    }
    const { outcome, assignment, level } = settings.right;
    const inference = welch(treated, control, level);
    return right({
      estimand: `difference in mean ${outcome} between treated and control`,
      scale: outcome,
      evidence: evidenceOf(assignment),
      ...inference,
      n: { rows: treated.n + control.n, byArm: { treated: treated.n, control: control.n } },
      diagnostics: { ...inference.diagnostics, meanTreated: treated.mean, meanControl: control.mean },
      warnings: spreadWarning(inference),
    });
  };
};

const readArm = (found: Found, name: string, value: unknown): Arm => {
  const arm = readObject(found, [name], value, "the moments of an arm");
  const n = readInteger(found, [name, "n"], arm["n"], { min: 0 });
  if (n < NEEDED) return { n, mean: 0, variance: 0 };
  return {
    n,
    mean: readNumber(found, [name, "mean"], arm["mean"]),
    variance: readNumber(found, [name, "variance"], arm["variance"], { min: 0 }),
  };
};

/** The moments of one arm from outside. `null` is taken where `momentsFold` says it, and then there is too little. */
export interface MomentsInput {
  /** Rows in the arm. */
  readonly n: number;
  /** Their mean. */
  readonly mean: number | null;
  /** Their sample variance, with n - 1. */
  readonly variance: number | null;
}
