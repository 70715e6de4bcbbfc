import { drawUniform } from "./drawUniform.ts";
import type { RandomStream } from "./stream.ts";

/**
 * The index of one of several weights, each with a probability in proportion to its weight.
 *
 * @param source - the stream to draw from; two words of it are taken.
 * @param weights - with a finite sum; they need not add up to 1. A weight that is negative or NaN counts as 0.
 * @returns an index whose weight is positive, or -1 where there is none. Cost: two passes over the weights.
 *
 * @example
 * ```ts
 * import { drawCategorical, stream } from "learnlift/core";
 *
 * const arm = ["none", "push", "email"][drawCategorical(stream(1, "decision-3"), [0.5, 0.3, 0.2])];
 * ```
 */
export const drawCategorical = (source: RandomStream, weights: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const weight = weights[i] as number; // in range
    if (weight > 0) total += weight;
  }
  let left = drawUniform(source) * total;
  let chosen = -1;
  for (let i = 0; i < weights.length; i += 1) {
    const weight = weights[i] as number; // in range
    if (!(weight > 0)) continue;
    chosen = i; // stays on the last one if rounding leaves a crumb
    left -= weight;
    if (left < 0) break;
  }
  return chosen;
};
