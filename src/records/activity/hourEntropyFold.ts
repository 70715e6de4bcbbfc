import { reading, readOptions } from "../../core/check/index.ts";
import type { CompiledZone } from "../../core/time/index.ts";
import type { Fold, Result } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { readCalendar } from "./dayRule.ts";
import { entropyOf } from "./entropy.ts";
import { type AsOf, eventFold, readAsOf } from "./eventFold.ts";
import { hoursPart } from "./state/hours.ts";

/** Whose clock the hours are read from, and until when events count. */
export interface HourEntropyFoldOptions extends AsOf {
  /** The learner's time zone, compiled by `compileZone`. Default: UTC. */
  readonly zone?: CompiledZone;
}

/**
 * Do they learn at a fixed hour, or at any? The entropy of the hour of day of their events, in nats: 0 where all fall into one hour,
 * ln 24 = 3.18 where they spread evenly over the day. H = -sum p_h ln p_h over the 24 hours of the local clock; an event counts once,
 * whatever its `count`.
 *
 * Fails with `InvalidInput` for options that do not fit. State: 24 numbers.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const fold = orThrow(records.hourEntropyFold());
 * const viewed = { learner: "ada", act: "viewed", object: "page-1", objectKind: "page", source: "host" } as const;
 * const events = [9, 9, 21, 21].map((hour) => ({ ...viewed, at: Date.UTC(2025, 0, 6, hour) }));
 * // Half in one, half in the other: ln 2.
 * fold.extract(events.reduce(fold.step, fold.empty())); // => 0.693
 * ```
 */
export const hourEntropyFold = (options: HourEntropyFoldOptions = {}): Result<Fold<LearnerEvent, number[], number>> => {
  const name = "records.hourEntropyFold";
  return reading(name, (found) => {
    const given = readOptions(found, [], options, ["zone", "asOf"]);
    const asOf = readAsOf(found, given);
    const { hourOf, rule } = readCalendar(found, given);
    return eventFold({
      name,
      rule: `${rule}, before ${asOf}`,
      asOf,
      part: hoursPart,
      add: (hours, event) => {
        const hour = hourOf(event.at);
        hours[hour] = (hours[hour] ?? 0) + 1;
        return hours;
      },
      extract: entropyOf,
    });
  });
};
