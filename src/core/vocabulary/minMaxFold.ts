import type { Fold } from "./fold.ts";
import { loadCount, loadNumber, loadState, savedNumber, savedState } from "./saved.ts";

/** The extremes so far. */
export interface MinMaxState {
  /** How many finite inputs. */
  n: number;
  /** The least; Infinity where there are none. */
  min: number;
  /** The greatest; -Infinity where there are none. */
  max: number;
}

/** What `minMaxFold` says. */
export interface MinMax {
  /** How many finite inputs. */
  readonly n: number;
  /** The least, `null` where n is 0. */
  readonly min: number | null;
  /** The greatest, `null` where n is 0. */
  readonly max: number | null;
}

/**
 * Which is the least, which the greatest? Exact. What is not finite counts as missing and is left out.
 *
 * @example
 * ```ts
 * import { foldOver, minMaxFold, orThrow } from "learnlift";
 *
 * orThrow(foldOver(minMaxFold)([3, -1, 2])); // { n: 3, min: -1, max: 3 }
 * ```
 */
export const minMaxFold: Fold<number, MinMaxState, MinMax> = {
  kind: "min-max",
  empty: () => ({ n: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY }),
  step(state, input) {
    if (!Number.isFinite(input)) return state;
    state.n += 1;
    if (input < state.min) state.min = input;
    if (input > state.max) state.max = input;
    return state;
  },
  merge(into, from) {
    into.n += from.n;
    if (from.min < into.min) into.min = from.min;
    if (from.max > into.max) into.max = from.max;
    return into;
  },
  extract: ({ n, min, max }) => (n === 0 ? { n, min: null, max: null } : { n, min, max }),
  save: ({ n, min, max }) => savedState("min-max", { n, min: savedNumber(min), max: savedNumber(max) }),
  load: (saved) =>
    loadState(
      "min-max",
      saved,
      (found, held) => ({
        n: loadCount(found, ["n"], held["n"]),
        min: loadNumber(found, ["min"], held["min"]),
        max: loadNumber(found, ["max"], held["max"]),
      }),
      { n: 0, min: 0, max: 0 },
    ),
};
