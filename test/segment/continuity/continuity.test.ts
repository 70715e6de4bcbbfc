import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tableFromColumns } from "../../../src/core/vocabulary/index.ts";
import { explain } from "../../../src/explain/index.ts";
import { matchPersonas } from "../../../src/segment/continuity/matchPersonas.ts";
import { pairedDifference } from "../../../src/segment/continuity/pairedDifference.ts";
import {
  assignPersonas,
  comparePersonas,
  continuePersonas,
  fitPersonas,
  type Persona,
  type PersonaModel,
  parsePersonaModel,
} from "../../../src/segment/index.ts";
import { crossTable } from "../../../src/segment/stability/crossTable.ts";
import { untyped } from "../../records/activity/arbitraries.ts";
import { deepFreeze, hostileValues, issuesOf, leftOf, rightOf } from "../../support/property.ts";
import { clouds, fineRows, type Rows, tableOf } from "../points.ts";

/** A model on the line with centres where we want them; `n` rows, shared out evenly. */
const line = (
  centres: readonly number[],
  changes: Partial<Persona>[] = [],
  warnings: PersonaModel["fit"]["warnings"] = [],
): PersonaModel => ({
  kind: "k-means",
  version: 1,
  features: [{ name: "a", centre: 0, scale: 1 }],
  personas: centres.map((centre, p) => ({
    id: `persona-${p + 1}`,
    name: `At ${centre}`,
    size: 1,
    centre: [centre],
    profile: [],
    reasons: [],
    ...changes[p],
  })),
  inertia: 1,
  outlierDistance: 1,
  fit: {
    ...rightOf(fitPersonas({ k: 2 })(tableOf(clouds))).fit,
    n: centres.length,
    warnings,
  },
});

const rowsAt = (...values: readonly number[]): Rows => values.map((value) => [value]);

describe("matching", () => {
  it("pairs as many learners as can stay together, by trying every way", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(2)), { minLength: 1, maxLength: 25 }), (labels) => {
        const first = labels.map(([label]) => label);
        const second = labels.map(([, label]) => label);
        const table = crossTable(first, 4, second, 3);
        const pairs = matchPersonas(table);
        const count = (r: number, c: number): number => table.counts[r * 3 + c] ?? 0;
        let most = 0;
        for (const a of [0, 1, 2, 3])
          for (const b of [0, 1, 2, 3])
            for (const c of [0, 1, 2, 3])
              if (a !== b && b !== c && a !== c) most = Math.max(most, count(a, 0) + count(b, 1) + count(c, 2));
        expect(pairs.reduce((sum, { both }) => sum + both, 0)).toBe(most);
        expect(new Set(pairs.map(({ after }) => after)).size).toBe(pairs.length);
        expect(pairs.map(({ before }) => before)).toStrictEqual(
          pairs.map(({ before }) => before).sort((a, b) => a - b),
        );
        for (const { before, after, both, jaccard } of pairs) {
          expect(both).toBe(count(before, after));
          expect(both).toBeGreaterThan(0);
          const either = labels.filter(([r, c]) => r === before || c === after).length;
          expect(jaccard).toBe(both / either);
        }
      }),
    );
  });
});

describe("the paired difference of two shares", () => {
  it("is gained less lost over all, with Bonett and Price's interval", () => {
    const found = pairedDifference("difference", 98, 9, 19, 0.95);
    // (10 - 20) / 100 = -0.1, variance (0.3 - 0.01) / 100
    const error = Math.sqrt(0.29 / 100);
    expect(found).toStrictEqual({
      estimand: "difference",
      scale: "proportion",
      evidence: "descriptive",
      estimate: -10 / 98,
      standardError: { value: expect.closeTo(error, 14), kind: "adjusted Wald, paired" },
      interval: {
        lower: expect.closeTo(-0.1 - 1.959963984540054 * error, 12),
        upper: expect.closeTo(-0.1 + 1.959963984540054 * error, 12),
        level: 0.95,
        kind: "confidence",
        method: "Bonett-Price adjusted Wald, models as given",
      },
      n: { rows: 98 },
      diagnostics: { gained: 9, lost: 19 },
      warnings: [],
    });
    expect(explain(found)).toContain("Difference: -0.102 (95 % confidence interval -0.206 to 0.00555");
  });

  it("stays between -1 and 1, and turns round with its counts", () => {
    const one = pairedDifference("d", 1, 1, 0, 0.99).interval;
    const other = pairedDifference("d", 1, 0, 1, 0.99).interval;
    expect([one.upper, other.lower]).toStrictEqual([1, -1]);
    expect(one.lower).toBeCloseTo(-(other.upper ?? 0), 14);
    expect(pairedDifference("d", 50, 5, 5, 0.5).interval.upper).toBeLessThan(
      pairedDifference("d", 50, 5, 5, 0.9).interval.upper ?? 0,
    );
  });
});

