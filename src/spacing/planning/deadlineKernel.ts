import type { GradeNumber } from "../grade.ts";
import type { MemoryKernel, MemoryState } from "../memory.ts";
import type { GradeShares, PassingShares, SecondsByGrade } from "./effort.ts";
import type { GridFineness, StateGrid } from "./stateGrid.ts";
import { stateGrid } from "./stateGrid.ts";

/** One card as the kernel takes it. */
export interface PlannedCard<S extends MemoryState = MemoryState> {
  /** `null`: never learned. */
  readonly state: S | null;
  /** What its recall counts. */
  readonly value: number;
  /** How many times as long as others it takes. */
  readonly effort: number;
}

/** A deadline as the kernel takes it; days count from the first day of the plan. */
export interface DeadlineProblem<S extends MemoryState = MemoryState> {
  readonly kernel: MemoryKernel<S>;
  readonly cards: readonly PlannedCard<S>[];
  /** Days since the last review of a card at a day of the plan. */
  elapsed(state: S, day: number): number;
  /** The days on which there is time, ascending. */
  readonly days: readonly number[];
  /** The seconds on each of them. */
  readonly seconds: readonly number[];
  /** The day of the deadline. */
  readonly deadline: number;
  readonly afterDays: number;
  readonly afterShare: number;
  readonly firstShares: GradeShares;
  readonly passingShares: PassingShares;
  readonly firstSeconds: SecondsByGrade;
  readonly reviewSeconds: SecondsByGrade;
  readonly names: readonly string[];
  readonly fineness?: GridFineness;
}

/** The tables that do not depend on prices. */
export interface DeadlineTables {
  readonly m: number;
  readonly cards: number;
  readonly size: number;
  /** Efforts over values, ascending, and which of them each card has. */
  readonly ratios: readonly number[];
  readonly ratioOf: Int32Array;
  readonly value: Float64Array;
  readonly effort: Float64Array;
  /** Transitions from a node after a gap: `width` nodes and shares each. */
  readonly gapOf: Int32Array;
  readonly width: number;
  readonly nodes: Int32Array;
  readonly shares: Float64Array;
  readonly nodeSeconds: Float64Array;
  /** What a node reviewed on day i is worth without a further review: by value, at the deadline, after it. */
  readonly end: Float64Array;
  readonly endAt: Float64Array;
  readonly endAfter: Float64Array;
  /** The same of cards and their first visit on day j. */
  readonly cardNodes: Int32Array;
  readonly cardShares: Float64Array;
  readonly cardSeconds: Float64Array;
  readonly cardEnd: Float64Array;
  readonly cardEndAt: Float64Array;
  readonly cardEndAfter: Float64Array;
  readonly seconds: Float64Array;
}

const MOST_RATIOS = 4;
const GRADES_UP: readonly GradeNumber[] = [1, 2, 3, 4];

/** Efforts over values of the cards, at most four different ones: beyond that, each card goes by the nearest of four levels. */
const ratiosOf = (cards: readonly PlannedCard[]): { readonly ratios: readonly number[]; readonly of: Int32Array } => {
  const all = cards.map(({ value, effort }) => effort / value);
  const distinct = Array.from(new Set(all)).sort((a, b) => a - b);
  const least = distinct[0] ?? 1;
  const most = distinct[distinct.length - 1] ?? 1;
  const ratios =
    distinct.length <= MOST_RATIOS
      ? distinct
      : Array.from(
          { length: MOST_RATIOS },
          (_, level) => least + ((most - least) * level * level) / (MOST_RATIOS - 1) ** 2,
        );
  const of = Int32Array.from(all, (ratio) => {
    let nearest = 0;
    ratios.forEach((one, level) => {
      if (Math.abs(one - ratio) < Math.abs((ratios[nearest] as number) - ratio)) nearest = level;
    });
    return nearest;
  });
  return { ratios, of };
};

