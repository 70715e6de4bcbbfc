import { modelParserOf } from "../core/check/index.ts";
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

/**
 * Takes a knowledge model out of the database and makes it ready for use.
 *
 * Only documents of the algorithms handed in are taken, and only those algorithms end up in a bundle. Unknown keys, another kind, a
 * newer version, a missing number and one out of its range are refused with the place named.
 *
 * @param algorithms one or more of `elo`, …, each once
 * @returns a function from the stored document (plain JSON) to the knowledge; `knowledge.model` is a copy of the document
 *
 * @example
 * ```ts
 * import { orThrow, recommend } from "learnlift";
 *
 * const stored = JSON.stringify(orThrow(recommend.createKnowledge(recommend.elo)()).model);
 * const knowledge = orThrow(recommend.parseKnowledgeModel([recommend.elo])(JSON.parse(stored)));
 * knowledge.model.guess; // => 0
 * ```
 */
export const parseKnowledgeModel = <const A extends KnowledgeAlgorithm>(
  algorithms: readonly A[],
): ((stored: unknown) => Result<Knowledge<KnowledgeModelOf<A>, LearnerStateOf<A>, ItemStateOf<A>>>) => {
  const parse = modelParserOf<KnowledgeModel, KnowledgeKernel<LearnerState, ItemState>>(
    "recommend.parseKnowledgeModel",
    KNOWLEDGE_WORDS,
    algorithms,
  );
  // made by one of the algorithms A
  return (stored) => parse(stored) as Result<Knowledge<KnowledgeModelOf<A>, LearnerStateOf<A>, ItemStateOf<A>>>;
};
