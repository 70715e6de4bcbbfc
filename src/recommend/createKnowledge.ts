import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading, readOptions } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkAlgorithm, namedAfter } from "./checkKnowledge.ts";
import type { ItemState, Knowledge, KnowledgeAlgorithm, KnowledgeModel, LearnerState } from "./knowledge.ts";

const NAME = "recommend.createKnowledge";

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
 *   `freezeItems`, false: true leaves difficulties as they are. An unknown key is a failure.
 *
 * @example
 * ```ts
 * import { orThrow, recommend } from "learnlift";
 *
 * const knowledge = orThrow(recommend.createKnowledge(recommend.elo)({ skillWeight: 1 }));
 * knowledge.model.kind; // => "elo"
 * ```
 */
export const createKnowledge = <M extends KnowledgeModel, L extends LearnerState, I extends ItemState>(
  algorithm: KnowledgeAlgorithm<M, L, I>,
): ((options?: KnowledgeOptions<M>) => Result<Knowledge<M, L, I>>) => {
  const checked = reading(NAME, (found) => {
    checkAlgorithm(found, ["algorithm"], algorithm);
    return algorithm;
  });
  return (options) => {
    if (isLeft(checked)) return checked;
    const { defaults } = checked.right;
    const document = reading(NAME, (found) => {
      const known = Object.keys(defaults).filter((key) => key !== "kind" && key !== "version");
      const given = readOptions(found, [], options, known);
      const merged: Record<string, unknown> = {};
      for (const [key, standard] of Object.entries(defaults))
        merged[key] = given[key] === undefined ? standard : given[key];
      return merged;
    });
    if (isLeft(document)) return document;
    const model = namedAfter(NAME, checked.right.parse(document.right));
    return isLeft(model) ? model : right({ model: model.right, kernel: checked.right.prepare(model.right) });
  };
};
