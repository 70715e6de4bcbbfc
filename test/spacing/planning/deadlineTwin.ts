import type { Fsrs6Model, Fsrs6State, Memory } from "../../../src/spacing/index.ts";
import { REVIEW_SECONDS } from "../../../src/spacing/planning/effort.ts";

/** One way to treat one card: what it is worth, and the seconds it is expected to take on each day. */
export interface Way {
  readonly worth: number;
  readonly seconds: readonly number[];
}

/**
 * Every way to treat a card, answer by answer, on its own states and not on a grid; answers are "again" or "good". The number of ways squares with
 * each day: for two or three days.
 */
export const everyWay = (
  { kernel }: Memory<Fsrs6Model, Fsrs6State>,
  state: Fsrs6State,
  since: number,
  day: number,
  deadline: number,
  afterDays: number,
  afterShare: number,
): readonly Way[] => {
  const none = Array.from({ length: deadline }, () => 0);
  if (day === deadline)
    return [
      {
        worth: (1 - afterShare) * kernel.recall(state, since) + afterShare * kernel.recall(state, since + afterDays),
        seconds: none,
      },
    ];
  const later = (then: Fsrs6State, gap: number): readonly Way[] =>
    everyWay({ kernel } as Memory<Fsrs6Model, Fsrs6State>, then, gap, day + 1, deadline, afterDays, afterShare);
  const recall = kernel.recall(state, since);
  const answered = (grade: 1 | 3): readonly Way[] =>
    later(kernel.next(state, grade, since, recall, { at: 0, day: 0 }), 1);
  const takes = (1 - recall) * REVIEW_SECONDS[0] + recall * REVIEW_SECONDS[2];
  const ways = [...later(state, since + 1)];
  const remembered = answered(3);
  for (const again of answered(1))
    for (const good of remembered)
      ways.push({
        worth: (1 - recall) * again.worth + recall * good.worth,
        seconds: none.map(
          (_, place) =>
            (place === day ? takes : 0) +
            (1 - recall) * (again.seconds[place] ?? 0) +
            recall * (good.seconds[place] ?? 0),
        ),
      });
  return ways;
};

/** Of all combinations of ways, one for each card, the worth of the best that keeps the seconds of every day in expectation. */
export const bestTogether = (ways: readonly (readonly Way[])[], seconds: readonly number[]): number => {
  let best = Number.NEGATIVE_INFINITY;
  const add = (card: number, worth: number, left: readonly number[]): void => {
    if (left.some((one) => one < -1e-9)) return;
    if (card === ways.length) {
      best = Math.max(best, worth);
      return;
    }
    for (const way of ways[card] ?? [])
      add(
        card + 1,
        worth + way.worth,
        left.map((one, place) => one - (way.seconds[place] ?? 0)),
      );
  };
  add(0, 0, seconds);
  return best;
};
