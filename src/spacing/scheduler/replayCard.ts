import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../../core/check/index.ts";
import { insufficientData, type Result } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { readReviews } from "../readReviews.ts";
import { type Card, NEW_CARD } from "./card.ts";
import { type CardReviewed, cardReviewed } from "./cardReviewed.ts";
import { readCardId } from "./readCardAt.ts";
import type { CardReview } from "./reviewCard.ts";
import { checkScheduler, type Scheduler } from "./scheduler.ts";

/** What follows from the whole history of one card. */
export interface CardReplayed<S extends MemoryState = MemoryState> {
  /** The card after the last review. */
  readonly card: Card<S>;
  /** What followed from each review, in the order given. */
  readonly reviews: readonly CardReviewed<S>[];
}

const NAME = "spacing.replayCard";

/**
 * The scheduler has new weights or other steps: where would this card stand if it had been used from the start? The same as calling
 * `reviewCard` for each review in turn, starting from a new card. The entries of a card's log will do as reviews.
 *
 * The card comes out due counted from its last review, not from now. Fails where `reviewCard` fails, with the number of the review in the
 * path; on reviews that are not in order of time (neither sorted nor changed here); and on an empty history.
 * Cost: linear in the reviews.
 *
 * @param scheduler from `createScheduler` or `parseScheduler`
 * @returns a function from the reviews of one card in order of time to the card
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const withSteps = orThrow(spacing.createScheduler({ memory }));
 * const { log } = orThrow(spacing.reviewCard(withSteps)({ grade: "good", at: new Date("2025-03-03T09:00:00Z") }));
 * const without = orThrow(spacing.createScheduler({ memory, learningStepsMinutes: [] }));
 * orThrow(spacing.replayCard(without)([log])).card.phase; // => "review"
 * ```
 */
export const replayCard = <M extends MemoryModel, S extends MemoryState>(
  scheduler: Scheduler<M, S>,
): ((reviews: readonly Omit<CardReview<S>, "card">[]) => Result<CardReplayed<S>>) => {
  const checked = checkScheduler(NAME, scheduler);
  return (history) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) =>
      readReviews(found, history, (id, path) => readCardId(found, path, id, checked.right.rules)),
    );
    if (isLeft(read)) return read;
    let card: Card<S> = NEW_CARD;
    const reviews: CardReviewed<S>[] = [];
    for (const { grade, moment, id } of read.right) {
      const outcome = cardReviewed(checked.right, card, grade, moment, id);
      reviews.push(outcome);
      card = outcome.card;
    }
    return reviews.length === 0 ? insufficientData(NAME, "reviews", 1, 0) : right({ card, reviews });
  };
};
