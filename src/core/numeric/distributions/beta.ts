import { betaKernel, betaPoint, incompleteBeta, logBetaKernel } from "../special/incompleteBeta.ts";
import { incompleteBetaInverse } from "../special/incompleteBetaInverse.ts";
import { isParameter } from "../special/parameter.ts";

/** At an end of the support: infinite, the other parameter, or 0, as this end's parameter is below, at or above 1. */
const atEnd = (own: number, other: number): number => (own < 1 ? Number.POSITIVE_INFINITY : own === 1 ? other : 0);

/**
 * The density of the beta distribution (mean a / (a + b)) at x: 0 outside [0, 1]; at x = 0 infinite, b or 0 as a is below, at or
 * above 1, and at x = 1 the same with a and b exchanged. NaN unless a and b lie between 1e-100 and 1e100.
 */
export const betaDensity = (x: number, a: number, b: number): number => {
  if (!isParameter(a) || !isParameter(b) || Number.isNaN(x)) return Number.NaN;
  if (x < 0 || x > 1) return 0;
  if (x === 0) return atEnd(a, b);
  if (x === 1) return atEnd(b, a);
  const point = betaPoint(a, b, x);
  const kernel = betaKernel(a, b, point);
  // where the kernel has left the range of doubles, the density may still be within it
  if (kernel < 1e-290) return Math.exp(logBetaKernel(a, b, point) - Math.log(point.x) - Math.log(point.y));
  return kernel / point.x / point.y;
};

/** P(X <= x), to 1e-12 of its own size. NaN unless a and b lie between 1e-100 and 1e100. */
export const betaLowerTail = (x: number, a: number, b: number): number => {
  if (!isParameter(a) || !isParameter(b)) return Number.NaN;
  return x < 0 ? 0 : x > 1 ? 1 : incompleteBeta(a, b, x).lower;
};

/** P(X > x), to 1e-12 of its own size. NaN unless a and b lie between 1e-100 and 1e100. */
export const betaUpperTail = (x: number, a: number, b: number): number => {
  if (!isParameter(a) || !isParameter(b)) return Number.NaN;
  return x < 0 ? 1 : x > 1 ? 0 : incompleteBeta(a, b, x).upper;
};

/** The x with P(X <= x) = p: 0 for p = 0, 1 for p = 1, NaN for p outside [0, 1] or parameters outside [1e-100, 1e100]. */
export const betaQuantile = (p: number, a: number, b: number): number => {
  if (!isParameter(a) || !isParameter(b) || !(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  return p <= 0.5 ? incompleteBetaInverse(a, b, p, "lower") : incompleteBetaInverse(a, b, 1 - p, "upper");
};
