import fc from "fast-check";
import type { Workload } from "../../../src/spacing/index.ts";
import {
  type Card,
  createMemory,
  createScheduler,
  type DeckCard,
  type Fsrs6State,
  fsrs6,
  type ReviewDays,
  reviewDays,
} from "../../../src/spacing/index.ts";
import { rightOf } from "../../support/property.ts";

export const DAY = 86_400_000;

/** Monday, 2025-03-03. */
export const TODAY = 20_150;

export const memory = rightOf(createMemory(fsrs6)({ maximumIntervalDays: 400 }));
export const scheduler = rightOf(createScheduler({ memory }));

/** A card in review by its numbers: a memory of a stability, which is its planned interval, and the day on which it is due. */
export const cardOf = (
  lastDay: number,
  stability: number,
  dueDay: number,
  more: Partial<Card<Fsrs6State>> = {},
): Card<Fsrs6State> => {
  const lastAt = lastDay * DAY + 9 * 3_600_000;
  return {
    kind: "card",
    version: 1,
    phase: "review",
    step: 0,
    memory: { kind: "fsrs-6", version: 1, stability, difficulty: 5, lastAt, lastDay, reviews: 3, lapses: 0 },
    dueAt: lastAt + (dueDay - lastDay) * DAY,
    dueDay,
    reviews: 3,
    lapses: 0,
    ...more,
  };
};

/** Cards around today, most of them due when their memory model says. */
export const anyDeck = (most = 30): fc.Arbitrary<DeckCard<Fsrs6State>[]> =>
  fc
    .array(
      fc.record({
        ago: fc.integer({ min: 0, max: 60 }),
        stability: fc.double({ min: 0.6, max: 120, noNaN: true }),
        off: fc.oneof(
          { weight: 3, arbitrary: fc.constant(0) },
          { weight: 1, arbitrary: fc.integer({ min: -20, max: 40 }) },
        ),
        siblings: fc.constantFrom(undefined, "one", "two", "three"),
      }),
      { maxLength: most },
    )
    .map((rows) =>
      rows.map(({ ago, stability, off, siblings }, place) => {
        const lastDay = TODAY - ago;
        const planned = Math.max(1, Math.round(stability));
        return {
          id: `card-${place}`,
          card: cardOf(lastDay, stability, lastDay + Math.max(1, planned + off)),
          ...(siblings === undefined ? {} : { siblings }),
        };
      }),
    );

/** Shares by weekday, at least one working day among them, and a few odd days. */
export const anyDays: fc.Arbitrary<ReviewDays> = fc
  .record({
    weekdays: fc.array(fc.constantFrom(1, 1, 1, 0.5, 0, null), { minLength: 7, maxLength: 7 }),
    odd: fc.uniqueArray(fc.integer({ min: TODAY - 5, max: TODAY + 60 }), { maxLength: 12 }),
    shares: fc.array(fc.constantFrom(1, 0.5, 0, null), { minLength: 12, maxLength: 12 }),
  })
  .map(({ weekdays, odd, shares }) => ({
    ...rightOf(reviewDays()),
    weekdays: weekdays.map((share, place) => (place === 2 ? (share ?? 1) : share)),
    exceptions: [...odd].sort((a, b) => a - b).map((day, place) => ({ day, share: shares[place] ?? null })),
  }));

/** The share of a day, by the plainest way; -1 where nobody works. 1970-01-01 was a Thursday. */
export const shareOn = (days: ReviewDays, day: number): number => {
  const odd = days.exceptions.find((one) => one.day === day);
  return (odd === undefined ? days.weekdays[(((day + 3) % 7) + 7) % 7] : odd.share) ?? -1;
};

/** A workload as a map. */
export const asMap = ({ days, counts }: Workload): Map<number, number> =>
  new Map(Array.from(days, (day, place) => [day, counts[place] ?? 0]));

/** How many are due on each day by the cards after a plan: what `after` has to say. */
export const dueAfter = (
  cards: readonly DeckCard<Fsrs6State>[],
  moves: readonly { readonly id: string; readonly to: number }[],
  today = TODAY,
): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const { id, card } of cards) {
    const to = moves.find((move) => move.id === id)?.to ?? card.dueDay ?? 0;
    const day = Math.max(today, to);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => a - b));
};
