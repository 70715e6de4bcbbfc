import { log } from "../elementary/index.ts";
import { drawUniform } from "./drawUniform.ts";
import type { RandomStream } from "./stream.ts";

/**
 * A draw from the exponential distribution with mean 1: -ln(1 - u) of one uniform u. Divide by a rate, or multiply by a mean, for others.
 *
 * @param source - the stream to draw from; two words of it are taken.
 *
 * @example
 * ```ts
 * import { drawExponential, stream } from "learnlift/core";
 *
 * const daysToNextVisit = 3.5 * drawExponential(stream(1, "learner-7"));
 * ```
 */
export const drawExponential = (source: RandomStream): number => 0 - log(1 - drawUniform(source)); // 0 - 0 is 0, not -0
