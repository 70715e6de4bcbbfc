import { linearMinusLog, poissonDeviance } from "./deviance.ts";
import { productError, sumError } from "./exactArithmetic.ts";
import type { Tails } from "./incompleteGamma.ts";
import { logGammaOnePlus, logGammaRatio, stirlingError } from "./logGamma.ts";
import { isParameter } from "./parameter.ts";
import { tailIntegral } from "./tailIntegral.ts";

/**
 * A point of the beta distribution, in the form in which nothing about it has been rounded away: x, y = 1 - x, and
 * `below` = a y - b x, which says how far x lies below the mean.
 */
export interface BetaPoint {
  readonly x: number;
  readonly y: number;
  readonly below: number;
}

/** The point x in [0, 1], with `below` in twice the precision. */
export const betaPoint = (a: number, b: number, x: number): BetaPoint => {
  const y = 1 - x;
  const yError = sumError(1, -x, y);
  const ay = a * y;
  const bx = b * x;
  const difference = ay - bx;
  const lost = sumError(ay, -bx, difference) + productError(a, y, ay) - productError(b, x, bx) + a * yError;
  return { x, y, below: Number.isFinite(lost) ? difference + lost : difference };
};

/** When both parameters pass this, the continued fraction needs too many terms near the mean. */
const LARGE = 100_000;

/** log of x^a y^b / B(a, b), for 0 < x < 1. */
export const logBetaKernel = (a: number, b: number, point: BetaPoint): number => {
  const n = a + b;
  const deviance = poissonDeviance(a, n * point.x, -point.below) + poissonDeviance(b, n * point.y, point.below);
  return (
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance + 0.5 * Math.log((a / (2 * Math.PI)) * (b / n))
  );
};

/** x^a y^b / B(a, b), for 0 < x < 1 (Loader 2000: the large terms cancel before they are rounded). */
export const betaKernel = (a: number, b: number, point: BetaPoint): number => {
  const n = a + b;
  const deviance = poissonDeviance(a, n * point.x, -point.below) + poissonDeviance(b, n * point.y, point.below);
  const stirling = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return Math.exp(stirling - deviance) * Math.sqrt((a / (2 * Math.PI)) * (b / n));
};

/** The lower tail over the kernel: the even part of the continued fraction of Didonato & Morris (1992, equation 9). */
const lowerFraction = (a: number, b: number, point: BetaPoint): number => {
  const { x } = point;
  const start = (a * (point.below + 1)) / (a + 1);
  let value = start;
  let ratio = start;
  let inverse = 0;
  for (let m = 1; m < 100_000; m += 1) {
    const odd = a + (2 * m - 1); // in this order: a may be tiny
    const numerator = ((m * (a + (m - 1))) / odd) * ((a + b + (m - 1)) / odd) * (b - m) * x * x;
    const denominator = m + (m * (b - m) * x) / odd + ((a + m) * (point.below + 1 + m * (2 - x))) / (a + 2 * m + 1);
    ratio = denominator + numerator / ratio;
    inverse = 1 / (denominator + numerator * inverse);
    const factor = ratio * inverse;
    value *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return 1 / value;
};

/**
 * The upper tail for a < 1 and x below the mean or near it, where it may be a small difference: with
 * L = log( x^a / (a B(a, b)) ) and S = sum over n >= 1 of (1-b)(2-b)…(n-b) x^n / (n! (a + n)), the lower tail is exp(L) (1 + a S)
 * (Abramowitz & Stegun 26.5.4, in the form of Didonato & Morris 1992, equation 7).
 */
const upperNearZero = (a: number, b: number, x: number): number => {
  let term = 1;
  let sum = 0;
  for (let n = 1; n < 10_000; n += 1) {
    term *= ((n - b) / n) * x;
    const next = sum + term / (a + n);
    if (next === sum) break;
    sum = next;
  }
  const log = a * Math.log(x) + logGammaRatio(b, a) - logGammaOnePlus(a);
  return -Math.expm1(log) - Math.exp(log) * a * sum;
};

/** The lower tail over the density at x, for large a and b and x below the mean: the integral of f(x - s) / f(x). */
const outwardIntegral = (a: number, b: number, point: BetaPoint): number => {
  const { x, y } = point;
  const slope = (point.below + (x - y)) / (x * y);
  const scale = 1 / (Math.abs(slope) + Math.sqrt((a - 1) / (x * x) + (b - 1) / (y * y)));
  return tailIntegral(
    (s) =>
      s >= x
        ? Number.POSITIVE_INFINITY
        : (a - 1) * linearMinusLog(-s / x) + (b - 1) * linearMinusLog(s / y) + s * slope,
    scale,
  );
};

/** The point seen from the other end: lower and upper change places. */
const mirrored = (point: BetaPoint): BetaPoint => ({ x: point.y, y: point.x, below: -point.below });

/** Both tails for 0 < x < 1. */
export const betaTailsAt = (a: number, b: number, point: BetaPoint): Tails => {
  const large = a > LARGE && b > LARGE;
  // The fraction converges fast for x < (a + 1) / (a + b + 2); multiplied out, that is below + y - x > 0.
  if (large ? point.below < 0 : point.below + point.y - point.x < 0) {
    const { lower, upper } = betaTailsAt(b, a, mirrored(point));
    return { lower: upper, upper: lower };
  }
  const kernel = betaKernel(a, b, point);
  if (kernel === 0) return { lower: 0, upper: 1 };
  if (large) {
    const lower = (kernel / (point.x * point.y)) * outwardIntegral(a, b, point);
    return { lower, upper: 1 - lower };
  }
  const lower = kernel * lowerFraction(a, b, point);
  if (a >= 1 || lower < 0.5) return { lower, upper: 1 - lower };
  const upper = upperNearZero(a, b, point.x);
  return { lower: 1 - upper, upper };
};

/**
 * The regularised incomplete beta function I_x(a, b) (`lower`) and its complement (`upper`) for a, b in [1e-100, 1e100] and
 * 0 <= x <= 1, each relative to its own size. NaN for anything else.
 */
export const incompleteBeta = (a: number, b: number, x: number): Tails => {
  if (!(isParameter(a) && isParameter(b) && x >= 0 && x <= 1)) return { lower: Number.NaN, upper: Number.NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === 1) return { lower: 1, upper: 0 };
  return betaTailsAt(a, b, betaPoint(a, b, x));
};

/** I_x(a, b): the probability that a beta variable is at most x. */
export const incompleteBetaLower = (a: number, b: number, x: number): number => incompleteBeta(a, b, x).lower;

/** 1 - I_x(a, b), relative to its own size. */
export const incompleteBetaUpper = (a: number, b: number, x: number): number => incompleteBeta(a, b, x).upper;
