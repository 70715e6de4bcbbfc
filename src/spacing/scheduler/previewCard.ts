import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Path, readFields, reading } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { Grade } from "../grade.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { readMoment } from "../moment.ts";
import { cardPaths } from "./card.ts";
import { type CardReviewed, cardReviewed } from "./cardReviewed.ts";
import { readCardAt, readCardId } from "./readCardAt.ts";
import type { CardReview } from "./reviewCard.ts";
import { checkScheduler, type Scheduler } from "./scheduler.ts";

const NAME = "spacing.previewCard";
const ROOT: Path = [];
const KEYS = ["card", "id", "at", "day"];
const PATHS = /* @__PURE__ */ (() => ({ ...cardPaths(["card"]), at: ["at"], day: ["day"], id: ["id"] }) as const)();

/**
 * The card is open and not yet answered: when would it come back after each of the four grades? Each answer is what `reviewCard` gives
 * for that grade at that time: what to write on the four buttons.
 *
 * Fails as `reviewCard` does. Cost: at most four times that of `reviewCard`.
 *
 * @param scheduler from `createScheduler` or `parseScheduler`
 * @returns a function from a review without its grade to what follows from each
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const scheduler = orThrow(spacing.createScheduler({ memory: orThrow(spacing.createMemory(spacing.fsrs6)()) }));
 * const at = Date.UTC(2025, 2, 3, 9);
 * const grades = orThrow(spacing.previewCard(scheduler)({ at }));
 * spacing.GRADES.map((grade) => (Number(grades[grade].card.dueAt) - at) / 60_000); // => [1, 6, 10, 11520]
 * ```
 */
export const previewCard = <M extends MemoryModel, S extends MemoryState>(
  scheduler: Scheduler<M, S>,
): ((review: Omit<CardReview<S>, "grade">) => Result<Readonly<Record<Grade, CardReviewed<S>>>>) => {
  const checked = checkScheduler(NAME, scheduler);
  return (input) => {
    if (isLeft(checked)) return checked;
    const { memory, rules } = checked.right;
    const read = reading(NAME, (found) => {
      const source = readFields(found, ROOT, input, "a card and a time", KEYS);
      const moment = readMoment(found, PATHS, source["at"], source["day"]);
      const id = readCardId(found, PATHS.id, source["id"], rules);
      return { card: readCardAt(found, PATHS, memory.kernel, source["card"], moment), moment, id };
    });
    if (isLeft(read)) return read;
    const { card, moment, id } = read.right;
    return right({
      again: cardReviewed(checked.right, card, 1, moment, id),
      hard: cardReviewed(checked.right, card, 2, moment, id),
      good: cardReviewed(checked.right, card, 3, moment, id),
      easy: cardReviewed(checked.right, card, 4, moment, id),
    });
  };
};
