import { drawUniform, stream } from "../../../src/core/numeric/random/index.ts";
import type { DeckCard, Fsrs6Model, Fsrs6State, Memory, ReviewDays } from "../../../src/spacing/index.ts";
import { recall, review } from "../../../src/spacing/index.ts";
import { rightOf } from "../../support/property.ts";
import { DAY, shareOn } from "./deck.ts";

/** One review of the year. */
export interface SlowReview {
  readonly card: number;
  readonly day: number;
}

/** First and last interval of a range. */
const range = (interval: number, elapsed: number, longest: number): readonly [number, number] => {
  const part = (from: number, to: number, percent: number): number =>
    interval > from ? (percent / 100) * (Math.min(interval, to) - from) : 0;
  const delta = 1 + part(2.5, 7, 15) + part(7, 20, 10) + part(20, 1e9, 5);
  let low = Math.max(2, Math.round(interval - delta));
  const high = Math.min(longest, Math.round(interval + delta));
  if (interval > elapsed) low = Math.max(low, elapsed + 1);
  return [Math.min(low, high), high];
};

/**
 * The twin of planLoad: a list of all reviews, counted anew for each choice, and public `review` and `recall` for the memory. Cards are due on
 * the day that their memory model plans.
 */
export const slowPlan = (
  memory: Memory<Fsrs6Model, Fsrs6State>,
  cards: readonly DeckCard<Fsrs6State>[],
  days: ReviewDays | undefined,
  today: number,
  horizonDays: number,
  seed: number,
): readonly SlowReview[] => {
  const all: { card: number; day: number }[] = [];
  const share = (day: number): number => (days === undefined ? 1 : shareOn(days, day));
  const choose = (state: Fsrs6State, first: number, last: number, label: string): number => {
    const open: number[] = [];
    for (let day = Math.max(first, today); day <= last; day += 1) if (share(day) >= 0) open.push(day);
    if (open.length === 0) {
      for (let day = Math.max(first, today) - 1; day >= today && day > state.lastDay; day -= 1) {
        const chance = rightOf(recall(memory)({ state, at: state.lastAt + (day - state.lastDay) * DAY, day }));
        if (chance - memory.model.retention > 0.05) break;
        if (share(day) >= 0) return day;
      }
      let day = Math.max(last + 1, today);
      while (share(day) < 0) day += 1;
      return day;
    }
    if (open.length === 1) return open[0] as number;
    const counts = open.map((day) => all.filter((one) => one.day === day).length);
    const shares = open.map((day) => share(day) || 0.0001);
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    const weights = open.map((day, place) => {
      const count = counts[place] as number;
      return count === 0 ? 1 : count ** -2.15 * (day - state.lastDay) ** -3;
    });
    const wished = weights.map((weight, place) => {
      const p = shares[place] as number;
      const count = counts[place] as number;
      if (p === 1) return weight;
      if (p === 0.0001) return 0;
      return count / p < (sum(counts) - count) / (sum(shares) - p) ? weight : 0;
    });
    const used = sum(wished) > 0 ? wished : weights;
    let left = drawUniform(stream(seed, label)) * sum(used);
    let chosen = 0;
    for (const [place, weight] of used.entries()) {
      if (weight === 0) continue;
      chosen = open[place] as number;
      left -= weight;
      if (left < 0) break;
    }
    return chosen;
  };
  const states = cards.map(({ card }) => card.memory as Fsrs6State);
  const reviews = cards.map(({ card }) => card.reviews);
  const longest = memory.model.maximumIntervalDays;
  cards.forEach(({ id, card }, place) => {
    const state = states[place] as Fsrs6State;
    const due = card.dueDay as number;
    const planned = due - state.lastDay;
    const [low, high] = planned < 2.5 ? [planned, planned] : range(planned, 0, longest);
    let late = today;
    while (share(late) < 0) late += 1;
    const label = `balance ${id} ${card.reviews}`;
    all.push({
      card: place,
      day:
        due < today
          ? choose(state, late, late, label)
          : choose(state, state.lastDay + low, state.lastDay + high, label),
    });
  });
  const done: SlowReview[] = [];
  for (let day = today; day < today + horizonDays; day += 1) {
    for (const { card } of all.filter((one) => one.day === day)) {
      done.push({ card, day });
      const state = states[card] as Fsrs6State;
      const elapsed = day - state.lastDay;
      const after = rightOf(review(memory)({ state, grade: "good", at: state.lastAt + elapsed * DAY, day }));
      states[card] = after.state;
      reviews[card] = (reviews[card] as number) + 1;
      const planned = after.intervalDays;
      const [low, high] = planned < 2.5 ? [planned, planned] : range(planned, elapsed, longest);
      all.push({
        card,
        day: choose(after.state, day + low, day + high, `balance ${cards[card]?.id} ${reviews[card]}`),
      });
    }
  }
  return done;
};
