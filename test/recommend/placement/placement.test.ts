import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow, type Reason } from "../../../src/core/vocabulary/index.ts";
import {
  answer,
  createKnowledge,
  elo,
  masteryOf,
  type Placement,
  type PlacementOptions,
  type PlacementSituation,
  type ProbeAnswer,
  placement,
} from "../../../src/recommend/index.ts";
import { catalogue as makeCatalogue } from "../../../src/records/catalogue/index.ts";
import type { CatalogueModule } from "../../../src/records/module.ts";
import { deepFreeze, issuesOf } from "../../support/property.ts";
import { anySituation, type PlainSituation } from "../arbitraries.ts";

type Plain = PlainSituation & Pick<PlacementSituation, "answers"> & { readonly id?: string };

const placeIn = ({ modules, id = "p1", ...rest }: Plain, options?: PlacementOptions): Placement =>
  orThrow(placement(options)(deepFreeze({ id, catalogue: orThrow(makeCatalogue(modules)), ...rest })));

/** A chain of modules, each of one skill: k0 before k1 before k2 … */
const chain = (length: number): readonly CatalogueModule[] =>
  Array.from({ length }, (_, index) => ({
    id: `m${index}`,
    title: `Module ${index}`,
    skills: [`k${index}`],
    prerequisites: index === 0 ? [] : [`m${index - 1}`],
  }));

/** Runs a placement to its end with a learner who answers by a rule. */
const run = (situation: Plain, passes: (skill: string) => boolean, options?: PlacementOptions) => {
  const answers: ProbeAnswer[] = [];
  for (;;) {
    const placed = placeIn({ ...situation, answers: [...answers] }, options);
    if (placed.probe === null) return { placed, answers };
    const { skill } = placed.probe;
    expect(placed.skills.find((one) => one.skill === skill)?.standing).toBe("open");
    expect(answers.map((one) => one.skill)).not.toContain(skill);
    answers.push({ skill, passed: passes(skill) });
  }
};

const skipsOf = (placed: Placement): readonly string[] =>
  placed.modules.flatMap(({ module, skip }) => (skip ? [module] : []));
const standingsOf = (placed: Placement): Readonly<Record<string, string>> =>
  Object.fromEntries(placed.skills.map(({ skill, standing }) => [skill, standing]));
const whyOf = (placed: Placement, module: string): Reason | undefined =>
  placed.modules.find((one) => one.module === module)?.because;

const anyOptions: fc.Arbitrary<PlacementOptions | undefined> = fc.option(
  fc.record({
    impliedConfidence: fc.constantFrom(0.5, 0.7, 0.9, 0.97),
    confidence: fc.constantFrom(0.6, 0.8, 0.95, 1),
    minimumAnswers: fc.constantFrom(1, 4),
    seed: fc.constantFrom(0, "s", 7),
  }),
  { nil: undefined },
);

