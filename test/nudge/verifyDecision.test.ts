import fc from "fast-check";
import { isLeft } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { isRecord } from "../../src/core/check/index.ts";
import { type Decision, orThrow } from "../../src/core/vocabulary/index.ts";
import { decide, type NudgeAction, type NudgePolicy, nudgePolicy, verifyDecision } from "../../src/nudge/index.ts";
import { policyOptions, request as someRequest, zoneNamed } from "./arbitraries.ts";

const legal: NudgePolicy["legal"] = [{ purpose: "reminder", basis: "agreement", reference: "paper 1" }];
const policy = (): NudgePolicy => orThrow(nudgePolicy({ name: "reminders", seed: 7, legal, gamma: 10 }));
const request = {
  id: "d-3",
  learner: "ana",
  at: Date.UTC(2025, 6, 1, 11),
  zone: zoneNamed("Europe/Lisbon"),
  candidates: [
    { id: "a", channel: "email", purpose: "reminder", expected: 0.4 },
    { id: "b", channel: "push", purpose: "reminder", expected: 0.1 },
  ],
  history: [],
};
const decide7 = (): Decision<NudgeAction> => orThrow(decide(policy())(request));
const verified = (logged: Decision<NudgeAction>) => orThrow(verifyDecision(policy())({ request, decision: logged }));

/** As a database may give it back: through JSON, keys in reverse order. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  );
};

describe("verifyDecision", () => {
  it("confirms every decision that was made so, also after a database has reordered its keys", () => {
    fc.assert(
      fc.property(policyOptions, someRequest, (options, about) => {
        const made = orThrow(nudgePolicy(options));
        const logged = JSON.parse(JSON.stringify({ request: about, decision: orThrow(decide(made)(about)) }));
        expect(orThrow(verifyDecision(made)(logged))).toEqual({ same: true, difference: null });
        const reordered = reversed(logged);
        // @ts-expect-error: the type is lost on the way through the database
        expect(orThrow(verifyDecision(made)(reordered)).same).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("names where a decision differs first", () => {
    const decision = decide7();
    expect(verified({ ...decision, probability: 0.5 })).toEqual({
      same: false,
      difference: { path: ["probability"], logged: 0.5, replayed: decision.probability },
    });
    expect(verified({ ...decision, action: { kind: "nothing" } }).difference).toEqual({
      path: ["action", "kind"],
      logged: "nothing",
      replayed: "send",
    });
    const [first, ...others] = decision.eligible ?? [];
    expect(verified({ ...decision, eligible: others }).difference?.path).toEqual(["eligible", 0, "action", "kind"]);
    expect(verified({ ...decision, eligible: first === undefined ? [] : [first] }).difference).toMatchObject({
      path: ["eligible", 1],
      logged: null,
    });
    expect(verified({ ...decision, eligible: null }).difference).toMatchObject({ path: ["eligible"], logged: null });
    expect(verified({ ...decision, context: { team: "blue" } }).difference).toEqual({
      path: ["context", "team"],
      logged: "blue",
      replayed: null,
    });
    // @ts-expect-error: an array where an object should be
    expect(verified({ ...decision, context: [] }).difference?.path).toEqual(["context"]);
  });

  it("does not confirm another policy or another request", () => {
    const decision = decide7();
    const other = orThrow(nudgePolicy({ name: "reminders", revision: "2", seed: 7, legal, gamma: 10 }));
    expect(orThrow(verifyDecision(other)({ request, decision })).difference?.path).toEqual(["policy", "version"]);
    const changed = { ...request, expectedIfNothing: 0.1 };
    expect(orThrow(verifyDecision(policy())({ request: changed, decision })).same).toBe(false);
  });

  it.each<[string, unknown, string, string]>([
    ["nothing", undefined, "", "wrong-type"],
    ["null", null, "", "wrong-type"],
    ["no request", { request: undefined }, "", "wrong-type"],
    ["a broken request", { request: { ...request, at: 5 } }, "at", "out-of-range"],
    ["a decision with a function in it", { decision: { action: () => 1 } }, "decision.action", "wrong-type"],
    ["another key", { policy: 1 }, "policy", "unknown-key"],
  ])("refuses %s", (_, logged, path, code) => {
    const given = isRecord(logged) ? { request, decision: decide7(), ...logged } : logged;
    // @ts-expect-error: hostile on purpose
    const result = verifyDecision(policy())(given);
    if (!isLeft(result) || result.left._tag !== "InvalidInput") throw new Error("not refused");
    expect([result.left.in, result.left.issues[0].path.join("."), result.left.issues[0].code]).toEqual([
      "nudge.verifyDecision",
      path,
      code,
    ]);
  });

  it("refuses with a broken policy", () => {
    expect(isLeft(verifyDecision({ ...policy(), gamma: -1 })({ request, decision: decide7() }))).toBe(true);
  });

  it("does not confirm a decision that is missing", () => {
    // @ts-expect-error: hostile on purpose
    expect(orThrow(verifyDecision(policy())({ request }))).toMatchObject({
      same: false,
      difference: { path: [], logged: null },
    });
  });
});
