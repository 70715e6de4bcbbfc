import { right } from "fp-ts/lib/Either.js";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  type AboutGroup,
  type AboutPerson,
  type Audience,
  type Disclose,
  type DisclosureOptions,
  type DisclosurePolicy,
  disclose,
  disclosurePolicy,
  type Estimate,
  type Result,
} from "../../../src/core/vocabulary/index.ts";
import { deepFreeze, hostileValues, invalidOf, issuesOf, leftOf, rightOf } from "../../support/property.ts";

const policy = deepFreeze(rightOf(disclosurePolicy()));
const show = disclose(policy);
const persona = deepFreeze({ subject: "person", learner: "a", persona: "sprinter" } as const);
const estimate = (n: Estimate["n"]): Estimate => ({
  estimand: "difference in mean started",
  scale: "proportion",
  evidence: "randomised",
  estimate: 0.1,
  interval: { lower: 0, upper: 0.2, level: 0.95, kind: "confidence", method: "Welch t" },
  n,
  diagnostics: {},
  warnings: [],
});

describe("disclosurePolicy", () => {
  it("is plain data, by default for ten people and with zeros shown", () => {
    expect(policy).toEqual({
      kind: "disclosure-policy",
      version: 1,
      smallestGroup: 10,
      zeros: "shown",
      groupsOnly: ["manager", "board"],
    });
    expect(disclose(JSON.parse(JSON.stringify(policy)))("coach", persona)).toEqual(right(persona));
  });

  it("adds to the audiences that see groups only, and takes none away", () => {
    const stricter = rightOf(
      disclosurePolicy({ groupsOnly: ["researcher", "works-council", "board"], smallestGroup: 5, zeros: "hidden" }),
    );
    expect(stricter).toMatchObject({
      groupsOnly: ["manager", "board", "works-council", "researcher"],
      smallestGroup: 5,
      zeros: "hidden",
    });
  });

  it.each<[unknown, readonly string[]]>([
    [{ smallestGroup: 1 }, ["out-of-range at smallestGroup"]],
    [{ smallestGroup: 1_001 }, ["out-of-range at smallestGroup"]],
    [{ smallestGroup: 2.5 }, ["not-integer at smallestGroup"]],
    [{ smallestGroups: 5 }, ["unknown-key at smallestGroups"]],
    [{ zeros: "show" }, ["unknown-value at zeros"]],
    [{ groupsOnly: ["bord"] }, ["unknown-value at groupsOnly.0"]],
    [{ groupsOnly: "board" }, ["wrong-type at groupsOnly"]],
    [7, ["wrong-type at "]],
  ])("refuses %o", (options, issues) => {
    expect(issuesOf(disclosurePolicy(options as DisclosureOptions))).toEqual(issues);
    expect(invalidOf(disclosurePolicy(options as DisclosureOptions)).in).toBe("disclosurePolicy");
  });

  it("takes groups of two and of a thousand", () => {
    expect([2, 1_000].map((smallestGroup) => rightOf(disclosurePolicy({ smallestGroup })).smallestGroup)).toEqual([
      2, 1_000,
    ]);
  });
});

