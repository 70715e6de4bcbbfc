import { type BetaPoint, betaKernel, betaTailsAt, logBetaKernel } from "../special/incompleteBeta.ts";
import { incompleteBetaInverseLogOdds } from "../special/incompleteBetaInverse.ts";
import type { Tails } from "../special/incompleteGamma.ts";
import { isParameter } from "../special/parameter.ts";

/** Where x stands as a beta variable: df1 x / (df1 x + df2), with its distance from the mean free of cancellation. */
const pointAt = (x: number, a: number, b: number): BetaPoint => {
  const ratio = (a / b) * x;
  if (ratio > 1e300) {
    const y = Math.max(b / a / x, Number.MIN_VALUE);
    return { x: 1, y, below: a * y - b };
  }
  const y = 1 / (1 + ratio);
  return { x: ratio * y, y, below: a * (1 - x) * y };
};

const tails = (x: number, df1: number, df2: number): Tails => {
  if (!isParameter(df1) || !isParameter(df2) || Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const a = df1 / 2;
  const b = df2 / 2;
  const point = x > 0 ? pointAt(x, a, b) : null;
  return point === null || point.x === 0 ? { lower: 0, upper: 1 } : betaTailsAt(a, b, point);
};

/**
 * The density of Fisher's F distribution at x: 0 for x < 0; at x = 0 infinite, 1 or 0 as df1 is below, at or above 2. NaN unless df1
 * and df2 lie between 1e-100 and 1e100.
 */
export const fisherFDensity = (x: number, df1: number, df2: number): number => {
  if (!isParameter(df1) || !isParameter(df2) || Number.isNaN(x)) return Number.NaN;
  if (x < 0 || x === Number.POSITIVE_INFINITY) return 0;
  if (x === 0) return df1 < 2 ? Number.POSITIVE_INFINITY : df1 === 2 ? 1 : 0;
  const a = df1 / 2;
  const b = df2 / 2;
  const point = pointAt(x, a, b);
  if (point.x === 0) return df1 < 2 ? Number.POSITIVE_INFINITY : df1 === 2 ? 1 : 0;
  const kernel = betaKernel(a, b, point);
  // where the kernel has left the range of doubles, the density may still be within it
  return kernel < 1e-290 ? Math.exp(logBetaKernel(a, b, point) - Math.log(x)) : kernel / x;
};

/** P(X <= x), to 1e-12 of its own size. NaN unless df1 and df2 lie between 1e-100 and 1e100. */
export const fisherFLowerTail = (x: number, df1: number, df2: number): number => tails(x, df1, df2).lower;

/** P(X > x), to 1e-12 of its own size. NaN unless df1 and df2 lie between 1e-100 and 1e100. */
export const fisherFUpperTail = (x: number, df1: number, df2: number): number => tails(x, df1, df2).upper;

/** The x with P(X <= x) = p: 0 for p = 0, infinite for p = 1, NaN for p outside [0, 1] or df1, df2 outside [1e-100, 1e100]. */
export const fisherFQuantile = (p: number, df1: number, df2: number): number => {
  if (!isParameter(df1) || !isParameter(df2) || !(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const a = df1 / 2;
  const b = df2 / 2;
  const odds =
    p <= 0.5 ? incompleteBetaInverseLogOdds(a, b, p, "lower") : incompleteBetaInverseLogOdds(a, b, 1 - p, "upper");
  return (b / a) * Math.exp(odds);
};
