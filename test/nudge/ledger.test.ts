import fc from "fast-check";
import { isLeft } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { type Decision, orThrow } from "../../src/core/vocabulary/index.ts";
import { decide, type LedgerState, ledger, ledgerFold, type NudgeAction, nudgePolicy } from "../../src/nudge/index.ts";
import { policyOptions, request } from "./arbitraries.ts";

const someDecisions = fc.array(
  fc.tuple(policyOptions, request).map(([options, about]) => orThrow(decide(orThrow(nudgePolicy(options)))(about))),
  { maxLength: 12 },
);

const folded = (decisions: readonly Decision<NudgeAction>[]): LedgerState =>
  decisions.reduce((state, decision) => ledgerFold.step(state, decision), ledgerFold.empty());

const send = (candidate: string, channel = "email"): NudgeAction => ({ kind: "send", candidate, channel });
const entry = (more: Partial<Decision<NudgeAction>>): Decision<NudgeAction> => ({
  id: "d",
  learner: "ana",
  at: 0,
  policy: { name: "p", version: "1" },
  action: { kind: "nothing" },
  probability: 1,
  eligible: [{ action: { kind: "nothing" }, probability: 1 }],
  ruledOut: [],
  context: {},
  reasons: [],
  ...more,
});
const rule = (code: string) => ({ code, values: {} });

