import { orThrow, type Result } from "../../../src/core/vocabulary/index.ts";
import {
  type AuditEntry,
  type AuditHead,
  type AuditKey,
  type AuditRecord,
  appendAudit,
  decide,
  type NudgePolicy,
  type NudgeRequest,
  nudgePolicy,
} from "../../../src/nudge/index.ts";
import { zoneNamed } from "../arbitraries.ts";
import { secretOf } from "./slowAudit.ts";

export const policyWith = (gamma: number): Result<NudgePolicy> =>
  nudgePolicy({
    name: "reminders",
    seed: 7,
    gamma,
    legal: [{ purpose: "reminder", basis: "agreement", reference: "works agreement 12/2025" }],
  });

const zone = zoneNamed("Europe/Lisbon", Date.UTC(2026, 0, 1));

export const policy: NudgePolicy = orThrow(policyWith(5));

export const keysOf = (learners: readonly string[]): readonly AuditKey[] =>
  [...new Set(learners)].map((learner) => ({ learner, secret: secretOf(learner) }));

export const requestOf = (learner: string, index: number): NudgeRequest => ({
  id: `d${index}`,
  learner,
  at: Date.UTC(2025, 6, 1) + index * 60_000,
  zone,
  candidates: [{ id: "mail", channel: "email", purpose: "reminder", expected: 0.3 }],
  history: [],
  context: { week: index, "näive key": "ünï\u2028code", minus: -0 },
});

export interface Log {
  readonly entries: readonly AuditEntry[];
  readonly records: readonly AuditRecord[];
  readonly keys: readonly AuditKey[];
  readonly head: AuditHead | undefined;
}

/** A log of one decision for each of these learners, in order. */
export const logOf = (learners: readonly string[]): Log => {
  const keys = keysOf(learners);
  const append = appendAudit(keys);
  const deciding = decide(policy);
  const entries: AuditEntry[] = [];
  const records: AuditRecord[] = [];
  let head: AuditHead | undefined;
  for (const [index, learner] of learners.entries()) {
    const request = requestOf(learner, index);
    const appended = orThrow(
      append({ ...(head === undefined ? {} : { head }), request, decision: orThrow(deciding(request)) }),
    );
    entries.push(appended.entry);
    records.push(appended.record);
    head = appended.head;
  }
  return { entries, records, keys, head };
};
