import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Decision, LoggedDecision } from "../../../src/core/vocabulary/index.ts";
import type { LearnerEvent } from "../../../src/records/event.ts";
import { type JoinOutcomesOptions, joinOutcomes } from "../../../src/records/outcomes/index.ts";
import { deepFreeze, hostile, hostileValues, invalidOf, issuesOf, leftOf, rightOf } from "../../support/property.ts";
import { shuffled, untyped } from "../activity/arbitraries.ts";
import { anyLog, DAY, decide, decideOn, did, HOUR, type Log, message, START } from "./log.ts";

type Options = JoinOutcomesOptions<string>;

const week: Options = { reward: "completed", windowDays: 2, asOf: START + 30 * DAY };

const join = (options: Partial<Options>, log: Log): readonly LoggedDecision<string>[] =>
  rightOf(joinOutcomes({ ...week, ...options })(deepFreeze(log)));

const only = (options: Partial<Options>, log: Log): LoggedDecision<string> => {
  const [first, ...rest] = join(options, log);
  if (first === undefined || rest.length > 0) throw new Error(`expected one decision, got ${rest.length + 1}`);
  return first;
};

/** Reward, and status where it was not observed: enough to compare at a glance. */
const said = (logged: readonly LoggedDecision<string>[]): readonly (string | number)[] =>
  logged.map(({ status, reward }) => (status === "observed" ? (reward ?? "no reward") : status));

describe("the reward", () => {
  const sent = decide("d1");
  const arrived = message("d1", 0);
  const withDeeds = (...deeds: LearnerEvent[]): Log => ({ decisions: [sent], events: [arrived, ...deeds] });

  it("is 1 where the act came within the window, 0 where the window went by", () => {
    const logged = only({}, withDeeds(did(30), did(20), did(40)));
    expect(logged).toStrictEqual({
      decision: sent,
      status: "observed",
      reward: 1,
      rewardedAt: START + 20 * HOUR,
      deliveredAt: START,
    });
    expect(only({}, withDeeds())).toMatchObject({
      status: "observed",
      reward: 0,
      rewardedAt: null,
      deliveredAt: START,
    });
  });

  it("counts after the decision and before the end of the window, both ends left out", () => {
    const reward = (hours: number): number | null => only({}, withDeeds(did(hours))).reward;
    expect([-1, 0, 48, 49].map(reward)).toStrictEqual([0, 0, 0, 0]);
    expect([1 / HOUR, 48 - 1 / HOUR].map(reward)).toStrictEqual([1, 1]);
  });

  it("needs the act, the kind of object and the object that were named", () => {
    const viewed = did(1, { act: "viewed" });
    const course = did(1, { objectKind: "course" });
    const other = did(1, { object: "m2" });
    const objectOf = (decision: Decision<string>): string => String(decision.context["module"]);
    const about = { ...withDeeds(), decisions: [decide("d1", { context: { module: "m1" } })] };
    const reward = (options: Partial<Options>, deed: LearnerEvent): number | null =>
      only(options, { ...about, events: [arrived, deed] }).reward;
    expect(reward({}, viewed)).toBe(0);
    expect(reward({ reward: "viewed" }, viewed)).toBe(1);
    expect(reward({ reward: { act: "completed" } }, course)).toBe(1);
    expect(reward({ reward: { act: "completed", objectKind: "module" } }, course)).toBe(0);
    expect(reward({ reward: { act: "completed", objectKind: "course" } }, course)).toBe(1);
    expect(reward({ reward: { act: "completed", object: objectOf } }, other)).toBe(0);
    expect(reward({ reward: { act: "completed", object: objectOf } }, did(1))).toBe(1);
  });

  it("is the learner's own", () => {
    expect(only({}, withDeeds(did(1, { learner: "ben" }))).reward).toBe(0);
  });

  it("of a message act belongs to the message that it names", () => {
    const log = {
      decisions: [decide("d1"), decide("d2", { at: START + HOUR })],
      events: [message("d1", 0), message("d2", 1), message("d1", 5, { act: "clicked" })],
    };
    expect(said(join({ reward: "clicked" }, log))).toStrictEqual([1, 0]);
  });

  it("of a message act that names its message keeps to the window as well, and to the object", () => {
    const reward = (hours: number, changes: Partial<Options> = {}): number | null => {
      const events = [arrived, message("d1", hours, { act: "clicked" })];
      return only({ reward: "clicked", ...changes }, { decisions: [sent], events }).reward;
    };
    expect([-1, 0, 1 / HOUR, 48 - 1 / HOUR, 48].map((hours) => reward(hours))).toStrictEqual([0, 0, 1, 1, 0]);
    expect(reward(1, { reward: { act: "clicked", object: () => "n1" } })).toBe(1);
    expect(reward(1, { reward: { act: "clicked", object: () => "n2" } })).toBe(0);
  });

  it("counts for every decision in whose window it falls, also if it names one of them", () => {
    const log = {
      decisions: [decide("d1"), decide("d2", { at: START + HOUR, action: "nothing" })],
      events: [message("d1", 0), did(5, { decision: "d1" })],
    };
    expect(said(join({}, log))).toStrictEqual([1, 1]);
    expect(said(join({ attribution: "last-touch" }, log))).toStrictEqual([1, 0]);
  });
});

