import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tableFromRows } from "../../../src/core/vocabulary/index.ts";
import { joinOutcomes, type OutcomeRow, outcomeRows } from "../../../src/records/outcomes/index.ts";
import { deepFreeze, hostile, hostileValues, invalidOf, issuesOf, rightOf } from "../../support/property.ts";
import { untyped } from "../activity/arbitraries.ts";
import { anyLog, DAY, decide, decideOn, did, HOUR, message, START } from "./log.ts";

const logged = () =>
  rightOf(
    joinOutcomes({ reward: "completed", windowDays: 2, asOf: START + 3 * DAY })({
      decisions: [
        decide("d1", { context: { hour: 9, weekend: false, team: "north" } }),
        decide("d2", { learner: "ben", action: "nothing", at: START + HOUR }),
        decide("d3", { learner: "eve", at: START + 2 * HOUR }),
        decide("d4", { learner: "eve", at: START + 2 * DAY, action: "nothing" }),
      ],
      events: [message("d1", 0), did(5), did(6, { learner: "zoe" })],
    }),
  );

const rowOf = (action: unknown): OutcomeRow | undefined => {
  const decision = decideOn(action);
  const entry = { decision, status: "pending", reward: null, rewardedAt: null, deliveredAt: null } as const;
  return rightOf(outcomeRows()([entry]))[0];
};

describe("outcomeRows", () => {
  it("is one flat row a decision, with its context and without guesses", () => {
    expect(rightOf(outcomeRows({ undelivered: "keep" })(deepFreeze(logged())))).toStrictEqual([
      {
        hour: 9,
        weekend: false,
        team: "north",
        decision: "d1",
        learner: "ada",
        at: START,
        policy: "reminders",
        action: "send",
        treated: true,
        probability: 0.5,
        treatedProbability: null,
        status: "observed",
        reward: 1,
      },
      expect.objectContaining({ decision: "d2", learner: "ben", action: "nothing", treated: false, reward: 0 }),
      expect.objectContaining({ decision: "d3", status: "undelivered", reward: null }),
      expect.objectContaining({ decision: "d4", status: "pending", reward: null }),
    ]);
  });

  it("refuses a log in which some were undelivered, unless it is told to keep them", () => {
    expect(issuesOf(outcomeRows()(logged()))).toStrictEqual(["missing at 2.status"]);
    expect(issuesOf(outcomeRows(untyped({ undelivered: "drop" }))(logged()))).toStrictEqual([
      "unknown-value at undelivered",
    ]);
  });

  it("becomes a table", () => {
    const table = rightOf(tableFromRows()(rightOf(outcomeRows({ undelivered: "keep" })(logged().slice(1)))));
    expect(table.rowCount).toBe(3);
    expect(table.columns["reward"]).toStrictEqual({
      kind: "number",
      values: new Float64Array([0, Number.NaN, Number.NaN]),
    });
    expect(table.columns["treated"]).toStrictEqual({ kind: "boolean", values: new Int8Array([0, 1, 0]) });
  });

  it("finds an action's name, or is told", () => {
    expect(rowOf("email")).toMatchObject({ action: "email", treated: true });
    expect(rowOf({ kind: "send", candidate: "c7" })).toMatchObject({ action: "c7", treated: true });
    expect(rowOf({ kind: "send", id: "i7", candidate: 7 })).toMatchObject({ action: "i7", treated: true });
    expect(rowOf({ kind: "send", name: "n7" })).toMatchObject({ action: "n7" });
    expect(rowOf({ kind: "nothing" })).toMatchObject({ action: "nothing", treated: false });
    const options = { actionName: (arm: number) => `arm ${arm}`, treated: (arm: number) => arm > 0 };
    const decision = decideOn(0);
    const entry = { decision, status: "observed", reward: 0, rewardedAt: null, deliveredAt: null } as const;
    expect(rightOf(outcomeRows(options)([entry]))).toMatchObject([{ action: "arm 0", treated: false }]);
  });

  it("adds up with which probability the learner was not left alone", () => {
    const over = (...eligible: readonly (readonly [string, number])[]): number | null | undefined => {
      const listed = eligible.map(([action, probability]) => ({ action, probability }));
      const entry = { decision: decide("d1", { eligible: listed }), status: "pending", reward: null } as const;
      return rightOf(outcomeRows()([{ ...entry, rewardedAt: null, deliveredAt: null }]))[0]?.treatedProbability;
    };
    expect(over(["nothing", 0.25], ["mail", 0.5], ["chat", 0.25])).toBe(0.75);
    expect(over(["nothing", 1])).toBe(0);
    expect(over(["mail", 0.1], ["chat", 0.2], ["push", 0.7], ["nothing", 0])).toBe(1);
    expect(over(["a", 0.1], ["b", 0.7], ["c", 0.2])).toBe(1); // 0.99…9 as a sum
    expect(over(["a", 1], ["b", 0.1], ["nothing", 0.1])).toBe(1); // never above 1
    const told = outcomeRows({ treated: (action: string) => action !== "mail" });
    const eligible = [
      { action: "mail", probability: 0.5 },
      { action: "nothing", probability: 0.5 },
    ];
    const entry = { decision: decide("d1", { eligible, action: "mail" }), status: "pending", reward: null } as const;
    expect(rightOf(told([{ ...entry, rewardedAt: null, deliveredAt: null }]))).toMatchObject([
      { treated: false, treatedProbability: 0.5 },
    ]);
  });

  it("has a row for each decision of any log", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const joined = rightOf(joinOutcomes({ reward: "completed", windowDays: 2, asOf: START + 3 * DAY })(log));
        const rows = rightOf(outcomeRows({ undelivered: "keep" })(joined));
        expect(rows.map(({ decision, reward }) => [decision, reward])).toStrictEqual(
          joined.map(({ decision, reward }) => [decision.id, reward]),
        );
      }),
    );
  });
});

