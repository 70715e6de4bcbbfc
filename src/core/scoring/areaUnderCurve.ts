// Indices below stay within the typed arrays they read, so `as number` is true.

/** The predictions of those whose outcome is 1 (or 0), in rising order. */
const sortedWhere = (predicted: Float64Array, outcomes: Uint8Array, wanted: 0 | 1): Float64Array =>
  predicted.filter((_, row) => outcomes[row] === wanted).sort();

/**
 * How well do predictions tell apart who will and who will not? The probability that a row with outcome 1 was predicted higher than one
 * with outcome 0, ties counted half: the area under the ROC curve, the statistic of Mann and Whitney over its greatest value. Any rising
 * transformation of the predictions leaves it as it is.
 *
 * `null` where only one of the outcomes occurs. O(n log n).
 *
 * @param predicted one number a row, none of them NaN
 * @param outcomes 0 or 1, as many
 */
export const areaUnderCurve = (predicted: Float64Array, outcomes: Uint8Array): number | null => {
  const ones = sortedWhere(predicted, outcomes, 1);
  const zeros = sortedWhere(predicted, outcomes, 0);
  if (ones.length === 0 || zeros.length === 0) return null;
  let below = 0; // zeros lower than this one
  let upTo = 0; // zeros lower than this one or equal to it
  let halves = 0; // twice the pairs in order, a tie once: whole, so exact below 2^53
  for (let i = 0; i < ones.length; i += 1) {
    const one = ones[i] as number;
    while (below < zeros.length && (zeros[below] as number) < one) below += 1;
    while (upTo < zeros.length && (zeros[upTo] as number) <= one) upTo += 1;
    halves += below + upTo;
  }
  return halves / 2 / (ones.length * zeros.length);
};
