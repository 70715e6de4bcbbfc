import { modelParserOf } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { MEMORY_WORDS } from "./checkMemory.ts";
import type { Memory, MemoryAlgorithm, MemoryKernel, MemoryModel, MemoryState, ModelOf, StateOf } from "./memory.ts";

/**
 * Takes a memory model out of the database and makes it ready for use.
 *
 * Only documents of the algorithms handed in are taken, and only those algorithms end up in a bundle. Unknown keys, another kind, a
 * newer version, a missing weight and a weight out of its range are refused with the place named.
 *
 * @param algorithms one or more of `fsrs6`, `fsrs7`, `sbd`, …, each once
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
  const parse = modelParserOf<MemoryModel, MemoryKernel<MemoryState>>(
    "spacing.parseMemoryModel",
    MEMORY_WORDS,
    algorithms,
  );
  return (stored) => parse(stored) as Result<Memory<ModelOf<A>, StateOf<A>>>; // made by one of the algorithms A
};
