import { isLeft } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { type Decision, orThrow, type Reason } from "../../src/core/vocabulary/index.ts";
import {
  decide,
  type LegalBasis,
  type LegalObligationBasis,
  type NudgeAction,
  type NudgeCandidate,
  type NudgePolicyOptions,
  type NudgeRequest,
  nudgePolicy,
  type PastEvent,
} from "../../src/nudge/index.ts";
import { zoneNamed } from "./arbitraries.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = Date.UTC(2025, 6, 2, 11); // Wednesday 12:00 in Lisbon
const lisbon = zoneNamed("Europe/Lisbon");
const tip: NudgeCandidate = { id: "c", channel: "email", purpose: "tip", expected: 1 };

const said = (act: PastEvent["act"], when: number, more: Partial<PastEvent> = {}): PastEvent => ({
  learner: "ana",
  at: when,
  act,
  object: "n",
  objectKind: "nudge",
  source: "host",
  ...more,
});
const yes = (when: number, more: Partial<PastEvent> = {}): PastEvent =>
  said("consented", when, { channel: "email", purpose: "tip", ...more });

const made = (
  legal: readonly LegalBasis[],
  history: readonly PastEvent[] = [],
  candidate: NudgeCandidate = tip,
  more: Partial<NudgePolicyOptions> = {},
  about: Partial<NudgeRequest> = {},
): Decision<NudgeAction> =>
  orThrow(
    decide(orThrow(nudgePolicy({ name: "p", seed: 1, legal, gamma: 1e6, ...more })))({
      id: "d",
      learner: "ana",
      at,
      zone: lisbon,
      candidates: [candidate],
      history,
      ...about,
    }),
  );
const rules = (...given: Parameters<typeof made>): readonly Reason[] => made(...given).ruledOut.map(({ rule }) => rule);
const codes = (...given: Parameters<typeof made>): readonly string[] => rules(...given).map(({ code }) => code);
/** What is said of a message that was chosen, after the reason of the choice. */
const grounds = (...given: Parameters<typeof made>): readonly Reason[] => {
  const { action, reasons } = made(...given);
  expect(action.kind).toBe("send");
  return reasons.slice(1);
};

describe("a legal basis", () => {
  it("has to be declared for the purpose, and for the channel where it names one", () => {
    const paper = { basis: "agreement", reference: "works agreement 12/2025" } as const;
    expect(rules([])).toEqual([{ code: "no-legal-basis", values: { purpose: "tip", channel: "email" } }]);
    expect(codes([{ purpose: "reminder", ...paper }])).toEqual(["no-legal-basis"]);
    expect(codes([{ purpose: "tip", channel: "push", ...paper }])).toEqual(["no-legal-basis"]);
    expect(grounds([{ purpose: "tip", channel: "email", ...paper }])).toEqual([
      { code: "agreed", values: { purpose: "tip", reference: "works agreement 12/2025" } },
    ]);
    expect(codes([{ purpose: " TIP", ...paper }])).toEqual([]);
    expect(codes([{ purpose: "tip", ...paper }], [], { ...tip, purpose: "Tip ", channel: "eMail" })).toEqual([]);
  });

  it("of several each must allow the message, and each is named", () => {
    const legal: readonly LegalBasis[] = [
      { purpose: "tip", basis: "agreement", reference: "paper 1" },
      { purpose: "tip", channel: "email", basis: "consent" },
    ];
    expect(codes(legal)).toEqual(["no-consent"]);
    expect(codes(legal, [], { ...tip, channel: "chat" })).toEqual([]);
    expect(grounds(legal, [yes(at - DAY)])).toEqual([
      { code: "agreed", values: { purpose: "tip", reference: "paper 1" } },
      { code: "consented", values: { purpose: "tip", channel: "email", since: "2025-07-01T11:00Z" } },
    ]);
    const both: readonly LegalBasis[] = [
      { purpose: "tip", basis: "consent" },
      { purpose: "tip", channel: "email", basis: "legitimate-interest", reference: "LIA 3" },
    ];
    expect(codes(both, [said("objected", at - DAY)])).toEqual(["no-consent", "objected"]);
  });
});

