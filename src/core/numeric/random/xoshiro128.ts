import type { FourWords } from "./murmur3.ts";
import type { RandomStream } from "./stream.ts";

/**
 * xoshiro128**, version 1.1 (Blackman and Vigna 2021, ACM TOMS 47(4), 36), from a state of four 32-bit words. The one state it
 * cannot leave, four zeros, is replaced.
 */
export const xoshiro128 = ([a, b, c, d]: FourWords): RandomStream => {
  let s0 = a;
  let s1 = b;
  let s2 = c;
  let s3 = (a | b | c | d) === 0 ? 1 : d;
  return {
    next: () => {
      const product = Math.imul(s1, 5);
      const result = Math.imul((product << 7) | (product >>> 25), 9);
      const shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);
      return result >>> 0;
    },
  };
};
