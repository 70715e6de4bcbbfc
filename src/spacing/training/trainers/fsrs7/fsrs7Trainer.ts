import { fsrs7 } from "../../../fsrs7/fsrs7.ts";
import { FSRS7_BOUNDS, FSRS7_WEIGHTS, type Fsrs7Model, type Fsrs7Weights } from "../../../fsrs7/model.ts";
import type { Fsrs7State } from "../../../fsrs7/state.ts";
import type { MemoryTrainer } from "../../trainer.ts";
import { makeNonDecreasing } from "../nonDecreasing.ts";
import { moveWithin } from "../withinBounds.ts";
import { fsrs7TrainerKernel } from "./kernel.ts";

/** The standard deviations of the published trainer; the four initial stabilities are free. */
const SPREAD: readonly (number | null)[] = [
  ...[null, null, null, null],
  ...[0.523, 0.2528, 0.4329],
  ...[0.2966, 0.2139, 0.2889, 0.1862, 0.175, 0.3812, 0.3013, 0.9104],
  ...[0.3234, 0.2448, 0.3273, 0.1842, 0.1735, 0.4608, 0.311, 0.864],
  ...[0.0418, 0.2596, 0.0798, 0.0682, 0.1282, 0.1397, 0.1407, 0.1489, 0.2, 0.15, 0.15],
];

/**
 * Makes the 34 weights of FSRS-7 trainable: hand it to `fitMemory`.
 *
 * As the published trainer has it: every review but the first of a card is a label, within a day too; the penalty is 0.3333 · Σ ((w - default) / sd)²
 * with the four initial stabilities left free; the label of rank i of n weighs 0.0667 + 0.9333 (i / n)^11.25. Weights stay within
 * `FSRS7_BOUNDS`, w0 to w3 do not fall and w26 is not below w25: weights out of order take their mean, which is the nearest point in order.
 *
 * Departures: all labels of a pass count at once unless Adam is asked for, and the published trainer's two penalties on the schedule, which are
 * off there too, are not offered. Cost: about 20 exponentials and logarithms a review, the slope as much again.
 *
 * Source: fsrs-rs and srs-benchmark, 2026, for penalty, weighting and bounds; the slope is derived by hand and checked against dual numbers.
 *
 * @example
 * ```ts
 * import { spacing } from "learnlift";
 *
 * spacing.fsrs7Trainer.defaults.length; // => 34
 * const weights = Float64Array.from(spacing.fsrs7Trainer.defaults);
 * weights[1] = 8; // above w2
 * spacing.fsrs7Trainer.project(weights);
 * Array.from(weights.slice(0, 4)); // => [0.1104, 5.96105, 5.96105, 11.7841]
 * ```
 */
export const fsrs7Trainer: MemoryTrainer<Fsrs7Model, Fsrs7State> = {
  algorithm: fsrs7,
  defaults: FSRS7_WEIGHTS,
  bounds: FSRS7_BOUNDS,
  prior: { centre: FSRS7_WEIGHTS, spread: SPREAD, strength: 0.3333 },
  recency: { floor: 0.0667, power: 11.25, reachesOne: false },
  labels: "all",
  firstStabilities: [0, 1, 2, 3],
  adam: { learningRate: 0.0118, betas: [0.7, 0.98], epochs: 9, batchLabels: 512 },
  prepare: fsrs7TrainerKernel,
  project: (weights) => {
    makeNonDecreasing(weights, 0, 3);
    makeNonDecreasing(weights, 25, 26);
    moveWithin(weights, FSRS7_BOUNDS);
  },
  weightsOf: ({ weights }) => weights,
  modelOf: (weights, settings) => ({ ...settings, weights: weights as unknown as Fsrs7Weights }), // 34 of them
};
