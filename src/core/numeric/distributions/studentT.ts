import { betaTailsAt } from "../special/incompleteBeta.ts";
import { incompleteBetaInverseLogOdds } from "../special/incompleteBetaInverse.ts";
import { logGammaOnePlus, logGammaRatio } from "../special/logGamma.ts";
import { normalDensity, normalQuantile, normalUpperTail } from "./normal.ts";

/** Beyond this, t is normal to the last digit. */
const NORMAL_FROM = 1e100;

const LOG_PI = 1.1447298858494002;

/**
 * The density of Student's t distribution at x. From df = 1e100 on, Infinity included, it is the standard normal; NaN for df below
 * 1e-100.
 */
export const studentTDensity = (x: number, df: number): number => {
  if (!(df >= 1e-100) || Number.isNaN(x)) return Number.NaN;
  if (df > NORMAL_FROM) return normalDensity(x);
  const ratio = (x / df) * x;
  const log = ratio < 1e300 ? Math.log1p(ratio) : 2 * Math.log(Math.abs(x)) - Math.log(df);
  return Math.exp(logGammaRatio(df / 2, 0.5) - 0.5 * (LOG_PI + Math.log(df)) - 0.5 * (df + 1) * log);
};

/** P(T > t) for t > 0: half of I_x(df/2, 1/2) at x = df / (df + t^2). */
const positiveTail = (t: number, df: number): number => {
  const a = df / 2;
  const square = t * t;
  if (square < 1e-40) return 0.5;
  if (square > df * 1e290 || square > 1e300) {
    // here the tail is its leading power to the last digit
    const log = Math.log(df) - 2 * Math.log(t);
    return 0.5 * Math.exp(a * log + logGammaRatio(0.5, a) - logGammaOnePlus(a));
  }
  const sum = df + square;
  return 0.5 * betaTailsAt(a, 0.5, { x: df / sum, y: square / sum, below: (a * (t - 1) * (t + 1)) / sum }).lower;
};

/** P(T > x), to 1e-12 of its own size. From df = 1e100 on, Infinity included, it is the standard normal; NaN for df below
 * 1e-100. */
export const studentTUpperTail = (x: number, df: number): number => {
  if (!(df >= 1e-100) || Number.isNaN(x)) return Number.NaN;
  if (df > NORMAL_FROM) return normalUpperTail(x);
  if (x === 0) return 0.5;
  return x > 0 ? positiveTail(x, df) : 1 - positiveTail(-x, df);
};

/** P(T <= x), to 1e-12 of its own size. From df = 1e100 on, Infinity included, it is the standard normal; NaN for df below
 * 1e-100. */
export const studentTLowerTail = (x: number, df: number): number => studentTUpperTail(-x, df);

/** The t with P(T > t) = q, for 0 < q < 1/2. */
const upperQuantile = (q: number, df: number): number => {
  const odds =
    q > 0.25
      ? incompleteBetaInverseLogOdds(0.5, df / 2, 1 - 2 * q, "lower")
      : -incompleteBetaInverseLogOdds(df / 2, 0.5, 2 * q, "lower");
  return Math.sqrt(df) * Math.exp(odds / 2);
};

/**
 * The t with P(T <= t) = p: infinite for p = 0 and p = 1, NaN for p outside [0, 1]. df = Infinity is the standard normal; NaN unless
 * df is positive.
 */
export const studentTQuantile = (p: number, df: number): number => {
  if (!(df >= 1e-100) || !(p >= 0 && p <= 1)) return Number.NaN;
  if (df > NORMAL_FROM) return normalQuantile(p);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (p === 0.5) return 0;
  return p < 0.5 ? -upperQuantile(p, df) : upperQuantile(1 - p, df);
};
