import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Path, reading, readJson, readOptions } from "../core/check/index.ts";
import type { Decision, Json, Result } from "../core/vocabulary/index.ts";
import type { NudgeAction } from "./action.ts";
import { decideAs } from "./decide.ts";
import type { NudgePolicy } from "./policy.ts";
import type { NudgeRequest } from "./request.ts";

/** What came of making a logged decision again. */
export interface Verification {
  /** Whether it came out as it was logged. */
  readonly same: boolean;
  /** Where the two differ first, or `null`. */
  readonly difference: DecisionDifference | null;
}

/** A place in a decision, and what stands there. */
export interface DecisionDifference {
  /** Keys and indices that lead there. */
  readonly path: readonly (string | number)[];
  /** In the log; `null` where it has nothing. */
  readonly logged: Json;
  /** Made again; `null` where it has nothing. */
  readonly replayed: Json;
}

const entriesOf = (value: Json): ReadonlyMap<string | number, Json> | null => {
  if (Array.isArray(value)) return new Map(value.map((element, index) => [index, element]));
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : null;
};

/** Where two JSON values differ first; the order of keys is no difference, because databases do not keep it. */
const firstDifference = (path: Path, logged: Json, replayed: Json): DecisionDifference | null => {
  const [one, other] = [entriesOf(logged), entriesOf(replayed)];
  if (one === null || other === null || Array.isArray(logged) !== Array.isArray(replayed))
    return logged === replayed ? null : { path, logged, replayed };
  for (const key of new Set([...other.keys(), ...one.keys()])) {
    const [left, right] = [one.get(key), other.get(key)];
    if (left === undefined || right === undefined)
      return { path: [...path, key], logged: left ?? null, replayed: right ?? null };
    const difference = firstDifference([...path, key], left, right);
    if (difference !== null) return difference;
  }
  return null;
};

/**
 * Was this decision really made so? Makes a logged decision again from the policy and the request, and compares.
 *
 * @param policy - The policy of that time: same revision, same seed.
 * @returns A function of `{ request, decision }`, both as they were logged. `same` is true where everything agrees: action,
 * probabilities, rules, reasons. `InvalidInput` where policy or request are not well formed, or the decision is not plain JSON.
 *
 * @example
 * ```ts
 * import { nudge, orThrow } from "learnlift";
 *
 * const legal = [{ purpose: "reminder", basis: "consent" }] as const;
 * const policy = orThrow(nudge.nudgePolicy({ name: "reminders", seed: 7, legal, gamma: 100 }));
 * const request = { id: "d-1", learner: "ana", at: Date.UTC(2025, 6, 1), candidates: [], history: [] };
 * const decision = orThrow(nudge.decide(policy)(request));
 * orThrow(nudge.verifyDecision(policy)({ request, decision })).same; // true
 * orThrow(nudge.verifyDecision(policy)({ request, decision: { ...decision, probability: 0.5 } })).difference?.path; // ["probability"]
 * ```
 */
export const verifyDecision = (
  policy: NudgePolicy,
): ((logged: { readonly request: NudgeRequest; readonly decision: Decision<NudgeAction> }) => Result<Verification>) => {
  const name = "nudge.verifyDecision";
  const decideAgain = decideAs(name, policy);
  return (logged) => {
    const read = reading(name, (found) => {
      const given = readOptions(found, [], logged ?? null, ["request", "decision"]);
      return { request: given["request"], decision: readJson(found, ["decision"], given["decision"] ?? null) };
    });
    if (isLeft(read)) return read;
    const again = decideAgain(read.right.request);
    if (isLeft(again)) return again;
    const replayed = reading(name, (found) => readJson(found, [], again.right));
    if (isLeft(replayed)) return replayed;
    const difference = firstDifference([], read.right.decision, replayed.right);
    return right({ same: difference === null, difference });
  };
};
