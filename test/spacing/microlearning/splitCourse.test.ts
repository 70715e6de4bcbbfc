import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  type CourseAtom,
  type CourseSplit,
  type SplitOptions,
  splitCourse,
} from "../../../src/spacing/microlearning/index.ts";

const split = (options: SplitOptions, atoms: readonly CourseAtom[]): CourseSplit =>
  orThrow(splitCourse(Object.freeze(options))(Object.freeze(atoms.map((atom) => Object.freeze(atom)))));

const lasting = (minutes: readonly number[], rest: (place: number) => Partial<CourseAtom> = () => ({})): CourseAtom[] =>
  minutes.map((one, place) => ({ id: `a${place + 1}`, minutes: one, ...rest(place) }));

/** For each module the number of atoms up to its end. */
const ends = ({ modules }: CourseSplit): readonly number[] => {
  let count = 0;
  return modules.map(({ parts }) => {
    count += parts.length;
    return count;
  });
};

const ONLY_LENGTH = { boundaryPenalty: 0, loadPenalty: 0, severedPenalty: 0 };
const BY_THREES = { boundaryPenalty: 0.5, loadPenalty: 0, severedPenalty: 0 };

describe("published checks (research/spacing.md 3, verified there by brute force: target 4, from 3 to 5, 100 outside)", () => {
  const sixteen = [2, 1, 1.5, 3, 2.5, 4, 1, 1, 2, 3.5, 5.5, 2, 1, 3, 1.5, 2];
  const fourteen = [1.2, 0.8, 2.4, 1.1, 1.9, 3.3, 0.7, 0.6, 2.2, 1.4, 4.8, 0.9, 1.3, 2.7];
  const six = [6.5, 1, 2, 8, 1, 1];
  test.each([
    [sixteen, 207.25, 209.75, [3, 5, 6, 9, 10, 11, 13, 14, 16]],
    [fourteen, 2.65, 4.65, [3, 5, 7, 10, 11, 14]],
    [six, 243.25, 243.75, null],
  ])("%j", (minutes, cost, costByThrees, cuts) => {
    const plain = split(ONLY_LENGTH, lasting(minutes));
    expect(plain.cost).toBeCloseTo(cost, 9);
    const thirds = lasting(minutes, (place) => ({ boundary: (place + 1) % 3 === 0 ? 1 : 0 }));
    expect(split(BY_THREES, thirds).cost).toBeCloseTo(costByThrees, 9);
    if (cuts !== null) expect(ends(plain)).toEqual(cuts);
  });
});

type Given<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };

/** The cheapest of all 2^(n-1) splits, by the definition and nothing else. */
const cheapestOfAll = (options: Given<SplitOptions>, atoms: readonly Given<CourseAtom>[]): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 2 ** (atoms.length - 1); mask += 1) {
    const moduleOf: number[] = [];
    let module = 0;
    atoms.forEach((_, place) => {
      moduleOf.push(module);
      if ((mask >> place) % 2 === 1) module += 1;
    });
    const concepts = new Set<string>();
    let cost = 0;
    for (let one = 0; one <= module; one += 1) {
      const own = atoms.filter((_, place) => moduleOf[place] === one);
      let minutes = 0;
      let load = 0;
      for (const atom of own) {
        minutes += atom.minutes;
        load += atom.load;
        for (const concept of atom.concepts) concepts.add(concept);
        for (const id of atom.prerequisites) {
          const before = atoms.findIndex((other) => other.id === id);
          if ((moduleOf[before] ?? 0) < one) cost += options.severedPenalty;
        }
      }
      cost += (minutes - options.targetMinutes) ** 2;
      if (minutes < options.minimumMinutes || minutes > options.maximumMinutes) cost += options.lengthPenalty;
      const last = own[own.length - 1];
      if (one < module && last !== undefined) cost += options.boundaryPenalty * (1 - last.boundary);
      if (load > options.maximumLoad) cost += options.loadPenalty * (load - options.maximumLoad);
    }
    best = Math.min(best, cost);
  }
  return best;
};

// Quarters of a minute are exact in binary, so that no bound is missed by a rounding.
const quarters = (most: number) => fc.integer({ min: 1, max: 4 * most }).map((count) => count / 4);

