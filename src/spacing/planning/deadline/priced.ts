import { type DeadlineTables, rowsAt } from "./tables.ts";
import type { Transitions } from "./transitions.ts";

/** What follows from prices. */
export interface Priced {
  /** By level: what it is worth to arrive at a node on day j after the gap of a rung, without the price of day j: `(j * rungs + rung) * size + node`. */
  readonly arriving: readonly Float64Array[];
  /** What it is worth to visit card c on day j, without the price of day j: `c * m + j`. */
  readonly visiting: Float64Array;
  /** The dual value: no plan that keeps the seconds is worth more. */
  readonly bound: number;
  /** The seconds used on each day, if every card goes by the prices. */
  readonly used: Float64Array;
}

// Everything below runs over rows that exist: i < j < m, node < size, card < cards, level and the next one where a card lies above it.

/** The mean over a row of what its nodes are worth. */
export const expectedOf = (
  { width, nodes, shares }: Transitions,
  row: number,
  worth: Float64Array,
  from: number,
): number => {
  let sum = 0;
  const start = row * width;
  for (let k = start; k < start + width; k += 1)
    sum += (shares[k] as number) * (worth[from + (nodes[k] as number)] as number);
  return sum;
};

/** Adds an amount over the nodes of a row. */
export const spread = (
  { width, nodes, shares }: Transitions,
  row: number,
  amount: number,
  into: Float64Array,
  from: number,
): void => {
  const start = row * width;
  for (let k = start; k < start + width; k += 1) {
    const target = from + (nodes[k] as number);
    into[target] = (into[target] as number) + amount * (shares[k] as number);
  }
};

/** What each node is worth at these prices on one level, and when it is reviewed next. */
interface Solved {
  readonly worth: Float64Array;
  /** The day of the next review, or m. */
  readonly next: Int32Array;
  readonly arriving: Float64Array;
}

/** Dynamic programming backwards over the days: what a node is worth on day j is known when all later days are, and is offered to all days before. */
const solved = (tables: DeadlineTables, prices: Float64Array, ratio: number, keep: boolean): Solved => {
  const { m, size, gaps, nodes, days } = tables;
  const { seconds } = nodes;
  const rungs = gaps.rungs.length;
  const worth = Float64Array.from(tables.nodeEnd.worth);
  const next = new Int32Array(m * size).fill(m);
  const arriving = new Float64Array((keep ? m : 1) * rungs * size);
  const first = days[0] as number;
  for (let j = m - 1; j > 0; j -= 1) {
    const day = days[j] as number;
    const base = keep ? j * rungs * size : 0;
    const rows = (rowsAt(gaps, day - first)[1] + 1) * size;
    for (let row = 0; row < rows; row += 1) arriving[base + row] = expectedOf(nodes, row, worth, j * size);
    const price = (prices[j] as number) * ratio;
    for (let i = 0; i < j; i += 1) {
      const [lower, upper, up] = rowsAt(gaps, day - (days[i] as number));
      const low = lower * size;
      const high = upper * size;
      for (let node = 0; node < size; node += 1) {
        const least = (arriving[base + low + node] as number) - price * (seconds[low + node] as number);
        const most = (arriving[base + high + node] as number) - price * (seconds[high + node] as number);
        const net = least + up * (most - least);
        if (net > (worth[i * size + node] as number)) {
          worth[i * size + node] = net;
          next[i * size + node] = j;
        }
      }
    }
  }
  return { worth, next, arriving };
};

/** Sends what has arrived at the nodes on to its next reviews and counts the seconds. */
const followed = (tables: DeadlineTables, next: Int32Array, mass: Float64Array, used: Float64Array): void => {
  const { m, size, gaps, nodes, days } = tables;
  for (let i = 0; i < m; i += 1)
    for (let node = 0; node < size; node += 1) {
      const amount = mass[i * size + node] as number;
      const j = next[i * size + node] as number;
      if (amount === 0 || j === m) continue;
      const [low, high, up] = rowsAt(gaps, (days[j] as number) - (days[i] as number));
      for (const [rung, share] of [[low, 1 - up] as const, [high, up] as const]) {
        if (share === 0) continue;
        const row = rung * size + node;
        used[j] = (used[j] as number) + amount * share * (nodes.seconds[row] as number);
        spread(nodes, row, amount * share, mass, j * size);
      }
    }
};

/** The best each card can do at a price per second of each day. */
export const priced = (tables: DeadlineTables, prices: Float64Array, keep: boolean): Priced => {
  const { m, size, cards, levels, waits, visits, visitSeconds, days, value, effort, open } = tables;
  const solutions = levels.ratios.map((ratio) => solved(tables, prices, ratio, keep));
  const mass = levels.ratios.map(() => new Float64Array(m * size));
  const used = new Float64Array(m);
  const visiting = new Float64Array(cards * m);
  const rows = waits.rungs.length;
  const first = days[0] as number;
  let bound = 0;
  for (let card = 0; card < cards; card += 1) {
    const level = levels.below[card] as number;
    const above = levels.up[card] as number;
    const { worth } = solutions[level] as Solved;
    const over = above === 0 ? worth : (solutions[level + 1] as Solved).worth;
    const expected = (row: number, j: number): number => {
      const low = expectedOf(visits, row, worth, j * size);
      return above === 0 ? low : low + above * (expectedOf(visits, row, over, j * size) - low);
    };
    const ratio = (effort[card] as number) / (value[card] as number);
    let best = tables.cardEnd.worth[card] as number;
    let then = m;
    for (let j = open[card] as number; j < m; j += 1) {
      const [low, high, up] = rowsAt(waits, (days[j] as number) - first);
      const least = expected(card * rows + low, j);
      const gain = up === 0 ? least : least + up * (expected(card * rows + high, j) - least);
      visiting[card * m + j] = gain;
      const net = gain - (prices[j] as number) * ratio * (visitSeconds[card * m + j] as number);
      if (net > best) {
        best = net;
        then = j;
      }
    }
    bound += best * (value[card] as number);
    if (then === m) continue;
    const amount = effort[card] as number;
    used[then] = (used[then] as number) + amount * (visitSeconds[card * m + then] as number);
    arrive(tables, mass, card, amount, then, then * size);
  }
  mass.forEach((here, level) => {
    followed(tables, (solutions[level] as Solved).next, here, used);
  });
  for (let j = 0; j < m; j += 1) bound += (prices[j] as number) * (tables.seconds[j] as number);
  return { arriving: keep ? solutions.map(({ arriving }) => arriving) : [], visiting, bound, used };
};

/** Spreads a card, as so much, that is visited on day j over the nodes that follow and over the levels it lies between. */
export const arrive = (
  tables: DeadlineTables,
  into: readonly Float64Array[],
  card: number,
  amount: number,
  j: number,
  from: number,
): void => {
  const { levels, waits, visits, days } = tables;
  const [low, high, up] = rowsAt(waits, (days[j] as number) - (days[0] as number));
  const level = levels.below[card] as number;
  const above = levels.up[card] as number;
  for (const [at, part] of [[level, 1 - above] as const, [level + 1, above] as const]) {
    if (part === 0) continue;
    const row = card * waits.rungs.length;
    const share = amount * part;
    spread(visits, row + low, share * (1 - up), into[at] as Float64Array, from);
    if (up > 0) spread(visits, row + high, share * up, into[at] as Float64Array, from);
  }
};