/** What follows from each review that the plan could have, whatever a day costs. */
export const deadlineTables = <S extends MemoryState>(problem: DeadlineProblem<S>): DeadlineTables => {
  const { kernel, cards, days, deadline, afterDays, afterShare, firstShares, passingShares } = problem;
  const m = days.length;
  const moment = { at: 0, day: 0 };
  const gaps = Array.from(new Set(days.flatMap((day, i) => days.slice(i + 1).map((later) => later - day)))).sort(
    (a, b) => a - b,
  );
  const gapOf = new Int32Array(m * m);
  const gapIndex = new Map(gaps.map((gap, place) => [gap, place]));
  days.forEach((day, i) => {
    for (let j = i + 1; j < m; j += 1) gapOf[i * m + j] = gapIndex.get((days[j] as number) - day) as number; // all gaps are listed
  });
  const firsts = GRADES_UP.map((grade) => kernel.first(grade, moment));
  const after = cards.flatMap(({ state }) => (state === null ? [] : [state]));
  const ends = [days[0] ?? 0, days[m - 1] ?? 0];
  const reached = after.flatMap((state) =>
    ends.flatMap((day) => {
      const since = problem.elapsed(state, day);
      const recall = kernel.recall(state, since);
      return GRADES_UP.map((grade) => kernel.next(state, grade, since, recall, moment));
    }),
  );
  const sampled =
    gaps.length < 3 ? gaps : [gaps[0] as number, gaps[gaps.length >> 1] as number, gaps[gaps.length - 1] as number];
  const someNew = cards.some(({ state }) => state === null) || reached.length === 0;
  const grid: StateGrid<S> = stateGrid(
    kernel,
    problem.names,
    someNew ? [...firsts, ...reached] : reached,
    sampled,
    problem.fineness,
  );
  const { size, corners } = grid;
  const width = 4 * corners;
  const rows = size * gaps.length;
  const nodes = new Int32Array(rows * width);
  const shares = new Float64Array(rows * width);
  const nodeSeconds = new Float64Array(rows);
  const write = (state: S, since: number, toNodes: Int32Array, toShares: Float64Array, at: number): number => {
    const recall = kernel.recall(state, since);
    let seconds = 0;
    for (const grade of GRADES_UP) {
      const share = grade === 1 ? 1 - recall : recall * (passingShares[grade - 2] as number); // grade - 2 is 0 to 2
      seconds += share * (problem.reviewSeconds[grade - 1] as number); // grade - 1 is 0 to 3
      grid.locate(
        kernel.next(state, grade, since, recall, moment),
        share,
        toNodes,
        toShares,
        at + (grade - 1) * corners,
      );
    }
    return seconds;
  };
  for (let gap = 0; gap < gaps.length; gap += 1)
    for (let node = 0; node < size; node += 1) {
      const row = gap * size + node;
      nodeSeconds[row] = write(grid.states[node] as S, gaps[gap] as number, nodes, shares, row * width);
    }
  const end = new Float64Array(m * size);
  const endAt = new Float64Array(m * size);
  const endAfter = new Float64Array(m * size);
  for (let i = 0; i < m; i += 1)
    for (let node = 0; node < size; node += 1) {
      const state = grid.states[node] as S; // node is below size
      const at = kernel.recall(state, deadline - (days[i] as number));
      const later = kernel.recall(state, deadline + afterDays - (days[i] as number));
      endAt[i * size + node] = at;
      endAfter[i * size + node] = later;
      end[i * size + node] = (1 - afterShare) * at + afterShare * later;
    }
  const count = cards.length;
  const cardNodes = new Int32Array(count * m * width);
  const cardShares = new Float64Array(count * m * width);
  const cardSeconds = new Float64Array(count * m);
  const cardEnd = new Float64Array(count);
  const cardEndAt = new Float64Array(count);
  const cardEndAfter = new Float64Array(count);
  cards.forEach(({ state }, card) => {
    if (state !== null) {
      const at = kernel.recall(state, problem.elapsed(state, deadline));
      const later = kernel.recall(state, problem.elapsed(state, deadline + afterDays));
      cardEndAt[card] = at;
      cardEndAfter[card] = later;
      cardEnd[card] = (1 - afterShare) * at + afterShare * later;
    }
    for (let j = 0; j < m; j += 1) {
      const row = card * m + j;
      if (state !== null)
        cardSeconds[row] = write(state, problem.elapsed(state, days[j] as number), cardNodes, cardShares, row * width);
      else {
        let seconds = 0;
        GRADES_UP.forEach((_, grade) => {
          const share = firstShares[grade] as number; // four of each
          seconds += share * (problem.firstSeconds[grade] as number);
          grid.locate(firsts[grade] as S, share, cardNodes, cardShares, row * width + grade * corners);
        });
        cardSeconds[row] = seconds;
      }
    }
  });
  const { ratios, of } = ratiosOf(cards);
  return {
    m,
    cards: count,
    size,
    ratios,
    ratioOf: of,
    value: Float64Array.from(cards, ({ value }) => value),
    effort: Float64Array.from(cards, ({ effort }) => effort),
    gapOf,
    width,
    nodes,
    shares,
    nodeSeconds,
    end,
    endAt,
    endAfter,
    cardNodes,
    cardShares,
    cardSeconds,
    cardEnd,
    cardEndAt,
    cardEndAfter,
    seconds: Float64Array.from(problem.seconds),
  };
};

