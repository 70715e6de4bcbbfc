import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow, type Reason } from "../../../src/core/vocabulary/index.ts";
import { type Remediation, type RemediationOptions, remediation } from "../../../src/recommend/index.ts";
import { catalogue as makeCatalogue } from "../../../src/records/catalogue/index.ts";
import type { CatalogueModule } from "../../../src/records/module.ts";
import { deepFreeze, issuesOf } from "../../support/property.ts";
import { anySituation, type PlainSituation } from "../arbitraries.ts";

type Plain = Pick<PlainSituation, "modules" | "mastery" | "role"> & { readonly module: string };

const mend = ({ modules, ...rest }: Plain, options?: RemediationOptions): Remediation =>
  orThrow(remediation(options)(deepFreeze({ catalogue: orThrow(makeCatalogue(modules)), ...rest })));

const known = (level: number, answers = 9) => ({ level, answers });

const modules: readonly CatalogueModule[] = [
  { id: "tables", title: "Tables", minutes: 20, skills: ["tables"], prerequisites: [] },
  { id: "joins", title: "Joins", minutes: 30, skills: ["joins"], prerequisites: ["tables"] },
  { id: "reading", title: "Reading", minutes: 10, skills: ["reading"], prerequisites: [] },
  { id: "windows", title: "Windows", minutes: 40, skills: ["windows"], prerequisites: ["joins", "reading"] },
];
const before = (skills: Record<string, { level: number; answers: number }>, more: Partial<Plain> = {}): Plain => ({
  modules,
  mastery: { skills },
  module: "windows",
  ...more,
});

const anyFailed: fc.Arbitrary<Plain> = anySituation.chain(({ modules: all, mastery, role }) =>
  fc.constantFrom(...all.map(({ id }) => id)).map((module) => ({
    modules: all,
    module,
    ...(mastery === undefined ? {} : { mastery }),
    ...(role === undefined ? {} : { role }),
  })),
);

/** From the comment of `remediation` alone: recursion and sets. */
const oracle = ({ modules: all, module, mastery, role }: Plain) => {
  const byId = (id: string) => all.find((one) => one.id === id) ?? expect.fail(id);
  const under = (one: CatalogueModule): ReadonlySet<string> =>
    new Set((one.prerequisites ?? []).flatMap((id) => [id, ...under(byId(id))]));
  const stepsTo = (from: CatalogueModule, id: string): number =>
    Math.min(
      Number.POSITIVE_INFINITY,
      ...(from.prerequisites ?? []).map((next) => (next === id ? 1 : 1 + stepsTo(byId(next), id))),
    );
  const failed = byId(module);
  const chain = [...under(failed)].map(byId);
  const links = [...new Set(chain.flatMap(({ skills = [] }) => skills))];
  const gap = (skill: string): number | null => {
    const one = mastery?.skills[skill];
    const of = role?.levels[skill] ?? 0.7;
    return one === undefined || one.answers < 3 ? null : Math.max(0, of - one.level) / of;
  };
  const weak = links.filter((skill) => (gap(skill) ?? 0) > 0);
  const buildsOn = (skill: string, other: string): boolean =>
    skill !== other &&
    all
      .filter(({ skills = [] }) => skills.includes(skill))
      .every((one) => [...under(one)].some((id) => (byId(id).skills ?? []).includes(other)));
  const first = weak.filter((skill) => !weak.some((other) => buildsOn(skill, other)));
  const widest = Math.max(...first.map((skill) => gap(skill) ?? 0));
  const steps = (skill: string): number =>
    Math.min(...chain.filter(({ skills = [] }) => skills.includes(skill)).map(({ id }) => stepsTo(failed, id)));
  const top = first.filter((skill) => gap(skill) === widest);
  const nearest = Math.min(...top.map(steps));
  const teach = (skill: string) => chain.filter(({ skills = [] }) => skills.includes(skill));
  const weakUnder = (one: CatalogueModule): number =>
    weak.filter((skill) => [...under(one)].some((id) => (byId(id).skills ?? []).includes(skill))).length;
  const repairs = (skill: string): readonly string[] => {
    const fewest = Math.min(...teach(skill).map(weakUnder));
    const ready = teach(skill).filter((one) => weakUnder(one) === fewest);
    const shortest = Math.min(...ready.map(({ minutes = Number.POSITIVE_INFINITY }) => minutes));
    const short = ready.filter(({ minutes = Number.POSITIVE_INFINITY }) => minutes === shortest);
    const near = Math.min(...short.map(({ id }) => stepsTo(failed, id)));
    return short.filter(({ id }) => stepsTo(failed, id) === near).map(({ id }) => id);
  };
  return { links, first, widest, best: top.filter((skill) => steps(skill) === nearest), nearest, repairs };
};

