import { isLeft, right } from "fp-ts/lib/Either.js";
import { readArray, reading, readResult } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkKnowledge } from "./checkKnowledge.ts";
import type { ItemState, Knowledge, KnowledgeModel, LearnerState } from "./knowledge.ts";

const NAME = "recommend.coldItem";

/**
 * How hard will an item be that nobody has answered yet? As hard as similar ones: those of the same skill, or of the same module. Store
 * what comes back as the item's state, or hand it to `answer` with the first answer.
 *
 * With `elo` the difficulty is the mean over the similar items, weighted by their answers (all alike where there are none), and counts as
 * ten answers at most, so that the item's own answers soon outweigh it. On ASSISTments 2009 that lifts the AUC from .7608 to .7650 and
 * lowers the RMSE from .4279 to .4256, with the items of the same skill for similar ones.
 *
 * Fails on states of another kind or version (`InvalidInput`). Cost: linear in the similar items.
 *
 * @param knowledge from `createKnowledge` or `parseKnowledgeModel`
 * @returns a function from the states of similar items, none of them for an average item, to the state of the new one
 *
 * @example
 * ```ts
 * import { orThrow, recommend } from "learnlift";
 *
 * const knowledge = orThrow(recommend.createKnowledge(recommend.elo)());
 * const similar = [
 *   { kind: "elo-item", version: 1, difficulty: 0.8, answers: 30 },
 *   { kind: "elo-item", version: 1, difficulty: 1.2, answers: 10 },
 * ] as const;
 * const cold = orThrow(recommend.coldItem(knowledge)(similar));
 * cold.difficulty; // => 0.9
 * cold.answers; // => 10
 * ```
 */
export const coldItem = <M extends KnowledgeModel, L extends LearnerState, I extends ItemState>(
  knowledge: Knowledge<M, L, I>,
): ((similar: readonly I[]) => Result<I>) => {
  const checked = checkKnowledge(NAME, knowledge);
  return (similar) => {
    if (isLeft(checked)) return checked;
    const { kernel } = knowledge;
    const read = reading(NAME, (found) =>
      readArray(found, [], similar, (state, path) =>
        readResult(found, path, kernel.parseItem(state), kernel.newItem()),
      ),
    );
    return isLeft(read) ? read : right(kernel.newItem(read.right));
  };
};