describe("comparePersonas", () => {
  it("sets two groupings of the same learners against each other", () => {
    const before = line([0, 10, 20]);
    const after = line([19, 0]);
    const table = tableOf(rowsAt(0, 1, 2, 9, 11, 12, 20, 21));
    const found = rightOf(comparePersonas(deepFreeze({ before, after, level: 0.9 }))(deepFreeze(table)));
    expect(found.before).toStrictEqual(["persona-1", "persona-2", "persona-3"]);
    expect(found.after).toStrictEqual(["persona-1", "persona-2"]);
    expect(found.counts).toStrictEqual([
      [0, 3],
      [2, 1],
      [2, 0],
    ]);
    expect(found.n).toBe(8);
    expect(
      found.pairs.map(({ before: from, after: to, both, jaccard, shareBefore, shareAfter }) => [
        from,
        to,
        both,
        jaccard,
        shareBefore,
        shareAfter,
      ]),
    ).toStrictEqual([
      ["persona-1", "persona-2", 3, 3 / 4, 3 / 8, 4 / 8],
      ["persona-2", "persona-1", 2, 2 / 5, 3 / 8, 4 / 8],
    ]);
    expect(found.churn).toBe(3 / 8);
    expect(found.pairs[0]?.difference).toStrictEqual(
      pairedDifference("difference in the share of persona-1", 8, 1, 0, 0.9),
    );
    expect(found.pairs[1]?.difference.diagnostics).toStrictEqual({ gained: 2, lost: 1 });
    expect(found.warnings).toStrictEqual([
      { code: "models-disagree", values: { agreement: found.agreement, threshold: 0.75 } },
    ]);
    // 28 pairs: 7 together before, 12 after, 5 in both
    expect(found.agreement).toBeCloseTo((5 - (7 * 12) / 28) / ((7 + 12) / 2 - (7 * 12) / 28), 14);
  });

  it("finds that a model agrees with itself, whatever its personas are called", () => {
    fc.assert(
      fc.property(fineRows, (rows) => {
        const model = rightOf(fitPersonas({ k: 3, restarts: 1 })(tableOf(rows)));
        const turned = { ...model, personas: [...model.personas].reverse() };
        const found = rightOf(comparePersonas({ before: model, after: turned })(tableOf(rows)));
        expect([found.agreement, found.churn, found.warnings]).toStrictEqual([1, 0, []]);
        expect(found.pairs.map(({ before, after }) => before === after)).toStrictEqual([true, true, true]);
        for (const { difference, shareBefore, shareAfter } of found.pairs) {
          expect(difference.estimate).toBe(0);
          expect(shareAfter).toBe(shareBefore);
          expect(difference.interval.level).toBe(0.95);
        }
      }),
    );
  });

  it("refuses what does not fit, under its own name", () => {
    const before = line([0, 10]);
    const after = line([1, 12]);
    const table = tableOf(rowsAt(0, 10));
    const issues = (options: object): readonly string[] =>
      issuesOf(comparePersonas(untyped({ before, after, ...options }))(table));
    expect(issues({ before: 1, after: undefined })).toStrictEqual(["wrong-type at before", "missing at after"]);
    expect(issues({ after: { ...after, version: 2 } })).toStrictEqual(["unsupported-version at after.version"]);
    expect(issues({ level: 1 })).toStrictEqual(["out-of-range at level"]);
    expect(issues({ level: 0 })).toStrictEqual(["out-of-range at level"]);
    expect(issues({ smallestOverlap: 0.5 })).toStrictEqual(["unknown-key at smallestOverlap"]);
    expect(issuesOf(comparePersonas({ before, after })(untyped(1)))).toStrictEqual(["wrong-type at table"]);
    const other = { ...after, features: [{ name: "b", centre: 0, scale: 1 }] };
    expect(issuesOf(comparePersonas({ before, after: other })(table))).toStrictEqual(["unknown-value at features.0"]);
    const none = rightOf(tableFromColumns({ columns: { a: { kind: "number" } } })({ a: [] }));
    expect(leftOf(comparePersonas({ before, after })(none))).toStrictEqual({
      _tag: "InsufficientData",
      in: "segment.comparePersonas",
      of: "rows",
      needed: 1,
      found: 0,
    });
    for (const value of hostileValues()) {
      expect(comparePersonas(untyped(value))(table)._tag).toBe("Left");
      expect(comparePersonas({ before, after: untyped(value) })(table)._tag).toBe("Left");
    }
  });
});

