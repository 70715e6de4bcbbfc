import { halfLife } from "../../../halfLife/halfLife.ts";
import {
  HALF_LIFE_BOUNDS,
  HALF_LIFE_WEIGHTS,
  type HalfLifeModel,
  type HalfLifeWeights,
} from "../../../halfLife/model.ts";
import type { HalfLifeState } from "../../../halfLife/state.ts";
import type { MemoryTrainer } from "../../trainer.ts";
import { moveWithin } from "../withinBounds.ts";
import { halfLifeTrainerKernel } from "./kernel.ts";

/**
 * Makes the three weights of half-life regression trainable: hand it to `fitMemory`.
 *
 * Departure: the loss is the likelihood of the answers, as for every other memory model here, so that losses can be compared. The paper's is
 * (p - p̂)² + 0.01 (h - ĥ)² + 0.1 θ² over shares of recall in a session, and pulls the weights to 0. Here the penalty is
 * ½ Σ ((w - default) / sd)² with standard deviations of 1, 1 and 2: our choice, weak enough to be gone after some hundred reviews. No
 * published weighting by time. Every review but the first of a card is a label.
 *
 * Cost: two exponentials and a logarithm a review.
 *
 * Source: Settles & Meeder (2016, doi:10.18653/v1/P16-1174) for the model.
 *
 * @example
 * ```ts
 * import { spacing } from "learnlift";
 *
 * spacing.halfLifeTrainer.prior.spread; // => [1, 1, 2]
 * ```
 */
export const halfLifeTrainer: MemoryTrainer<HalfLifeModel, HalfLifeState> = {
  algorithm: halfLife,
  defaults: HALF_LIFE_WEIGHTS,
  bounds: HALF_LIFE_BOUNDS,
  prior: { centre: HALF_LIFE_WEIGHTS, spread: [1, 1, 2], strength: 0.5 },
  recency: null,
  labels: "all",
  firstStabilities: null,
  adam: null,
  prepare: halfLifeTrainerKernel,
  project: (weights) => moveWithin(weights, HALF_LIFE_BOUNDS),
  weightsOf: ({ weights }) => weights,
  modelOf: (weights, settings) => ({ ...settings, weights: weights as unknown as HalfLifeWeights }), // three of them
};
