import { isLeft, right } from "fp-ts/lib/Either.js";
import { orDefault, readBoolean, readInteger, reading, readOptions } from "../../../../core/check/index.ts";
import { expm1, log } from "../../../../core/numeric/elementary/index.ts";
import type { Result } from "../../../../core/vocabulary/index.ts";
import { clamp } from "../../../clamp.ts";
import { fsrs6 } from "../../../fsrs6/fsrs6.ts";
import { FSRS6_BOUNDS, FSRS6_WEIGHTS, type Fsrs6Model, type Fsrs6Weights } from "../../../fsrs6/model.ts";
import type { Fsrs6State } from "../../../fsrs6/state.ts";
import type { MemoryTrainer } from "../../trainer.ts";
import { moveWithin } from "../withinBounds.ts";
import { fsrs6TrainerKernel } from "./kernel.ts";

/** The standard deviation of each weight over learners, as the published trainer has it. */
const SPREAD: readonly number[] = [
  ...[6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18],
  ...[0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27],
];

/** In training w19 is at least this; only where same-day reviews are left out is it 0. */
const LEAST_W19 = 0.01;

/** How FSRS-6 is trained. */
export interface Fsrs6TrainerOptions {
  /**
   * Relearning steps that a forgotten card goes through, a whole number from 0, default 1. With more than one, w17 and w18 are kept low enough that
   * the steps together do not undo the lapse.
   */
  readonly relearningSteps?: number;
  /**
   * Whether same-day reviews have an effect of their own. Default true. False keeps w17, w18 and w19 at 0, so that same-day reviews
   * change nothing, for logs whose same-day reviews mean little.
   */
  readonly sameDay?: boolean;
}

/** The upper bound of w17 and w18 for n > 1 relearning steps: min(2, sqrt(max(0.01, -(ln w11 + ln(2^w13 - 1) + 0.3 w14) / n))). */
const ceilingOf = (weights: Float64Array, relearningSteps: number): number => {
  if (relearningSteps <= 1) return 2;
  const at = (k: number): number => weights[k] as number; // k < 21
  const room = -(log(at(11)) + log(expm1(at(13) * Math.LN2)) + 0.3 * at(14)) / relearningSteps;
  return Math.min(2, Math.sqrt(Math.max(0.01, room)));
};

const trainerWith = (relearningSteps: number, sameDay: boolean): MemoryTrainer<Fsrs6Model, Fsrs6State> => {
  const within = (k: number): boolean => k < 17 || k > 19 || sameDay;
  const bounds = FSRS6_BOUNDS.map(([lower, upper], k): readonly [number, number] =>
    within(k) ? [k === 19 ? LEAST_W19 : lower, upper] : [0, 0],
  );
  const defaults = FSRS6_WEIGHTS.map((weight, k) => (within(k) ? weight : 0));
  return {
    algorithm: fsrs6,
    defaults,
    bounds,
    prior: { centre: defaults, spread: SPREAD, strength: 1 },
    recency: { floor: 0.25, power: 3 },
    labels: "later-days",
    firstStabilities: [0, 1, 2, 3],
    adam: { learningRate: 0.04, betas: [0.9, 0.999], epochs: 5, batchLabels: 512 },
    prepare: fsrs6TrainerKernel,
    project: (weights) => {
      moveWithin(weights, bounds);
      const ceiling = ceilingOf(weights, relearningSteps);
      for (const k of [17, 18]) weights[k] = clamp(weights[k] as number, 0, ceiling); // 21 weights
    },
    weightsOf: ({ weights }) => weights,
    modelOf: (weights, settings) => ({ ...settings, weights: weights as unknown as Fsrs6Weights }), // 21 of them
  };
};

/**
 * Makes the 21 weights of FSRS-6 trainable: hand it to `fitMemory`.
 *
 * As the published trainer has it: labels are the reviews at least a day after the one before; the penalty is Σ ((w - default) / sd)²; the label of
 * rank i of n weighs 0.25 + 0.75 (i / (n - 1))³; weights stay within `FSRS6_BOUNDS`, and w19 is at least 0.01. For more than one relearning
 * step, or without same-day reviews, see `fsrs6TrainerWith`.
 *
 * Everything is computed from + − × ÷ √ and tables, so a fit has the same bits in every engine. Cost of loss and slope: about ten
 * exponentials and logarithms a review.
 *
 * Source: fsrs-rs 6.6 for penalty, weighting and bounds; the slope is derived by hand and checked against its published one.
 *
 * @example
 * ```ts
 * import { spacing } from "learnlift";
 *
 * spacing.fsrs6Trainer.defaults.length; // => 21
 * ```
 */
export const fsrs6Trainer: MemoryTrainer<Fsrs6Model, Fsrs6State> = /* @__PURE__ */ trainerWith(1, true);

/**
 * The trainer of FSRS-6 for learners with several relearning steps, or whose same-day reviews are to be left out.
 *
 * With n > 1 relearning steps w17 and w18 are at most min(2, √max(0.01, -(ln w11 + ln(2^w13 - 1) + 0.3 w14) / n)). Fails on unknown or
 * ill-typed options.
 *
 * Source: fsrs-rs 6.6.
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const trainer = orThrow(spacing.fsrs6TrainerWith({ sameDay: false }));
 * trainer.bounds[17]; // => [0, 0]
 * ```
 */
export const fsrs6TrainerWith = (options: Fsrs6TrainerOptions): Result<MemoryTrainer<Fsrs6Model, Fsrs6State>> => {
  const read = reading("spacing.fsrs6TrainerWith", (found) => {
    const { relearningSteps, sameDay } = readOptions(found, [], options, ["relearningSteps", "sameDay"]);
    return {
      relearningSteps: orDefault(relearningSteps, 1, (steps) =>
        readInteger(found, ["relearningSteps"], steps, { min: 0 }),
      ),
      sameDay: orDefault(sameDay, true, (has) => readBoolean(found, ["sameDay"], has)),
    };
  });
  return isLeft(read) ? read : right(trainerWith(read.right.relearningSteps, read.right.sameDay));
};
