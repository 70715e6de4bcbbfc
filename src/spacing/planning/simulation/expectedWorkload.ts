import type { GradeNumber } from "../../grade.ts";
import type { MemoryModel, MemoryState } from "../../memory.ts";
import { stateGrid } from "../stateGrid.ts";
import { deckOf, type KnownCard, type Simulation, type Steps } from "./options.ts";
import { daysBefore, daysUntil, dueDay, stepsNeeded } from "./runSimulation.ts";

/** What is to be expected of a whole simulation. */
export interface ExpectedWorkload {
  /** Seconds over all days. */
  readonly seconds: number;
  /** Cards known at the end of the last day. */
  readonly memorised: number;
  /** New cards learned. */
  readonly learned: number;
}

/** A state with its probability. */
interface Possible<S> {
  readonly state: S;
  readonly share: number;
}

const FINENESS = { logarithmic: [240, 48, 20], linear: [120, 20, 5] };
const GAPS = [1, 3, 10, 30, 100, 365, 1000];
/** Courses of a day that are rarer than this are let go, when learned and when relearned; what is left is made to sum to 1. */
const RAREST_LEARNED = 1e-5;
const RAREST_RELEARNED = 3e-4;

/** Where the further answers of the day lead, with their seconds. */
const afterSteps = <M extends MemoryModel, S extends MemoryState>(
  { memory: { kernel }, mostSteps, stepDays }: Simulation<M, S>,
  start: S,
  grade: GradeNumber,
  steps: Steps,
  rarest: number,
): { readonly ends: readonly Possible<S>[]; readonly seconds: number } => {
  const needed = stepsNeeded(steps, grade);
  const ends: Possible<S>[] = [];
  let seconds = 0;
  const go = (state: S, before: GradeNumber, inRow: number, step: number, share: number): void => {
    if (step >= mostSteps || inRow >= needed || before === 4) {
      ends.push({ state, share });
      return;
    }
    const moment = { at: state.lastAt, day: state.lastDay };
    const recall = kernel.recall(state, stepDays);
    (steps.transitions[before - 1] as readonly number[]).forEach((chance, place) => {
      const to = share * chance; // `before` is 1 to 3
      seconds += to * (steps.seconds[place] as number);
      if (to < rarest) return;
      const next = (place + 1) as GradeNumber; // four shares
      go(
        kernel.next(state, next, stepDays, recall, moment),
        next,
        next > 2 ? inRow + 1 : next === 1 ? 0 : inRow,
        step + 1,
        to,
      );
    });
  };
  go(start, grade, 0, 0, 1);
  const kept = ends.reduce((sum, { share }) => sum + share, 0);
  return { ends: ends.map(({ state, share }) => ({ state, share: share / kept })), seconds };
};

/** The shares of nodes that states come to, each node once. */
interface Spread {
  readonly nodes: Int32Array;
  readonly shares: Float64Array;
}

