import { type AlgorithmWords, checkFunctions, reading, readObject } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import type { ItemState, Knowledge, KnowledgeModel, LearnerState } from "./knowledge.ts";

/** How failures speak of knowledge models. */
export const KNOWLEDGE_WORDS: AlgorithmWords = {
  algorithm: "a knowledge algorithm such as elo",
  document: "a stored knowledge model",
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
    if (functions !== kernel) return knowledge;
    checkFunctions(found, ["knowledge", "kernel"], functions, KERNEL);
    if (functions["trace"] !== undefined) checkFunctions(found, ["knowledge", "kernel"], functions, ["trace"]);
    return knowledge;
  });