describe("consent", () => {
  const legal: readonly LegalBasis[] = [{ purpose: "tip", basis: "consent" }];

  it("counts from its instant on, for the purpose and the channel that it names, however they are spelt", () => {
    expect(rules(legal)).toEqual([{ code: "no-consent", values: { purpose: "tip", channel: "email" } }]);
    expect(codes(legal, [yes(at)])).toEqual([]);
    expect(codes(legal, [yes(at + 1)])).toEqual(["no-consent"]);
    expect(codes(legal, [yes(at - DAY, { channel: " EMail", purpose: "TIP" })])).toEqual([]);
    expect(codes(legal, [yes(at - DAY, { channel: "push" })])).toEqual(["no-consent"]);
    expect(codes(legal, [yes(at - DAY, { purpose: "reminder" })])).toEqual(["no-consent"]);
    expect(codes(legal, [said("consented", at - DAY, { purpose: "tip" })])).toEqual(["no-consent"]);
    expect(codes(legal, [said("consented", at - DAY, { channel: "email" })])).toEqual(["no-consent"]);
    expect(codes(legal, [said("consented", at - DAY)])).toEqual(["no-consent"]);
  });

  it("ends with a withdrawal or an objection, of this or of everything, until a later consent", () => {
    for (const [act, code] of [
      ["withdrewConsent", "consent-withdrawn"],
      ["objected", "objected"],
    ] as const) {
      const no = (when: number, more: Partial<PastEvent> = {}): readonly string[] =>
        codes(legal, [yes(at - DAY), said(act, when, more)]);
      expect(no(at - HOUR)).toEqual([code]);
      expect(no(at - DAY)).toEqual([code]);
      expect(no(at - DAY - 1)).toEqual([]);
      expect(no(at + DAY)).toEqual([code]);
      expect(no(at - HOUR, { channel: "EMAIL" })).toEqual([code]);
      expect(no(at - HOUR, { purpose: "tip" })).toEqual([code]);
      expect(no(at - HOUR, { channel: "push" })).toEqual([]);
      expect(no(at - HOUR, { purpose: "reminder", channel: "email" })).toEqual([]);
      expect(codes(legal, [yes(at - DAY), said(act, at - HOUR), yes(at - 1)])).toEqual([]);
      expect(codes(legal, [yes(at - 1), said(act, at - HOUR), yes(at - DAY)])).toEqual([]);
      expect(codes(legal, [said(act, at - HOUR)])).toEqual(["no-consent", code]);
      expect(rules(legal, [yes(at - DAY), said(act, at)])[0]?.values).toEqual({ purpose: "tip", channel: "email" });
    }
    const both = [yes(at - DAY), said("objected", at), said("withdrewConsent", at)];
    expect(codes(legal, both)).toEqual(["consent-withdrawn", "objected"]);
  });

  it("does not undo an opt-out, which holds for good", () => {
    expect(codes(legal, [said("optedOut", at - DAY, { channel: "email" }), yes(at - HOUR)])).toEqual(["opted-out"]);
  });

  it("says since when: the last one that was given", () => {
    expect(grounds(legal, [yes(at - HOUR), yes(at - DAY), yes(at - 2 * HOUR)])[0]?.values).toMatchObject({
      since: "2025-07-02T10:00Z",
    });
  });
});

describe("an agreement, a legitimate interest, no basis needed", () => {
  const withBasis = (basis: "agreement" | "legitimate-interest" | "not-required"): readonly LegalBasis[] => [
    { purpose: "tip", basis, reference: "paper 9" },
  ];
  it("need no consent, and are named with their paper", () => {
    expect(grounds(withBasis("legitimate-interest"))).toEqual([
      { code: "legitimate-interest", values: { purpose: "tip", channel: "email", reference: "paper 9" } },
    ]);
    expect(grounds(withBasis("not-required"))).toEqual([
      { code: "no-basis-needed", values: { purpose: "tip", reference: "paper 9" } },
    ]);
  });

  it("objections and withdrawals end the last two and not an agreement; opt-outs end all three", () => {
    const after = (act: PastEvent["act"]): readonly (readonly string[])[] =>
      (["agreement", "legitimate-interest", "not-required"] as const).map((basis) =>
        codes(withBasis(basis), [said(act, at - DAY)]),
      );
    expect(after("objected")).toEqual([[], ["objected"], ["objected"]]);
    expect(after("withdrewConsent")).toEqual([[], ["consent-withdrawn"], ["consent-withdrawn"]]);
    expect(after("optedOut")).toEqual([["opted-out"], ["opted-out"], ["opted-out"]]);
    expect(codes(withBasis("legitimate-interest"), [said("objected", at), yes(at)])).toEqual(["objected"]);
    expect(codes(withBasis("legitimate-interest"), [said("objected", at - 1), yes(at)])).toEqual([]);
  });
});

