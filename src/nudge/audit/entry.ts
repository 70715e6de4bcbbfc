import { type Found, note, type Path, readArray, readInteger, readJson, readObject } from "../../core/check/index.ts";
import type { Decision, Json } from "../../core/vocabulary/index.ts";
import type { NudgeAction } from "../action.ts";
import type { NudgeRequest } from "../request.ts";
import { canonicalText } from "./canonicalText.ts";

/**
 * One link of the chain: that a decision was logged here, and nothing about it. No name, no instant, no policy: an instant alone would
 * find its person again in the log of a mail server.
 */
export interface AuditEntry {
  /** Its place, from 0. */
  readonly index: number;
  /** Hash of the entry before it; 64 zeros in the first. */
  readonly previous: string;
  /** What binds it to its payload: 64 hexadecimal digits. */
  readonly commitment: string;
  /** SHA-256 over the three above: 64 hexadecimal digits. */
  readonly hash: string;
}

/** Where a chain ends. Kept by somebody else (the works council, a notary), it shows that nothing before it was taken away or rewritten. */
export interface AuditHead {
  /** How many entries there are. */
  readonly length: number;
  /** Hash of the last one; 64 zeros where there is none. */
  readonly hash: string;
}

/** The payload of an entry, kept outside the chain, where it can be deleted: enough to make the decision again. */
export interface AuditRecord {
  /** The entry that it belongs to. */
  readonly index: number;
  /** What was asked, with instants as epoch milliseconds. */
  readonly request: NudgeRequest;
  /** What was decided. */
  readonly decision: Decision<NudgeAction>;
}

/** A hash from outside. */
const readHash = (found: Found, path: Path, value: unknown): string => {
  if (typeof value === "string" && /^[0-9a-f]{64}$/.test(value)) return value;
  note(found, path, value === undefined ? "missing" : "wrong-type", "64 lower-case hexadecimal digits", value);
  return "";
};

/** A head from outside. */
export const readHead = (found: Found, path: Path, value: unknown): AuditHead => {
  const given = readObject(found, path, value, "a head: length and hash");
  return {
    length: readInteger(found, [...path, "length"], given["length"], { min: 0 }),
    hash: readHash(found, [...path, "hash"], given["hash"]),
  };
};

/** The entries of a chain from outside; whether they hold together is another question. */
export const readEntries = (found: Found, path: Path, value: unknown): readonly AuditEntry[] =>
  readArray(found, path, value, (element, at) => {
    const given = readObject(found, at, element, "an entry of an audit chain");
    return {
      index: readInteger(found, [...at, "index"], given["index"], { min: 0 }),
      previous: readHash(found, [...at, "previous"], given["previous"]),
      commitment: readHash(found, [...at, "commitment"], given["commitment"]),
      hash: readHash(found, [...at, "hash"], given["hash"]),
    };
  });

/** A payload from outside, copied. */
export interface ReadRecord {
  readonly index: number;
  readonly request: Json;
  readonly decision: Json;
}

/** The payloads from outside, each entry's once. */
export const readRecords = (found: Found, path: Path, value: unknown): readonly ReadRecord[] => {
  const seen = new Set<number>();
  return readArray(found, path, value, (element, at) => {
    const given = readObject(found, at, element, "a record: index, request and decision");
    const index = readInteger(found, [...at, "index"], given["index"], { min: 0 });
    if (seen.has(index)) note(found, [...at, "index"], "duplicate", "each entry once", index);
    seen.add(index);
    return {
      index,
      request: readJson(found, [...at, "request"], given["request"]),
      decision: readJson(found, [...at, "decision"], given["decision"]),
    };
  });
};

/** What stands under a key of a JSON object, where there is any. */
export const memberOf = (value: Json | undefined, key: string): Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;

/** A text under a key of a JSON object; "" where there is none. */
export const textAt = (value: Json | undefined, key: string): string => {
  const text = memberOf(value, key);
  return typeof text === "string" ? text : "";
};

/** What a commitment is made to. */
export const payloadText = ({ request, decision }: Pick<ReadRecord, "request" | "decision">): string =>
  canonicalText({ request, decision });
