import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { run } from "../../../src/core/vocabulary/index.ts";
import { bestClustering } from "../../../src/segment/bestClustering.ts";
import {
  fitPersonas,
  type PersonaStability,
  type PersonaStabilityOptions,
  personaStability,
  personaStabilitySteps,
} from "../../../src/segment/index.ts";
import { adjustedRandIndex } from "../../../src/segment/stability/adjustedRandIndex.ts";
import { resampleOnce } from "../../../src/segment/stability/bootstrap.ts";
import { bestJaccards, crossTable, jaccardOf } from "../../../src/segment/stability/crossTable.ts";
import { verdictOf, verdictWithin } from "../../../src/segment/stability/verdict.ts";
import { untyped } from "../../records/activity/arbitraries.ts";
import { deepFreeze, hostileValues, issuesOf, leftOf, rightOf } from "../../support/property.ts";
import { clouds, pointsOf, type Rows, tableOf } from "../points.ts";
import { ruspini } from "../ruspini.ts";
import { storedModel } from "../storedModel.ts";

const labelsOfTwo = fc
  .integer({ min: 1, max: 12 })
  .chain((n) =>
    fc.tuple(
      fc.array(fc.nat(3), { minLength: n, maxLength: n }),
      fc.array(fc.nat(2), { minLength: n, maxLength: n }),
      fc.array(fc.nat(1), { minLength: n, maxLength: n }),
    ),
  );

describe("a cross table", () => {
  it("counts pairs of labels, all or only those marked", () => {
    fc.assert(
      fc.property(labelsOfTwo, ([first, second, only]) => {
        for (const marks of [undefined, Uint8Array.from(only)]) {
          const table = crossTable(first, 4, second, 3, marks);
          const counted = (i: number): boolean => marks === undefined || marks[i] === 1;
          for (let r = 0; r < 4; r += 1)
            for (let c = 0; c < 3; c += 1) {
              const both = first.filter((label, i) => counted(i) && label === r && second[i] === c).length;
              const either = first.filter((label, i) => counted(i) && (label === r || second[i] === c)).length;
              expect(table.counts[r * 3 + c]).toBe(both);
              expect(jaccardOf(table, r, c)).toBe(either === 0 ? 0 : both / either);
            }
          expect(table.total).toBe(first.filter((_, i) => counted(i)).length);
          expect(table.rowSums.reduce((sum, count) => sum + count, 0)).toBe(table.total);
          expect(table.columnSums[1]).toBe(second.filter((label, i) => counted(i) && label === 1).length);
          const best = bestJaccards(table);
          expect(best[2]).toBe(Math.max(...[0, 1, 2].map((c) => jaccardOf(table, 2, c))));
        }
      }),
    );
  });
});

const ari = (first: readonly number[], second: readonly number[]): number =>
  adjustedRandIndex(crossTable(first, Math.max(0, ...first) + 1, second, Math.max(0, ...second) + 1));

/** Slow twin: over all pairs of things, together or apart. */
const slowAri = (first: readonly number[], second: readonly number[]): number => {
  let [both, one, other, all] = [0, 0, 0, 0];
  first.forEach((_, i) => {
    for (let o = 0; o < i; o += 1) {
      const inFirst = first[i] === first[o];
      const inSecond = second[i] === second[o];
      all += 1;
      one += Number(inFirst);
      other += Number(inSecond);
      both += Number(inFirst && inSecond);
    }
  });
  const expected = (one * other) / all;
  return (both - expected) / ((one + other) / 2 - expected);
};

