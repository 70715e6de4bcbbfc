import * as z from "zod/mini";
import { parseDocument } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryAlgorithm } from "../memory.ts";
import { sm2Kernel } from "./kernel.ts";
import type { Sm2Model } from "./model.ts";
import { sm2Schema } from "./schema.ts";
import type { Sm2State } from "./state.ts";

/**
 * SM-2, the rule of 1987 on which most flashcard software rests: for schedules that go on as they were, and as the yardstick. Intervals of
 * 1 and 6 days, then each the one before times the ease EF, rounded up. A pass of quality q changes EF by 0.1 - (5 - q) (0.08 + (5 - q) 0.02), to
 * at least 1.3; a failure starts over at 1 day.
 *
 * The rule knows no recall; here recall falls to 0.9 at the end of its interval, R(t) = 0.9^(t / I). So with `retention` at 0.9 the intervals are
 * the rule's own, and another retention makes each of them longer or shorter by ln r / ln 0.9. When a review came does not matter to the rule, only
 * on which study day: a further review of the same day is its final drill and changes nothing but the time. `elapsed` is `"study-days"`
 * unless you say otherwise; under `"exact"` the same day is less than 24 hours.
 *
 * Beside the options of every algorithm it takes `qualities`, what again, hard, good and easy are on the scale from 0 to 5, [2, 3, 4, 5], and
 * `failureLowersEase`, false as in the original, true as in much software (and in srs-benchmark). Better grades never give shorter
 * intervals, but hard, good and easy tell only from the next interval on, since EF is applied before it changes.
 *
 * Departures: an ease of whole hundredths is taken as just that, so that 10 · 2.7 is 27 days and not 28; no interval is longer than 36,500 days.
 *
 * Cost: constant per review, no elementary function but for recall.
 *
 * Source: Wozniak (1990), Optimization of learning, 3.2: application of a computer to improve the results obtained in working with the
 * SuperMemo method.
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.sm2)());
 * const good = (day: number) => ({ grade: "good" as const, at: new Date(Date.UTC(2025, 2, day)) });
 * const { reviews } = orThrow(spacing.replay(memory)([good(3), good(4), good(10)]));
 * reviews.map(({ intervalDays }) => intervalDays); // => [1, 6, 15]
 * ```
 */
export const sm2: MemoryAlgorithm<Sm2Model, Sm2State> = {
  kind: "sm-2",
  defaults: {
    kind: "sm-2",
    version: 1,
    qualities: [2, 3, 4, 5],
    failureLowersEase: false,
    retention: 0.9,
    maximumIntervalDays: 36_500,
    elapsed: "study-days",
  },
  parse: (stored: unknown): Result<Sm2Model> =>
    parseDocument("spacing.parseMemoryModel", sm2Schema, z.safeParse)(stored),
  prepare: sm2Kernel,
};
