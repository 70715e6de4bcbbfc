import type { MemoryModel } from "../memory.ts";

/** A Leitner box: plain JSON to store. */
export interface LeitnerModel extends MemoryModel {
  /** The algorithm. */
  readonly kind: "leitner";
  /** For each box, from the first, the days until its cards come again: 1 to 100 of them, not falling, each at least `minimumIntervalDays`, above 0 and at most 36500. */
  readonly gapsDays: readonly number[];
  /** Where a forgotten card goes: into the first box, or one box back. */
  readonly onFailure: "first-box" | "one-box-back";
  /** No review is planned sooner than this: days, in [0, 1]. Below 1 only where `elapsed` is `"exact"`. */
  readonly minimumIntervalDays: number;
}

/**
 * Tables of gaps to choose from, in days.
 *
 * `doubling`: Leitner's boxes with 2^(b-1) days. `memrise`: 1, 6, 12, 48, 96 and 180 days. `pimsleur`: 5 and 25 seconds, 2 and 10 minutes, 1
 * and 5 hours, 1, 5 and 25 days, 4 months (120 days) and 2 years (730 days), after Pimsleur (1967); it needs `elapsed: "exact"` and
 * `minimumIntervalDays: 0`, and is refused without them.
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const { memrise } = spacing.LEITNER_GAPS;
 * const memory = orThrow(spacing.createMemory(spacing.leitner)({ gapsDays: memrise }));
 * memory.model.gapsDays; // => [1, 6, 12, 48, 96, 180]
 * ```
 */
export const LEITNER_GAPS: Readonly<Record<"doubling" | "memrise" | "pimsleur", readonly number[]>> = {
  doubling: [1, 2, 4, 8, 16, 32, 64],
  memrise: [1, 6, 12, 48, 96, 180],
  pimsleur: [5 / 86_400, 25 / 86_400, 2 / 1440, 10 / 1440, 1 / 24, 5 / 24, 1, 5, 25, 120, 730],
};
