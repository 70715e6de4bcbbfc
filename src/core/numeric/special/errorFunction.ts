/** Where the Chebyshev variable of `erfcScaled` has its zero. */
const CENTRE = 3.75;

/**
 * Chebyshev coefficients of (1 + 2 x) exp(x^2) erfc(x) in t = (x - 3.75) / (x + 3.75) on x >= 0: the form of Shepherd & Laframboise
 * (1981), recomputed with 60 digits (test/fixtures/distributions.py, `erfcx`).
 */
const SCALED: readonly number[] = [
  1.1775789345674017, -0.004590054580646478, -0.08424913336651792, 0.05920993999819189, -0.026658668435305753,
  0.009074997670705265, -0.002413163540417608, 0.0004907758365258086, -6.916973302501207e-5, 4.13902798607301e-6,
  7.74038306619849e-7, -2.1886401049234397e-7, 1.076499946567091e-8, 4.521959811218287e-9, -7.754400208831351e-10,
  -6.318088340886684e-11, 2.86879501093067e-11, 1.9455868545777347e-13, -9.65469674843344e-13, 3.25254814814874e-14,
  3.3478119482868056e-14, -1.864562880419313e-15, -1.2507950530688648e-15, 7.418235256624044e-17, 5.068148904796111e-17,
];

/** exp(x^2) erfc(x) for x >= 0: 1 at 0, and 1 / (x sqrt(pi)) far out. */
export const erfcScaled = (x: number): number => {
  const t = x === Number.POSITIVE_INFINITY ? 1 : (x - CENTRE) / (x + CENTRE);
  let next = 0;
  let afterNext = 0;
  for (let k = SCALED.length - 1; k > 0; k -= 1) {
    const current = 2 * t * next - afterNext + (SCALED[k] as number); // in range: 0 < k < length
    afterNext = next;
    next = current;
  }
  return (t * next - afterNext + (SCALED[0] as number)) / (1 + 2 * x);
};

/** exp(-x^2 / divisor), with x^2 split so that its rounding does not reach the exponential. */
export const expOfMinusSquare = (x: number, divisor: 1 | 2): number => {
  if (Math.abs(x) > 40) return 0; // exp(-800) is below the smallest double; infinity has no parts
  const high = Math.fround(x); // 24 bits: its square is exact
  const low = ((x - high) * (x + high)) / divisor;
  return Math.exp((-high * high) / divisor) * Math.exp(-low);
};

/** The complementary error function 1 - erf(x), relative to its size in the upper tail too. NaN gives NaN. */
export const erfc = (x: number): number => {
  if (x < 0) return 2 - erfc(-x);
  if (x < 0.5) return 1 - erfNearZero(x);
  return expOfMinusSquare(x, 1) * erfcScaled(x);
};

/** The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x, relative to its size near 0 too. */
export const erf = (x: number): number => {
  if (x < 0) return -erf(-x);
  return x < 1 ? erfNearZero(x) : 1 - erfc(x);
};

const TWO_OVER_ROOT_PI = 1.1283791670955126;

/** 2/sqrt(pi) exp(-x^2) (x + 2 x^3/3 + 4 x^5/15 + …): all terms of one sign (Abramowitz & Stegun 7.1.6). */
const erfNearZero = (x: number): number => {
  const square = x * x;
  let term = x;
  let sum = x;
  for (let k = 3; ; k += 2) {
    term *= (2 * square) / k;
    const next = sum + term;
    if (!(next > sum)) break;
    sum = next;
  }
  return TWO_OVER_ROOT_PI * Math.exp(-square) * sum;
};
