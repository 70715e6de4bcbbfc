import { add, type DoubleDouble, multiply, reciprocal } from "./doubleDouble.ts";

/** Into how many parts the unit interval is cut to look a logarithm up. */
export const PARTS_PER_UNIT = 512;
/** The part that holds sqrt(1/2); the last one, 724, holds sqrt(2). */
export const FIRST_PART = 362;
const LAST_PART = 724;

/** The high part of ln 2, a multiple of 2^-42, so that its product with an exponent is exact. */
export const LN2_HIGH = 0.6931471805598903;
/** What `LN2_HIGH` lacks. */
export const LN2_LOW = 5.497923018708371e-14;

/** 1.5 · 2^10: adding and subtracting it rounds a number of size below 1 to a multiple of 2^-42. */
const ROUND_TO_42_BITS = 1536;

/** ln((j + 1)/j) = 2 artanh(1/(2j + 1)). */
const logStep = (j: number): DoubleDouble => {
  const t = reciprocal(2 * j + 1);
  const square = multiply(t, t);
  let series: DoubleDouble = [0, 0];
  for (let term = 15; term >= 1; term -= 2) series = add(multiply(series, square), reciprocal(term));
  return multiply([2 * t[0], 2 * t[1]], series);
};

/**
 * For each part k (a number near k/512): at 3(k - 362) an inverse of at most nine bits near 512/k, and at the next two indices
 * the natural logarithm of what it is the inverse of, in a part of 42 bits and the rest. Around 1 the inverse is 1.
 */
export const LOGARITHM: Float64Array = /* @__PURE__ */ (() => {
  const logs: DoubleDouble[] = [];
  logs[256] = [0, 0];
  for (let j = 256, log: DoubleDouble = [0, 0]; j < LAST_PART / 2 + 1; j += 1) {
    log = add(log, logStep(j));
    logs[j + 1] = log;
  }
  for (let j = 255, log: DoubleDouble = [0, 0]; j >= (FIRST_PART - 2) / 2; j -= 1) {
    const step = logStep(j);
    log = add(log, [-step[0], -step[1]]);
    logs[j] = log;
  }
  const table = new Float64Array(3 * (LAST_PART - FIRST_PART + 1));
  for (let k = FIRST_PART; k <= LAST_PART; k += 1) {
    const inverse = Math.abs(k - PARTS_PER_UNIT) <= 1 ? 256 : Math.round((256 * PARTS_PER_UNIT) / k);
    const [high, low] = logs[inverse] as DoubleDouble; // 181 <= inverse <= 362
    const rounded = -high + ROUND_TO_42_BITS - ROUND_TO_42_BITS;
    table[3 * (k - FIRST_PART)] = inverse / 256;
    table[3 * (k - FIRST_PART) + 1] = rounded;
    table[3 * (k - FIRST_PART) + 2] = -high - rounded - low;
  }
  return table;
})();