/** What is to be believed, from the comment of `placement` alone: recursion over modules, no graph of skills. */
const oracle = (situation: Plain, options: PlacementOptions = {}) => {
  const { modules, completed = [], mandatory = [], role, mastery, answers = [] } = situation;
  const { masteryLevel = 0.7, minimumAnswers = 3, impliedConfidence: c = 0.9, confidence = 0.8 } = options;
  const byId = (id: string) => modules.find((module) => module.id === id) ?? expect.fail(id);
  const distance = (from: CatalogueModule, skill: string): number =>
    Math.min(
      Number.POSITIVE_INFINITY,
      ...(from.prerequisites ?? []).map((id) =>
        (byId(id).skills ?? []).includes(skill) ? 1 : 1 + distance(byId(id), skill),
      ),
    );
  const steps = (later: string, earlier: string): number =>
    later === earlier
      ? Number.POSITIVE_INFINITY
      : Math.max(...modules.filter(({ skills = [] }) => skills.includes(later)).map((one) => distance(one, earlier)));
  const skills = [...new Set(modules.flatMap(({ skills: taught = [] }) => taught))];
  const found = new Map<string, boolean>();
  for (const skill of skills) {
    const of = role?.levels[skill] ?? masteryLevel;
    const known = mastery?.skills[skill];
    const given = answers.find((one) => one.skill === skill);
    if (given !== undefined) found.set(skill, given.passed);
    else if (known !== undefined && known.answers >= minimumAnswers) {
      if ((known.interval?.lower ?? known.level) >= of) found.set(skill, true);
      else if ((known.interval?.upper ?? known.level) < of) found.set(skill, false);
    }
  }
  const standing = (skill: string): string => {
    const direct = found.get(skill);
    if (direct !== undefined) return direct ? "known" : "lacking";
    const strongest = (passed: boolean): number =>
      Math.max(
        0.5,
        ...skills
          .filter((by) => found.get(by) === passed)
          .map((by) => c ** (passed ? steps(by, skill) : steps(skill, by))),
      );
    const odds = (strongest(true) / (1 - strongest(true))) * ((1 - strongest(false)) / strongest(false));
    const share = odds / (1 + odds);
    return share >= confidence - 1e-9 ? "known" : share <= 1 - confidence + 1e-9 ? "lacking" : "open";
  };
  const asked = (module: CatalogueModule): boolean =>
    role === undefined ||
    (module.skills ?? []).some((skill) => skill in role.levels) ||
    modules.some((later) => (later.prerequisites ?? []).includes(module.id) && asked(later));
  const inQuestion = modules.filter(
    (module) =>
      (module.skills ?? []).length > 0 &&
      !completed.includes(module.id) &&
      !mandatory.includes(module.id) &&
      asked(module),
  );
  return {
    skips: inQuestion
      .filter((one) => (one.skills ?? []).every((skill) => standing(skill) === "known"))
      .map(({ id }) => id),
    standings: Object.fromEntries(
      skills
        .filter((skill) => inQuestion.some((one) => (one.skills ?? []).includes(skill)))
        .map((skill) => [skill, standing(skill)]),
    ),
  };
};

const anyAnswers = (situation: PlainSituation): fc.Arbitrary<Plain> => {
  const skills = [...new Set(situation.modules.flatMap(({ skills: taught = [] }) => taught))];
  return fc
    .subarray(skills)
    .chain((asked) =>
      fc
        .array(fc.boolean(), { minLength: asked.length, maxLength: asked.length })
        .map((passed) => asked.map((skill, index) => ({ skill, passed: passed[index] === true }))),
    )
    .map((answers) => ({ ...situation, answers }));
};

