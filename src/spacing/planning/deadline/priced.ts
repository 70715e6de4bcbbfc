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
  { starts, nodes, shares }: Transitions,
  row: number,
  worth: Float64Array,
  from: number,
): number => {
  let sum = 0;
  const end = starts[row + 1] as number;
  for (let k = starts[row] as number; k < end; k += 1)
    sum += (shares[k] as number) * (worth[from + (nodes[k] as number)] as number);
  return sum;
};

/** Adds an amount over the nodes of a row. */
export const spread = (
  { starts, nodes, shares }: Transitions,
  row: number,
  amount: number,
  into: Float64Array,
  from: number,
): void => {
  const end = starts[row + 1] as number;
  for (let k = starts[row] as number; k < end; k += 1) {
    const target = from + (nodes[k] as number);
    into[target] = (into[target] as number) + amount * (shares[k] as number);
  }
};

/** What each node is worth at given prices on one level, and when it is reviewed next. */
interface Solved {
  readonly worth: Float64Array;
  /** The day of the next review, or m. */
  readonly next: Int32Array;
  /** Of all days where it is kept, else of the day at hand. */
  readonly arriving: Float64Array;
  /** What is left of it on the day at hand when the price is paid. */
  readonly net: Float64Array;
  /** What arrives if every card goes by the prices. */
  readonly mass: Float64Array;
}

/** Room to work out what follows from prices, again and again. */
export interface Workspace {
  readonly keep: boolean;
  readonly levels: readonly Solved[];
  readonly visiting: Float64Array;
  readonly used: Float64Array;
}

/** Room for these tables; with `keep` for what it is worth to arrive on each day. What `priced` gives stays true until the room is used again. */
export const workspaceFor = ({ m, size, gaps, levels, cards }: DeadlineTables, keep: boolean): Workspace => {
  const rows = gaps.rungs.length * size;
  return {
    keep,
    levels: levels.ratios.map(() => ({
      worth: new Float64Array(m * size),
      next: new Int32Array(m * size),
      arriving: new Float64Array((keep ? m : 1) * rows),
      net: new Float64Array(rows),
      mass: new Float64Array(m * size),
    })),
    visiting: new Float64Array(cards * m),
    used: new Float64Array(m),
  };
};

/** Dynamic programming backwards over the days: what a node is worth on day j is known when all later days are, and is offered to all days before. */
const solve = (
  tables: DeadlineTables,
  prices: Float64Array,
  ratio: number,
  { worth, next, arriving, net }: Solved,
  keep: boolean,
): void => {
  const { m, size, gaps, nodes, days } = tables;
  const { starts, nodes: to, shares, seconds } = nodes;
  worth.set(tables.nodeEnd.worth);
  next.fill(m);
  const first = days[0] as number;
  for (let j = m - 1; j > 0; j -= 1) {
    const day = days[j] as number;
    const base = keep ? j * gaps.rungs.length * size : 0;
    const rows = (rowsAt(gaps, day - first)[1] + 1) * size;
    const price = (prices[j] as number) * ratio;
    const here = j * size;
    let k = 0; // rows follow each other without a gap
    for (let row = 0; row < rows; row += 1) {
      const end = starts[row + 1] as number;
      let sum = 0;
      for (; k < end; k += 1) sum += (shares[k] as number) * (worth[here + (to[k] as number)] as number);
      arriving[base + row] = sum;
      net[row] = sum - price * (seconds[row] as number);
    }
    for (let i = 0; i < j; i += 1) {
      const [lower, upper, up] = rowsAt(gaps, day - (days[i] as number));
      const low = lower * size;
      const high = upper * size;
      const at = i * size;
      for (let node = 0; node < size; node += 1) {
        const least = net[low + node] as number;
        const offer = least + up * ((net[high + node] as number) - least);
        if (offer > (worth[at + node] as number)) {
          worth[at + node] = offer;
          next[at + node] = j;
        }
      }
    }
  }
};

/** Sends what has arrived at the nodes on to its next reviews and counts the seconds. */
const follow = (tables: DeadlineTables, { next, mass }: Solved, used: Float64Array): void => {
  const { m, size, gaps, nodes, days } = tables;
  const send = (row: number, amount: number, j: number): void => {
    used[j] = (used[j] as number) + amount * (nodes.seconds[row] as number);
    spread(nodes, row, amount, mass, j * size);
  };
  for (let i = 0; i < m; i += 1)
    for (let node = 0; node < size; node += 1) {
      const amount = mass[i * size + node] as number;
      const j = next[i * size + node] as number;
      if (amount === 0 || j === m) continue;
      const [low, high, up] = rowsAt(gaps, (days[j] as number) - (days[i] as number));
      send(low * size + node, amount * (1 - up), j);
      if (up > 0) send(high * size + node, amount * up, j);
    }
};

/** What a row of visits leads to, on its level or between two. */
const visitWorth = (
  visits: Transitions,
  row: number,
  worth: Float64Array,
  over: Float64Array,
  above: number,
  from: number,
): number => {
  const low = expectedOf(visits, row, worth, from);
  return above === 0 ? low : low + above * (expectedOf(visits, row, over, from) - low);
};

/** The best each card can do at a price per second of each day. */
export const priced = (tables: DeadlineTables, prices: Float64Array, work: Workspace): Priced => {
  const { m, size, cards, levels, waits, visits, visitSeconds, days, value, effort, open } = tables;
  const { visiting, used } = work;
  levels.ratios.forEach((ratio, level) => {
    solve(tables, prices, ratio, work.levels[level] as Solved, work.keep);
  });
  const mass = work.levels.map((one) => one.mass.fill(0));
  used.fill(0);
  const rows = waits.rungs.length;
  const first = days[0] as number;
  let bound = 0;
  for (let card = 0; card < cards; card += 1) {
    const level = levels.below[card] as number;
    const above = levels.up[card] as number;
    const { worth } = work.levels[level] as Solved;
    const over = above === 0 ? worth : (work.levels[level + 1] as Solved).worth;
    const ratio = (effort[card] as number) / (value[card] as number);
    let best = tables.cardEnd.worth[card] as number;
    let then = m;
    for (let j = open[card] as number; j < m; j += 1) {
      const [low, high, up] = rowsAt(waits, (days[j] as number) - first);
      const least = visitWorth(visits, card * rows + low, worth, over, above, j * size);
      const gain =
        up === 0 ? least : least + up * (visitWorth(visits, card * rows + high, worth, over, above, j * size) - least);
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
  for (const one of work.levels) follow(tables, one, used);
  for (let j = 0; j < m; j += 1) bound += (prices[j] as number) * (tables.seconds[j] as number);
  return { arriving: work.keep ? work.levels.map(({ arriving }) => arriving) : [], visiting, bound, used };
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
