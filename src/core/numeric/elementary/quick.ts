import { OCTAVE, STEPS_PER_OCTAVE } from "./exponentialTable.ts";
import { log } from "./log.ts";
import { READY_BELOW, READY_FROM, TO_INTEGER } from "./logarithm.ts";
import { FIRST_PART, LOGARITHM, PARTS_PER_UNIT } from "./logarithmTable.ts";
import { LOWEST_EXPONENT, POWER_OF_TWO } from "./powersOfTwo.ts";
import { ROUND_TO_INTEGER, STEPS_PER_E } from "./scaledExp.ts";

const STEP: number = Math.LN2 / 128;

/**
 * e^x for x in [-600, 600], the same bits in every engine, small enough to be inlined into the loops of fits. Relative error below
 * 1e-15 · (2 + |x|). For whatever is outside, use `exp`.
 */
export const quickExp = (x: number): number => {
  const n = x * STEPS_PER_E + ROUND_TO_INTEGER - ROUND_TO_INTEGER;
  const r = x - n * STEP;
  const base =
    (OCTAVE[2 * (n & (STEPS_PER_OCTAVE - 1))] as number) * (POWER_OF_TWO[(n >> 7) - LOWEST_EXPONENT] as number); // in range, as |x| <= 600
  return base + base * (r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24))));
};

/**
 * The natural logarithm of a positive number, the same bits in every engine, small enough to be inlined into the loops of fits. Absolute
 * error below 2e-15, relative too beyond e: near 1, where the logarithm is tiny, use `log` or `log1p`. Quickest from 2^-15 to 2^15.
 */
export const quickLog = (x: number): number => {
  if (!(x >= READY_FROM && x < READY_BELOW)) return log(x);
  const leading = 31 - Math.clz32((x * TO_INTEGER) | 0);
  const mantissa = x * (POWER_OF_TWO[15 - leading - LOWEST_EXPONENT] as number); // in range: 0 <= leading <= 30
  const at = 3 * (((mantissa * PARTS_PER_UNIT + 0.5) | 0) - FIRST_PART);
  const r = mantissa * (LOGARITHM[at] as number) - 1; // in range: the part is 362 to 724
  const series = r + r * r * (r * (1 / 3) - 0.5 - r * r * (0.25 - r * 0.2));
  return (leading - 15) * Math.LN2 + (LOGARITHM[at + 1] as number) + ((LOGARITHM[at + 2] as number) + series); // in range, as before
};
