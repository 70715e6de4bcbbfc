/**
 * How far off are predicted probabilities? The mean of (p - y)² (Brier 1950), `null` without rows. A prediction of the base rate b for
 * everybody scores b (1 - b): a score that is not lower says nothing.
 *
 * @param predicted one probability a row
 * @param outcomes 0 or 1, as many
 */
export const brierScore = (predicted: Float64Array, outcomes: Uint8Array): number | null => {
  if (predicted.length === 0) return null;
  let sum = 0;
  for (let row = 0; row < predicted.length; row += 1) {
    const error = (predicted[row] as number) - (outcomes[row] as number); // row is below both lengths
    sum += error * error;
  }
  return sum / predicted.length;
};

/** The square root of the Brier score: an error in the unit of the probability. */
export const rootMeanSquaredError = (predicted: Float64Array, outcomes: Uint8Array): number | null => {
  const score = brierScore(predicted, outcomes);
  return score === null ? null : Math.sqrt(score);
};
