import { drawUniform } from "./drawUniform.ts";
import type { RandomStream } from "./stream.ts";

/**
 * True with probability p.
 *
 * @param source - the stream to draw from.
 * @param p - in [0, 1]. From 1 on it is always true; below 0, and for NaN, never.
 *
 * @example
 * ```ts
 * import { drawBernoulli, stream } from "learnlift/core";
 *
 * const held = drawBernoulli(stream(1, "hold-out learner-7"), 0.1);
 * ```
 */
export const drawBernoulli = (source: RandomStream, p: number): boolean => drawUniform(source) < p;
