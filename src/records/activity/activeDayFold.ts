import type { Fold, Result } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { type DayFoldOptions, dayFold } from "./dayFold.ts";
import type { Days } from "./state/days.ts";

/**
 * On how many days were they active? Days are counted by the day rule: the learner's zone and the hour at which a day begins.
 *
 * Fails with `InvalidInput` for options that do not fit. State: one number an active day.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const fold = orThrow(records.activeDayFold({ cutoffHour: 4 }));
 * const viewed = { learner: "ada", act: "viewed", object: "page-1", objectKind: "page", source: "host" } as const;
 * const events = [22, 26, 30].map((hour) => ({ ...viewed, at: Date.UTC(2025, 0, 6, hour) }));
 * // Two in the morning still belongs to the evening before.
 * fold.extract(events.reduce(fold.step, fold.empty())); // => 2
 * ```
 */
export const activeDayFold = (options: DayFoldOptions = {}): Result<Fold<LearnerEvent, Days, number>> =>
  dayFold("records.activeDayFold", options, [], (days) => days.size);
