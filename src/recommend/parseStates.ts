import { isLeft } from "fp-ts/lib/Either.js";
import { namedAfter } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkKnowledge } from "./checkKnowledge.ts";
import type { ItemState, Knowledge, KnowledgeModel, LearnerState } from "./knowledge.ts";

const LEARNER = "recommend.parseLearnerState";
const ITEM = "recommend.parseItemState";

/**
 * Takes the state of one learner out of the database. `answer` and its companions check the states they are given, so this is for
 * checking without answering, and for giving JSON of unknown type its type.
 *
 * A state of another kind or a newer version, and numbers that are none, are refused with the place named. Keys it does not know are
 * left behind. Cost: linear in the learner's skills.
 *
 * @example
 * ```ts
 * import { orThrow, recommend } from "learnlift";
 *
 * const knowledge = orThrow(recommend.createKnowledge(recommend.elo)());
 * const { learnerState } = orThrow(recommend.answer(knowledge)({ correct: true }));
 * const again = orThrow(recommend.parseLearnerState(knowledge)(JSON.parse(JSON.stringify(learnerState))));
 * again.ability; // => 0.5
 * ```
 */
export const parseLearnerState = <M extends KnowledgeModel, L extends LearnerState, I extends ItemState>(
  knowledge: Knowledge<M, L, I>,
): ((stored: unknown) => Result<L>) => {
  const checked = checkKnowledge(LEARNER, knowledge);
  return (stored) => (isLeft(checked) ? checked : namedAfter(LEARNER, checked.right.kernel.parseLearner(stored)));
};

/**
 * Takes the state of one item out of the database, as `parseLearnerState` does that of a learner. Cost: constant.
 *
 * @example
 * ```ts
 * import { orThrow, recommend } from "learnlift";
 *
 * const knowledge = orThrow(recommend.createKnowledge(recommend.elo)());
 * const item = { kind: "elo-item", version: 1, difficulty: 0.7, answers: 0 };
 * orThrow(recommend.parseItemState(knowledge)(item)).difficulty; // => 0.7
 * ```
 */
export const parseItemState = <M extends KnowledgeModel, L extends LearnerState, I extends ItemState>(
  knowledge: Knowledge<M, L, I>,
): ((stored: unknown) => Result<I>) => {
  const checked = checkKnowledge(ITEM, knowledge);
  return (stored) => (isLeft(checked) ? checked : namedAfter(ITEM, checked.right.kernel.parseItem(stored)));
};
