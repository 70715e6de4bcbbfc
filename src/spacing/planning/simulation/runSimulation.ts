import { drawUniform, type RandomStream, stream } from "../../../core/numeric/random/index.ts";
import type { GradeNumber } from "../../grade.ts";
import type { MemoryModel, MemoryState, Moment } from "../../memory.ts";
import { DAY_MS } from "../../moment.ts";
import { plannedDays } from "../../plannedDays.ts";
import { deckOf, type KnownCard, type Simulation, type Steps } from "./options.ts";

/** What happened on each day. */
export interface SimulatedColumns {
  readonly memorised: Float64Array;
  readonly reviews: Float64Array;
  readonly learned: Float64Array;
  readonly correct: Float64Array;
  readonly seconds: Float64Array;
}

/** The grade that a number in [0, 1) falls on, by shares of the grades from `first` on. */
const drawGrade = (shares: readonly number[], first: number, source: RandomStream): GradeNumber => {
  let left = drawUniform(source);
  let place = 0;
  while (place < shares.length - 1) {
    left -= shares[place] as number; // place is in range
    if (left < 0) break;
    place += 1;
  }
  return (first + place) as GradeNumber; // 1 to 4: there are as many shares as grades from `first` on
};

/** Good answers in a row that are still needed after a first answer of this grade. */
export const stepsNeeded = ({ count }: Steps, grade: GradeNumber): number =>
  grade > 2 ? Math.max(0, count - 1) : count;

/** Whole days until the next review of a state: at least one, since what is due on the same day is what the steps are for. */
export const daysUntil = <M extends MemoryModel, S extends MemoryState>(
  { memory: { model, kernel } }: Simulation<M, S>,
  state: S,
  retention: number,
): number => Math.max(1, Math.floor(plannedDays(model, kernel.intervalDays(state, retention))));

/** The day on which a card that was learned before is due: 0 where that has passed. */
export const dueDay = <M extends MemoryModel, S extends MemoryState>(
  simulation: Simulation<M, S>,
  { state, due }: KnownCard<S>,
  retention: number,
): number => Math.max(0, due ?? state.lastDay - simulation.from.day + daysUntil(simulation, state, retention));

/** Days from the last review to the first day of the simulation. */
export const daysBefore = <M extends MemoryModel, S extends MemoryState>(
  { memory: { model }, from }: Simulation<M, S>,
  { lastAt, lastDay }: S,
): number => (model.elapsed === "exact" ? (from.at - lastAt) / DAY_MS : Math.max(0, from.day - lastDay));

const LEVELS = 1e9;

const difficultyOf = (state: MemoryState): number => {
  const { difficulty } = state as MemoryState & { readonly difficulty?: unknown }; // some states have one
  return typeof difficulty === "number" ? difficulty : 0;
};

/**
 * Goes through the days. Sums of recall are taken from `memorisedFrom` on only: they are most of the work. Each card has its own stream of chance,
 * so its answers do not depend on which others come before it on a day.
 */
