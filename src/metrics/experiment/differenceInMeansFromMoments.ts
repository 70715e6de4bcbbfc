import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, readInteger, reading, readNumber, readObject } from "../../core/check/index.ts";
import { type Estimate, insufficientData, type Result } from "../../core/vocabulary/index.ts";
import { effectWords, relativeInference } from "./effect.ts";
import { type FromMomentsOptions, readFromMomentsOptions } from "./fromMomentsOptions.ts";
import { evidenceOf } from "./settings.ts";
import { type Arm, spreadWarning, welch } from "./welch.ts";

/** Rows that each arm needs for a variance. */
const NEEDED = 2;

const NAME = "metrics.differenceInMeansFromMoments";

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
  const settings = reading(NAME, (found) => readFromMomentsOptions(found, options));
  return (moments) => {
    if (isLeft(settings)) return settings;
    const arms = reading(NAME, (found) => {
      const read = readObject(found, [], moments, "the moments of both arms");
      return {
        treated: readArm(found, "treated", read["treated"]),
        control: readArm(found, "control", read["control"]),
      };
    });
    if (isLeft(arms)) return arms;
    const { treated, control } = arms.right;
    for (const [name, arm] of Object.entries(arms.right)) {
      if (arm.n < NEEDED) return insufficientData(NAME, `${name} rows`, NEEDED, arm.n);
    }
    const { outcome, assignment, level, effect } = settings.right;
    const difference = welch(treated, control, level);
    const inferred =
      effect === "difference"
        ? right(difference)
        : relativeInference(NAME, effect, { treated, control, outcome, level, difference });
    if (isLeft(inferred)) return inferred;
    const inference = inferred.right;
    return right({
      ...effectWords(effect, { outcome, scale: outcome, treated: "treated", control: "control" }),
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
