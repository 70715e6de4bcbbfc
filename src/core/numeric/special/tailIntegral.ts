/** Trapezoid step and ends in t; at the ends the weight is below 1e-16 of its peak. */
const STEP = 1 / 12;
const FIRST = -45;
const LAST = 45;

/**
 * The integral of exp(-exponent(s)) over s from 0 to infinity, for an exponent that starts at 0, grows like a polynomial on the
 * given scale, and is `Infinity` where the integrand has ended.
 *
 * Double-exponential rule: s = scale * exp(t - exp(-t)), trapezoid in t (Takahasi & Mori 1974). All terms are positive; for
 * exponential and normal tails the relative error is below 1e-14.
 */
export const tailIntegral = (exponent: (s: number) => number, scale: number): number => {
  let sum = 0;
  for (let k = FIRST; k <= LAST; k += 1) {
    const t = k * STEP;
    const decay = Math.exp(-t);
    const v = Math.exp(t - decay);
    sum += v * (1 + decay) * Math.exp(-exponent(scale * v));
  }
  return sum * scale * STEP;
};
