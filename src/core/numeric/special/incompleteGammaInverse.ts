import { gammaKernel, incompleteGamma } from "./incompleteGamma.ts";
import { logGammaOnePlus } from "./logGamma.ts";
import { solveMonotone } from "./solveMonotone.ts";

/** Below this log, P(a, x) = x^a / Gamma(a + 1) to the last digit. */
const TINY_LOG = -650;

/**
 * The x with P(a, x) = p (`tail` "lower") or Q(a, x) = p (`tail` "upper"), for a > 0 and p in (0, 1). Ask for the smaller tail: the
 * answer is as exact as the p that is given. Newton's rule on log p against log x. 0 where the answer is below the smallest double.
 */
export const incompleteGammaInverse = (a: number, p: number, tail: "lower" | "upper"): number => {
  const lower = tail === "lower";
  const target = Math.log(p);
  const leading = ((lower ? target : Math.log1p(-p)) + logGammaOnePlus(a)) / a; // P is at most x^a / Gamma(a + 1)
  if (leading < TINY_LOG) return Math.exp(leading);
  const z = solveMonotone(
    lower ? Math.min(leading, Math.log(a)) : Math.max(Math.min(leading, 0), Math.log(a)),
    (at) => {
      const x = Math.exp(at);
      const reached = incompleteGamma(a, x)[tail];
      if (!(reached > 0)) return lower ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
      const slope = (gammaKernel(a, x) * a) / reached;
      return (lower ? target - Math.log(reached) : Math.log(reached) - target) / slope;
    },
  );
  return Math.exp(z);
};