describe("the adjusted Rand index", () => {
  it("is that of Hubert and Arabie's definition", () => {
    // scikit-learn's documented examples
    expect(ari([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.5714285714285714, 14);
    expect(ari([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 14);
    expect(ari([0, 0, 0, 0], [0, 1, 2, 3])).toBe(0);
  });

  it("is the slow count over pairs, the same both ways, and 1 for the same groups under other names", () => {
    fc.assert(
      fc.property(labelsOfTwo, ([first, second]) => {
        const slow = slowAri(first, second);
        if (Number.isFinite(slow)) expect(ari(first, second)).toBeCloseTo(slow, 12);
        expect(ari(second, first)).toBeCloseTo(ari(first, second), 14);
        expect(
          ari(
            first,
            first.map((label) => (label + 1) % 4),
          ),
        ).toBeCloseTo(1, 14);
      }),
    );
  });

  it("is 1 where both are trivial in the same way", () => {
    expect(ari([0, 0, 0], [0, 0, 0])).toBe(1);
    expect(ari([0, 1, 2], [2, 0, 1])).toBe(1);
    expect(ari([0], [0])).toBe(1);
    expect(ari([], [])).toBe(1);
  });
});

describe("a verdict", () => {
  it("follows the number", () => {
    expect([0.8501, 0.85, 0.75, 0.7499, 0.6, 0.5999, -1].map(verdictOf)).toStrictEqual([
      "highly-stable",
      "stable",
      "stable",
      "doubtful",
      "doubtful",
      "not-stable",
      "not-stable",
    ]);
  });

  it("calls nothing stable where the whole is not", () => {
    expect([0.99, 0.75, 0.7, 0.5].map((part) => verdictWithin(part, 0.7499))).toStrictEqual([
      "doubtful",
      "doubtful",
      "doubtful",
      "not-stable",
    ]);
    expect(verdictWithin(0.99, 0.75)).toBe("highly-stable");
  });
});

/** Points spread evenly, by a sequence that needs no chance. */
const even: Rows = Array.from({ length: 120 }, (_, i) => [(i * 0.7548776662466927) % 1, (i * 0.5698402909980532) % 1]);

const end = <A>(steps: Generator<unknown, A, void>): A => {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
};

describe("one resample", () => {
  const search = { restarts: 2, limits: { maxIterations: 300, shiftTolerance: 0 } };

  it("labels every row, and compares over the rows that were drawn", () => {
    const points = pointsOf(ruspini);
    const { labels } = end(bestClustering(points, 4, 1, search));
    const draws = [0, 1, 2, 3, 4].map((draw) => end(resampleOnce(points, { labels, k: 4 }, 1, draw, search)));
    for (const { jaccards, labels: found } of draws) {
      expect(found).toHaveLength(75);
      const whole = bestJaccards(crossTable(labels, 4, found, 4));
      // the groups are clear: over all rows, as over those drawn, they are found again
      for (const [group, jaccard] of jaccards.entries())
        expect(Math.abs(jaccard - (whole[group] ?? 0))).toBeLessThan(0.25);
    }
    expect(end(resampleOnce(points, { labels, k: 4 }, 1, 3, search))).toStrictEqual(draws[3]);
  });

  it("is another one for each draw and seed", () => {
    const points = pointsOf(even);
    const { labels } = end(bestClustering(points, 5, 1, search));
    const drawn = ([seed, draw]: readonly [string, number]): string =>
      end(resampleOnce(points, { labels, k: 5 }, seed, draw, search)).jaccards.join();
    const draws = (
      [
        ["s", 0],
        ["s", 1],
        ["t", 0],
        ["t", 1],
      ] as const
    ).map(drawn);
    expect(new Set(draws).size).toBe(4);
  });

  it("finds no group of which no row was drawn, and makes do with fewer groups where fewer rows differ", () => {
    const rows: Rows = [[0], [1], [9]];
    const points = pointsOf(rows);
    const labels = Int32Array.from([0, 1, 2]);
    const seen = new Set<string>();
    for (let draw = 0; draw < 60; draw += 1) {
      const { jaccards } = end(resampleOnce(points, { labels, k: 3 }, "s", draw, search));
      seen.add([...jaccards].join());
    }
    // all drawn; one missing: it was not found, the others were; two missing
    expect(seen).toStrictEqual(new Set(["1,1,1", "0,1,1", "1,0,1", "1,1,0", "1,0,0", "0,1,0", "0,0,1"]));
  });
});

const stability = (rows: Rows, k: number, options: Partial<PersonaStabilityOptions> = {}): PersonaStability => {
  const model = rightOf(fitPersonas({ k, restarts: 5, seed: 7 })(tableOf(rows)));
  return rightOf(
    personaStability(deepFreeze({ model, resamples: 25, restarts: 3, ...options }))(deepFreeze(tableOf(rows))),
  );
};

describe("personaStability", () => {
  it("calls four clear groups highly stable", () => {
    const found = stability(ruspini, 4);
    expect(found.agreement).toBeGreaterThan(0.95);
    expect(found.verdict).toBe("highly-stable");
    expect(found.warnings).toStrictEqual([]);
    expect(found.personas.map(({ persona, size }) => [persona, size])).toStrictEqual([
      ["persona-1", 23],
      ["persona-2", 20],
      ["persona-3", 17],
      ["persona-4", 15],
    ]);
    for (const { jaccard, recovered, dissolved, verdict } of found.personas) {
      expect(jaccard).toBeGreaterThan(0.85);
      expect(recovered).toBeGreaterThan(0.9);
      expect(dissolved).toBeLessThan(0.1);
      expect(verdict).toBe("highly-stable");
    }
    expect([found.n, found.resamples, found.seed]).toStrictEqual([75, 25, 1]);
  });

  it("calls nothing stable where refits do not agree, and warns of the model and of each persona", () => {
    const found = stability(even, 5, { seed: 3 });
    expect(found.agreement).toBeLessThan(0.75);
    expect(["doubtful", "not-stable"]).toContain(found.verdict);
    expect(found.personas.every(({ verdict }) => verdict === "doubtful" || verdict === "not-stable")).toBe(true);
    const weak = found.personas.filter(({ jaccard }) => jaccard < 0.75);
    expect(weak.length).toBeGreaterThan(0);
    expect(found.warnings).toStrictEqual([
      { code: "model-not-stable", values: { agreement: found.agreement, threshold: 0.75 } },
      ...weak.map(({ persona, jaccard }) => ({
        code: "persona-not-stable",
        values: { persona, jaccard, threshold: 0.75 },
      })),
    ]);
    expect(found.agreementWithModel).not.toBe(found.agreement);
  });

  it("is what its resamples come to", () => {
    const model = rightOf(fitPersonas({ k: 3, restarts: 5, seed: 7, scale: "none" })(tableOf(even)));
    const found = rightOf(personaStability({ model, resamples: 6, restarts: 2, seed: "s" })(tableOf(even)));
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const centred = pointsOf(even.map((row) => row.map((value, j) => value - (model.features[j]?.centre ?? 0))));
    const places = model.personas.map(({ centre }) => centre);
    const labels = Int32Array.from(even, (row) => {
      const to = places.map((place) =>
        place.reduce((sum, at, j) => sum + ((row[j] ?? 0) - (model.features[j]?.centre ?? 0) - at) ** 2, 0),
      );
      return to.indexOf(Math.min(...to));
    });
    const variance = mean(
      [0, 1].map((j) => mean(even.map((row) => ((row[j] ?? 0) - mean(even.map((one) => one[j] ?? 0))) ** 2))),
    );
    const search = { restarts: 2, limits: { maxIterations: 300, shiftTolerance: 1e-4 * variance } };
    const draws = [0, 1, 2, 3, 4, 5].map((draw) => end(resampleOnce(centred, { labels, k: 3 }, "s", draw, search)));
    found.personas.forEach((persona, p) => {
      const jaccards = draws.map((draw) => draw.jaccards[p] ?? 0);
      expect(persona.jaccard).toBeCloseTo(mean(jaccards), 12);
      expect(persona.recovered).toBe(jaccards.filter((jaccard) => jaccard >= 0.75).length / 6);
      expect(persona.dissolved).toBe(jaccards.filter((jaccard) => jaccard <= 0.5).length / 6);
    });
    const agreements = draws.flatMap((one, i) =>
      draws.slice(0, i).map((other) => ari([...one.labels], [...other.labels])),
    );
    expect(agreements).toHaveLength(15);
    expect(found.agreement).toBeCloseTo(mean(agreements), 12);
    expect(found.agreementWithModel).toBeCloseTo(mean(draws.map((draw) => ari([...labels], [...draw.labels]))), 12);
  });

  it("takes 100 resamples, ten starts and seed 1 unless told otherwise, and is the same stepwise", () => {
    const model = rightOf(fitPersonas({ k: 2 })(tableOf(clouds)));
    const plain = rightOf(personaStability({ model })(tableOf(clouds)));
    expect(plain.resamples).toBe(100);
    const spelled = { model, resamples: 100, restarts: 10, seed: 1 };
    const seen: string[] = [];
    const steps = run(personaStabilitySteps(spelled)(tableOf(clouds)), {
      onProgress: ({ phase, done, total }) => {
        expect(total).toBe(100);
        seen.push(`${phase}, ${done}`);
      },
    });
    expect(rightOf(steps)).toStrictEqual(plain);
    const phases = [...new Set(seen)];
    expect(phases[0]).toBe("resample 1 of 100, 0");
    expect(phases[99]).toBe("resample 100 of 100, 99");
    expect(phases[100]).toBe("comparing refits, 100");
    expect(rightOf(personaStability({ model, seed: 2 })(tableOf(clouds)))).not.toStrictEqual(plain);
    expect(JSON.parse(JSON.stringify(plain))).toStrictEqual(plain);
  });

  it("refuses what does not fit, under its own name", () => {
    const model = storedModel;
    const issues = (options: object): readonly string[] =>
      issuesOf(personaStability(untyped({ model, ...options }))(tableOf(clouds)));
    expect(issues({ model: undefined })).toStrictEqual(["missing at model"]);
    expect(issues({ model: { ...model, kind: "gmm" } })).toStrictEqual(["unknown-value at model.kind"]);
    expect(issues({ resamples: 1 })).toStrictEqual(["out-of-range at resamples"]);
    expect(issues({ resamples: 10_001 })).toStrictEqual(["out-of-range at resamples"]);
    expect(issues({ seed: 0.5 })).toStrictEqual(["not-integer at seed"]);
    expect(issues({ restarts: 0 })).toStrictEqual(["out-of-range at restarts"]);
    expect(issues({ restarts: 10_001 })).toStrictEqual(["out-of-range at restarts"]);
    expect(issues({ k: 3 })).toStrictEqual(["unknown-key at k"]);
    expect(issues({ model: { ...model, fit: { ...model.fit, weight: { column: "w", total: 3 } } } })).toStrictEqual([
      "inconsistent at model.fit.weight",
    ]);
    expect(issues({ model: { ...model, fit: 1 } })).toContain("wrong-type at model.fit");
    expect(issuesOf(personaStability({ model })(tableOf(clouds.slice(1))))).toStrictEqual([
      "inconsistent at table.rowCount",
    ]);
    expect(leftOf(personaStability({ model })(tableOf([[1, 2]]))).in).toBe("segment.personaStability");
    expect(leftOf(run(personaStabilitySteps({ model })(tableOf([[1, 2]])))).in).toBe("segment.personaStabilitySteps");
    expect(leftOf(run(personaStabilitySteps(untyped({}))(tableOf(clouds)))).in).toBe("segment.personaStabilitySteps");
    for (const value of hostileValues()) {
      expect(personaStability(untyped(value))(tableOf(clouds))._tag).toBe("Left");
      expect(personaStability({ model })(untyped(value))._tag).toBe("Left");
    }
  });
});
