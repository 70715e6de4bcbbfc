import { linearMinusLog, poissonDeviance } from "./deviance.ts";
import { logGammaOnePlus, stirlingError } from "./logGamma.ts";
import { isParameter } from "./parameter.ts";
import { tailIntegral } from "./tailIntegral.ts";

/** Both tails of a distribution at a point, each relative to its own size. */
export interface Tails {
  /** P(X <= x). */
  readonly lower: number;
  /** P(X > x). */
  readonly upper: number;
}

/** Above this shape, series and fraction need too many terms near the middle. */
const LARGE = 100_000;

const ROOT_TWO_PI = 2.5066282746310007;

/** log of x^a exp(-x) / Gamma(a + 1), for a > 0 and 0 < x < infinity. */
export const logGammaKernel = (a: number, x: number): number =>
  -poissonDeviance(a, x, x - a) - stirlingError(a) - Math.log(ROOT_TWO_PI * Math.sqrt(a));

/** x^a exp(-x) / Gamma(a + 1), for a > 0 and 0 < x < infinity (Loader 2000: the large terms cancel before they are rounded). */
export const gammaKernel = (a: number, x: number): number =>
  Math.exp(-poissonDeviance(a, x, x - a) - stirlingError(a)) / (ROOT_TWO_PI * Math.sqrt(a));

/** P over its kernel: 1 + x/(a+1) + x^2/((a+1)(a+2)) + … (Abramowitz & Stegun 6.5.29). For x up to about a. */
const lowerSeries = (a: number, x: number): number => {
  let term = 1;
  let sum = 1;
  for (let n = 1; ; n += 1) {
    term *= x / (a + n);
    const next = sum + term;
    if (next === sum) return sum;
    sum = next;
  }
};

const SMALLEST = 1e-300;

/** Q over its kernel and a: Legendre's continued fraction (Abramowitz & Stegun 6.5.31) by Lentz's rule. For x from about a. */
const upperFraction = (a: number, x: number): number => {
  let denominator = x + 1 - a;
  let ratio = 1 / SMALLEST;
  let inverse = 1 / denominator;
  let value = inverse;
  for (let i = 1; i < 100_000; i += 1) {
    const numerator = -i * (i - a);
    denominator += 2;
    inverse = 1 / (numerator * inverse + denominator);
    ratio = denominator + numerator / ratio;
    const factor = ratio * inverse;
    value *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return value;
};

/**
 * Q for a < 1 and x near or below 1, where it is a small difference: with L = log( x^a / Gamma(a + 1) ) and
 * S = sum over n >= 1 of (-x)^n / ((a + n) n!), P = exp(L) (1 + a S) and Q = 1 - P (Gautschi 1979, section 4).
 */
const upperNearZero = (a: number, x: number): number => {
  let power = 1;
  let sum = 0;
  for (let n = 1; n < 60; n += 1) {
    power *= -x / n;
    const next = sum + power / (a + n);
    if (next === sum) break;
    sum = next;
  }
  const log = a * Math.log(x) - logGammaOnePlus(a);
  return -Math.expm1(log) - Math.exp(log) * a * sum;
};

/** Q for x >= a, or P for x < a, over the kernel times a / x: the integral of f(x + s) / f(x) outward from x. */
const outwardIntegral = (a: number, x: number): number => {
  const order = a - 1;
  const up = x >= a;
  const slope = (up ? x - order : order - x) / x;
  const scale = 1 / (Math.abs(slope) + Math.sqrt(order) / x);
  return tailIntegral((s) => {
    const u = up ? s / x : -s / x;
    return u <= -1 ? Number.POSITIVE_INFINITY : order * linearMinusLog(u) + s * slope;
  }, scale);
};

/**
 * The regularised incomplete gamma functions P(a, x) (`lower`) and Q(a, x) (`upper`) for a in [1e-100, 1e100] and x >= 0, each
 * relative to its own size. NaN for anything else.
 */
export const incompleteGamma = (a: number, x: number): Tails => {
  if (!isParameter(a) || !(x >= 0)) return { lower: Number.NaN, upper: Number.NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const kernel = gammaKernel(a, x);
  if (a > LARGE && Math.abs(x - a) < 0.5 * a) {
    const tail = ((kernel * a) / x) * outwardIntegral(a, x);
    return x >= a ? { lower: 1 - tail, upper: tail } : { lower: tail, upper: 1 - tail };
  }
  if (x <= 1.1 || x < a) {
    const lower = kernel * lowerSeries(a, x);
    if (a >= 1 || lower < 0.5) return { lower, upper: 1 - lower };
    const upper = upperNearZero(a, x);
    return { lower: 1 - upper, upper };
  }
  const upper = kernel * a * upperFraction(a, x);
  return { lower: 1 - upper, upper };
};

/** P(a, x): the probability that a gamma variable of shape a and rate 1 is at most x. */
export const incompleteGammaLower = (a: number, x: number): number => incompleteGamma(a, x).lower;

/** Q(a, x) = 1 - P(a, x), relative to its own size. */
export const incompleteGammaUpper = (a: number, x: number): number => incompleteGamma(a, x).upper;
