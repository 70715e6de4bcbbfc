import {
  type Found,
  isRecord,
  note,
  type Path,
  readArray,
  readId,
  readInstant,
  readNumber,
  readObject,
} from "../../core/check/index.ts";
import type { Decision } from "../../core/vocabulary/index.ts";
import { sameContent } from "./sameContent.ts";

/** Checks the alternatives of a decision; `null` is a list that was too long to keep. */
const checkEligible = (found: Found, path: Path, value: unknown): void => {
  if (value === null) return;
  readArray(found, path, value, (alternative, at) => {
    const { action, probability } = readObject(found, at, alternative, "an action with its probability");
    if (action === undefined) note(found, [...at, "action"], "missing", "what could have been decided", undefined);
    readNumber(found, [...at, "probability"], probability, { min: 0, max: 1 });
  });
};

/** Checks a decision from outside as far as a join reads it, and returns its id. */
export const readDecision = (found: Found, path: Path, value: unknown): string => {
  const decision = readObject(found, path, value, "a decision");
  if (!isRecord(value)) return "";
  const here = (key: string): Path => [...path, key];
  readId(found, here("learner"), decision["learner"]);
  if (typeof decision["at"] === "number") readInstant(found, here("at"), decision["at"]);
  else note(found, here("at"), "wrong-type", "epoch milliseconds", decision["at"]);
  readNumber(found, here("probability"), decision["probability"], { above: 0, max: 1 });
  const policy = readObject(found, here("policy"), decision["policy"], "the policy's name and version");
  readId(found, [...path, "policy", "name"], policy["name"]);
  readId(found, [...path, "policy", "version"], policy["version"]);
  if (decision["action"] === undefined) note(found, here("action"), "missing", "what was decided", undefined);
  checkEligible(found, here("eligible"), decision["eligible"]);
  const context = readObject(found, here("context"), decision["context"], "the decision's context");
  for (const key of Object.keys(context)) {
    const cell = context[key];
    if (typeof cell === "number") readNumber(found, [...path, "context", key], cell);
    else if (typeof cell !== "string" && typeof cell !== "boolean") {
      note(found, [...path, "context", key], "wrong-type", "a number, string or boolean", cell);
    }
  }
  return readId(found, here("id"), decision["id"]);
};

/** The decisions of a log by id. A decision that is there twice counts once; two different ones under one id are noted. */
export const readDecisions = <A>(
  found: Found,
  path: Path,
  value: readonly Decision<A>[],
): ReadonlyMap<string, Decision<A>> => {
  const decisions = new Map<string, Decision<A>>();
  readArray(found, path, value, (_, at, index) => {
    const decision = value[index];
    const id = readDecision(found, at, decision);
    if (decision === undefined || id === "") return;
    const before = decisions.get(id);
    if (before === undefined) decisions.set(id, decision);
    else if (!sameContent(before, decision)) {
      note(found, [...at, "id"], "inconsistent", "the same decision wherever this id stands", id);
    }
  });
  return decisions;
};
