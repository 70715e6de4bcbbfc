import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Path, readFields, reading } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { Grade } from "../grade.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { readMoment } from "../moment.ts";
import { readGrade } from "../readInput.ts";
import { type Card, cardPaths } from "./card.ts";
import { type CardReviewed, cardReviewed } from "./cardReviewed.ts";
import { readCardAt, readCardId } from "./readCardAt.ts";
import { checkScheduler, type Scheduler } from "./scheduler.ts";

/** One review of one card. Further keys are left alone, unless they look like a misspelling. */
export interface CardReview<S extends MemoryState = MemoryState> {
  /** The card after the review before this one; left out, a new card. */
  readonly card?: Card<S> | undefined;
  /** The card's id, which the log keeps. Needed where the scheduler's `fuzz` goes by it. */
  readonly id?: string | undefined;
  /** How well the learner answered. */
  readonly grade: Grade;
  /** When: epoch milliseconds or a Date, not before the review before this one. */
  readonly at: number | Date;
  /**
   * The number of the learner's study day, such as `studyDay(zone, at, 4)`: days from 1970-01-01. Left out, the UTC day. Name it for
   * each review of a card or for none.
   */
  readonly day?: number | undefined;
}

const NAME = "spacing.reviewCard";
const ROOT: Path = [];
const KEYS = ["card", "id", "grade", "at", "day"];
const GRADE: Path = ["grade"];
const PATHS = /* @__PURE__ */ (() => ({ ...cardPaths(["card"]), at: ["at"], day: ["day"], id: ["id"] }) as const)();

/**
 * A learner has answered a card: when does it come back, in minutes or in days?
 *
 * The memory is updated as in `review`. A card that is new or learning goes through the learning steps: again leads to the first
 * step; hard repeats its step after the mean of the first two (one and a half times the only one); good leads to the next step, and
 * after the last into review; easy leads into review at once. In review the memory model sets the day, and `orderIntervals` sees to it that
 * better grades come back later; the fixed rules (`leitner`, `sm2`, `ankiSm2`) and `halfLife` keep their own intervals, though. A card forgotten in review counts a lapse and goes through the relearning steps by the same rules.
 * A step of a day or more counts as review, with the index of the step kept. Without steps each review sets a day.
 *
 * Steps are minutes of real time; days are study days, as in `review`.
 *
 * The rules are those of ts-fsrs 5.4.2 with short-term learning on, and agree with it but for these: study days in place of UTC
 * dates; no interval is longer than `maximumIntervalDays` (there the order of the grades can add two days); weights stay as they are (there
 * two are lowered for more than one relearning step); nothing is rounded to eight decimals on the way. As there, a lapse right after a
 * step of a day or more looks for its relearning step at the index that was kept, and goes straight back into review where there is none.
 *
 * With a `fuzz` intervals of 2.5 days and more are moved, before the grades are put in order: by 15 % of what lies between 2.5 and 7 days,
 * 10 % of what lies between 7 and 20 and 5 % of the rest, and a day, to either side; not below two days nor past the longest interval, and not
 * back to the time that has passed since the last review.
 *
 * Fails on a card of another kind or version or with parts that do not go together, a memory of another model, a review before the last one,
 * a study day that cannot be the day of `at`, no `id` where the fuzz goes by it, and seconds in place of milliseconds.
 *
 * Cost: constant; at most three times that of `review`, which is where intervals are ordered.
 *
 * @param scheduler from `createScheduler` or `parseScheduler`
 * @returns a function from a review to the card after it, its entry for the log, and the reasons
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const scheduler = orThrow(spacing.createScheduler({ memory: orThrow(spacing.createMemory(spacing.fsrs6)()) }));
 * const answer = spacing.reviewCard(scheduler);
 * const at = Date.UTC(2025, 2, 3, 9);
 * const first = orThrow(answer({ grade: "good", at })).card;
 * [first.phase, (Number(first.dueAt) - at) / 60_000]; // => ["learning", 10]
 * const second = orThrow(answer({ card: first, grade: "good", at: at + 600_000 }));
 * [second.card.phase, second.intervalDays]; // => ["review", 2]
 * ```
 */
export const reviewCard = <M extends MemoryModel, S extends MemoryState>(
  scheduler: Scheduler<M, S>,
): ((review: CardReview<S>) => Result<CardReviewed<S>>) => {
  const checked = checkScheduler(NAME, scheduler);
  return (input) => {
    if (isLeft(checked)) return checked;
    const { memory, rules } = checked.right;
    const read = reading(NAME, (found) => {
      const source = readFields(found, ROOT, input, "a review of a card", KEYS);
      const grade = readGrade(found, GRADE, source["grade"]);
      const moment = readMoment(found, PATHS, source["at"], source["day"]);
      const id = readCardId(found, PATHS.id, source["id"], rules);
      return { card: readCardAt(found, PATHS, memory.kernel, source["card"], moment), grade, moment, id };
    });
    if (isLeft(read)) return read;
    const { card, grade, moment, id } = read.right;
    return right(cardReviewed(checked.right, card, grade, moment, id));
  };
};
