import { isLeft } from "fp-ts/lib/Either.js";
import { reading } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { type Card, cardPaths, readCard } from "./card.ts";
import { checkScheduler, type Scheduler } from "./scheduler.ts";

const NAME = "spacing.parseCard";
const PATHS = /* @__PURE__ */ cardPaths([]);

/**
 * Takes a card out of the database. `reviewCard` and its companions check the card they are given, so this is for checking without
 * reviewing, and for giving JSON of unknown type its type.
 *
 * A memory of another kind of model, a newer version, numbers out of range, and parts that do not go together (a new card with reviews,
 * a card in review without a day on which it is due) are refused with the place named. Keys it does not know are left behind.
 *
 * @param scheduler from `createScheduler` or `parseScheduler`
 * @returns a function from the stored document (plain JSON) to the card
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const scheduler = orThrow(spacing.createScheduler({ memory: orThrow(spacing.createMemory(spacing.fsrs6)()) }));
 * const { card } = orThrow(spacing.reviewCard(scheduler)({ grade: "good", at: new Date("2025-03-03T09:00:00Z") }));
 * orThrow(spacing.parseCard(scheduler)(JSON.parse(JSON.stringify(card)))).phase; // => "learning"
 * ```
 */
export const parseCard = <M extends MemoryModel, S extends MemoryState>(
  scheduler: Scheduler<M, S>,
): ((stored: unknown) => Result<Card<S>>) => {
  const checked = checkScheduler(NAME, scheduler);
  return (stored) =>
    isLeft(checked) ? checked : reading(NAME, (found) => readCard(found, PATHS, checked.right.memory.kernel, stored));
};
