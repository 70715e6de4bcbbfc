import { isLeft, map } from "fp-ts/lib/Either.js";
import { reading } from "../../core/check/index.ts";
import type { Result, Table } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { activityFoldOf } from "./activityFold.ts";
import { type ActivityOptions, readActivityOptions } from "./activityOptions.ts";
import { type ReadEvent, readEvents } from "./readEvents.ts";

const NAME = "records.activityFeatures";

/**
 * What kind of learner is this, in numbers? Turns events into a table of features, one row a learner: how much, how regularly, how
 * recently. It is what `segment.fitPersonas` reads.
 *
 * Only events before `asOf` count, so that what is learned from the table can be used at that time of a course. Counts grow with
 * time: the table says in its column `elapsedDays` how many days it covers, and a model fitted on it refuses rows cut at another
 * day. The columns `learner` (role `id`), `asOf` and `elapsedDays` (role `ignored`) stand before the features.
 *
 * The order of the events does not matter; an event that is given twice counts twice.
 *
 * Fails with `InvalidInput`, naming the event, for events or options that do not fit. Cost: one pass over the events, O(d log d) for
 * d active days of a learner.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const viewed = { learner: "ada", act: "viewed", object: "page-1", objectKind: "page", source: "host" } as const;
 * const events = [6, 7, 8, 20].map((day) => ({ ...viewed, at: Date.UTC(2025, 0, day, 9), count: 3 }));
 * const cut = { asOf: Date.UTC(2025, 0, 27), origin: Date.UTC(2025, 0, 6) };
 * const table = orThrow(records.activityFeatures({ ...cut, features: ["clicks", "longestStreak", "dormantDays"] })(events));
 * table.columns["clicks"]; // { kind: "number", values: [12] }
 * table.columns["longestStreak"]; // { kind: "number", values: [3] }
 * table.columns["dormantDays"]; // { kind: "number", values: [7] }
 * ```
 */
export const activityFeatures = (options: ActivityOptions): ((events: readonly LearnerEvent[]) => Result<Table>) => {
  const plan = reading(NAME, (found) => readActivityOptions(found, options));
  return (events) => {
    if (isLeft(plan)) return plan;
    const fold = activityFoldOf(NAME, plan.right);
    return map((read: readonly ReadEvent[]) => fold.extract(read.reduce(fold.step, fold.empty())))(
      reading(NAME, (found) => readEvents(found, [], events)),
    );
  };
};
