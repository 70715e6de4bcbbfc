import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RandomStream, stream } from "../../src/core/numeric/random/index.ts";
import { bestOfRestarts, type Search } from "../../src/segment/kMeans/bestOfRestarts.ts";
import { type LloydFit, type LloydRound, lloyd } from "../../src/segment/kMeans/lloyd.ts";
import { plusPlus } from "../../src/segment/kMeans/plusPlus.ts";
import { countDistinct, pointsAt } from "../../src/segment/kMeans/points.ts";
import { clouds, coarseRows, distinctRows, fineRows, pointsOf, type Rows } from "./points.ts";
import { slowKMeans } from "./slowKMeans.ts";

const ALL = { maxIterations: 300, shiftTolerance: 0 };

const fitOf = (
  rows: Rows,
  start: Rows,
  limits = ALL,
): { readonly fit: LloydFit; readonly rounds: readonly LloydRound[] } => {
  const rounds: LloydRound[] = [];
  const steps = lloyd(pointsOf(rows), Float64Array.from(start.flat()), limits);
  for (;;) {
    const step = steps.next();
    if (step.done) return { fit: step.value, rounds };
    rounds.push(step.value);
  }
};

const centresOf = (fit: LloydFit, dimensions: number): Rows =>
  Array.from(fit.sizes, (_, c) => [...fit.centres.subarray(c * dimensions, (c + 1) * dimensions)]);

/** Rows, and the indices of some of them to start from. */
const started = (rows: fc.Arbitrary<Rows>, most = 5) =>
  rows.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.uniqueArray(fc.nat(all.length - 1), { minLength: 2, maxLength: Math.min(most, all.length) }),
    ),
  );

