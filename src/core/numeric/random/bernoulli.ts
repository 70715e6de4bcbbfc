import type { RandomStream } from "./stream.ts";
import { uniform } from "./uniform.ts";

/**
 * True with probability p.
 *
 * @param source - the stream to draw from.
 * @param p - in [0, 1]. From 1 on it is always true; below 0, and for NaN, never.
 *
 * @example
 * ```ts
 * import { bernoulli, stream } from "learnlift/core";
 *
 * const held = bernoulli(stream(1, "hold-out learner-7"), 0.1);
 * ```
 */
export const bernoulli = (source: RandomStream, p: number): boolean => uniform(source) < p;
