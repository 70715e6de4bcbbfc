import type { Fold, Result } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { dayFold, type LookBackOptions } from "./dayFold.ts";
import { currentRun, type Days, daysInOrder, longestRun } from "./state/days.ts";

/** One learner's runs of active days. */
export interface Streaks {
  /** Days in the longest run without a day off. */
  readonly longest: number;
  /** Days in the run that reaches to the day of `asOf` or to the day before; 0 where a whole day has passed without activity. */
  readonly current: number;
}

/**
 * How many days in a row? The longest run of active days, and the one that is going on: a run is not broken before its day is over.
 *
 * Fails with `InvalidInput` for options that do not fit. State: one number an active day.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const fold = orThrow(records.streakFold({ asOf: Date.UTC(2025, 0, 12, 8) }));
 * const viewed = { learner: "ada", act: "viewed", object: "page-1", objectKind: "page", source: "host" } as const;
 * const events = [6, 7, 8, 10, 11].map((day) => ({ ...viewed, at: Date.UTC(2025, 0, day) }));
 * fold.extract(events.reduce(fold.step, fold.empty())); // { longest: 3, current: 2 }
 * ```
 */
export const streakFold = (options: LookBackOptions): Result<Fold<LearnerEvent, Days, Streaks>> =>
  dayFold("records.streakFold", options, ["asOf"], (days, _, today) => {
    const ordered = daysInOrder(days);
    return { longest: longestRun(ordered), current: currentRun(ordered, today) };
  });
