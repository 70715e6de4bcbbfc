import type { Priced } from "./priced.ts";
import { type DeadlineTables, rowsAt } from "./tables.ts";

/** Cards expected at one node on one level, last reviewed on one day. */
export interface Pool {
  readonly level: number;
  /** The place of the day of their last review. */
  readonly i: number;
  readonly node: number;
  /** How many, in units of effort, have not been reviewed since. */
  amount: number;
  /** How many of them there are for a unit of effort. */
  readonly cards: number;
  /** What a review on day j is worth, without its price, by j. */
  readonly gain: Float64Array;
  /** The best that can be had on day j or later, prices paid; at m without a review. */
  readonly best: Float64Array;
  /** Seconds of a review on day j. */
  readonly takes: Float64Array;
  /** The part of what is left that is reviewed on day j. */
  readonly taken: Float64Array;
}

/** A pool as it arrives, with all it could do. */
export const poolOf = (
  tables: DeadlineTables,
  { arriving }: Priced,
  prices: Float64Array,
  level: number,
  i: number,
  node: number,
  amount: number,
  cards: number,
): Pool => {
  const { m, size, gaps, nodes, days, levels, nodeEnd } = tables;
  // places exist: i < j < m, node < size, a level of the levels
  const ratio = levels.ratios[level] as number;
  const worth = arriving[level] as Float64Array;
  const rungs = gaps.rungs.length;
  const gain = new Float64Array(m);
  const best = new Float64Array(m + 1);
  const takes = new Float64Array(m);
  best[m] = nodeEnd.worth[i * size + node] as number;
  for (let j = m - 1; j > i; j -= 1) {
    const [low, high, up] = rowsAt(gaps, (days[j] as number) - (days[i] as number));
    const at = j * rungs * size + node;
    const least = worth[at + low * size] as number;
    const quick = nodes.seconds[low * size + node] as number;
    gain[j] = least + up * ((worth[at + high * size] as number) - least);
    takes[j] = quick + up * ((nodes.seconds[high * size + node] as number) - quick);
    best[j] = Math.max(
      best[j + 1] as number,
      (gain[j] as number) - (prices[j] as number) * ratio * (takes[j] as number),
    );
  }
  return { level, i, node, amount, cards, gain, best, takes, taken: new Float64Array(m) };
};
