import { compileZone } from "../../../src/core/time/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import * as nudge from "../../../src/nudge/index.ts";
import { type Cases, plain, takes } from "./case.ts";

const AT = Date.UTC(2025, 6, 1, 9);
const zone = orThrow(compileZone({ zone: "Europe/Lisbon", from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 0, 1) }));

const options = () => ({
  name: "reminders",
  seed: 7,
  legal: [
    { purpose: "reminder", basis: "agreement" as const, reference: "works agreement 12/2025" },
    { purpose: "tip", channel: "push", basis: "consent" as const },
    {
      purpose: "safety",
      basis: "legal-obligation" as const,
      reference: "ArbSchG § 12",
      modules: ["m9"],
      safety: { category: "danger-to-life" as const, hoursBeforeDeadline: 12 },
    },
  ],
  gamma: 100,
  holdOutShare: 0.1,
  rules: {
    quietHours: [{ from: "20:00", to: "08:00" }],
    caps: [
      { max: 2, per: "day" },
      { channel: "push", max: 2, per: "hours", hours: 168 },
    ],
    minimumGapHours: 2,
  },
});
const policy = () => orThrow(nudge.parsePolicy({ ...options(), kind: "inverse-gap", version: 1 }));
const request = () => ({
  id: "d-1",
  learner: "ana",
  at: AT,
  zone,
  candidates: [
    { id: "finish-module-3", channel: "email", purpose: "reminder", module: "m3", expected: 0.31, expiresAt: AT + 1e8 },
    { id: "ask-a-peer", channel: "push", purpose: "tip", expected: 0.2 },
    {
      id: "fire-drill",
      channel: "push",
      purpose: "safety",
      module: "m9",
      obligation: { reference: "ArbSchG § 12", deadline: AT + 1e7 },
      expected: 0.9,
    },
  ],
  history: [
    {
      learner: "ana",
      at: AT - 9e6,
      act: "delivered",
      object: "finish-module-2",
      objectKind: "nudge",
      source: "host",
      channel: "email",
      purpose: "reminder",
    } as const,
    {
      learner: "ana",
      at: AT - 9e8,
      act: "consented",
      object: "tips",
      objectKind: "nudge",
      source: "host",
      channel: "push",
      purpose: "tip",
    } as const,
  ],
  expectedIfNothing: 0.1,
  round: 3,
  context: { week: 2, team: "north", first: true },
});
const decision = () => orThrow(nudge.decide(policy())(request()));
const hostsOwn = "the host's own facts may be numbers, words or truth values";

const SECRET = "8f1b0c6e9d24a7537ae05bd1c3f2964808d9f6b17c3e52a4e6bb10957d2fc83a";
const keys = () => [{ learner: "ana", secret: SECRET }];
const logged = orThrow(nudge.appendAudit(keys())({ request: request(), decision: decision() }));
const appended = () => structuredClone(logged);
const head = () => ({ length: 0, hash: "0".repeat(64) });
const policyRows = () =>
  [0.5, 0.25, 0.5].map((probability, i) => ({
    reward: i % 2,
    probability,
    target: 0.25 * (i + 1),
    predicted: 0.5,
    predictedUnderTarget: 0.4,
    unsupported: 0,
    learner: `learner-${i}`,
  }));
const policyMoments = () => {
  const state = nudge.policyMomentsFold.empty();
  for (const row of policyRows()) nudge.policyMomentsFold.step(state, row);
  return nudge.policyMomentsFold.extract(state);
};
const valueOptions = () =>
  ({
    estimator: "doubly-robust",
    assignment: "randomised",
    leastEffective: 2,
    unsupported: "refuse",
    level: 0.9,
  }) as const;
