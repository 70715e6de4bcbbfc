import { type BetaPoint, betaKernel, betaTailsAt } from "./incompleteBeta.ts";
import { logGammaOnePlus, logGammaRatio } from "./logGamma.ts";
import { solveMonotone } from "./solveMonotone.ts";

/** Beyond this log odds a tail is its leading power to the last digit. */
const FAR = 650;

/** The point with log odds z = log(x / y). */
const pointAt = (a: number, b: number, z: number): BetaPoint => {
  const small = Math.exp(-Math.abs(z));
  const large = 1 / (1 + small);
  const x = z < 0 ? small * large : large;
  const y = z < 0 ? large : small * large;
  return { x, y, below: a * y - b * x };
};

/** log odds of the x with I_x(a, b) = p, for p in (0, 1) and meant for p up to about 1/2. */
const lowerLogOdds = (a: number, b: number, p: number): number => {
  const target = Math.log(p);
  const leading = (target - logGammaRatio(b, a) + logGammaOnePlus(a)) / a; // I_x is near x^a / (a B(a, b))
  if (leading < -FAR) return leading;
  return solveMonotone(Math.min(leading, Math.log(a / b)), (z) => {
    const point = pointAt(a, b, z);
    const reached = betaTailsAt(a, b, point).lower;
    if (!(reached > 0)) return Number.POSITIVE_INFINITY;
    return ((target - Math.log(reached)) * reached) / betaKernel(a, b, point);
  });
};

/**
 * log(x / (1 - x)) of the x with I_x(a, b) = p (`tail` "lower") or 1 - I_x(a, b) = p (`tail` "upper"), for a, b > 0 and p in (0, 1).
 * Ask for the smaller tail. Newton's rule on log p against the log odds: both x and 1 - x come out relative to their size.
 */
export const incompleteBetaInverseLogOdds = (a: number, b: number, p: number, tail: "lower" | "upper"): number =>
  tail === "lower" ? lowerLogOdds(a, b, p) : -lowerLogOdds(b, a, p);

/** The x with I_x(a, b) = p (`tail` "lower") or 1 - I_x(a, b) = p (`tail` "upper"). */
export const incompleteBetaInverse = (a: number, b: number, p: number, tail: "lower" | "upper"): number => {
  const z = incompleteBetaInverseLogOdds(a, b, p, tail);
  const small = Math.exp(-Math.abs(z));
  return z < 0 ? small / (1 + small) : 1 / (1 + small);
};