describe("what does not fit", () => {
  const pending = { decision: decide("d1"), status: "pending", reward: null, rewardedAt: null, deliveredAt: null };
  const entry = (changes: object): readonly string[] => issuesOf(outcomeRows()(untyped([{ ...pending, ...changes }])));

  it.each([
    [{ status: "lost" }, ["unknown-value at 0.status"]],
    [{ reward: 1 }, ["inconsistent at 0.reward"]],
    [{ status: "observed" }, ["inconsistent at 0.reward"]],
    [{ status: "observed", reward: "1" }, ["wrong-type at 0.reward"]],
    [{ decision: decide("d1", { probability: 2 }) }, ["out-of-range at 0.decision.probability"]],
    [{ decision: { ...decide("d1"), action: 3 } }, ["wrong-type at 0.decision.action"]],
    [{ decision: { ...decide("d1"), action: { arm: 3 } } }, ["wrong-type at 0.decision.action"]],
    [{ decision: decide("d1", { context: { reward: 3, hour: 1 } }) }, ["duplicate at 0.decision.context.reward"]],
  ])("an entry with %j", (changes, issues) => {
    expect(entry(changes)).toStrictEqual(issues);
  });

  it.each([
    "decision",
    "learner",
    "at",
    "policy",
    "action",
    "treated",
    "probability",
    "treatedProbability",
    "status",
    "reward",
  ])("a context with a key %s of the row's own", (key) => {
    expect(entry({ decision: decide("d1", { context: { [key]: 1 } }) })).toStrictEqual([
      `duplicate at 0.decision.context.${key}`,
    ]);
  });

  it("is said in words, under the function's name", () => {
    const of = (changes: object) => invalidOf(outcomeRows()(untyped([{ ...pending, ...changes }])));
    expect(of({ status: "observed" }).in).toBe("records.outcomeRows");
    expect(of({ status: "observed" }).issues[0].expected).toBe("a number, because it was observed");
    expect(of({ reward: 1 }).issues[0].expected).toBe("null unless observed");
  });

  it("options and lists that are none", () => {
    expect(issuesOf(outcomeRows(untyped({ treat: 1 }))([]))).toStrictEqual(["unknown-key at treat"]);
    expect(issuesOf(outcomeRows(untyped({ treated: true, actionName: "id" }))([]))).toStrictEqual([
      "wrong-type at actionName",
      "wrong-type at treated",
    ]);
    expect(issuesOf(outcomeRows({ treated: () => untyped("yes") })(logged().slice(0, 1)))).toStrictEqual([
      "wrong-type at 0.decision.action.treated",
    ]);
    expect(issuesOf(outcomeRows()(untyped([undefined])))).toStrictEqual(["missing at 0"]);
    expect(issuesOf(outcomeRows()(untyped("rows")))).toStrictEqual(["wrong-type at "]);
  });

  it("never throws, whatever it is given", () => {
    for (const value of hostileValues().slice(1)) {
      const result = outcomeRows(untyped(value))(logged());
      if (result._tag === "Right") expect(result.right).toHaveLength(4);
    }
    fc.assert(
      fc.property(hostile, (value) => {
        expect(outcomeRows()(untyped([value]))._tag).toBe("Left");
        const rows = outcomeRows()(untyped(value));
        if (rows._tag === "Right") expect(rows.right).toStrictEqual([]);
      }),
    );
  });
});
