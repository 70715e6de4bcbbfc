import type { Fold, Result } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { dayFold, type LookBackOptions } from "./dayFold.ts";
import { type Days, lastDay } from "./state/days.ts";

/**
 * For how many days have we not seen them? Days from the last active day to the day of `asOf`: 0 if they were active today, `null`
 * if they never were.
 *
 * Fails with `InvalidInput` for options that do not fit. State: one number an active day.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const fold = orThrow(records.dormancyFold({ asOf: Date.UTC(2025, 0, 12) }));
 * const viewed = { learner: "ada", act: "viewed", object: "page-1", objectKind: "page", source: "host" } as const;
 * fold.extract(fold.step(fold.empty(), { ...viewed, at: Date.UTC(2025, 0, 9, 23) })); // 3
 * ```
 */
export const dormancyFold = (options: LookBackOptions): Result<Fold<LearnerEvent, Days, number | null>> =>
  dayFold("records.dormancyFold", options, ["asOf"], (days, _, today) =>
    days.size === 0 ? null : today - lastDay(days),
  );
