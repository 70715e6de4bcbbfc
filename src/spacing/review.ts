import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Path, readFields, reading } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkMemory } from "./checkMemory.ts";
import type { Grade } from "./grade.ts";
import type { Memory, MemoryModel, MemoryState } from "./memory.ts";
import { checkOrder, readMoment } from "./moment.ts";
import { readGrade, readState } from "./readInput.ts";
import { type Reviewed, reviewed } from "./reviewed.ts";

/** One review of one card. Further keys are left alone, so a row of a database will do, unless they look like a misspelling. */
export interface Review<S extends MemoryState = MemoryState> {
  /** The state after the review before this one; left out at the first review. */
  readonly state?: S | undefined;
  /** How well the learner answered. */
  readonly grade: Grade;
  /** When: epoch milliseconds or a Date, not before the review before this one. */
  readonly at: number | Date;
  /**
   * The number of the learner's study day, such as `time.studyDay(zone, at, 4)`: days from 1970-01-01. Left out, the UTC day. Name it
   * for each review of a card or for none.
   */
  readonly day?: number | undefined;
}

const NAME = "spacing.review";
const ROOT: Path = [];
const KEYS = ["state", "grade", "at", "day"];
const GRADE: Path = ["grade"];
const PATHS = { at: ["at"], day: ["day"] } as const;

/**
 * A learner has answered a card: what is remembered now, and when should it come again?
 *
 * The next review falls due when recall is expected to have fallen to the model's `retention`: the interval is rounded to whole days and
 * kept between 1 and `maximumIntervalDays`, unless the model plans within a day (`minimumIntervalDays` of `fsrs7`). The state is replaced, not changed: to undo a review, store the state before it.
 * A second review at the same instant is taken as a review of the same day, so a host that may deliver an event twice has to tell by the
 * event's id.
 *
 * Fails on a state of another kind or version, numbers out of range, a review before the last one, a study day that cannot be the
 * day of `at`, and seconds in place of milliseconds.
 *
 * Cost: constant; with `fsrs6` at most four elementary functions, with `fsrs7` about forty.
 *
 * @param memory from `createMemory` or `parseMemoryModel`
 * @returns a function from a review to the new state, the due time and the reasons
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const first = orThrow(spacing.review(memory)({ grade: "good", at: new Date("2025-03-03T09:00:00Z") }));
 * first.intervalDays; // => 2
 * const second = orThrow(spacing.review(memory)({ state: first.state, grade: "good", at: first.dueAt }));
 * second.intervalDays; // => 11
 * ```
 */
export const review = <M extends MemoryModel, S extends MemoryState>(
  memory: Memory<M, S>,
): ((review: Review<S>) => Result<Reviewed<S>>) => {
  const checked = checkMemory(NAME, memory);
  return (input) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => {
      const source = readFields(found, ROOT, input, "a review", KEYS);
      const state = source["state"] === undefined ? null : readState(found, memory, source["state"]);
      const grade = readGrade(found, GRADE, source["grade"]);
      const moment = readMoment(found, PATHS, source["at"], source["day"]);
      if (state !== null) checkOrder(found, PATHS.at, moment.at, state.lastAt);
      return { state, grade, moment };
    });
    if (isLeft(read)) return read;
    const { state, grade, moment } = read.right;
    return right(reviewed(memory, state, grade, moment));
  };
};
