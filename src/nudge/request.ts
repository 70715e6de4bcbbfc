import {
  type Found,
  note,
  orDefault,
  type Path,
  readArray,
  readBoolean,
  readFields,
  readId,
  readInstant,
  readInteger,
  readNumber,
  readOptions,
  readRecord,
  readText,
} from "../core/check/index.ts";
import { type CompiledZone, readZone } from "../core/time/index.ts";
import { type NudgeCandidate, type Obligation, type Scope, type Send, sending } from "./action.ts";
import { canonicalName } from "./canonicalName.ts";
import { type History, type PastEvent, readHistory } from "./history.ts";

/** What a decision is made about. */
export interface NudgeRequest {
  /**
   * Of this decision, and of no other: the same id draws the same number, so that asking twice is no harm. Where a message of a decision
   * with this id was delivered before `at`, none goes out; one delivered since is what this decision led to, and counts for nothing.
   */
  readonly id: string;
  /** Id of the learner. */
  readonly learner: string;
  /** When: epoch milliseconds or a Date. */
  readonly at: number | Date;
  /** The learner's time zone, compiled. Without one nothing is sent: nobody knows whether it is night. */
  readonly zone?: CompiledZone | null;
  /** What could be sent, in any order. */
  readonly candidates: readonly NudgeCandidate[];
  /**
   * The learner's events, in any order: deliveries, opt-outs, consents, withdrawals and objections are read, other acts are passed over.
   */
  readonly history: readonly PastEvent[];
  /** Expected reward if nothing is sent, in [0, 1]. Default 0. */
  readonly expectedIfNothing?: number;
  /** How many outcomes the expected rewards rest on; needed where the policy's gamma is a schedule. */
  readonly round?: number;
  /** What was known when it was decided, for later evaluation; logged as it is, and not read. */
  readonly context?: Readonly<Record<string, number | string | boolean>>;
}

/** A candidate, read. */
export interface Candidate {
  readonly action: Send;
  /** Its channel and purpose as they are compared. */
  readonly about: Required<Scope>;
  readonly obligation: { readonly reference: string; readonly deadline: number } | null;
  readonly expected: number;
  readonly expiresAt: number;
}

/** A request, read. */
export interface Request {
  readonly id: string;
  readonly learner: string;
  readonly at: number;
  readonly zone: CompiledZone | null;
  /** Ascending by id, so that the order in which they came does not matter. */
  readonly candidates: readonly Candidate[];
  readonly history: History;
  readonly expectedIfNothing: number;
  readonly round: number | null;
  readonly context: Readonly<Record<string, number | string | boolean>>;
}

const KEYS = [
  "id",
  "learner",
  "at",
  "zone",
  "candidates",
  "history",
  "expectedIfNothing",
  "round",
  "context",
] satisfies readonly (keyof NudgeRequest)[];

const CANDIDATE_KEYS = [
  "id",
  "channel",
  "purpose",
  "module",
  "obligation",
  "expected",
  "expiresAt",
] satisfies readonly (keyof NudgeCandidate)[];

/** The host's own word, to be handed back as it came; in its canonical form it must be a name. */
const readWord = (found: Found, path: Path, value: unknown): string => {
  const word = readId(found, path, value);
  if (word !== "" && canonicalName(word) === "") note(found, path, "empty", "a name that is more than blanks", value);
  return word;
};

const readObligation = (found: Found, path: Path, value: unknown): Candidate["obligation"] => {
  const given = readOptions(found, path, value ?? null, [
    "reference",
    "deadline",
  ] satisfies readonly (keyof Obligation)[]);
  return {
    reference: readText(found, [...path, "reference"], given["reference"], "the law that demands it"),
    deadline: readInstant(found, [...path, "deadline"], given["deadline"]),
  };
};

const readCandidate = (found: Found, path: Path, value: unknown): Candidate => {
  const given = readFields(found, path, value, "a candidate", CANDIDATE_KEYS);
  const channel = readWord(found, [...path, "channel"], given["channel"]);
  const purpose = readWord(found, [...path, "purpose"], given["purpose"]);
  const obligation = orDefault<Candidate["obligation"]>(given["obligation"], null, (law) =>
    readObligation(found, [...path, "obligation"], law),
  );
  if (obligation !== null && given["module"] === undefined)
    note(found, [...path, "module"], "missing", "the module that is mandatory", undefined);
  return {
    action: sending({
      id: readId(found, [...path, "id"], given["id"]),
      channel,
      purpose,
      ...(given["module"] === undefined ? {} : { module: readId(found, [...path, "module"], given["module"]) }),
    }),
    about: { channel: canonicalName(channel), purpose: canonicalName(purpose) },
    obligation,
    expected: readNumber(found, [...path, "expected"], given["expected"], { min: 0, max: 1 }),
    expiresAt: orDefault(given["expiresAt"], Number.POSITIVE_INFINITY, (expiry) =>
      readInstant(found, [...path, "expiresAt"], expiry),
    ),
  };
};

const readCandidates = (found: Found, value: unknown): readonly Candidate[] => {
  const seen = new Set<string>();
  const candidates = readArray(found, ["candidates"], value, (element, path) => {
    const candidate = readCandidate(found, path, element);
    const { candidate: id } = candidate.action;
    if (id !== "" && seen.has(id)) note(found, [...path, "id"], "duplicate", "each candidate once", id);
    seen.add(id);
    return candidate;
  });
  return [...candidates].sort((one, other) => (one.action.candidate < other.action.candidate ? -1 : 1));
};

const readFact = (found: Found, path: Path, value: unknown): number | string | boolean => {
  if (typeof value === "string") return value;
  return typeof value === "number" ? readNumber(found, path, value) : readBoolean(found, path, value);
};

/** A context with its keys in order, so that the bytes of a decision do not depend on the order in which they came. */
const readContext = (found: Found, value: unknown): Readonly<Record<string, number | string | boolean>> => {
  const context = readRecord(found, ["context"], value, (fact, path) => readFact(found, path, fact));
  return Object.fromEntries(Object.entries(context).sort(([one], [other]) => (one < other ? -1 : 1)));
};

/** A request from outside. */
export const readRequest = (found: Found, value: unknown): Request => {
  const given = readOptions(found, [], value ?? null, KEYS);
  const learner = readId(found, ["learner"], given["learner"]);
  const id = readId(found, ["id"], given["id"]);
  const at = readInstant(found, ["at"], given["at"]);
  const zone = given["zone"];
  return {
    id,
    learner,
    at,
    zone: zone === undefined || zone === null ? null : readZone(found, ["zone"], zone),
    candidates: readCandidates(found, given["candidates"]),
    history: readHistory(found, ["history"], given["history"], { id, learner, at }),
    expectedIfNothing: orDefault(given["expectedIfNothing"], 0, (expected) =>
      readNumber(found, ["expectedIfNothing"], expected, { min: 0, max: 1 }),
    ),
    round: orDefault<number | null>(given["round"], null, (round) => readInteger(found, ["round"], round, { min: 0 })),
    context: orDefault(given["context"], {}, (context) => readContext(found, context)),
  };
};
