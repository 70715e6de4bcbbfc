import fc from "fast-check";
import type { GradeNumber } from "../../../../src/spacing/grade.ts";
import { ladder } from "../../../../src/spacing/planning/deadline/ladder.ts";
import { levelsOf } from "../../../../src/spacing/planning/deadline/levels.ts";
import type { DeadlineProblem, PlannedCard } from "../../../../src/spacing/planning/deadline/problem.ts";
import { type ToyState, toyMemory, toyState } from "../toyMemory.ts";

type Toy = DeadlineProblem<ToyState>;

/** A problem on the levels of the toy memory: each is a node of the grid, so nothing is lost on it. Days count from the first one of the plan. */
export const toyProblem = (own: Partial<Toy> & Pick<Toy, "cards" | "days" | "seconds" | "deadline">): Toy => ({
  kernel: toyMemory().kernel,
  elapsed: ({ lastDay }, day) => day - lastDay,
  openFrom: ({ lastDay }) => lastDay + 1,
  afterDays: 10,
  afterShare: 0.5,
  firstShares: [0.25, 0.25, 0.25, 0.25],
  passingShares: [0.25, 0.5, 0.25],
  firstSeconds: [20, 16, 12, 8],
  reviewSeconds: [10, 8, 6, 4],
  names: ["level"],
  ...own,
});

/** A card on a level, last reviewed so many days before the plan begins. */
export const onLevel = (level: number, daysBefore: number, more: Partial<PlannedCard<ToyState>> = {}) => ({
  state: toyState(level, -daysBefore, 0),
  value: 1,
  effort: 1,
  ...more,
});

export const neverSeen = (more: Partial<PlannedCard<ToyState>> = {}): PlannedCard<ToyState> => ({
  state: null,
  value: 1,
  effort: 1,
  ...more,
});

/** Where a review leads: probabilities of levels, and its seconds. */
interface Led {
  readonly to: readonly (readonly [share: number, level: number])[];
  readonly seconds: number;
}

const ledTo = ({ kernel, passingShares, reviewSeconds }: Toy, level: number, since: number): Led => {
  const recall = kernel.recall(toyState(level, 0, 0), since);
  const shares = [1 - recall, ...passingShares.map((share) => recall * share)];
  const after = (grade: number): number =>
    kernel.next(toyState(level, 0, 0), grade as GradeNumber, since, recall, { at: 0, day: 0 }).level; // 1 to 4
  return {
    to: shares.map((share, place) => [share, after(place + 1)] as const),
    seconds: shares.reduce((sum, share, place) => sum + share * (reviewSeconds[place] ?? 0), 0),
  };
};

/**
 * What each card is worth at given prices, and what it takes of each day, by following every answer: the definition, without tables. Distances between
 * the rungs of a ladder, and ratios between levels, are mixed as their own tests say.
 */