const law = {
  purpose: "safety",
  basis: "legal-obligation",
  reference: "ArbSchG § 12",
  modules: ["m8", "m9"],
} as const satisfies LegalObligationBasis;
const duty: NudgeCandidate = {
  id: "c",
  channel: "email",
  purpose: "safety",
  module: "m9",
  obligation: { reference: "ArbSchG § 12", deadline: at + 2 * HOUR },
  expected: 1,
};

describe("a legal obligation", () => {
  it("carries what names its module, its reference and a deadline, and nothing else", () => {
    expect(grounds([law], [], duty)).toEqual([
      {
        code: "mandatory-training",
        values: { module: "m9", reference: "ArbSchG § 12", deadline: at + 2 * HOUR, due: "2025-07-02T13:00Z" },
      },
    ]);
    const { obligation: _, ...bare } = duty;
    const claimed = { ...bare, module: "m9" };
    expect(rules([law], [], claimed)).toEqual([
      { code: "no-obligation-named", values: { purpose: "safety", reference: "ArbSchG § 12" } },
    ]);
    expect(codes([law], [], { ...duty, module: "m1" })).toEqual(["no-obligation-named"]);
    const elsewhere = { reference: "ArbSchG § 13", deadline: at + HOUR };
    expect(codes([law], [], { ...duty, obligation: elsewhere })).toEqual(["no-obligation-named"]);
    expect(codes([law], [], { ...duty, module: "m8" })).toEqual([]);
    expect(codes([law], [], { ...duty, obligation: { reference: "ArbSchG § 12", deadline: new Date(at) } })).toEqual(
      [],
    );
    // each of two laws is asked for
    const second = { ...law, channel: "email", reference: "DGUV 1" };
    expect(rules([law, second], [], duty).map(({ values }) => values["reference"])).toEqual(["DGUV 1"]);
    expect(rules([law, second], [], claimed).map(({ values }) => values["reference"])).toEqual([
      "ArbSchG § 12",
      "DGUV 1",
    ]);
  });

  it("does not help a message whose purpose rests on something else", () => {
    expect(codes([{ purpose: "safety", basis: "consent" }], [], duty)).toEqual(["no-consent"]);
    expect(codes([law, { purpose: "safety", channel: "email", basis: "consent" }], [], duty)).toEqual(["no-consent"]);
  });

  it("hangs neither on consent nor on an opt-out from everything, but an opt-out from the channel holds", () => {
    expect(codes([law], [said("objected", at), said("withdrewConsent", at)], duty)).toEqual([]);
    const all = said("optedOut", at - DAY);
    const purpose = said("optedOut", at - DAY, { purpose: "safety" });
    expect(grounds([law], [all, purpose], duty).slice(1)).toEqual([
      { code: "opt-out-set-aside", values: { candidate: "c", channel: "any", purpose: "any" } },
      { code: "opt-out-set-aside", values: { candidate: "c", channel: "any", purpose: "safety" } },
    ]);
    expect(codes([law], [said("optedOut", at, { channel: "EMAIL" })], duty)).toEqual(["opted-out"]);
    expect(codes([law], [said("optedOut", at, { channel: "email", purpose: "safety" })], duty)).toEqual(["opted-out"]);
    expect(codes([law], [said("optedOut", at, { channel: "push" })], duty)).toEqual([]);
    // beside another basis it is no longer the law alone that carries the message
    const more: LegalBasis = { purpose: "safety", channel: "email", basis: "agreement", reference: "paper 1" };
    expect(codes([law, more], [all], duty)).toEqual(["opted-out"]);
    // and a message that the law does not carry has no such right
    expect(codes([law], [all], { ...duty, module: "m1" })).toEqual(["no-obligation-named", "opted-out"]);
  });

  it("keeps to quiet hours, caps, gaps and the hold-out", () => {
    const strict = {
      quietHours: [{ from: "09:00", to: "15:00" }],
      caps: [{ max: 1, per: "day" as const }],
      minimumGapHours: 2,
    };
    expect(codes([law], [said("delivered", at - HOUR)], duty, { rules: strict })).toEqual([
      "quiet-hours",
      "too-soon",
      "daily-cap",
    ]);
    expect(codes([law], [], duty, { holdOutShare: 0.999999 })).toEqual(["held-out"]);
  });
});

