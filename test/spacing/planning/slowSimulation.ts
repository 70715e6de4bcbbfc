import { drawUniform, stream } from "../../../src/core/numeric/random/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import * as spacing from "../../../src/spacing/index.ts";

const DAY = 86_400_000;
const LEARNING = [
  [0.3686, 0.0628, 0.5108, 0.0577],
  [0.0442, 0.4553, 0.4457, 0.0549],
  [0.0519, 0.047, 0.8462, 0.055],
];
const RELEARNING = [
  [0.2157, 0.0643, 0.6595, 0.0604],
  [0.05, 0.4638, 0.4475, 0.0387],
  [0.1057, 0.1434, 0.7266, 0.0244],
];

export interface SlowSettings {
  readonly memory: spacing.Memory<spacing.Fsrs6Model, spacing.Fsrs6State>;
  readonly from: number;
  readonly deck: number;
  readonly days: number;
  readonly minutesPerDay: number;
  readonly newPerDay: number;
  readonly reviewsPerDay: number;
  readonly seed: number;
}

interface SlowCard {
  readonly place: number;
  readonly chance: { next(): number };
  state: spacing.Fsrs6State | null;
  due: number;
}

/** `simulateReviews` with its default costs, said plainly: every card is looked at on every day, by the public functions. */
export const slowSimulation = (settings: SlowSettings, known: readonly spacing.Fsrs6State[] = []): number[][] => {
  const { memory, from, deck, days, minutesPerDay, newPerDay, reviewsPerDay, seed } = settings;
  const today = Math.floor(from / DAY);
  const recallOn = (state: spacing.Fsrs6State, day: number): number =>
    orThrow(spacing.recall(memory)({ state, at: from + day * DAY }));
  const answer = (state: spacing.Fsrs6State | null, grade: number, day: number): spacing.Fsrs6State => {
    const named = spacing.GRADES[grade - 1] as spacing.Grade;
    const at = from + day * DAY;
    return orThrow(spacing.review(memory)(state === null ? { grade: named, at } : { state, grade: named, at })).state;
  };
  const dueAfter = (state: spacing.Fsrs6State): number =>
    state.lastDay - today + Math.max(1, Math.round(orThrow(spacing.intervalDays(memory)({ state }))));
  const pick = (card: SlowCard, shares: readonly number[], first: number): number => {
    const sum = shares.reduce((total, share) => total + share, 0);
    const drawn = drawUniform(card.chance) * sum;
    let below = 0;
    for (let k = 0; k < shares.length; k += 1) {
      below += shares[k] as number;
      if (drawn < below) return first + k;
    }
    return first + shares.length - 1;
  };
  /** Answers until enough good ones came in a row; gives the state and the seconds. */
  const steps = (
    card: SlowCard,
    start: spacing.Fsrs6State,
    grade: number,
    needed: number,
    transitions: readonly (readonly number[])[],
    seconds: readonly number[],
    day: number,
  ): [spacing.Fsrs6State, number] => {
    let state = start;
    let last = grade;
    let good = 0;
    let spent = 0;
    for (let k = 0; k < 5; k += 1) {
      if (good >= needed || last === 4) return [state, spent];
      last = pick(card, transitions[last - 1] as readonly number[], 1);
      state = answer(state, last, day);
      spent += seconds[last - 1] as number;
      good = last > 2 ? good + 1 : last === 1 ? 0 : good;
    }
    return [state, spent];
  };
  const cards: SlowCard[] = Array.from({ length: deck }, (_, place) => {
    const state = known[place] ?? null;
    const due = state === null ? Number.POSITIVE_INFINITY : dueAfter(state);
    return { place, chance: stream(seed, `card ${place}`), state, due };
  });
  const rows: number[][] = [];
  for (let day = 0; day < days; day += 1) {
    let reviews = 0;
    let learned = 0;
    let correct = 0;
    let seconds = 0;
    const due = cards.filter((card) => card.state !== null && card.due <= day);
    const ease = ({ state }: SlowCard) => Math.floor(100 * (state?.difficulty ?? 0));
    due.sort((one, other) => ease(one) - ease(other) || one.place - other.place);
    for (const card of due) {
      if (seconds > 60 * minutesPerDay || reviews >= reviewsPerDay) continue;
      const before = card.state as spacing.Fsrs6State;
      if (drawUniform(card.chance) < recallOn(before, day)) {
        const grade = pick(card, [0.224, 0.631, 0.145], 2);
        seconds += [0, 17.59, 12.38, 8.94][grade - 1] as number;
        card.state = answer(before, grade, day);
        correct += 1;
      } else {
        const costs = [16.44, 15.25, 12.32, 8.03];
        const [state, spent] = steps(card, answer(before, 1, day), 1, 1, RELEARNING, costs, day);
        seconds += 19.38 + spent;
        card.state = state;
      }
      card.due = dueAfter(card.state);
      reviews += 1;
    }
    for (const card of cards) {
      if (card.state !== null || seconds > 60 * minutesPerDay || learned >= newPerDay) continue;
      const grade = pick(card, [0.24, 0.094, 0.495, 0.171], 1);
      const costs = [19.58, 18.79, 13.78, 10.71];
      const first = answer(null, grade, day);
      const [state, spent] = steps(card, first, grade, grade > 2 ? 1 : 2, LEARNING, costs, day);
      seconds += (costs[grade - 1] as number) + spent;
      card.state = state;
      card.due = dueAfter(state);
      learned += 1;
    }
    const memorised = cards.reduce((sum, { state }) => sum + (state === null ? 0 : recallOn(state, day)), 0);
    rows.push([memorised, reviews, learned, correct, seconds / 60]);
  }
  return rows;
};
