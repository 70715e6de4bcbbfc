import { isLeft } from "fp-ts/lib/Either.js";
import { namedAfter } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkMemory } from "./checkMemory.ts";
import type { Memory, MemoryModel, MemoryState } from "./memory.ts";

const NAME = "spacing.parseMemoryState";

/**
 * Takes the state of one learner's card out of the database. `review` and its companions check the state they are given, so this is for
 * checking without reviewing, and for giving JSON of unknown type its type.
 *
 * A state of another kind of model or a newer version, and numbers out of range, are refused with the place named. Keys it does not
 * know are left behind.
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const { state } = orThrow(spacing.review(memory)({ grade: "good", at: new Date("2025-03-03T09:00:00Z") }));
 * const again = orThrow(spacing.parseMemoryState(memory)(JSON.parse(JSON.stringify(state))));
 * again.stability; // => 2.3065
 * ```
 */
export const parseMemoryState = <M extends MemoryModel, S extends MemoryState>(
  memory: Memory<M, S>,
): ((stored: unknown) => Result<S>) => {
  const checked = checkMemory(NAME, memory);
  return (stored) => (isLeft(checked) ? checked : namedAfter(NAME, checked.right.kernel.parseState(stored)));
};
