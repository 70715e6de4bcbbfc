import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow, type Reason } from "../../../src/core/vocabulary/index.ts";
import { type NextStep, type NextStepOptions, nextStep } from "../../../src/recommend/index.ts";
import { catalogue as makeCatalogue } from "../../../src/records/catalogue/index.ts";
import type { CatalogueModule } from "../../../src/records/module.ts";
import { anySituation, type PlainSituation } from "../arbitraries.ts";
import { expectedStep } from "./oracle.ts";

const STANDARD = { masteryLevel: 0.7, remediationLevel: 0.5, minimumAnswers: 3 };

const stepOf = ({ modules, ...rest }: PlainSituation, options?: NextStepOptions): NextStep =>
  orThrow(nextStep(options)({ catalogue: orThrow(makeCatalogue(modules)), ...rest }));

const becauseOf = (result: NextStep): Record<string, string> =>
  Object.fromEntries(result.others.map(({ module, because }) => [module, because.code]));

const triage: CatalogueModule = { id: "m1", title: "Triage", minutes: 10, skills: ["triage"], prerequisites: [] };
const incident: CatalogueModule = {
  id: "m2",
  title: "Incident review",
  minutes: 25,
  skills: ["review"],
  prerequisites: ["m1"],
};
const writing: CatalogueModule = { id: "m3", title: "Writing", minutes: 20, skills: ["writing"], prerequisites: [] };
const three = [triage, incident, writing];

