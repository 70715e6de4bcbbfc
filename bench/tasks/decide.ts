import { nudge, orThrow } from "learnlift";
import { compileZone } from "learnlift/core";
import { chances } from "../../test/nudge/checkDecision.ts";
import { naiveBlocks } from "../../test/nudge/naiveGuardrails.ts";
import type { Task } from "../task.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2025, 0, 6, 6);
const ZONE = "Europe/Lisbon";
const GAMMA = 20;

const RULES = {
  quietHours: [{ from: "20:00", to: "08:00" }],
  caps: [
    { max: 2, per: "day" as const },
    { max: 5, per: "week" as const },
    { channel: "push", max: 3, per: "hours" as const, hours: 168 },
  ],
  minimumGapHours: 3,
};
const LEGAL: readonly nudge.LegalBasis[] = [
  { purpose: "reminder", basis: "agreement", reference: "works agreement 12/2025" },
  { purpose: "reminder", channel: "push", basis: "consent" },
];
const CANDIDATES = ["email", "push", "chat"].map((channel, index) => ({
  id: channel,
  channel,
  purpose: "reminder",
  expected: 0.2 + index / 50,
}));

/** Five weeks of messages, most of them by two channels, and a word now and then, by a linear congruence: the same for both sides. */
const historyOf = (learner: string, seed: number): readonly nudge.PastEvent[] => {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) % below;
  };
  return Array.from({ length: 30 }, (_, index): nudge.PastEvent => {
    const dice = next(40);
    return {
      learner,
      at: START - next(35 * 24 * 60) * 60_000,
      act: dice === 0 ? "withdrewConsent" : dice < 4 ? "consented" : dice < 24 ? "delivered" : "opened",
      object: `n${index}`,
      objectKind: "nudge",
      source: "host",
      id: `e${index}`,
      channel: next(3) === 0 ? "push" : "email",
      purpose: "reminder",
    };
  });
};

/** Decisions under guardrails: law, quiet hours, caps and gaps from thirty events, then the probabilities and the draw. */
export const decide: Task = {
  name: "nudge decision under guardrails",
  unit: "decision",
  peer: "our slow twin",
  equalWithin: 1e-12,
  note:
    "three candidates, two legal bases, quiet hours, three caps and a gap, a history of thirty events. No package decides this, so the other side is the " +
    "oracle of our own tests, which reads the rules aloud on the platform's Intl clock and draws nothing. Read the time each, not the ratio.",
  units: 300,
  sides: async (units) => {
    const policy = orThrow(nudge.nudgePolicy({ name: "bench", seed: 7, legal: LEGAL, gamma: GAMMA, rules: RULES }));
    const zone = orThrow(compileZone({ zone: ZONE, from: Date.UTC(2024, 0, 1), to: Date.UTC(2026, 0, 1) }));
    const requests = Array.from({ length: units }, (_, index) => {
      const learner = `learner-${index}`;
      return {
        id: `d-${index}`,
        learner,
        at: START + (index % 24) * HOUR,
        zone,
        candidates: CANDIDATES,
        history: historyOf(learner, index + 1),
        expectedIfNothing: 0.21,
      };
    });
    const decideNow = nudge.decide(policy);
    const ours = new Float64Array(units);
    const theirs = new Float64Array(units);
    return {
      ours: {
        run: () => {
          for (const [index, request] of requests.entries())
            ours[index] = orThrow(decideNow(request)).eligible?.[0]?.probability ?? 0;
          return ours;
        },
      },
      peer: {
        run: () => {
          for (const [index, request] of requests.entries()) {
            const about = { ...request, zone: { name: ZONE, to: zone.to } };
            const left = request.candidates.filter((each) => naiveBlocks(policy, about, each).length === 0);
            const expected = [request.expectedIfNothing, ...left.map((each) => each.expected)];
            theirs[index] = chances(expected, GAMMA, request.candidates.length + 1)[0] ?? 0;
          }
          return theirs;
        },
      },
    };
  },
};