describe("placement, by hand", () => {
  it("asks for the middle of a chain first, and settles two steps either way", () => {
    const start = placeIn({ modules: chain(5) });
    expect(start.probe).toEqual({ skill: "k2", chance: 0.5, ifPassed: 3, ifFailed: 3 });
    expect(start.reasons).toEqual([
      { code: "settles-most", values: { skill: "k2", ifPassed: 3, ifFailed: 3, chance: 0.5, open: 5 } },
    ]);
    expect(start.skills[0]).toEqual({
      skill: "k0",
      standing: "open",
      confidence: null,
      because: { code: "skill-open", values: { skill: "k0" } },
    });
    const passed = placeIn({ modules: chain(5), answers: [{ skill: "k2", passed: true }] });
    expect(skipsOf(passed)).toEqual(["m0", "m1", "m2"]);
    expect(passed.skills.slice(0, 3).map(({ confidence }) => confidence?.toFixed(10))).toEqual([
      "0.8100000000",
      "0.9000000000",
      "1.0000000000",
    ]);
    expect(whyOf(passed, "m2")).toEqual({ code: "skill-passed", values: { skill: "k2" } });
    expect(whyOf(passed, "m1")?.code).toBe("skill-implied");
    expect(whyOf(passed, "m1")?.values).toMatchObject({ skill: "k1", by: "k2" });
    expect(whyOf(passed, "m3")).toEqual({ code: "skill-open", values: { skill: "k3" } });
    const failed = placeIn({ modules: chain(5), answers: [{ skill: "k2", passed: false }] });
    expect(skipsOf(failed)).toEqual([]);
    expect(standingsOf(failed)).toEqual({ k0: "open", k1: "open", k2: "lacking", k3: "lacking", k4: "lacking" });
    expect(whyOf(failed, "m2")).toEqual({ code: "skill-failed", values: { skill: "k2" } });
    expect(whyOf(failed, "m4")?.code).toBe("skill-lack-implied");
    expect(whyOf(failed, "m4")?.values).toMatchObject({ skill: "k4", by: "k2" });
    expect(whyOf(failed, "m4")?.values["confidence"]).toBeCloseTo(0.81, 12);
  });

  it("does not settle three steps away at .9 and .8, and does at .93", () => {
    const answers = [{ skill: "k3", passed: true }];
    expect(skipsOf(placeIn({ modules: chain(4), answers }))).toEqual(["m1", "m2", "m3"]);
    expect(skipsOf(placeIn({ modules: chain(4), answers }, { impliedConfidence: 0.93 }))).toEqual([
      "m0",
      "m1",
      "m2",
      "m3",
    ]);
    expect(
      skipsOf(placeIn({ modules: chain(2), answers: [{ skill: "k1", passed: true }] }, { confidence: 0.9 })),
    ).toEqual(["m0", "m1"]);
    expect(
      skipsOf(placeIn({ modules: chain(2), answers: [{ skill: "k1", passed: true }] }, { confidence: 1 })),
    ).toEqual(["m1"]);
  });

  it("weighs the strongest sign for against the strongest sign against", () => {
    // k4 passed says k1 (.9^3) and k0 failed says not k1 (.9): ln odds 0.9916 - 2.1972
    const answers = [
      { skill: "k4", passed: true },
      { skill: "k0", passed: false },
    ];
    const placed = placeIn({ modules: chain(5), answers }, { confidence: 0.75 });
    const odds = (0.729 / 0.271) * (0.1 / 0.9);
    expect(placed.skills[1]?.standing).toBe("lacking");
    expect(placed.skills[1]?.confidence).toBeCloseTo(1 / (1 + odds), 12);
    expect(placed.skills[1]?.because.values).toMatchObject({ by: "k0" });
    expect(placed.skills[2]?.standing).toBe("open");
  });

  it("takes measured levels for what they are, and leaves those whose interval straddles the bar", () => {
    const of = (level: number, lower: number | null, upper: number | null, answers = 5) => ({
      modules: chain(1),
      mastery: { skills: { k0: { level, answers, interval: { lower, upper } } } },
    });
    const standing = (situation: Plain): string | undefined => placeIn(situation).skills[0]?.standing;
    expect(standing(of(0.8, 0.7, 0.9))).toBe("known");
    expect(standing(of(0.8, 0.69, 0.9))).toBe("open");
    expect(standing(of(0.8, null, 0.9))).toBe("open");
    expect(standing(of(0.5, 0.3, 0.69))).toBe("lacking");
    expect(standing(of(0.5, 0.3, 0.7))).toBe("open");
    expect(standing(of(0.5, 0.3, null))).toBe("open");
    expect(standing(of(0.8, 0.7, 0.9, 2))).toBe("open");
    expect(standing(of(0.8, 0.7, 0.9, 3))).toBe("known");
    const sure = placeIn(of(0.8, 0.7, 0.9));
    expect(whyOf(sure, "m0")).toEqual({ code: "already-mastered", values: { skill: "k0", level: 0.8, of: 0.7 } });
    expect(sure.reasons).toEqual([{ code: "all-settled", values: { asked: 0, of: 1 } }]);
    const low = placeIn({ modules: chain(1), mastery: { skills: { k0: { level: 0.4, answers: 9 } } } });
    expect(whyOf(low, "m0")).toEqual({ code: "skill-to-raise", values: { skill: "k0", level: 0.4, of: 0.7 } });
    expect(low.skills[0]?.confidence).toBe(1);
    const overruled = placeIn({ ...of(0.8, 0.7, 0.9), answers: [{ skill: "k0", passed: false }] });
    expect(overruled.skills[0]?.because.code).toBe("skill-failed");
  });

  it("takes the chance of a pass from the level, from the overall level, and from what others imply", () => {
    const overall = { level: 0.8, answers: 9 };
    const known = { modules: chain(1), mastery: { overall, skills: { k0: { level: 0.6, answers: 1 } } } };
    expect(placeIn(known).probe?.chance).toBeCloseTo(0.6, 14);
    expect(
      placeIn({ ...known, mastery: { overall, skills: { k0: { level: 0.6, answers: 0 } } } }).probe?.chance,
    ).toBeCloseTo(0.8, 14);
    const sign = { modules: chain(2), mastery: known.mastery, answers: [{ skill: "k1", passed: true }] };
    expect(placeIn(sign, { confidence: 0.95 }).probe?.chance).toBeCloseTo(1 / (1 + 0.4 / 0.6 / 9), 12);
    expect(
      placeIn({ modules: chain(1), mastery: { overall: { level: 1, answers: 1 }, skills: {} } }).probe?.chance,
    ).toBeCloseTo(1 - 1e-6, 12);
  });

  it("asks where most is to be expected, weighted by the chance", () => {
    // k0 and k1 apart: with a high chance the top of the longer chain pays most
    const high = { overall: { level: 0.95, answers: 9 }, skills: {} };
    expect(placeIn({ modules: chain(3), mastery: high }).probe?.skill).toBe("k2");
    const low = { overall: { level: 0.05, answers: 9 }, skills: {} };
    expect(placeIn({ modules: chain(3), mastery: low }).probe?.skill).toBe("k0");
  });

  it("prefers, where the mean is the same, the probe that settles more if it goes badly", () => {
    // of three in a chain each settles two on average: k0 one or three, k1 two or two, k2 three or one
    for (const id of ["p1", "p2", "p3", "p4", "p5", "p6"]) {
      const { probe, reasons } = placeIn({ modules: chain(3), id });
      expect(probe).toMatchObject({ skill: "k1", ifPassed: 2, ifFailed: 2 });
      expect(reasons.length).toBe(1);
    }
  });

  it("stops at the greatest number of probes, and says what is left open", () => {
    const none = placeIn({ modules: chain(3) }, { maximumProbes: 0 });
    expect(none.probe).toBeNull();
    expect(none.reasons).toEqual([{ code: "no-more-probes", values: { asked: 0, open: 3 } }]);
    const one = { modules: chain(5), answers: [{ skill: "k2", passed: true }] };
    expect(placeIn(one, { maximumProbes: 1 }).probe).toBeNull();
    expect(placeIn(one, { maximumProbes: 2 }).probe).not.toBeNull();
    const last = placeIn({ modules: chain(4), answers: [{ skill: "k2", passed: true }] });
    expect(last.reasons).toEqual([{ code: "only-open-skill", values: { skill: "k3" } }]);
    const done = placeIn({ modules: chain(3), answers: [{ skill: "k2", passed: true }] });
    expect(done.reasons).toEqual([{ code: "all-settled", values: { asked: 1, of: 3 } }]);
  });

  it("draws among equals by seed, id and number of answers, and says so", () => {
    const twins = ["a", "b", "c"].map((id) => ({ id, title: id, skills: [id], prerequisites: [] }));
    const drawn = (id: string, seed: number | string): string | undefined =>
      placeIn({ modules: twins, id }, { seed }).probe?.skill;
    const skills = Array.from({ length: 60 }, (_, index) => drawn(`p${index}`, 1));
    expect(new Set(skills)).toEqual(new Set(["a", "b", "c"]));
    expect(skills).toEqual(Array.from({ length: 60 }, (_, index) => drawn(`p${index}`, "1")));
    expect(skills).not.toEqual(Array.from({ length: 60 }, (_, index) => drawn(`p${index}`, 2)));
    expect(placeIn({ modules: twins }).reasons[1]).toEqual({ code: "drawn-among", values: { equals: 3 } });
  });

  it("never skips what is mandatory, finished, unsaid or not asked for, and asks nothing that hangs on nothing", () => {
    const modules: readonly CatalogueModule[] = [
      { id: "must", title: "Must", skills: ["law"] },
      { id: "done", title: "Done", skills: ["sql"] },
      { id: "mute", title: "Mute" },
      { id: "none", title: "None", skills: [] },
      { id: "other", title: "Other", skills: ["art"] },
      { id: "base", title: "Base", skills: ["base"] },
      { id: "role", title: "Role", skills: ["role"], prerequisites: ["base"] },
    ];
    const situation = {
      modules,
      mandatory: ["must"],
      completed: ["done"],
      role: { name: "lead", levels: { role: 0.8 } },
    };
    const placed = placeIn({
      ...situation,
      answers: [
        { skill: "role", passed: true },
        { skill: "law", passed: true },
      ],
    });
    expect(placed.modules.map(({ skip, because }) => [skip, because.code])).toEqual([
      [false, "mandatory-module"],
      [false, "already-finished"],
      [false, "skills-unsaid"],
      [false, "skills-unsaid"],
      [false, "not-asked-for"],
      [true, "skill-implied"],
      [true, "skill-passed"],
    ]);
    expect(placed.modules[4]?.because.values).toEqual({ role: "lead" });
    expect(placed.skills.map(({ skill }) => skill)).toEqual(["base", "role"]);
    expect(placed.reasons).toEqual([{ code: "all-settled", values: { asked: 1, of: 2 } }]);
    expect(placed.warnings.map(({ code, values }) => [code, values["unknown"]])).toEqual([
      ["skills-missing", 1],
      ["prerequisites-missing", 6],
    ]);
    const empty = placeIn({ modules: [{ id: "a", title: "A" }] });
    expect([empty.probe, empty.reasons]).toEqual([null, [{ code: "nothing-to-place", values: {} }]]);
  });

  it("hangs a module on the skill that is lacking, then on one that is open, then on the least sure", () => {
    const modules: readonly CatalogueModule[] = [
      { id: "m", title: "M", skills: ["a", "b", "c"], prerequisites: [] },
      { id: "n", title: "N", skills: ["d"], prerequisites: ["m"] },
    ];
    const a = { skill: "a", passed: true };
    const b = { skill: "b", passed: true };
    const c = { skill: "c", passed: false };
    const d = { skill: "d", passed: true };
    expect(whyOf(placeIn({ modules, answers: [a, c] }), "m")).toEqual({ code: "skill-failed", values: { skill: "c" } });
    expect(whyOf(placeIn({ modules, answers: [a] }), "m")).toEqual({ code: "skill-open", values: { skill: "b" } });
    expect(whyOf(placeIn({ modules, answers: [a, b, d] }), "m")?.values).toMatchObject({ skill: "c", by: "d" });
    expect(whyOf(placeIn({ modules, answers: [a, b, { ...c, passed: true }] }), "m")?.values).toEqual({ skill: "a" });
  });

  it("takes a skill to build on another only where every module that teaches it does", () => {
    const modules: readonly CatalogueModule[] = [
      { id: "a1", title: "A1", skills: ["a"] },
      { id: "b", title: "B", skills: ["b"], prerequisites: ["a1"] },
      { id: "a2", title: "A2", skills: ["a", "c"], prerequisites: ["b"] },
    ];
    expect(standingsOf(placeIn({ modules, answers: [{ skill: "a", passed: true }] }))).toEqual({
      a: "known",
      b: "open",
      c: "open",
    });
    expect(standingsOf(placeIn({ modules, answers: [{ skill: "c", passed: true }] }))).toEqual({
      a: "known",
      b: "known",
      c: "known",
    });
  });

  it("takes what masteryOf gives as it is", () => {
    const knowledge = orThrow(createKnowledge(elo)());
    const { learnerState } = orThrow(answer(knowledge)({ skills: ["k0"], correct: true }));
    const mastery = orThrow(masteryOf(knowledge)(learnerState));
    expect(placeIn({ modules: chain(1), mastery }).probe?.chance).toBeCloseTo(mastery.skills["k0"]?.level ?? 0, 12);
  });
});

