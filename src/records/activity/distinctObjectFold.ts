import { reading, readOptions } from "../../core/check/index.ts";
import type { Fold, Result } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { type AsOf, eventFold, readAsOf } from "./eventFold.ts";
import { textsPart } from "./state/texts.ts";

/**
 * How much of the content did they touch? The number of different objects.
 *
 * Fails with `InvalidInput` for options that do not fit. State: each object's id once.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const fold = orThrow(records.distinctObjectFold());
 * const at = Date.UTC(2025, 0, 6);
 * const viewed = { learner: "ada", at, act: "viewed", object: "page-1", objectKind: "page", source: "host" } as const;
 * fold.extract([viewed, viewed, { ...viewed, object: "page-2" }].reduce(fold.step, fold.empty())); // 2
 * ```
 */
export const distinctObjectFold = (options: AsOf = {}): Result<Fold<LearnerEvent, Set<string>, number>> => {
  const name = "records.distinctObjectFold";
  return reading(name, (found) => {
    const asOf = readAsOf(found, readOptions(found, [], options, ["asOf"]));
    return eventFold({
      name,
      rule: `before ${asOf}`,
      asOf,
      part: textsPart,
      add: (objects, event) => objects.add(event.object),
      extract: (objects) => objects.size,
    });
  });
};
