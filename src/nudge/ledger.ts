import { type Found, note, type Path, readArray, reading, readObject } from "../core/check/index.ts";
import type { Decision, Fold, Result } from "../core/vocabulary/index.ts";
import { loadCount, loadPairs, loadState, savedState } from "../core/vocabulary/saved.ts";
import type { NudgeAction } from "./action.ts";
import { canonicalName } from "./canonicalName.ts";

/** What a policy did, in counts. */
export interface Ledger {
  /** Decisions made. */
  readonly decisions: number;
  /** Decisions for a message. */
  readonly sent: number;
  /** Decisions for nothing. */
  readonly nothing: number;
  /** Candidates that were considered, over all decisions. */
  readonly candidates: number;
  /** Candidates that at least one rule forbade. */
  readonly ruledOut: number;
  /** How often each rule forbade a candidate, by the code of its reason; two rules against one candidate count twice. */
  readonly blocks: Readonly<Record<string, number>>;
  /** Messages by channel; names that differ in case only are one. */
  readonly sentByChannel: Readonly<Record<string, number>>;
}

/** The counts while they grow. */
export interface LedgerState {
  /** Decisions for a message. */
  sent: number;
  /** Decisions for nothing. */
  nothing: number;
  /** Candidates that were considered. */
  candidates: number;
  /** Candidates that a rule forbade. */
  ruledOut: number;
  /** Blocks by the code of their reason. */
  readonly blocks: Map<string, number>;
  /** Messages by channel. */
  readonly sentByChannel: Map<string, number>;
}

const KIND = "nudge-ledger";

const add = (counts: Map<string, number>, key: string, count: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + count);
};

const inOrder = (counts: ReadonlyMap<string, number>): [string, number][] =>
  [...counts].sort(([one], [other]) => (one < other ? -1 : 1));

/** What a ledger wants to know of a decision. */
type Entry = Pick<Decision<NudgeAction>, "action" | "eligible" | "ruledOut">;

const candidatesIn = (actions: readonly { readonly action: NudgeAction }[]): number =>
  new Set(actions.flatMap(({ action }) => (action.kind === "send" ? [action.candidate] : []))).size;

const empty = (): LedgerState => ({
  sent: 0,
  nothing: 0,
  candidates: 0,
  ruledOut: 0,
  blocks: new Map(),
  sentByChannel: new Map(),
});

/**
 * The ledger as a fold: decisions one at a time, or the ledgers of shards merged. Each decision is to be counted once.
 *
 * @example
 * ```ts
 * import { nudge } from "learnlift";
 *
 * nudge.ledgerFold.extract(nudge.ledgerFold.empty()).sent; // 0
 * ```
 */
export const ledgerFold: Fold<Entry, LedgerState, Ledger> = {
  kind: KIND,
  empty,
  step: (state, { action, eligible, ruledOut }) => {
    const out = candidatesIn(ruledOut);
    state.ruledOut += out;
    state.candidates += out + candidatesIn(eligible ?? [{ action }]);
    for (const { rule } of ruledOut) add(state.blocks, rule.code, 1);
    if (action.kind === "nothing") state.nothing += 1;
    else {
      state.sent += 1;
      add(state.sentByChannel, canonicalName(action.channel), 1);
    }
    return state;
  },
  merge: (into, from) => {
    into.sent += from.sent;
    into.nothing += from.nothing;
    into.candidates += from.candidates;
    into.ruledOut += from.ruledOut;
    for (const [code, count] of from.blocks) add(into.blocks, code, count);
    for (const [channel, count] of from.sentByChannel) add(into.sentByChannel, channel, count);
    return into;
  },
  extract: ({ sent, nothing, candidates, ruledOut, blocks, sentByChannel }) => ({
    decisions: sent + nothing,
    sent,
    nothing,
    candidates,
    ruledOut,
    blocks: Object.fromEntries(inOrder(blocks)),
    sentByChannel: Object.fromEntries(inOrder(sentByChannel)),
  }),
  save: ({ sent, nothing, candidates, ruledOut, blocks, sentByChannel }) =>
    savedState(KIND, {
      sent,
      nothing,
      candidates,
      ruledOut,
      blocks: inOrder(blocks),
      sentByChannel: inOrder(sentByChannel),
    }),
  load: (saved) =>
    loadState(
      KIND,
      saved,
      (found, held) => {
        const counts = (key: string): Map<string, number> =>
          new Map(loadPairs(found, [key], held[key], (value, path) => loadCount(found, path, value)));
        const count = (key: string): number => loadCount(found, [key], held[key]);
        return {
          sent: count("sent"),
          nothing: count("nothing"),
          candidates: count("candidates"),
          ruledOut: count("ruledOut"),
          blocks: counts("blocks"),
          sentByChannel: counts("sentByChannel"),
        };
      },
      empty(),
    ),
};

