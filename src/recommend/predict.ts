import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkKnowledge } from "./checkKnowledge.ts";
import type { ItemState, Knowledge, KnowledgeModel, LearnerState } from "./knowledge.ts";
import { type Attempt, readAttempt } from "./readAttempt.ts";

const NAME = "recommend.predict";

/**
 * Would this learner get this item right? The probability, in (0, 1), from what is known before the answer: the same number that
 * `answer` returns as `predicted`.
 *
 * Fails as `answer` does. Cost: linear in the learner's skills, all of which are checked.
 *
 * @param knowledge from `createKnowledge` or `parseKnowledgeModel`
 * @returns a function from a learner in front of an item to the probability
 *
 * @example
 * ```ts
 * import { orThrow, recommend } from "learnlift";
 *
 * const knowledge = orThrow(recommend.createKnowledge(recommend.elo)());
 * const itemState = { kind: "elo-item", version: 1, difficulty: 1, answers: 40 } as const;
 * orThrow(recommend.predict(knowledge)({ itemState })).toFixed(3); // => "0.269"
 * ```
 */
export const predict = <M extends KnowledgeModel, L extends LearnerState, I extends ItemState>(
  knowledge: Knowledge<M, L, I>,
): ((attempt: Attempt<L, I>) => Result<number>) => {
  const checked = checkKnowledge(NAME, knowledge);
  return (attempt) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => readAttempt(found, knowledge, attempt));
    if (isLeft(read)) return read;
    const { learner, item, skills } = read.right;
    return right(knowledge.kernel.predict(learner, item, skills));
  };
};