export const runSimulation = <M extends MemoryModel, S extends MemoryState>(
  simulation: Simulation<M, S>,
  cards: readonly KnownCard<S>[],
  retention: number,
  seed: number,
  memorisedFrom = 0,
): SimulatedColumns => {
  const { memory, from, days, seconds: available, order } = simulation;
  const { newPerDay, reviewsPerDay, newIgnoreReviewLimit, suspendAfterLapses } = simulation;
  const { firstShares, passingShares, reviewSeconds, learning, relearning, mostSteps, stepDays } = simulation;
  const { kernel } = memory;
  const deck = deckOf(simulation, cards.length);
  const memorised = new Float64Array(days);
  const reviews = new Float64Array(days);
  const learned = new Float64Array(days);
  const correct = new Float64Array(days);
  const seconds = new Float64Array(days);
  const states: S[] = cards.map(({ state }) => state);
  const chances: RandomStream[] = cards.map((_, place) => stream(seed, `card ${place}`));
  // a card's last review was on day `last`, and `offset + day` days have passed on a day since then
  const last = new Int32Array(deck);
  const offset = new Float64Array(deck);
  // the cards due on a day, as a chain: the first, and after each the next
  const first = new Int32Array(days).fill(-1);
  const then = new Int32Array(deck).fill(-1);
  const dueOn = (place: number, day: number): void => {
    if (day >= days) return;
    then[place] = first[day] as number; // day is in range
    first[day] = place;
  };
  // places and days below are in range

  /** Adds what is remembered of a card from its last review until the day before `until`. */
  const remember = (place: number, until: number): void => {
    const state = states[place] as S;
    const before = offset[place] as number;
    for (let day = Math.max(last[place] as number, memorisedFrom); day < until; day += 1)
      memorised[day] = (memorised[day] as number) + kernel.recall(state, Math.max(0, before + day));
  };

  let spent = 0;
  /** The further answers of the day; their seconds are added to `spent`. */
  const goThroughSteps = (start: S, grade: GradeNumber, steps: Steps, chance: RandomStream, moment: Moment): S => {
    const needed = stepsNeeded(steps, grade);
    let state = start;
    let inRow = 0;
    let before = grade;
    for (let step = 0; step < mostSteps && inRow < needed && before < 4; step += 1) {
      before = drawGrade(steps.transitions[before - 1] as readonly number[], 1, chance); // again, hard or good
      state = kernel.next(state, before, stepDays, kernel.recall(state, stepDays), moment);
      spent += steps.seconds[before - 1] as number;
      if (before > 2) inRow += 1;
      else if (before === 1) inRow = 0;
    }
    return state;
  };

  const settle = (place: number, state: S, day: number): void => {
    states[place] = state;
    last[place] = day;
    offset[place] = -day;
    dueOn(place, day + daysUntil(simulation, state, retention));
  };

  cards.forEach((card, place) => {
    offset[place] = daysBefore(simulation, card.state);
    if (card.state.lapses < suspendAfterLapses) dueOn(place, dueDay(simulation, card, retention));
  });
  let fresh = cards.length;
  for (let day = 0; day < days; day += 1) {
    const moment: Moment = { at: from.at + day * DAY_MS, day: from.day + day };
    const budget = available[day] as number;
    const open = (): boolean => budget > 0 && (seconds[day] as number) <= budget;
    const keys: number[] = [];
    for (let place = first[day] as number; place >= 0; place = then[place] as number) {
      const state = states[place] as S;
      let level = 0;
      if (order === "easiest-first") level = Math.floor(100 * difficultyOf(state));
      else if (order === "least-recall-first")
        level = Math.floor(LEVELS * kernel.recall(state, Math.max(0, (offset[place] as number) + day)));
      keys.push(level * deck + place);
    }
    const queue = Float64Array.from(keys).sort();
    for (let at = 0; at < queue.length; at += 1) {
      const place = (queue[at] as number) % deck;
      if (!open() || (reviews[day] as number) >= reviewsPerDay) {
        dueOn(place, day + 1);
        continue;
      }
      const chance = chances[place] as RandomStream;
      const state = states[place] as S;
      const elapsed = Math.max(0, (offset[place] as number) + day);
      const recall = kernel.recall(state, elapsed);
      remember(place, day);
      const recalled = drawUniform(chance) < recall;
      const grade = recalled ? drawGrade(passingShares, 2, chance) : 1;
      spent = reviewSeconds[grade - 1] as number;
      let after = kernel.next(state, grade, elapsed, recall, moment);
      if (!recalled) after = goThroughSteps(after, 1, relearning, chance, moment);
      reviews[day] = (reviews[day] as number) + 1;
      if (recalled) correct[day] = (correct[day] as number) + 1;
      seconds[day] = (seconds[day] as number) + spent;
      if (after.lapses < suspendAfterLapses) settle(place, after, day);
      else {
        states[place] = after;
        last[place] = day;
        offset[place] = -day;
      }
    }
    while (fresh < deck && open() && (learned[day] as number) < newPerDay) {
      if (!newIgnoreReviewLimit && (learned[day] as number) + (reviews[day] as number) >= reviewsPerDay) break;
      const chance = stream(seed, `card ${fresh}`);
      chances[fresh] = chance;
      const grade = drawGrade(firstShares, 1, chance);
      spent = learning.seconds[grade - 1] as number;
      const state = goThroughSteps(kernel.first(grade, moment), grade, learning, chance, moment);
      learned[day] = (learned[day] as number) + 1;
      seconds[day] = (seconds[day] as number) + spent;
      settle(fresh, state, day);
      fresh += 1;
    }
  }
  for (let place = 0; place < fresh; place += 1) remember(place, days);
  return { memorised, reviews, learned, correct, seconds };
};
