import { isLeft } from "fp-ts/lib/Either.js";
import { clean, readDocument, reading, readResult } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { Memory, MemoryAlgorithm, ModelOf, StateOf } from "../memory.ts";
import { parseMemoryModel } from "../parseMemoryModel.ts";
import { DEFAULT_RULES, OPTIONAL_RULES, readRules, type Scheduler, schedulerOf } from "./scheduler.ts";

const NAME = "spacing.parseScheduler";
const KEYS: readonly string[] = /* @__PURE__ */ (() => ["memory", ...Object.keys(DEFAULT_RULES), ...OPTIONAL_RULES])();

/**
 * Takes a scheduler out of the database and makes it ready for use.
 *
 * Only memory models of the algorithms handed in are taken, and only those algorithms end up in a bundle. Unknown keys, a newer version,
 * missing parts and steps that are not whole minutes from 1 to 525,600 are refused with the place named.
 *
 * @param algorithms one or more of `fsrs6`, …, each once
 * @returns a function from the stored document (plain JSON) to the scheduler; `scheduler.model` is a copy of the document
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const stored = JSON.stringify(orThrow(spacing.createScheduler({ memory })).model);
 * const scheduler = orThrow(spacing.parseScheduler([spacing.fsrs6])(JSON.parse(stored)));
 * scheduler.model.learningStepsMinutes; // => [1, 10]
 * ```
 */
export const parseScheduler = <const A extends MemoryAlgorithm>(
  algorithms: readonly A[],
): ((stored: unknown) => Result<Scheduler<ModelOf<A>, StateOf<A>>>) => {
  const parseMemory = parseMemoryModel(algorithms);
  return (stored) =>
    reading(NAME, (found) => {
      const source = readDocument(found, [], stored, "scheduler", KEYS);
      if (source === null) return NOTHING as Scheduler<ModelOf<A>, StateOf<A>>; // noted
      const parsed = parseMemory(source["memory"]);
      const memory = readResult(found, faultOf(parsed), parsed, NOTHING as Memory<ModelOf<A>, StateOf<A>>); // used only if nothing was noted
      const rules = readRules(found, [], source);
      return clean(found) ? schedulerOf(memory, rules) : (NOTHING as Scheduler<ModelOf<A>, StateOf<A>>); // used only if nothing was noted
    });
};

const NOTHING: unknown = Object.freeze({});

/** Where the fault lies: with the algorithms that were handed in, or in the memory of the document. */
const faultOf = (parsed: Result<unknown>): readonly string[] =>
  isLeft(parsed) && parsed.left._tag === "InvalidInput" && parsed.left.issues[0].path[0] === "algorithms"
    ? []
    : ["memory"];
