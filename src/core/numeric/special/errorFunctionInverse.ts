import { erf, erfcScaled } from "./errorFunction.ts";

const HALF_ROOT_PI = 0.886226925452758;

/** One Halley step for erf(x) = target, where `newton` is (erf(x) - target) divided by the derivative of erf at x. */
const halley = (x: number, newton: number): number => x - newton / (1 + x * newton);

/** The x with erf(x) = p for 0 < p <= 1/2: a series about 0 (error below 2e-4), then steps of third order. */
const central = (p: number): number => {
  const z = HALF_ROOT_PI * p;
  const square = z * z;
  let x = z * (1 + square * (1 / 3 + square * (7 / 30 + square * (127 / 630))));
  for (let k = 0; k < 2; k += 1) x = halley(x, (erf(x) - p) * HALF_ROOT_PI * Math.exp(x * x));
  return x;
};

/**
 * The x with erfc(x) = q for 0 < q <= 1/2: the rational formula of Hastings (Abramowitz & Stegun 26.2.23, error below 4.5e-4), then
 * steps of third order on exp(x^2) erfc(x), which does not underflow.
 */
const tail = (q: number): number => {
  const t = Math.sqrt(2 * (Math.LN2 - Math.log(q)));
  const hastings =
    t - (2.515_517 + t * (0.802_853 + t * 0.010_328)) / (1 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)));
  let x = hastings * Math.SQRT1_2;
  for (let k = 0; k < 2; k += 1) {
    // q exp(x^2) in two factors, since exp(x^2) alone may pass the largest double
    const half = Math.exp(0.5 * x * x);
    x = halley(x, (q * half * half - erfcScaled(x)) * HALF_ROOT_PI);
  }
  return x;
};

/** The x with erfc(x) = q, for q in [0, 2]: infinite at the ends, NaN elsewhere. */
export const erfcInverse = (q: number): number => {
  if (!(q >= 0 && q <= 2)) return Number.NaN;
  if (q === 0) return Number.POSITIVE_INFINITY;
  if (q > 1) return -erfcInverse(2 - q);
  return q > 0.5 ? (q === 1 ? 0 : central(1 - q)) : tail(q);
};

/** The x with erf(x) = p, for p in [-1, 1]: infinite at the ends, NaN elsewhere. Relative to its size near 0 too. */
export const erfInverse = (p: number): number => {
  if (p < 0) return -erfInverse(-p);
  if (!(p <= 1)) return Number.NaN;
  if (p > 0.5) return erfcInverse(1 - p);
  return p > 0 ? central(p) : 0;
};