describe("remediation, by hand", () => {
  it("goes down to where the chain breaks first, though a later link is weaker", () => {
    const result = mend(before({ tables: known(0.42), joins: known(0.07), reading: known(0.9) }));
    expect(result).toEqual({
      subject: "person",
      link: { skill: "tables", level: 0.42, of: 0.7, gap: (0.7 - 0.42) / 0.7, steps: 2 },
      module: "tables",
      reasons: [
        { code: "weak-link", values: { module: "Windows", skill: "tables", level: 0.42, of: 0.7 } },
        { code: "only-weak-link", values: { skill: "tables" } },
        { code: "mended-by", values: { module: "Tables", skill: "tables" } },
      ],
      others: [
        { skill: "joins", because: { code: "behind-another", values: { skill: "joins", behind: "tables" } } },
        { skill: "reading", because: { code: "level-reached", values: { skill: "reading", level: 0.9, of: 0.7 } } },
      ],
      warnings: [],
    });
  });

  it("takes the widest gap of several, and the nearest of equals", () => {
    const result = mend(before({ tables: known(0.35), reading: known(0.21) }));
    expect(result.link).toMatchObject({ skill: "reading", steps: 1 });
    expect(result.reasons[1]).toEqual({
      code: "widest-gap",
      values: { skill: "reading", gap: (0.7 - 0.21) / 0.7, others: 1 },
    });
    expect(result.others).toEqual([
      { skill: "joins", because: { code: "skill-unmeasured", values: { skill: "joins", answers: 0, needed: 3 } } },
      {
        skill: "tables",
        because: { code: "narrower-gap", values: { skill: "tables", gap: 0.35 / 0.7, widest: (0.7 - 0.21) / 0.7 } },
      },
    ]);
    expect(mend(before({ tables: known(0.35), reading: known(0.35) })).link?.skill).toBe("reading");
  });

  it("measures gaps against what the role asks for", () => {
    const role = { name: "lead", levels: { tables: 1 } };
    const skills = { tables: known(0.6), reading: known(0.4) };
    expect(mend(before(skills)).link?.skill).toBe("reading");
    expect(mend(before(skills, { role: { ...role, levels: { tables: 1, reading: 0.5 } } })).link).toMatchObject({
      skill: "tables",
      of: 1,
    });
  });

  it("believes no level with too few answers, and does by the option", () => {
    const few = before({ tables: known(0.1, 2) });
    expect(mend(few).link).toBeNull();
    expect(mend(few).reasons).toEqual([
      { code: "nothing-known-weak", values: { module: "Windows", unmeasured: 3, of: 3 } },
    ]);
    expect(mend(few, { minimumAnswers: 2 }).link?.skill).toBe("tables");
    expect(mend(before({ tables: known(0.1, 3) })).link?.skill).toBe("tables");
    expect(mend(before({ tables: known(0.6) }), { masteryLevel: 0.6 }).link).toBeNull();
  });

  it("says where nothing is weak, and where there is nothing to be weak", () => {
    const skills = { tables: known(0.7), joins: known(0.8), reading: known(0.9) };
    const holds = mend(before(skills));
    expect([holds.link, holds.module]).toEqual([null, null]);
    expect(holds.reasons).toEqual([{ code: "prerequisites-hold", values: { module: "Windows", skills: 3 } }]);
    expect(mend(before(skills, { module: "tables" })).reasons).toEqual([
      { code: "builds-on-nothing", values: { module: "Tables" } },
    ]);
    const { joins: _, ...rest } = skills;
    expect(mend(before(rest)).reasons).toEqual([
      { code: "nothing-known-weak", values: { module: "Windows", unmeasured: 1, of: 3 } },
    ]);
  });

  it("leaves the failed module's own skills aside", () => {
    expect(mend(before({ windows: known(0.1) })).link).toBeNull();
  });

  it("mends with the module that can start at once, then the shortest, then the nearest", () => {
    const teach = (id: string, minutes: number | undefined, prerequisites: readonly string[]): CatalogueModule => ({
      id,
      title: id,
      skills: ["sql"],
      prerequisites,
      ...(minutes === undefined ? {} : { minutes }),
    });
    const weak = { sql: known(0.2), law: known(0.5) };
    const law: CatalogueModule = { id: "law", title: "Law", skills: ["law"], prerequisites: [] };
    const end = (prerequisites: readonly string[]): CatalogueModule => ({
      id: "end",
      title: "End",
      skills: [],
      prerequisites,
    });
    const by = (...all: readonly CatalogueModule[]): string | null =>
      mend({
        modules: [law, ...all, end(["law", ...all.map(({ id }) => id)])],
        mastery: { skills: weak },
        module: "end",
      }).module;
    expect(by(teach("a", 30, []), teach("b", 20, []))).toBe("b");
    expect(by(teach("a", 30, []), teach("b", 20, ["law"]))).toBe("a");
    expect(by(teach("a", undefined, []), teach("b", 20, []))).toBe("b");
    expect(by(teach("a", 20, []), teach("b", 20, []))).toBe("a");
    const far = [teach("far", 20, []), { ...teach("mid", 5, ["far"]), skills: ["x"] }, teach("near", 20, [])];
    const module = end(["mid", "near"]);
    expect(mend({ modules: [...far, module], mastery: { skills: weak }, module: "end" }).module).toBe("near");
  });

  it("warns of what the catalogue does not say", () => {
    const some = [...modules, { id: "mute", title: "Mute" }];
    expect(mend(before({}, { modules: some })).warnings).toEqual([
      { code: "skills-missing", values: { unknown: 1, of: 5 } },
      { code: "prerequisites-missing", values: { unknown: 1, of: 5 } },
    ]);
  });
});

