import { drawUniform } from "./drawUniform.ts";
import type { RandomStream } from "./stream.ts";

const WORDS = 4_294_967_296; // 2^32

/**
 * A whole number from 0 to n - 1, each equally likely: words at the end of the range, which would favour small numbers, are drawn again.
 *
 * @param source - the stream to draw from.
 * @param n - how many numbers, a whole number from 1 to 2^32. Anything below 2 gives 0; a fraction is cut off; beyond 2^32 the draw is
 * `floor(n · uniform)`.
 *
 * @example
 * ```ts
 * import { drawInteger, stream } from "learnlift/core";
 *
 * const die = 1 + drawInteger(stream(1, "throw-1"), 6);
 * ```
 */
export const drawInteger = (source: RandomStream, n: number): number => {
  const count = Math.floor(n);
  if (!(count > 1)) return 0;
  if (count > WORDS) return Math.floor(count * drawUniform(source));
  const fair = WORDS - (WORDS % count);
  let word = source.next();
  while (word >= fair) word = source.next();
  return word % count;
};
