/**
 * u - log(1 + u) for u > -1, relative to its size: near u = 0 it is u^2 / 2, where the plain difference has lost it.
 *
 * With s = u / (2 + u), log(1 + u) = 2 (s + s^3/3 + s^5/5 + …) and u - 2 s = u s.
 */
export const linearMinusLog = (u: number): number => {
  if (u < -0.6 || u > 1.5) return u - Math.log1p(u);
  const s = u / (2 + u);
  const square = s * s;
  let power = square;
  let sum = 1 / 3;
  for (let k = 5; ; k += 2) {
    const term = power / k;
    const next = sum + term;
    if (next === sum) break;
    sum = next;
    power *= square;
  }
  return u * s - 2 * s * square * sum;
};

/**
 * The Poisson deviance a log(a / m) + m - a, for a, m > 0 and `difference` = m - a, which the caller may know better than by
 * subtracting (Loader 2000, section 3: "bd0"). Relative error near 1e-15.
 */
export const poissonDeviance = (a: number, m: number, difference: number): number => {
  const u = difference / a;
  if (u >= -0.6 && u <= 1.5) return a * linearMinusLog(u);
  const quotient = a / m;
  const log = quotient > 0 && quotient < Number.POSITIVE_INFINITY ? Math.log(quotient) : Math.log(a) - Math.log(m);
  return a * log + difference;
};
