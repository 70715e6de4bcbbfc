/** log sqrt(2 pi). */
export const LOG_ROOT_TWO_PI: number = 0.918_938_533_204_672_742;

/** 1 minus Euler's constant. */
const ONE_MINUS_EULER = 0.422_784_335_098_467_139;

/** (-1)^k (zeta(k) - 1) / k for k = 2, 3, …: Taylor coefficients of log Gamma(2 + z) (Abramowitz & Stegun 6.1.33). */
const ZETA: readonly number[] = [
  0.32246703342411321824, -0.067352301053198095133, 0.020580808427784547879, -0.0073855510286739852663,
  0.0028905103307415232858, -0.0011927539117032609771, 0.00050966952474304242234, -0.00022315475845357937976,
  0.000099457512781808533715, -0.0000449262367381331417, 0.000020507212775670691553, -9.439488275268395904e-6,
  4.3748667899074878042e-6, -2.0392157538013662368e-6, 9.5514121304074198329e-7, -4.4924691987645660433e-7,
  2.1207184805554665869e-7, -1.0043224823968099609e-7, 4.7698101693639805658e-8, -2.271109460894316491e-8,
  1.0838659214896954091e-8, -5.1834750419700466551e-9, 2.4836745438024783172e-9, -1.1921401405860912074e-9,
  5.7313672416788620133e-10, -2.7595228851242331452e-10, 1.3304764374244489481e-10, -6.4229645638381000221e-11,
];

/** log Gamma(2 + z) for |z| <= 1/2, relative to its size: it has a zero at z = 0. */
const logGammaNearTwo = (z: number): number => {
  let sum = 0;
  for (let k = ZETA.length - 1; k >= 0; k -= 1) sum = sum * z + (ZETA[k] as number); // in range: 0 <= k < length
  return z * (ONE_MINUS_EULER + z * sum);
};

/**
 * log Gamma(1 + a) for a >= 0, accurate relative to its size near its zeros a = 0 and a = 1 too.
 */
export const logGammaOnePlus = (a: number): number => {
  if (a <= 0.5) return logGammaNearTwo(a) - Math.log1p(a);
  if (a <= 1.5) return logGammaNearTwo(a - 1);
  if (a < SERIES_FROM) {
    let product = a;
    let rest = a - 1;
    while (rest > 1.5) {
      product *= rest;
      rest -= 1;
    }
    return Math.log(product) + logGammaNearTwo(rest - 1);
  }
  return (a + 0.5) * Math.log(a) - a + LOG_ROOT_TWO_PI + stirlingSeries(a);
};

/**
 * log Gamma(x) for x > 0: relative error near 1e-15. NaN for anything else.
 */
export const logGamma = (x: number): number => {
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x < 0.5) return logGammaOnePlus(x) - Math.log(x);
  if (x <= 1.5) return logGammaNearTwo(x - 1) - Math.log1p(x - 1);
  if (x <= 2.5) return logGammaNearTwo(x - 2);
  return x < SERIES_FROM ? logGammaOnePlus(x - 1) : (x - 0.5) * Math.log(x) - x + LOG_ROOT_TWO_PI + stirlingSeries(x);
};

const SERIES_FROM = 12;

/** Coefficients of Stirling's series in 1/a, from the first power on (Abramowitz & Stegun 6.1.41). */
const STIRLING: readonly number[] = [
  1 / 12,
  0,
  -1 / 360,
  0,
  1 / 1260,
  0,
  -1 / 1680,
  0,
  1 / 1188,
  0,
  -691 / 360_360,
  0,
  1 / 156,
  0,
  -3617 / 122_400,
];

/** 1/(12 a) - 1/(360 a^3) + … for a >= 12; the first term left out is below 1e-18 there. */
const stirlingSeries = (a: number): number => {
  const t = 1 / a;
  const square = t * t;
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k -= 2) sum = sum * square + (STIRLING[k] as number); // in range: 0 <= k < length
  return sum * t;
};

/**
 * stirlingSeries(b + a) - stirlingSeries(b), relative to its size however small a is: the divided difference of the polynomial at
 * 1/(b + a) and 1/b, times the distance of the two, which is -a / (b (b + a)).
 */
const stirlingSeriesDifference = (b: number, a: number): number => {
  const here = 1 / b;
  const there = 1 / (b + a);
  let value = 0;
  let divided = 0;
  for (let k = STIRLING.length - 1; k >= 0; k -= 1) {
    divided = divided * there + value;
    value = value * here + (STIRLING[k] as number); // in range: 0 <= k < length
  }
  divided = divided * there + value; // the constant term of the polynomial is 0
  return -a * here * there * divided;
};

/**
 * What Stirling's formula leaves: log Gamma(a + 1) - [ (a + 1/2) log a - a + log sqrt(2 pi) ], for a > 0 (Loader 2000, section 2).
 * Its absolute error is near 1e-15, whatever the size of a.
 */
export const stirlingError = (a: number): number => {
  if (a >= SERIES_FROM) return stirlingSeries(a);
  return logGammaOnePlus(a) - (a + 0.5) * Math.log(a) + a - LOG_ROOT_TWO_PI;
};

/**
 * log of Gamma(b + a) / Gamma(b) for a >= 0 and b > 0, accurate relative to its size when a is small: that is where a difference of
 * two `logGamma` loses everything.
 */
export const logGammaRatio = (b: number, a: number): number => {
  if (!(a >= 0) || !(b > 0)) return Number.NaN;
  let sum = 0;
  let shifted = b;
  while (shifted < SERIES_FROM) {
    sum -= Math.log1p(a / shifted);
    shifted += 1;
  }
  // Stirling at shifted + a and at shifted, with the large terms taken off by hand.
  const ratio = a / shifted;
  const main = (shifted - 0.5) * Math.log1p(ratio) + a * (Math.log(shifted + a) - 1);
  return sum + main + stirlingSeriesDifference(shifted, a);
};
