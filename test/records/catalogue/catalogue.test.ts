import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { graphFromEdges } from "../../../src/core/graph/index.ts";
import { shortestCycle } from "../../../src/records/catalogue/shortestCycle.ts";
import {
  type Catalogue,
  type CatalogueModule,
  catalogue,
  catalogueCan,
  parseCatalogue,
} from "../../../src/records/index.ts";
import { deepFreeze, hostileValues, invalidOf, issuesOf, rightOf } from "../../support/property.ts";

const module = (
  id: string,
  prerequisites?: readonly string[],
  more: Partial<CatalogueModule> = {},
): CatalogueModule => ({
  id,
  title: id.toUpperCase(),
  ...(prerequisites === undefined ? {} : { prerequisites }),
  ...more,
});

describe("catalogue", () => {
  it("keeps the modules in their order", () => {
    const modules = deepFreeze([module("c", ["a"]), module("a", []), module("b")]);
    expect(rightOf(catalogue(modules))).toEqual({ kind: "catalogue", version: 1, modules });
    expect(rightOf(catalogue([])).modules).toEqual([]);
  });

  it("refuses an id that occurs twice, and prerequisites that are not there", () => {
    const failure = invalidOf(catalogue([module("a"), module("b"), module("a")]));
    expect(failure.issues).toEqual([
      { path: [2, "id"], code: "duplicate", expected: "an id that module 0 does not have", received: '"a"' },
    ]);
    expect(issuesOf(catalogue([module("a", ["b", "x"]), module("b", ["y"])]))).toEqual([
      "unknown-value at 0.prerequisites.1",
      "unknown-value at 1.prerequisites.0",
    ]);
  });

  it("names a smallest cycle by its modules", () => {
    const cyclic = [
      module("a", ["b"]),
      module("b", ["c"]),
      module("c", ["d", "a"]),
      module("d", ["c"]),
      module("e", ["a"]),
    ];
    const { issues } = invalidOf(catalogue(cyclic));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ path: [2, "prerequisites"], code: "inconsistent" });
    expect(issues[0].expected).toContain("here c needs d needs c)");
    const alone = invalidOf(catalogue([module("a", ["b"]), module("b", ["a"]), module("x", ["x"])]));
    expect(alone.issues[0].path).toEqual([2, "prerequisites"]);
    expect(alone.issues[0].expected).toContain("here x needs x)");
  });

  it("refuses hostile values under its own name", () => {
    for (const value of hostileValues()) {
      // values of other types than the compiler allows are what this is about
      const result = catalogue(value as CatalogueModule[]);
      if (result._tag === "Left") expect(result.left.in).toBe("records.catalogue");
      else expect(result.right.modules).toEqual([]);
      expect(invalidOf(parseCatalogue(value)).in).toBe("records.parseCatalogue");
      expect(invalidOf(catalogueCan(value as Catalogue)).in).toBe("records.catalogueCan");
    }
    expect(issuesOf(catalogue([module("a"), { ...module("b"), minutes: -1 }]))).toEqual(["out-of-range at 1.minutes"]);
  });

  it("stays quick where prerequisites are many and long", () => {
    const chain = Array.from({ length: 5_000 }, (_, n) => module(`m${n}`, n === 0 ? [] : [`m${n - 1}`]));
    expect(rightOf(catalogue(chain)).modules).toHaveLength(5_000);
    const ring = [module("m0", ["m4999"]), ...chain.slice(1)];
    expect(invalidOf(catalogue(ring)).issues[0].code).toBe("inconsistent");
  });
});

describe("parseCatalogue", () => {
  const stored = deepFreeze({ kind: "catalogue", version: 1, modules: [module("a", [])] });

  it("gives back what was stored", () => {
    expect(rightOf(parseCatalogue(JSON.parse(JSON.stringify(stored))))).toEqual(stored);
  });

  it.each([
    [{ ...stored, kind: "roster" }, "unknown-value at kind"],
    [{ ...stored, version: 2 }, "unsupported-version at version"],
    [{ ...stored, modules: [module("a"), module("a")] }, "duplicate at modules.1.id"],
    [{ ...stored, modules: [module("a", ["b"])] }, "unknown-value at modules.0.prerequisites.0"],
    [{ ...stored, modules: [module("a", ["a"])] }, "inconsistent at modules.0.prerequisites"],
  ])("refuses what does not fit: %#", (value, issue) => {
    expect(issuesOf(parseCatalogue(value))).toEqual([issue]);
  });
});

describe("shortestCycle", () => {
  const edges = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 })), { maxLength: 14 });

  /** Length of a shortest cycle by squaring nothing: walks of every length, until one comes back. */
  const girth = (n: number, pairs: readonly (readonly [number, number])[]): number | null => {
    const least = Array.from({ length: n }, (_, start) => {
      let reached = new Set([start]);
      for (let length = 1; length <= n; length += 1) {
        reached = new Set(pairs.filter(([from]) => reached.has(from)).map(([, to]) => to));
        if (reached.has(start)) return length;
      }
      return Number.POSITIVE_INFINITY;
    });
    const best = Math.min(...least);
    return Number.isFinite(best) ? best : null;
  };

  it("is a cycle, begins with its smallest node, and none is shorter", () => {
    fc.assert(
      fc.property(edges, (pairs) => {
        const cycle = shortestCycle(
          graphFromEdges(
            7,
            pairs.map(([from]) => from),
            pairs.map(([, to]) => to),
          ),
        );
        expect(cycle?.length ?? null).toBe(girth(7, pairs));
        if (cycle === null) return;
        expect(new Set(cycle).size).toBe(cycle.length);
        expect(cycle[0]).toBe(Math.min(...cycle));
        cycle.forEach((node, place) => {
          const next = cycle[(place + 1) % cycle.length];
          expect(pairs.some(([from, to]) => from === node && to === next)).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe("catalogueCan", () => {
  const whole = { minutes: 5, skills: [], prerequisites: [], tags: [], difficulty: 0 };
  const answers = (modules: readonly CatalogueModule[]) => rightOf(catalogueCan(rightOf(catalogue(modules))));

  it("says yes five times where every module says everything, empty lists included", () => {
    expect(answers([module("a", [], whole), module("b", [], whole)])).toEqual(
      [
        ["weekly-budgets", "minutes-known"],
        ["paths-to-skills", "skills-known"],
        ["order-by-prerequisites", "prerequisites-known"],
        ["filter-by-tags", "tags-known"],
        ["match-difficulty", "difficulty-known"],
      ].map(([question, code]) => ({ question, can: true, because: { code, values: { of: 2 } } })),
    );
  });

  it("says no, and for how many modules, where something is missing", () => {
    const modules = [module("a", [], whole), module("b", undefined, { minutes: 3 }), module("c")];
    expect(answers(modules).map(({ can, because }) => [can, because.code, because.values])).toEqual([
      [false, "minutes-unknown", { unknown: 1, of: 3 }],
      [false, "skills-unknown", { unknown: 2, of: 3 }],
      [false, "prerequisites-unknown", { unknown: 2, of: 3 }],
      [false, "tags-unknown", { unknown: 2, of: 3 }],
      [false, "difficulty-unknown", { unknown: 2, of: 3 }],
    ]);
  });

  it("can answer nothing without modules", () => {
    for (const { can, because } of answers([]))
      expect([can, because]).toEqual([false, { code: "catalogue-empty", values: {} }]);
  });
});
