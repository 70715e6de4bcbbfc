import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { type NextStepOptions, nextStep, type Situation } from "../../../src/recommend/index.ts";
import { catalogue as makeCatalogue } from "../../../src/records/catalogue/index.ts";

const catalogue = orThrow(
  makeCatalogue([
    { id: "a", title: "A", minutes: 10, skills: ["x"], prerequisites: [] },
    { id: "b", title: "B", minutes: 10, skills: ["y"], prerequisites: ["a"] },
  ]),
);

const deepFreeze = <A>(value: A): A => {
  if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
};

const refuse = (situation: unknown): unknown => nextStep()(situation as Situation); // on purpose: whatever comes

describe("nextStep, given what does not fit", () => {
  it("answers to what fits, frozen, and leaves it as it was", () => {
    const situation = deepFreeze({
      catalogue,
      mastery: { overall: { level: 1, answers: 0 }, skills: { x: { level: 0, answers: 3 } } },
      completed: ["b", "elsewhere"],
      mandatory: ["a"],
      role: { name: "r", levels: { x: 1 } },
    });
    expect(nextStep(deepFreeze({}))(situation)._tag).toBe("Right");
  });

  it.each([undefined, null, 3, "a", [], new Map(), new Date(0)])("refuses the situation %o", (situation) => {
    expect(refuse(situation)).toMatchObject({ left: { _tag: "InvalidInput", in: "recommend.nextStep" } });
  });

  it.each([
    [{ catalogue: undefined }, ["catalogue"], "missing"],
    [{ catalogue: [{ id: "a", title: "A" }] }, ["catalogue"], "wrong-type"],
    [{ catalogue: { ...catalogue, version: 2 } }, ["catalogue", "version"], "unsupported-version"],
    [
      { catalogue: { ...catalogue, modules: [{ id: "a", title: "A", prerequisites: ["a"] }] } },
      ["catalogue", "modules", 0, "prerequisites"],
      "inconsistent",
    ],
    [{ mastery: null }, ["mastery"], "wrong-type"],
    [{ mastery: {} }, ["mastery", "skills"], "missing"],
    [{ mastery: { skills: { x: 0.4 } } }, ["mastery", "skills", "x"], "wrong-type"],
    [{ mastery: { skills: { x: { level: 1.01, answers: 1 } } } }, ["mastery", "skills", "x", "level"], "out-of-range"],
    [{ mastery: { skills: { x: { level: -0.01, answers: 1 } } } }, ["mastery", "skills", "x", "level"], "out-of-range"],
    [
      { mastery: { skills: { x: { level: Number.NaN, answers: 1 } } } },
      ["mastery", "skills", "x", "level"],
      "not-finite",
    ],
    [{ mastery: { skills: { x: { level: 1 } } } }, ["mastery", "skills", "x", "answers"], "missing"],
    [{ mastery: { skills: { x: { level: 1, answers: -1 } } } }, ["mastery", "skills", "x", "answers"], "out-of-range"],
    [{ mastery: { skills: {}, overall: 0.5 } }, ["mastery", "overall"], "wrong-type"],
    [{ completed: "a" }, ["completed"], "wrong-type"],
    [{ completed: [7] }, ["completed", 0], "wrong-type"],
    [{ completed: [""] }, ["completed", 0], "empty"],
    [{ mandatory: ["c"] }, ["mandatory"], "unknown-value"],
    [{ mandatory: null }, ["mandatory"], "wrong-type"],
    [{ role: "analyst" }, ["role"], "wrong-type"],
    [{ role: { levels: {} } }, ["role", "name"], "missing"],
    [{ role: { name: "r" } }, ["role", "levels"], "missing"],
    [{ role: { name: "r", levels: { x: 0 } } }, ["role", "levels", "x"], "out-of-range"],
    [{ role: { name: "r", levels: { x: 1.1 } } }, ["role", "levels", "x"], "out-of-range"],
  ])("refuses %j", (change, path, code) => {
    expect(refuse({ catalogue, ...change })).toMatchObject({
      left: { _tag: "InvalidInput", in: "recommend.nextStep", issues: [{ path, code }] },
    });
  });

  it("refuses an empty catalogue as too little", () => {
    expect(refuse({ catalogue: orThrow(makeCatalogue([])) })).toEqual({
      _tag: "Left",
      left: { _tag: "InsufficientData", in: "recommend.nextStep", of: "modules", needed: 1, found: 0 },
    });
  });

  it.each([
    [{ masteryLevel: 0 }, "masteryLevel", "out-of-range"],
    [{ masteryLevel: 1.1 }, "masteryLevel", "out-of-range"],
    [{ masteryLevel: "0.7" }, "masteryLevel", "wrong-type"],
    [{ remediationLevel: -0.1 }, "remediationLevel", "out-of-range"],
    [{ remediationLevel: 0.71 }, "remediationLevel", "inconsistent"],
    [{ minimumAnswers: 0 }, "minimumAnswers", "out-of-range"],
    [{ minimumAnswers: 2.5 }, "minimumAnswers", "not-integer"],
    [{ masterylevel: 0.7 }, "masterylevel", "unknown-key"],
  ])("refuses the options %j, once, and reports at each use", (options, key, code) => {
    const next = nextStep(options as NextStepOptions); // on purpose: whatever comes
    for (let use = 0; use < 2; use += 1)
      expect(next({ catalogue })).toMatchObject({
        left: { in: "recommend.nextStep", issues: [{ path: [key], code }] },
      });
  });

  it("takes the ends of every option, and a low mastery level with the remediation level that goes with it", () => {
    for (const options of [
      { masteryLevel: 1 },
      { remediationLevel: 0 },
      { remediationLevel: 0.7 },
      { minimumAnswers: 1 },
      { masteryLevel: 0.2 },
    ])
      expect(nextStep(options)({ catalogue })._tag).toBe("Right");
    expect(nextStep({ masteryLevel: 0.2, remediationLevel: 0.3 })({ catalogue })._tag).toBe("Left");
    // @ts-expect-error none of these are options
    for (const options of [null, 3, "x"]) expect(nextStep(options)({ catalogue })._tag).toBe("Left");
  });

  it("reports hostile objects", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    for (const key of ["catalogue", "mastery", "completed", "mandatory", "role"]) {
      const throwing = Object.defineProperty({ catalogue }, key, {
        get: () => {
          throw new Error("hostile");
        },
      });
      expect(refuse(throwing)).toMatchObject({ left: { _tag: "InvalidInput", in: "recommend.nextStep" } });
      expect(refuse({ catalogue, [key]: proxy })).toMatchObject({ left: { _tag: "InvalidInput" } });
    }
    expect(nextStep(proxy)({ catalogue })).toMatchObject({ left: { _tag: "InvalidInput" } });
  });

  it("does not mistake a skill called like a method of objects for one that is known", () => {
    const odd = orThrow(makeCatalogue([{ id: "a", title: "A", skills: ["toString"], prerequisites: [] }]));
    const result = orThrow(
      nextStep()({ catalogue: odd, mastery: { skills: {} }, role: { name: "r", levels: { toString: 0.5 } } }),
    );
    expect(result.reasons[0]).toEqual({
      code: "skill-unmeasured",
      values: { skill: "toString", answers: 0, needed: 3 },
    });
  });

  it("goes through a chain of two thousand modules in bounded time", () => {
    const chain = orThrow(
      makeCatalogue(
        Array.from({ length: 2000 }, (_, index) => ({
          id: `m${index}`,
          title: `M${index}`,
          skills: [`s${index}`],
          prerequisites: index === 0 ? [] : [`m${index - 1}`],
        })),
      ),
    );
    const started = Date.now();
    expect(orThrow(nextStep()({ catalogue: chain })).step).toMatchObject({ module: "m0", need: 2000 });
    expect(Date.now() - started).toBeLessThan(3000);
  });
});
