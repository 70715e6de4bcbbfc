import { log } from "../elementary/index.ts";
import type { RandomStream } from "./stream.ts";

/**
 * A draw from the standard normal distribution: mean 0, variance 1.
 *
 * One uniform draw in (0, 1), turned by the inverse of the distribution function (Wichura 1988, Applied Statistics 37, 477-484, algorithm
 * AS 241, routine PPND16; relative error about 1e-15). So every draw takes two words of the stream, and a larger uniform
 * gives a larger normal: two runs that share their streams stay coupled when something else changes.
 *
 * @param source - the stream to draw from.
 * @returns a number from -8.3 to 8.3, symmetric about 0.
 *
 * @example
 * ```ts
 * import { drawNormal, stream } from "learnlift/core";
 *
 * const minutes = 12 + 3 * drawNormal(stream(1, "learner-7"));
 * ```
 */
export const drawNormal = (source: RandomStream): number => {
  const high = source.next() >>> 6;
  const low = source.next() >>> 6;
  return normalBelow((high * 67_108_864 + low + 0.5) * 2.220446049250313e-16); // 52 bits and a half, over 2^52
};

/** The value below which a share p of the standard normal distribution lies, for 0 < p < 1. */
const normalBelow = (p: number): number => {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * rational(CENTRE, 0.180625 - q * q);
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const size = r <= 5 ? rational(TAIL, r - 1.6) : rational(FAR_TAIL, r - 5);
  return q < 0 ? -size : size;
};

/** Two polynomials of degree 7, one over the other; their coefficients in pairs, from the highest power. */
const rational = (pairs: readonly number[], r: number): number => {
  let above = 0;
  let below = 0;
  for (let i = 0; i < pairs.length; i += 2) {
    above = above * r + (pairs[i] as number); // in range
    below = below * r + (pairs[i + 1] as number); // in range
  }
  return above / below;
};

/** The coefficients of AS 241: for |p - 1/2| <= 0.425. */
// biome-ignore format: a pair a line
const CENTRE: readonly number[] = [
  2509.0809287301227, 5226.495278852854,
  33430.57558358813, 28729.085735721943,
  67265.7709270087, 39307.89580009271,
  45921.95393154987, 21213.794301586597,
  13731.69376550946, 5394.196021424751,
  1971.5909503065513, 687.1870074920579,
  133.14166789178438, 42.31333070160091,
  3.3871328727963665, 1,
];

/** For p and 1 - p from e^-25 on. */
// biome-ignore format: a pair a line
const TAIL: readonly number[] = [
  0.0007745450142783414, 1.0507500716444169e-09,
  0.022723844989269184, 0.0005475938084995345,
  0.2417807251774506, 0.015198666563616457,
  1.2704582524523684, 0.14810397642748008,
  3.6478483247632045, 0.6897673349851,
  5.769497221460691, 1.6763848301838038,
  4.630337846156546, 2.053191626637759,
  1.4234371107496835, 1,
];

/** Beyond. */
// biome-ignore format: a pair a line
const FAR_TAIL: readonly number[] = [
  2.0103343992922881e-07, 2.0442631033899397e-15,
  2.7115555687434876e-05, 1.421511758316446e-07,
  0.0012426609473880784, 1.8463183175100548e-05,
  0.026532189526576124, 0.0007868691311456133,
  0.29656057182850487, 0.014875361290850615,
  1.7848265399172913, 0.1369298809227358,
  5.463784911164114, 0.599832206555888,
  6.657904643501103, 1,
];
