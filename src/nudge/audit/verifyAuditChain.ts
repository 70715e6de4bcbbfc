import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading, readOptions } from "../../core/check/index.ts";
import { type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import { BEFORE_FIRST, entryHash } from "./commitment.ts";
import { type AuditEntry, type AuditHead, readEntries, readHead } from "./entry.ts";

/** What a chain is held against. */
export interface VerifyAuditChainOptions {
  /**
   * A head of this chain that somebody else has kept. Without one, entries missing at the end, and a chain written anew from its first
   * entry, cannot be noticed.
   */
  readonly head?: AuditHead;
}

/** Whether a chain holds together. */
export interface AuditChainCheck {
  /** Whether every entry is where and what it was. */
  readonly intact: boolean;
  /** Where the chain ends, to be kept elsewhere for the next time; up to the first broken entry. */
  readonly head: AuditHead;
  /** The first entry at which it does not hold, or `null`. */
  readonly broken: {
    /** Its place in the chain. */
    readonly index: number;
    /** What is wrong there; `explain` words it. */
    readonly why: Reason;
  } | null;
}

const NAME = "nudge.verifyAuditChain";

const whyBroken = (entry: AuditEntry, index: number, previous: string): Reason | null => {
  if (entry.index !== index) return reason("audit-entry-misplaced", { index, found: entry.index });
  if (entry.previous !== previous) return reason("audit-link-broken", { index });
  return entry.hash === entryHash(index, previous, entry.commitment) ? null : reason("audit-entry-changed", { index });
};

/** The check of entries that were read; linear. */
export const checkChain = (entries: readonly AuditEntry[], witness: AuditHead | null): AuditChainCheck => {
  let head: AuditHead = { length: 0, hash: BEFORE_FIRST };
  const stop = (index: number, why: Reason): AuditChainCheck => ({ intact: false, head, broken: { index, why } });
  const differs = (): boolean => witness !== null && witness.length === head.length && witness.hash !== head.hash;
  if (differs()) return stop(0, reason("audit-head-differs", { length: 0 }));
  for (const [index, entry] of entries.entries()) {
    const why = whyBroken(entry, index, head.hash);
    if (why !== null) return stop(index, why);
    head = { length: index + 1, hash: entry.hash };
    if (differs()) return stop(index, reason("audit-head-differs", { length: head.length }));
  }
  if (witness !== null && witness.length > head.length)
    return stop(head.length, reason("audit-truncated", { length: head.length, expected: witness.length }));
  return { intact: true, head, broken: null };
};

/**
 * Has anybody changed the log of decisions? Follows the chain from its first entry.
 *
 * It notices an entry that was changed, taken out, put in, or moved. What it can notice only with a `head` that was kept elsewhere: that
 * entries are missing at the end, or that the whole chain was written anew. Give heads away regularly; the chain may have grown since.
 * Whether the payloads are those of the time is what `replayAudit` says.
 *
 * @param options - `head`, if one was kept elsewhere.
 * @returns a function of the entries, in order, to what it found; `InvalidInput` where they are not entries at all.
 *
 * Cost: one SHA-256 an entry; a hundred thousand take a second or two.
 *
 * @example
 * ```ts
 * import { nudge, orThrow } from "learnlift";
 *
 * orThrow(nudge.verifyAuditChain()([])).intact; // => true
 * orThrow(nudge.verifyAuditChain({ head: { length: 1, hash: "ab".repeat(32) } })([])).broken?.why.code; // => "audit-truncated"
 * ```
 */
export const verifyAuditChain = (
  options: VerifyAuditChainOptions = {},
): ((entries: readonly AuditEntry[]) => Result<AuditChainCheck>) => {
  const settings = reading(NAME, (found) => {
    const { head } = readOptions(found, [], options, ["head"]);
    return head === undefined ? null : readHead(found, ["head"], head);
  });
  return (entries) => {
    if (isLeft(settings)) return settings;
    const read = reading(NAME, (found) => readEntries(found, [], entries));
    return isLeft(read) ? read : right(checkChain(read.right, settings.right));
  };
};
