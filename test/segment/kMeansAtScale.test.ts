import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawNormal, drawUniform, stream } from "../../src/core/numeric/random/index.ts";
import { bestOfRestarts } from "../../src/segment/kMeans/bestOfRestarts.ts";
import { sumUp } from "../../src/segment/kMeans/clusterSums.ts";
import type { AssignKernel } from "../../src/segment/kMeans/kernel.ts";
import { type LloydFit, type LloydRound, lloyd } from "../../src/segment/kMeans/lloyd.ts";
import { plusPlus } from "../../src/segment/kMeans/plusPlus.ts";
import { type Points, pointsAt } from "../../src/segment/kMeans/points.ts";
import { nearestCentre, squaredDistance } from "../../src/segment/kMeans/squaredDistance.ts";
import { subsampleOf, subsampleSize } from "../../src/segment/kMeans/subsample.ts";
import { coarseRows, fineRows, pointsOf, type Rows } from "./points.ts";
import { slowKMeans } from "./slowKMeans.ts";

const LIMITS = { maxIterations: 300, shiftTolerance: 0 };

const runToEnd = <A, B>(steps: Generator<A, B, void>): { readonly end: B; readonly steps: readonly A[] } => {
  const seen: A[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { end: step.value, steps: seen };
    seen.push(step.value);
  }
};

const fitOf = (points: Points, start: Float64Array, limits = LIMITS, kernel: AssignKernel | null = null): LloydFit =>
  runToEnd(lloyd(points, start, limits, kernel)).end;

/** Overlapping clouds around so many centres. */
const cloudsOf = (count: number, dimensions: number, centres: number, seed: number): Points => {
  const random = stream(seed, "clouds");
  const places = Float64Array.from({ length: centres * dimensions }, () => drawNormal(random));
  const coordinates = new Float64Array(count * dimensions);
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j < dimensions; j += 1) {
      coordinates[i * dimensions + j] = (places[(i % centres) * dimensions + j] ?? 0) + drawNormal(random);
    }
  }
  return { coordinates, count, dimensions };
};

const rowsOf = ({ coordinates, count, dimensions }: Points): Rows =>
  Array.from({ length: count }, (_, i) => [...coordinates.subarray(i * dimensions, (i + 1) * dimensions)]);

/** The contract of a kernel, word by word. */
const plainKernel: AssignKernel = (coordinates, centres, dimensions, labels) => {
  for (let i = 0; i < labels.length; i += 1) {
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < centres.length / dimensions; c += 1) {
      let sum = 0;
      for (let j = 0; j < dimensions; j += 1)
        sum += ((coordinates[i * dimensions + j] ?? 0) - (centres[c * dimensions + j] ?? 0)) ** 2;
      if (sum < least) {
        least = sum;
        labels[i] = c;
      }
    }
  }
};