const courses = fc.integer({ min: 1, max: 11 }).chain((count) =>
  fc.tuple(
    ...Array.from({ length: count }, (_, place) =>
      fc.record({
        id: fc.constant(`a${place}`),
        minutes: quarters(7),
        boundary: fc.constantFrom(0, 0.25, 0.5, 1),
        load: fc.integer({ min: 0, max: 4 }),
        concepts: fc.subarray(["p", "q", "r"]),
        prerequisites: fc.subarray(Array.from({ length: place }, (_unused, before) => `a${before}`)),
        splittable: fc.constant(false),
      }),
    ),
  ),
);

const manners = fc
  .record({
    course: fc.constant("module"),
    order: fc.constant("author" as const), // the word itself
    targetMinutes: quarters(6),
    minimumMinutes: quarters(6),
    maximumMinutes: quarters(6),
    lengthPenalty: fc.constantFrom(0, 3, 100),
    boundaryPenalty: fc.constantFrom(0, 0.5, 4),
    maximumLoad: fc.integer({ min: 0, max: 6 }),
    loadPenalty: fc.constantFrom(0, 1, 2.5),
    severedPenalty: fc.constantFrom(0, 0.75, 2),
  })
  .map((options) => ({
    ...options,
    minimumMinutes: Math.min(options.minimumMinutes, options.targetMinutes),
    maximumMinutes: Math.max(options.maximumMinutes, options.targetMinutes),
  }));

