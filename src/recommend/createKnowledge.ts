import { creatorOf } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { KNOWLEDGE_WORDS } from "./checkKnowledge.ts";
import type {
  ItemState,
  ItemStateOf,
  Knowledge,
  KnowledgeAlgorithm,
  KnowledgeKernel,
  KnowledgeModel,
  KnowledgeModelOf,
  LearnerState,
  LearnerStateOf,
} from "./knowledge.ts";

/** Everything a model of an algorithm can be given; what is left out takes the algorithm's default. */
export type KnowledgeOptions<M extends KnowledgeModel> = {
  readonly [K in keyof Omit<M, "kind" | "version">]?: M[K] | undefined;
};

/**
 * Makes a knowledge model: what learners know and how hard items are, from their answers.
 *
 * @param algorithm `elo`, …
 * @returns a function from options to the model ready for use; store `knowledge.model`. Options of `elo`, with their defaults:
 *   `uncertainty`, the step after n answers is a / (1 + b n), `a` in (0, 2], `b` in [0, 1], `{ a: 1, b: 0.05 }`;
 *   `skillWeight`, in [0, 1], 0.5: the step of a skill as a share of that of the ability;
 *   `guess`, in [0, 1), 0: the probability of a right answer by guessing;
 *   `itemWeight`, in [0, 1], 1: the step of an item as a share of what it would be, where 0 freezes items: for a calibrated bank.
 *   An unknown key is a failure.
 *
 * @example
 * ```ts
 * import { orThrow, recommend } from "learnlift";
 *
 * const knowledge = orThrow(recommend.createKnowledge(recommend.elo)({ skillWeight: 1 }));
 * knowledge.model.kind; // => "elo"
 * ```
 */
export const createKnowledge = <const A extends KnowledgeAlgorithm>(
  algorithm: A,
): ((
  options?: KnowledgeOptions<KnowledgeModelOf<A>>,
) => Result<Knowledge<KnowledgeModelOf<A>, LearnerStateOf<A>, ItemStateOf<A>>>) => {
  const create = creatorOf<KnowledgeModel, KnowledgeKernel<LearnerState, ItemState>>(
    "recommend.createKnowledge",
    KNOWLEDGE_WORDS,
    algorithm,
  );
  // made by the algorithm
  return (options) => create(options) as Result<Knowledge<KnowledgeModelOf<A>, LearnerStateOf<A>, ItemStateOf<A>>>;
};
