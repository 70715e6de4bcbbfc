import * as z from "zod/mini";
import { parseDocument } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryAlgorithm } from "../memory.ts";
import { ankiSm2Kernel } from "./kernel.ts";
import type { AnkiSm2Model } from "./model.ts";
import { ankiSm2Schema } from "./schema.ts";
import type { AnkiSm2State } from "./state.ts";

/**
 * SM-2 as Anki has it without FSRS: for a collection that shall go on as it was, and as the yardstick. Learned cards start at 1 day (4 after
 * easy) with an ease of 2.5. In review hard multiplies the interval by 1.2, good by the ease, easy by the ease and 1.3; being late lengthens good by half
 * of it and easy by all of it, being early shortens. Again starts over at 1 day. The ease loses 0.2 at again and 0.15 at hard and gains 0.15 at easy, and
 * is at least 1.3.
 *
 * The rule knows no recall; here recall falls to 0.9 at the end of its interval, R(t) = 0.9^(t / i). So with `retention` at 0.9 the intervals are
 * the rule's own, and another retention makes each of them longer or shorter by ln r / ln 0.9. Reviews of the first day, and of the day on
 * which a card was forgotten, are learning steps and change nothing, but that easy on the first day gives the easy interval. `elapsed` is
 * `"study-days"` unless you say otherwise, as in Anki; under `"exact"` a day is 24 hours and lateness counts with fractions.
 *
 * Beside the options of every algorithm it takes those of an Anki deck: `graduatingIntervalDays` 1, `easyIntervalDays` 4, `startingEase`
 * 2.5, `easyBonus` 1.3, `hardMultiplier` 1.2, `intervalModifier` 1, `lapseMultiplier` 0, `lapseMinimumDays` 1. Where a card is late or due, better
 * passes give intervals at least a day longer, unless the longest is reached or `hardMultiplier` is at most 1.
 *
 * Departures: no fuzz; an ease is a whole number of thousandths, halves of a day are rounded up from just that (Anki: 32-bit floats); easy
 * while a card is relearned does not add a day. srs-benchmark's file for this rule has good and easy in review the wrong way round.
 *
 * Cost: constant per review, no elementary function but for recall.
 *
 * Source: Anki 24 and later, rslib/src/scheduler/states/review.rs and learning.rs.
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.ankiSm2)());
 * const good = (day: number) => ({ grade: "good" as const, at: new Date(Date.UTC(2025, 2, day)) });
 * const { reviews } = orThrow(spacing.replay(memory)([good(3), good(4), good(7)]));
 * reviews.map(({ intervalDays }) => intervalDays); // => [1, 3, 8]
 * ```
 */
export const ankiSm2: MemoryAlgorithm<AnkiSm2Model, AnkiSm2State> = {
  kind: "anki-sm-2",
  defaults: {
    kind: "anki-sm-2",
    version: 1,
    graduatingIntervalDays: 1,
    easyIntervalDays: 4,
    startingEase: 2.5,
    easyBonus: 1.3,
    hardMultiplier: 1.2,
    intervalModifier: 1,
    lapseMultiplier: 0,
    lapseMinimumDays: 1,
    retention: 0.9,
    maximumIntervalDays: 36_500,
    elapsed: "study-days",
  },
  parse: (stored: unknown): Result<AnkiSm2Model> =>
    parseDocument("spacing.parseMemoryModel", ankiSm2Schema, z.safeParse)(stored),
  prepare: ankiSm2Kernel,
};
