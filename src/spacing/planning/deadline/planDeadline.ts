import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../../../core/check/index.ts";
import { insufficientData, type Result } from "../../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../../memory.ts";
import type { DeadlineCard, DeadlineOptions } from "./deadlineOptions.ts";
import type { DeadlinePlan } from "./deadlinePlan.ts";
import { planInWords } from "./planInWords.ts";
import { readCards } from "./readCards.ts";
import { NAME, readSettings } from "./readSettings.ts";
import { searchPlan } from "./searchPlan.ts";

/**
 * Will they know it on the day of the audit? Cards or modules, a date, the minutes of each day: what is reviewed when, so that most is known at
 * the deadline and still known after it.
 *
 * For each card, dynamic programming backwards over the days: a review on day j of what was last reviewed on day i is worth
 * sum_G P(G) V_j(state after G) - price_j seconds, with P(again) = 1 - R; after the last review the value is (1 - a) R(deadline) + a R(deadline + after). The
 * prices of the days, one for all cards, are moved until what all cards want fits the seconds there are; then each day takes what gains
 * most per second over its best alternative, up to its minutes. By duality the prices also give a bound that no plan exceeds.
 *
 * The first day's visits are what to do today; each card's next visit is firm, later ones depend on the answers and are expected
 * numbers. Plan again each day with the states of that day. Cramming the day before is bounded by that day's minutes, and `afterShare` makes what is soon
 * forgotten worth less.
 *
 * A card is visited at most once a day; one that was reviewed on the first day before the plan is made waits until the next. States lie on a grid
 * of 480 nodes (FSRS-6) or about 1,500 (FSRS-7) with linear interpolation, and reviews more than a week apart are mixed from days 1.2
 * times apart. Elapsed days are whole. What the plan is worth and what bounds it are both taken on that grid. Prices are found on a coarser one from at most 150
 * of the cards; cards whose effort over value takes more than five different numbers lie between two of five levels.
 *
 * The plan is near the optimum, not exact: `certificate` has its value and a bound. For up to 60 cards ten plans are made and the best is kept. With more
 * minutes the value can come out lower by a little: it did in 3 of 1,260 random pairs of plans, by up to 0.0015.
 *
 * Fails with InvalidInput on a deadline that is not after `from` or too far, no minutes on any day that is not blocked, a state that was reviewed after
 * `from`, duplicate ids, unknown options and numbers out of range; with InsufficientData without cards.
 *
 * Cost: linear in cards times days, quadratic in the days; 2,000 cards and 60 days take less than a second with FSRS-6, about a second with FSRS-7, and
 * there two to three where efforts and values differ. A target takes three to five times as long, one that cannot be reached up to ten times.
 *
 * @param options `memory`, `from`, `deadline`, `minutesPerDay`; the rest if wanted
 * @returns a function from the cards to the plan
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const plan = orThrow(
 *   spacing.planDeadline({ memory, from: new Date("2025-03-03"), deadline: new Date("2025-03-31"), minutesPerDay: 1 })([
 *     { id: "exits" },
 *     { id: "alarm" },
 *   ]),
 * );
 * plan.days[0]?.visits.length; // => 2
 * plan.recall.atDeadline > 0.9; // => true
 * plan.days.every(({ minutes, availableMinutes }) => minutes <= availableMinutes + 1e-9); // => true
 * ```
 */
export const planDeadline = <M extends MemoryModel, S extends MemoryState>(
  options: DeadlineOptions<M, S>,
): ((cards: readonly DeadlineCard<S>[]) => Result<DeadlinePlan>) => {
  const settings = reading(NAME, (found) => readSettings<M, S>(found, options));
  return (cards) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readCards(found, settings.right, cards));
    if (isLeft(read)) return read;
    if (read.right.length === 0) return insufficientData(NAME, "cards", 1, 0);
    return right(planInWords(settings.right, read.right, searchPlan(settings.right, read.right)));
  };
};