describe("splitCourse", () => {
  test("no split costs less (all splits tried)", () => {
    fc.assert(
      fc.property(courses, manners, (atoms, options) => {
        const { cost, modules } = split(options, atoms);
        expect(cost).toBeCloseTo(cheapestOfAll(options, atoms), 9);
        expect(modules.flatMap(({ parts }) => parts.map(({ atom }) => atom))).toEqual(atoms.map(({ id }) => id));
        const sum = modules.reduce((so, { costs: c }) => so + c.length + c.bounds + c.boundary + c.load + c.severed, 0);
        expect(sum).toBeCloseTo(cost, 9);
      }),
    );
  });

  test("says of each module how long it is, what is new in it, what it builds on, and what is wrong with it", () => {
    const { modules, warnings } = split({ course: "phishing", maximumLoad: 2 }, [
      { id: "story", minutes: 3.5, concepts: ["mail", "link", "domain"], boundary: 0.5 },
      { id: "look", minutes: 4, concepts: ["domain", "lure"], prerequisites: ["story"] },
      { id: "long", minutes: 6, concepts: [], prerequisites: ["look", "story"] },
      { id: "quiz", minutes: 2.5, load: 7 },
    ]);
    expect(modules).toEqual([
      {
        id: "phishing-1",
        minutes: 3.5,
        parts: [{ atom: "story", fromMinute: 0, toMinute: 3.5 }],
        newConcepts: ["mail", "link", "domain"],
        load: 3,
        prerequisites: [],
        costs: { length: 0.25, bounds: 0, boundary: 2, load: 1, severed: 0 },
        reasons: [
          { code: "module-length", values: { minutes: 3.5, targetMinutes: 4 } },
          { code: "weak-boundary", values: { boundary: 0.5 } },
          { code: "module-overloaded", values: { load: 3, maximumLoad: 2 } },
        ],
      },
      {
        id: "phishing-2",
        minutes: 4,
        parts: [{ atom: "look", fromMinute: 0, toMinute: 4 }],
        newConcepts: ["lure"],
        load: 1,
        prerequisites: ["phishing-1"],
        costs: { length: 0, bounds: 0, boundary: 0, load: 0, severed: 1 },
        reasons: [
          { code: "module-length", values: { minutes: 4, targetMinutes: 4 } },
          { code: "severed-prerequisites", values: { severed: 1 } },
        ],
      },
      {
        id: "phishing-3",
        minutes: 8.5,
        parts: [
          { atom: "long", fromMinute: 0, toMinute: 6 },
          { atom: "quiz", fromMinute: 0, toMinute: 2.5 },
        ],
        newConcepts: [],
        load: 7,
        prerequisites: ["phishing-1", "phishing-2"],
        costs: { length: 20.25, bounds: 100, boundary: 0, load: 5, severed: 2 },
        reasons: [
          { code: "module-too-long", values: { minutes: 8.5, maximumMinutes: 5 } },
          { code: "module-overloaded", values: { load: 7, maximumLoad: 2 } },
          { code: "severed-prerequisites", values: { severed: 2 } },
        ],
      },
    ]);
    expect(warnings).toEqual([{ code: "atom-too-long", values: { atom: "long", minutes: 6, maximumMinutes: 5 } }]);
  });

  test("a module that is too short is named", () => {
    const [only] = split({}, lasting([1.5])).modules;
    expect(only?.reasons).toEqual([{ code: "module-too-short", values: { minutes: 1.5, minimumMinutes: 3 } }]);
    expect(only?.costs).toEqual({ length: 6.25, bounds: 100, boundary: 0, load: 0, severed: 0 });
  });

  test("a length that misses a bound by rounding only keeps to it", () => {
    const tenths = split({ minimumMinutes: 0.3, targetMinutes: 0.3, maximumMinutes: 0.3 }, lasting([0.1, 0.1, 0.1]));
    expect(tenths.modules.map(({ costs }) => costs.bounds)).toEqual([0]);
  });

  test("what is splittable and too long is cut into equal parts near the target, none of them too long", () => {
    const { modules, warnings } = split({}, [
      { id: "video", minutes: 12.8, splittable: true, boundary: 0.9, concepts: ["one", "two", "three"] },
      { id: "task", minutes: 4, prerequisites: ["video"] },
    ]);
    expect(modules.map(({ parts }) => parts)).toEqual([
      [{ atom: "video", fromMinute: 0, toMinute: 12.8 / 3 }],
      [{ atom: "video", fromMinute: 12.8 / 3, toMinute: (12.8 * 2) / 3 }],
      [{ atom: "video", fromMinute: (12.8 * 2) / 3, toMinute: 12.8 }],
      [{ atom: "task", fromMinute: 0, toMinute: 4 }],
    ]);
    expect(modules.map(({ load }) => load)).toEqual([1, 1, 1, 0]);
    expect(modules.map(({ newConcepts }) => newConcepts.length)).toEqual([3, 0, 0, 0]);
    expect(modules.map(({ costs }) => costs.boundary)).toEqual([4, 4, expect.closeTo(0.4, 12), 0]);
    expect(modules[3]?.prerequisites).toEqual(["module-3"]);
    expect(warnings).toEqual([]);
  });

  test("parts of one atom that stay together are one part", () => {
    const { modules } = split({ boundaryPenalty: 1000, lengthPenalty: 0 }, [
      { id: "video", minutes: 11, splittable: true },
    ]);
    expect(modules.map(({ parts }) => parts)).toEqual([[{ atom: "video", fromMinute: 0, toMinute: 11 }]]);
  });

  test("what is splittable and not too long stays whole; 14 minutes of at most 4.5 are four parts", () => {
    expect(split({}, [{ id: "v", minutes: 5, splittable: true }]).modules).toHaveLength(1);
    const four = split({ targetMinutes: 4.5, maximumMinutes: 4.5 }, [{ id: "v", minutes: 14, splittable: true }]);
    expect(four.modules.map(({ minutes }) => minutes)).toEqual([3.5, 3.5, 3.5, 3.5]);
  });

  test("an atom before one that it builds on is a warning in the author's order, and moved on request", () => {
    const atoms: CourseAtom[] = [
      { id: "use", minutes: 4, prerequisites: ["learn", "see"] },
      { id: "aside", minutes: 4 },
      { id: "learn", minutes: 4, prerequisites: ["see"] },
      { id: "see", minutes: 4 },
    ];
    const kept = split({}, atoms);
    expect(kept.modules.map(({ parts }) => parts[0]?.atom)).toEqual(["use", "aside", "learn", "see"]);
    expect(kept.cost).toBe(0);
    expect(kept.warnings).toEqual([
      { code: "prerequisite-comes-later", values: { atom: "use", prerequisite: "learn" } },
      { code: "prerequisite-comes-later", values: { atom: "use", prerequisite: "see" } },
      { code: "prerequisite-comes-later", values: { atom: "learn", prerequisite: "see" } },
    ]);
    const moved = split({ order: "prerequisites" }, atoms);
    expect(moved.modules.map(({ parts }) => parts[0]?.atom)).toEqual(["aside", "see", "learn", "use"]);
    expect(moved.modules.map(({ prerequisites }) => prerequisites)).toEqual([
      [],
      [],
      ["module-2"],
      ["module-2", "module-3"],
    ]);
    expect(moved.warnings).toEqual([]);
  });

  test("an order that keeps the prerequisites is left as it is", () => {
    fc.assert(
      fc.property(courses, (atoms) => {
        expect(split({ order: "prerequisites" }, atoms)).toEqual(split({}, atoms));
      }),
    );
  });

  test("no atoms make no modules", () => {
    expect(split({}, [])).toEqual({ modules: [], cost: 0, warnings: [] });
  });

  test.each([
    [[{ id: "a", minutes: 0 }], [0, "minutes"], "out-of-range"],
    [[{ id: "a", minutes: 10_081 }], [0, "minutes"], "out-of-range"],
    [[{ id: "a" }], [0, "minutes"], "missing"],
    [[{ id: "a", minutes: 1, boundary: 1.5 }], [0, "boundary"], "out-of-range"],
    [[{ id: "a", minutes: 1, load: -1 }], [0, "load"], "out-of-range"],
    [[{ id: 7, minutes: 1 }], [0, "id"], "wrong-type"],
    [[{ id: "a", minutes: 1, concepts: "mail" }], [0, "concepts"], "wrong-type"],
    [[{ id: "a", minutes: 1, splittable: 1 }], [0, "splittable"], "wrong-type"],
    [[{ id: "a", minutes: 1, prerequisite: [] }], [0, "prerequisite"], "unknown-key"],
    [lasting([1, 1]).map((atom) => ({ ...atom, id: "a" })), [1, "id"], "duplicate"],
    [[{ id: "a", minutes: 1, prerequisites: ["b"] }], [0, "prerequisites"], "unknown-value"],
    [[{ id: "a", minutes: 1, prerequisites: ["a"] }], [0, "prerequisites"], "unknown-value"],
  ])("%j is refused at %j", (atoms, path, code) => {
    const refused = splitCourse()(atoms as CourseAtom[]); // what a caller without types may hand in
    expect(refused).toMatchObject({ _tag: "Left", left: { in: "spacing.splitCourse", issues: [{ path, code }] } });
  });

  test("atoms that build on themselves in the end are named, where they would have to be ordered", () => {
    const circle: CourseAtom[] = [
      { id: "free", minutes: 1 },
      { id: "behind", minutes: 1, prerequisites: ["one"] },
      { id: "one", minutes: 1, prerequisites: ["free", "two"] },
      { id: "two", minutes: 1, prerequisites: ["one"] },
    ];
    expect(splitCourse({ order: "prerequisites" })(circle)).toMatchObject({
      _tag: "Left",
      left: {
        issues: [
          {
            path: [2, "prerequisites"],
            code: "inconsistent",
            expected: "prerequisites that come to an end (here one needs two needs one)",
          },
        ],
      },
    });
    expect(splitCourse()(circle)._tag).toBe("Right");
  });

  test.each([
    [{ targetMinutes: 0 }, "targetMinutes", "out-of-range"],
    [{ minimumMinutes: 4.5 }, "minimumMinutes", "inconsistent"],
    [{ maximumMinutes: 3.5 }, "maximumMinutes", "inconsistent"],
    [{ lengthPenalty: -1 }, "lengthPenalty", "out-of-range"],
    [{ order: "any" }, "order", "unknown-value"],
    [{ course: "" }, "course", "empty"],
    [{ target: 4 }, "target", "unknown-key"],
  ])("options %j are refused", (options, key, code) => {
    const refused = splitCourse(options as SplitOptions)(lasting([1])); // what a caller without types may hand in
    expect(refused).toMatchObject({ _tag: "Left", left: { issues: [{ path: [key], code }] } });
  });

  test("atoms that would be cut into more parts than a course can hold are refused, counted over the course", () => {
    const tiny = { targetMinutes: 1e-4, minimumMinutes: 0, maximumMinutes: 1e-4 };
    const cut = (minutes: number, id = "a") => ({ id, minutes, splittable: true });
    const expected = "a course of at most 100000 parts of 0.0001 minutes";
    expect(splitCourse(tiny)([cut(6), cut(6, "b")])).toMatchObject({
      left: { issues: [{ path: [1, "minutes"], code: "out-of-range", expected, received: "6" }] },
    });
    expect(splitCourse({ ...tiny, targetMinutes: 1e-9, maximumMinutes: 1e-9 })([cut(5)])._tag).toBe("Left");
    expect(orThrow(splitCourse({ ...tiny, targetMinutes: 1, maximumMinutes: 1 })([cut(30)])).modules).toHaveLength(30);
  });

  test("bounds that meet the target are taken", () => {
    expect(splitCourse({ minimumMinutes: 4, maximumMinutes: 4 })(lasting([4]))).toMatchObject({ right: { cost: 0 } });
  });
});
