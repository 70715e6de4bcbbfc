import { compileZone } from "../../../src/core/time/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import * as nudge from "../../../src/nudge/index.ts";
import { type Cases, plain, takes } from "./case.ts";

const AT = Date.UTC(2025, 6, 1, 9);
const zone = orThrow(compileZone({ zone: "Europe/Lisbon", from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 0, 1) }));

const options = () => ({
  name: "reminders",
  seed: 7,
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
    { id: "ask-a-peer", channel: "push", expected: 0.2 },
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
  ],
  expectedIfNothing: 0.1,
  round: 3,
  context: { week: 2, team: "north", first: true },
});
const decision = () => orThrow(nudge.decide(policy())(request()));
const hostsOwn = "the host's own facts may be numbers, words or truth values";

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
};