describe("a safety exception", () => {
  const urgent: LegalObligationBasis = {
    ...law,
    safety: { category: "danger-to-life", hoursBeforeDeadline: 3 },
  };
  const strict = {
    quietHours: [{ from: "09:00", to: "15:00" }],
    caps: [
      { max: 1, per: "day" as const },
      { max: 1, per: "week" as const },
      { max: 1, per: "hours" as const, hours: 24 },
    ],
    minimumGapHours: 2,
  };
  const timing = ["quiet-hours", "too-soon", "daily-cap", "weekly-cap", "rolling-cap"];
  const dueIn = (ms: number): NudgeCandidate => ({
    ...duty,
    obligation: { reference: "ArbSchG § 12", deadline: at + ms },
  });
  const sent = [said("delivered", at - HOUR)];

  it("lets timing rules give way in the hours before the deadline, and says so for each", () => {
    const reasons = grounds([urgent], sent, dueIn(2 * HOUR), { rules: strict });
    expect(reasons.slice(1).map(({ code, values }) => [code, values["rule"]])).toEqual(
      timing.map((rule) => ["safety-exception", rule]),
    );
    expect(reasons[1]?.values).toEqual({
      candidate: "c",
      rule: "quiet-hours",
      category: "danger-to-life",
      deadline: at + 2 * HOUR,
      due: "2025-07-02T13:00Z",
    });
    expect(codes([urgent], sent, dueIn(3 * HOUR), { rules: strict })).toEqual([]);
    expect(codes([urgent], sent, dueIn(3 * HOUR + 1), { rules: strict })).toEqual(timing);
    expect(codes([urgent], sent, dueIn(1), { rules: strict })).toEqual([]);
    expect(codes([urgent], sent, dueIn(0), { rules: strict })).toEqual(timing);
    expect(codes([urgent], sent, dueIn(-1), { rules: strict })).toEqual(timing);
  });

  it("is logged whatever is chosen, for each message that owes it its chance", () => {
    const all = Array.from({ length: 40 }, (_, index) =>
      made([urgent], sent, dueIn(HOUR), { rules: strict, gamma: 0 }, { id: `d${index}` }),
    );
    const nothing = all.filter(({ action }) => action.kind === "nothing");
    expect(nothing.length).toBeGreaterThan(5);
    expect(nothing.length).toBeLessThan(35);
    for (const { action, reasons } of all)
      expect(reasons.slice(1).map(({ code }) => code)).toEqual([
        ...(action.kind === "send" ? ["mandatory-training"] : []),
        ...timing.map(() => "safety-exception"),
      ]);
  });

  it("tells when a rule will give way, where that is before it ends", () => {
    const until = (candidate: NudgeCandidate): unknown =>
      made([urgent], [], candidate, { rules: { quietHours: strict.quietHours } }).ruledOut[0]?.until;
    expect(until(dueIn(4 * HOUR))).toBe(at + HOUR);
    expect(until(dueIn(6 * HOUR))).toBe(at + 3 * HOUR); // 15:00 in Lisbon, when they end
    expect(until(dueIn(7 * HOUR))).toBe(at + 3 * HOUR);
    expect(until(dueIn(0))).toBe(at + 3 * HOUR);
    expect(made([law], [], dueIn(4 * HOUR), { rules: { quietHours: strict.quietHours } }).ruledOut[0]?.until).toBe(
      at + 3 * HOUR,
    );
  });

  it("passes the hold-out at any time, which is an experiment", () => {
    expect(grounds([urgent], [], dueIn(100 * DAY), { holdOutShare: 0.999999 }).slice(1)).toMatchObject([
      { code: "safety-exception", values: { rule: "held-out" } },
    ]);
  });

  it("passes no ban, no unknown zone, no opt-out of the channel, no expiry, no id used before", () => {
    const near = dueIn(HOUR);
    const ban = {
      caps: [
        { max: 0, per: "day" as const },
        { max: 0, per: "hours" as const, hours: 1 },
      ],
    };
    expect(codes([urgent], [], near, { rules: ban })).toEqual(["daily-cap", "rolling-cap"]);
    const always = { quietHours: [{ from: "00:00", to: "24:00" }] };
    expect(codes([urgent], [], near, { rules: always })).toEqual(["always-quiet"]);
    expect(codes([urgent], [], near, {}, { zone: null })).toEqual(["zone-unknown"]);
    expect(codes([urgent], [said("optedOut", at, { channel: "email" })], near)).toEqual(["opted-out"]);
    expect(codes([urgent], [], { ...near, expiresAt: at })).toEqual(["expired"]);
    expect(codes([urgent], [said("delivered", at - 1, { decision: "d" })], near)).toEqual(["already-sent"]);
    // an opt-out that gives way is logged as such, and not as a matter of safety
    expect(grounds([urgent], [said("optedOut", at)], near)[1]?.code).toBe("opt-out-set-aside");
  });

  it("is the narrowest of several, and none where one basis declares none", () => {
    const wider = {
      ...urgent,
      channel: "email",
      safety: { category: "licence-to-work", hoursBeforeDeadline: 5 },
    } as const;
    const quiet = { rules: { quietHours: strict.quietHours } };
    expect(codes([urgent, wider], [], dueIn(4 * HOUR), quiet)).toEqual(["quiet-hours"]);
    expect(codes([wider, urgent], [], dueIn(4 * HOUR), quiet)).toEqual(["quiet-hours"]);
    expect(grounds([wider, urgent], [], dueIn(3 * HOUR), quiet)[2]?.values["category"]).toBe("danger-to-life");
    const { safety: _, ...without } = wider;
    expect(codes([urgent, without], [], dueIn(HOUR), quiet)).toEqual(["quiet-hours"]);
    const paper = { purpose: "safety", channel: "email", basis: "agreement", reference: "paper 1" } as const;
    expect(codes([urgent, paper], [], dueIn(HOUR), quiet)).toEqual(["quiet-hours"]);
    // a tenth of an hour is six minutes to the millisecond
    const tenth = { ...law, safety: { category: "danger-to-life", hoursBeforeDeadline: 0.1 } } as const;
    expect(codes([tenth], [], dueIn(360_000), quiet)).toEqual([]);
    expect(codes([tenth], [], dueIn(360_001), quiet)).toEqual(["quiet-hours"]);
  });
});

