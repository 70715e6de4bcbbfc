import { FIRST_PART, LN2_HIGH, LN2_LOW, LOGARITHM, PARTS_PER_UNIT } from "./logarithmTable.ts";
import { LOWEST_EXPONENT, POWER_OF_TWO } from "./powersOfTwo.ts";

/** sqrt(2) · 2^15: a number from 2^-15 to 2^15, times this, has its exponent in the leading bit of a 32-bit integer. */
export const TO_INTEGER = 46340.95001184158;
/** Numbers in [READY_FROM, READY_BELOW) can go through `TO_INTEGER`; others are first scaled by 2^30 or 2^-30 until they can. */
export const READY_FROM: number = 1 / 32_768;
export const READY_BELOW = 32_768;
export const RESCALE_UP = 1_073_741_824;
export const RESCALE_DOWN: number = 1 / RESCALE_UP;

/**
 * ln(x · 2^exponent) + correction, for x in [READY_FROM, READY_BELOW) and a correction below an ulp of x.
 *
 * x = 2^e m with m in [sqrt(1/2), sqrt(2)], and c from a table a short number near 1/m: r = m c - 1 is exact, and
 * ln x = e ln2 - ln c + (r - r²/2 + … + r⁷/7), where ln2 and ln c have two parts each (after Tang 1990, ACM TOMS 16, 378-400).
 */
export const logarithm = (x: number, exponent: number, correction: number): number => {
  const leading = 31 - Math.clz32((x * TO_INTEGER) | 0);
  const mantissa = x * (POWER_OF_TWO[15 - leading - LOWEST_EXPONENT] as number); // in range: 0 <= leading <= 30
  const e = exponent + leading - 15;
  const part = (mantissa * PARTS_PER_UNIT + 0.5) | 0;
  const at = 3 * (part - FIRST_PART);
  const inverse = LOGARITHM[at] as number; // in range: 362 <= part <= 724
  const middle = part * (1 / PARTS_PER_UNIT);
  const r = (mantissa - middle) * inverse + (middle * inverse - 1);
  const high = e * LN2_HIGH + (LOGARITHM[at + 1] as number);
  const square = r * r;
  const series = square * (r * (1 / 3) - 0.5 + square * (r * 0.2 - 0.25 + square * (r * (1 / 7) - 1 / 6)));
  const low = e * LN2_LOW + (LOGARITHM[at + 2] as number) + correction;
  const sum = high + r;
  return sum + (high - sum + r + (low + series));
};
