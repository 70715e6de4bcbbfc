import type { Fold, Result } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { type DayFoldOptions, dayFold } from "./dayFold.ts";
import { weekEntropyOf } from "./entropy.ts";
import { type Days, daysInOrder } from "./state/days.ts";

/**
 * Do they learn week by week, or all at once? The entropy of their active days over the weeks, in nats: 0 where all active days fall
 * into one week, ln n where they spread evenly over n weeks. H = -sum p_w ln p_w with p_w the share of active days in week w. Weeks
 * begin on Monday, or count from day 0 where an `origin` is given.
 *
 * Fails with `InvalidInput` for options that do not fit. State: one number an active day.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const fold = orThrow(records.weekEntropyFold());
 * const viewed = { learner: "ada", act: "viewed", object: "page-1", objectKind: "page", source: "host" } as const;
 * const events = [6, 7, 13, 14].map((day) => ({ ...viewed, at: Date.UTC(2025, 0, day) }));
 * // Half in one, half in the other: ln 2.
 * fold.extract(events.reduce(fold.step, fold.empty())); // => 0.693
 * ```
 */
export const weekEntropyFold = (options: DayFoldOptions = {}): Result<Fold<LearnerEvent, Days, number>> =>
  dayFold("records.weekEntropyFold", options, [], (days, { weekOf }) => weekEntropyOf(daysInOrder(days), weekOf));
