import { readChoice, reading, readOptions } from "../../core/check/index.ts";
import type { Fold, Result } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { type AsOf, eventFold, readAsOf } from "./eventFold.ts";
import { type Tally, tallyPart, tallyUp } from "./state/tally.ts";

/** What is shared out, and until when events count. */
export interface ShareFoldOptions extends AsOf {
  /** By what was done (`"act"`) or by what it was done to (`"objectKind"`). */
  readonly by: "act" | "objectKind";
}

const sharesOf = (tally: Tally): Readonly<Record<string, number>> => {
  let total = 0;
  for (const count of tally.values()) total += count;
  const words = [...tally.keys()].sort();
  return Object.fromEntries(words.map((word) => [word, (tally.get(word) ?? 0) / total]));
};

/**
 * What do they spend their clicks on? The share of each act, or of each kind of object, in the sum of all counts. What never
 * occurred has no key; without events there are no keys.
 *
 * Shares sum to 1, so they go up only together with others going down: compare ratios of shares, not one share alone.
 *
 * Fails with `InvalidInput` for options that do not fit. State: one number for each act or kind.
 *
 * @example
 * ```ts
 * import { orThrow, records } from "learnlift";
 *
 * const fold = orThrow(records.shareFold({ by: "objectKind" }));
 * const at = Date.UTC(2025, 0, 6);
 * const viewed = { learner: "ada", at, act: "viewed", object: "page-1", objectKind: "page", source: "host" } as const;
 * fold.extract([viewed, { ...viewed, objectKind: "video" as const, count: 3 }].reduce(fold.step, fold.empty()));
 * // => { page: 0.25, video: 0.75 }
 * ```
 */
export const shareFold = (
  options: ShareFoldOptions,
): Result<Fold<LearnerEvent, Tally, Readonly<Record<string, number>>>> => {
  const name = "records.shareFold";
  return reading(name, (found) => {
    const given = readOptions(found, [], options, ["by", "asOf"]);
    const asOf = readAsOf(found, given);
    const by = readChoice(found, ["by"], given["by"], ["act", "objectKind"]);
    return eventFold({
      name,
      rule: `by ${by}, before ${asOf}`,
      asOf,
      part: tallyPart,
      add: (tally, event, count) => {
        tallyUp(tally, event[by], count);
        return tally;
      },
      extract: sharesOf,
    });
  });
};
