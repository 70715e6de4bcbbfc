import { creatorOf } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { MEMORY_WORDS } from "./checkMemory.ts";
import type { Memory, MemoryAlgorithm, MemoryKernel, MemoryModel, MemoryState, ModelOf, StateOf } from "./memory.ts";

type Loose<T> = T extends readonly number[] ? readonly number[] : T;

/** Everything a model of an algorithm can be given; what is left out takes the algorithm's default. */
export type MemoryOptions<M extends MemoryModel> = {
  readonly [K in keyof Omit<M, "kind" | "version">]?: Loose<M[K]> | undefined;
};

/**
 * Makes a memory model to start with, before there are reviews to fit one to.
 *
 * @param algorithm `fsrs6`, `fsrs7`, `sbd`, `halfLife`, `sm2`, `ankiSm2` or `leitner`
 * @returns a function from options to the memory; store `memory.model`. Options for every algorithm, with their defaults for `fsrs6`:
 *   `retention`, the recall at which a review falls due, in [0.0001, 0.9999], 0.9: more means more reviews and less forgetting;
 *   `maximumIntervalDays`, whole days from 1 to 36,500, 36,500;
 *   `elapsed`, how time between reviews is counted, `"study-days"` or `"exact"`, `"study-days"`;
 *   for `fsrs6` also `weights`, 21 numbers within `FSRS6_BOUNDS`, the published default weights.
 *   `fsrs7` has `elapsed` `"exact"` by default, `weights`, 34 numbers within `FSRS7_BOUNDS`, and `minimumIntervalDays`, in [0, 1], 1.
 *   What the others take is told where they are. An unknown key is a failure.
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)({ retention: 0.85, maximumIntervalDays: 365 }));
 * memory.model.kind; // => "fsrs-6"
 * ```
 */
export const createMemory = <const A extends MemoryAlgorithm>(
  algorithm: A,
): ((options?: MemoryOptions<ModelOf<A>>) => Result<Memory<ModelOf<A>, StateOf<A>>>) => {
  const create = creatorOf<MemoryModel, MemoryKernel<MemoryState>>("spacing.createMemory", MEMORY_WORDS, algorithm);
  return (options) => create(options) as Result<Memory<ModelOf<A>, StateOf<A>>>; // made by the algorithm
};
