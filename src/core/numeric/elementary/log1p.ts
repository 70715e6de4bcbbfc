import { log } from "./log.ts";
import { logarithm, READY_BELOW, READY_FROM } from "./logarithm.ts";

/**
 * ln(1 + x) without loss where x is near 0, the same bits in every engine. Largest error found against mpmath over
 * 600,000 points: 0.67 ulp.
 *
 * What 1 + x loses in rounding is added back, divided by 1 + x. Special cases as `Math.log1p`: NaN below -1, -Infinity at -1,
 * -0 at -0.
 */
export const log1p = (x: number): number => {
  const whole = 1 + x;
  // Near -1 the sum is exact; where it is large its rounding is far below an ulp of the logarithm.
  if (!(whole >= READY_FROM && whole < READY_BELOW)) return log(whole);
  if (whole === 1) return x;
  const lost = x > 1 ? 1 - (whole - x) : x - (whole - 1);
  return logarithm(whole, 0, lost / whole);
};