/** Gives what to expect of a simulation at a retention: the states and the learning are prepared once. */
export const expectedWorkload = <M extends MemoryModel, S extends MemoryState>(
  simulation: Simulation<M, S>,
  names: readonly string[],
  cards: readonly KnownCard<S>[],
): ((retention: number) => ExpectedWorkload) => {
  const { memory, from, days, seconds: available, newPerDay } = simulation;
  const { firstShares, passingShares, reviewSeconds, learning, relearning } = simulation;
  const { kernel } = memory;
  const fresh = deckOf(simulation, cards.length) - cards.length;
  const learnedStates: Possible<S>[] = [];
  let learningSeconds = 0;
  firstShares.forEach((share, place) => {
    if (share === 0) return;
    const grade = (place + 1) as GradeNumber; // four shares
    const { ends, seconds } = afterSteps(simulation, kernel.first(grade, from), grade, learning, RAREST_LEARNED);
    for (const end of ends) learnedStates.push({ state: end.state, share: share * end.share });
    learningSeconds += share * ((learning.seconds[place] as number) + seconds);
  });
  const start = [...learnedStates.map(({ state }) => state), ...cards.map(({ state }) => state)];
  const grid = stateGrid(kernel, names, start, GAPS, FINENESS);
  const { size, corners, states } = grid;
  const nodeOf = new Int32Array(corners);
  const shareOf = new Float64Array(corners);
  const dense = new Float64Array(size);
  /** The nodes around states. Corners and nodes are in range. */
  const spread = (possible: readonly Possible<S>[]): Spread => {
    const touched = new Set<number>();
    for (const { state, share } of possible) {
      grid.locate(state, share, nodeOf, shareOf, 0);
      for (let corner = 0; corner < corners; corner += 1) {
        const node = nodeOf[corner] as number;
        touched.add(node);
        dense[node] = (dense[node] as number) + (shareOf[corner] as number);
      }
    }
    const nodes = Int32Array.from(touched).filter((node) => (dense[node] as number) > 0);
    const shares = Float64Array.from(nodes, (node) => dense[node] as number);
    for (const node of touched) dense[node] = 0;
    return { nodes, shares };
  };
  const learned = spread(learnedStates);

  /** What a review `elapsed` days after the last one leads to. */
  const reviewed = (state: S, elapsed: number): { readonly to: Spread; readonly seconds: number } => {
    const recall = kernel.recall(state, elapsed);
    const moment = { at: state.lastAt, day: state.lastDay };
    const forgotten = kernel.next(state, 1, elapsed, recall, moment);
    const again = afterSteps(simulation, forgotten, 1, relearning, RAREST_RELEARNED);
    const possible = again.ends.map((end) => ({ state: end.state, share: (1 - recall) * end.share }));
    let seconds = (1 - recall) * (reviewSeconds[0] + again.seconds);
    passingShares.forEach((share, place) => {
      const grade = (place + 2) as GradeNumber; // three shares
      possible.push({ state: kernel.next(state, grade, elapsed, recall, moment), share: recall * share });
      seconds += recall * share * (reviewSeconds[grade - 1] as number);
    });
    return { to: spread(possible), seconds };
  };

  return (retention) => {
    const gaps = Int32Array.from(states, (state) => daysUntil(simulation, state, retention));
    const after = states.map((state, node) => reviewed(state, gaps[node] as number));
    // of a card that was reviewed or learned so many days before the end, in a state: seconds to come, and recall at the end
    const toCome = new Float64Array((days + 1) * size);
    const atEnd = new Float64Array((days + 1) * size);
    for (let left = 0; left <= days; left += 1) {
      for (let node = 0; node < size; node += 1) {
        const gap = gaps[node] as number;
        const here = left * size + node;
        // the last day is `left` days after this one
        if (gap > left) {
          atEnd[here] = kernel.recall(states[node] as S, left);
          continue;
        }
        const { to, seconds } = after[node] as (typeof after)[number];
        const base = (left - gap) * size;
        let cost = seconds;
        let known = 0;
        for (let k = 0; k < to.nodes.length; k += 1) {
          const there = base + (to.nodes[k] as number);
          cost += (to.shares[k] as number) * (toCome[there] as number);
          known += (to.shares[k] as number) * (atEnd[there] as number);
        }
        toCome[here] = cost;
        atEnd[here] = known;
      }
    }
    const over = ({ nodes, shares }: Spread, values: Float64Array, left: number): number => {
      let sum = 0;
      for (let k = 0; k < nodes.length; k += 1)
        sum += (shares[k] as number) * (values[left * size + (nodes[k] as number)] as number);
      return sum;
    };
    // seconds so many days after learning, and recall then
    const secondsAt = new Float64Array(days);
    const knownAfter = new Float64Array(days);
    for (let age = 0; age < days; age += 1) {
      const before = age === 0 ? 0 : over(learned, toCome, age - 1);
      secondsAt[age] = age === 0 ? learningSeconds : over(learned, toCome, age) - before;
      knownAfter[age] = over(learned, atEnd, age);
    }
    // what is known already comes first
    const used = new Float64Array(days);
    let memorised = 0;
    const byDue = new Map<number, Float64Array>();
    for (const card of cards) {
      const due = dueDay(simulation, card, retention);
      const before = daysBefore(simulation, card.state);
      if (due >= days) {
        memorised += kernel.recall(card.state, before + days - 1);
        continue;
      }
      const { to, seconds } = reviewed(card.state, before + due);
      used[due] = (used[due] as number) + seconds;
      const shares = byDue.get(due) ?? new Float64Array(size);
      byDue.set(due, shares);
      to.nodes.forEach((node, k) => {
        shares[node] = (shares[node] as number) + (to.shares[k] as number);
      });
    }
    for (const [due, all] of byDue) {
      const nodes = Int32Array.from(all, (_, node) => node).filter((node) => (all[node] as number) > 0);
      const to = { nodes, shares: Float64Array.from(nodes, (node) => all[node] as number) };
      for (let day = due + 1; day < days; day += 1)
        used[day] = (used[day] as number) + over(to, toCome, day - due) - over(to, toCome, day - due - 1);
      memorised += over(to, atEnd, days - 1 - due);
    }
    // each day takes as many new cards as its seconds leave room for
    let taken = 0;
    let total = 0;
    for (let day = 0; day < days; day += 1) {
      const room = (available[day] as number) - (used[day] as number);
      // a card is begun while there is room, so a day runs over by about half of its last one
      const fit = learningSeconds > 0 ? room / learningSeconds + 0.5 : fresh;
      const cohort = room >= 0 && (available[day] as number) > 0 ? Math.min(newPerDay, fresh - taken, fit) : 0;
      total += used[day] as number;
      if (!(cohort > 0)) continue;
      taken += cohort;
      total += cohort * learningSeconds;
      for (let age = 1; day + age < days; age += 1)
        used[day + age] = (used[day + age] as number) + cohort * (secondsAt[age] as number);
      memorised += cohort * (knownAfter[days - 1 - day] as number);
    }
    return { seconds: total, memorised, learned: taken };
  };
};
