/** Where the Chebyshev variable of `erfcScaled` has its zero. */
const CENTRE = 3.75;

/**
 * Chebyshev coefficients of (1 + 2 x) exp(x^2) erfc(x) in t = (x - 3.75) / (x + 3.75) on x >= 0: the form of Shepherd & Laframboise
 * (1981), recomputed with 60 digits (test/fixtures/distributions.py, `erfcx`).
 */
const SCALED: readonly number[] = [
  1.1775789345674017541, -0.0045900545806464773309, -0.084249133366517915584, 0.059209939998191890498,
  -0.026658668435305752277, 0.0090749976707052650939, -0.0024131635404176081909, 0.00049077583652580863229,
  -0.000069169733025012063671, 4.1390279860730101675e-6, 7.7403830661984906686e-7, -2.1886401049234395661e-7,
  1.0764999465670910377e-8, 4.5219598112182868979e-9, -7.7544002088313511065e-10, -6.3180883408866844944e-11,
  2.8687950109306698981e-11, 1.945586854577734723e-13, -9.6546967484334389059e-13, 3.2525481481487398415e-14,
  3.3478119482868053878e-14, -1.8645628804193131015e-15, -1.2507950530688647085e-15, 7.418235256624043463e-17,
  5.0681489047961113168e-17,
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

const TWO_OVER_ROOT_PI = 1.128_379_167_095_512_574;

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