/** What follows from prices: one table for each ratio. */
export interface Priced {
  /** Value of a node after its review on day i, at these prices; by ratio. */
  readonly worth: readonly Float64Array[];
  /** The next day on which a node reviewed on day i is reviewed again, or m. */
  readonly next: readonly Int32Array[];
  /** Value of reviewing on day j what was reviewed on day i, without the price of day j. Only where asked for. */
  readonly gain: readonly Float64Array[] | null;
  /** The same of the cards' first visits. */
  readonly cardGain: Float64Array;
  /** The best first visit of each card, or m. */
  readonly cardNext: Int32Array;
  /** The dual value: no plan that keeps the seconds is worth more. */
  readonly bound: number;
  /** The seconds used on each day, if every card goes by the prices. */
  readonly used: Float64Array;
}

// Everything below runs over rows that exist: i < j < m, node < size, card < cards.

/** The best each card can do at a price per second of each day: dynamic programming backwards over the days. */
export const priced = (tables: DeadlineTables, prices: Float64Array, keepGain: boolean): Priced => {
  const { m, size, width, nodes, shares, nodeSeconds, gapOf, end, ratios } = tables;
  const worth: Float64Array[] = [];
  const next: Int32Array[] = [];
  const gain: Float64Array[] = [];
  for (const ratio of ratios) {
    const values = new Float64Array(m * size);
    const then = new Int32Array(m * size).fill(m);
    const kept = keepGain ? new Float64Array(m * m * size) : null;
    values.set(end);
    for (let i = m - 1; i >= 0; i -= 1)
      for (let j = i + 1; j < m; j += 1) {
        const gap = (gapOf[i * m + j] as number) * size;
        const price = (prices[j] as number) * ratio;
        for (let node = 0; node < size; node += 1) {
          let expected = 0;
          const from = (gap + node) * width;
          for (let k = from; k < from + width; k += 1)
            expected += (shares[k] as number) * (values[j * size + (nodes[k] as number)] as number);
          if (kept !== null) kept[(i * m + j) * size + node] = expected;
          const net = expected - price * (nodeSeconds[gap + node] as number);
          if (net > (values[i * size + node] as number)) {
            values[i * size + node] = net;
            then[i * size + node] = j;
          }
        }
      }
    worth.push(values);
    next.push(then);
    if (kept !== null) gain.push(kept);
  }
  const { cards, cardNodes, cardShares, cardSeconds, cardEnd, ratioOf, value, effort, seconds } = tables;
  const cardGain = new Float64Array(cards * m);
  const cardNext = new Int32Array(cards).fill(m);
  const mass = ratios.map(() => new Float64Array(m * size));
  const used = new Float64Array(m);
  let bound = 0;
  for (let card = 0; card < cards; card += 1) {
    const at = ratioOf[card] as number;
    const ratio = ratios[at] as number;
    const values = worth[at] as Float64Array;
    let best = cardEnd[card] as number;
    for (let j = 0; j < m; j += 1) {
      const from = (card * m + j) * width;
      let expected = 0;
      for (let k = from; k < from + width; k += 1)
        expected += (cardShares[k] as number) * (values[j * size + (cardNodes[k] as number)] as number);
      cardGain[card * m + j] = expected;
      const net = expected - (prices[j] as number) * ratio * (cardSeconds[card * m + j] as number);
      if (net > best) {
        best = net;
        cardNext[card] = j;
      }
    }
    bound += best * (value[card] as number);
    const first = cardNext[card] as number;
    if (first === m) continue;
    used[first] = (used[first] as number) + (effort[card] as number) * (cardSeconds[card * m + first] as number);
    const into = mass[at] as Float64Array;
    const from = (card * m + first) * width;
    for (let k = from; k < from + width; k += 1) {
      const target = first * size + (cardNodes[k] as number);
      into[target] = (into[target] as number) + (effort[card] as number) * (cardShares[k] as number);
    }
  }
  mass.forEach((here, at) => {
    const then = next[at] as Int32Array;
    for (let i = 0; i < m; i += 1)
      for (let node = 0; node < size; node += 1) {
        const amount = here[i * size + node] as number;
        const j = then[i * size + node] as number;
        if (amount === 0 || j === m) continue;
        const row = (gapOf[i * m + j] as number) * size + node;
        used[j] = (used[j] as number) + amount * (nodeSeconds[row] as number);
        for (let k = row * width; k < (row + 1) * width; k += 1) {
          const target = j * size + (nodes[k] as number);
          here[target] = (here[target] as number) + amount * (shares[k] as number);
        }
      }
  });
  for (let j = 0; j < m; j += 1) bound += (prices[j] as number) * (seconds[j] as number);
  return { worth, next, gain: keepGain ? gain : null, cardGain, cardNext, bound, used };
};

