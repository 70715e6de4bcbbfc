import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Minimum, projectedBfgs } from "../../../../src/core/numeric/optimize/index.ts";

const N = 3;

interface Quadratic {
  /** Symmetric, positive definite, row-major. */
  readonly matrix: readonly number[];
  /** Where it would be least without bounds. */
  readonly centre: readonly number[];
  readonly bounds: readonly (readonly [number, number])[];
  readonly start: readonly number[];
}

/** (x - c)' A (x - c) / 2 and its slope. */
const at = ({ matrix, centre }: Quadratic, x: ArrayLike<number>): readonly [number, readonly number[]] => {
  const d = centre.map((c, k) => (x[k] ?? 0) - c);
  const slope = d.map((_, i) => d.reduce((sum, one, j) => sum + (matrix[i * N + j] ?? 0) * one, 0));
  return [slope.reduce((sum, one, k) => sum + 0.5 * one * (d[k] ?? 0), 0), slope];
};

const minimise = (quadratic: Quadratic, curvature: readonly number[], tolerance = 1e-18): Minimum => {
  const { bounds, start } = quadratic;
  const search = projectedBfgs({
    start: Float64Array.from(start),
    curvature: Float64Array.from(curvature),
    bounds,
    project: (x) => {
      bounds.forEach(([lower, upper], k) => {
        x[k] = Math.min(Math.max(x[k] ?? 0, lower), upper);
      });
    },
    maxIterations: 300,
    tolerance,
  });
  let asked = search.next();
  while (asked.done !== true) {
    const [value, gradient] = at(quadratic, asked.value);
    asked = search.next({ value, gradient: Float64Array.from(gradient) });
  }
  return asked.value;
};

const anyQuadratic: fc.Arbitrary<Quadratic> = fc
  .record({
    root: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: N * N, maxLength: N * N }),
    centre: fc.array(fc.integer({ min: -30, max: 30 }), { minLength: N, maxLength: N }),
    lower: fc.array(fc.integer({ min: -20, max: 0 }), { minLength: N, maxLength: N }),
    room: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: N, maxLength: N }),
    share: fc.array(fc.constantFrom(0, 0.25, 0.5, 1), { minLength: N, maxLength: N }),
  })
  .map(({ root, centre, lower, room, share }) => ({
    // R'R / 100 + 1 in the diagonal
    matrix: Array.from({ length: N * N }, (_, k) => {
      const [i, j] = [Math.floor(k / N), k % N];
      const product = [0, 1, 2].reduce((sum, row) => sum + (root[row * N + i] ?? 0) * (root[row * N + j] ?? 0), 0);
      return product / 100 + (i === j ? 1 : 0);
    }),
    centre: centre.map((c) => c / 10),
    bounds: lower.map((low, k) => [low / 10, (low + (room[k] ?? 0)) / 10] as const),
    start: lower.map((low, k) => (low + (share[k] ?? 0) * (room[k] ?? 0)) / 10),
  }));

/** By how much the conditions of a minimum within bounds are missed. */
const missed = (quadratic: Quadratic, point: ArrayLike<number>): number => {
  const [, slope] = at(quadratic, point);
  return quadratic.bounds.reduce((worst, [lower, upper], k) => {
    const x = point[k] ?? 0;
    const s = slope[k] ?? 0;
    if (lower === upper) return worst;
    const here = x <= lower + 1e-9 ? Math.max(0, -s) : x >= upper - 1e-9 ? Math.max(0, s) : Math.abs(s);
    return Math.max(worst, here);
  }, 0);
};

describe("projected BFGS on quadratics within bounds", () => {
  it("is at the minimum after one step where the curvature is the right one, whatever bounds are in the way", () => {
    fc.assert(
      fc.property(anyQuadratic, (quadratic) => {
        const { point, iterations, evaluations, value, expected, converged } = minimise(
          quadratic,
          quadratic.matrix,
          1e-12,
        );
        expect(missed(quadratic, point)).toBeLessThan(1e-6);
        expect(iterations).toBeLessThanOrEqual(1);
        expect(evaluations).toBe(1 + iterations);
        expect(converged).toBe(true);
        expect(expected).toBeLessThanOrEqual(1e-12);
        expect(value).toBeCloseTo(at(quadratic, point)[0], 12);
      }),
    );
  });

  it("finds it from a curvature that is wrong too, and learns the right one on the way", () => {
    fc.assert(
      fc.property(anyQuadratic, fc.constantFrom(0.1, 1, 10), (quadratic, scale) => {
        const identity = quadratic.matrix.map((_, k) => (k % (N + 1) === 0 ? scale : 0));
        const { point, value, startValue, iterations } = minimise(quadratic, identity);
        expect(missed(quadratic, point)).toBeLessThan(1e-5);
        expect(value).toBeLessThanOrEqual(startValue);
        expect(startValue).toBe(at(quadratic, quadratic.start)[0]);
        expect(iterations).toBeLessThan(60);
      }),
    );
  });

  it("has the curvature of the quadratic, symmetric, along the steps it took: B s = y", () => {
    const matrix = [4, 1, 0, 1, 3, 0.5, 0, 0.5, 2];
    const free = [-100, 100] as const;
    const { curvature } = minimise(
      { matrix, centre: [1, 2, 3], bounds: [free, free, free], start: [0, 0, 0] },
      [1, 0, 0, 0, 1, 0, 0, 0, 1],
    );
    for (let i = 0; i < N; i += 1)
      for (let j = 0; j < N; j += 1) expect(curvature[i * N + j]).toBeCloseTo(curvature[j * N + i] ?? 0, 9);
    expect(Array.from(curvature, (b, k) => Math.abs(b - (matrix[k] ?? 0))).every((off) => off < 0.2)).toBe(true);
  });

  it("goes down the slope where the first guess of the curvature is none", () => {
    const free = [-100, 100] as const;
    const quadratic = {
      matrix: [2, 0, 0, 0, 2, 0, 0, 0, 2],
      centre: [1, 2, 3],
      bounds: [free, free, free],
      start: [0, 0, 0],
    };
    const { point } = minimise(quadratic, [-2, 0, 0, 0, -2, 0, 0, 0, -2], 1e-14);
    expect(missed(quadratic, point)).toBeLessThanOrEqual(
      at(quadratic, [0, 0, 0])[1].reduce((most, s) => Math.max(most, Math.abs(s)), 0),
    );
  });
});
