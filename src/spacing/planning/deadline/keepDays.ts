import { expectedRecall } from "./expectedRecall.ts";
import { type Pool, type PoolReviews, poolOf, reviewsOf } from "./pool.ts";
import { arrive, type Priced, priced, spread, workspaceFor } from "./priced.ts";
import { type DeadlineTables, rowsAt } from "./tables.ts";
import { wishes } from "./wishes.ts";

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

/** A part of a pool below this, as a share of all cards, is not carried on. */
const LEAST = 1e-7;

/**
 * Day by day, what gains most per second over its best alternative comes first, until the seconds of the day are used. Cards that were reviewed
 * once are carried on as expected numbers on the grid, so that the plan is one that can be kept in expectation.
 */
export const keepDays = (tables: DeadlineTables, prices: Float64Array, floor: number): KeptPlan =>
  daysKept(tables, prices)(floor, true);

/** The same for one set of prices and several orders: by what is gained per second, or by what a whole visit gains. */
export const daysKept = (
  tables: DeadlineTables,
  prices: Float64Array,
): ((floor: number, perSecond: boolean) => KeptPlan) => {
  const { m, cards, visitSeconds, open } = tables;
  const worth = priced(tables, prices, workspaceFor(tables, true));
  const { visiting } = worth;
  // all places exist: card < cards, j < m, node < size, a level of the levels, a pool of the pools
  const best = new Float64Array(cards * (m + 1));
  for (let card = 0; card < cards; card += 1) {
    const at = card * (m + 1);
    best[at + m] = tables.cardEnd.worth[card] as number;
    for (let j = m - 1; j >= 0; j -= 1) {
      const price = (prices[j] as number) * ratioOf(tables, card);
      const net = (visiting[card * m + j] as number) - price * (visitSeconds[card * m + j] as number);
      best[at + j] =
        j < (open[card] as number) ? (best[at + j + 1] as number) : Math.max(best[at + j + 1] as number, net);
    }
  }
  const reviews = reviewsOf(tables, worth);
  return (floor, perSecond) => dayByDay({ tables, prices, worth, best, reviews }, floor, perSecond);
};

/** What is known at the prices before any day is filled. */
interface Known {
  readonly tables: DeadlineTables;
  readonly prices: Float64Array;
  readonly worth: Priced;
  /** The best that can be had of card c from day j on: `c * (m + 1) + j`. */
  readonly best: Float64Array;
  readonly reviews: PoolReviews;
}

const ratioOf = ({ effort, value }: DeadlineTables, card: number): number =>
  (effort[card] as number) / (value[card] as number); // a card

const dayByDay = ({ tables, prices, worth, best, reviews }: Known, floor: number, perSecond: boolean): KeptPlan => {
  const { m, size, gaps, nodes, days, levels, cards, value, effort, visitSeconds, open } = tables;
  const { visiting } = worth;
  const least = LEAST * cards;
  const { gainOf, takesOf } = reviews;
  const todo = wishes();
  const pools: Pool[] = [];
  const first = new Int32Array(cards).fill(-1);
  const order: number[][] = [];
  const seconds = new Float64Array(m);
  const furtherReviews = new Float64Array(m);
  for (let j = 0; j < m; j += 1) {
    todo.clear();
    for (let pool = 0; pool < pools.length; pool += 1) {
      const one = pools[pool] as Pool;
      if (one.amount < least) continue;
      const ratio = levels.ratios[one.level] as number;
      const over = gainOf(one, j) - (one.best[j + 1 - one.i] as number);
      const index = over / (ratio * takesOf(one, j));
      if (index > floor) todo.add(pool, perSecond ? index : over / (ratio * one.cards));
    }
    const known = pools.length; // wishes from here on are cards
    for (let card = 0; card < cards; card += 1) {
      if (first[card] !== -1 || j < (open[card] as number)) continue;
      const over = (visiting[card * m + j] as number) - (best[card * (m + 1) + j + 1] as number);
      const index = over / (ratioOf(tables, card) * (visitSeconds[card * m + j] as number));
      if (index > floor) todo.add(known + card, perSecond ? index : over * (value[card] as number));
    }
    todo.settle();
    let left = tables.seconds[j] as number;
    const today: number[] = [];
    const arrived = levels.ratios.map(() => new Float64Array(size));
    const counted = levels.ratios.map(() => new Float64Array(size));
    while (left > 0 && todo.left() > 0) {
      const wish = todo.take();
      if (wish >= known) {
        const card = wish - known;
        const needs = (effort[card] as number) * (visitSeconds[card * m + j] as number);
        if (needs > left) continue;
        left -= needs;
        first[card] = j;
        today.push(card);
        arrive(tables, arrived, card, effort[card] as number, j, 0);
        arrive(tables, counted, card, 1, j, 0);
        continue;
      }
      const one = pools[wish] as Pool;
      const needs = one.amount * takesOf(one, j);
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
        if (amount >= least) pools.push(poolOf(tables, reviews, prices, level, j, node, amount, each));
      });
    });
  }
  const { at, after } = expectedRecall(tables, first, pools);
  return { first, order, seconds, furtherReviews, recallAt: at, recallAfter: after, bound: worth.bound };
};
