import { reading, readOptions } from "../../core/check/index.ts";
import type { Fold, Result } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { type AsOf, eventFold, readAsOf } from "./eventFold.ts";
import { totalPart } from "./state/total.ts";

/**
 * How much did they do? The number of events, where an event with a `count` stands for that many.
 *
 * Fails with `InvalidInput` for options that do not fit. State: one number.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const fold = orThrow(records.clickFold());
 * const at = Date.UTC(2025, 0, 6);
 * const viewed = { learner: "ada", at, act: "viewed", object: "page-1", objectKind: "page", source: "host" } as const;
 * fold.extract([viewed, { ...viewed, count: 4 }].reduce(fold.step, fold.empty())); // 5
 * ```
 */
export const clickFold = (options: AsOf = {}): Result<Fold<LearnerEvent, number, number>> => {
  const name = "records.clickFold";
  return reading(name, (found) => {
    const asOf = readAsOf(found, readOptions(found, [], options, ["asOf"]));
    return eventFold({
      name,
      rule: `before ${asOf}`,
      asOf,
      part: totalPart,
      add: (total, _, count) => total + count,
      extract: (total) => total,
    });
  });
};
