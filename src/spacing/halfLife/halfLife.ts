import * as z from "zod/mini";
import { parseDocument } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryAlgorithm } from "../memory.ts";
import { halfLifeKernel } from "./kernel.ts";
import { HALF_LIFE_WEIGHTS, type HalfLifeModel } from "./model.ts";
import { halfLifeSchema } from "./schema.ts";
import type { HalfLifeState } from "./state.ts";

/**
 * Half-life regression: when will this learner have forgotten this card, told from how often it was right and wrong so far? Recall halves
 * every h days: R(t) = 2^(-t / h), with h = 2^(w0 √(1 + right) + w1 √(1 + wrong) + w2), kept between 15 minutes and 274 days. The three
 * weights come from review logs. The state is two counts, so new weights need no replay.
 *
 * Time counts with fractions, within a day too: `elapsed` is `"exact"` unless you say otherwise. It does not matter when a review came,
 * only how it went: there is no spacing effect in this model, and on public review logs FSRS and SBD foretell recall far better. Hard, good and easy count
 * alike.
 *
 * Departures: no weight for each item, which the paper has; recall is at least 0.0001, but not at most 0.9999, so that the interval is its inverse
 * everywhere.
 *
 * Beside the options of every algorithm it takes `weights` and `minimumIntervalDays`, in [0, 1], 1. Cost: constant per review, two elementary functions.
 *
 * Source: Settles & Meeder (2016, doi:10.18653/v1/P16-1174), equations 1 to 3.
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.halfLife)({ weights: [1, -1, 1] }));
 * const { state } = orThrow(spacing.review(memory)({ grade: "good", at: new Date("2025-03-03T09:00:00Z") }));
 * orThrow(spacing.intervalDays(memory)({ state, retention: 0.5 })).toFixed(3); // => "2.665"
 * ```
 */
export const halfLife: MemoryAlgorithm<HalfLifeModel, HalfLifeState> = {
  kind: "half-life",
  defaults: {
    kind: "half-life",
    version: 1,
    weights: HALF_LIFE_WEIGHTS,
    retention: 0.9,
    minimumIntervalDays: 1,
    maximumIntervalDays: 36_500,
    elapsed: "exact",
  },
  parse: (stored: unknown): Result<HalfLifeModel> =>
    parseDocument("spacing.parseMemoryModel", halfLifeSchema, z.safeParse)(stored),
  prepare: halfLifeKernel,
};
