import type { RandomStream } from "./stream.ts";

/**
 * A draw from the uniform distribution on [0, 1): one of the 2^53 multiples of 2^-53, each equally likely.
 *
 * @param source - the stream to draw from; two words of it are taken.
 *
 * @example
 * ```ts
 * import { stream, drawUniform } from "learnlift/core";
 *
 * const explore = drawUniform(stream(1, "decision-1042")) < 0.05;
 * ```
 */
export const drawUniform = (source: RandomStream): number => {
  const high = source.next() >>> 5;
  const low = source.next() >>> 6;
  return (high * 67_108_864 + low) * 1.1102230246251565e-16; // 27 + 26 bits, over 2^53
};
