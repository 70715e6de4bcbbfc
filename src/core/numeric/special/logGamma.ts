/** log sqrt(2 pi). */
const LOG_ROOT_TWO_PI: number = 0.9189385332046728;

/** 1 minus Euler's constant. */
const ONE_MINUS_EULER = 0.42278433509846713;

/** (-1)^k (zeta(k) - 1) / k for k = 2, 3, …: Taylor coefficients of log Gamma(2 + z) (Abramowitz & Stegun 6.1.33). */
const ZETA: readonly number[] = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
  -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-5, -4.492623673813314e-5,
  2.050721277567069e-5, -9.439488275268397e-6, 4.374866789907488e-6, -2.039215753801366e-6, 9.55141213040742e-7,
  -4.492469198764566e-7, 2.1207184805554665e-7, -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8,
  1.0838659214896955e-8, -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9, 5.731367241678862e-10,
  -2.7595228851242334e-10, 1.330476437424449e-10, -6.4229645638381e-11,
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
