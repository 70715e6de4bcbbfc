import { isLeft, right } from "fp-ts/lib/Either.js";
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
import { type Estimate, insufficientData, type Result } from "../../core/vocabulary/index.ts";
import { type EffectOptions, effectWords, readEffect, relativeInference } from "./effect.ts";
import { type Assignment, evidenceOf, readAssignment, readLevel } from "./settings.ts";
import { type Arm, spreadWarning, welch } from "./welch.ts";

/** Rows that each arm needs for a variance. */
const NEEDED = 2;

const NAME = "metrics.differenceInMeansFromMoments";

/** What cannot be seen in the moments. */
export interface FromMomentsOptions extends EffectOptions {
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
  const settings = reading(NAME, (found) => {
    const given = readOptions(found, [], options, ["assignment", "level", "outcome", "effect"]);
    return {
      assignment: readAssignment(found, given["assignment"]),
      level: readLevel(found, given["level"]),
      outcome: orDefault(given["outcome"], "outcome", (name) => readText(found, ["outcome"], name)),
      effect: readEffect(found, given["effect"]),
    };
  });
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
