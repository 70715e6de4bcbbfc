import { isLeft, right } from "fp-ts/lib/Either.js";
import { readInteger, reading } from "../../core/check/index.ts";
import { civilDateText } from "../../core/time/index.ts";
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
import { waitingLine } from "./waitingLine.ts";

/** How many reviews a day may have. */
export interface FlattenOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState>
  extends DeckOptions<M, S> {
  /** Reviews on a full day: a whole number, at least 1. A day with a share has that share of them, rounded down. */
  readonly perDay: number;
}

const NAME = "spacing.flatten";

/** Who has no room for two years has none. */
const LONGEST_WAIT = 731;

/** A share of the reviews of a full day, rounded down; 29 % of 100 is 29, although .29 in binary is a little less. */
const roomOf = (share: number, perDay: number): number => Math.floor(Math.max(0, share) * perDay * (1 + 1e-12));

/** Why a card comes on a later day: the cap, where there was a day with room before; else its own day was over, or had no room at all. */
const whyLater = (
  day: number,
  dueDay: number,
  today: number,
  perDay: number,
  lastWithRoom: number,
  recall: number,
): Reason => {
  const days = day - dueDay;
  if (lastWithRoom >= dayFrom(today, dueDay)) return reason("daily-cap", { perDay, days, recall });
  return reason(dueDay < today ? "taken-up" : "first-day-with-room", { date: civilDateText(day), days, recall });
};

/**
 * After a long absence hundreds of cards are overdue: who can catch up, at fifty a day? Puts a cap on every day from today on and moves what
 * is over it to the next day with room.
 *
 * Day after day the cards due by then are taken, those with the shortest planned interval first, for they forget soonest; the rest waits for
 * the next working day. No card comes before its day, and what is overdue has to be placed as well, even where today has room for it: then it
 * is due today. Siblings are not looked at: two of them may come on one day.
 *
 * Fails on cards that do not fit the scheduler, an id that comes twice, and (Infeasible) where no day with room is left: shares that round
 * the cap down to 0 on all days. Cost: n log n, and the days until all is placed.
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
    // the shortest planned interval first, and of equal ones in the order given
    const ranked = reviewed
      .map((one, place) => ({ one, place, planned: kernel.intervalDays(one.memory, model.retention) }))
      .sort((a, b) => a.planned - b.planned || a.place - b.place)
      .map(({ one }) => one);
    const coming = ranked
      .map((one, rank) => ({ rank, arrives: dayFrom(today, one.dueDay) }))
      .sort((a, b) => a.arrives - b.arrives);
    const moved = new Map<string, { readonly to: number; readonly reasons: readonly Reason[] }>();
    const waiting = waitingLine();
    let arrived = 0;
    let day = today;
    let lastWithRoom = today - 1;
    let withoutRoom = 0;
    while (arrived < coming.length || waiting.size() > 0) {
      const upcoming = coming[arrived];
      // nobody waits: on to the next card's day
      if (waiting.size() === 0 && upcoming !== undefined) day = upcoming.arrives;
      for (let next = coming[arrived]; next !== undefined && next.arrives <= day; next = coming[arrived]) {
        waiting.join(next.rank);
        arrived += 1;
      }
      const room = roomOf(open.share(day), perDay);
      for (let taken = 0; taken < room && waiting.size() > 0; taken += 1) {
        const { id, dueDay, memory } = ranked[waiting.leave() as number] as InReview<S>; // somebody waits, by rank
        if (dueDay === day) continue;
        const recall = kernel.recall(memory, day - memory.lastDay);
        moved.set(id, { to: day, reasons: [whyLater(day, dueDay, today, perDay, lastWithRoom, recall)] });
      }
      withoutRoom = room > 0 ? 0 : withoutRoom + 1;
      if (withoutRoom > LONGEST_WAIT) return infeasible(NAME, day);
      if (room > 0) lastWithRoom = day;
      day += 1;
    }
    return right(planOf(deck, reviewed, moved));
  };
};
