import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading, readOptions } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkAlgorithm, namedAfter } from "./checkMemory.ts";
import type { Memory, MemoryAlgorithm, MemoryModel, MemoryState } from "./memory.ts";

const NAME = "spacing.createMemory";

type Loose<T> = T extends readonly number[] ? readonly number[] : T;

/** Everything a model of an algorithm can be given; what is left out takes the algorithm's default. */
export type MemoryOptions<M extends MemoryModel> = {
  readonly [K in keyof Omit<M, "kind" | "version">]?: Loose<M[K]> | undefined;
};

/**
 * Makes a memory model to start with, before there are reviews to fit one to.
 *
 * @param algorithm `fsrs6`, …
 * @returns a function from options to the memory; store `memory.model`. Options for every algorithm, with their defaults for `fsrs6`:
 *   `retention`, the recall at which a review falls due, in [0.0001, 0.9999], 0.9: more means more reviews and less forgetting;
 *   `maximumIntervalDays`, whole days from 1 to 36,500, 36,500;
 *   `elapsed`, how time between reviews is counted, `"study-days"` or `"exact"`, `"study-days"`;
 *   for `fsrs6` also `weights`, 21 numbers within `FSRS6_BOUNDS`, the published default weights. An unknown key is a failure.
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)({ retention: 0.85, maximumIntervalDays: 365 }));
 * memory.model.kind; // => "fsrs-6"
 * ```
 */
export const createMemory = <M extends MemoryModel, S extends MemoryState>(
  algorithm: MemoryAlgorithm<M, S>,
): ((options?: MemoryOptions<M>) => Result<Memory<M, S>>) => {
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