describe("lloyd", () => {
  it("ends where the book does (Johnson & Wichern 2007, Applied Multivariate Statistical Analysis, example 12.11)", () => {
    // Items A, B, C, D; the starting partition (AB), (CD) has the means (2, 2) and (-1, -2).
    const items = [
      [5, 3],
      [-1, 1],
      [1, -2],
      [-3, -2],
    ];
    const start = [
      [2, 2],
      [-1, -2],
    ];
    const { fit, rounds } = fitOf(items, start);
    expect([...fit.labels]).toStrictEqual([0, 1, 1, 1]);
    expect([...fit.sizes]).toStrictEqual([1, 3]);
    expect(centresOf(fit, 2)).toStrictEqual([
      [5, 3],
      [-1, -1],
    ]);
    expect(fit.inertia).toBe(0 + 4 + 5 + 5);
    expect(fit).toMatchObject({ iterations: 2, converged: true });
    // First round: A is 10 from its mean; B is 9 from the second (10 from the first), C is 4, D is 4.
    expect(rounds).toStrictEqual([
      { iteration: 1, inertia: 10 + 9 + 4 + 4 },
      { iteration: 2, inertia: 14 },
    ]);
  });

  // Moves of fractions with small denominators never sum to these tolerances, so rounding decides nothing.
  it.each([0, 0.5123, 4.0567])(
    "is the slow iteration, ties, empty clusters and all (tolerance %d)",
    (shiftTolerance) => {
      fc.assert(
        fc.property(started(coarseRows), fc.integer({ min: 1, max: 6 }), ([rows, places], maxIterations) => {
          const start = places.map((place) => rows[place] ?? []);
          const { fit } = fitOf(rows, start, { maxIterations, shiftTolerance });
          const slow = slowKMeans(rows, start, maxIterations, shiftTolerance);
          expect({ ...fit, centres: centresOf(fit, start[0]?.length ?? 0), labels: [...fit.labels] }).toMatchObject({
            labels: slow.labels,
            centres: slow.centres,
            iterations: slow.iterations,
            converged: slow.converged,
          });
          expect(fit.inertia).toBeCloseTo(slow.inertia, 12);
          expect([...fit.sizes]).toStrictEqual(places.map((_, c) => slow.labels.filter((label) => label === c).length));
        }),
        { numRuns: 300 },
      );
    },
  );

  it("never raises the inertia from round to round, and never uses an empty cluster's place", () => {
    fc.assert(
      fc.property(started(coarseRows), ([rows, places]) => {
        const { fit, rounds } = fitOf(
          rows,
          places.map((place) => rows[place] ?? []),
        );
        rounds.reduce((before, { inertia }) => {
          expect(inertia).toBeLessThanOrEqual(before + 1e-11); // it comes from sums of squares up to 700
          return inertia ?? Number.NaN;
        }, Number.POSITIVE_INFINITY);
        expect(fit.inertia).toBeLessThanOrEqual((rounds[rounds.length - 1]?.inertia ?? 0) + 1e-11);
        if (distinctRows(rows) >= places.length) expect([...fit.sizes]).not.toContain(0);
      }),
    );
  });

  it("ends with every point at its nearest centre and every centre at the mean of its points", () => {
    fc.assert(
      fc.property(started(fineRows), ([rows, places]) => {
        const { fit } = fitOf(
          rows,
          places.map((place) => rows[place] ?? []),
        );
        expect(fit.converged).toBe(true);
        const centres = centresOf(fit, rows[0]?.length ?? 0);
        const distance = (row: readonly number[], c: number): number =>
          row.reduce((sum, value, j) => sum + (value - (centres[c]?.[j] ?? 0)) ** 2, 0);
        rows.forEach((row, i) => {
          const mine = distance(row, fit.labels[i] ?? -1);
          centres.forEach((_, c) => {
            expect(distance(row, c)).toBeGreaterThanOrEqual(mine);
          });
        });
        centres.forEach((centre, c) => {
          const mine = rows.filter((_, i) => fit.labels[i] === c);
          centre.forEach((value, j) => {
            const mean = mine.reduce((sum, row) => sum + (row[j] ?? 0), 0) / mine.length;
            expect(value).toBeCloseTo(mean, 9);
          });
        });
      }),
    );
  });

  it("fits k points exactly with k centres", () => {
    fc.assert(
      fc.property(fineRows, (rows) => {
        const { fit } = fitOf(rows, rows);
        expect(fit).toMatchObject({ inertia: 0, iterations: 1, converged: true });
        expect([...fit.labels]).toStrictEqual(rows.map((_, i) => i));
      }),
    );
  });

  it("gives a tie to the first centre", () => {
    const { fit } = fitOf([[0], [1], [2]], [[0], [2]], { maxIterations: 1, shiftTolerance: 0 });
    expect([...fit.labels]).toStrictEqual([0, 0, 1]);
  });

  it("fills an empty cluster with the farthest point that is not alone, and goes on", () => {
    // All but the first label go to centre 0; 9 is farthest, but alone with centre 1 once it is there.
    const { fit, rounds } = fitOf([[0], [1], [4], [9]], [[0], [9.5], [100]]);
    expect(rounds[0]).toStrictEqual({ iteration: 1, inertia: 0 + 1 + 16 + 0.25 });
    expect([...fit.labels]).toStrictEqual([0, 0, 2, 1]);
    expect(fit).toMatchObject({ inertia: 0.5, iterations: 2, converged: true });
  });

  it("stops by tolerance only when the squared moves sum to no more, and labels once more", () => {
    // Centres 0 and 1: the second mean moves from 1 to 7/3, a square of 16/9.
    const rows = [[0], [1], [2], [4]];
    const start = [[0], [1]];
    const move = (7 / 3 - 1) ** 2;
    const stopped = fitOf(rows, start, { maxIterations: 300, shiftTolerance: move }).fit;
    expect(stopped).toMatchObject({ iterations: 1, converged: true });
    expect([...stopped.labels]).toStrictEqual([0, 0, 1, 1]);
    expect([...stopped.centres]).toStrictEqual([0, 7 / 3]);
    expect([...stopped.sizes]).toStrictEqual([2, 2]);
    expect(stopped.inertia).toBeCloseTo(0 + 1 + 1 / 9 + 25 / 9, 12);
    const further = fitOf(rows, start, { maxIterations: 300, shiftTolerance: move - 1e-9 }).fit;
    expect(further.iterations).toBe(2);
    expect([...further.centres]).toStrictEqual([0.5, 3]);
    const cut = fitOf(rows, start, { maxIterations: 1, shiftTolerance: 0 }).fit;
    expect(cut).toMatchObject({ iterations: 1, converged: false });
    expect([...cut.labels]).toStrictEqual([0, 0, 1, 1]);
  });

  it("leaves points and start as they were", () => {
    const points = pointsOf(clouds);
    const start = pointsAt(points, [0, 1]);
    const before = [...points.coordinates, ...start];
    const steps = lloyd(points, start, ALL);
    while (!steps.next().done);
    expect([...points.coordinates, ...start]).toStrictEqual(before);
  });
});

/** A stream that answers with these fractions, one 32-bit word for each request, then with zeros. */
const scripted = (words: readonly number[]): RandomStream & { readonly taken: () => number } => {
  let taken = 0;
  return {
    next: () => {
      taken += 1;
      return Math.floor((words[taken - 1] ?? 0) * 2 ** 32);
    },
    taken: () => taken,
  };
};

