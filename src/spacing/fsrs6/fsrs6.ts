import * as z from "zod/mini";
import { parseDocument } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryAlgorithm } from "../memory.ts";
import { fsrs6Kernel } from "./kernel.ts";
import { FSRS6_WEIGHTS, type Fsrs6Model } from "./model.ts";
import { fsrs6Schema } from "./schema.ts";
import type { Fsrs6State } from "./state.ts";

/**
 * FSRS-6: when will this learner have forgotten this card? Two numbers follow each card: stability S, the days in which recall falls to
 * 0.9, and difficulty D in [1, 10]. Recall after t days is R = (1 + f t / S)^-w20 with f = 0.9^(-1 / w20) - 1. The 21 weights come
 * from review logs; the default ones are the published fit over many learners.
 *
 * Departures: stability is never below 0.001 (fsrs-rs; ts-fsrs starts at 0.1 at least), a same-day hard, good or easy never
 * lowers it (fsrs-rs 6, ts-fsrs 5), nothing is rounded on the way (ts-fsrs rounds each step to eight decimals).
 *
 * Cost: constant per review, at most four elementary functions.
 *
 * Source: Ye (2022, doi:10.1145/3534678.3539081) for the family; FSRS-6 as in fsrs-rs 6.5 and ts-fsrs 5.4.
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)({ retention: 0.85 }));
 * memory.model.weights.length; // => 21
 * ```
 */
export const fsrs6: MemoryAlgorithm<Fsrs6Model, Fsrs6State> = {
  kind: "fsrs-6",
  defaults: {
    kind: "fsrs-6",
    version: 1,
    weights: FSRS6_WEIGHTS,
    retention: 0.9,
    maximumIntervalDays: 36_500,
    elapsed: "study-days",
  },
  parse: (stored: unknown): Result<Fsrs6Model> =>
    parseDocument("spacing.parseMemoryModel", fsrs6Schema, z.safeParse)(stored),
  prepare: fsrs6Kernel,
};
