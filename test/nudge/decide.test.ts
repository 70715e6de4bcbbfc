import fc from "fast-check";
import { isLeft } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { type Decision, orThrow, type Reason, type Result } from "../../src/core/vocabulary/index.ts";
import {
  decide,
  type LegalBasis,
  type NudgeAction,
  type NudgePolicy,
  type NudgePolicyOptions,
  type NudgeRequest,
  nudgePolicy,
} from "../../src/nudge/index.ts";
import { policyOptions, request, zoneNamed } from "./arbitraries.ts";

const lisbon = zoneNamed("Europe/Lisbon");
const LEGAL: readonly LegalBasis[] = [
  { purpose: "reminder", basis: "agreement", reference: "paper 1" },
  { purpose: "tip", basis: "not-required", reference: "paper 2" },
];
const policyOf = (more: Partial<NudgePolicyOptions> = {}): NudgePolicy =>
  orThrow(nudgePolicy({ name: "reminders", revision: "2025-07", seed: 7, legal: LEGAL, gamma: 10, ...more }));
const base: NudgeRequest = {
  id: "d-1",
  learner: "ana",
  at: Date.UTC(2025, 6, 1, 11),
  zone: lisbon,
  candidates: [
    { id: "b", channel: "push", expected: 0.1, purpose: "tip", module: "m2" },
    { id: "a", channel: "email", expected: 0.4, purpose: "reminder" },
  ],
  history: [],
};
const made = (policy: NudgePolicy, more: Partial<NudgeRequest> = {}): Decision<NudgeAction> =>
  orThrow(decide(policy)({ ...base, ...more }));
const why = (decision: Decision<NudgeAction>): Reason => {
  const [first, ...grounds] = decision.reasons;
  if (decision.action.kind === "nothing")
    expect(grounds.filter(({ code }) => !/^(safety-exception|opt-out-set-aside)$/.test(code))).toEqual([]);
  else expect(grounds.length).toBeGreaterThan(0);
  return first ?? { code: "none", values: {} };
};

