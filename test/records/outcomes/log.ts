import fc, { type Arbitrary } from "fast-check";
import type { Decision } from "../../../src/core/vocabulary/index.ts";
import type { LearnerEvent } from "../../../src/records/event.ts";

export const HOUR: number = 3_600_000;
export const DAY: number = 24 * HOUR;
export const START: number = Date.UTC(2025, 0, 6, 9);

/** A decision, with a few things changed. */
export const decide = (id: string, changes: Partial<Decision<string>> = {}): Decision<string> => ({
  id,
  learner: "ada",
  at: START,
  policy: { name: "reminders", version: "1" },
  action: "send",
  probability: 0.5,
  eligible: null,
  ruledOut: [],
  context: {},
  reasons: [],
  ...changes,
});

/** A decision for an action of any type. */
export const decideOn = <A>(action: A): Decision<A> => ({ ...decide("d1"), action, eligible: null, ruledOut: [] });

/** Something the learner did, a number of hours after the start. */
export const did = (hours: number, changes: Partial<LearnerEvent> = {}): LearnerEvent => ({
  learner: "ada",
  at: START + hours * HOUR,
  act: "completed",
  object: "m1",
  objectKind: "module",
  source: "test",
  ...changes,
});

/** What became of a message, a number of hours after the start. */
export const message = (decision: string, hours: number, changes: Partial<LearnerEvent> = {}): LearnerEvent =>
  did(hours, { act: "delivered", object: "n1", objectKind: "nudge", decision, ...changes });

export interface Log {
  readonly decisions: readonly Decision<string>[];
  readonly events: readonly LearnerEvent[];
}

const hours = (min: number, max: number): Arbitrary<number> => fc.integer({ min, max });

const learner = fc.constantFrom("ada", "ben");

const decisions = fc
  .array(fc.record({ learner, hour: hours(0, 60), action: fc.constantFrom("send", "send", "nothing") }), {
    maxLength: 8,
  })
  .map((all) =>
    all.map((one, place) =>
      decide(`d${place}`, {
        learner: one.learner,
        at: START + one.hour * HOUR,
        action: one.action,
        context: { module: place % 2 === 0 ? "m1" : "m2" },
      }),
    ),
  );

const deeds = fc.array(
  fc.record({
    learner,
    hour: hours(-5, 120),
    act: fc.constantFrom("completed", "viewed"),
    object: fc.constantFrom("m1", "m2"),
  }),
  { maxLength: 12 },
);

const messages = fc.array(
  fc.record({
    to: fc.nat(9),
    hour: hours(0, 100),
    act: fc.constantFrom("delivered", "delivered", "opened", "bounced", "clicked"),
  }),
  { maxLength: 14 },
);

/** Decisions and events of two learners over five days; whole hours, so that equal times are common. */
export const anyLog: Arbitrary<Log> = fc.tuple(decisions, deeds, messages).map(([made, done, sent]) => ({
  decisions: made,
  events: [
    ...done.map(({ hour, ...rest }) => did(hour, rest)),
    ...sent.map(({ to, hour, act }) => message(`d${to}`, hour, { act, learner: made[to]?.learner ?? "ada" })),
    // Deeds that name the decision they came from.
    ...sent
      .slice(0, 2)
      .map(({ to, hour }) => did(hour + 1, { decision: `d${to}`, learner: made[to]?.learner ?? "ada" })),
  ],
}));
