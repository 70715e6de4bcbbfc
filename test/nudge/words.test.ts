import { describe, expect, it } from "vitest";
import { orThrow, type Reason } from "../../src/core/vocabulary/index.ts";
import {
  decide,
  type LegalBasis,
  type NudgePolicyOptions,
  type NudgeRequest,
  nudgePolicy,
  type PastEvent,
} from "../../src/nudge/index.ts";
import { decisionWords } from "../../src/nudge/words.ts";
import { zoneNamed } from "./arbitraries.ts";

const at = Date.UTC(2025, 6, 1, 11);
const base: NudgeRequest = {
  id: "d",
  learner: "ana",
  at,
  zone: zoneNamed("Europe/Lisbon"),
  candidates: [{ id: "a", channel: "email", purpose: "reminder", expected: 0.4, expiresAt: at + 1 }],
  history: [],
};
const event = (act: PastEvent["act"], more: Partial<PastEvent> = {}): PastEvent => ({
  learner: "ana",
  at: at - 1,
  act,
  object: "n",
  objectKind: "nudge",
  source: "host",
  ...more,
});
const resting = (basis: "agreement" | "legitimate-interest" | "not-required"): LegalBasis => ({
  purpose: "reminder",
  basis,
  reference: "paper 1",
});
const onConsent: Partial<NudgePolicyOptions> = { legal: [{ purpose: "reminder", basis: "consent" }] };
const yes = event("consented", { channel: "email", purpose: "reminder" });
const law: LegalBasis = {
  purpose: "reminder",
  basis: "legal-obligation",
  reference: "law 1",
  modules: ["m1"],
  safety: { category: "licence-to-work", hoursBeforeDeadline: 1 },
};
const duty = {
  candidates: [
    {
      id: "a",
      channel: "email",
      purpose: "reminder",
      module: "m1",
      obligation: { reference: "law 1", deadline: at + 1 },
      expected: 1,
    },
  ],
};

/** Situations in which, together, every reason occurs. */
const situations: readonly (readonly [Partial<NudgePolicyOptions>, Partial<NudgeRequest>])[] = [
  [{}, { zone: null }],
  [{}, { zone: zoneNamed("Europe/Lisbon", at) }],
  [{ holdOutShare: 0.999999 }, {}],
  [{}, { history: [event("optedOut")] }],
  [{}, { at: at + 1 }],
  [{ rules: { quietHours: [{ from: "09:00", to: "15:00" }] } }, {}],
  [{ rules: { quietHours: [{ from: "00:00", to: "24:00" }] } }, {}],
  [
    {
      rules: {
        minimumGapHours: 1,
        caps: [
          { max: 1, per: "day" },
          { max: 1, per: "week" },
          { max: 1, per: "hours", hours: 24 },
        ],
      },
    },
    { history: [event("delivered")] },
  ],
  [{}, { candidates: [] }],
  ...Array.from({ length: 12 }, (_, index) => [{}, { id: `d${index}` }] as const), // a literal pair
  [{}, { expectedIfNothing: 0.4 }],
  [{ legal: [] }, {}],
  [onConsent, {}],
  [{ ...onConsent, gamma: 1e6 }, { history: [yes] }],
  [onConsent, { history: [yes, event("withdrewConsent"), event("objected")] }],
  [{ legal: [resting("legitimate-interest")], gamma: 1e6 }, {}],
  [{ legal: [resting("not-required")], gamma: 1e6 }, {}],
  [{ legal: [law] }, {}],
  [
    { legal: [law], gamma: 1e6, holdOutShare: 0.999999 },
    { ...duty, history: [event("optedOut")] },
  ],
  [{}, { history: [event("delivered", { decision: "d" })] }],
];

const reasons = (): readonly Reason[] =>
  situations.flatMap(([options, request]) => {
    const policy = orThrow(nudgePolicy({ name: "p", seed: 1, legal: [resting("agreement")], gamma: 1, ...options }));
    const decision = orThrow(decide(policy)({ ...base, ...request }));
    return [...decision.reasons, ...decision.ruledOut.map(({ rule }) => rule)];
  });

describe("words", () => {
  it("are there for every reason of a decision, and for no other", () => {
    expect([...new Set(reasons().map(({ code }) => code))].sort()).toEqual(Object.keys(decisionWords).sort());
  });

  it("speak only of values that the reason carries", () => {
    for (const { code, values } of reasons()) {
      const named = [...(decisionWords[code] ?? "").matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(values)).toEqual(expect.arrayContaining(named));
    }
  });
});
