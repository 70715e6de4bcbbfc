import {
  type Found,
  note,
  type Path,
  readChoice,
  reading,
  readNumber,
  readObject,
  readText,
} from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { type Memory, type MemoryModel, type MemoryState, RETENTION_RANGE } from "./memory.ts";

/** A result under the name of the public function that was called. */
export const namedAfter = <A>(name: string, result: Result<A>): Result<A> =>
  result._tag === "Left" ? { _tag: "Left", left: { ...result.left, in: name } } : result;

const checkFunctions = (
  found: Found,
  path: Path,
  source: Readonly<Record<string, unknown>>,
  names: readonly string[],
): void => {
  for (const name of names) {
    if (typeof source[name] === "function") continue;
    note(found, [...path, name], source[name] === undefined ? "missing" : "wrong-type", "a function", source[name]);
  }
};

/** Looks at a memory once, before its first use: something else in its place becomes a failure, not a throw. */
export const checkMemory = <M extends MemoryModel, S extends MemoryState>(
  name: string,
  memory: Memory<M, S>,
): Result<Memory<M, S>> =>
  reading(name, (found) => {
    const what = "a memory made by createMemory or parseMemoryModel";
    const { model, kernel } = readObject(found, ["memory"], memory, what);
    const { retention, maximumIntervalDays, elapsed } = readObject(found, ["memory", "model"], model, what);
    const functions = readObject(found, ["memory", "kernel"], kernel, what);
    if (found.issues.length > 0) return memory;
    readNumber(found, ["memory", "model", "retention"], retention, RETENTION_RANGE);
    readNumber(found, ["memory", "model", "maximumIntervalDays"], maximumIntervalDays, { min: 1 });
    readChoice(found, ["memory", "model", "elapsed"], elapsed, ["study-days", "exact"]);
    checkFunctions(found, ["memory", "kernel"], functions, ["parseState", "first", "next", "recall", "intervalDays"]);
    return memory;
  });

/** Looks at an algorithm once, before its first use. */
export const checkAlgorithm = (found: Found, path: Path, algorithm: unknown): string => {
  const source = readObject(found, path, algorithm, "a memory algorithm such as fsrs6");
  if (source !== algorithm) return "";
  const kind = readText(found, [...path, "kind"], source["kind"]);
  readObject(found, [...path, "defaults"], source["defaults"]);
  checkFunctions(found, path, source, ["parse", "prepare"]);
  return kind;
};
