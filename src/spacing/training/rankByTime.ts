const DIGIT_BITS = 11;
const DIGITS: number = 2 ** DIGIT_BITS;
const LAST_DIGIT: number = DIGITS - 1;
/** Two digits. */
const LOW: number = DIGITS * DIGITS;

/**
 * For each of these instants (finite numbers) its rank in order of time, from 0; equal milliseconds keep the order in which they stand. A radix sort: linear in
 * the instants, whatever their order.
 */
export const rankByTime = (at: Float64Array): Uint32Array => {
  const n = at.length;
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i += 1) {
    const when = at[i] as number; // i < n
    if (when < earliest) earliest = when;
    if (when > latest) latest = when;
  }
  // milliseconds since the earliest, in two whole numbers of two digits and more
  const low = new Uint32Array(n);
  const high = new Uint32Array(n);
  for (let i = 0; i < n; i += 1) {
    const since = (at[i] as number) - earliest;
    high[i] = since / LOW;
    low[i] = since - (high[i] as number) * LOW;
  }
  const span = latest - earliest;
  let order = new Uint32Array(n);
  for (let i = 0; i < n; i += 1) order[i] = i;
  let next = new Uint32Array(n);
  const starts = new Uint32Array(DIGITS + 1);
  // every index below is one of the n instants, every digit below DIGITS
  for (let digit = 0, unit = 1; unit <= span; digit += 1, unit *= DIGITS) {
    const source = digit < 2 ? low : high;
    const shift = digit < 2 ? digit * DIGIT_BITS : (digit - 2) * DIGIT_BITS;
    starts.fill(0);
    for (let i = 0; i < n; i += 1) {
      const above = (((source[i] as number) >>> shift) & LAST_DIGIT) + 1;
      starts[above] = (starts[above] as number) + 1;
    }
    for (let value = 0; value < DIGITS; value += 1)
      starts[value + 1] = (starts[value + 1] as number) + (starts[value] as number);
    for (let k = 0; k < n; k += 1) {
      const i = order[k] as number;
      const value = ((source[i] as number) >>> shift) & LAST_DIGIT;
      const place = starts[value] as number;
      next[place] = i;
      starts[value] = place + 1;
    }
    [order, next] = [next, order];
  }
  for (let rank = 0; rank < n; rank += 1) next[order[rank] as number] = rank;
  return next;
};