/** How fast prices move, how fast that slows down, how much of what was used before counts. Tried on plans of 100 to 2,000 cards. */
const STEP = 0.15;
const SLOWER = 40;
const KEEP = 0.8;

/** Prices at which what is wanted of each day is near to what there is, and the least bound seen on the way. */
export const balancePrices = (
  tables: DeadlineTables,
  floor: number,
  start: Float64Array | null,
  rounds: number,
): { readonly prices: Float64Array; readonly bound: number } => {
  const { m, seconds } = tables;
  const total = seconds.reduce((all, one) => all + one, 0);
  let bound = Number.POSITIVE_INFINITY;
  const floors = new Float64Array(m).fill(floor);
  const look = (prices: Float64Array): Float64Array => {
    const answer = priced(tables, prices, false);
    bound = Math.min(bound, answer.bound);
    return answer.used;
  };
  const free = look(floors);
  if (free.every((used, j) => used <= (seconds[j] as number))) return { prices: floors, bound };
  let prices: Float64Array;
  if (start === null) {
    let low = 1e-7;
    let high = 1e-1;
    for (let step = 0; step < 9; step += 1) {
      const middle = Math.sqrt(low * high);
      const wanted = look(new Float64Array(m).fill(middle)).reduce((all, one) => all + one, 0);
      if (wanted > total) low = middle;
      else high = middle;
    }
    prices = new Float64Array(m).fill(Math.max(floor, Math.sqrt(low * high)));
  } else prices = start.map((price) => Math.max(floor, price));
  const smooth = new Float64Array(m);
  const sum = new Float64Array(m);
  let counted = 0;
  for (let round = 0; round < rounds; round += 1) {
    const used = look(prices);
    const keep = round === 0 ? 0 : KEEP;
    for (let j = 0; j < m; j += 1) {
      smooth[j] = keep * (smooth[j] as number) + (1 - keep) * (used[j] as number);
      const room = (seconds[j] as number) + total / m / 10;
      const over = ((smooth[j] as number) - (seconds[j] as number)) / room;
      const step = STEP / (1 + round / SLOWER);
      prices[j] = Math.max(floor, (prices[j] as number) * (1 + step * Math.min(Math.max(over, -1), 2)));
      if (round >= rounds / 3) sum[j] = (sum[j] as number) + (prices[j] as number);
    }
    if (round >= rounds / 3) counted += 1;
  }
  const mean = counted === 0 ? prices : sum.map((one) => one / counted);
  look(mean);
  return { prices: mean, bound };
};

/** A plan that keeps the seconds of every day in expectation. */
export interface KeptPlan {
  /** The first visit of each card, as a place among the days; -1: none. */
  readonly first: Int32Array;
  /** In the order of each day, which cards come for the first time. */
  readonly order: readonly (readonly number[])[];
  readonly firstSeconds: Float64Array;
  /** Further reviews expected on each day, and their seconds. */
  readonly furtherReviews: Float64Array;
  readonly furtherSeconds: Float64Array;
  /** Expected recall of each card at the deadline, and after it. */
  readonly recallAt: Float64Array;
  readonly recallAfter: Float64Array;
}

