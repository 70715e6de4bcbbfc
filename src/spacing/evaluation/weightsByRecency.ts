import { rankByTime } from "../training/rankByTime.ts";
import { recencyWeights } from "../training/recencyWeights.ts";

/** For each of these rows, ascending, 0.25 + 0.75 (i / (n - 1))^3, i its rank in order of time: what fsrs-rs 6 weighs reviews by. */
export const weightsByRecency = (rows: Uint32Array, at: Float64Array): Float64Array => {
  const byRank = recencyWeights({ floor: 0.25, power: 3 }, rows.length);
  // rows have instants, and ranks are below the number of rows, so each `as number` is true
  const ranks = rankByTime(Float64Array.from(rows, (row) => at[row] as number));
  return Float64Array.from(ranks, (rank) => byRank[rank] as number);
};
