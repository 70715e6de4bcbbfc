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
  /** The best that can be had on day j or later, prices paid, by j - i; at m - i without a review. */
  readonly best: Float64Array;
  /** The part of what is left that is reviewed on day j. */
  readonly taken: Float64Array;
}

/** Reviews of a pool on a later day: what one is worth without its price, and its seconds. */
export interface PoolReviews {
  gainOf(pool: Pool, j: number): number;
  takesOf(pool: Pool, j: number): number;
}

// Places exist throughout: i < j < m, node < size, a level of the levels.

export const reviewsOf = ({ size, gaps, nodes, days }: DeadlineTables, { arriving }: Priced): PoolReviews => {
  const rungs = gaps.rungs.length;
  const between = (pool: Pool, j: number, column: Float64Array, from: number): number => {
    const [low, high, up] = rowsAt(gaps, (days[j] as number) - (days[pool.i] as number));
    const least = column[from + low * size + pool.node] as number;
    return up === 0 ? least : least + up * ((column[from + high * size + pool.node] as number) - least);
  };
  return {
    gainOf: (pool, j) => between(pool, j, arriving[pool.level] as Float64Array, j * rungs * size),
    takesOf: (pool, j) => between(pool, j, nodes.seconds, 0),
  };
};

/** A pool as it arrives, with the best it could do. */
export const poolOf = (
  { m, size, levels, nodeEnd }: DeadlineTables,
  { gainOf, takesOf }: PoolReviews,
  prices: Float64Array,
  level: number,
  i: number,
  node: number,
  amount: number,
  cards: number,
): Pool => {
  const ratio = levels.ratios[level] as number;
  const best = new Float64Array(m + 1 - i);
  const pool: Pool = { level, i, node, amount, cards, best, taken: new Float64Array(m) };
  best[m - i] = nodeEnd.worth[i * size + node] as number;
  for (let j = m - 1; j > i; j -= 1) {
    const net = gainOf(pool, j) - (prices[j] as number) * ratio * takesOf(pool, j);
    best[j - i] = Math.max(best[j + 1 - i] as number, net);
  }
  return pool;
};