describe("last touch", () => {
  const rewards = (log: Log): readonly (string | number)[] => said(join({ attribution: "last-touch" }, log));
  const two = [decide("d1"), decide("d2", { at: START + 2 * HOUR })];

  it("credits the latest decision that had arrived", () => {
    expect(rewards({ decisions: two, events: [message("d1", 0), message("d2", 2), did(5)] })).toStrictEqual([0, 1]);
    expect(rewards({ decisions: two, events: [message("d1", 0), message("d2", 5), did(5)] })).toStrictEqual([0, 1]);
    expect(rewards({ decisions: two, events: [message("d1", 0), message("d2", 6), did(5)] })).toStrictEqual([1, 0]);
    expect(rewards({ decisions: two, events: [message("d1", 4), message("d2", 3), did(5)] })).toStrictEqual([1, 0]);
  });

  it("passes over what bounced, and over what had not begun", () => {
    const bounced = message("d2", 3, { act: "bounced" });
    expect(rewards({ decisions: two, events: [message("d1", 0), message("d2", 2), bounced, did(5)] })).toStrictEqual([
      1,
      "undelivered",
    ]);
    // Delivery stamped by another clock, before the decision: it counts from the decision.
    expect(rewards({ decisions: two, events: [message("d1", 0), message("d2", 1), did(1.5)] })).toStrictEqual([1, 0]);
  });

  it("counts leaving the learner alone as a touch, or treated and untreated could not be compared", () => {
    const decisions = [decide("d1"), decide("d2", { at: START + 2 * HOUR, action: "nothing" })];
    expect(rewards({ decisions, events: [message("d1", 0), did(5)] })).toStrictEqual([0, 1]);
  });

  it("looks past a later decision about another object", () => {
    const decisions = [
      decide("d1", { context: { module: "m1" } }),
      decide("d2", { at: START + HOUR, context: { module: "m2" } }),
    ];
    const reward = { act: "completed", object: ({ context }: Decision<string>) => String(context["module"]) } as const;
    const log = { decisions, events: [message("d1", 0), message("d2", 1), did(5)] };
    expect(said(join({ attribution: "last-touch", reward }, log))).toStrictEqual([1, 0]);
  });

  it("finds a long window behind a late delivery that has run out", () => {
    // d1 arrives at the last moment of its window, d2 is decided later and arrives earlier; only d2's window is open at 49 hours.
    const decisions = [decide("d1"), decide("d2", { at: START + 2 * HOUR })];
    const log = { decisions, events: [message("d1", 47), message("d2", 3), did(49)] };
    expect(rewards(log)).toStrictEqual([0, 1]);
  });

  it("of one instant takes the later decision, then the greater id", () => {
    const decisions = [decide("d1"), decide("d2", { at: START - HOUR }), decide("d3")];
    const events = [message("d1", 1), message("d2", 1), message("d3", 1), did(2)];
    expect(rewards({ decisions, events })).toStrictEqual([0, 0, 1]);
    expect(rewards({ decisions: [...decisions].reverse(), events })).toStrictEqual([0, 0, 1]);
  });
});