describe("the tiled kernel", () => {
  // Sums that follow the movers differ from fresh ones in the last digits; nothing else may.
  it.each([
    [1500, 1, 2],
    [1501, 3, 4],
    [1030, 2, 5],
    [2049, 6, 9],
    [3000, 5, 13],
  ])("is the slow iteration for %d points, %d dimensions, %d centres", (count, dimensions, k) => {
    const points = cloudsOf(count, dimensions, k, count);
    const start = pointsAt(
      points,
      Array.from({ length: k }, (_, c) => 7 * c + 1),
    );
    const startRows = Array.from({ length: k }, (_, c) => [...start.subarray(c * dimensions, (c + 1) * dimensions)]);
    const fit = fitOf(points, start);
    const slow = slowKMeans(rowsOf(points), startRows, 300, 0);
    expect([...fit.labels]).toStrictEqual(slow.labels);
    expect(fit.iterations).toBe(slow.iterations);
    expect(fit.converged).toBe(true);
    expect(fit.iterations).toBeGreaterThan(5);
    expect(Math.abs(fit.inertia / slow.inertia - 1)).toBeLessThan(1e-13);
    slow.centres.flat().forEach((value, cell) => {
      expect(fit.centres[cell]).toBeCloseTo(value, 12);
    });
  });

  it("gives the labels of true differences where scores cannot tell centres apart", () => {
    // Centres a last digit apart, and points far from the origin: |c|^2 / 2 - x.c has lost what decides.
    const far = 1e8;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })), {
          minLength: 6,
          maxLength: 30,
        }),
        fc.integer({ min: 2, max: 6 }),
        (offsets, k) => {
          const rows = offsets.map(([a, b]) => [far + a * 2 ** -20, far - b * 2 ** -20]);
          const points = pointsOf(rows);
          const start = pointsAt(
            points,
            Array.from({ length: Math.min(k, rows.length) }, (_, c) => c),
          );
          const { labels } = fitOf(points, start, { maxIterations: 1, shiftTolerance: Number.POSITIVE_INFINITY });
          const centres = fitOf(points, start, { maxIterations: 1, shiftTolerance: Number.POSITIVE_INFINITY }).centres;
          expect([...labels]).toStrictEqual(rows.map((_, i) => nearestCentre(points.coordinates, 2 * i, centres, 2)));
        },
      ),
    );
  });

  it("ends where each point has its nearest centre, whatever the weights, and each centre is the weighted mean", () => {
    fc.assert(
      fc.property(fineRows, fc.nat(), (rows, seed) => {
        const random = stream(seed, "weights");
        const weights = Float64Array.from(rows, () => 0.1 + drawUniform(random));
        const points = { ...pointsOf(rows), weights };
        const fit = fitOf(points, pointsAt(points, [0, 1, 2]));
        const { coordinates, dimensions } = points;
        fit.labels.forEach((label, i) => {
          expect(label).toBe(nearestCentre(coordinates, i * dimensions, fit.centres, dimensions));
        });
        const sums = { sums: new Float64Array(3 * dimensions), weights: new Float64Array(3), sizes: new Int32Array(3) };
        sumUp(sums, points, fit.labels);
        sums.sums.forEach((sum, cell) => {
          expect(fit.centres[cell]).toBe(sum / (sums.weights[Math.floor(cell / dimensions)] ?? 0));
        });
        const inertia = rows.reduce(
          (sum, _, i) =>
            sum +
            (weights[i] ?? 0) *
              squaredDistance(coordinates, i * dimensions, fit.centres, (fit.labels[i] ?? 0) * dimensions, dimensions),
          0,
        );
        expect(fit.inertia).toBe(inertia);
        expect([...fit.squaredDistances]).toStrictEqual(
          rows.map((_, i) =>
            squaredDistance(coordinates, i * dimensions, fit.centres, (fit.labels[i] ?? 0) * dimensions, dimensions),
          ),
        );
        expect([...fit.sizes]).toStrictEqual([...sums.sizes]);
      }),
    );
  });

  it("is the slow weighted iteration, empty clusters and all", () => {
    fc.assert(
      fc.property(
        coarseRows,
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 14, maxLength: 14 }),
        (rows, all) => {
          const weights = all.slice(0, rows.length);
          const start = rows.slice(0, 3);
          const points = { ...pointsOf(rows), weights: Float64Array.from(weights) };
          const fit = fitOf(points, Float64Array.from(start.flat()), { maxIterations: 5, shiftTolerance: 0 });
          const slow = slowKMeans(rows, start, 5, 0, weights);
          expect([...fit.labels]).toStrictEqual(slow.labels);
          expect([...fit.centres]).toStrictEqual(slow.centres.flat());
          expect(fit.inertia).toBeCloseTo(slow.inertia, 11);
          expect([fit.iterations, fit.converged]).toStrictEqual([slow.iterations, slow.converged]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("progress", () => {
  it("tells of an inertia that falls, within a labelling too, and only where there is one", () => {
    // 2^25 products a step: with 64 centres in 8 dimensions, 65,536 points.
    const points = cloudsOf(70_000, 8, 64, 3);
    const start = pointsAt(
      points,
      Array.from({ length: 64 }, (_, c) => c),
    );
    const { steps, end } = runToEnd(lloyd(points, start, { maxIterations: 3, shiftTolerance: 0 }));
    const round = ({ iteration, inertia }: LloydRound): string => `${iteration} ${inertia === null ? "-" : "x"}`;
    // The labels are made once more at the end, in two blocks.
    expect(steps.map(round)).toStrictEqual(["1 -", "1 x", "2 x", "2 x", "3 x", "3 x", "3 x"]);
    const values = steps.flatMap(({ inertia }) => inertia ?? []);
    expect(values[0]).toBe(values[1]);
    expect([...values].sort((a, b) => b - a)).toStrictEqual(values);
    expect(end.inertia).toBeLessThan(values[values.length - 1] ?? 0);
    // The value of a round is the inertia of its labels about the centres they were made with.
    const first = fitOf(points, start, { maxIterations: 1, shiftTolerance: 0 });
    const { coordinates, dimensions, count } = points;
    let inertia = 0;
    for (let i = 0; i < count; i += 1) {
      const nearest = nearestCentre(coordinates, i * dimensions, start, dimensions);
      inertia += squaredDistance(coordinates, i * dimensions, start, nearest * dimensions, dimensions);
    }
    expect(Math.abs((values[0] ?? 0) / inertia - 1)).toBeLessThan(1e-12);
    expect(first.inertia).toBeLessThan(inertia);
  });
});

describe("a kernel from outside", () => {
  it("that keeps the contract gives the same fit to the bit", () => {
    fc.assert(
      fc.property(coarseRows, fc.integer({ min: 2, max: 5 }), (rows, k) => {
        const points = pointsOf(rows);
        const start = pointsAt(
          points,
          Array.from({ length: k }, (_, c) => c % rows.length),
        );
        expect(fitOf(points, start, LIMITS, plainKernel)).toStrictEqual(fitOf(points, start));
      }),
    );
    const points = cloudsOf(2500, 4, 7, 5);
    const start = pointsAt(points, [0, 1, 2, 3, 4, 5, 6]);
    expect(fitOf(points, start, LIMITS, plainKernel)).toStrictEqual(fitOf(points, start));
  });

  it.each<[string, AssignKernel]>([
    ["throws", () => JSON.parse("{")],
    ["writes nothing", () => undefined],
    ["gives labels that are no centres", (_, __, ___, labels) => labels.fill(3)],
    ["gives negative labels", (_, __, ___, labels) => labels.fill(-2)],
  ])("that %s is named, and there is no fit", (_, kernel) => {
    const points = cloudsOf(40, 2, 3, 1);
    expect(fitOf(points, pointsAt(points, [0, 1, 2]), LIMITS, kernel).faulty).toBe(true);
    const search = { k: 3, seed: 1, restarts: 4, startRows: null, limits: LIMITS, kernel };
    expect(runToEnd(bestOfRestarts(points, search)).end.faulty).toBe(true);
    expect(runToEnd(bestOfRestarts(points, { ...search, subsample: 20 })).end.faulty).toBe(true);
    expect(fitOf(points, pointsAt(points, [0, 1, 2])).faulty).toBeUndefined();
  });

  it("is asked once more for the last centres, and may fail there", () => {
    const points = cloudsOf(40, 2, 3, 1);
    let calls = 0;
    const failing: AssignKernel = (...args) => {
      calls += 1;
      if (calls === 2) args[3].fill(-1);
      else plainKernel(...args);
    };
    const fit = fitOf(points, pointsAt(points, [0, 1, 2]), { maxIterations: 1, shiftTolerance: 0 }, failing);
    expect([calls, fit.faulty]).toStrictEqual([2, true]);
  });
});

describe("restarts on a subsample", () => {
  it("run on max(5,000, 50 k) rows", () => {
    expect([2, 100, 101, 200].map(subsampleSize)).toStrictEqual([5000, 5000, 5050, 10_000]);
  });

  it("draw different rows in their order, each as likely as any other, and keep their weights", () => {
    const points = { ...cloudsOf(40, 1, 3, 1), weights: Float64Array.from({ length: 40 }, (_, i) => i + 1) };
    const counts = new Int32Array(40);
    for (let seed = 0; seed < 2000; seed += 1) {
      const sample = subsampleOf(points, 10, 2, seed);
      const rows = Array.from(sample?.weights ?? [], (weight) => weight - 1);
      expect(new Set(rows).size).toBe(10);
      expect([...rows].sort((a, b) => a - b)).toStrictEqual(rows);
      expect([...(sample?.coordinates ?? [])]).toStrictEqual(rows.map((row) => points.coordinates[row]));
      for (const row of rows) counts[row] = (counts[row] ?? 0) + 1;
    }
    // 2,000 draws of one in four: 500, with a standard deviation of 19.4.
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(4.5 * 19.4);
  });

  it("are not drawn where they would be all rows, or too few different ones", () => {
    const points = cloudsOf(40, 1, 3, 1);
    expect(subsampleOf(points, 40, 2, 1)).toBeNull();
    expect(subsampleOf(points, 39, 2, 1)?.count).toBe(39);
    expect(subsampleOf(points, 39, 39, 1)?.count).toBe(39);
    expect(subsampleOf(points, 39, 40, 1)).toBeNull();
  });

  it("end on all rows, near what full restarts find", () => {
    const points = cloudsOf(6000, 4, 6, 2);
    const search = { k: 6, seed: 1, restarts: 5, startRows: null, limits: LIMITS };
    const full = runToEnd(bestOfRestarts(points, search));
    const sampled = runToEnd(bestOfRestarts(points, { ...search, subsample: 1000 }));
    expect(sampled.end.labels).toHaveLength(6000);
    expect(sampled.end.inertia / full.end.inertia).toBeLessThan(1.001);
    expect(sampled.end.inertia / full.end.inertia).toBeGreaterThan(0.99);
    expect(sampled.end.converged).toBe(true);
    const phases = (steps: typeof full.steps): readonly string[] => [
      ...new Set(steps.map(({ phase, done, total }) => `${phase}, ${done} of ${total}`)),
    ];
    expect(phases(full.steps)).toStrictEqual([1, 2, 3, 4, 5].map((start) => `start ${start} of 5, ${start - 1} of 5`));
    expect(phases(sampled.steps)).toStrictEqual([
      ...[1, 2, 3, 4, 5].map((start) => `start ${start} of 5, ${start - 1} of 6`),
      "the best start, on all rows, 5 of 6",
    ]);
    // As many rows as there are: the same as full.
    expect(runToEnd(bestOfRestarts(points, { ...search, subsample: 6000 })).end).toStrictEqual(full.end);
  });
});

describe("weighted k-means++", () => {
  it("draws the first in proportion to the weights, and the second to weight times squared distance", () => {
    // Points 0, 1, 3 weighing 1, 2, 5.
    const points = { ...pointsOf([[0], [1], [3]]), weights: Float64Array.of(1, 2, 5) };
    const n = 6000;
    const firsts = new Map<number, number>();
    for (let seed = 0; seed < n; seed += 1) {
      const first = plusPlus(points, 2, stream(seed, "weighted"))[0] ?? -1;
      firsts.set(first, (firsts.get(first) ?? 0) + 1);
    }
    const expected: readonly (readonly [number, number])[] = [
      [0, 1 / 8],
      [1, 2 / 8],
      [3, 5 / 8],
    ];
    for (const [at, p] of expected)
      expect(Math.abs((firsts.get(at) ?? 0) / n - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n));
    // From 3, taking 0 leaves 2 x 1 and taking 1 leaves 1 x 1: 1 wins if it is drawn at all, in two trials of weights 9 and 2 x 4.
    const from3 = Array.from({ length: n }, (_, seed) => plusPlus(points, 2, stream(seed, "weighted"))).filter(
      ([first]) => first === 3,
    );
    const taken1 = from3.filter(([, second]) => second === 1).length / from3.length;
    const p = 1 - (9 / 17) ** 2;
    expect(Math.abs(taken1 - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / from3.length));
  });

  it("tries out more than four candidates, too", () => {
    // k = 150 has 2 + floor(ln 150) = 7 trials: its starts are far better than single draws.
    const points = cloudsOf(600, 2, 1, 9);
    const potential = (centres: Float64Array): number =>
      rowsOf(points).reduce((sum, _, i) => {
        const nearest = nearestCentre(points.coordinates, 2 * i, centres, 2);
        return sum + squaredDistance(points.coordinates, 2 * i, centres, 2 * nearest, 2);
      }, 0);
    const greedy = potential(plusPlus(points, 150, stream(1, "many")));
    const random = potential(
      pointsAt(
        points,
        Array.from({ length: 150 }, (_, i) => 4 * i),
      ),
    );
    expect(greedy).toBeLessThan(0.6 * random);
  });
});
