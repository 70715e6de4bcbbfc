import { expectedRecall } from "./expectedRecall.ts";
import { type Pool, poolOf } from "./pool.ts";
import { arrive, priced, spread } from "./priced.ts";
import { type DeadlineTables, rowsAt } from "./tables.ts";

/** A plan that keeps the seconds of every day in expectation. */
export interface KeptPlan {
  /** The first visit of each card, as a place among the days; -1: none. */
  readonly first: Int32Array;
  /** In the order of each day, which cards come for the first time. */
  readonly order: readonly (readonly number[])[];
  /** Seconds of each day, expected. */
  readonly seconds: Float64Array;
  /** Further reviews expected on each day. */
  readonly furtherReviews: Float64Array;
  /** Expected recall of each card at the deadline, and after it. */
  readonly recallAt: Float64Array;
  readonly recallAfter: Float64Array;
  /** No plan that keeps the seconds is worth more, at the prices given. */
  readonly bound: number;
}

/** What could be reviewed on a day: a card for the first time, or a pool. */
interface Wish {
  /** What it gains over its best alternative, a second. */
  readonly index: number;
  readonly card: number;
  readonly pool: number;
}

const LEAST = 1e-7;

/**
 * Day by day, what gains most per second over its best alternative comes first, until the seconds of the day are used. Cards that were reviewed
 * once are carried on as expected numbers on the grid, so that the plan is one that can be kept in expectation.
 */
export const keepDays = (tables: DeadlineTables, prices: Float64Array, floor: number): KeptPlan => {
  const { m, size, gaps, nodes, days, levels, cards, value, effort, visitSeconds, open } = tables;
  const worth = priced(tables, prices, true);
  const { visiting } = worth;
  // all places exist: card < cards, j < m, node < size, a level of the levels, a pool of the pools
  const ratioOf = (card: number): number => (effort[card] as number) / (value[card] as number);
  const best = new Float64Array(cards * (m + 1)); // of a card from day j on
  for (let card = 0; card < cards; card += 1) {
    const at = card * (m + 1);
    best[at + m] = tables.cardEnd.worth[card] as number;
    for (let j = m - 1; j >= 0; j -= 1) {
      const price = (prices[j] as number) * ratioOf(card);
      const net = (visiting[card * m + j] as number) - price * (visitSeconds[card * m + j] as number);
      best[at + j] =
        j < (open[card] as number) ? (best[at + j + 1] as number) : Math.max(best[at + j + 1] as number, net);
    }
  }
  const pools: Pool[] = [];
  const first = new Int32Array(cards).fill(-1);
  const order: number[][] = [];
  const seconds = new Float64Array(m);
  const furtherReviews = new Float64Array(m);
  for (let j = 0; j < m; j += 1) {
    const wishes: Wish[] = [];
    for (let card = 0; card < cards; card += 1) {
      if (first[card] !== -1 || j < (open[card] as number)) continue;
      const over = (visiting[card * m + j] as number) - (best[card * (m + 1) + j + 1] as number);
      const index = over / (ratioOf(card) * (visitSeconds[card * m + j] as number));
      if (index > floor) wishes.push({ index, card, pool: -1 });
    }
    pools.forEach(({ level, amount, gain, best: later, takes }, pool) => {
      if (amount < LEAST) return;
      const over = (gain[j] as number) - (later[j + 1] as number);
      const index = over / ((levels.ratios[level] as number) * (takes[j] as number));
      if (index > floor) wishes.push({ index, card: -1, pool });
    });
    wishes.sort((a, b) => b.index - a.index || a.card - b.card || a.pool - b.pool);
    let left = tables.seconds[j] as number;
    const today: number[] = [];
    const arrived = levels.ratios.map(() => new Float64Array(size));
    const counted = levels.ratios.map(() => new Float64Array(size));
    for (const { card, pool } of wishes) {
      if (left <= 0) break;
      if (card >= 0) {
        const needs = (effort[card] as number) * (visitSeconds[card * m + j] as number);
        if (needs > left) continue;
        left -= needs;
        first[card] = j;
        today.push(card);
        arrive(tables, arrived, card, effort[card] as number, j, 0);
        arrive(tables, counted, card, 1, j, 0);
        continue;
      }
      const one = pools[pool] as Pool;
      const needs = one.amount * (one.takes[j] as number);
      const part = needs <= left ? 1 : left / needs;
      const moved = part * one.amount;
      left -= part * needs;
      furtherReviews[j] = (furtherReviews[j] as number) + moved * one.cards;
      one.taken[j] = part;
      one.amount -= moved;
      const [low, high, up] = rowsAt(gaps, (days[j] as number) - (days[one.i] as number));
      for (const [into, much] of [
        [arrived[one.level] as Float64Array, moved] as const,
        [counted[one.level] as Float64Array, moved * one.cards] as const,
      ]) {
        spread(nodes, low * size + one.node, much * (1 - up), into, 0);
        if (up > 0) spread(nodes, high * size + one.node, much * up, into, 0);
      }
    }
    seconds[j] = (tables.seconds[j] as number) - Math.max(0, left);
    order.push(today);
    arrived.forEach((amounts, level) => {
      amounts.forEach((amount, node) => {
        const each = ((counted[level] as Float64Array)[node] as number) / amount;
        if (amount >= LEAST) pools.push(poolOf(tables, worth, prices, level, j, node, amount, each));
      });
    });
  }
  const { at, after } = expectedRecall(tables, first, pools);
  return { first, order, seconds, furtherReviews, recallAt: at, recallAfter: after, bound: worth.bound };
};