describe("what is not known", () => {
  const at = (hours: number, events: readonly LearnerEvent[], action = "send"): string | number =>
    said([only({ asOf: START + hours * HOUR }, { decisions: [decide("d1", { action })], events })])[0] ?? "nothing";

  it("is pending while the window is open, not zero", () => {
    const arrived = [message("d1", 1)];
    expect([2, 48 - 1 / HOUR, 48].map((hours) => at(hours, arrived))).toStrictEqual(["pending", "pending", 0]);
    expect(at(2, [], "nothing")).toBe("pending");
    expect(at(48, [], "nothing")).toBe(0);
  });

  it("is observed as soon as the reward came", () => {
    expect(at(3, [message("d1", 1), did(2)])).toBe(1);
    expect(at(3, [did(2)], "nothing")).toBe(1);
    expect(at(2, [message("d1", 1), did(2)])).toBe("pending");
  });

  it("is pending while the message is on its way, undelivered when it bounced or never came", () => {
    expect(at(40, [did(2)])).toBe("pending");
    expect(at(48, [did(2)])).toBe("undelivered");
    expect(at(40, [message("d1", 1), message("d1", 2, { act: "bounced" }), did(3)])).toBe("undelivered");
    expect(at(2, [message("d1", 1), message("d1", 2, { act: "bounced" })])).toBe("pending");
    expect(at(90, [message("d1", 48), did(3)])).toBe("undelivered");
    expect(at(90, [message("d1", 48 - 1 / HOUR), did(3)])).toBe(1);
  });

  it("of a decision after asOf is pending", () => {
    expect(at(-5, [])).toBe("pending");
  });

  it("takes acts for delivery, or delivery for granted, as it is told", () => {
    const decisions = [decide("d1")];
    const opened = [message("d1", 5, { act: "opened" })];
    expect(said(join({}, { decisions, events: opened }))).toStrictEqual([0]);
    expect(said(join({ delivered: ["delivered"] }, { decisions, events: opened }))).toStrictEqual(["undelivered"]);
    expect(said(join({ delivered: "assumed" }, { decisions, events: [] }))).toStrictEqual([0]);
    const bounced = [message("d1", 5, { act: "bounced" })];
    // as decided: a bounce takes nothing away
    expect(said(join({ delivered: "assumed" }, { decisions, events: bounced }))).toStrictEqual([0]);
    expect(said(join({ delivered: "assumed" }, { decisions, events: [...bounced, did(6)] }))).toStrictEqual([1]);
    expect(
      said(join({ delivered: "assumed", attribution: "last-touch" }, { decisions, events: bounced })),
    ).toStrictEqual(["undelivered"]);
    const arrived = only(
      { delivered: "assumed" },
      {
        decisions,
        events: [message("d1", 3), message("d1", 2, { act: "opened" })],
      },
    );
    expect(arrived.deliveredAt).toBe(START + 3 * HOUR);
    for (const act of ["delivered", "impression", "opened", "clicked", "dismissed"] as const)
      expect(said(join({}, { decisions, events: [message("d1", 5, { act })] }))).toStrictEqual([0]);
  });

  it("knows an action that leaves the learner alone by its name, its kind, or as it is told", () => {
    const status = <A>(action: A, isNothing?: (action: A) => boolean): string | undefined => {
      const decisions = [decideOn(action)];
      const { reward, windowDays, asOf } = { ...week, reward: "completed" } as const;
      const options = { reward, windowDays, asOf, ...(isNothing === undefined ? {} : { isNothing }) };
      return rightOf(joinOutcomes(options)({ decisions, events: [] }))[0]?.status;
    };
    expect(status("nothing")).toBe("observed");
    expect(status({ kind: "nothing" })).toBe("observed");
    expect(status({ kind: "send" })).toBe("undelivered");
    expect(status({ name: "nothing" })).toBe("undelivered");
    expect(status(0, (action) => action === 0)).toBe("observed");
    expect(status("nothing", () => false)).toBe("undelivered");
  });
});

