import { type Decision, nudge, orThrow, type records, simulate } from "learnlift";
import type { CompiledZone } from "learnlift/core";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Four weekly rounds of decisions: mornings and evenings in turn, so that quiet hours matter in every zone. */
const ROUNDS = [0, 1, 2, 3].map((week) => week * 7 * DAY_MS + DAY_MS + (week % 2 === 0 ? 7.5 : 18.5) * HOUR_MS);

export interface Nudging {
  readonly policy: nudge.NudgePolicy;
  readonly logged: readonly { readonly request: nudge.NudgeRequest; readonly decision: Decision<nudge.NudgeAction> }[];
  readonly responses: simulate.Responses;
  readonly asOf: number;
}

/** What the nudges may be about, for each learner who is still there. */
export interface Target {
  readonly learner: string;
  readonly zone: CompiledZone;
  readonly module: string;
}

/**
 * Decides once a week for everybody, hands the decisions to the academy's people, and reads what they did before deciding again: caps,
 * gaps and opt-outs come from the same events that a product would hold.
 */
export const nudgeEverybody = (academy: simulate.Academy, targets: readonly Target[]): Nudging => {
  const policy = orThrow(
    nudge.nudgePolicy({
      name: "next-step reminders",
      seed: academy.settings.seed,
      legal: [
        { purpose: "reminder", channel: "email", basis: "agreement", reference: "works agreement on learning, 2026" },
        { purpose: "reminder", channel: "chat", basis: "agreement", reference: "works agreement on learning, 2026" },
        { purpose: "reminder", channel: "push", basis: "consent" },
      ],
      gamma: 20,
      holdOutShare: 0.05,
      rules: {
        quietHours: [{ from: "20:00", to: "08:00" }],
        caps: [
          { max: 1, per: "day" },
          { max: 3, per: "hours", hours: 28 * 24 },
        ],
        minimumGapHours: 48,
      },
    }),
  );
  const decide = nudge.decide(policy);
  const logged: { readonly request: nudge.NudgeRequest; readonly decision: Decision<nudge.NudgeAction> }[] = [];
  let responses = orThrow(simulate.simulateResponses(academy)([]));
  for (const [round, offset] of ROUNDS.entries()) {
    const at = academy.endsAt + offset;
    const historyOf = groupByLearner(responses.events);
    for (const [place, { learner, zone, module }] of targets.entries()) {
      const request: nudge.NudgeRequest = {
        id: `week-${round + 1}/${learner}`,
        learner,
        at,
        zone,
        history: [
          ...(place % 2 === 0 ? [consentToPush(learner, academy.endsAt)] : []),
          ...(historyOf.get(learner) ?? []),
        ],
        candidates: [
          { id: "email", channel: "email", purpose: "reminder", module, expected: 0.21 },
          { id: "chat", channel: "chat", purpose: "reminder", module, expected: 0.22 },
          { id: "push", channel: "push", purpose: "reminder", module, expected: 0.19 },
        ],
        expectedIfNothing: 0.18,
        context: { module, week: round + 1 },
      };
      logged.push({ request, decision: orThrow(decide(request)) });
    }
    responses = orThrow(simulate.simulateResponses(academy)(logged.map(({ decision }) => decision)));
  }
  return { policy, logged, responses, asOf: academy.endsAt + 35 * DAY_MS };
};

/** Every second learner has ticked the box under which the app may show reminders. */
const consentToPush = (learner: string, at: number): nudge.PastEvent => ({
  learner,
  at,
  act: "consented",
  channel: "push",
  purpose: "reminder",
  object: "settings",
  objectKind: "other",
  source: "host",
});

const groupByLearner = (
  events: readonly records.LearnerEvent[],
): ReadonlyMap<string, readonly records.LearnerEvent[]> => {
  const groups = new Map<string, records.LearnerEvent[]>();
  for (const event of events) {
    const group = groups.get(event.learner);
    if (group === undefined) groups.set(event.learner, [event]);
    else group.push(event);
  }
  return groups;
};