const LEAST_MASS = 1e-7;

/**
 * Day by day, what gains most per second over its best alternative comes first, until the seconds of the day are used. Cards that were reviewed
 * once are carried on as expected numbers on the grid, so that the plan is one that can be kept in expectation.
 */
export const keepDays = (tables: DeadlineTables, prices: Float64Array, floor: number): KeptPlan => {
  const { m, size, width, nodes, shares, nodeSeconds, gapOf, end, ratios, cards, ratioOf, effort, seconds } = tables;
  const { gain, cardGain } = priced(tables, prices, true);
  const gains = gain as readonly Float64Array[]; // asked for
  // the best that can be had after day j: from the last day backwards
  const later = ratios.map((ratio, at) => {
    const table = new Float64Array(m * (m + 1) * size);
    for (let i = 0; i < m; i += 1)
      for (let node = 0; node < size; node += 1) {
        let best = end[i * size + node] as number;
        table[(i * (m + 1) + m) * size + node] = best;
        for (let j = m - 1; j > i; j -= 1) {
          const row = (gapOf[i * m + j] as number) * size + node;
          const net =
            ((gains[at] as Float64Array)[(i * m + j) * size + node] as number) -
            (prices[j] as number) * ratio * (nodeSeconds[row] as number);
          best = Math.max(best, net);
          table[(i * (m + 1) + j) * size + node] = best;
        }
      }
    return table;
  });
  const cardLater = new Float64Array(cards * (m + 1));
  for (let card = 0; card < cards; card += 1) {
    let best = tables.cardEnd[card] as number;
    cardLater[card * (m + 1) + m] = best;
    for (let j = m - 1; j >= 0; j -= 1) {
      const ratio = ratios[ratioOf[card] as number] as number;
      best = Math.max(
        best,
        (cardGain[card * m + j] as number) -
          (prices[j] as number) * ratio * (tables.cardSeconds[card * m + j] as number),
      );
      cardLater[card * (m + 1) + j] = best;
    }
  }
  const mass = ratios.map(() => new Float64Array(m * size));
  const taken = ratios.map(() => new Float64Array(m * m * size));
  const active: [at: number, i: number, node: number][] = [];
  const first = new Int32Array(cards).fill(-1);
  const order: number[][] = [];
  const firstSeconds = new Float64Array(m);
  const furtherReviews = new Float64Array(m);
  const furtherSeconds = new Float64Array(m);
  for (let j = 0; j < m; j += 1) {
    const wants: { index: number; card: number; pool: number }[] = [];
    for (let card = 0; card < cards; card += 1) {
      if (first[card] !== -1) continue;
      const ratio = ratios[ratioOf[card] as number] as number;
      const over = (cardGain[card * m + j] as number) - (cardLater[card * (m + 1) + j + 1] as number);
      const index = over / (ratio * (tables.cardSeconds[card * m + j] as number));
      if (index > floor) wants.push({ index, card, pool: -1 });
    }
    active.forEach(([at, i, node], pool) => {
      if (((mass[at] as Float64Array)[i * size + node] as number) < LEAST_MASS) return;
      const row = (gapOf[i * m + j] as number) * size + node;
      const over =
        ((gains[at] as Float64Array)[(i * m + j) * size + node] as number) -
        ((later[at] as Float64Array)[(i * (m + 1) + j + 1) * size + node] as number);
      const index = over / ((ratios[at] as number) * (nodeSeconds[row] as number));
      if (index > floor) wants.push({ index, card: -1, pool });
    });
    wants.sort((a, b) => b.index - a.index || a.card - b.card || a.pool - b.pool);
    let left = seconds[j] as number;
    const today: number[] = [];
    const arrived = ratios.map(() => new Float64Array(size));
    for (const { card, pool } of wants) {
      if (left <= 0) break;
      if (card >= 0) {
        const needs = (effort[card] as number) * (tables.cardSeconds[card * m + j] as number);
        if (needs > left) continue;
        left -= needs;
        firstSeconds[j] = (firstSeconds[j] as number) + needs;
        first[card] = j;
        today.push(card);
        const into = arrived[ratioOf[card] as number] as Float64Array;
        const from = (card * m + j) * width;
        for (let k = from; k < from + width; k += 1) {
          const node = tables.cardNodes[k] as number;
          into[node] = (into[node] as number) + (effort[card] as number) * (tables.cardShares[k] as number);
        }
        continue;
      }
      const [at, i, node] = active[pool] as [number, number, number];
      const here = mass[at] as Float64Array;
      const row = (gapOf[i * m + j] as number) * size + node;
      const amount = here[i * size + node] as number;
      const needs = amount * (nodeSeconds[row] as number);
      const part = Math.min(1, left / needs);
      left -= part * needs;
      furtherSeconds[j] = (furtherSeconds[j] as number) + part * needs;
      furtherReviews[j] = (furtherReviews[j] as number) + part * amount;
      here[i * size + node] = amount * (1 - part);
      (taken[at] as Float64Array)[(i * m + j) * size + node] = part;
      const into = arrived[at] as Float64Array;
      for (let k = row * width; k < (row + 1) * width; k += 1) {
        const target = nodes[k] as number;
        into[target] = (into[target] as number) + part * amount * (shares[k] as number);
      }
    }
    order.push(today);
    arrived.forEach((amounts, at) => {
      for (let node = 0; node < size; node += 1) {
        const amount = amounts[node] as number;
        if (amount < LEAST_MASS) continue;
        (mass[at] as Float64Array)[j * size + node] = amount;
        active.push([at, j, node]);
      }
    });
  }
  // what follows from the shares taken, backwards
  const at = ratios.map(() => Float64Array.from(tables.endAt));
  const after = ratios.map(() => Float64Array.from(tables.endAfter));
  const on = new Map<number, [number, number, number][]>();
  for (const one of active) {
    const day = on.get(one[1]);
    if (day === undefined) on.set(one[1], [one]);
    else day.push(one);
  }
  for (let i = m - 1; i >= 0; i -= 1)
    for (const [level, , node] of on.get(i) ?? []) {
      const part = taken[level] as Float64Array;
      const recallAt = at[level] as Float64Array;
      const recallAfter = after[level] as Float64Array;
      let remaining = 1;
      let sumAt = 0;
      let sumAfter = 0;
      for (let j = i + 1; j < m && remaining > 0; j += 1) {
        const share = part[(i * m + j) * size + node] as number;
        if (share === 0) continue;
        const row = (gapOf[i * m + j] as number) * size + node;
        let expectedAt = 0;
        let expectedAfter = 0;
        for (let k = row * width; k < (row + 1) * width; k += 1) {
          const target = j * size + (nodes[k] as number);
          expectedAt += (shares[k] as number) * (recallAt[target] as number);
          expectedAfter += (shares[k] as number) * (recallAfter[target] as number);
        }
        sumAt += remaining * share * expectedAt;
        sumAfter += remaining * share * expectedAfter;
        remaining *= 1 - share;
      }
      recallAt[i * size + node] = sumAt + remaining * (recallAt[i * size + node] as number);
      recallAfter[i * size + node] = sumAfter + remaining * (recallAfter[i * size + node] as number);
    }
  const recallAt = Float64Array.from(tables.cardEndAt);
  const recallAfter = Float64Array.from(tables.cardEndAfter);
  for (let card = 0; card < cards; card += 1) {
    const j = first[card] as number;
    if (j === -1) continue;
    const level = ratioOf[card] as number;
    let expectedAt = 0;
    let expectedAfter = 0;
    const from = (card * m + j) * width;
    for (let k = from; k < from + width; k += 1) {
      const target = j * size + (tables.cardNodes[k] as number);
      expectedAt += (tables.cardShares[k] as number) * ((at[level] as Float64Array)[target] as number);
      expectedAfter += (tables.cardShares[k] as number) * ((after[level] as Float64Array)[target] as number);
    }
    recallAt[card] = expectedAt;
    recallAfter[card] = expectedAfter;
  }
  return { first, order, firstSeconds, furtherReviews, furtherSeconds, recallAt, recallAfter };
};
