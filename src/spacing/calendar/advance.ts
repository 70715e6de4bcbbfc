import { isLeft, right } from "fp-ts/lib/Either.js";
import { readInteger, reading } from "../../core/check/index.ts";
import { type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { type DeckCard, type DeckOptions, inReview, type LoadPlan, planOf, readCards, readDeck } from "./deck.ts";

/** How many cards are to come early. */
export interface AdvanceOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState>
  extends DeckOptions<M, S> {
  /** Cards to bring forward: a whole number, at least 1. Where there are fewer, all of them. */
  readonly count: number;
}

const NAME = "spacing.advance";

/**
 * There is time left today: which cards gain most from coming early? Makes the `count` cards due today that are nearest to it, relative to
 * their interval.
 *
 * Chosen among what is in review, due later, and was last reviewed before today: first the smallest `1 - elapsed / planned`, with
 * `planned` the interval after which the memory model expects the recall asked for; of equal ones that with the longer interval as it
 * stands (fsrs4anki-helper). Whether today is a working day is not asked: somebody is there. Siblings are not looked at: two of them may come today.
 *
 * Fails on cards that do not fit the scheduler and an id that comes twice. Cost: n log n.
 *
 * @param options `scheduler`, `today`, `count`; `days` and `minutesPerReview` if wanted
 * @returns a function from a learner's cards to the plan
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const scheduler = orThrow(spacing.createScheduler({ memory }));
 * const { card } = orThrow(spacing.reviewCard(scheduler)({ grade: "easy", at: Date.UTC(2025, 2, 3, 9) }));
 * const plan = orThrow(spacing.advance({ scheduler, today: 20155, count: 5 })([{ id: "a", card }]));
 * plan.moves.map(({ from, to }) => [from, to]); // => [[20158, 20155]]
 * ```
 */
export const advance = <M extends MemoryModel, S extends MemoryState>(
  options: AdvanceOptions<M, S>,
): ((cards: readonly DeckCard<S>[]) => Result<LoadPlan<S>>) => {
  const settings = reading(NAME, (found) => {
    const { deck, given } = readDeck<M, S>(found, NAME, options, ["count"]);
    return { deck, count: readInteger(found, ["count"], given["count"], { min: 1 }) };
  });
  return (cards) => {
    if (isLeft(settings)) return settings;
    const { deck, count } = settings.right;
    const { model, kernel, today } = deck;
    const read = reading(NAME, (found) => readCards(found, kernel, cards));
    if (isLeft(read)) return read;
    const reviewed = inReview(read.right);
    const early = reviewed
      .filter(({ dueDay, memory }) => dueDay > today && memory.lastDay < today)
      .map((one) => ({
        one,
        interval: one.dueDay - one.memory.lastDay,
        left: 1 - (today - one.memory.lastDay) / kernel.intervalDays(one.memory, model.retention),
      }))
      .sort((a, b) => a.left - b.left || b.interval - a.interval);
    const moved = new Map<string, { readonly to: number; readonly reasons: readonly Reason[] }>();
    for (const { one } of early.slice(0, count)) {
      const recall = kernel.recall(one.memory, today - one.memory.lastDay);
      moved.set(one.id, { to: today, reasons: [reason("advanced", { days: one.dueDay - today, recall })] });
    }
    return right(planOf(deck, reviewed, moved));
  };
};
