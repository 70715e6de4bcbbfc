/** Predictions in ascending order, each with its outcome. */
export interface SortedPredictions {
  readonly predicted: Float64Array;
  readonly outcomes: Uint8Array;
}

const DIGIT_BITS = 11;
const DIGITS = 2048;
const LAST_DIGIT = 2047;
/** Digits of half of a number's 64 bits, the last of them shorter. */
const HALF_DIGITS = 3;

/** Where the bits of a number lie: 1 where the upper half of it comes second in memory, as on nearly every machine. */
const upperHalf = (): 0 | 1 => (new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1);

/**
 * Sorts predictions with their outcomes; those of the same size keep their order. A radix sort over the bits of the numbers: linear, whatever
 * their order.
 *
 * @param predicted one number a row, none of them NaN
 * @param outcomes 0 or 1, as many
 */
export const sortPredictions = (predicted: Float64Array, outcomes: Uint8Array): SortedPredictions => {
  const n = predicted.length;
  const keys = new Float64Array(n);
  for (let row = 0; row < n; row += 1) keys[row] = (predicted[row] as number) + 0; // row < n; -0 becomes 0
  const halves = new Uint32Array(keys.buffer);
  const upper = upperHalf();
  // bits that rise with the number: below 0 all are turned round, else the sign alone
  for (let row = 0; row < n; row += 1) {
    const top = 2 * row + upper;
    const low = 2 * row + 1 - upper;
    const negative = (halves[top] as number) >>> 31 === 1;
    halves[top] = (halves[top] as number) ^ (negative ? 0xffffffff : 0x80000000);
    if (negative) halves[low] = (halves[low] as number) ^ 0xffffffff;
  }
  let order = new Uint32Array(n);
  for (let row = 0; row < n; row += 1) order[row] = row;
  let next = new Uint32Array(n);
  const starts = new Uint32Array(DIGITS + 1);
  // every index below is one of the n rows or of their halves, every digit below DIGITS
  for (let digit = 0; digit < 2 * HALF_DIGITS; digit += 1) {
    const half = digit < HALF_DIGITS ? 1 - upper : upper;
    const shift = (digit % HALF_DIGITS) * DIGIT_BITS;
    starts.fill(0);
    for (let row = 0; row < n; row += 1) {
      const above = (((halves[2 * row + half] as number) >>> shift) & LAST_DIGIT) + 1;
      starts[above] = (starts[above] as number) + 1;
    }
    for (let value = 0; value < DIGITS; value += 1)
      starts[value + 1] = (starts[value + 1] as number) + (starts[value] as number);
    for (let k = 0; k < n; k += 1) {
      const row = order[k] as number;
      const value = ((halves[2 * row + half] as number) >>> shift) & LAST_DIGIT;
      const place = starts[value] as number;
      next[place] = row;
      starts[value] = place + 1;
    }
    [order, next] = [next, order];
  }
  const sorted = { predicted: new Float64Array(n), outcomes: new Uint8Array(n) };
  for (let place = 0; place < n; place += 1) {
    const row = order[place] as number;
    sorted.predicted[place] = predicted[row] as number;
    sorted.outcomes[place] = outcomes[row] as number;
  }
  return sorted;
};