describe("continuePersonas", () => {
  const reborn = (before: PersonaModel, after: PersonaModel, rows: Rows, smallestOverlap?: number) =>
    rightOf(
      continuePersonas(deepFreeze({ before, after, ...(smallestOverlap === undefined ? {} : { smallestOverlap }) }))(
        deepFreeze(tableOf(rows)),
      ),
    );

  it("carries ids and names over to those who share most learners, and names the rest anew", () => {
    const before = line([0, 10, 20], [{ name: "Samplers" }, { id: "persona-7", name: "Steady" }, { name: "Keen" }]);
    const after = line(
      [21, 0, 30],
      [{ name: "High a" }, { name: "Low a" }, { name: "Samplers" }],
      [
        { code: "small-persona", values: { persona: "persona-3", size: 1, n: 3, percent: 5 } },
        { code: "constant-column", values: { column: "persona-3x" } },
      ],
    );
    const found = reborn(before, after, rowsAt(0, 1, 2, 19, 20, 21, 22, 30, 31));
    expect(found.model.personas.map(({ id, name }) => [id, name])).toStrictEqual([
      ["persona-3", "Keen"],
      ["persona-1", "Samplers"],
      ["persona-8", "Samplers (2)"],
    ]);
    expect(found.continued).toStrictEqual([
      { persona: "persona-1", refitId: "persona-2", both: 3, jaccard: 1 },
      { persona: "persona-3", refitId: "persona-1", both: 4, jaccard: 4 / 6 },
    ]);
    expect([found.fresh, found.lost, found.moved, found.churn, found.n]).toStrictEqual([
      ["persona-8"],
      ["persona-7"],
      2,
      2 / 9,
      9,
    ]);
    expect(found.model.fit.warnings).toStrictEqual([
      { code: "small-persona", values: { persona: "persona-8", size: 1, n: 3, percent: 5 } },
      { code: "constant-column", values: { column: "persona-3x" } },
    ]);
    expect(found.model.personas.map(({ centre }) => centre)).toStrictEqual(after.personas.map(({ centre }) => centre));
    expect(rightOf(parsePersonaModel(found.model))).toStrictEqual(found.model);
  });

  it("lets a persona go on only with half of its learners, or as many as it is told", () => {
    const before = line([0, 10]);
    const after = line([0, 6]);
    // rows 4 and 5 leave the first: 2 of 4 stay
    const rows = rowsAt(0, 1, 4, 4.5, 9, 10);
    expect(reborn(before, after, rows).continued.map(({ persona, jaccard }) => [persona, jaccard])).toStrictEqual([
      ["persona-1", 0.5],
      ["persona-2", 0.5],
    ]);
    const strict = reborn(before, after, rows, 0.51);
    expect(strict.continued).toStrictEqual([]);
    expect(strict.model.personas.map(({ id }) => id)).toStrictEqual(["persona-3", "persona-4"]);
    expect([strict.moved, strict.churn]).toStrictEqual([6, 1]);
    expect(strict.lost).toStrictEqual(["persona-1", "persona-2"]);
    expect(reborn(before, after, rows, 0.5).continued).toHaveLength(2);
  });

  it("gives new numbers beside ids of the host's own, and free names", () => {
    const before = line(
      [0, 10],
      [
        { id: "samplers", name: "New" },
        { id: "persona-02", name: "Old" },
      ],
    );
    const after = line([100, 110], [{ name: "New" }, { name: "New" }]);
    const found = reborn(before, after, rowsAt(0, 50, 200), 1);
    expect(found.model.personas.map(({ id, name }) => [id, name])).toStrictEqual([
      ["persona-3", "New"],
      ["persona-4", "New (2)"],
    ]);
    const third = line([100, 110, 120], [{ name: "New" }, { name: "New" }, { name: "New (2)" }]);
    expect(reborn(before, third, rowsAt(0, 50, 200), 1).model.personas.map(({ name }) => name)).toStrictEqual([
      "New",
      "New (2)",
      "New (2) (2)",
    ]);
  });

  it("changes no assignment but by name, never gives one id twice, and counts who moved by id", () => {
    fc.assert(
      fc.property(
        fineRows,
        fc.integer({ min: 2, max: 4 }),
        fc.constantFrom(0, 0.3, 0.5, 1),
        (rows, k, smallestOverlap) => {
          const table = tableOf(rows);
          const before = rightOf(fitPersonas({ k: 3, restarts: 1 })(tableOf(rows.slice(0, -2))));
          fc.pre(before.features.length === (rows[0]?.length ?? 0));
          const after = rightOf(fitPersonas({ k, restarts: 1, seed: 2 })(table));
          const found = rightOf(continuePersonas({ before, after, smallestOverlap })(table));
          const old = rightOf(assignPersonas(before)(table));
          const own = rightOf(assignPersonas(after)(table));
          const now = rightOf(assignPersonas(found.model)(table));
          expect([...now.codes]).toStrictEqual([...own.codes]);
          expect(new Set(now.personas).size).toBe(k);
          expect(new Set(found.model.personas.map(({ name }) => name)).size).toBe(k);
          const moved = rows.filter((_, i) => old.personas[old.codes[i] ?? -1] !== now.personas[now.codes[i] ?? -1]);
          expect(found.moved).toBe(moved.length);
          expect(found.churn).toBe(moved.length / rows.length);
          expect(new Set([...found.continued.map(({ persona }) => persona), ...found.lost])).toStrictEqual(
            new Set(old.personas),
          );
          expect(found.continued.length + found.fresh.length).toBe(k);
          const ids = before.personas.map(({ id }) => id);
          expect(found.fresh.every((id) => !ids.includes(id))).toBe(true);
          const same = rightOf(continuePersonas({ before, after: before, smallestOverlap })(table));
          expect(same.model).toStrictEqual(before);
          expect([same.churn, same.fresh]).toStrictEqual([0, []]);
        },
      ),
    );
  });

  it("refuses what does not fit, under its own name", () => {
    const before = line([0, 10]);
    const after = line([1, 12]);
    const table = tableOf(rowsAt(0, 10));
    const issues = (options: object): readonly string[] =>
      issuesOf(continuePersonas(untyped({ before, after, ...options }))(table));
    expect(issues({ before: undefined })[0]).toBe("missing at before");
    expect(issues({ after: { ...after, colour: 1 } })).toStrictEqual(["unknown-key at after.colour"]);
    expect(issues({ after: { ...after, features: [{ name: "a", centre: 1e101, scale: 1 }] } })).toStrictEqual([
      "out-of-range at after.features.0.centre",
    ]);
    expect(issues({ smallestOverlap: 1.1 })).toStrictEqual(["out-of-range at smallestOverlap"]);
    expect(issues({ smallestOverlap: -0.1 })).toStrictEqual(["out-of-range at smallestOverlap"]);
    expect(issues({ level: 0.9 })).toStrictEqual(["unknown-key at level"]);
    const none = rightOf(tableFromColumns({ columns: { a: { kind: "number" } } })({ a: [] }));
    expect(leftOf(continuePersonas({ before, after })(none))).toMatchObject({
      _tag: "InsufficientData",
      in: "segment.continuePersonas",
      of: "rows",
      needed: 1,
      found: 0,
    });
    expect(leftOf(continuePersonas({ before, after })(untyped(1))).in).toBe("segment.continuePersonas");
    for (const value of hostileValues()) {
      expect(continuePersonas(untyped(value))(table)._tag).toBe("Left");
      expect(continuePersonas({ before, after: untyped(value) })(table)._tag).toBe("Left");
    }
  });
});