const readAction = (found: Found, path: Path, value: unknown): NudgeAction => {
  const given = readObject(found, path, value, "an action");
  const { kind, candidate, channel } = given;
  if (kind === "nothing") return { kind };
  if (kind === "send" && typeof candidate === "string" && typeof channel === "string")
    return { kind, candidate, channel };
  note(found, path, "unknown-value", "the action of a nudge decision", value);
  return { kind: "nothing" };
};

const readCode = (found: Found, path: Path, value: unknown): string => {
  const code = readObject(found, path, value, "a reason")["code"];
  if (typeof code === "string") return code;
  note(found, [...path, "code"], code === undefined ? "missing" : "wrong-type", "the code of a reason", code);
  return "";
};

const readEntry = (found: Found, path: Path, value: unknown): Entry => {
  const { action, eligible, ruledOut } = readObject(found, path, value, "a nudge decision");
  return {
    action: readAction(found, [...path, "action"], action),
    eligible:
      eligible === null
        ? null
        : readArray(found, [...path, "eligible"], eligible, (alternative, where) => ({
            action: readAction(found, [...where, "action"], readObject(found, where, alternative)["action"]),
            probability: 1,
          })),
    ruledOut: readArray(found, [...path, "ruledOut"], ruledOut, (out, where) => {
      const { action: forbidden, rule } = readObject(found, where, out);
      return {
        action: readAction(found, [...where, "action"], forbidden),
        rule: { code: readCode(found, [...where, "rule"], rule), values: {} },
      };
    }),
  };
};

/**
 * What did the policy do? Counts decisions, messages, and how often each rule forbade one.
 *
 * @param decisions - Decisions as `decide` made them, each once.
 * @returns The counts, or `InvalidInput`. They add up: `decisions = sent + nothing`, and the entries of `blocks` are at least
 * `ruledOut` together.
 *
 * @example
 * ```ts
 * import { nudge, orThrow } from "learnlift";
 *
 * const legal = [{ purpose: "reminder", basis: "agreement", reference: "works agreement 12/2025" }] as const;
 * const policy = orThrow(nudge.nudgePolicy({ name: "reminders", seed: 7, legal, gamma: 100 }));
 * const request = { id: "d-1", learner: "ana", at: Date.UTC(2025, 6, 1), history: [] };
 * const candidates = [{ id: "finish-module-3", channel: "email", purpose: "reminder", expected: 0.31 }];
 * const decision = orThrow(nudge.decide(policy)({ ...request, candidates }));
 * orThrow(nudge.ledger([decision])).blocks; // { "zone-unknown": 1 }
 * ```
 */
export const ledger = (decisions: readonly Decision<NudgeAction>[]): Result<Ledger> =>
  reading("nudge.ledger", (found) => {
    const state = ledgerFold.empty();
    readArray(found, [], decisions, (decision, path) => ledgerFold.step(state, readEntry(found, path, decision)));
    return ledgerFold.extract(state);
  });
