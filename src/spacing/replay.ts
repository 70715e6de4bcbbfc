import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../core/check/index.ts";
import { insufficientData, type Result } from "../core/vocabulary/index.ts";
import { checkMemory } from "./checkMemory.ts";
import type { Memory, MemoryModel, MemoryState } from "./memory.ts";
import { readReviews } from "./readReviews.ts";
import type { Review } from "./review.ts";
import { type Reviewed, reviewed } from "./reviewed.ts";

/** What follows from the whole history of one card. */
export interface Replayed<S extends MemoryState = MemoryState> {
  /** The state after the last review. */
  readonly state: S;
  /** What followed from each review, in the order given. */
  readonly reviews: readonly Reviewed<S>[];
}

const NAME = "spacing.replay";

/**
 * The reviews of one card are there but its state is not, or the model has new weights: what is the state now? The same as calling
 * `review` for each review in turn, starting from a new card.
 *
 * Fails where `review` fails, with the number of the review in the path; on reviews that are not in order of time (they are not
 * sorted for you: a history out of order is a sign of trouble in the log); and on an empty history. Cost: linear in the reviews.
 *
 * @param memory from `createMemory` or `parseMemoryModel`
 * @returns a function from the reviews of one card in order of time to its state
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const { state, reviews } = orThrow(
 *   spacing.replay(memory)([
 *     { grade: "again", at: new Date("2025-03-03T09:00:00Z") },
 *     { grade: "good", at: new Date("2025-03-04T09:00:00Z") },
 *   ]),
 * );
 * [state.reviews, reviews.length]; // => [2, 2]
 * ```
 */
export const replay = <M extends MemoryModel, S extends MemoryState>(
  memory: Memory<M, S>,
): ((reviews: readonly Omit<Review<S>, "state">[]) => Result<Replayed<S>>) => {
  const checked = checkMemory(NAME, memory);
  return (history) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => readReviews(found, history));
    if (isLeft(read)) return read;
    let state: S | null = null;
    const reviews: Reviewed<S>[] = [];
    for (const { grade, moment } of read.right) {
      const outcome: Reviewed<S> = reviewed(memory, state, grade, moment);
      reviews.push(outcome);
      state = outcome.state;
    }
    return state === null ? insufficientData(NAME, "reviews", 1, 0) : right({ state, reviews });
  };
};