describe("for any log", () => {
  const object = ({ context }: Decision<string>): string => String(context["module"]);
  const rules: readonly Partial<Options>[] = [
    {},
    { attribution: "last-touch" },
    { reward: { act: "completed", object } },
    { reward: { act: "completed", object }, attribution: "last-touch", delivered: "assumed" },
    { reward: "clicked" },
  ];
  const asOf = START + 70 * HOUR;

  it.each(rules)("the order of decisions and events does not matter (%j)", (rule) => {
    const logs = anyLog.chain((log) => fc.tuple(fc.constant(log), shuffled(log.decisions), shuffled(log.events)));
    fc.assert(
      fc.property(logs, ([log, decisions, events]) => {
        expect(join({ ...rule, asOf }, { decisions, events })).toStrictEqual(join({ ...rule, asOf }, log));
      }),
    );
  });

  it.each(rules)("what is given twice counts once (%j)", (rule) => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const twice = { decisions: [...log.decisions, ...log.decisions], events: [...log.events, ...log.events] };
        expect(join({ ...rule, asOf }, twice)).toStrictEqual(join({ ...rule, asOf }, log));
      }),
    );
  });

  it.each(rules)("what has nothing to do with it changes nothing (%j)", (rule) => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const unrelated = [
          did(1, { act: "viewed" }),
          did(1, { learner: "zoe" }),
          message("d99", 1),
          message("d99", 1, { act: "bounced" }),
          did(500),
        ];
        expect(join({ ...rule, asOf }, { ...log, events: [...log.events, ...unrelated] })).toStrictEqual(
          join({ ...rule, asOf }, log),
        );
      }),
    );
  });

  it.each(rules)(
    "what was observed is never pending again, and no reward is taken back but by a bounce (%j)",
    (rule) => {
      fc.assert(
        fc.property(anyLog, fc.integer({ min: 0, max: 150 }), fc.integer({ min: 1, max: 60 }), (log, hour, later) => {
          const early = join({ ...rule, asOf: START + hour * HOUR }, log);
          const late = join({ ...rule, asOf: START + (hour + later) * HOUR }, log);
          const bounced = early.some(
            ({ status }, place) => status !== "undelivered" && late[place]?.status === "undelivered",
          );
          early.forEach((before, place) => {
            const after = late[place];
            expect(after?.decision).toBe(before.decision);
            if (before.status === "pending") return;
            if (before.status === "undelivered") expect(after?.status).toBe("undelivered");
            else if (after?.status !== "undelivered") {
              expect(after?.status).toBe("observed");
              // where each reward counts once, the bounce of another message hands its reward to the touch before it
              if (bounced && rule.attribution === "last-touch")
                expect(after?.reward ?? 0).toBeGreaterThanOrEqual(before.reward ?? 0);
              else expect(after?.reward).toBe(before.reward);
            }
          });
        }),
      );
    },
  );

  it("agrees with a slow join that asks each event about each decision", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const known = log.events.filter((event) => event.at < asOf);
        const slow = [...log.decisions]
          .sort((a, b) => a.at - b.at || a.id.localeCompare(b.id))
          .map((decision): string | number => {
            const mine = known.filter((event) => event.decision === decision.id);
            const end = decision.at + 2 * DAY;
            const over = asOf >= end;
            const arrivals = mine
              .filter(({ act }) => ["delivered", "opened", "clicked"].includes(act))
              .map(({ at }) => at);
            const arrived = decision.action === "nothing" || Math.min(...arrivals) < end;
            if (mine.some(({ act }) => act === "bounced")) return "undelivered";
            if (!arrived) return over ? "undelivered" : "pending";
            const done = known.some(
              ({ act, learner, at }) =>
                act === "completed" && learner === decision.learner && at > decision.at && at < end,
            );
            return done ? 1 : over ? 0 : "pending";
          });
        expect(said(join({ asOf }, log))).toStrictEqual(slow);
      }),
    );
  });

  it("last touch credits as a slow search does, each reward at most once", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const events = log.events.filter((event) => event.decision === undefined || event.act !== "completed");
        const known = events.filter((event) => event.at < asOf);
        const touches = log.decisions.flatMap((decision) => {
          const mine = known.filter((event) => event.decision === decision.id);
          const arrivals = mine
            .filter(({ act }) => ["delivered", "opened", "clicked"].includes(act))
            .map(({ at }) => at);
          const first = decision.action === "nothing" ? decision.at : Math.min(...arrivals);
          if (mine.some(({ act }) => act === "bounced") || first >= decision.at + 2 * DAY) return [];
          return [{ decision, at: Math.max(first, decision.at) }];
        });
        const credited = new Set<string>();
        for (const deed of known.filter(({ act }) => act === "completed")) {
          const best = touches
            .filter(({ decision, at }) => decision.learner === deed.learner && at <= deed.at)
            .filter(({ decision }) => deed.at > decision.at && deed.at < decision.at + 2 * DAY)
            .sort(
              (a, b) => b.at - a.at || b.decision.at - a.decision.at || b.decision.id.localeCompare(a.decision.id),
            )[0];
          if (best !== undefined) credited.add(best.decision.id);
        }
        const logged = join({ asOf, attribution: "last-touch" }, { ...log, events });
        expect(
          logged
            .filter(({ reward }) => reward === 1)
            .map(({ decision }) => decision.id)
            .sort(),
        ).toStrictEqual([...credited].sort());
      }),
    );
  });
});

