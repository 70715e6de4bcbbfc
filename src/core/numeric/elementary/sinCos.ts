import { reduceAngle } from "./reduceAngle.ts";

/** sin(x + low) for |x| <= pi/4, |low| below an ulp of x: the Taylor series to x^17/17!. */
const sinNear = (x: number, low: number): number => {
  const z = x * x;
  const series =
    1 / 120 +
    z *
      (-1 / 5040 +
        z *
          (1 / 362880 +
            z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000 + z * (1 / 355687428096000))))));
  return x - (z * (0.5 * low - z * x * series) - low + z * x * (1 / 6));
};

/** cos(x + low) for |x| <= pi/4, |low| below an ulp of x: the Taylor series to x^16/16!. */
const cosNear = (x: number, low: number): number => {
  const z = x * x;
  const series =
    1 / 24 +
    z *
      (-1 / 720 +
        z * (1 / 40320 + z * (-1 / 3628800 + z * (1 / 479001600 + z * (-1 / 87178291200 + z * (1 / 20922789888000))))));
  const half = 0.5 * z;
  const most = 1 - half;
  return most + (1 - most - half + (z * z * series - x * low));
};

/**
 * The sine of an angle in radians, the same bits in every engine. Largest error found against mpmath over 600,000 points, up to
 * the largest double: 0.78 ulp.
 *
 * Special cases as `Math.sin`: -0 at -0, NaN at the infinities.
 */
export const sin = (x: number): number => {
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return Number.NaN;
  const { quadrant, high, low } = reduceAngle(x);
  const size = (quadrant & 1) === 0 ? sinNear(high, low) : cosNear(high, low);
  return quadrant > 1 ? -size : size;
};

/**
 * The cosine of an angle in radians, the same bits in every engine. Largest error found against mpmath over 600,000 points, up
 * to the largest double: 0.78 ulp.
 *
 * NaN at the infinities.
 */
export const cos = (x: number): number => {
  if (!(Math.abs(x) < Number.POSITIVE_INFINITY)) return Number.NaN;
  const { quadrant, high, low } = reduceAngle(x);
  const size = (quadrant & 1) === 0 ? cosNear(high, low) : sinNear(high, low);
  return quadrant === 1 || quadrant === 2 ? -size : size;
};
