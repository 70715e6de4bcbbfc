import { isLeft, right } from "fp-ts/lib/Either.js";
import { readArray, reading, readObject } from "../../core/check/index.ts";
import { insufficientData, type Result } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { checkOrder, readMoment } from "../moment.ts";
import { readGrade } from "../readInput.ts";
import { type Card, NEW_CARD } from "./card.ts";
import { type CardReviewed, cardReviewed } from "./cardReviewed.ts";
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
    const read = reading(NAME, (found) => {
      let lastAt = Number.NEGATIVE_INFINITY;
      return readArray(found, [], history, (element, path) => {
        const source = readObject(found, path, element, "a review");
        if (source !== element) return { grade: 1, moment: { at: 0, day: 0 } } as const;
        const grade = readGrade(found, [...path, "grade"], source["grade"]);
        const paths = { at: [...path, "at"], day: [...path, "day"] };
        const moment = readMoment(found, paths, source["at"], source["day"]);
        checkOrder(found, paths.at, moment.at, lastAt);
        lastAt = moment.at;
        return { grade, moment };
      });
    });
    if (isLeft(read)) return read;
    let card: Card<S> = NEW_CARD;
    const reviews: CardReviewed<S>[] = [];
    for (const { grade, moment } of read.right) {
      const outcome = cardReviewed(checked.right, card, grade, moment);
      reviews.push(outcome);
      card = outcome.card;
    }
    return reviews.length === 0 ? insufficientData(NAME, "reviews", 1, 0) : right({ card, reviews });
  };
};
