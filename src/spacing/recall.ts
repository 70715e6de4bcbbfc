import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Path, readFields, reading } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkMemory } from "./checkMemory.ts";
import type { Memory, MemoryModel, MemoryState } from "./memory.ts";
import { checkOrder, elapsedDays, readMoment } from "./moment.ts";
import { readState } from "./readInput.ts";

/** A card and a time at which to ask about it. */
export interface RecallQuestion<S extends MemoryState = MemoryState> {
  /** The state after the last review. */
  readonly state: S;
  /** When: epoch milliseconds or a Date, not before the last review. */
  readonly at: number | Date;
  /** The number of the learner's study day, as in `review`. Left out, the UTC day. */
  readonly day?: number | undefined;
}

const NAME = "spacing.recall";
const ROOT: Path = [];
const KEYS = ["state", "at", "day"];
const PATHS = { at: ["at"], day: ["day"] } as const;

/**
 * Would the learner still know this card at that time? The probability of recall, in (0, 1]: the same number that `review` returns as
 * `recallBefore` for a review at that time, counted by the same rule for days.
 *
 * Under `elapsed: "study-days"` it falls in steps, one a day; under `"exact"` it falls continuously.
 *
 * Fails on a missing or unfitting state and on a time before the last review. Cost: constant.
 *
 * @param memory from `createMemory` or `parseMemoryModel`
 * @returns a function from a card and a time to the probability
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const { state } = orThrow(spacing.review(memory)({ grade: "good", at: new Date("2025-03-03T09:00:00Z") }));
 * const inTenDays = orThrow(spacing.recall(memory)({ state, at: new Date("2025-03-13T09:00:00Z") }));
 * inTenDays.toFixed(3); // => "0.774"
 * ```
 */
export const recall = <M extends MemoryModel, S extends MemoryState>(
  memory: Memory<M, S>,
): ((question: RecallQuestion<S>) => Result<number>) => {
  const checked = checkMemory(NAME, memory);
  return (question) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => {
      const source = readFields(found, ROOT, question, "a card and a time", KEYS);
      const state = readState(found, memory, source["state"]);
      const moment = readMoment(found, PATHS, source["at"], source["day"]);
      checkOrder(found, PATHS.at, moment.at, state.lastAt);
      return { state, moment };
    });
    if (isLeft(read)) return read;
    const { state, moment } = read.right;
    return right(memory.kernel.recall(state, elapsedDays(memory.model, state, moment)));
  };
};
