import { logistic } from "../elementary/index.ts";
import { drawBernoulli } from "./drawBernoulli.ts";
import { logGamma } from "./drawGamma.ts";
import type { RandomStream } from "./stream.ts";

/**
 * A draw from the beta distribution: a probability of which a successes and b failures are known, so to speak. Mean a/(a + b).
 *
 * X/(X + Y) of two gamma draws, taken through their logarithms, so that tiny shapes, whose gamma draws are both 0 in a double, still give the right
 * mixture of values near 0 and near 1.
 *
 * @param source - the stream to draw from.
 * @param a - above 0; at 0 or less, and for NaN, it counts as 0.
 * @param b - likewise. With a = 0 the draw is 0, with b = 0 it is 1, with both it is one of them at even odds; with both infinite it is 1/2.
 *
 * @example
 * ```ts
 * import { drawBeta, stream } from "learnlift/core";
 *
 * const rate = drawBeta(stream(1, "arm-b"), 1 + 12, 1 + 48); // 12 of 60 opened
 * ```
 */
export const drawBeta = (source: RandomStream, a: number, b: number): number => {
  const x = logGamma(source, a);
  const y = logGamma(source, b);
  if (x !== y || Math.abs(x) < Number.POSITIVE_INFINITY) return logistic(x - y);
  if (x > 0) return 0.5;
  const both = Math.max(a, 0) + Math.max(b, 0);
  return drawBernoulli(source, both > 0 ? Math.max(a, 0) / both : 0.5) ? 1 : 0;
};