describe("decide", () => {
  it("logs what was chosen, with which probability, from what, and why", () => {
    const best = 1 - 1 / 7 - 1 / 6;
    const decision = made(policyOf(), { id: "d-3", context: { tenure: 3, team: "blue", isNew: false } });
    expect(decision).toEqual({
      id: "d-3",
      learner: "ana",
      at: Date.UTC(2025, 6, 1, 11),
      policy: { name: "reminders", version: "2025-07" },
      action: { kind: "send", candidate: "a", channel: "email", purpose: "reminder" },
      probability: best,
      eligible: [
        { action: { kind: "nothing" }, probability: 1 / 7, score: 0 },
        {
          action: { kind: "send", candidate: "a", channel: "email", purpose: "reminder" },
          probability: best,
          score: 0.4,
        },
        {
          action: { kind: "send", candidate: "b", channel: "push", purpose: "tip", module: "m2" },
          probability: 1 / 6,
          score: 0.1,
        },
      ],
      ruledOut: [],
      context: { isNew: false, team: "blue", tenure: 3 },
      reasons: [
        { code: "highest-expected", values: { action: "a", expected: 0.4, probability: best, next: 0.1, gamma: 10 } },
        { code: "agreed", values: { purpose: "reminder", reference: "paper 1" } },
      ],
    });
  });

  it("chooses each alternative as often as it says (chi-square over ids)", () => {
    const policy = policyOf({ gamma: 5 });
    const candidates = [
      { id: "a", channel: "email", purpose: "reminder", expected: 0.3 },
      { id: "b", channel: "push", purpose: "reminder", expected: 0.25 },
      { id: "c", channel: "chat", purpose: "reminder", expected: 0.05 },
    ];
    const draws = 20_000;
    const counts = new Map<string, number>();
    const expected = new Map<string, number>();
    for (let index = 0; index < draws; index += 1) {
      const decision = made(policy, { id: `2025/${index}`, candidates });
      const key = JSON.stringify(decision.action);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      for (const { action, probability } of decision.eligible ?? []) expected.set(JSON.stringify(action), probability);
    }
    let statistic = 0;
    for (const [key, probability] of expected)
      statistic += ((counts.get(key) ?? 0) - draws * probability) ** 2 / (draws * probability);
    expect(expected.size).toBe(4);
    expect(statistic).toBeLessThan(16.27); // 0.999 quantile of chi-square with 3 degrees of freedom
  });

  it("gives the same bytes for the same request, whatever the order of candidates, events and facts", () => {
    fc.assert(
      fc.property(policyOptions, request, (options, about) => {
        const decideOnce = decide(orThrow(nudgePolicy(options)));
        const bytes = JSON.stringify(orThrow(decideOnce({ ...about, context: { a: 1, b: "x" } })));
        const reordered = {
          context: { b: "x", a: 1 },
          ...about,
          candidates: [...about.candidates].reverse(),
          history: [...about.history].reverse(),
        };
        expect(JSON.stringify(orThrow(decideOnce(JSON.parse(JSON.stringify(reordered)))))).toBe(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it("draws anew for another id and another seed, and takes what is frozen", () => {
    const ids = Array.from({ length: 60 }, (_, index) => `id${index}`);
    const kinds = (policy: NudgePolicy): readonly string[] =>
      ids.map((id) => JSON.stringify(made(policy, { id }).action));
    expect(new Set(kinds(policyOf())).size).toBe(3);
    expect(kinds(policyOf({ seed: 8 }))).not.toEqual(kinds(policyOf()));
    expect(kinds(policyOf({ seed: "7" }))).toEqual(kinds(policyOf()));
    const frozen = Object.freeze({
      ...base,
      candidates: Object.freeze([...base.candidates]),
      history: Object.freeze([]),
    });
    expect(orThrow(decide(Object.freeze(policyOf()))(frozen))).toEqual(made(policyOf()));
  });

  it("takes Dates", () => {
    expect(made(policyOf(), { at: new Date(Date.UTC(2025, 6, 1, 11)) })).toEqual(made(policyOf()));
  });

  it("follows a schedule of gamma: scale times round to the exponent", () => {
    const schedule = policyOf({ gamma: { scale: 10, exponent: 0.5 } });
    const nothing = (round: number): number => made(schedule, { round }).eligible?.[0]?.probability ?? 0;
    expect(nothing(100)).toBeCloseTo(1 / (3 + 100 * 0.4), 15);
    expect(nothing(4)).toBeCloseTo(1 / (3 + 20 * 0.4), 15);
    expect(nothing(0)).toBeCloseTo(1 / 3, 15);
    const constant = policyOf({ gamma: { scale: 10, exponent: 0 } });
    expect(made(constant, { round: 0 }).eligible).toEqual(made(policyOf()).eligible);
    expect(decide(schedule)(base)).toMatchObject({ left: { issues: [{ path: ["round"], code: "missing" }] } });
  });

  it("counts what the rules have struck out among the alternatives considered", () => {
    const late = { id: "c", channel: "email", purpose: "reminder", expected: 0, expiresAt: base.at };
    const candidates = [{ id: "a", channel: "email", purpose: "reminder", expected: 0.24999 }, late];
    const [nothing, send] = made(policyOf({ gamma: 1000 }), { candidates, expectedIfNothing: 0.25 }).eligible ?? [];
    expect(send?.probability).toBe(1 / (3 + 1000 * (0.25 - 0.24999)));
    expect(nothing?.probability).toBe(1 - 1 / (3 + 1000 * (0.25 - 0.24999)));
  });

  it("weighs nothing as the host expects it", () => {
    const decision = made(policyOf(), { expectedIfNothing: 0.9 });
    expect(decision.eligible?.[0]).toEqual({
      action: { kind: "nothing" },
      probability: 1 - 1 / (3 + 5) - 1 / (3 + 8),
      score: 0.9,
    });
  });
});

describe("the reason of a choice", () => {
  const everyId = (policy: NudgePolicy, more: Partial<NudgeRequest> = {}): readonly Decision<NudgeAction>[] =>
    Array.from({ length: 50 }, (_, index) => made(policy, { ...more, id: `d${index}` }));

  it("names what promised most, what was tried instead, and ties", () => {
    const reasons = everyId(policyOf()).map((decision) => JSON.stringify([decision.action.kind, why(decision)]));
    const [p0, pb] = [1 / 7, 1 / 6];
    expect([...new Set(reasons)].sort()).toEqual(
      [
        [
          "nothing",
          { code: "explored", values: { action: "nothing", expected: 0, probability: p0, best: 0.4, gamma: 10 } },
        ],
        ["send", { code: "explored", values: { action: "b", expected: 0.1, probability: pb, best: 0.4, gamma: 10 } }],
        [
          "send",
          {
            code: "highest-expected",
            values: { action: "a", expected: 0.4, probability: 1 - p0 - pb, next: 0.1, gamma: 10 },
          },
        ],
      ]
        .map((pair) => JSON.stringify(pair))
        .sort(),
    );
    const tied = everyId(policyOf(), { expectedIfNothing: 0.4 }).filter(({ action }) => action.kind === "nothing");
    expect(tied.length).toBeGreaterThan(0);
    expect(why(tied[0] ?? made(policyOf()))).toEqual({
      code: "tied-for-highest",
      values: { action: "nothing", expected: 0.4, probability: (1 - 1 / 6) / 2, tied: 2 },
    });
  });

  it("says where nothing was left, and where there was nothing to begin with", () => {
    expect(why(made(policyOf(), { candidates: [] }))).toEqual({ code: "no-candidates", values: {} });
    const without = made(policyOf(), { zone: null });
    expect(why(without)).toEqual({ code: "nothing-left-to-send", values: { candidates: 2 } });
    expect(without).toMatchObject({ action: { kind: "nothing" }, probability: 1 });
  });

  it("is true: its numbers are those of the request, and another expectation of the chosen changes its probability", () => {
    let compared = 0;
    fc.assert(
      fc.property(policyOptions, request, (options, about) => {
        const policy = orThrow(nudgePolicy({ ...options, gamma: 30 }));
        const decision = orThrow(decide(policy)(about));
        const { code, values } = why(decision);
        const left = (decision.eligible ?? []).length;
        if (left === 1) {
          expect(code).toBe(about.candidates.length === 0 ? "no-candidates" : "nothing-left-to-send");
          return;
        }
        const expectedOf = (action: NudgeAction): number | undefined =>
          action.kind === "nothing"
            ? (about.expectedIfNothing ?? 0)
            : about.candidates.find(({ id }) => id === action.candidate)?.expected;
        const others = (decision.eligible ?? [])
          .filter(({ action }) => action !== decision.action)
          .map(({ action }) => expectedOf(action) ?? 0);
        const mine = expectedOf(decision.action) ?? -1;
        const next = Math.max(...others);
        expect(values["expected"]).toBe(mine);
        expect(values["probability"]).toBe(decision.probability);
        if (mine > next) expect([code, values["next"]]).toEqual(["highest-expected", next]);
        else if (mine < next) expect([code, values["best"]]).toEqual(["explored", next]);
        else
          expect([code, values["tied"]]).toEqual([
            "tied-for-highest",
            others.filter((other) => other === mine).length + 1,
          ]);
        const changed = mine > 0.5 ? mine - 0.3 : mine + 0.3;
        const { action } = decision;
        const again = orThrow(
          decide(policy)(
            action.kind === "nothing"
              ? { ...about, expectedIfNothing: changed }
              : {
                  ...about,
                  candidates: about.candidates.map((one) =>
                    one.id === action.candidate ? { ...one, expected: changed } : one,
                  ),
                },
          ),
        );
        const probability = again.eligible?.find(
          (one) => JSON.stringify(one.action) === JSON.stringify(action),
        )?.probability;
        expect(probability).not.toBe(decision.probability);
        compared += 1;
      }),
      { numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(50);
  });
});

describe("the hold-out", () => {
  const share = 0.2;
  const learners = Array.from({ length: 4_000 }, (_, index) => `learner-${index}`);
  const isOut = (policy: NudgePolicy, learner: string, id = "d"): boolean =>
    made(policy, { learner, id }).ruledOut.some(({ rule }) => rule.code === "held-out");

  it("holds its share of learners out, each in every decision", () => {
    const policy = policyOf({ holdOutShare: share });
    const out = learners.filter((learner) => isOut(policy, learner));
    const error = Math.sqrt((share * (1 - share)) / learners.length);
    expect(Math.abs(out.length / learners.length - share)).toBeLessThan(4 * error);
    for (const learner of out.slice(0, 20)) {
      const decision = made(policy, { learner, id: `again-${learner}` });
      expect(decision.action.kind).toBe("nothing");
      expect(decision.ruledOut.map(({ rule }) => rule)).toEqual([
        { code: "held-out", values: { share } },
        { code: "held-out", values: { share } },
      ]);
    }
  });

  it("holds nobody out by default, and those of a smaller share also in a larger one", () => {
    expect(learners.slice(0, 200).some((learner) => isOut(policyOf(), learner))).toBe(false);
    const [few, many] = [policyOf({ holdOutShare: 0.1 }), policyOf({ holdOutShare: 0.5 })];
    for (const learner of learners.slice(0, 300)) if (isOut(few, learner)) expect(isOut(many, learner)).toBe(true);
  });
});

describe("decide with hostile input", () => {
  const first = (result: Result<unknown>): unknown => {
    if (!isLeft(result) || result.left._tag !== "InvalidInput") return result;
    const [{ path, code }] = result.left.issues;
    return [result.left.in, path.join("."), code];
  };
  const refuses = (value: unknown): unknown => {
    // @ts-expect-error: hostile on purpose
    return first(decide(policyOf())(value));
  };
  const event = { learner: "ana", at: base.at, act: "delivered", object: "n", objectKind: "nudge", source: "host" };
  const candidate = { id: "a", channel: "email", purpose: "reminder", expected: 0.4 };

  it.each<[string, unknown, string, string]>([
    ["nothing", undefined, "", "wrong-type"],
    ["null", null, "", "wrong-type"],
    ["an array", [], "", "wrong-type"],
    ["no id", { ...base, id: undefined }, "id", "missing"],
    ["a number as id", { ...base, id: 2 ** 60 }, "id", "unsafe-number"],
    ["an empty learner", { ...base, learner: "", history: [] }, "learner", "empty"],
    ["seconds", { ...base, at: 1_751_367_600 }, "at", "wrong-unit"],
    ["no time", { ...base, at: undefined }, "at", "missing"],
    ["NaN as time", { ...base, at: Number.NaN }, "at", "not-finite"],
    ["a zone by name", { ...base, zone: "Europe/Lisbon" }, "zone", "wrong-type"],
    ["a zone of the future", { ...base, zone: { ...lisbon, version: 2 } }, "zone.version", "unsupported-version"],
    [
      "a zone with NaN",
      { ...base, zone: { ...lisbon, offsetsMinutes: [Number.NaN] } },
      "zone.offsetsMinutes.0",
      "out-of-range",
    ],
    ["no candidates", { ...base, candidates: undefined }, "candidates", "missing"],
    ["null among candidates", { ...base, candidates: [null] }, "candidates.0", "wrong-type"],
    ["a candidate twice", { ...base, candidates: [candidate, candidate] }, "candidates.1.id", "duplicate"],
    ["no channel", { ...base, candidates: [{ ...candidate, channel: undefined }] }, "candidates.0.channel", "missing"],
    ["an empty purpose", { ...base, candidates: [{ ...candidate, purpose: "" }] }, "candidates.0.purpose", "empty"],
    ["a module by number", { ...base, candidates: [{ ...candidate, module: 3 }] }, "candidates.0.module", "wrong-type"],
    [
      "no expectation",
      { ...base, candidates: [{ ...candidate, expected: undefined }] },
      "candidates.0.expected",
      "missing",
    ],
    [
      "an expectation above 1",
      { ...base, candidates: [{ ...candidate, expected: 1.01 }] },
      "candidates.0.expected",
      "out-of-range",
    ],
    [
      "an expectation below 0",
      { ...base, candidates: [{ ...candidate, expected: -0.01 }] },
      "candidates.0.expected",
      "out-of-range",
    ],
    [
      "NaN as expectation",
      { ...base, candidates: [{ ...candidate, expected: Number.NaN }] },
      "candidates.0.expected",
      "not-finite",
    ],
    [
      "an expiry in seconds",
      { ...base, candidates: [{ ...candidate, expiresAt: 1_751_367_600 }] },
      "candidates.0.expiresAt",
      "wrong-unit",
    ],
    ["no history", { ...base, history: undefined }, "history", "missing"],
    ["null as history", { ...base, history: null }, "history", "wrong-type"],
    ["a hole in the history", { ...base, history: new Array(1) }, "history.0", "wrong-type"],
    [
      "somebody else's event",
      { ...base, history: [{ ...event, learner: "ben" }] },
      "history.0.learner",
      "inconsistent",
    ],
    ["an unknown act", { ...base, history: [{ ...event, act: "optedout" }] }, "history.0.act", "unknown-value"],
    ["no act", { ...base, history: [{ ...event, act: undefined }] }, "history.0.act", "missing"],
    ["a delivery in seconds", { ...base, history: [{ ...event, at: 1_751_367_600 }] }, "history.0.at", "wrong-unit"],
    ["a delivery without a time", { ...base, history: [{ ...event, at: undefined }] }, "history.0.at", "missing"],
    [
      "an opt-out without a time",
      { ...base, history: [{ ...event, act: "optedOut", at: null }] },
      "history.0.at",
      "wrong-type",
    ],
    ["a channel by number", { ...base, history: [{ ...event, channel: 3 }] }, "history.0.channel", "wrong-type"],
    ["an empty purpose in the past", { ...base, history: [{ ...event, purpose: "" }] }, "history.0.purpose", "empty"],
    ["no messages in one event", { ...base, history: [{ ...event, count: 0 }] }, "history.0.count", "out-of-range"],
    ["an expectation of nothing above 1", { ...base, expectedIfNothing: 2 }, "expectedIfNothing", "out-of-range"],
    ["an expectation of nothing below 0", { ...base, expectedIfNothing: -1 }, "expectedIfNothing", "out-of-range"],
    ["a round below 0", { ...base, round: -1 }, "round", "out-of-range"],
    ["half a round", { ...base, round: 1.5 }, "round", "not-integer"],
    ["a context with an object", { ...base, context: { team: {} } }, "context.team", "wrong-type"],
    ["a context with NaN", { ...base, context: { team: Number.NaN } }, "context.team", "not-finite"],
    [
      "a context that reaches the prototype",
      { ...base, context: JSON.parse('{"__proto__":1}') },
      "context.__proto__",
      "forbidden-key",
    ],
    ["a misspelt key", { ...base, histroy: [] }, "histroy", "unknown-key"],
  ])("refuses %s", (_, value, path, code) => {
    expect(refuses(value)).toEqual(["nudge.decide", path, code]);
  });

  it("refuses what throws while it is read, in one piece", () => {
    const hostile = {
      ...base,
      get candidates(): never {
        throw new Error("hostile");
      },
    };
    expect(refuses(hostile)).toEqual(["nudge.decide", "", "unreadable"]);
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(refuses(proxy)).toMatchObject(["nudge.decide", "", expect.any(String)]);
  });

  it("gives up on an array that claims to be endless", () => {
    expect(refuses({ ...base, history: new Array(2 ** 32 - 1) })).toEqual(["nudge.decide", "history.0", "wrong-type"]);
  });

  it("takes what it does not need beside a candidate or an event", () => {
    const candidates = [{ ...candidate, text: "Go on where you left off", link: "/m/3" }];
    const history = [{ ...event, act: "viewed" as const, objectKind: "module" as const, at: 0, extra: 1 }];
    expect(made(policyOf(), { candidates, history }).ruledOut).toEqual([]);
  });

  it("checks the policy once, and refuses each request where it does not hold", () => {
    expect(first(decide({ ...policyOf(), gamma: -1 })(base))).toEqual(["nudge.decide", "policy.gamma", "out-of-range"]);
    // @ts-expect-error: hostile on purpose
    expect(first(decide(undefined)(base))).toEqual(["nudge.decide", "policy", "missing"]);
    // @ts-expect-error: hostile on purpose
    expect(first(decide({ ...policyOf(), version: 2 })(base))).toEqual([
      "nudge.decide",
      "policy.version",
      "unsupported-version",
    ]);
  });

  it("never throws, and never sends where it fails", () => {
    const parts = fc.dictionary(fc.constantFrom(...Object.keys(base), "round", "context"), fc.anything());
    fc.assert(
      fc.property(fc.anything(), parts, (anything, some) => {
        for (const value of [anything, { ...base, ...some }]) {
          // @ts-expect-error: hostile on purpose
          const result: Result<Decision<NudgeAction>> = decide(policyOf())(value);
          if (isLeft(result)) continue;
          expect(result.right.probability).toBeGreaterThan(0);
          expect(result.right.probability).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});
