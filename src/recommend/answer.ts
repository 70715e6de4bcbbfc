import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Path, readBoolean, reading } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkKnowledge } from "./checkKnowledge.ts";
import type { Answered, ItemState, Knowledge, KnowledgeModel, LearnerState } from "./knowledge.ts";
import { type Attempt, readAttempt } from "./readAttempt.ts";

/** A learner's answer to an item. */
export interface Answer<L extends LearnerState = LearnerState, I extends ItemState = ItemState> extends Attempt<L, I> {
  /** Whether it was right. */
  readonly correct: boolean;
}

const NAME = "recommend.answer";
const CORRECT: Path = ["correct"];

/**
 * A learner has answered an item: what do we think of both now? Give the states as they were stored, store the two that come back:
 * the learner's for this learner, the item's for everybody. Answers have to come in the order in which they were given.
 *
 * The states are replaced, not changed. The same answer given twice counts twice, so a host that may deliver an event twice has to tell
 * by the event's id.
 *
 * Fails on states of another kind or version and on a skill named twice. Cost: linear in the learner's skills.
 *
 * @param knowledge from `createKnowledge` or `parseKnowledgeModel`
 * @returns a function from an answer to both states, the prediction before the answer and the reasons
 *
 * @example
 * ```ts
 * import { orThrow, recommend } from "learnlift";
 *
 * const knowledge = orThrow(recommend.createKnowledge(recommend.elo)());
 * const answer = recommend.answer(knowledge);
 * const first = orThrow(answer({ skills: ["triage"], correct: true }));
 * first.predicted; // => 0.5
 * const { learnerState } = first;
 * const second = orThrow(answer({ learnerState, skills: ["triage"], correct: true }));
 * second.predicted.toFixed(3); // => "0.679"
 * ```
 */
export const answer = <M extends KnowledgeModel, L extends LearnerState, I extends ItemState>(
  knowledge: Knowledge<M, L, I>,
): ((answer: Answer<L, I>) => Result<Answered<L, I>>) => {
  const checked = checkKnowledge(NAME, knowledge);
  return (given) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => {
      const attempt = readAttempt(found, knowledge, given);
      return { ...attempt, correct: readBoolean(found, CORRECT, attempt.source["correct"]) };
    });
    if (isLeft(read)) return read;
    const { learner, item, skills, correct } = read.right;
    return right(knowledge.kernel.answer(learner, item, skills, correct));
  };
};