export const slowPriced = (problem: Toy, prices: readonly number[]) => {
  const { cards, days, seconds, deadline, afterDays, afterShare, farther, kernel } = problem;
  const m = days.length;
  const first = days[0] ?? 0;
  const far = (days[m - 1] ?? 0) - first;
  const nearest = Math.min(...days.slice(1).map((day, i) => day - (days[i] ?? 0)));
  const gaps = m === 1 ? ladder(1, 1) : ladder(nearest, far, farther?.gaps);
  const waits = ladder(0, far, farther?.waits);
  /** The rungs beside a distance, each with its share. */
  const mixed = ({ rungs, below, up }: typeof gaps, distance: number): readonly (readonly [number, number])[] => {
    const at = distance - (rungs[0] ?? 0);
    const low = below[at] ?? 0;
    const share = up[at] ?? 0;
    return [[1 - share, rungs[low] ?? 0] as const, [share, rungs[low + 1] ?? 0] as const].filter(([part]) => part > 0);
  };
  const levels = levelsOf(cards);
  const endOf = (level: number, since: number): number =>
    (1 - afterShare) * kernel.recall(toyState(level, 0, 0), since) +
    afterShare * kernel.recall(toyState(level, 0, 0), since + afterDays);
  const known = new Map<string, { readonly worth: number; readonly then: number }>();
  /** What a level reviewed on day i is worth at a ratio, and on which day it is reviewed next; m: never. */
  const best = (ratio: number, level: number, i: number): { readonly worth: number; readonly then: number } => {
    const key = `${ratio} ${level} ${i}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    let worth = endOf(level, deadline - (days[i] ?? 0));
    let then = m;
    for (let j = m - 1; j > i; j -= 1) {
      let offer = 0;
      for (const [part, gap] of mixed(gaps, (days[j] ?? 0) - (days[i] ?? 0))) {
        const { to, seconds: takes } = ledTo(problem, level, gap);
        const gain = to.reduce((sum, [share, next]) => sum + share * best(ratio, next, j).worth, 0);
        offer += part * (gain - (prices[j] ?? 0) * ratio * takes);
      }
      if (offer > worth) {
        worth = offer;
        then = j;
      }
    }
    known.set(key, { worth, then });
    return { worth, then };
  };
  const used = days.map(() => 0);
  const use = (j: number, much: number): void => {
    used[j] = (used[j] ?? 0) + much;
  };
  const follow = (ratio: number, level: number, i: number, amount: number): void => {
    const { then } = best(ratio, level, i);
    if (then === m || amount === 0) return;
    for (const [part, gap] of mixed(gaps, (days[then] ?? 0) - (days[i] ?? 0))) {
      const { to, seconds: takes } = ledTo(problem, level, gap);
      use(then, amount * part * takes);
      for (const [share, next] of to) follow(ratio, next, then, amount * part * share);
    }
  };
  /** Where the first visit leads after a wait of a rung. */
  const visit = ({ state }: PlannedCard<ToyState>, wait: number): Led =>
    state === null
      ? {
          to: problem.firstShares.map(
            (share, place) => [share, kernel.first((place + 1) as GradeNumber, { at: 0, day: 0 }).level] as const, // 1 to 4
          ),
          seconds: problem.firstShares.reduce(
            (sum, share, place) => sum + share * (problem.firstSeconds[place] ?? 0),
            0,
          ),
        }
      : ledTo(problem, state.level, problem.elapsed(state, first + wait));
  let bound = days.reduce((sum, _, j) => sum + (prices[j] ?? 0) * (seconds[j] ?? 0), 0);
  const visiting: number[] = [];
  cards.forEach((card, c) => {
    const { state, value, effort } = card;
    const at = levels.below[c] ?? 0;
    const up = levels.up[c] ?? 0;
    const ratios = [[1 - up, levels.ratios[at] ?? 0] as const, [up, levels.ratios[at + 1] ?? 0] as const].filter(
      ([part]) => part > 0,
    );
    let worth = state === null ? 0 : endOf(state.level, problem.elapsed(state, deadline));
    let then = m;
    days.forEach((day, j) => {
      let gain = 0;
      let takes = 0;
      for (const [part, wait] of mixed(waits, day - first)) {
        const { to, seconds: needs } = visit(card, wait);
        takes += part * needs;
        for (const [share, ratio] of ratios)
          gain += part * share * to.reduce((sum, [chance, level]) => sum + chance * best(ratio, level, j).worth, 0);
      }
      const open = state === null || day >= problem.openFrom(state);
      visiting.push(open ? gain : Number.NaN);
      const net = gain - (prices[j] ?? 0) * (effort / value) * takes;
      if (!open || !(net > worth)) return;
      worth = net;
      then = j;
    });
    bound += value * worth;
    if (then === m) return;
    for (const [part, wait] of mixed(waits, (days[then] ?? 0) - first)) {
      const { to, seconds: takes } = visit(card, wait);
      use(then, effort * part * takes);
      for (const [share, ratio] of ratios)
        for (const [chance, level] of to) follow(ratio, level, then, effort * part * share * chance);
    }
  });
  return { bound, used, visiting, best, ledTo: (level: number, gap: number) => ledTo(problem, level, gap) };
};

const someCards = fc.array(
  fc.record({
    level: fc.option(fc.integer({ min: 0, max: 3 })),
    daysBefore: fc.integer({ min: -1, max: 9 }),
    value: fc.constantFrom(1, 2, 0.5, 3, 1.7),
    effort: fc.constantFrom(1, 0.5, 2, 1.3),
  }),
  { minLength: 2, maxLength: 9 },
);

/** Problems of a few cards and days. */
export const toyProblems = fc
  .record({
    cards: someCards,
    gaps: fc.array(fc.constantFrom(1, 2, 4, 11, 13), { minLength: 1, maxLength: 4 }),
    seconds: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 5, maxLength: 5 }),
    last: fc.integer({ min: 1, max: 6 }),
    afterShare: fc.constantFrom(0, 0.3, 0.5, 1),
    farther: fc.constantFrom(undefined, { gaps: 3, waits: 1.2 }, { gaps: 1.5, waits: 2 }),
  })
  .map(({ cards, gaps, seconds, last, afterShare, farther }) => {
    const days = [0];
    for (const gap of gaps) days.push((days[days.length - 1] ?? 0) + gap);
    return toyProblem({
      cards: cards.map(({ level, daysBefore, ...more }) =>
        level === null ? neverSeen(more) : onLevel(level, daysBefore, more),
      ),
      days,
      seconds: seconds.slice(0, days.length),
      deadline: (days[days.length - 1] ?? 0) + last,
      afterShare,
      ...(farther === undefined ? {} : { farther }),
    });
  });
