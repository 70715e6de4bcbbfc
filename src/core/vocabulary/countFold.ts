import type { Fold } from "./fold.ts";
import { loadCount, loadState, savedState } from "./saved.ts";

/**
 * How many? Exact up to 2^53.
 *
 * @example
 * ```ts
 * import { countFold, foldOver, orThrow } from "learnlift";
 *
 * orThrow(foldOver(countFold)(["a", "b", "a"])); // 3
 * ```
 */
export const countFold: Fold<unknown, number, number> = {
  kind: "count",
  empty: () => 0,
  step: (state) => state + 1,
  merge: (into, from) => into + from,
  extract: (state) => state,
  save: (state) => savedState("count", { n: state }),
  load: (saved) => loadState("count", saved, (found, held) => loadCount(found, ["n"], held["n"]), 0),
};
