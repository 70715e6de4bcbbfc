import { gammaKernel, incompleteGamma, logGammaKernel } from "../special/incompleteGamma.ts";
import { incompleteGammaInverse } from "../special/incompleteGammaInverse.ts";
import { isParameter } from "../special/parameter.ts";

/**
 * The density of the gamma distribution (mean shape / rate) at x: 0 for x < 0; at x = 0 infinite, `rate` or 0 as the shape is below,
 * at or above 1. NaN unless shape and rate lie between 1e-100 and 1e100.
 */
export const gammaDensity = (x: number, shape: number, rate: number): number => {
  if (!isParameter(shape) || !isParameter(rate) || Number.isNaN(x)) return Number.NaN;
  const scaled = x * rate;
  if (x < 0 || scaled === Number.POSITIVE_INFINITY) return 0;
  if (scaled === 0) return shape < 1 ? Number.POSITIVE_INFINITY : shape === 1 ? rate : 0;
  const kernel = gammaKernel(shape, scaled);
  // where the kernel has left the range of doubles, the density may still be within it
  if (kernel < 1e-290) return Math.exp(logGammaKernel(shape, scaled) + Math.log(shape) - Math.log(x));
  return kernel * (shape / x);
};

/** P(X <= x), to 1e-12 of its own size. NaN unless shape and rate lie between 1e-100 and 1e100. */
export const gammaLowerTail = (x: number, shape: number, rate: number): number => {
  if (!isParameter(shape) || !isParameter(rate)) return Number.NaN;
  return x < 0 ? 0 : incompleteGamma(shape, x * rate).lower;
};

/** P(X > x), to 1e-12 of its own size. NaN unless shape and rate lie between 1e-100 and 1e100. */
export const gammaUpperTail = (x: number, shape: number, rate: number): number => {
  if (!isParameter(shape) || !isParameter(rate)) return Number.NaN;
  return x < 0 ? 1 : incompleteGamma(shape, x * rate).upper;
};

/**
 * The x with P(X <= x) = p: 0 for p = 0, infinite for p = 1, NaN for p outside [0, 1] or parameters outside [1e-100,
 * 1e100].
 */
export const gammaQuantile = (p: number, shape: number, rate: number): number => {
  if (!isParameter(shape) || !isParameter(rate) || !(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const x = p <= 0.5 ? incompleteGammaInverse(shape, p, "lower") : incompleteGammaInverse(shape, 1 - p, "upper");
  return x / rate;
};
