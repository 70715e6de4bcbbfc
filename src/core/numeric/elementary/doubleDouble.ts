/**
 * A number as the unevaluated sum of two doubles, `[high, low]`, good to about 31 digits (Dekker 1971; Knuth 1969). Only the
 * tables of this folder are made with it, once, when they are first needed.
 */
export type DoubleDouble = readonly [high: number, low: number];

const SPLITTER = 134_217_729; // 2^27 + 1

/** The exact sum of two doubles (Knuth). */
export const sum = (a: number, b: number): DoubleDouble => {
  const high = a + b;
  const part = high - a;
  return [high, a - (high - part) + (b - part)];
};

/** The exact product of two doubles (Dekker; Veltkamp's split), for factors well inside the range of doubles. */
export const product = (a: number, b: number): DoubleDouble => {
  const high = a * b;
  const bigA = SPLITTER * a;
  const aHigh = bigA - (bigA - a);
  const aLow = a - aHigh;
  const bigB = SPLITTER * b;
  const bHigh = bigB - (bigB - b);
  const bLow = b - bHigh;
  return [high, aHigh * bHigh - high + aHigh * bLow + aLow * bHigh + aLow * bLow];
};

/** x + y. */
export const add = (x: DoubleDouble, y: DoubleDouble): DoubleDouble => {
  const [high, low] = sum(x[0], y[0]);
  return sum(high, low + x[1] + y[1]);
};

/** x · y. */
export const multiply = (x: DoubleDouble, y: DoubleDouble): DoubleDouble => {
  const [high, low] = product(x[0], y[0]);
  return sum(high, low + (x[0] * y[1] + x[1] * y[0]));
};

/** 1 / n for a whole number n below 2^53. */
export const reciprocal = (n: number): DoubleDouble => {
  const high = 1 / n;
  const [back, rest] = product(high, n);
  return sum(high, (1 - back - rest) / n);
};

/** The square root of x > 0. */
export const squareRoot = (x: DoubleDouble): DoubleDouble => {
  const high = Math.sqrt(x[0]);
  const [square, rest] = product(high, high);
  return sum(high, (x[0] - square - rest + x[1]) / (2 * high));
};
