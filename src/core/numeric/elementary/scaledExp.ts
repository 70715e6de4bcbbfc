import { OCTAVE, STEPS_PER_OCTAVE } from "./exponentialTable.ts";
import { LOWEST_EXPONENT, POWER_OF_TWO } from "./powersOfTwo.ts";

/** 128/ln 2. */
export const STEPS_PER_E = 184.6649652337873;
/** ln 2/128 in a part of 33 bits, whose product with a count of steps is exact, and the rest. */
export const STEP_HIGH: number = 0.6931471804855391 / 128;
export const STEP_LOW: number = 7.440617110012397e-11 / 128;
/** 1.5 · 2^52: adding and subtracting it rounds to the nearest whole number. */
export const ROUND_TO_INTEGER = 6_755_399_441_055_744;
/** Brings a result that was made 2^1000 times too large into the subnormal range, with one rounding more. */
export const TWO_TO_MINUS_1000 = 9.332636185032189e-302;

/**
 * 2^shift · e^(x + low), for |low| below 2^-13 and a result that is a normal double.
 *
 * x = n ln2/128 + r with |r| <= ln2/256, and e^x = 2^(n div 128) · 2^((n mod 128)/128) · (1 + r + r²/2 + … + r⁵/120), the middle
 * factor from a table in two parts (Tang 1989, ACM TOMS 15, 144-157).
 */
export const scaledExp = (x: number, low: number, shift: number): number => {
  const n = x * STEPS_PER_E + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
  const r = x - n * STEP_HIGH + (low - n * STEP_LOW);
  const step = n & (STEPS_PER_OCTAVE - 1);
  const base = OCTAVE[2 * step] as number; // in range: step < 128
  const rest = OCTAVE[2 * step + 1] as number;
  const scale = POWER_OF_TWO[(n >> 7) + shift - LOWEST_EXPONENT] as number; // in range: the result is a normal double
  const square = r * r;
  const grown = r + square * (0.5 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120)));
  return scale * (base + (rest + base * grown));
};