describe("ledger", () => {
  it("counts decisions, candidates, messages and blocks", () => {
    const decisions = [
      entry({
        ruledOut: [
          { action: send("a"), rule: rule("quiet-hours") },
          { action: send("a"), rule: rule("daily-cap") },
          { action: send("b"), rule: rule("quiet-hours") },
        ],
      }),
      entry({
        action: send("c", "push"),
        eligible: [
          { action: { kind: "nothing" }, probability: 0.5 },
          { action: send("c", "push"), probability: 0.25 },
          { action: send("d"), probability: 0.25 },
        ],
        ruledOut: [{ action: send("e"), rule: rule("expired") }],
      }),
      entry({ action: send("a"), eligible: null }),
      entry({}),
    ];
    expect(orThrow(ledger(decisions))).toEqual({
      decisions: 4,
      sent: 2,
      nothing: 2,
      candidates: 6,
      ruledOut: 3,
      blocks: { "daily-cap": 1, expired: 1, "quiet-hours": 2 },
      sentByChannel: { email: 1, push: 1 },
    });
    expect(Object.keys(orThrow(ledger(decisions)).blocks)).toEqual(["daily-cap", "expired", "quiet-hours"]);
    expect(orThrow(ledger([]))).toEqual({
      decisions: 0,
      sent: 0,
      nothing: 0,
      candidates: 0,
      ruledOut: 0,
      blocks: {},
      sentByChannel: {},
    });
  });

  it("adds up", () => {
    fc.assert(
      fc.property(someDecisions, (decisions) => {
        const counts = orThrow(ledger(decisions));
        expect(counts.decisions).toBe(decisions.length);
        expect(counts.sent + counts.nothing).toBe(decisions.length);
        expect(Object.values(counts.sentByChannel).reduce((sum, count) => sum + count, 0)).toBe(counts.sent);
        expect(Object.values(counts.blocks).reduce((sum, count) => sum + count, 0)).toBe(
          decisions.reduce((sum, { ruledOut }) => sum + ruledOut.length, 0),
        );
        const left = decisions.reduce((sum, { eligible }) => sum + (eligible ?? []).length - 1, 0);
        expect(counts.candidates - counts.ruledOut).toBe(left);
        expect(ledgerFold.extract(folded(decisions))).toEqual(counts);
      }),
      { numRuns: 50 },
    );
  });

  it("keeps the laws of a fold: merged shards, an empty one, saved and loaded", () => {
    fc.assert(
      fc.property(someDecisions, someDecisions, (some, more) => {
        const whole = ledgerFold.extract(folded([...some, ...more]));
        const shard = folded(more);
        const before = JSON.stringify(ledgerFold.save(shard));
        expect(ledgerFold.extract(ledgerFold.merge(folded(some), shard))).toEqual(whole);
        expect(JSON.stringify(ledgerFold.save(shard))).toBe(before);
        expect(ledgerFold.extract(ledgerFold.merge(ledgerFold.empty(), folded(some)))).toEqual(
          ledgerFold.extract(folded(some)),
        );
        expect(ledgerFold.extract(ledgerFold.merge(folded(some), ledgerFold.empty()))).toEqual(
          ledgerFold.extract(folded(some)),
        );
        const saved = JSON.parse(JSON.stringify(ledgerFold.save(folded(some))));
        const loaded = orThrow(ledgerFold.load(saved));
        expect(ledgerFold.extract(more.reduce((state, decision) => ledgerFold.step(state, decision), loaded))).toEqual(
          whole,
        );
      }),
      { numRuns: 50 },
    );
  });

  const good = entry({});
  it.each<[string, unknown, string, string]>([
    ["nothing", undefined, "", "missing"],
    ["one decision in place of a list", good, "", "wrong-type"],
    ["null in the list", [null], "0", "wrong-type"],
    ["no action", [{ ...good, action: undefined }], "0.action", "missing"],
    ["an action of another kind", [{ ...good, action: { kind: "recommend" } }], "0.action", "unknown-value"],
    ["a send without a channel", [{ ...good, action: { kind: "send", candidate: "a" } }], "0.action", "unknown-value"],
    ["a send without a candidate", [{ ...good, action: { kind: "send", channel: "a" } }], "0.action", "unknown-value"],
    ["no alternatives", [{ ...good, eligible: undefined }], "0.eligible", "missing"],
    ["an alternative that is none", [{ ...good, eligible: [1] }], "0.eligible.0", "wrong-type"],
    ["no list of what was ruled out", [{ ...good, ruledOut: {} }], "0.ruledOut", "wrong-type"],
    [
      "a rule without a code",
      [{ ...good, ruledOut: [{ action: send("a"), rule: {} }] }],
      "0.ruledOut.0.rule.code",
      "missing",
    ],
    [
      "a rule by number",
      [{ ...good, ruledOut: [{ action: send("a"), rule: { code: 1 } }] }],
      "0.ruledOut.0.rule.code",
      "wrong-type",
    ],
    ["a rule against nothing", [{ ...good, ruledOut: [{ rule: rule("x") }] }], "0.ruledOut.0.action", "missing"],
  ])("refuses %s", (_, decisions, path, code) => {
    // @ts-expect-error: hostile on purpose
    const result = ledger(decisions);
    if (!isLeft(result) || result.left._tag !== "InvalidInput") throw new Error("not refused");
    expect([result.left.in, result.left.issues[0].path.join("."), result.left.issues[0].code]).toEqual([
      "nudge.ledger",
      path,
      code,
    ]);
  });

  it("refuses saved states of another kind or with counts that are none", () => {
    const saved = { ...JSON.parse(JSON.stringify(ledgerFold.save(ledgerFold.empty()))) };
    expect(saved).toEqual({
      kind: "nudge-ledger",
      version: 1,
      sent: 0,
      nothing: 0,
      candidates: 0,
      ruledOut: 0,
      blocks: [],
      sentByChannel: [],
    });
    expect(ledgerFold.kind).toBe("nudge-ledger");
    for (const broken of [
      undefined,
      { ...saved, kind: "count" },
      { ...saved, version: 2 },
      { ...saved, sent: -1 },
      { ...saved, nothing: 0.5 },
      { ...saved, candidates: null },
      { ...saved, ruledOut: "1" },
      { ...saved, blocks: {} },
      { ...saved, sentByChannel: [["email", -1]] },
    ])
      expect(isLeft(ledgerFold.load(broken))).toBe(true);
  });
});
