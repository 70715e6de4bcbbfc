import {
  type AlgorithmWords,
  checkFunctions,
  readChoice,
  reading,
  readNumber,
  readObject,
} from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { type Memory, type MemoryModel, type MemoryState, RETENTION_RANGE } from "./memory.ts";

/** How failures speak of memory models. */
export const MEMORY_WORDS: AlgorithmWords = {
  algorithm: "a memory algorithm such as fsrs6",
  document: "a stored memory model",
};

/** Looks at a memory once, before its first use: something else in its place becomes a failure, not a throw. */
export const checkMemory = <M extends MemoryModel, S extends MemoryState>(
  name: string,
  memory: Memory<M, S>,
): Result<Memory<M, S>> =>
  reading(name, (found) => {
    const what = "a memory made by createMemory or parseMemoryModel";
    const { model, kernel } = readObject(found, ["memory"], memory, what);
    const { retention, minimumIntervalDays, maximumIntervalDays, elapsed } = readObject(
      found,
      ["memory", "model"],
      model,
      what,
    );
    const functions = readObject(found, ["memory", "kernel"], kernel, what);
    if (found.issues.length > 0) return memory;
    readNumber(found, ["memory", "model", "retention"], retention, RETENTION_RANGE);
    if (minimumIntervalDays !== undefined)
      readNumber(found, ["memory", "model", "minimumIntervalDays"], minimumIntervalDays, { min: 0, max: 1 });
    readNumber(found, ["memory", "model", "maximumIntervalDays"], maximumIntervalDays, { min: 1 });
    readChoice(found, ["memory", "model", "elapsed"], elapsed, ["study-days", "exact"]);
    checkFunctions(found, ["memory", "kernel"], functions, ["parseState", "first", "next", "recall", "intervalDays"]);
    return memory;
  });
