import type { GradeNumber } from "../../grade.ts";
import type { MemoryState } from "../../memory.ts";
import { stateGrid } from "../stateGrid.ts";
import { type Ladder, ladder } from "./ladder.ts";
import { type Levels, levelsOf } from "./levels.ts";
import type { DeadlineProblem, PlannedCard } from "./problem.ts";
import { reachedNodes } from "./reachedNodes.ts";
import { type Transitions, transitionRows } from "./transitions.ts";

/** What something is worth without a further review. */
export interface Ends {
  /** Recall at the deadline. */
  readonly at: Float64Array;
  /** Recall after it. */
  readonly after: Float64Array;
  /** The mean of both by `afterShare`. */
  readonly worth: Float64Array;
}

/** The tables that do not depend on prices. */
export interface DeadlineTables {
  /** Days on which there is time. */
  readonly m: number;
  readonly days: readonly number[];
  readonly seconds: Float64Array;
  /** Nodes of the grid at which something arrives. */
  readonly size: number;
  readonly cards: number;
  readonly levels: Levels;
  readonly value: Float64Array;
  readonly effort: Float64Array;
  /** Gaps between two reviews, and where a node leads after the gap of a rung: row `rung * size + node`. */
  readonly gaps: Ladder;
  readonly nodes: Transitions;
  /** Of node n reviewed on day i: place `i * size + n`. */
  readonly nodeEnd: Ends;
  /** Days from the first one to the next visit of a card, and where it leads after those of a rung: row `card * rungs + rung`. */
  readonly waits: Ladder;
  readonly visits: Transitions;
  /** Seconds of the next visit of card c on day j: place `c * m + j`. */
  readonly visitSeconds: Float64Array;
  readonly cardEnd: Ends;
  /** The first place among the days on which a card may be visited; m: none. */
  readonly open: Int32Array;
}

const GRADES_UP: readonly GradeNumber[] = [1, 2, 3, 4];
/** No gap is longer. */
const MOST = 1000;
const MOMENT = { at: 0, day: 0 };

const emptyEnds = (length: number): Ends => ({
  at: new Float64Array(length),
  after: new Float64Array(length),
  worth: new Float64Array(length),
});

/** The rows of a distance on a ladder, the lower and the upper, and the share of the upper. */
export const rowsAt = ({ rungs, below, up }: Ladder, distance: number): readonly [number, number, number] => {
  const place = distance - (rungs[0] as number); // a ladder has a rung
  const low = below[place] as number; // within the ladder
  return [low, Math.min(low + 1, rungs.length - 1), up[place] as number];
};

/** States from which the grid is spread: those after the first review in the plan. */
const followers = <S extends MemoryState>(
  { kernel, days, elapsed }: DeadlineProblem<S>,
  cards: readonly PlannedCard<S>[],
): readonly S[] =>
  cards.flatMap(({ state }) =>
    state === null
      ? []
      : [days[0] as number, days[days.length - 1] as number].flatMap((day) => {
          const since = elapsed(state, day);
          const recall = kernel.recall(state, since);
          return GRADES_UP.map((grade) => kernel.next(state, grade, since, recall, MOMENT));
        }),
  );

/** What follows from each review that the plan could have, whatever a day costs. There is at least one card and one day. */
export const deadlineTables = <S extends MemoryState>(problem: DeadlineProblem<S>): DeadlineTables => {
  const { kernel, cards, days, deadline, afterDays, afterShare, farther } = problem;
  const m = days.length;
  const first = days[0] as number; // there is a day
  const last = days[m - 1] as number;
  const nearest = days.reduce(
    (least, day, i) => (i === 0 ? least : Math.min(least, day - (days[i - 1] as number))),
    MOST,
  );
  const gaps = m === 1 ? ladder(1, 1) : ladder(nearest, last - first, farther?.gaps);
  const firsts = GRADES_UP.map((grade) => kernel.first(grade, MOMENT));
  const from = followers(problem, cards);
  const { rungs } = gaps;
  const grid = stateGrid(
    kernel,
    problem.names,
    cards.some(({ state }) => state === null) ? [...firsts, ...from] : from,
    Array.from(new Set([rungs[0] as number, rungs[rungs.length >> 1] as number, rungs[rungs.length - 1] as number])),
    problem.fineness,
  );
  const waits = ladder(0, last - first, farther?.waits);
  const rows = waits.rungs.length;
  const ofCards = transitionRows(problem, grid, firsts, cards.length * rows);
  cards.forEach(({ state }) => {
    for (const wait of waits.rungs)
      if (state === null) ofCards.learned();
      else ofCards.reviewed(state, problem.elapsed(state, first + wait));
  });
  const ofNodes = transitionRows(problem, grid, firsts, grid.size * rungs.length);
  const { reached, nodes, visits } = reachedNodes(ofCards.table, ofNodes.table, grid.size, rungs.length, (node) => {
    for (const gap of rungs) ofNodes.reviewed(grid.states[node] as S, gap); // a node of the grid
  });
  const size = reached.length;
  const nodeEnd = emptyEnds(m * size);
  const cardEnd = emptyEnds(cards.length);
  const ending = ({ at, after, worth }: Ends, place: number, state: S, since: number, later: number): void => {
    const then = kernel.recall(state, since);
    const still = kernel.recall(state, later);
    at[place] = then;
    after[place] = still;
    worth[place] = (1 - afterShare) * then + afterShare * still;
  };
  days.forEach((day, i) => {
    reached.forEach((node, number) => {
      ending(nodeEnd, i * size + number, grid.states[node] as S, deadline - day, deadline + afterDays - day);
    });
  });
  const visitSeconds = new Float64Array(cards.length * m);
  const open = new Int32Array(cards.length);
  const takes = visits.seconds;
  cards.forEach(({ state }, card) => {
    days.forEach((day, j) => {
      const [low, high, up] = rowsAt(waits, day - first);
      const least = takes[card * rows + low] as number; // rows of this card
      visitSeconds[card * m + j] = least + up * ((takes[card * rows + high] as number) - least);
    });
    if (state === null) return;
    ending(cardEnd, card, state, problem.elapsed(state, deadline), problem.elapsed(state, deadline + afterDays));
    const opens = problem.openFrom(state);
    open[card] = days.filter((day) => day < opens).length;
  });
  return {
    m,
    days,
    seconds: Float64Array.from(problem.seconds),
    size,
    cards: cards.length,
    levels: levelsOf(cards),
    value: Float64Array.from(cards, ({ value }) => value),
    effort: Float64Array.from(cards, ({ effort }) => effort),
    gaps,
    nodes,
    nodeEnd,
    waits,
    visits,
    visitSeconds,
    cardEnd,
    open,
  };
};

/** The same where recall after the deadline counts another share. */
export const weighted = (tables: DeadlineTables, afterShare: number): DeadlineTables => {
  const mixed = (ends: Ends): Ends => ({
    ...ends,
    worth: ends.at.map((one, place) => (1 - afterShare) * one + afterShare * (ends.after[place] as number)), // of one length
  });
  return { ...tables, nodeEnd: mixed(tables.nodeEnd), cardEnd: mixed(tables.cardEnd) };
};
