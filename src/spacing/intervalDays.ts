import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Path, reading, readNumber, readObject } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkMemory } from "./checkMemory.ts";
import { type Memory, type MemoryModel, type MemoryState, RETENTION_RANGE } from "./memory.ts";
import { readState } from "./readInput.ts";

/** A card and the recall it may fall to. */
export interface IntervalQuestion<S extends MemoryState = MemoryState> {
  /** The state after the last review. */
  readonly state: S;
  /** Recall, in [0.0001, 0.9999]. Left out, the model's `retention`. */
  readonly retention?: number | undefined;
}

const NAME = "spacing.intervalDays";
const ROOT: Path = [];
const RETENTION: Path = ["retention"];

/**
 * How long does this memory last? The days after the last review at which recall has fallen to `retention`: the inverse of the
 * forgetting curve, with fractions and without the cap that `review` applies.
 *
 * Fails on a missing or unfitting state and on a retention outside [0.0001, 0.9999]. Cost: constant.
 *
 * @param memory from `createMemory` or `parseMemoryModel`
 * @returns a function from a card and a retention to days
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const { state } = orThrow(spacing.review(memory)({ grade: "good", at: new Date("2025-03-03T09:00:00Z") }));
 * orThrow(spacing.intervalDays(memory)({ state })); // => 2.3065
 * orThrow(spacing.intervalDays(memory)({ state, retention: 0.8 })).toFixed(2); // => "7.65"
 * ```
 */
export const intervalDays = <M extends MemoryModel, S extends MemoryState>(
  memory: Memory<M, S>,
): ((question: IntervalQuestion<S>) => Result<number>) => {
  const checked = checkMemory(NAME, memory);
  return (question) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => {
      const source = readObject(found, ROOT, question, "a card and a retention");
      const state = readState(found, memory, source["state"]);
      const asked = source["retention"];
      const retention =
        asked === undefined ? memory.model.retention : readNumber(found, RETENTION, asked, RETENTION_RANGE);
      return { state, retention };
    });
    return isLeft(read) ? read : right(memory.kernel.intervalDays(read.right.state, read.right.retention));
  };
};