describe("remediation, its laws", () => {
  it("agrees with an oracle that shares nothing with it", () => {
    let links = 0;
    fc.assert(
      fc.property(anyFailed, (failed) => {
        const result = mend(failed);
        const expected = oracle(failed);
        const all = [...(result.link === null ? [] : [result.link.skill]), ...result.others.map(({ skill }) => skill)];
        expect(all.sort()).toEqual([...expected.links].sort());
        if (result.link === null) {
          expect(expected.first).toEqual([]);
          return;
        }
        links += 1;
        expect(expected.best).toContain(result.link.skill);
        expect(result.link.gap).toBeCloseTo(expected.widest, 12);
        expect(result.link.steps).toBe(expected.nearest);
        expect(expected.repairs(result.link.skill)).toContain(result.module);
      }),
      { numRuns: 600 },
    );
    expect(links).toBeGreaterThan(20);
  });

  it("gives true reasons: with what a reason names repaired or gone, the answer is another", () => {
    const seen = new Set<string>();
    const raised = (failed: Plain, skill: unknown): Plain => ({
      ...failed,
      mastery: { ...failed.mastery, skills: { ...failed.mastery?.skills, [String(skill)]: known(1, 99) } },
    });
    const worldsWithout = (failed: Plain, { code, values }: Reason): readonly Plain[] => {
      switch (code) {
        case "weak-link":
        case "only-weak-link":
        case "widest-gap":
          return [raised(failed, values["skill"])];
        case "mended-by": {
          const gone = failed.modules.filter(({ title }) => title === values["module"]).map(({ id }) => id);
          const others = failed.modules.filter(({ id }) => !gone.includes(id));
          const cut = others.map((one) =>
            one.prerequisites === undefined
              ? one
              : { ...one, prerequisites: one.prerequisites.filter((id) => !gone.includes(id)) },
          );
          return [{ ...failed, modules: cut }];
        }
        default:
          return [];
      }
    };
    fc.assert(
      fc.property(anyFailed, (failed) => {
        const result = mend(failed);
        for (const because of result.reasons)
          for (const world of worldsWithout(failed, because)) {
            seen.add(because.code);
            const other = mend(world);
            expect([other.link?.skill, other.module], because.code).not.toEqual([result.link?.skill, result.module]);
          }
        for (const { skill, because } of result.others) {
          const behind = because.values["behind"];
          if (behind === undefined) continue;
          seen.add(because.code);
          const other = mend(raised(failed, behind)).others.find((one) => one.skill === skill)?.because;
          expect(other).not.toEqual(because);
        }
      }),
      { numRuns: 1500 },
    );
    expect([...seen].sort()).toEqual(["behind-another", "mended-by", "only-weak-link", "weak-link", "widest-gap"]);
  });
});

describe("remediation, given what does not fit", () => {
  const catalogue = orThrow(makeCatalogue(modules));

  it.each([
    [{ module: "wndows" }, "unknown-value at module"],
    [{ module: 3 }, "wrong-type at module"],
    [{ module: undefined }, "missing at module"],
    [{ mastery: { skills: { tables: { level: 2, answers: 1 } } } }, "out-of-range at mastery.skills.tables.level"],
    [{ role: { name: "", levels: {} } }, "empty at role.name"],
  ])("refuses %j", (change, issue) => {
    expect(issuesOf(remediation()({ catalogue, module: "windows", ...change } as never))).toEqual([issue]); // on purpose
  });

  it("names the nearest module to one that does not exist", () => {
    expect(remediation()({ catalogue, module: "wndows" })).toMatchObject({
      left: { in: "recommend.remediation", issues: [{ expected: expect.stringContaining("did you mean windows?") }] },
    });
  });

  it.each([
    [{ masteryLevel: 0 }, "out-of-range at masteryLevel"],
    [{ masteryLevel: 1.1 }, "out-of-range at masteryLevel"],
    [{ minimumAnswers: 0 }, "out-of-range at minimumAnswers"],
    [{ remediationLevel: 0.5 }, "unknown-key at remediationLevel"],
  ])("refuses the options %j", (options, issue) => {
    expect(issuesOf(remediation(options as never)({ catalogue, module: "windows" }))).toEqual([issue]);
  });

  it("says that an empty catalogue is not enough", () => {
    expect(remediation()({ catalogue: orThrow(makeCatalogue([])), module: "x" })).toMatchObject({
      left: { _tag: "InsufficientData", in: "recommend.remediation", of: "modules", needed: 1, found: 0 },
    });
  });
});
