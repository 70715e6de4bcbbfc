import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../../core/check/index.ts";
import { type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { dueRange } from "./chooseDay.ts";
import {
  type DeckCard,
  type DeckOptions,
  type InReview,
  inReview,
  type LoadPlan,
  planOf,
  readCards,
  readDeck,
} from "./deck.ts";
import { type DayRange, widestGap } from "./widestGap.ts";

const NAME = "spacing.disperseSiblings";

/**
 * Two cards from one note give each other's answer away: how far apart can they come? Chooses the days of siblings within their ranges (those of
 * `balanceLoad`) so that the smallest gap between any two of them, and between them and the latest review of any of them, is as large as it
 * can be. Of the orders in which that gap can be kept one is taken in which the last review can come soonest; in it each review comes as late
 * as the gap allows.
 *
 * Cards with the same `siblings` belong together; without one they stay where they are. No card leaves its range, none is moved to a day
 * without work, and none to a day before today. A card that is overdue, or whose range has no working day from today on, stays where it is.
 *
 * Exact for up to nine siblings, which with their latest review are ten; for more, the order of the ends of their ranges is kept, as in
 * fsrs4anki-helper. Fails on cards that do not fit the scheduler and an id that comes twice. Cost: for n siblings at most 2^n n steps for each
 * bisection.
 *
 * @param options `scheduler`, `today`; `days` and `minutesPerReview` if wanted
 * @returns a function from a learner's cards to the plan
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const scheduler = orThrow(spacing.createScheduler({ memory }));
 * const { card } = orThrow(spacing.reviewCard(scheduler)({ grade: "easy", at: Date.UTC(2025, 2, 3, 9) }));
 * const cards = ["front", "back"].map((id) => ({ id, card, siblings: "note-7" }));
 * const plan = orThrow(spacing.disperseSiblings({ scheduler, today: 20150 })(cards));
 * plan.after.days; // => [20156, 20160]
 * ```
 */
export const disperseSiblings = <M extends MemoryModel, S extends MemoryState>(
  options: DeckOptions<M, S>,
): ((cards: readonly DeckCard<S>[]) => Result<LoadPlan<S>>) => {
  const settings = reading(NAME, (found) => readDeck<M, S>(found, NAME, options, []).deck);
  return (cards) => {
    if (isLeft(settings)) return settings;
    const deck = settings.right;
    const { model, kernel, today, open } = deck;
    const read = reading(NAME, (found) => readCards(found, kernel, cards));
    if (isLeft(read)) return read;
    const reviewed = inReview(read.right);
    const groups = new Map<string, InReview<S>[]>();
    for (const one of reviewed) {
      if (one.siblings === undefined) continue;
      const group = groups.get(one.siblings);
      if (group === undefined) groups.set(one.siblings, [one]);
      else group.push(one);
    }
    const next = (day: number): number => open.next(day) ?? Number.POSITIVE_INFINITY;
    const rangeOf = ({ card, memory, dueDay }: InReview<S>): DayRange => {
      const stays = { first: dueDay, last: dueDay };
      if (dueDay < today || card.step > 0) return stays;
      const range = dueRange(model, kernel, memory, dueDay);
      const first = Math.max(range.first, today);
      return next(first) > range.last ? stays : { first, last: range.last };
    };
    const moved = new Map<string, { readonly to: number; readonly reasons: readonly Reason[] }>();
    for (const group of groups.values()) {
      if (group.length < 2) continue;
      const latest = group.reduce((day, { memory }) => Math.max(day, memory.lastDay), Number.NEGATIVE_INFINITY);
      const ranges = [...group.map(rangeOf), { first: latest, last: latest }];
      // what does not move stands where it stands, working day or not
      const spread = widestGap(ranges, (day, sibling) => {
        const range = ranges[sibling] as DayRange; // in range
        return range.first === range.last ? day : next(day);
      });
      group.forEach(({ id, dueDay }, place) => {
        const to = spread.days[place] as number; // one for each sibling
        if (to !== dueDay)
          moved.set(id, { to, reasons: [reason("apart-from-siblings", { days: spread.gap, siblings: group.length })] });
      });
    }
    return right(planOf(deck, reviewed, moved));
  };
};