describe("what does not fit", () => {
  const options = (changes: object): readonly string[] =>
    issuesOf(joinOutcomes(untyped({ ...week, ...changes }))({ decisions: [], events: [] }));

  it.each([
    [{ reward: "complete" }, ["unknown-value at reward"]],
    [{ reward: undefined }, ["missing at reward"]],
    [{ reward: { act: "completed", objects: 1 } }, ["unknown-key at reward.objects"]],
    [{ reward: { act: "done" } }, ["unknown-value at reward.act"]],
    [{ reward: { act: "completed", objectKind: "modul" } }, ["unknown-value at reward.objectKind"]],
    [{ reward: { act: "completed", object: "m1" } }, ["wrong-type at reward.object"]],
    [{ windowDays: 0 }, ["out-of-range at windowDays"]],
    [{ windowDays: 604_800_000 }, ["out-of-range at windowDays"]],
    [{ asOf: START / 1000 }, ["wrong-unit at asOf"]],
    [{ attribution: "first" }, ["unknown-value at attribution"]],
    [{ delivered: [] }, ["empty at delivered"]],
    [{ delivered: ["sent"] }, ["unknown-value at delivered.0"]],
    [{ delivered: "guess" }, ["wrong-type at delivered"]],
    [{ isNothing: "nothing" }, ["wrong-type at isNothing"]],
    [{ window: 7 }, ["unknown-key at window"]],
  ])("options %j", (changes, issues) => {
    expect(options(changes)).toStrictEqual(issues);
  });

  const log = (decisions: unknown, events: unknown = []): readonly string[] =>
    issuesOf(joinOutcomes(week)(untyped({ decisions, events })));

  it.each([
    [{ id: 7 }, ["wrong-type at decisions.0.id"]],
    [{ learner: "" }, ["empty at decisions.0.learner"]],
    [{ at: START / 1000 }, ["wrong-unit at decisions.0.at"]],
    [{ at: new Date(START) }, ["wrong-type at decisions.0.at"]],
    [{ probability: 0 }, ["out-of-range at decisions.0.probability"]],
    [{ probability: 1.01 }, ["out-of-range at decisions.0.probability"]],
    [
      { policy: "reminders" },
      [
        "wrong-type at decisions.0.policy",
        "missing at decisions.0.policy.name",
        "missing at decisions.0.policy.version",
      ],
    ],
    [{ action: undefined }, ["missing at decisions.0.action"]],
    [{ eligible: undefined }, ["missing at decisions.0.eligible"]],
    [{ eligible: [{ action: "send", probability: 1.1 }] }, ["out-of-range at decisions.0.eligible.0.probability"]],
    [{ eligible: [{ action: "send", probability: -0.1 }] }, ["out-of-range at decisions.0.eligible.0.probability"]],
    [{ eligible: [{ probability: 1 }] }, ["missing at decisions.0.eligible.0.action"]],
    [{ context: { hour: null } }, ["wrong-type at decisions.0.context.hour"]],
    [{ context: { hour: Number.NaN } }, ["not-finite at decisions.0.context.hour"]],
    [{ context: undefined }, ["missing at decisions.0.context"]],
  ])("a decision with %j", (changes, issues) => {
    expect(log([{ ...decide("d1"), ...changes }])).toStrictEqual(issues);
  });

  it("a decision that is none, no lists, no log", () => {
    expect(log([null])).toStrictEqual(["wrong-type at decisions.0"]);
    expect(log(undefined, null)).toStrictEqual(["missing at decisions", "wrong-type at events"]);
    expect(issuesOf(joinOutcomes(week)(untyped(null)))).toStrictEqual(["wrong-type at "]);
  });

  it("accepts a sure decision with a context of every kind", () => {
    const context = { hour: 9, zone: "Europe/Lisbon", weekend: false };
    const eligible = [
      { action: "nothing", probability: 1 },
      { action: "send", probability: 0 },
    ];
    expect(
      said(
        join({}, { decisions: [decide("d1", { probability: 1, context, eligible, action: "nothing" })], events: [] }),
      ),
    ).toStrictEqual([0]);
  });

  it("two different decisions under one id, by name; the same twice is one", () => {
    const first = decide("d1", { eligible: [{ action: "send", probability: 0.5 }], context: { a: 1, b: 2 } });
    const same = { ...first, context: { b: 2, a: 1 } };
    expect(join({}, { decisions: [first, same], events: [] })).toHaveLength(1);
    for (const other of [
      { ...first, probability: 0.25 },
      { ...first, context: { a: 1 } },
      { ...first, context: { a: 1, c: 2 } },
      { ...first, eligible: [] },
      { ...first, eligible: null },
      { ...first, eligible: [{ action: "nothing", probability: 0.5 }] },
    ]) {
      const failure = invalidOf(joinOutcomes(week)({ decisions: [first, other], events: [] }));
      expect(failure).toMatchObject({ in: "records.joinOutcomes" });
      expect(failure.issues).toStrictEqual([
        { path: ["decisions", 1, "id"], code: "inconsistent", expected: expect.any(String), received: '"d1"' },
      ]);
    }
  });

  it("a decision that holds itself is compared in bounded time", () => {
    const loop = (): Decision<string> => {
      const context: Record<string, number> = {};
      const ring: Record<string, unknown> = {};
      ring["ring"] = ring;
      return untyped({ ...decide("d1"), context, ruledOut: [ring] });
    };
    expect(log([loop(), loop()])).toStrictEqual(["inconsistent at decisions.1.id"]);
  });

  it("an event that names a decision about another learner", () => {
    const failure = invalidOf(
      joinOutcomes(week)({ decisions: [decide("d1")], events: [message("d1", 1, { learner: "ben" })] }),
    );
    expect(failure.issues[0].expected).toBe("the learner of decision d1");
    expect(log([decide("d1")], [message("d1", 1, { learner: "ben" })])).toStrictEqual([
      "inconsistent at events.0.learner",
    ]);
  });

  it("an object that is not there to compare", () => {
    const reward = {
      act: "completed",
      object: (decision: Decision<string>) => untyped(decision.context["module"]),
    } as const;
    const failure = invalidOf(joinOutcomes({ ...week, reward })({ decisions: [decide("d1")], events: [] }));
    expect(failure.issues[0]).toMatchObject({
      code: "wrong-type",
      path: ["reward", "object"],
      expected: "the id of an object, for decision d1",
    });
    const empty = { act: "completed", object: () => "" } as const;
    expect(joinOutcomes({ ...week, reward: empty })({ decisions: [decide("d1")], events: [] })._tag).toBe("Left");
  });

  it("never throws, whatever it is given", () => {
    for (const value of hostileValues()) {
      expect(joinOutcomes(untyped(value))({ decisions: [], events: [] })._tag).toBe("Left");
    }
    const thrower = (): never => {
      throw new Error("hostile");
    };
    const decisions = [decide("d1")];
    expect(leftOf(joinOutcomes({ ...week, isNothing: thrower })({ decisions, events: [] }))._tag).toBe("InvalidInput");
    fc.assert(
      fc.property(hostile, (value) => {
        expect(joinOutcomes(week)(untyped(value))._tag).toBe("Left");
        expect(joinOutcomes(week)(untyped({ decisions: [value], events: [] }))._tag).toBe("Left");
        expect(joinOutcomes(week)(untyped({ decisions, events: [value] }))._tag).toBe("Left");
      }),
    );
  });
});
