import * as z from "zod/mini";
import { parseDocument } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryAlgorithm } from "../memory.ts";
import { fsrs7Kernel } from "./kernel.ts";
import { FSRS7_WEIGHTS, type Fsrs7Model } from "./model.ts";
import { fsrs7Schema } from "./schema.ts";
import type { Fsrs7State } from "./state.ts";

/**
 * FSRS-7: when will this learner have forgotten this card, to the minute? Two traces follow each card, a slow one with stability S and a
 * fast one with stability F, both in days, and a difficulty D in [1, 10]. Recall after t days is a mixture of a power law of each. Time
 * counts with fractions, within a day too, and there is no formula apart for reviews of the same day. The 34 weights come from review
 * logs; the default ones are the published fit over many learners.
 *
 * Beside the options of every algorithm it takes `minimumIntervalDays`, in [0, 1], 1: the shortest interval that is planned. At 1 intervals are whole days, as
 * with `fsrs6`. Below 1, intervals of less than a day keep their fraction: 0.0035 plans reviews five minutes apart.
 * `elapsed` is `"exact"` unless you say otherwise.
 *
 * Departures: nothing is rounded on the way, and the interval is solved to the last digits (fsrs-rs stops after seven steps of Newton's method
 * in 32-bit floats, gives 0 for a retention of 0.9999, and does not go below a second or beyond 36,500 days; `review` caps, `intervalDays` does not).
 *
 * Cost: constant per review, about 30 elementary functions, ten of them for recall and a dozen for solving for the interval.
 *
 * Source: Ye (2022, doi:10.1145/3534678.3539081) for the family; FSRS-7 with 34 weights as in fsrs-rs and srs-benchmark, 2026.
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs7)({ retention: 0.85 }));
 * const { state } = orThrow(spacing.review(memory)({ grade: "good", at: new Date("2025-03-03T09:00:00Z") }));
 * [state.stability, state.fastStability]; // => [3.92, 3.14]
 * ```
 */
export const fsrs7: MemoryAlgorithm<Fsrs7Model, Fsrs7State> = {
  kind: "fsrs-7",
  defaults: {
    kind: "fsrs-7",
    version: 1,
    weights: FSRS7_WEIGHTS,
    retention: 0.9,
    minimumIntervalDays: 1,
    maximumIntervalDays: 36_500,
    elapsed: "exact",
  },
  parse: (stored: unknown): Result<Fsrs7Model> =>
    parseDocument("spacing.parseMemoryModel", fsrs7Schema, z.safeParse)(stored),
  prepare: fsrs7Kernel,
};
