import { isLeft } from "fp-ts/lib/Either.js";
import {
  clean,
  type Found,
  isRecord,
  note,
  orDefault,
  readId,
  reading,
  readJson,
  readObject,
  readOptions,
} from "../../core/check/index.ts";
import type { Decision, Json, Result } from "../../core/vocabulary/index.ts";
import type { NudgeAction } from "../action.ts";
import type { NudgeRequest } from "../request.ts";
import { BEFORE_FIRST, commitmentTo, entryHash } from "./commitment.ts";
import { type AuditEntry, type AuditHead, type AuditRecord, payloadText, readHead } from "./entry.ts";
import { type AuditKey, readKeys } from "./keys.ts";

/** A decision to be logged. */
export interface AuditInput {
  /** Where the chain ends now. Default: there is no entry yet. */
  readonly head?: AuditHead;
  /** What was asked. */
  readonly request: NudgeRequest;
  /** What was decided on it. */
  readonly decision: Decision<NudgeAction>;
}

/** What a logged decision leaves behind: store the entry and the record in two places. */
export interface AuditAppended {
  /** Goes into the chain, where nothing is ever deleted. */
  readonly entry: AuditEntry;
  /** Goes where it can be deleted. */
  readonly record: AuditRecord;
  /** Where the chain ends now. */
  readonly head: AuditHead;
}

const NAME = "nudge.appendAudit";

/** Instants of a request stand less deep: the deadline of an obligation of a candidate of the list. */
const DEEPEST_INSTANT = 5;

/** The same with each Date as epoch milliseconds, which is how a database gives it back. */
const withMilliseconds = (value: unknown, depth = 0): unknown => {
  if (value instanceof Date) return value.getTime();
  if (depth >= DEEPEST_INSTANT) return value;
  if (Array.isArray(value)) return value.map((each) => withMilliseconds(each, depth + 1));
  if (!isRecord(value)) return value;
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value)) copy[key] = withMilliseconds(value[key], depth + 1);
  return copy;
};

interface Read {
  readonly head: AuditHead;
  readonly request: Json;
  readonly decision: Json;
  readonly secret: Uint8Array;
}

const NO_SECRET = new Uint8Array(0);

const readInput = (found: Found, value: unknown, keys: ReadonlyMap<string, Uint8Array>): Read => {
  const given = readOptions(found, [], value ?? null, ["head", "request", "decision"]);
  const request = readJson(found, ["request"], withMilliseconds(given["request"]));
  const decision = readJson(found, ["decision"], given["decision"]);
  const read: Read = {
    head: orDefault<AuditHead>(given["head"], { length: 0, hash: BEFORE_FIRST }, (head) =>
      readHead(found, ["head"], head),
    ),
    request,
    decision,
    secret: NO_SECRET,
  };
  if (!clean(found)) return read;
  const asked = readObject(found, ["request"], request, "a request");
  const decided = readObject(found, ["decision"], decision, "a decision");
  for (const key of ["id", "learner"]) {
    const id = readId(found, ["request", key], asked[key]);
    const same = readId(found, ["decision", key], decided[key]);
    if (clean(found) && id !== same) note(found, ["decision", key], "inconsistent", `${id}, as in the request`, same);
  }
  if (!clean(found)) return read;
  const learner = String(decided["learner"]);
  const secret = keys.get(learner);
  if (secret === undefined) note(found, ["decision", "learner"], "unknown-value", "a person with a key", learner);
  return { ...read, secret: secret ?? NO_SECRET };
};

/**
 * How do I keep a log of decisions that nobody can rewrite, and from which a person can still be erased?
 *
 * The chain holds salted commitments, each entry with the hash of the one before it; request and decision stand outside, in a record:
 *
 *     salt       = HMAC-SHA256(secret of the person, "learnlift-audit-1/salt/" + index)
 *     commitment = HMAC-SHA256(salt, "learnlift-audit-1/payload/" + canonical JSON of { decision, request })
 *     hash       = SHA-256("learnlift-audit-1/entry/" + index + "/" + previous + "/" + commitment)
 *
 * Canonical JSON is that of RFC 8785: keys sorted, numbers as JavaScript writes them, -0 as 0, no change of Unicode. Delete a person's
 * secret and records (`forgetPerson`), and what the entries committed to cannot be recovered, not even by trying all payloads one can
 * think of; the chain still verifies, and all other decisions can still be made again. The places of the entries remain: neighbouring records
 * show when, and in a fixed order of persons also about whom. Append in an order that says nothing, shuffled within each round.
 *
 * Nothing here is random: you make the secrets (see `AuditKey`). A short secret, one with a pattern, the hash of the person's id, and one
 * secret for two persons are refused.
 *
 * @param keys - a key for each person who is to be logged, checked once, here. Cost: linear in the keys.
 * @returns a function of a decision with its request and the head so far, to the entry, the record and the new head; `InvalidInput`
 *   where the two are not about the same, or the person has no key. Two appends to one head make a fork: append one after the other. Cost:
 *   linear in the request, whatever the length of the chain.
 *
 * Source: Crosby and Wallach (2009), "Efficient data structures for tamper-evident logging", for the hash chain; the salted commitment
 * with a key that is destroyed is "crypto-shredding".
 *
 * @example
 * ```ts
 * import { nudge, orThrow } from "learnlift";
 *
 * const secret = "8f1b0c6e9d24a7537ae05bd1c3f2964808d9f6b17c3e52a4e6bb10957d2fc83a"; // randomBytes(32).toString("hex")
 * const policy = orThrow(nudge.nudgePolicy({ name: "reminders", seed: 7, gamma: 100, legal: [] }));
 * const request = { id: "d-1", learner: "ana", at: Date.UTC(2025, 6, 1), candidates: [], history: [] };
 * const decision = orThrow(nudge.decide(policy)(request));
 * const { entry, record, head } = orThrow(nudge.appendAudit([{ learner: "ana", secret }])({ request, decision }));
 * entry.index; // => 0
 * record.decision.learner; // => "ana"
 * head.length; // => 1
 * ```
 */
export const appendAudit = (keys: readonly AuditKey[]): ((input: AuditInput) => Result<AuditAppended>) => {
  const known = reading(NAME, (found) => readKeys(found, ["keys"], keys));
  return (input) => {
    if (isLeft(known)) return known;
    return reading(NAME, (found) => {
      const { head, request, decision, secret } = readInput(found, input, known.right);
      const index = head.length;
      const commitment = clean(found) ? commitmentTo(secret, index, payloadText({ request, decision })) : "";
      const hash = entryHash(index, head.hash, commitment);
      return {
        entry: { index, previous: head.hash, commitment, hash },
        // the copy of a request, with its instants as numbers, and of a decision: both checked by the types of the caller
        record: { index, request, decision } as unknown as AuditRecord,
        head: { length: index + 1, hash },
      };
    });
  };
};
