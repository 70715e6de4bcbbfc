import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawNormal, stream } from "../../src/core/numeric/random/index.ts";
import { forgetBounds, keepBounds, moveBounds, sift, startBounds } from "../../src/segment/kMeans/bounds.ts";
import type { Points } from "../../src/segment/kMeans/points.ts";
import { distanceAbove, nearestCentre, squaredDistance } from "../../src/segment/kMeans/squaredDistance.ts";

const COUNT = 60;
const K = 4;

const normals = (seed: number, label: string, length: number, scale: number): Float64Array => {
  const random = stream(seed, label);
  return Float64Array.from({ length }, () => scale * drawNormal(random));
};

const movesOf = (before: Float64Array, after: Float64Array, d: number): Float64Array =>
  Float64Array.from({ length: K }, (_, c) => Math.sqrt(squaredDistance(before, c * d, after, c * d, d)) * (1 + 1e-12));

const distances = ({ coordinates, dimensions }: Points, i: number, centres: Float64Array): readonly number[] =>
  Array.from({ length: K }, (_, c) =>
    Math.sqrt(squaredDistance(coordinates, i * dimensions, centres, c * dimensions, dimensions)),
  );

/** Labels all points and keeps their exact bounds, as of these centres. */
const settle = (points: Points, bounds: ReturnType<typeof startBounds>, centres: Float64Array): Int32Array =>
  Int32Array.from({ length: points.count }, (_, i) => {
    const { coordinates, dimensions } = points;
    const label = nearestCentre(coordinates, i * dimensions, centres, dimensions);
    const to = distances(points, i, centres);
    keepBounds(bounds, i, label, to[label] ?? 0, Math.min(...to.filter((_distance, c) => c !== label)));
    return label;
  });

describe("bounds that follow centres", () => {
  it.each([1e-9, 0.01, 0.3, 3, 1e9])(
    "never pass over a point whose nearest centre changed, where centres move by %d",
    (far) => {
      fc.assert(
        fc.property(fc.integer(), fc.integer({ min: 1, max: 5 }), (seed, dimensions) => {
          const points: Points = {
            coordinates: normals(seed, "points", COUNT * dimensions, 1),
            count: COUNT,
            dimensions,
          };
          const home = normals(seed, "centres", K * dimensions, 1);
          const bounds = startBounds(COUNT, K);
          // Far away first, and back: totals are then large beside the distances.
          let centres: Float64Array = Float64Array.from(home, (value) => value + far);
          moveBounds(bounds, home, movesOf(centres, home, dimensions), dimensions);
          centres = home;
          const labels = settle(points, bounds, centres);
          for (let round = 0; round < 5; round += 1) {
            const steps = normals(seed, `step ${round}`, K * dimensions, Math.min(far, 3) / 5);
            const next = Float64Array.from(centres, (value, cell) => value + (steps[cell] ?? 0));
            moveBounds(bounds, next, movesOf(centres, next, dimensions), dimensions);
            centres = next;
            const waiting = new Int32Array(COUNT);
            const left = new Set(waiting.subarray(0, sift(bounds, points, labels, centres, 0, COUNT, waiting)));
            labels.forEach((label, i) => {
              if (left.has(i)) return;
              expect(nearestCentre(points.coordinates, i * dimensions, centres, dimensions)).toBe(label);
            });
          }
        }),
      );
    },
  );

  it("rule out every point that is clear where nothing has moved, and none that was forgotten", () => {
    const points: Points = { coordinates: Float64Array.of(0, 1, 10, 11), count: 4, dimensions: 1 };
    const centres = Float64Array.of(0.5, 10.5, 100, 200);
    const bounds = startBounds(4, K);
    moveBounds(bounds, centres, new Float64Array(K), 1);
    const labels = settle(points, bounds, centres);
    const waiting = new Int32Array(4);
    expect(sift(bounds, points, labels, centres, 0, 4, waiting)).toBe(0);
    forgetBounds(bounds, 2);
    expect(sift(bounds, points, labels, centres, 0, 4, waiting)).toBe(1);
    expect(waiting[0]).toBe(2);
    expect(sift(bounds, points, new Int32Array(4).fill(-1), centres, 1, 4, waiting)).toBe(3);
    expect([...waiting.subarray(0, 3)]).toStrictEqual([1, 2, 3]);
  });

  it("compute the own distance where the own centre's last move is all that is missing, and keep it", () => {
    const points: Points = { coordinates: Float64Array.of(0), count: 1, dimensions: 1 };
    const bounds = startBounds(1, 2);
    moveBounds(bounds, Float64Array.of(1, -2.2), new Float64Array(2), 1);
    keepBounds(bounds, 0, 0, 1, 2.2);
    // The own centre comes nearer by .9: the bound says 1.9 at most and gaps 1.15, the distance is .1.
    const centres = Float64Array.of(0.1, -2.2);
    moveBounds(bounds, centres, Float64Array.of(0.9, 0), 1);
    bounds.lower[0] = 1.5 + (bounds.otherTotals[0] ?? 0);
    expect(sift(bounds, points, new Int32Array(1), centres, 0, 1, new Int32Array(1))).toBe(0);
    expect((bounds.upper[0] ?? 0) + (bounds.ownTotals[0] ?? 0)).toBeCloseTo(0.1, 9);
  });
});

describe("distanceAbove", () => {
  it("is at least the distance, and hardly more", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 9 }), (seed, d) => {
        const both = normals(seed, "pair", 2 * d, 10);
        const true2 = squaredDistance(both, 0, both, d, d);
        const above = distanceAbove(both, 0, both, d, d);
        expect(above).toBeGreaterThanOrEqual(Math.sqrt(true2));
        expect(above).toBeLessThan(Math.sqrt(true2) * (1 + 1e-11));
      }),
    );
  });
});
