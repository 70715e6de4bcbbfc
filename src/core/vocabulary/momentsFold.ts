import type { Fold } from "./fold.ts";
import { loadCount, loadNumber, loadState, savedNumber, savedState } from "./saved.ts";

/** Count, mean and squared deviations so far. */
export interface MomentsState {
  /** How many finite inputs. */
  n: number;
  /** Their mean; 0 where there are none. */
  mean: number;
  /** The sum of their squared deviations from the mean. */
  squares: number;
  /** How many inputs were not finite. */
  missing: number;
}

/** What `momentsFold` says. */
export interface Moments {
  /** How many finite inputs. */
  readonly n: number;
  /** `null` where n is 0. */
  readonly mean: number | null;
  /** The sample variance, with n - 1; `null` where n is below 2. */
  readonly variance: number | null;
  /** Its root. */
  readonly standardDeviation: number | null;
  /** How many inputs were not finite, and so left out. */
  readonly missing: number;
}

/**
 * What is the mean, and how far do the values spread? One pass, and shards merge: the mean and the sum of squared deviations are
 * updated, never the difference of two large sums. What is not finite counts as missing.
 *
 * With d = x - mean: mean' = mean + d / n, S' = S + d·(x - mean'). Merging n_A and n_B values with d = mean_B - mean_A:
 * mean = mean_A + d·n_B / n, S = S_A + S_B + d²·n_A·n_B / n.
 *
 * Sources: Welford (1962), "Note on a method for calculating corrected sums of squares and products"; Chan, Golub and LeVeque (1979),
 * "Updating formulae and a pairwise algorithm for computing sample variances", (2.1).
 *
 * @example
 * ```ts
 * import { foldOver, momentsFold, orThrow } from "learnlift";
 *
 * orThrow(foldOver(momentsFold)([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).variance; // 30
 * ```
 */
export const momentsFold: Fold<number, MomentsState, Moments> = {
  kind: "moments",
  empty: () => ({ n: 0, mean: 0, squares: 0, missing: 0 }),
  step(state, input) {
    if (!Number.isFinite(input)) {
      state.missing += 1;
      return state;
    }
    state.n += 1;
    const difference = input - state.mean;
    state.mean += difference / state.n;
    state.squares += difference * (input - state.mean);
    return state;
  },
  merge(into, from) {
    into.missing += from.missing;
    if (from.n === 0) return into;
    const n = into.n + from.n;
    const difference = from.mean - into.mean;
    into.mean = into.n === 0 ? from.mean : into.mean + difference * (from.n / n);
    into.squares += from.squares + difference * difference * ((into.n * from.n) / n);
    into.n = n;
    return into;
  },
  extract({ n, mean, squares, missing }) {
    const variance = n < 2 ? null : squares / (n - 1);
    return {
      n,
      mean: n === 0 ? null : mean,
      variance,
      standardDeviation: variance === null ? null : Math.sqrt(variance),
      missing,
    };
  },
  save: ({ n, mean, squares, missing }) =>
    savedState("moments", { n, mean: savedNumber(mean), squares: savedNumber(squares), missing }),
  load: (saved) =>
    loadState(
      "moments",
      saved,
      (found, held) => ({
        n: loadCount(found, ["n"], held["n"]),
        mean: loadNumber(found, ["mean"], held["mean"]),
        squares: loadNumber(found, ["squares"], held["squares"]),
        missing: loadCount(found, ["missing"], held["missing"]),
      }),
      { n: 0, mean: 0, squares: 0, missing: 0 },
    ),
};