describe("k-means++", () => {
  it("starts from k different points of the data", () => {
    fc.assert(
      fc.property(coarseRows, fc.nat(), (rows, seed) => {
        const k = distinctRows(rows);
        const d = rows[0]?.length ?? 0;
        const centres = plusPlus(pointsOf(rows), k, stream(seed, "test"));
        const chosen = Array.from({ length: k }, (_, c) => [...centres.subarray(c * d, (c + 1) * d)].join());
        expect(new Set(chosen)).toStrictEqual(new Set(rows.map((row) => row.join())));
      }),
    );
  });

  it("takes a point in each of three clouds, whatever the seed", () => {
    const cloudOf = (x: number): number => (x < 10 ? 0 : x < 30 ? 1 : 2);
    for (let seed = 0; seed < 200; seed += 1) {
      const centres = plusPlus(pointsOf(clouds), 3, stream(seed, "test"));
      expect(new Set([0, 2, 4].map((at) => cloudOf(centres[at] ?? 0))).size).toBe(3);
    }
  });

  it("draws the first at random and others in proportion to the squared distance", () => {
    // Of 0, 1, 2: from an end the other end has weight 4 of 5; either point leaves the same potential, so the first trial stands.
    const points = pointsOf([[0], [1], [2]]);
    const counts = new Map<string, number>();
    const n = 6000;
    for (let seed = 0; seed < n; seed += 1) {
      const key = plusPlus(points, 2, stream(seed, "test")).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const expected = { "0,2": 4 / 15, "0,1": 1 / 15, "2,0": 4 / 15, "2,1": 1 / 15, "1,0": 1 / 6, "1,2": 1 / 6 };
    expect(counts.size).toBe(6);
    for (const [key, p] of Object.entries(expected))
      expect(Math.abs((counts.get(key) ?? 0) / n - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n));
  });

  it("keeps the best of 2 + floor(ln k) trials", () => {
    // From 0, trials land on 3, 10: 10 leaves 9 of the potential, 3 leaves 49.
    const points = pointsOf([[0], [3], [10]]);
    const draws = (k: number): number => {
      const random = scripted([]);
      plusPlus(pointsOf(Array.from({ length: k }, (_, i) => [i])), k, random);
      return random.taken();
    };
    const first = scripted([]);
    plusPlus(points, 1, first);
    const perUniform = (draws(2) - first.taken()) / 2;
    expect(Number.isInteger(perUniform)).toBe(true);
    expect((draws(7) - first.taken()) / perUniform).toBe(6 * 3);
    expect((draws(8) - first.taken()) / perUniform).toBe(7 * 4);
    const low = Array.from({ length: perUniform }, () => 0.05);
    const high = Array.from({ length: perUniform }, () => 0.95);
    const start = Array.from({ length: first.taken() }, () => 0);
    expect(plusPlus(points, 2, scripted([...start, ...low, ...high]))[1]).toBe(10);
    expect(plusPlus(points, 2, scripted([...start, ...high, ...low]))[1]).toBe(10);
    expect(plusPlus(points, 2, scripted([...start, ...low, ...low]))[1]).toBe(3);
  });
});

describe("the best of several starts", () => {
  const best = (search: Partial<Search>, rows: Rows = clouds) => {
    const steps = bestOfRestarts(pointsOf(rows), {
      k: 3,
      seed: 1,
      restarts: 1,
      startRows: null,
      limits: ALL,
      ...search,
    });
    const phases: string[] = [];
    for (;;) {
      const step = steps.next();
      if (step.done) return { fit: step.value, phases };
      phases.push(`${step.value.phase} ${step.value.done} ${step.value.total}`);
    }
  };

  it("is never worse for more starts", () => {
    fc.assert(
      fc.property(fineRows, fc.nat(), fc.integer({ min: 1, max: 4 }), (rows, seed, restarts) => {
        const fewer = best({ k: 4, seed, restarts }, rows).fit;
        const more = best({ k: 4, seed, restarts: restarts + 1 }, rows).fit;
        expect(more.inertia).toBeLessThanOrEqual(fewer.inertia);
      }),
    );
  });

  it("is the lowest of them, the first on a tie", () => {
    const alone = [0, 1, 2, 3].map((start) => {
      const points = pointsOf(clouds);
      const steps = lloyd(points, plusPlus(points, 4, stream("s", `segment.fitPersonas ${start}`)), ALL);
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
      }
    });
    const lowest = Math.min(...alone.map(({ inertia }) => inertia));
    expect(best({ k: 4, seed: "s", restarts: 4 }).fit).toStrictEqual(alone.find(({ inertia }) => inertia === lowest));
  });

  it("says which start it is at", () => {
    const { phases } = best({ restarts: 2 });
    expect(new Set(phases)).toStrictEqual(new Set(["start 1 of 2 0 2", "start 2 of 2 1 2"]));
  });

  it("starts once from given rows", () => {
    const { phases, fit } = best({ restarts: 5, startRows: [11, 0, 5] });
    expect(new Set(phases)).toStrictEqual(new Set(["start 1 of 1 0 1"]));
    expect([...fit.sizes]).toStrictEqual([3, 5, 4]);
  });
});

describe("points", () => {
  it("are counted as different up to what is enough; minus zero is zero", () => {
    const points = pointsOf([
      [0, 1],
      [-0, 1],
      [1, 0],
      [0, 1],
      [0, 2],
    ]);
    expect([1, 2, 3, 4].map((enough) => countDistinct(points, enough))).toStrictEqual([1, 2, 3, 3]);
    expect([...pointsAt(points, [4, 2])]).toStrictEqual([0, 2, 1, 0]);
  });
});
