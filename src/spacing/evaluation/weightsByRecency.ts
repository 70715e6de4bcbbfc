import { rankByTime } from "../training/rankByTime.ts";
import { recencyWeights } from "../training/recencyWeights.ts";

/** For each of these rows, ascending, 0.25 + 0.75 (i / (n - 1))^3, i its rank in order of time: what fsrs-rs 6 weighs reviews by. */
export const weightsByRecency = (rows: Uint32Array, at: Float64Array): Float64Array => {
  const byRank = recencyWeights({ floor: 0.25, power: 3 }, rows.length);
  const instants = new Float64Array(rows.length);
  // rows have instants, and ranks are below the number of rows, so each `as number` is true
  for (let k = 0; k < rows.length; k += 1) instants[k] = at[rows[k] as number] as number;
  const ranks = rankByTime(instants);
  const weights = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k += 1) weights[k] = byRank[ranks[k] as number] as number;
  return weights;
};
