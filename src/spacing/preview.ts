import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Path, readFields, reading } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkMemory } from "./checkMemory.ts";
import type { Grade } from "./grade.ts";
import type { Memory, MemoryModel, MemoryState } from "./memory.ts";
import { checkOrder, readMoment } from "./moment.ts";
import { readState } from "./readInput.ts";
import type { Review } from "./review.ts";
import { type Reviewed, reviewed } from "./reviewed.ts";

const NAME = "spacing.preview";
const ROOT: Path = [];
const KEYS = ["state", "at", "day"];
const PATHS = { at: ["at"], day: ["day"] } as const;

/**
 * The card is open and not yet answered: what would each of the four grades lead to? Each answer is what `review` gives for that
 * grade at that time.
 *
 * Fails as `review` does. Cost: four times that of `review`.
 *
 * @param memory from `createMemory` or `parseMemoryModel`
 * @returns a function from a review without its grade to what follows from each
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const { again, easy } = orThrow(spacing.preview(memory)({ at: new Date("2025-03-03T09:00:00Z") }));
 * [again.intervalDays, easy.intervalDays]; // => [1, 8]
 * ```
 */
export const preview = <M extends MemoryModel, S extends MemoryState>(
  memory: Memory<M, S>,
): ((review: Omit<Review<S>, "grade">) => Result<Readonly<Record<Grade, Reviewed<S>>>>) => {
  const checked = checkMemory(NAME, memory);
  return (input) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => {
      const source = readFields(found, ROOT, input, "a card and a time", KEYS);
      const state = source["state"] === undefined ? null : readState(found, memory, source["state"]);
      const moment = readMoment(found, PATHS, source["at"], source["day"]);
      if (state !== null) checkOrder(found, PATHS.at, moment.at, state.lastAt);
      return { state, moment };
    });
    if (isLeft(read)) return read;
    const { state, moment } = read.right;
    return right({
      again: reviewed(memory, state, 1, moment),
      hard: reviewed(memory, state, 2, moment),
      good: reviewed(memory, state, 3, moment),
      easy: reviewed(memory, state, 4, moment),
    });
  };
};
