import { exp, log } from "../elementary/index.ts";
import { drawNormal } from "./drawNormal.ts";
import { drawUniform } from "./drawUniform.ts";
import type { RandomStream } from "./stream.ts";

/**
 * A draw from the gamma distribution with a shape, and scale 1: mean and variance are the shape.
 *
 * Marsaglia and Tsang 2000 (ACM TOMS 26, 363-372): a squeezed rejection from a cubed normal; for shapes below 1 a draw at shape + 1 times
 * u^(1/shape). Takes a varying number of words from the stream.
 *
 * @param source - the stream to draw from.
 * @param shape - above 0. At 0 or less, and for NaN, the draw is 0, where the distribution tends; at Infinity it is Infinity.
 *
 * @example
 * ```ts
 * import { drawGamma, stream } from "learnlift/core";
 *
 * const minutes = 4 * drawGamma(stream(1, "session-9"), 2.5); // mean 10
 * ```
 */
export const drawGamma = (source: RandomStream, shape: number): number =>
  shape >= 1 ? gammaFromOne(source, shape) : exp(logGamma(source, shape));

/** The logarithm of a gamma draw, which stays finite where the draw itself is too small for a double; -Infinity for shapes that are not above 0. */
export const logGamma = (source: RandomStream, shape: number): number => {
  if (!(shape > 0)) return Number.NEGATIVE_INFINITY;
  if (shape >= 1) return log(gammaFromOne(source, shape));
  return log(gammaFromOne(source, shape + 1)) + log(1 - drawUniform(source)) / shape;
};

const gammaFromOne = (source: RandomStream, shape: number): number => {
  if (shape === Number.POSITIVE_INFINITY) return shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(source);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = 1 - drawUniform(source);
    const square = x * x;
    if (u < 1 - 0.0331 * square * square || log(u) < 0.5 * square + d * (1 - v + log(v))) return d * v;
  }
};
