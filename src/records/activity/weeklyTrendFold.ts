import type { Fold, Result } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { dayFold, type LookBackOptions } from "./dayFold.ts";
import { type Days, weeklySlope } from "./state/days.ts";

/** What a day is, where the weeks begin, and from which instant we look back. */
export interface WeeklyTrendFoldOptions extends LookBackOptions {
  /** An instant of day 0, epoch milliseconds or a Date: the first week begins there. */
  readonly origin: number | Date;
}

/**
 * Is it getting more or less? The least-squares slope of clicks a week over all weeks that were complete at `asOf`, weeks without
 * activity counting as zero: clicks a week, gained (or lost) a week. `null` before two weeks are complete.
 *
 * Fails with `InvalidInput` for options that do not fit. State: one number an active day.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const fold = orThrow(records.weeklyTrendFold({ origin: Date.UTC(2025, 0, 6), asOf: Date.UTC(2025, 0, 27) }));
 * const viewed = { learner: "ada", act: "viewed", object: "page-1", objectKind: "page", source: "host" } as const;
 * const events = [6, 13, 20].map((day, week) => ({ ...viewed, at: Date.UTC(2025, 0, day), count: 30 - 10 * week }));
 * fold.extract(events.reduce(fold.step, fold.empty())); // -10
 * ```
 */
export const weeklyTrendFold = (options: WeeklyTrendFoldOptions): Result<Fold<LearnerEvent, Days, number | null>> =>
  dayFold("records.weeklyTrendFold", options, ["origin", "asOf"], (days, _, today) =>
    weeklySlope(days, Math.floor(today / 7)),
  );
