import { isLeft, right } from "fp-ts/lib/Either.js";
import { note, readArray, readChoice, reading, readObject } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkAlgorithm } from "./checkKnowledge.ts";
import type { ItemStateOf, Knowledge, KnowledgeAlgorithm, KnowledgeModelOf, LearnerStateOf } from "./knowledge.ts";

const NAME = "recommend.parseKnowledgeModel";

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
  const byKind = reading(NAME, (found) => {
    const known = new Map<string, KnowledgeAlgorithm>();
    readArray(found, ["algorithms"], algorithms, (algorithm, path, index) => {
      const kind = checkAlgorithm(found, path, algorithm);
      if (known.has(kind)) note(found, [...path, "kind"], "duplicate", "each algorithm once", kind);
      known.set(kind, algorithms[index] as KnowledgeAlgorithm); // checkAlgorithm has just seen it
    });
    if (known.size === 0)
      note(found, ["algorithms"], "empty", "at least one knowledge algorithm such as elo", algorithms);
    return known;
  });
  return (stored) => {
    if (isLeft(byKind)) return byKind;
    const [first = "", ...others] = byKind.right.keys();
    const chosen = reading(NAME, (found) => {
      const source = readObject(found, [], stored, "a stored knowledge model");
      return source === stored ? readChoice(found, ["kind"], source["kind"], [first, ...others]) : first;
    });
    if (isLeft(chosen)) return chosen;
    const algorithm = byKind.right.get(chosen.right) as KnowledgeAlgorithm; // readChoice returns one of the keys
    const model = algorithm.parse(stored);
    if (isLeft(model)) return model;
    const knowledge = { model: model.right, kernel: algorithm.prepare(model.right) };
    return right(knowledge as Knowledge<KnowledgeModelOf<A>, LearnerStateOf<A>, ItemStateOf<A>>); // made by one of the algorithms A
  };
};