describe("an id", () => {
  const legal: readonly LegalBasis[] = [{ purpose: "tip", basis: "agreement", reference: "paper 1" }];
  const strict = { caps: [{ max: 1, per: "day" as const }], minimumGapHours: 3 };

  it("gives the same decision again, also when what it led to is in the history", () => {
    const first = made(legal, [], tip, { rules: strict });
    expect(first.action.kind).toBe("send");
    for (const after of [0, 1, HOUR, DAY]) {
      const delivered = said("delivered", at + after, { decision: "d", channel: "email", purpose: "tip" });
      expect(made(legal, [delivered], tip, { rules: strict })).toEqual(first);
    }
    expect(codes(legal, [said("delivered", at, { decision: "e" })], tip, { rules: strict })).toEqual([
      "too-soon",
      "daily-cap",
    ]);
  });

  it("sends nothing where its message was delivered before", () => {
    expect(rules(legal, [said("delivered", at - 1, { decision: "d" })])).toEqual([
      { code: "already-sent", values: {} },
    ]);
    expect(codes(legal, [said("delivered", at - 400 * DAY, { decision: "d" })])).toEqual(["already-sent"]);
    expect(codes(legal, [said("opened", at - 1, { decision: "d" })])).toEqual([]);
    // and its message counts as every other
    expect(codes(legal, [said("delivered", at - 1, { decision: "d" })], tip, { rules: strict })).toEqual([
      "already-sent",
      "too-soon",
      "daily-cap",
    ]);
  });

  it("heeds an opt-out that its own message led to", () => {
    expect(codes(legal, [said("optedOut", at + HOUR, { decision: "d" })])).toEqual(["opted-out"]);
  });
});