describe("disclose", () => {
  it.each<[Audience, boolean]>([
    ["learner", true],
    ["coach", true],
    ["works-council", true],
    ["researcher", true],
    ["manager", false],
    ["board", false],
  ])("a result about a person, to %s: %s", (audience, shown) => {
    const shownTo = show(audience as "learner", persona);
    if (shown) expect(shownTo).toEqual(right(persona));
    else
      expect(leftOf(shownTo)).toEqual({
        _tag: "NotDisclosed",
        in: "disclose",
        because: { code: "person-not-for-audience", values: { audience } },
      });
  });

  it("does not let a result about a person be written for a manager or a board", () => {
    // the three ways to call it, in order: only the first takes a person, and not for these audiences
    type Ways = Disclose extends {
      (audience: infer A1, result: infer R1): unknown;
      (audience: infer A2, result: infer R2): unknown;
      (audience: infer A3, result: infer R3): unknown;
    }
      ? [[A1, R1], [A2, R2], [A3, R3]]
      : never;
    expectTypeOf<Ways>().toEqualTypeOf<
      [
        ["learner" | "coach" | "works-council" | "researcher", AboutPerson],
        [Audience, AboutGroup],
        [Audience, Estimate],
      ]
    >();
    expectTypeOf<AboutPerson & { people: number }>().not.toExtend<AboutGroup>();
    expectTypeOf<AboutPerson>().not.toExtend<Estimate>();
    expectTypeOf(show).toEqualTypeOf<Disclose>();
  });

  it("keeps the type of what it hands on", () => {
    expectTypeOf(show("coach", persona)).toEqualTypeOf<Result<typeof persona>>();
  });

  it("refuses the further audiences of the policy when it runs", () => {
    const stricter = disclose(rightOf(disclosurePolicy({ groupsOnly: ["researcher"] })));
    expect(leftOf(stricter("researcher", persona))._tag).toBe("NotDisclosed");
    expect(stricter("coach", persona)).toEqual(right(persona));
  });

  it.each<[string, object, number | null]>([
    ["ten people", { subject: "group", people: 10 }, null],
    ["nine people", { subject: "group", people: 9 }, 9],
    ["nobody", { subject: "group", people: 0 }, 0],
    ["an estimate of ten rows", estimate({ rows: 10 }), null],
    ["an estimate of nine rows", estimate({ rows: 9 }), 9],
    ["an estimate with a small arm", estimate({ rows: 60, byArm: { nudged: 51, held: 9 } }), 9],
    ["an estimate with arms that do", estimate({ rows: 60, byArm: { nudged: 50, held: 10 } }), null],
  ])("of a group of %s", (_, result, people) => {
    const shown = show("board", result as { subject: "group"; people: number });
    if (people === null) expect(shown).toEqual(right(result));
    else
      expect(leftOf(shown)).toMatchObject({
        because: { code: "group-too-small", values: { people, smallestGroup: 10 } },
      });
  });

  it.each<[string, unknown, readonly string[]]>([
    ["no subject", { persona: "x" }, ["missing at result.subject"]],
    ["another subject", { subject: "persn" }, ["unknown-value at result.subject"]],
    ["a group without its size", { subject: "group" }, ["missing at result.people"]],
    ["a group of half a person", { subject: "group", people: 10.5 }, ["not-integer at result.people"]],
    ["an estimate without rows", { n: {} }, ["missing at result.n.rows"]],
    ["an estimate with strange arms", { n: { rows: 50, byArm: { a: "x" } } }, ["wrong-type at result.n.byArm.a"]],
    ["rows that are a number", { n: 50 }, ["wrong-type at result.n", "missing at result.n.rows"]],
    ["nothing", undefined, ["missing at result", "missing at result.subject"]],
  ])("refuses a result with %s", (_, result, issues) => {
    expect(issuesOf(show("coach", result as never))).toEqual(issues);
  });

  it("fails closed: an unknown audience, a spoiled policy, hostile values", () => {
    expect(issuesOf(show("everybody" as "coach", persona))).toEqual(["unknown-value at audience"]);
    expect(issuesOf(disclose({ ...policy, version: 2 } as never)("coach", persona))).toEqual([
      "unsupported-version at policy.version",
    ]);
    expect(issuesOf(disclose({ ...policy, kind: "policy" } as never)("coach", persona))).toEqual([
      "unknown-value at policy.kind",
    ]);
    const { smallestGroup: _, ...partial } = policy;
    expect(issuesOf(disclose(partial as DisclosurePolicy)("coach", persona))).toEqual([
      "missing at policy.smallestGroup",
    ]);
    const lax = disclose({ ...policy, groupsOnly: [] });
    expect(leftOf(lax("board" as "coach", persona))._tag).toBe("NotDisclosed");
    for (const value of hostileValues()) {
      expect(disclose(value as never)("coach", persona)._tag).toBe("Left");
      expect(show(value as never, persona)._tag).toBe("Left");
      expect(show("coach", value as never)._tag).toBe("Left");
    }
  });
});
