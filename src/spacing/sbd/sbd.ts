import * as z from "zod/mini";
import { parseDocument } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryAlgorithm } from "../memory.ts";
import { sbdKernel } from "./kernel.ts";
import { SBD_WEIGHTS, type SbdModel } from "./model.ts";
import { sbdSchema } from "./schema.ts";
import type { SbdState } from "./state.ts";

/**
 * SBD: when will this learner have forgotten this card, told from few reviews? Seven weights where FSRS-7 has 34, so that they can be fitted to
 * a learner who has made a few hundred reviews. Three numbers follow each card: stability S in days, brittleness n (how often it was forgotten, a hard
 * answer counting half) and the grade of the last review, which stands for difficulty.
 *
 * With the weights L, H, k, alpha, c, v, ln delta, g the last grade less one, and rho = e^((H - L) / 3), recall after t days is
 * R(t) = (1 + a / S)^-beta, where a = t^(1/k) + e^(v/k) rho^(-g/2) √S and beta = e^alpha (delta + n)^c. A first review of grade G (1 again
 * to 4 easy) gives S = e^L rho^(G-1); a recalled card has S' = S + a, a forgotten one S' = S (1 - R)^c; each adds max(0, (3 - G) / 2) to
 * n, to at most 50. S is kept in [0.001, 36500].
 *
 * Time counts with fractions, within a day too (`elapsed` is `"exact"` unless you say otherwise), and there is no formula apart for reviews of the same
 * day. Recall just after a review is below 1, after a forgotten card far below (0.8 with the default weights): where it is below `retention`,
 * the interval is the shortest, `minimumIntervalDays`, in [0, 1], 1.
 *
 * Mind the defaults: the weights are those of flashcard learners, and without a limit a run of good, each when it is due, is planned after 6, 66, 720,
 * 7764 and then 36,500 days. A recalled card adds its whole age to S, whatever it was before. Training that has to hold cannot wait for years on the word
 * of one good answer, so `maximumIntervalDays` is 365 here unless you say otherwise: set it to what your rules ask for, and fit the weights to your own
 * reviews with `fitMemory` before you trust longer intervals.
 *
 * A better grade never gives a shorter interval, whatever the weights; after a review that was recalled, stability is the same for hard, good and easy, which
 * tell in n and g.
 *
 * Departures: nothing is rounded on the way, and recall is not kept in [1e-6, 1 - 1e-6], so that the interval is its inverse everywhere.
 *
 * Cost: constant per review, at most ten elementary functions.
 *
 * Source: A. Schill, SBD (stability, brittleness, difficulty), 2026, as in srs-benchmark.
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.sbd)({ retention: 0.85 }));
 * const { state } = orThrow(spacing.review(memory)({ grade: "hard", at: new Date("2025-03-03T09:00:00Z") }));
 * [state.stability, state.brittleness]; // => [0.245, 0.5]
 * ```
 */
export const sbd: MemoryAlgorithm<SbdModel, SbdState> = {
  kind: "sbd",
  defaults: {
    kind: "sbd",
    version: 1,
    weights: SBD_WEIGHTS,
    retention: 0.9,
    minimumIntervalDays: 1,
    maximumIntervalDays: 365,
    elapsed: "exact",
  },
  parse: (stored: unknown): Result<SbdModel> =>
    parseDocument("spacing.parseMemoryModel", sbdSchema, z.safeParse)(stored),
  prepare: sbdKernel,
};