describe("placement, its laws", () => {
  it("lets a perfect learner skip everything that may be skipped, and a novice nothing, with no more probes than skills", () => {
    fc.assert(
      fc.property(anySituation, anyOptions, (drawn, options) => {
        const { mastery: _, ...situation } = drawn;
        const perfect = run(situation, () => true, options);
        const novice = run(situation, () => false, options);
        const may = situation.modules.filter(
          ({ id, skills = [] }) =>
            skills.length > 0 && !(situation.completed ?? []).includes(id) && !(situation.mandatory ?? []).includes(id),
        );
        const asked = may.filter(({ id }) => whyOf(perfect.placed, id)?.code !== "not-asked-for").map(({ id }) => id);
        expect(skipsOf(perfect.placed)).toEqual(asked);
        expect(skipsOf(novice.placed)).toEqual([]);
        for (const { placed, answers } of [perfect, novice])
          expect(answers.length).toBeLessThanOrEqual(placed.skills.length);
      }),
    );
  });

  it("agrees with an oracle that shares nothing with it, on what is settled and what is skipped", () => {
    const standings = new Set<string>();
    fc.assert(
      fc.property(anySituation.chain(anyAnswers), anyOptions, (situation, options) => {
        const placed = placeIn(situation, options);
        const expected = oracle(situation, options);
        expect(standingsOf(placed)).toEqual(expected.standings);
        expect(skipsOf(placed)).toEqual(expected.skips);
        for (const one of placed.skills) standings.add(`${one.standing} ${one.because.code}`);
      }),
      { numRuns: 400 },
    );
    expect(standings.size).toBe(7);
  });

  it("asks for a probe that no other beats: what it promises is what follows, and the mean is the greatest", () => {
    let probes = 0;
    fc.assert(
      fc.property(anySituation.chain(anyAnswers), (situation) => {
        const before = placeIn(situation);
        if (before.probe === null) return;
        probes += 1;
        const open = (placed: Placement): number => placed.skills.filter(({ standing }) => standing === "open").length;
        const after = (skill: string, passed: boolean): number =>
          open(before) - open(placeIn({ ...situation, answers: [...(situation.answers ?? []), { skill, passed }] }));
        const { probe } = before;
        expect([after(probe.skill, true), after(probe.skill, false)]).toEqual([probe.ifPassed, probe.ifFailed]);
        const mean = probe.chance * probe.ifPassed + (1 - probe.chance) * probe.ifFailed;
        for (const { skill, standing } of before.skills) {
          if (standing !== "open") continue;
          const worst = Math.min(after(skill, true), after(skill, false));
          expect(worst).toBeLessThanOrEqual(mean + 1e-9);
        }
      }),
      { numRuns: 60 },
    );
    expect(probes).toBeGreaterThan(10);
  });

  it("says why truly: without the answer or the level that a reason names, the skill is held otherwise or less surely", () => {
    const seen = new Set<string>();
    const without = (situation: Plain, skill: unknown): Plain => {
      const { [String(skill)]: _, ...skills } = situation.mastery?.skills ?? {};
      return {
        ...situation,
        ...(situation.mastery === undefined ? {} : { mastery: { ...situation.mastery, skills } }),
        answers: (situation.answers ?? []).filter((one) => one.skill !== skill),
      };
    };
    fc.assert(
      fc.property(anySituation.chain(anyAnswers), (situation) => {
        const placed = placeIn(situation);
        for (const { skill, because } of placed.skills) {
          if (because.code === "skill-open") continue;
          seen.add(because.code);
          const world = without(situation, because.values["by"] ?? skill);
          const other = placeIn(world).skills.find((one) => one.skill === skill);
          expect(other?.because, because.code).not.toEqual(because);
        }
      }),
      { numRuns: 300 },
    );
    expect([...seen].sort()).toEqual([
      "already-mastered",
      "skill-failed",
      "skill-implied",
      "skill-lack-implied",
      "skill-passed",
      "skill-to-raise",
    ]);
  });

  it("is the same for the same answers in any order", () => {
    fc.assert(
      fc.property(anySituation.chain(anyAnswers), (situation) => {
        const turned = { ...situation, answers: [...(situation.answers ?? [])].reverse() };
        expect(placeIn(turned)).toEqual(placeIn(situation));
      }),
    );
  });
});

