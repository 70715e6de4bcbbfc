const DIGIT_BITS = 11;
const DIGITS: number = 2 ** DIGIT_BITS;

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
  let order = new Uint32Array(n);
  for (let i = 0; i < n; i += 1) order[i] = i;
  let next = new Uint32Array(n);
  const starts = new Uint32Array(DIGITS + 1);
  // every index below is one of the n instants, every digit below DIGITS
  for (let unit = 1; unit <= latest - earliest; unit *= DIGITS) {
    starts.fill(0);
    const digitOf = (i: number): number => Math.floor(((at[i] as number) - earliest) / unit) % DIGITS;
    for (let i = 0; i < n; i += 1) {
      const digit = digitOf(i);
      starts[digit + 1] = (starts[digit + 1] as number) + 1;
    }
    for (let digit = 0; digit < DIGITS; digit += 1)
      starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number);
    for (let k = 0; k < n; k += 1) {
      const i = order[k] as number;
      const digit = digitOf(i);
      const place = starts[digit] as number;
      next[place] = i;
      starts[digit] = place + 1;
    }
    [order, next] = [next, order];
  }
  for (let rank = 0; rank < n; rank += 1) next[order[rank] as number] = rank;
  return next;
};
