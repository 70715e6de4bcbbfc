import { murmur3 } from "./murmur3.ts";
import { utf8 } from "./utf8.ts";
import { xoshiro128 } from "./xoshiro128.ts";

/** A source of random numbers: the same one in every engine for the same seed and label. Taking from it moves it on. */
export interface RandomStream {
  /** The next 32 random bits, as a whole number in [0, 2^32). */
  next(): number;
}

/**
 * The stream of random numbers that belongs to a seed and a label: how chance enters every decision of this library.
 *
 * Each random decision takes an id, and its draw is the first of `stream(seed, id)`: the same id gets the same answer on any machine,
 * in any order, also when asked twice. Streams with different seeds or labels are unrelated, also those of consecutive ids.
 *
 * The state is MurmurHash3_x86_128 of seed and label, the generator xoshiro128** (Blackman and Vigna 2021, ACM TOMS 47(4), 36;
 * period 2^128 - 1). For simulation and allocation, not for secrets.
 *
 * @param seed - any text or number; a number is the same seed as its decimal text.
 * @param label - any text: an id, or what the draws are for.
 * @returns a stream at its start. Cost: one pass over both texts.
 *
 * @example
 * ```ts
 * import { drawUniform, stream } from "learnlift/core";
 *
 * const first = drawUniform(stream(7, "decision-1042"));
 * const again = drawUniform(stream(7, "decision-1042"));
 * first === again; // true
 * ```
 */
export const stream = (seed: number | string, label: string): RandomStream => {
  const text = String(seed);
  return xoshiro128(murmur3(utf8(`${text.length}:${text}${label}`), 0)); // the length keeps "a" + "bc" apart from "ab" + "c"
};
