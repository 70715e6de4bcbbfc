import { gammaDensity, gammaLowerTail, gammaQuantile, gammaUpperTail } from "./gamma.ts";

/**
 * The density of the chi-square distribution at x: 0 for x < 0; at x = 0 infinite, 1/2 or 0 as df is below, at or above 2. NaN
 * unless df lies between 2e-100 and 2e100.
 */
export const chiSquareDensity = (x: number, df: number): number => gammaDensity(x, df / 2, 0.5);

/** P(X <= x), to 1e-12 of its own size. NaN unless df lies between 2e-100 and 2e100. */
export const chiSquareLowerTail = (x: number, df: number): number => gammaLowerTail(x, df / 2, 0.5);

/** P(X > x), to 1e-12 of its own size. NaN unless df lies between 2e-100 and 2e100. */
export const chiSquareUpperTail = (x: number, df: number): number => gammaUpperTail(x, df / 2, 0.5);

/** The x with P(X <= x) = p: 0 for p = 0, infinite for p = 1, NaN for p outside [0, 1] or df outside [2e-100, 2e100]. */
export const chiSquareQuantile = (p: number, df: number): number => gammaQuantile(p, df / 2, 0.5);
