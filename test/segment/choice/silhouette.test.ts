import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Labelling, silhouettes, simplifiedSilhouette } from "../../../src/segment/choice/silhouette.ts";
import { clouds, coarseRows, pointsOf, type Rows } from "../points.ts";
import { ruspini, ruspiniSizes } from "../ruspini.ts";

const labelling = (labels: readonly number[], k = Math.max(...labels) + 1): Labelling => ({
  labels: Int32Array.from(labels),
  sizes: Int32Array.from({ length: k }, (_, c) => labels.filter((label) => label === c).length),
});

const exact = (rows: Rows, labellings: readonly Labelling[]): readonly number[] => {
  const steps = silhouettes(pointsOf(rows), labellings);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
};

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.sqrt(a.reduce((sum, value, j) => sum + (value - (b[j] ?? 0)) ** 2, 0));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const width = (a: number, b: number): number => (Math.max(a, b) === 0 ? 0 : (b - a) / Math.max(a, b));

/** Slow twin: Rousseeuw's definition, a row at a time. */
const slow = (rows: Rows, labels: readonly number[]): number =>
  mean(
    rows.map((row, i) => {
      const others = (label: number) => rows.filter((_, o) => o !== i && labels[o] === label);
      const own = others(labels[i] ?? -1);
      if (own.length === 0) return 0;
      const strange = [...new Set(labels)].filter((label) => label !== labels[i]);
      const to = (group: Rows): number => mean(group.map((other) => distance(row, other)));
      return width(to(own), Math.min(...strange.map((label) => to(others(label)))));
    }),
  );

describe("the silhouette", () => {
  it("of the four groups of ruspini is that of R's cluster 2.1.4: 0.737657", () => {
    const labels = ruspiniSizes.flatMap((size, group) => new Array<number>(size).fill(group));
    expect(exact(ruspini, [labelling(labels)])[0]).toBeCloseTo(0.737656990880661, 13);
  });

  it("is Rousseeuw's, for several labellings at once", () => {
    fc.assert(
      fc.property(coarseRows, fc.array(fc.nat(2), { minLength: 14, maxLength: 14 }), (rows, some) => {
        const first = rows.map((_, i) => (i < 2 ? i : (some[i] ?? 0)));
        const second = rows.map((_, i) => (i < 2 ? i : (some[13 - i] ?? 0) % 2));
        const found = exact(rows, [labelling(first, 3), labelling(second, 2)]);
        expect(found[0]).toBeCloseTo(slow(rows, first), 12);
        expect(found[1]).toBeCloseTo(slow(rows, second), 12);
      }),
    );
  });

  it("is 0 for a point alone in its cluster, and for points that coincide", () => {
    // -1 and 1 are 2 apart and 9 and 11 from the third, which is alone.
    expect(exact([[-1], [1], [10]], [labelling([0, 0, 1])])[0]).toBeCloseTo((9 / 11 + 7 / 9 + 0) / 3, 14);
    expect(exact([[3], [3], [3], [3]], [labelling([0, 0, 1, 1])])).toStrictEqual([0]);
  });

  it("yields after every 256 rows how many are done", () => {
    const rows = Array.from({ length: 600 }, (_, i) => [i % 7]);
    expect([...silhouettes(pointsOf(rows), [labelling(rows.map((_, i) => i % 2))])]).toStrictEqual([256, 512]);
  });
});

describe("the simplified silhouette", () => {
  it("measures to centres", () => {
    fc.assert(
      fc.property(coarseRows, fc.array(fc.nat(2), { minLength: 14, maxLength: 14 }), (rows, some) => {
        const labels = rows.map((_, i) => (i < 3 ? i : (some[i] ?? 0)));
        const centres = [0, 1, 2].map((c) =>
          (rows[0] ?? []).map((_, j) => mean(rows.filter((_, i) => labels[i] === c).map((row) => row[j] ?? 0))),
        );
        const expected = mean(
          rows.map((row, i) => {
            const own = labels[i] ?? 0;
            if (labels.filter((label) => label === own).length === 1) return 0;
            const to = centres.map((centre) => distance(row, centre));
            return width(to[own] ?? 0, Math.min(...to.filter((_, c) => c !== own)));
          }),
        );
        const found = simplifiedSilhouette(pointsOf(rows), Float64Array.from(centres.flat()), labelling(labels, 3));
        expect(found).toBeCloseTo(expected, 12);
      }),
    );
  });

  it("is larger than the exact one on clear groups", () => {
    const labels = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2];
    const centres = Float64Array.from([1.76, 10.94, 21.125, 1.25, 40.5, 30]);
    const simple = simplifiedSilhouette(pointsOf(clouds), centres, labelling(labels));
    expect(simple).toBeGreaterThan(exact(clouds, [labelling(labels)])[0] ?? 1);
    expect(simple).toBeLessThan(1);
  });
});
