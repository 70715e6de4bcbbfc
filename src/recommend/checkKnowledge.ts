import { type Found, note, type Path, reading, readObject, readText } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import type { ItemState, Knowledge, KnowledgeModel, LearnerState } from "./knowledge.ts";

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

const KERNEL = [
  "parseLearner",
  "parseItem",
  "newLearner",
  "newItem",
  "predict",
  "answer",
  "skillsOf",
  "level",
] as const;

/** Looks at a knowledge model once, before its first use: something else in its place becomes a failure, not a throw. */
export const checkKnowledge = <M extends KnowledgeModel, L extends LearnerState, I extends ItemState>(
  name: string,
  knowledge: Knowledge<M, L, I>,
): Result<Knowledge<M, L, I>> =>
  reading(name, (found) => {
    const what = "a knowledge model made by createKnowledge or parseKnowledgeModel";
    const { model, kernel } = readObject(found, ["knowledge"], knowledge, what);
    if (found.issues.length > 0) return knowledge;
    readObject(found, ["knowledge", "model"], model, what);
    const functions = readObject(found, ["knowledge", "kernel"], kernel, what);
    if (functions === kernel) checkFunctions(found, ["knowledge", "kernel"], functions, KERNEL);
    return knowledge;
  });

/** Looks at an algorithm once, before its first use. */
export const checkAlgorithm = (found: Found, path: Path, algorithm: unknown): string => {
  const source = readObject(found, path, algorithm, "a knowledge algorithm such as elo");
  if (source !== algorithm) return "";
  const kind = readText(found, [...path, "kind"], source["kind"]);
  readObject(found, [...path, "defaults"], source["defaults"]);
  checkFunctions(found, path, source, ["parse", "prepare"]);
  return kind;
};
