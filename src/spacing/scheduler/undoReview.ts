import { isLeft } from "fp-ts/lib/Either.js";
import { clean, note, readFields, readHeader, reading, readObject } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { readMoment } from "../moment.ts";
import { readGrade } from "../readInput.ts";
import { type Card, cardPaths, readCard } from "./card.ts";
import type { CardLog } from "./cardReviewed.ts";
import { checkScheduler, type Scheduler } from "./scheduler.ts";

/** A review to undo. */
export interface UndoReview<S extends MemoryState = MemoryState> {
  /** The card after the review. */
  readonly card: Card<S>;
  /** The review's entry in the log. */
  readonly log: CardLog<S>;
}

const NAME = "spacing.undoReview";
const CARD = /* @__PURE__ */ cardPaths(["card"]);
const BEFORE = /* @__PURE__ */ cardPaths(["log", "before"]);
const MOMENT = { at: ["log", "at"], day: ["log", "day"] } as const;

/**
 * The learner hit the wrong button: what was the card before? Exactly what it was, so undoing what `reviewCard` did gives back the card
 * that it was given (`NEW_CARD` where it was given none). Take the entry out of the log, or mark it as undone.
 *
 * Only the last review can be undone: fails where the entry is not that of the card's last review, by its time and the number of
 * reviews. Cost: constant.
 *
 * @param scheduler from `createScheduler` or `parseScheduler`
 * @returns a function from the card and the last entry of its log to the card before
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const scheduler = orThrow(spacing.createScheduler({ memory: orThrow(spacing.createMemory(spacing.fsrs6)()) }));
 * const { card, log } = orThrow(spacing.reviewCard(scheduler)({ grade: "again", at: new Date("2025-03-03T09:00:00Z") }));
 * orThrow(spacing.undoReview(scheduler)({ card, log })).phase; // => "new"
 * ```
 */
export const undoReview = <M extends MemoryModel, S extends MemoryState>(
  scheduler: Scheduler<M, S>,
): ((review: UndoReview<S>) => Result<Card<S>>) => {
  const checked = checkScheduler(NAME, scheduler);
  return (review) => {
    if (isLeft(checked)) return checked;
    const { kernel } = checked.right.memory;
    return reading(NAME, (found) => {
      const source = readFields(found, [], review, "a card and an entry of its log", ["card", "log"]);
      const card = readCard(found, CARD, kernel, source["card"]);
      const log = readObject(found, ["log"], source["log"], "an entry of a card's log");
      if (log !== source["log"]) return card;
      readHeader(found, ["log"], log, "card-log");
      readGrade(found, ["log", "grade"], log["grade"]);
      const { at, day } = readMoment(found, MOMENT, log["at"], log["day"]);
      const before = readCard(found, BEFORE, kernel, log["before"]);
      if (!clean(found)) return before;
      const isLast = card.memory?.lastAt === at && card.memory.lastDay === day && card.reviews === before.reviews + 1;
      if (!isLast) note(found, ["log"], "inconsistent", "the entry of the card's last review", log);
      return before;
    });
  };
};
