import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stream } from "../../../src/core/numeric/random/index.ts";
import { dispersionOf } from "../../../src/segment/choice/dispersion.ts";
import { firstWithinError, gapStatistic } from "../../../src/segment/choice/gap.ts";
import { drawFromBox, referenceBox } from "../../../src/segment/choice/referenceBox.ts";
import { coarseRows, fineRows, pointsOf, type Rows } from "../points.ts";

/** R's clusGap on iris, k = 1 to 8, B = 500 (cluster 2.1.4): gaps and their errors. */
const GAP = [
  0.0877694062811782, 0.383920999606319, 0.491773447408111, 0.541061523806931, 0.546375851478842, 0.56407683370901,
  0.568737797773979, 0.571638988774223,
];
const ERROR = [
  0.0293168575065569, 0.0229678516801114, 0.0209310612491223, 0.0204303822658094, 0.020172544543186, 0.0197256390747939,
  0.0200230678303895, 0.0198988081832606,
];

describe("the first within one error of the first peak", () => {
  it("is 6 for the gaps of iris, as R's firstSEmax", () => {
    expect(firstWithinError(GAP, ERROR)).toBe(6);
  });

  it("is the first local peak itself where nothing before comes near, and the last value where all rise", () => {
    expect(firstWithinError([1, 3, 2, 9], [0.1, 0.1, 0.1, 0.1])).toBe(2);
    expect(firstWithinError([1, 2, 3], [0, 0, 0])).toBe(3);
    expect(firstWithinError([3, 2, 1], [0, 0, 0])).toBe(1);
    expect(firstWithinError([1, 1, 5], [0, 0, 0])).toBe(1); // what does not rise is a peak
    expect(firstWithinError([5], [1])).toBe(1);
  });

  it("counts the error of the peak, not of the value, and takes a value just at the limit", () => {
    expect(firstWithinError([1, 2, 4, 3], [9, 9, 2, 9])).toBe(2);
    expect(firstWithinError([1, 1.9, 4, 3], [9, 9, 2, 9])).toBe(3);
  });
});

describe("the gap statistic", () => {
  it("is the mean ln W of the references less that of the data, with R's simulation error", () => {
    const { gap, expected, standardError, chosen, references, logDispersion } = gapStatistic(
      [5, 3],
      [
        [5, 4],
        [6, 6],
        [7, 5],
      ],
    );
    expect(expected).toStrictEqual([6, 5]);
    expect(gap).toStrictEqual([1, 2]);
    expect(standardError).toStrictEqual([expect.closeTo(Math.sqrt(4 / 3), 14), expect.closeTo(Math.sqrt(4 / 3), 14)]);
    expect([chosen, references, logDispersion]).toStrictEqual([1, 3, [5, 3]]);
  });
});

describe("dispersion", () => {
  const clusteringOf = (rows: Rows, labels: readonly number[], k: number) => {
    const sizes = Int32Array.from({ length: k }, (_, c) => labels.filter((label) => label === c).length);
    const mean = (c: number, j: number): number =>
      rows.reduce((sum, row, i) => sum + (labels[i] === c ? (row[j] ?? 0) : 0), 0) / (sizes[c] ?? 1);
    const inertia = rows.reduce(
      (sum, row, i) => sum + row.reduce((all, value, j) => all + (value - mean(labels[i] ?? 0, j)) ** 2, 0),
      0,
    );
    return { labels: Int32Array.from(labels), sizes, centres: new Float64Array(0), inertia };
  };

  it("is half the sum over clusters of the distances within, each pair once, over the size: plain or squared", () => {
    fc.assert(
      fc.property(coarseRows, fc.array(fc.nat(1), { minLength: 14, maxLength: 14 }), (rows, some) => {
        const labels = rows.map((_, i) => (i < 2 ? i : (some[i] ?? 0)));
        const clustering = clusteringOf(rows, labels, 2);
        for (const [measure, power] of [
          ["distances", 1],
          ["squared-distances", 2],
        ] as const) {
          let expected = 0;
          rows.forEach((row, i) => {
            rows.slice(0, i).forEach((other, o) => {
              if (labels[o] !== labels[i]) return;
              const squared = row.reduce((sum, value, j) => sum + (value - (other[j] ?? 0)) ** 2, 0);
              expected += Math.sqrt(squared) ** power / (clustering.sizes[labels[i] ?? 0] ?? 1) / 2;
            });
          });
          expect(dispersionOf(pointsOf(rows), clustering, measure)).toBeCloseTo(expected, 11);
        }
      }),
    );
  });
});

describe("the box of the references", () => {
  it("just holds the points: every draw lies between their extremes along each principal axis", () => {
    fc.assert(
      fc.property(fineRows, fc.string(), (rows, seed) => {
        const points = pointsOf(rows);
        const box = referenceBox(points);
        const d = points.dimensions;
        const along = (coordinates: Float64Array, i: number, axis: number): number =>
          Array.from({ length: d }, (_, j) => j).reduce(
            (sum, j) => sum + ((coordinates[i * d + j] ?? 0) - (box.means[j] ?? 0)) * (box.axes[j * d + axis] ?? 0),
            0,
          );
        const drawn = drawFromBox(box, 40, stream(seed, "box"));
        expect([drawn.count, drawn.dimensions, drawn.coordinates.length]).toStrictEqual([40, d, 40 * d]);
        for (let axis = 0; axis < d; axis += 1) {
          const own = rows.map((_, i) => along(points.coordinates, i, axis));
          const [low, high] = [Math.min(...own), Math.max(...own)];
          const room = 1e-9 * (high - low + 1);
          expect(box.lowest[axis]).toBeCloseTo(low, 9);
          expect(box.highest[axis]).toBeCloseTo(high, 9);
          const places = Array.from({ length: 40 }, (_, i) => along(drawn.coordinates, i, axis));
          expect(Math.min(...places)).toBeGreaterThanOrEqual(low - room);
          expect(Math.max(...places)).toBeLessThanOrEqual(high + room);
          if (high > low) expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan((high - low) / 2);
        }
        // the axes are those along which the points do not go together
        for (let a = 0; a < d; a += 1)
          for (let b = 0; b < a; b += 1) {
            const at = (axis: number, i: number): number => along(points.coordinates, i, axis);
            const together = rows.reduce((sum, _, i) => sum + at(a, i) * at(b, i), 0);
            const size = Math.sqrt(
              rows.reduce((sum, _, i) => sum + at(a, i) ** 2, 0) * rows.reduce((sum, _, i) => sum + at(b, i) ** 2, 0),
            );
            expect(Math.abs(together)).toBeLessThanOrEqual(1e-6 * size + 1e-6);
          }
      }),
    );
  });

  it("is spread evenly: the mean of many draws is the middle, their variance a twelfth of the squared width", () => {
    const box = referenceBox(pointsOf([[0], [1], [2], [9]]));
    const { coordinates } = drawFromBox(box, 20_000, stream(3, "box"));
    const mean = coordinates.reduce((sum, value) => sum + value, 0) / 20_000;
    const variance = coordinates.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 20_000;
    expect(Math.abs(mean - 4.5)).toBeLessThan((4 * Math.sqrt(81 / 12)) / Math.sqrt(20_000)); // four standard errors
    expect(Math.abs(variance / (81 / 12) - 1)).toBeLessThan(0.03);
  });
});
