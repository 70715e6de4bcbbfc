import { drawInteger } from "./drawInteger.ts";
import type { RandomStream } from "./stream.ts";

/**
 * A copy of a list in random order, every order equally likely (Fisher and Yates; Durstenfeld 1964).
 *
 * @param source - the stream to draw from.
 * @param items - left as they are. Cost: linear.
 *
 * @example
 * ```ts
 * import { shuffle, stream } from "learnlift/core";
 *
 * const order = shuffle(stream(1, "quiz-4 learner-7"), ["a", "b", "c", "d"]);
 * ```
 */
export const shuffle = <A>(source: RandomStream, items: readonly A[]): A[] => sample(source, items, items.length);

/**
 * Some items of a list, drawn without replacement: every selection, in every order, is equally likely.
 *
 * @param source - the stream to draw from.
 * @param items - left as they are.
 * @param n - how many. More than there are gives all of them in random order; a fraction is cut off; less than 1, or NaN, gives none.
 *
 * @example
 * ```ts
 * import { sample, stream } from "learnlift/core";
 *
 * const panel = sample(stream(1, "survey-2025"), ["ada", "ben", "cem", "dan"], 2);
 * ```
 */
export const sample = <A>(source: RandomStream, items: readonly A[], n: number): A[] => {
  const pool = items.slice();
  const count = Math.max(0, Math.min(Math.floor(n), pool.length)) || 0; // NaN is none
  for (let i = 0; i < count; i += 1) {
    const j = i + drawInteger(source, pool.length - i);
    const taken = pool[j] as A; // in range: i <= j < length
    pool[j] = pool[i] as A;
    pool[i] = taken;
  }
  pool.length = count;
  return pool;
};
