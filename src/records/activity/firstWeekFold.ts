import type { Fold, Result } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { type DayFoldOptions, dayFold } from "./dayFold.ts";
import { clicksBetween, type Days, firstDay } from "./state/days.ts";

/**
 * How hard did they start? Clicks on the seven days from day 0 where an `origin` is given (earlier days do not count), else on the
 * seven days from their own first active day.
 *
 * Fails with `InvalidInput` for options that do not fit. State: one number an active day.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const fold = orThrow(records.firstWeekFold({ origin: Date.UTC(2025, 0, 6) }));
 * const viewed = { learner: "ada", act: "viewed", object: "page-1", objectKind: "page", source: "host" } as const;
 * const events = [5, 6, 12, 13].map((day) => ({ ...viewed, at: Date.UTC(2025, 0, day), count: day }));
 * // Those of the sixth and the twelfth.
 * fold.extract(events.reduce(fold.step, fold.empty())); // => 18
 * ```
 */
export const firstWeekFold = (options: DayFoldOptions = {}): Result<Fold<LearnerEvent, Days, number>> =>
  dayFold("records.firstWeekFold", options, [], (days, { countsFromOrigin }) => {
    const start = countsFromOrigin ? 0 : firstDay(days);
    return clicksBetween(days, start, start + 7);
  });
