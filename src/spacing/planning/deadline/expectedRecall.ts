import type { Pool } from "./pool.ts";
import { expectedOf } from "./priced.ts";
import { type DeadlineTables, rowsAt } from "./tables.ts";

/** Recall of each card at the deadline and after it, as it follows from the first visits and from the parts of the pools that are reviewed. */
export const expectedRecall = (
  tables: DeadlineTables,
  first: Int32Array,
  pools: readonly Pool[],
): { readonly at: Float64Array; readonly after: Float64Array } => ({
  at: following(tables, first, pools, tables.nodeEnd.at, tables.cardEnd.at),
  after: following(tables, first, pools, tables.nodeEnd.after, tables.cardEnd.after),
});

const following = (
  tables: DeadlineTables,
  first: Int32Array,
  pools: readonly Pool[],
  nodeEnd: Float64Array,
  cardEnd: Float64Array,
): Float64Array => {
  const { m, size, gaps, nodes, waits, visits, days, levels, cards } = tables;
  // pools come in the order of their days, and all rows and places exist
  const recall = levels.ratios.map(() => Float64Array.from(nodeEnd));
  for (let place = pools.length - 1; place >= 0; place -= 1) {
    const { level, i, node, taken } = pools[place] as Pool;
    const here = recall[level] as Float64Array;
    let remaining = 1;
    let sum = 0;
    for (let j = i + 1; j < m && remaining > 0; j += 1) {
      const share = taken[j] as number;
      if (share === 0) continue;
      const [low, high, up] = rowsAt(gaps, (days[j] as number) - (days[i] as number));
      const least = expectedOf(nodes, low * size + node, here, j * size);
      const expected = up === 0 ? least : least + up * (expectedOf(nodes, high * size + node, here, j * size) - least);
      sum += remaining * share * expected;
      remaining *= 1 - share;
    }
    here[i * size + node] = sum + remaining * (here[i * size + node] as number);
  }
  const result = Float64Array.from(cardEnd);
  const rows = waits.rungs.length;
  for (let card = 0; card < cards; card += 1) {
    const j = first[card] as number;
    if (j === -1) continue;
    const [low, high, up] = rowsAt(waits, (days[j] as number) - (days[0] as number));
    const onLevel = (level: number): number => {
      const here = recall[level] as Float64Array;
      const least = expectedOf(visits, card * rows + low, here, j * size);
      return up === 0 ? least : least + up * (expectedOf(visits, card * rows + high, here, j * size) - least);
    };
    const level = levels.below[card] as number;
    const above = levels.up[card] as number;
    const below = onLevel(level);
    result[card] = above === 0 ? below : below + above * (onLevel(level + 1) - below);
  }
  return result;
};