describe("nextStep, case by case", () => {
  it("says what a module is needed for, with the level and what it should be", () => {
    const result = stepOf({ modules: three, mastery: { skills: { triage: { level: 0.41, answers: 12 } } } });
    expect(result.subject).toBe("person");
    expect(result.step).toMatchObject({ module: "m1", remediation: false, minutes: 10 });
    expect(result.reasons[0]).toEqual({
      code: "needed-for",
      values: { module: "Incident review", skill: "triage", level: 0.41, of: 0.7 },
    });
    // need: (0.70 - 0.41) / 0.70 for triage and 1 for the unknown skill behind it
    expect(result.step?.need).toBeCloseTo(0.29 / 0.7 + 1, 14);
    expect(result.step?.readiness).toBeCloseTo(0.41, 14);
    expect(result.step?.value).toBeCloseTo(((0.29 / 0.7 + 1) * 0.41) / 10, 14);
    expect(result.reasons[1]).toEqual({
      code: "worth-most",
      values: {
        value: result.step?.value,
        need: result.step?.need,
        readiness: result.step?.readiness,
        minutes: 10,
        others: 1,
      },
    });
    expect(result.others).toEqual([
      { module: "m2", because: { code: "waits-for", values: { module: "Triage" } } },
      { module: "m3", because: { code: "worth-less", values: { value: 0.5 / 20, best: result.step?.value } } },
    ]);
    expect(result.warnings).toEqual([]);
  });

  it("skips what is mastered, and says with which level", () => {
    const result = stepOf({ modules: three, mastery: { skills: { triage: { level: 0.7, answers: 3 } } } });
    expect(result.step?.module).toBe("m3"); // one unknown skill each, and the shorter of the two
    expect(result.others[0]).toEqual({
      module: "m1",
      because: { code: "already-mastered", values: { skill: "triage", level: 0.7, of: 0.7 } },
    });
  });

  it("does not take a high level for mastery while too few answers say so", () => {
    const result = stepOf({ modules: [triage], mastery: { skills: { triage: { level: 0.99, answers: 2 } } } });
    expect(result.reasons).toEqual([
      { code: "skill-unmeasured", values: { skill: "triage", answers: 2, needed: 3 } },
      { code: "only-step", values: {} },
    ]);
    const believed = stepOf(
      { modules: [triage], mastery: { skills: { triage: { level: 0.99, answers: 2 } } } },
      { minimumAnswers: 2 },
    );
    expect(believed.step).toBeNull();
    expect(believed.reasons).toEqual([{ code: "nothing-left", values: {} }]);
  });

  it("names the skill to raise where nothing builds on the module", () => {
    const result = stepOf({ modules: [writing], mastery: { skills: { writing: { level: 0.6, answers: 9 } } } });
    expect(result.reasons[0]).toEqual({ code: "skill-to-raise", values: { skill: "writing", level: 0.6, of: 0.7 } });
  });

  it("brings a finished prerequisite back when it is known to be weak, and only while something builds on it", () => {
    const mastery = { skills: { triage: { level: 0.49, answers: 8 } } };
    const result = stepOf({ modules: three, completed: ["m1", "m3"], mastery });
    expect(result.step).toMatchObject({ module: "m1", remediation: true });
    expect(result.reasons).toEqual([
      { code: "finished-but-weak", values: { skill: "triage", level: 0.49, below: 0.5 } },
      { code: "needed-before", values: { module: "Incident review" } },
      { code: "only-step", values: {} },
    ]);
    expect(becauseOf(result)).toEqual({ m2: "waits-for", m3: "already-finished" });
    expect(stepOf({ modules: three, completed: ["m1", "m2"], mastery }).step?.module).toBe("m3");
    const fair = { skills: { triage: { level: 0.5, answers: 8 } } };
    expect(stepOf({ modules: three, completed: ["m1", "m3"], mastery: fair }).step?.module).toBe("m2");
    const doubtful = { skills: { triage: { level: 0.1, answers: 2 } } };
    expect(stepOf({ modules: three, completed: ["m1", "m3"], mastery: doubtful }).step?.module).toBe("m2");
  });

  it("goes down to the deepest weak prerequisite and stops at what is passed", () => {
    const chain = ["a", "b", "c", "d"].map(
      (id, index, ids): CatalogueModule => ({
        id,
        title: id.toUpperCase(),
        skills: [id],
        prerequisites: ids.slice(Math.max(0, index - 1), index),
      }),
    );
    const skills = { a: { level: 0.9, answers: 9 }, b: { level: 0.3, answers: 9 }, c: { level: 0.2, answers: 9 } };
    const result = stepOf({ modules: chain, completed: ["a", "b", "c"], mastery: { skills } });
    expect(result.step).toMatchObject({ module: "b", remediation: true });
    expect(result.others.map(({ because }) => because)).toEqual([
      { code: "already-finished", values: {} },
      { code: "waits-for", values: { module: "B" } },
      { code: "waits-for", values: { module: "C" } },
    ]);
  });

  it("asks only for what a role asks for, to the level it asks for, with what comes before", () => {
    const role = { name: "reviewer", levels: { review: 0.9 } };
    const result = stepOf({ modules: three, role });
    expect(result.step?.module).toBe("m1");
    expect(becauseOf(result)).toEqual({ m2: "waits-for", m3: "not-asked-for" });
    expect(result.others[1]?.because.values).toEqual({ role: "reviewer" });
    const known = { skills: { triage: { level: 0.8, answers: 9 }, review: { level: 0.8, answers: 9 } } };
    const last = stepOf({ modules: three, role, mastery: known });
    expect(last.step?.module).toBe("m2");
    expect(last.reasons[0]).toEqual({ code: "skill-to-raise", values: { skill: "review", level: 0.8, of: 0.9 } });
    const done = stepOf({ modules: three, role: { ...role, levels: { review: 0.8 } }, mastery: known });
    expect(done.step).toBeNull();
    expect(done.reasons).toEqual([{ code: "nothing-left-for-role", values: { role: "reviewer" } }]);
  });

  it("says which skill of a role no module teaches", () => {
    const result = stepOf({ modules: three, role: { name: "lead", levels: { review: 0.7, leading: 0.7 } } });
    expect(result.warnings).toContainEqual({ code: "skill-untaught", values: { skill: "leading", role: "lead" } });
  });

  it("never skips what is mandatory, and says so where that decides", () => {
    const mastery = { skills: { triage: { level: 0.9, answers: 9 } } };
    const result = stepOf({ modules: [triage], mandatory: ["m1"], mastery });
    expect(result.step).toMatchObject({ module: "m1", need: 1 });
    expect(result.reasons[0]).toEqual({ code: "mandatory-module", values: {} });
    expect(stepOf({ modules: [triage], mandatory: ["m1"], completed: ["m1"], mastery }).step).toBeNull();
    const both = stepOf({ modules: [triage], mandatory: ["m1"] });
    expect(both.step?.need).toBe(2);
    expect(both.reasons.map(({ code }) => code)).toEqual(["mandatory-module", "skill-unmeasured", "only-step"]);
    const waiting = stepOf({ modules: three, mandatory: ["m1"], mastery });
    expect(becauseOf(waiting)["m2"]).toBe("waits-for");
    expect(waiting.reasons.map(({ code }) => code)).toEqual(["mandatory-module", "needed-before", "worth-most"]);
  });

  it("follows the order of a catalogue that knows only titles, and says so", () => {
    const titles = ["one", "two", "three"].map((id, index) => ({ id, title: id, minutes: 30 - 10 * index }));
    const result = stepOf({ modules: titles, completed: ["one"] });
    expect(result.step?.module).toBe("two");
    expect(result.reasons).toEqual([
      { code: "not-finished-yet", values: {} },
      { code: "first-in-order", values: {} },
    ]);
    expect(result.others).toEqual([
      { module: "one", because: { code: "already-finished", values: {} } },
      { module: "three", because: { code: "later-in-order", values: {} } },
    ]);
    expect(result.warnings).toEqual([{ code: "only-titles", values: {} }]);
  });

  it("says what it had to assume of a catalogue that knows some of it", () => {
    const some: readonly CatalogueModule[] = [
      { id: "a", title: "A", minutes: 10, skills: ["a"] },
      { id: "b", title: "B", minutes: 40, prerequisites: ["a"] },
      { id: "c", title: "C" },
    ];
    expect(stepOf({ modules: some }).warnings).toEqual([
      { code: "skills-missing", values: { unknown: 2, of: 3 } },
      { code: "prerequisites-missing", values: { unknown: 2, of: 3 } },
      { code: "minutes-missing", values: { unknown: 1, of: 3, assumed: 25 } },
      { code: "no-mastery", values: {} },
    ]);
    const without = some.map(({ minutes: _, ...module }) => module);
    const result = stepOf({ modules: without, mastery: { skills: { a: { level: 0.4, answers: 9 } } } });
    expect(result.warnings.map(({ code }) => code)).toEqual(["skills-missing", "prerequisites-missing", "no-minutes"]);
    expect(result.step).toMatchObject({
      minutes: null,
      value: (result.step?.need ?? 0) * (result.step?.readiness ?? 0),
    });
    expect(result.reasons[1]).toEqual({
      code: "worth-most-untimed",
      values: { value: result.step?.value, need: result.step?.need, readiness: result.step?.readiness, others: 1 },
    });
  });

  it("takes an unsaid length for the median, of three the middle and of four between the two", () => {
    const modules = (lengths: readonly number[]): readonly CatalogueModule[] => [
      { id: "x", title: "X", skills: ["x"], prerequisites: [], difficulty: -9 },
      ...lengths.map((minutes, index) => ({ id: `y${index}`, title: "Y", minutes, skills: ["y"], prerequisites: [] })),
    ];
    expect(stepOf({ modules: modules([50, 10, 30]) }).warnings).toContainEqual({
      code: "minutes-missing",
      values: { unknown: 1, of: 4, assumed: 30 },
    });
    expect(stepOf({ modules: modules([10, 60, 20, 30]) }).warnings).toContainEqual({
      code: "minutes-missing",
      values: { unknown: 1, of: 5, assumed: 25 },
    });
  });

  it("names the skill with the greatest gap, the module with the greatest gap, and the least sure of mastered skills", () => {
    const known = (level: number) => ({ level, answers: 9 });
    const base: CatalogueModule = { id: "base", title: "Base", minutes: 5, skills: ["near", "far"], prerequisites: [] };
    const after = (id: string): CatalogueModule => ({
      id,
      title: id,
      minutes: 5,
      skills: [id],
      prerequisites: ["base"],
    });
    const skills = {
      near: known(0.6),
      far: known(0.2),
      small: known(0.65),
      large: known(0.1),
      sure: known(0.9),
      bare: known(0.71),
    };
    const modules = [base, after("small"), after("large"), { ...base, id: "done", skills: ["sure", "bare"] }];
    const result = stepOf({ modules, mastery: { skills } });
    expect(result.reasons[0]).toEqual({
      code: "needed-for",
      values: { module: "large", skill: "far", level: 0.2, of: 0.7 },
    });
    expect(result.others[2]?.because).toEqual({
      code: "already-mastered",
      values: { skill: "bare", level: 0.71, of: 0.7 },
    });
  });

  it("takes a module for a second long at least", () => {
    const short = { id: "a", title: "A", minutes: 1e-9, skills: ["a"], prerequisites: [] };
    expect(stepOf({ modules: [short] }).step).toMatchObject({ minutes: 1 / 60, value: 30 });
  });

  it("takes the first in the catalogue among equals", () => {
    const twins = ["b", "a"].map((id) => ({ id, title: id, skills: [id], prerequisites: [], minutes: 5 }));
    expect(stepOf({ modules: twins }).step?.module).toBe("b");
    expect(stepOf({ modules: [...twins].reverse() }).step?.module).toBe("a");
  });

  it("prefers what the learner is likely to manage, and what is shorter", () => {
    const module = (id: string, change: Partial<CatalogueModule>): CatalogueModule => ({
      id,
      title: id,
      skills: ["k"],
      prerequisites: [],
      minutes: 10,
      ...change,
    });
    expect(stepOf({ modules: [module("hard", { difficulty: 0.1 }), module("easy", {})] }).step?.module).toBe("easy");
    expect(stepOf({ modules: [module("long", { minutes: 11 }), module("short", {})] }).step?.module).toBe("short");
    const easy = stepOf({
      modules: [module("easy", { difficulty: 1 })],
      mastery: { overall: { level: 0.8, answers: 9 }, skills: {} },
    });
    expect(easy.step?.readiness).toBeCloseTo(1 / (1 + Math.exp(-(Math.log(4) - 1))), 14);
  });
});

