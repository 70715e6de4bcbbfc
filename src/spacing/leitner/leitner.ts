import * as z from "zod/mini";
import { parseDocument } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryAlgorithm } from "../memory.ts";
import { leitnerKernel } from "./kernel.ts";
import { LEITNER_GAPS, type LeitnerModel } from "./model.ts";
import { leitnerSchema } from "./schema.ts";
import type { LeitnerState } from "./state.ts";

/**
 * The Leitner box: the rule that everybody understands at once. A new card lies in the first box; whoever knows it moves it one box on, whoever does
 * not, back to the first (or one box back). Each box has a gap in days after which its cards come again. With a table of gaps of your own it is
 * any fixed schedule: day 1, 7, 30, 90.
 *
 * The rule knows no recall; here recall falls to 0.9 at the end of a gap, R(t) = 0.9^(t / gap). So with `retention` at 0.9 the intervals are the
 * table's own, and another retention makes each of them longer or shorter by ln r / ln 0.9. Hard, good and easy count alike. A pass on the same day does not
 * move a card on, unless its gap is shorter than a day and over. `elapsed` is `"study-days"` unless you say otherwise; gaps of less
 * than a day need `"exact"`, and a `minimumIntervalDays` no longer than the first of them.
 *
 * Beside the options of every algorithm it takes `gapsDays`, [1, 2, 4, 8, 16, 32, 64] (`LEITNER_GAPS` has further tables), `onFailure`,
 * `"first-box"` or `"one-box-back"`, `"first-box"`, and `minimumIntervalDays`, in [0, 1], 1. Cost: constant per review.
 *
 * Source: Leitner (1972), So lernt man lernen; for the doubled gaps Settles & Meeder (2016).
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.leitner)({ gapsDays: [1, 7, 30, 90] }));
 * const good = (day: number) => ({ grade: "good" as const, at: new Date(Date.UTC(2025, 2, day)) });
 * const { reviews } = orThrow(spacing.replay(memory)([good(3), good(4), good(11)]));
 * reviews.map(({ intervalDays }) => intervalDays); // => [1, 7, 30]
 * ```
 */
export const leitner: MemoryAlgorithm<LeitnerModel, LeitnerState> = /* @__PURE__ */ (() => ({
  kind: "leitner",
  defaults: {
    kind: "leitner",
    version: 1,
    gapsDays: LEITNER_GAPS.doubling,
    onFailure: "first-box",
    retention: 0.9,
    minimumIntervalDays: 1,
    maximumIntervalDays: 36_500,
    elapsed: "study-days",
  },
  parse: (stored: unknown): Result<LeitnerModel> =>
    parseDocument("spacing.parseMemoryModel", leitnerSchema, z.safeParse)(stored),
  prepare: leitnerKernel,
}))();