const outcomes = () =>
  [0, 1, 2, 3].map((i) => ({
    decision: {
      ...appended().record.decision,
      id: `d-${i}`,
      learner: `learner-${i}`,
      action: i % 2 === 0 ? "mail" : "nothing",
      probability: 0.5,
      eligible: ["mail", "nothing"].map((action) => ({ action, probability: 0.5, score: 0.2 })),
    },
    status: "observed" as const,
    reward: i === 0 ? 1 : 0,
    rewardedAt: null,
    deliveredAt: null,
  }));
const target = () => [
  { action: "mail", probability: 0.75 },
  { action: "nothing", probability: 0.25 },
];

export const nudgeCases: Cases = {
  "nudge.nudgePolicy": takes(() => [[options()]], {
    strict: ["0.0"],
    accepts: { "0.0.seed": "a seed is a number or a word" },
  }),
  "nudge.parsePolicy": takes(() => [[policy()]], {
    strict: ["0.0"],
    accepts: { "0.0.seed": "a seed is a number or a word" },
  }),
  "nudge.decide": takes(() => [[policy()], [request()]], {
    strict: ["0.0", "1.0"],
    accepts: {
      "0.0.seed": "a seed is a number or a word",
      "1.0.context.*": hostsOwn,
      "1.0.zone": "a zone may be unknown",
    },
  }),
  "nudge.verifyDecision": takes(() => [[policy()], [{ request: request(), decision: decision() }]], {
    strict: ["0.0", "1.0"],
    accepts: { "0.0.seed": "a seed is a number or a word", "1.0.**": "another decision is what it is asked about" },
  }),
  "nudge.ledger": takes(() => [[[decision()]]], {
    strict: [],
    accepts: { "0.0.*.eligible": "there may be too many to list" },
  }),
  "nudge.ledgerFold": plain("a fold of decisions that ledger has checked, or that decide has made"),
  "nudge.appendAudit": takes(
    () => [[keys()], [{ head: head(), request: appended().record.request, decision: appended().record.decision }]],
    {
      strict: ["1.0"],
      heavy: true,
      accepts: {
        "1.0.request.**": "a request is logged as it was asked; whether it can be replayed is what replayAudit says",
        "1.0.decision.**": "likewise a decision",
      },
    },
  ),
  "nudge.verifyAuditChain": takes(() => [[{ head: appended().head }], [[appended().entry]]], { strict: ["0.0"] }),
  "nudge.replayAudit": takes(
    () => [
      [{ policies: [policy()], keys: keys(), head: appended().head }],
      [{ entries: [appended().entry], records: [appended().record] }],
    ],
    {
      strict: ["0.0", "1.0"],
      heavy: true,
      accepts: {
        "0.0.policies.0.seed": "a seed is a number or a word",
        "1.0.records.0.request.**": "another request is what it is asked about",
        "1.0.records.0.decision.**": "another decision is what it is asked about",
      },
    },
  ),
  "nudge.forgetPerson": takes(() => [["ana"], [{ records: [appended().record], keys: keys() }]], {
    strict: ["1.0"],
    heavy: true,
    accepts: { "1.0.records.0.request.**": "a payload may hold anything", "1.0.records.0.decision.**": "likewise" },
  }),
  "nudge.evaluatePolicy": takes(
    () => [[{ ...valueOptions(), largestWeight: 5, target, model: "score", missing: "refuse" }], [outcomes()]],
    {
      accepts: {
        "0.0.model": "without a model another estimator is asked for; a function is one",
        "1.0.*.decision.**":
          "what an evaluation does not read (instants, rules, reasons) is the business of joinOutcomes",
        "1.0.*.rewardedAt": "not read",
        "1.0.*.deliveredAt": "not read",
      },
    },
  ),
  "nudge.evaluatePolicyFromRows": takes(() => [[{ ...valueOptions(), largestWeight: 5 }], [policyRows()]]),
  "nudge.evaluatePolicyFromMoments": takes(() => [[valueOptions()], [policyMoments()]]),
  "nudge.policyMomentsFold": plain(
    "a fold over rows that the host has read; its saved states are read by load, which the laws of folds test",
  ),
};
