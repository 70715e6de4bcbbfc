import { SBD_BOUNDS, SBD_WEIGHTS, type SbdModel, type SbdWeights } from "../../../sbd/model.ts";
import { sbd } from "../../../sbd/sbd.ts";
import type { SbdState } from "../../../sbd/state.ts";
import type { MemoryTrainer } from "../../trainer.ts";
import { makeNonDecreasing } from "../nonDecreasing.ts";
import { moveWithin } from "../withinBounds.ts";
import { sbdTrainerKernel } from "./kernel.ts";

/** The mean weight of a label under the published recency, 0.0667 + 0.9333 / 12.25. */
const MEAN_WEIGHT = 0.0667 + 0.9333 / 12.25;

/**
 * Makes the seven weights of SBD trainable: hand it to `fitMemory`. With so few weights it is the model for learners with few reviews.
 *
 * As the published trainer has it: every review but the first of a card is a label; all labels count at once, by L-BFGS; the label of rank i of n
 * weighs 0.0667 + 0.9333 (i / n)^11.25; the penalty is 0.001 · 2000 / n · Σ ((w - default) / sd)² beside the mean weighted loss, which beside
 * the sum of the weighted losses is 2 · 0.1429 · Σ (…)² with the mean weight of a label, and so has one strength whatever n. H stays at or
 * above L: out of order both take their mean.
 *
 * Cost: about six exponentials and logarithms a review.
 *
 * Source: Schill, memory-model-benchmark-for-spaced-repetition, 2026, as in srs-benchmark; the slope is derived by hand and checked
 * against dual numbers.
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const { fit } = orThrow(
 *   spacing.fitMemory({ trainer: spacing.sbdTrainer, recency: null })({
 *     offsets: [0, 4, 8, 12],
 *     grades: [3, 3, 1, 3, 3, 1, 3, 3, 1, 3, 3, 3],
 *     elapsedDays: [0, 2, 9, 1, 0, 3, 1, 4, 0, 1, 2, 6],
 *   }),
 * );
 * fit.labels; // => 9
 * (fit.objective ?? 0) < (fit.startObjective ?? 0); // => true
 * ```
 */
export const sbdTrainer: MemoryTrainer<SbdModel, SbdState> = /* @__PURE__ */ (() => ({
  algorithm: sbd,
  defaults: SBD_WEIGHTS,
  bounds: SBD_BOUNDS,
  prior: {
    centre: SBD_WEIGHTS,
    spread: [1.754, 1.2339, 0.5003, 0.546, 0.0989, 1.1685, 0.7778],
    strength: 2 * MEAN_WEIGHT,
  },
  recency: { floor: 0.0667, power: 11.25, reachesOne: false },
  labels: "all",
  firstStabilities: null,
  adam: null,
  prepare: sbdTrainerKernel,
  project: (weights) => {
    makeNonDecreasing(weights, 0, 1);
    moveWithin(weights, SBD_BOUNDS);
  },
  weightsOf: ({ weights }) => weights,
  modelOf: (weights, settings) => ({ ...settings, weights: weights as unknown as SbdWeights }), // seven of them
}))();
