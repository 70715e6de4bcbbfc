import { type SortedPredictions, sortPredictions } from "./sortPredictions.ts";

/** `areaUnderCurve` of predictions that are in order already: linear. */
export const areaUnderSorted = ({ predicted, outcomes }: SortedPredictions): number | null => {
  const n = predicted.length;
  let ones = 0;
  let zeros = 0; // lower than the rows at hand
  let halves = 0; // twice the pairs in order, a tie once: whole, so exact below 2^53
  let start = 0;
  while (start < n) {
    const at = predicted[start] as number; // start < n
    let end = start;
    let here = 0;
    for (; end < n && predicted[end] === at; end += 1) here += outcomes[end] as number; // end < n
    const others = end - start - here;
    halves += here * (2 * zeros + others);
    ones += here;
    zeros += others;
    start = end;
  }
  return ones === 0 || zeros === 0 ? null : halves / 2 / (ones * zeros);
};

/**
 * How well do predictions tell apart who will and who will not? The probability that a row with outcome 1 was predicted higher than one
 * with outcome 0, ties counted half: the area under the ROC curve, the statistic of Mann and Whitney over its greatest value. Any rising
 * transformation of the predictions leaves it as it is.
 *
 * `null` where only one of the outcomes occurs. O(n).
 *
 * @param predicted one number a row, none of them NaN
 * @param outcomes 0 or 1, as many
 */
export const areaUnderCurve = (predicted: Float64Array, outcomes: Uint8Array): number | null =>
  areaUnderSorted(sortPredictions(predicted, outcomes));
