import { isLeft, right } from "fp-ts/lib/Either.js";
import { readInteger, reading } from "../../core/check/index.ts";
import { type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { infeasible } from "./balanceLoad.ts";
import {
  type DeckCard,
  type DeckOptions,
  dayFrom,
  type InReview,
  inReview,
  type LoadPlan,
  planOf,
  readCards,
  readDeck,
} from "./deck.ts";

/** How many reviews a day may have. */
export interface FlattenOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState>
  extends DeckOptions<M, S> {
  /** Reviews on a full day: a whole number, at least 1. A day with a share has that share of them, rounded down. */
  readonly perDay: number;
}

const NAME = "spacing.flatten";

/** A card that waits for its day, with the interval that its memory model plans. */
interface Waiting<S extends MemoryState> {
  readonly one: InReview<S>;
  readonly planned: number;
  readonly place: number;
}

/**
 * After a long absence hundreds of cards are overdue: who can catch up, at fifty a day? Puts a cap on every day from today on and moves what
 * is over it to the next day with room.
 *
 * Day after day the cards due by then are taken, those with the shortest planned interval first, for they forget soonest; the rest waits for
 * the next working day. No card comes before its day, and what is overdue has to be placed as well, even where today has room for it: then it
 * is due today.
 *
 * Fails on cards that do not fit the scheduler, an id that comes twice, and (Infeasible) where no day with room is left: shares that round
 * the cap down to 0 on all days. Cost: n log n a day until all is placed.
 *
 * @param options `scheduler`, `today`, `perDay`; `days` and `minutesPerReview` if wanted
 * @returns a function from a learner's cards to the plan
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const scheduler = orThrow(spacing.createScheduler({ memory }));
 * const { card } = orThrow(spacing.reviewCard(scheduler)({ grade: "easy", at: Date.UTC(2025, 2, 3, 9) }));
 * const cards = Array.from({ length: 5 }, (_, number) => ({ id: `card-${number}`, card }));
 * const { after } = orThrow(spacing.flatten({ scheduler, today: 20158, perDay: 2 })(cards));
 * [after.days, after.counts]; // => [[20158, 20159, 20160], [2, 2, 1]]
 * ```
 */
export const flatten = <M extends MemoryModel, S extends MemoryState>(
  options: FlattenOptions<M, S>,
): ((cards: readonly DeckCard<S>[]) => Result<LoadPlan<S>>) => {
  const settings = reading(NAME, (found) => {
    const { deck, given } = readDeck<M, S>(found, NAME, options, ["perDay"]);
    return { deck, perDay: readInteger(found, ["perDay"], given["perDay"], { min: 1 }) };
  });
  return (cards) => {
    if (isLeft(settings)) return settings;
    const { deck, perDay } = settings.right;
    const { model, kernel, today, open } = deck;
    const read = reading(NAME, (found) => readCards(found, kernel, cards));
    if (isLeft(read)) return read;
    const reviewed = inReview(read.right);
    const coming = reviewed
      .map((one, place): Waiting<S> => ({ one, place, planned: kernel.intervalDays(one.memory, model.retention) }))
      .sort((a, b) => dayFrom(today, a.one.dueDay) - dayFrom(today, b.one.dueDay));
    const moved = new Map<string, { readonly to: number; readonly reasons: readonly Reason[] }>();
    let waiting: Waiting<S>[] = [];
    let arrived = 0;
    let day = today;
    let withoutRoom = 0;
    while (arrived < coming.length || waiting.length > 0) {
      const upcoming = coming[arrived];
      // nobody waits: on to the next card's day
      if (waiting.length === 0 && upcoming !== undefined) day = Math.max(day, dayFrom(today, upcoming.one.dueDay));
      const from = arrived;
      for (let next = coming[arrived]; next !== undefined && next.one.dueDay <= day; next = coming[arrived]) {
        waiting.push(next);
        arrived += 1;
      }
      if (arrived > from) waiting.sort((a, b) => a.planned - b.planned || a.place - b.place);
      const room = Math.floor(Math.max(0, open.share(day)) * perDay);
      for (const { one } of waiting.slice(0, room)) {
        if (one.dueDay === day) continue;
        const { id, dueDay, memory } = one;
        const recall = kernel.recall(memory, day - memory.lastDay);
        moved.set(id, { to: day, reasons: [reason("daily-cap", { perDay, days: day - dueDay, recall })] });
      }
      if (room > 0 || waiting.length === 0) withoutRoom = 0;
      else withoutRoom += 1;
      if (withoutRoom > LONGEST_WAIT) return infeasible(NAME, day);
      waiting = waiting.slice(room);
      day += 1;
    }
    return right(planOf(deck, reviewed, moved));
  };
};

/** Who has no room for two years has none. */
const LONGEST_WAIT = 731;