describe("nextStep, against an oracle that shares nothing with it", () => {
  const options = fc.option(
    fc.record({
      masteryLevel: fc.constantFrom(0.6, 0.7, 0.95),
      remediationLevel: fc.constantFrom(0, 0.3, 0.6),
      minimumAnswers: fc.constantFrom(1, 4),
    }),
    { nil: undefined },
  );
  const codes: Record<string, readonly string[]> = {
    ready: ["worth-less", "later-in-order"],
    waiting: ["waits-for"],
    finished: ["already-finished"],
    mastered: ["already-mastered"],
    unasked: ["not-asked-for"],
  };

  it("chooses the same module for the same value, and places every other module alike", () => {
    let steps = 0;
    fc.assert(
      fc.property(anySituation, options, (situation, given) => {
        const result = stepOf(situation, given);
        const expected = expectedStep(situation, given ?? STANDARD);
        expect(result.step?.module ?? null).toBe(expected.chosen);
        if (result.step !== null) {
          steps += 1;
          expect(result.step.need / expected.need).toBeCloseTo(1, 11);
          expect(result.step.readiness / expected.readiness).toBeCloseTo(1, 11);
          expect(result.step.value / expected.value).toBeCloseTo(1, 11);
        }
        const others = situation.modules.filter(({ id }) => id !== expected.chosen).map(({ id }) => id);
        expect(result.others.map(({ module }) => module)).toEqual(others);
        for (const { module, because } of result.others)
          expect(codes[expected.status[module] ?? ""]).toContain(because.code);
      }),
      { numRuns: 600 },
    );
    expect(steps).toBeGreaterThan(200);
  });

  it("always finds a step while anything is needed, and its prerequisites are finished or mastered", () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const result = stepOf(situation);
        const waiting = result.others.some(({ because }) => ["waits-for", "worth-less"].includes(because.code));
        if (waiting) expect(result.step).not.toBeNull();
        const prerequisites = situation.modules.find(({ id }) => id === result.step?.module)?.prerequisites ?? [];
        for (const before of prerequisites) {
          expect(["already-finished", "already-mastered"]).toContain(becauseOf(result)[before]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("nextStep, its reasons are true", () => {
  const changed = (before: NextStep, after: NextStep): boolean =>
    before.step?.module !== after.step?.module ||
    before.step?.need !== after.step?.need ||
    before.step?.readiness !== after.step?.readiness;

  const withLevel = (situation: PlainSituation, skill: unknown): PlainSituation => ({
    ...situation,
    mastery: {
      ...situation.mastery,
      skills: { ...situation.mastery?.skills, [String(skill)]: { level: 1, answers: 99 } },
    },
  });

  const without = (situation: PlainSituation, title: unknown): PlainSituation => {
    const gone = situation.modules.find((module) => module.title === title)?.id;
    const keep = (ids: readonly string[] | undefined): readonly string[] | undefined =>
      ids?.filter((id) => id !== gone);
    return {
      ...situation,
      modules: situation.modules
        .filter(({ id }) => id !== gone)
        .map(({ prerequisites, ...module }) =>
          prerequisites === undefined ? module : { ...module, prerequisites: keep(prerequisites) ?? [] },
        ),
      ...(situation.mandatory === undefined ? {} : { mandatory: keep(situation.mandatory) ?? [] }),
    };
  };

  /** The world without what a reason names; `null` for a reason that names nothing. */
  const counterfactuals = (situation: PlainSituation, chosen: string, { code, values }: Reason): PlainSituation[] => {
    switch (code) {
      case "needed-for":
      case "needed-unmeasured":
        return [withLevel(situation, values["skill"]), without(situation, values["module"])];
      case "needed-before":
        return [without(situation, values["module"])];
      case "finished-but-weak":
      case "skill-to-raise":
      case "skill-unmeasured":
        return [withLevel(situation, values["skill"])];
      case "mandatory-module":
        return [{ ...situation, mandatory: (situation.mandatory ?? []).filter((id) => id !== chosen) }];
      case "not-finished-yet":
        return [{ ...situation, completed: [...(situation.completed ?? []), chosen] }];
      default:
        return [];
    }
  };

  it("changes its choice or its score when what a reason names is taken away", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anySituation, (situation) => {
        const result = stepOf(situation);
        if (result.step === null) return;
        for (const because of result.reasons) {
          seen.add(because.code);
          for (const world of counterfactuals(situation, result.step.module, because))
            expect(changed(result, stepOf(world)), because.code).toBe(true);
        }
      }),
      { numRuns: 1200 },
    );
    for (const code of ["needed-for", "needed-unmeasured", "needed-before", "finished-but-weak", "skill-to-raise"])
      expect(seen).toContain(code);
    for (const code of ["skill-unmeasured", "mandatory-module", "not-finished-yet", "worth-most", "only-step"])
      expect(seen).toContain(code);
  });

  /** The world without what stands against a module; `null` for a reason that compares. */
  const withoutObstacle = (
    situation: PlainSituation,
    module: string,
    { code, values }: Reason,
  ): PlainSituation | null => {
    switch (code) {
      case "already-finished":
        return { ...situation, completed: (situation.completed ?? []).filter((id) => id !== module) };
      case "already-mastered": {
        const skills = { ...situation.mastery?.skills, [String(values["skill"])]: { level: 0, answers: 99 } };
        return { ...situation, mastery: { ...situation.mastery, skills } };
      }
      case "not-asked-for": {
        const { role: _, ...others } = situation;
        return others;
      }
      case "waits-for": {
        const before = situation.modules.find(({ title }) => title === values["module"]);
        const skills = Object.fromEntries((before?.skills ?? []).map((skill) => [skill, { level: 1, answers: 99 }]));
        return {
          ...situation,
          completed: [...(situation.completed ?? []), before?.id ?? ""],
          mastery: { ...situation.mastery, skills: { ...situation.mastery?.skills, ...skills } },
        };
      }
      default:
        return null;
    }
  };

  it("says of each other module what keeps it back: without that, it is not kept back for that reason", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anySituation, (situation) => {
        for (const { module, because } of stepOf(situation).others) {
          const world = withoutObstacle(situation, module, because);
          if (world === null) continue;
          seen.add(because.code);
          const after = stepOf(world).others.find((other) => other.module === module)?.because;
          expect(after, because.code).not.toEqual(because);
        }
      }),
      { numRuns: 600 },
    );
    expect([...seen].sort()).toEqual(["already-finished", "already-mastered", "not-asked-for", "waits-for"]);
  });

  it("says worth-most of the module whose value is the greatest, and worth-less of the others with their values", () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const { step, others, reasons } = stepOf(situation);
        const lesser = others.filter(({ because }) => because.code === "worth-less");
        for (const { because } of lesser) {
          expect(because.values["best"]).toBe(step?.value);
          expect(Number(because.values["value"])).toBeLessThanOrEqual(step?.value ?? 0);
        }
        const most = reasons.find(({ code }) => code.startsWith("worth-most"));
        if (most !== undefined) expect(most.values["others"]).toBe(lesser.length);
      }),
    );
  });
});
