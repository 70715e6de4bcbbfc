import { log, log1p } from "../numeric/elementary/index.ts";

/**
 * How surprised are predicted probabilities by what happened? The mean of -ln p where the outcome is 1 and -ln(1 - p) where it is 0, in
 * nats; `null` without rows. What was called impossible and happened costs infinitely much: nothing is clipped.
 *
 * @param predicted one probability a row
 * @param outcomes 0 or 1, as many
 */
export const logLoss = (predicted: Float64Array, outcomes: Uint8Array): number | null => {
  if (predicted.length === 0) return null;
  let sum = 0;
  for (let row = 0; row < predicted.length; row += 1) {
    const probability = predicted[row] as number; // row is below the length
    sum -= outcomes[row] === 1 ? log(probability) : log1p(-probability);
  }
  return sum / predicted.length;
};
