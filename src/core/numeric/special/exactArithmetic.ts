/**
 * The part of `a + b` that rounding lost: `sum + sumError(a, b, sum)` is `a + b` exactly, for `sum = a + b` (Knuth 1969, TAOCP 2,
 * theorem 4.2.2B).
 */
export const sumError = (a: number, b: number, sum: number): number => {
  const part = sum - a;
  return a - (sum - part) + (b - part);
};

/** 2^27 + 1: splits a double into two halves of 26 bits. */
const SPLITTER = 134_217_729;

/**
 * The part of `a * b` that rounding lost: `product + productError(a, b, product)` is `a * b` exactly, for `product = a * b`
 * (Dekker 1971, section 5). Holds while no factor passes 1e300 and the product does not underflow.
 */
export const productError = (a: number, b: number, product: number): number => {
  const aShifted = SPLITTER * a;
  const aHigh = aShifted - (aShifted - a);
  const aLow = a - aHigh;
  const bShifted = SPLITTER * b;
  const bHigh = bShifted - (bShifted - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
};
