import { isLeft, right } from "fp-ts/lib/Either.js";
import { note, readArray, readChoice, reading, readObject } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkAlgorithm } from "./checkMemory.ts";
import type { Memory, MemoryAlgorithm, ModelOf, StateOf } from "./memory.ts";

const NAME = "spacing.parseMemoryModel";

/**
 * Takes a memory model out of the database and makes it ready for use.
 *
 * Only documents of the algorithms handed in are taken, and only those algorithms end up in a bundle. Unknown keys, another kind, a
 * newer version, a missing weight and a weight out of its range are refused with the place named.
 *
 * @param algorithms one or more of `fsrs6`, …, each once
 * @returns a function from the stored document (plain JSON) to the memory; `memory.model` is a copy of the document
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const stored = JSON.stringify(orThrow(spacing.createMemory(spacing.fsrs6)()).model);
 * const memory = orThrow(spacing.parseMemoryModel([spacing.fsrs6])(JSON.parse(stored)));
 * memory.model.retention; // => 0.9
 * ```
 */
export const parseMemoryModel = <const A extends MemoryAlgorithm>(
  algorithms: readonly A[],
): ((stored: unknown) => Result<Memory<ModelOf<A>, StateOf<A>>>) => {
  const byKind = reading(NAME, (found) => {
    const known = new Map<string, MemoryAlgorithm>();
    readArray(found, ["algorithms"], algorithms, (algorithm, path, index) => {
      const kind = checkAlgorithm(found, path, algorithm);
      if (known.has(kind)) note(found, [...path, "kind"], "duplicate", "each algorithm once", kind);
      known.set(kind, algorithms[index] as MemoryAlgorithm); // checkAlgorithm has just seen it
    });
    if (known.size === 0)
      note(found, ["algorithms"], "empty", "at least one memory algorithm such as fsrs6", algorithms);
    return known;
  });
  return (stored) => {
    if (isLeft(byKind)) return byKind;
    const [first = "", ...others] = byKind.right.keys();
    const chosen = reading(NAME, (found) => {
      const source = readObject(found, [], stored, "a stored memory model");
      return source === stored ? readChoice(found, ["kind"], source["kind"], [first, ...others]) : first;
    });
    if (isLeft(chosen)) return chosen;
    const algorithm = byKind.right.get(chosen.right) as MemoryAlgorithm; // readChoice returns one of the keys
    const model = algorithm.parse(stored);
    if (isLeft(model)) return model;
    const memory = { model: model.right, kernel: algorithm.prepare(model.right) };
    return right(memory as Memory<ModelOf<A>, StateOf<A>>); // made by one of the algorithms A
  };
};
