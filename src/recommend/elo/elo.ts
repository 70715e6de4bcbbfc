import * as z from "zod/mini";
import { parseDocument } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { KnowledgeAlgorithm } from "../knowledge.ts";
import { eloKernel } from "./kernel.ts";
import type { EloItem, EloLearner, EloModel } from "./model.ts";
import { eloSchema } from "./schema.ts";

/**
 * Elo: how able is this learner, and how hard is this item, from nothing but right and wrong answers, one at a time? The prediction is
 * p = g + (1 - g) / (1 + e^-(t + s - d)) with ability t, mean deviation s in the skills of the item, difficulty d and guessing g. An
 * answer moves all of them by the surprise e = y - p times a step a / (1 + b n) that shrinks with the answers n each has had; deviations
 * move by `skillWeight` times that, difficulties by `itemWeight` times that.
 *
 * It needs no training and keeps up with a learner who learns. It does not know chance from change: its numbers are for
 * choosing what comes next, not for grading people.
 *
 * Departures: several skills of one item count with the mean of their deviations, and each moves by the same surprise.
 *
 * Source: Pelánek (2016, doi:10.1016/j.compedu.2016.03.017) for the shrinking step and guessing; the second level, of skills, is set
 * against ASSISTments 2009 in the tests.
 *
 * @example
 * ```ts
 * import { orThrow, recommend } from "learnlift";
 *
 * const knowledge = orThrow(recommend.createKnowledge(recommend.elo)({ guess: 0.25 }));
 * knowledge.model.skillWeight; // => 0.5
 * ```
 */
export const elo: KnowledgeAlgorithm<EloModel, EloLearner, EloItem> = {
  kind: "elo",
  defaults: {
    kind: "elo",
    version: 1,
    uncertainty: { a: 1, b: 0.05 },
    skillWeight: 0.5,
    guess: 0,
    itemWeight: 1,
  },
  parse: (stored: unknown): Result<EloModel> =>
    parseDocument("recommend.parseKnowledgeModel", eloSchema, z.safeParse)(stored),
  prepare: eloKernel,
};
