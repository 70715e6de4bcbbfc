import { isLeft, right } from "fp-ts/lib/Either.js";
import { note, readArray, reading, readOptions } from "../../core/check/index.ts";
import type { Decision, Reason, Result } from "../../core/vocabulary/index.ts";
import { reason } from "../../core/vocabulary/index.ts";
import type { NudgeAction } from "../action.ts";
import { type NudgePolicy, readPolicy } from "../policy.ts";
import type { NudgeRequest } from "../request.ts";
import { verifyDecision } from "../verifyDecision.ts";
import { commitmentTo } from "./commitment.ts";
import {
  type AuditEntry,
  type AuditHead,
  type AuditRecord,
  memberOf,
  payloadText,
  type ReadRecord,
  readEntries,
  readHead,
  readRecords,
  textAt,
} from "./entry.ts";
import { type AuditKey, readKeys } from "./keys.ts";
import { type AuditChainCheck, checkChain } from "./verifyAuditChain.ts";

/** What a log is replayed with. */
export interface ReplayAuditOptions {
  /** Every policy that decided, each revision once. */
  readonly policies: readonly NudgePolicy[];
  /** The keys that are left. */
  readonly keys: readonly AuditKey[];
  /** A head that somebody else has kept; see `verifyAuditChain`. */
  readonly head?: AuditHead;
}

/** The two halves of a log. */
export interface AuditLog {
  /** The chain, in order. */
  readonly entries: readonly AuditEntry[];
  /** The payloads that are left, in any order. */
  readonly records: readonly AuditRecord[];
}

/** Something that is not as it was. */
export interface AuditFinding {
  /** Which entry. */
  readonly index: number;
  /** What is wrong with it; `explain` words it. */
  readonly why: Reason;
}

/** What came of making every logged decision again. */
export interface AuditReplay {
  /** Whether the entries hold together. */
  readonly chain: AuditChainCheck;
  /** Decisions whose payload is that of the time, and which came out again to the last bit. */
  readonly replayed: number;
  /** Entries without a payload: compare with the number of records that were erased on request, for nothing else may be missing. */
  readonly erased: number;
  /** What is not as it was, ascending by index; empty where all is well. */
  readonly findings: readonly AuditFinding[];
}

const NAME = "nudge.replayAudit";

type Verify = ReturnType<typeof verifyDecision>;

const policyKey = (name: string, revision: string): string => JSON.stringify([name, revision]);

interface Settings {
  readonly verifiers: ReadonlyMap<string, Verify>;
  readonly keys: ReadonlyMap<string, Uint8Array>;
  readonly head: AuditHead | null;
}

const readSettings = (options: ReplayAuditOptions): Result<Settings> =>
  reading(NAME, (found) => {
    const given = readOptions(found, [], options ?? null, ["policies", "keys", "head"]);
    const verifiers = new Map<string, Verify>();
    readArray(found, ["policies"], given["policies"], (policy, path) => {
      const read = readPolicy(found, path, policy);
      const key = policyKey(read.name, read.revision);
      if (verifiers.has(key)) note(found, path, "duplicate", "each revision of a policy once", read.name);
      verifiers.set(key, verifyDecision(read));
    });
    return {
      verifiers,
      keys: readKeys(found, ["keys"], given["keys"]),
      head: given["head"] === undefined ? null : readHead(found, ["head"], given["head"]),
    };
  });

/** Why a record is not what was logged, or `null`. */
const whyWrong = ({ verifiers, keys }: Settings, entry: AuditEntry, record: ReadRecord): Reason | null => {
  const { index } = entry;
  const secret = keys.get(textAt(record.decision, "learner"));
  if (secret === undefined) return reason("audit-key-missing", { index });
  if (commitmentTo(secret, index, payloadText(record)) !== entry.commitment)
    return reason("audit-payload-changed", { index });
  const policy = memberOf(record.decision, "policy");
  const [name, revision] = [textAt(policy, "name"), textAt(policy, "version")];
  const verify = verifiers.get(policyKey(name, revision));
  if (verify === undefined) return reason("audit-policy-missing", { index, policy: name, revision });
  const logged = {
    request: record.request as unknown as NudgeRequest, // read by verify, which takes nothing for granted
    decision: record.decision as unknown as Decision<NudgeAction>, // likewise
  };
  const verified = verify(logged);
  if (isLeft(verified)) return reason("audit-not-replayable", { index });
  const { difference } = verified.right;
  return difference === null ? null : reason("audit-decision-differs", { index, path: difference.path.join(".") });
};

/**
 * Was every decision really made so? Checks the chain, holds each payload against its commitment, and makes each decision again.
 *
 * @param options - policies, the keys that are left, and a head that was kept elsewhere, if there is one.
 * @returns a function of the entries and the records that are left, to what it found; `InvalidInput` where they are not of that shape.
 *   A person who was forgotten leaves entries without payload, which are counted; so do records that were lost, so compare the count.
 *
 * Cost: a decision and a few hashes for each record; linear.
 *
 * @example
 * ```ts
 * import { nudge, orThrow } from "learnlift";
 *
 * const replay = orThrow(nudge.replayAudit({ policies: [], keys: [] })({ entries: [], records: [] }));
 * replay.findings; // => []
 * ```
 */
export const replayAudit = (options: ReplayAuditOptions): ((log: AuditLog) => Result<AuditReplay>) => {
  const settings = readSettings(options);
  return (log) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => {
      const given = readOptions(found, [], log ?? null, ["entries", "records"]);
      return {
        entries: readEntries(found, ["entries"], given["entries"]),
        records: readRecords(found, ["records"], given["records"]),
      };
    });
    return isLeft(read) ? read : right(replay(settings.right, read.right.entries, read.right.records));
  };
};

const replay = (settings: Settings, entries: readonly AuditEntry[], records: readonly ReadRecord[]): AuditReplay => {
  const findings: AuditFinding[] = [];
  const held = new Map(records.map((record) => [record.index, record]));
  let replayed = 0;
  let erased = 0;
  for (const [index, entry] of entries.entries()) {
    const record = held.get(index);
    held.delete(index);
    const why = record === undefined ? null : whyWrong(settings, { ...entry, index }, record);
    if (record === undefined) erased += 1;
    else if (why === null) replayed += 1;
    else findings.push({ index, why });
  }
  for (const index of [...held.keys()].sort((one, other) => one - other))
    findings.push({ index, why: reason("audit-record-stray", { index }) });
  return { chain: checkChain(entries, settings.head), replayed, erased, findings };
};