describe("legal bases from outside", () => {
  const paper = { purpose: "tip", basis: "agreement", reference: "paper 1" };
  const refused = (legal: unknown): unknown => {
    // @ts-expect-error: hostile on purpose
    const result = nudgePolicy({ name: "p", seed: 1, gamma: 1, legal });
    if (!isLeft(result) || result.left._tag !== "InvalidInput") return "taken";
    const [{ path, code, expected }] = result.left.issues;
    return [path.join("."), code, expected];
  };

  it("are kept, with names in the form in which they are compared", () => {
    const legal: readonly LegalBasis[] = [
      { purpose: " Tip", channel: "EMAIL", basis: "consent" },
      { purpose: "tip", basis: "not-required", reference: "In-App " },
      { ...law, safety: { category: "security-incident", hoursBeforeDeadline: 72 } },
    ];
    const policy = orThrow(nudgePolicy({ name: "p", seed: 1, gamma: 1, legal }));
    expect(policy.legal).toEqual([
      { purpose: "tip", channel: "email", basis: "consent" },
      { purpose: "tip", basis: "not-required", reference: "In-App " },
      {
        purpose: "safety",
        basis: "legal-obligation",
        reference: "ArbSchG § 12",
        modules: ["m8", "m9"],
        safety: { category: "security-incident", hoursBeforeDeadline: 72 },
      },
    ]);
    expect(orThrow(nudgePolicy({ name: "p", seed: 1, gamma: 1, legal: [] })).legal).toEqual([]);
  });

  it.each<[unknown, string, string, string?]>([
    [undefined, "legal", "missing"],
    [null, "legal", "wrong-type"],
    [[null], "legal.0", "wrong-type"],
    [[{}], "legal.0.purpose", "missing"],
    [[{ ...paper, purpose: 1 }], "legal.0.purpose", "wrong-type"],
    [[{ ...paper, purpose: " " }], "legal.0.purpose", "empty", "a name that is more than blanks"],
    [[{ ...paper, purpose: "" }], "legal.0.purpose", "empty", "an id as a string that is not empty"],
    [[{ ...paper, channel: "" }], "legal.0.channel", "empty"],
    [[{ ...paper, basis: undefined }], "legal.0.basis", "missing"],
    [[{ ...paper, basis: "contract" }], "legal.0.basis", "unknown-value"],
    [[{ ...paper, reference: undefined }], "legal.0.reference", "missing", "where that is written down"],
    [[{ ...paper, reference: "" }], "legal.0.reference", "empty"],
    [[{ ...paper, modules: ["m"] }], "legal.0.modules", "inconsistent", 'no modules beside basis "agreement"'],
    [[{ ...paper, safety: law }], "legal.0.safety", "inconsistent", 'no safety beside basis "agreement"'],
    [[{ ...paper, basis: "consent" }], "legal.0.reference", "inconsistent", 'no reference beside basis "consent"'],
    [[{ purpose: "tip", basis: "consent", modules: [] }], "legal.0.modules", "inconsistent"],
    [[{ purpose: "tip", basis: "consent", safety: {} }], "legal.0.safety", "inconsistent"],
    [[{ ...paper, article: 6 }], "legal.0.article", "unknown-key"],
    [[{ ...law, modules: undefined }], "legal.0.modules", "missing"],
    [[{ ...law, modules: [] }], "legal.0.modules", "empty", "at least one module"],
    [[{ ...law, modules: [3] }], "legal.0.modules.0", "wrong-type"],
    [[{ ...law, safety: null }], "legal.0.safety", "wrong-type"],
    [[{ ...law, safety: { category: "danger-to-life" } }], "legal.0.safety.hoursBeforeDeadline", "missing"],
    [[{ ...law, safety: { category: "boredom", hoursBeforeDeadline: 1 } }], "legal.0.safety.category", "unknown-value"],
    [
      [{ ...law, safety: { category: "danger-to-life", hoursBeforeDeadline: 0 } }],
      "legal.0.safety.hoursBeforeDeadline",
      "out-of-range",
    ],
    [
      [{ ...law, safety: { category: "danger-to-life", hoursBeforeDeadline: 72.1 } }],
      "legal.0.safety.hoursBeforeDeadline",
      "out-of-range",
    ],
    [[{ ...law, safety: { category: "danger-to-life", minutes: 9 } }], "legal.0.safety.minutes", "unknown-key"],
    [[paper, { ...paper, purpose: "TIP " }], "legal.1", "duplicate", "one basis for each purpose and channel"],
    [
      [
        { ...paper, channel: "a" },
        { ...paper, channel: "A" },
      ],
      "legal.1",
      "duplicate",
    ],
  ])("refuses %o", (legal, path, code, expected) => {
    const [where, what, wanted] = refused(legal) as readonly string[]; // or "taken", which has no path
    expect([where, what]).toEqual([path, code]);
    if (expected !== undefined) expect(wanted).toBe(expected);
  });

  it("may stand beside each other for one purpose by several channels", () => {
    expect(refused([paper, { ...paper, channel: "a" }, { ...paper, channel: "b" }, { ...paper, purpose: "x" }])).toBe(
      "taken",
    );
  });
});
