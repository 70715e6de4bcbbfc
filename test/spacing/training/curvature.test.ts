import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differencedCurvature, weightScales } from "../../../src/spacing/training/curvature.ts";

type Bounds = readonly (readonly [number, number])[];

const WIDE: Bounds = [
  [-100, 100],
  [-100, 100],
];

/** A times x, row-major. */
const times = (a: readonly number[], x: Float64Array): Float64Array =>
  x.map((_, i) => x.reduce((sum, value, j) => sum + (a[i * x.length + j] ?? 0) * value, 0));

/** What comes out where the slope at x is A x, and at which points it was asked for. */
const seen = (a: readonly number[], from: readonly number[], scales: readonly number[], bounds: Bounds = WIDE) => {
  const point = Float64Array.from(from);
  const search = differencedCurvature(point, times(a, point), Float64Array.from(scales), bounds);
  const asked: number[][] = [];
  let next = search.next();
  while (next.done !== true) {
    asked.push(Array.from(next.value));
    next = search.next(times(a, next.value));
  }
  return { curvature: Array.from(next.value), asked, point: Array.from(point) };
};

const close = (found: readonly number[], expected: readonly number[]): void => {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, k) => {
    expect(found[k]).toBeCloseTo(value, 8);
  });
};

describe("the size of a change that matters", () => {
  const scaleOf = (
    spread: number | null,
    weight: number,
    bounds: readonly [number, number],
    scale?: "linear" | "log",
  ): number | undefined =>
    weightScales(
      {
        centre: [0, 1],
        spread: [9, spread],
        strength: 1,
        ...(scale === undefined ? {} : { scale: ["linear", scale] }),
      },
      Float64Array.of(9, weight),
      [[0, 9], bounds],
    )[1];

  it("is the least of how far learners spread, a twentieth of the range, and half the weight and 0.01", () => {
    expect(scaleOf(0.125, 1, [-2, 2])).toBe(0.125);
    expect(scaleOf(0.125, 1, [-2, 2], "linear")).toBe(0.125);
    expect(scaleOf(null, 1, [-2, 2])).toBe(0.2);
    expect(scaleOf(7, 1, [10, 12])).toBeCloseTo(0.1, 15);
    expect(scaleOf(7, -3, [-100, 100])).toBe(1.51);
    expect(scaleOf(7, 0, [-100, 100])).toBe(0.01);
  });

  it("does not take a spread of logarithms for one of weights", () => {
    expect(scaleOf(0.125, 1, [-2, 2], "log")).toBe(0.2);
  });

  it("is never nothing", () => {
    expect(scaleOf(1, 5, [5, 5])).toBe(1e-6);
    expect(scaleOf(1e-9, 5, [0, 9])).toBe(1e-6);
  });
});

describe("the curvature from slopes beside a point", () => {
  it("is that of a quadratic, wherever it is looked at and in whatever steps", () => {
    const part = fc.double({ min: -2, max: 2, noNaN: true });
    const step = fc.double({ min: 0.1, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(part, part, part), fc.tuple(part, part), fc.tuple(step, step), ([a, b, c], from, scales) => {
        // L L' and the identity: the least eigenvalue is 1 or more
        const matrix = [a * a + 1, a * b, a * b, b * b + c * c + 1];
        close(seen(matrix, from, scales).curvature, matrix);
      }),
      { numRuns: 30 },
    );
  });

  it("asks beside the point, one weight at a time, by a thousandth of its scale and away from the upper bound", () => {
    const bounds: Bounds = [
      [0, 3],
      [0, 5],
    ];
    const { asked, point } = seen([2, 0, 0, 2], [3, 1], [0.5, 4], bounds);
    expect(asked).toEqual([
      [3 - 0.0005, 1],
      [3, 1.004],
    ]);
    expect(point).toEqual([3, 1]);
    // up to the bound there is room
    expect(seen([2, 0, 0, 2], [2.5, 1], [500, 4], bounds).asked[0]).toEqual([3, 1]);
  });

  it("takes the mean of both mixed derivatives where they differ", () => {
    close(seen([4, 1, 3, 4], [1, 2], [1, 1]).curvature, [4, 2, 2, 4]);
    const three = [9, 1, 4, 3, 9, 2, 0, 4, 9];
    const bounds = [...WIDE, ...WIDE];
    close(seen(three, [1, 2, 3], [1, 1, 1], bounds).curvature, [9, 2, 2, 2, 9, 3, 2, 3, 9]);
    // in other units the same
    close(seen(three.slice(), [1, 2, 3], [1, 2, 4], bounds).curvature, [9, 2, 2, 2, 9, 3, 2, 3, 9]);
  });

  it("turns a saddle into a bowl, by the sizes of the eigenvalues in scaled weights", () => {
    close(seen([2, 0, 0, -3], [1, 1], [1, 1]).curvature, [2, 0, 0, 3]);
    // eigenvalues 3 along (1, 1) and -1 along (1, -1)
    close(seen([1, 2, 2, 1], [1, 1], [1, 1]).curvature, [2, 1, 1, 2]);
    // the same matrix once the second weight is counted in twos
    close(seen([1, 1, 1, 0.25], [1, 1], [1, 2]).curvature, [2, 0.5, 0.5, 0.5]);
  });

  it("holds flat directions to a millionth of the steepest, and all of them to one scale where everything is flat", () => {
    const flat = seen([5, 0, 0, 0], [1, 1], [1, 2]).curvature;
    expect(flat[0]).toBeCloseTo(5, 8);
    expect(flat[3]).toBeCloseTo(5e-6 / 4, 12);
    close(seen([0, 0, 0, 0], [1, 1], [1, 2]).curvature, [1, 0, 0, 0.25]);
  });

  it("leaves a weight that its bounds hold alone, and the curvature of the others as it is", () => {
    const bounds: Bounds = [
      [1, 1],
      [-9, 9],
    ];
    const { asked, curvature } = seen([4, 2, 2, 3], [1, 1], [1, 1], bounds);
    expect(asked).toEqual([[1, 1.001]]);
    close(curvature.slice(1), [0, 0, 3]);
    expect(curvature[0]).toBeCloseTo(3e-6, 12);
  });
});