describe("placement, given what does not fit", () => {
  const catalogue = orThrow(makeCatalogue(chain(2)));
  const refused = (situation: object): readonly string[] => issuesOf(placement()({ id: "p", catalogue, ...situation }));

  it.each([
    [{ id: 7 }, "wrong-type at id"],
    [{ id: undefined }, "missing at id"],
    [{ answers: {} }, "wrong-type at answers"],
    [{ answers: [1] }, "wrong-type at answers.0"],
    [{ answers: [{ skill: "k9", passed: true }] }, "unknown-value at answers.0.skill"],
    [{ answers: [{ skill: "k0", passed: "yes" }] }, "wrong-type at answers.0.passed"],
    [
      { mastery: { skills: { k0: { level: 0.5, answers: 1, interval: 3 } } } },
      "wrong-type at mastery.skills.k0.interval",
    ],
    [
      { mastery: { skills: { k0: { level: 0.5, answers: 1, interval: { lower: 0.6, upper: 0.7 } } } } },
      "inconsistent at mastery.skills.k0.interval",
    ],
    [
      { mastery: { skills: { k0: { level: 0.5, answers: 1, interval: { lower: 0.1, upper: 0.4 } } } } },
      "inconsistent at mastery.skills.k0.interval",
    ],
    [
      { mastery: { skills: { k0: { level: 0.5, answers: 1, interval: { lower: -0.1, upper: 0.7 } } } } },
      "out-of-range at mastery.skills.k0.interval.lower",
    ],
  ])("refuses %j", (change, issue) => {
    expect(refused(change)).toEqual([issue]);
  });

  it("says once of something else that it is no learner", () => {
    expect(issuesOf(placement()(null as never))).toEqual(["wrong-type at ", "missing at catalogue"]); // on purpose
  });

  it("refuses two answers to one skill, and names the place", () => {
    const twice = [
      { skill: "k0", passed: true },
      { skill: "k0", passed: false },
    ];
    expect(refused({ answers: twice })).toEqual(["duplicate at answers.1.skill"]);
  });

  it.each([
    [{ confidence: 0.5 }, "out-of-range at confidence"],
    [{ confidence: 1.01 }, "out-of-range at confidence"],
    [{ impliedConfidence: 1 }, "out-of-range at impliedConfidence"],
    [{ impliedConfidence: 0.49 }, "out-of-range at impliedConfidence"],
    [{ masteryLevel: 0 }, "out-of-range at masteryLevel"],
    [{ minimumAnswers: 0 }, "out-of-range at minimumAnswers"],
    [{ maximumProbes: -1 }, "out-of-range at maximumProbes"],
    [{ maximumProbes: 1.5 }, "not-integer at maximumProbes"],
    [{ seed: true }, "wrong-type at seed"],
    [{ seed: 0.5 }, "not-integer at seed"],
    [{ seed: "" }, "empty at seed"],
    [{ confidenc: 0.9 }, "unknown-key at confidenc"],
  ])("refuses the options %j", (options, issue) => {
    expect(issuesOf(placement(options as never)({ id: "p", catalogue }))).toEqual([issue]); // on purpose
  });

  it("says that an empty catalogue is not enough", () => {
    expect(placement()({ id: "p", catalogue: orThrow(makeCatalogue([])) })).toMatchObject({
      left: { _tag: "InsufficientData", in: "recommend.placement", of: "modules", needed: 1, found: 0 },
    });
  });
});
