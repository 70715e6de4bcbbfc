import { erf, erfcScaled, expOfMinusSquare } from "../special/errorFunction.ts";
import { erfcInverse } from "../special/errorFunctionInverse.ts";

/** 1 / sqrt(2 pi). */
const PEAK = 0.3989422804014327;

/** The density of the standard normal distribution at x. NaN gives NaN. */
export const normalDensity = (x: number): number => PEAK * expOfMinusSquare(x, 2);

/** P(Z > x) for a standard normal Z, to 1e-13 of its own size down to 1e-300. NaN gives NaN. */
export const normalUpperTail = (x: number): number => {
  if (x < 0) return 1 - normalUpperTail(-x);
  const standardised = x * Math.SQRT1_2;
  return x < 0.7 ? 0.5 - 0.5 * erf(standardised) : 0.5 * expOfMinusSquare(x, 2) * erfcScaled(standardised);
};

/** P(Z <= x) for a standard normal Z, to 1e-13 of its own size down to 1e-300. NaN gives NaN. */
export const normalLowerTail = (x: number): number => normalUpperTail(-x);

/** The z with P(Z <= z) = p: infinite for p = 0 and p = 1, NaN for p outside [0, 1]. */
export const normalQuantile = (p: number): number => (p === 0.5 ? 0 : -Math.SQRT2 * erfcInverse(2 * p));
