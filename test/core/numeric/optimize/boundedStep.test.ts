import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundedStep, expectedFall } from "../../../../src/core/numeric/optimize/boundedStep.ts";

type Bounds = readonly (readonly [number, number])[];

const stepOf = (curvature: readonly number[], gradient: readonly number[], point: readonly number[], bounds: Bounds) =>
  Array.from(boundedStep(Float64Array.from(curvature), Float64Array.from(gradient), Float64Array.from(point), bounds));

const WIDE: Bounds = [
  [-100, 100],
  [-100, 100],
];

describe("a step within bounds", () => {
  it("is Newton's where nothing is in the way", () => {
    // B = [4 1; 1 2], g = (6, 5): -B⁻¹ g
    expect(stepOf([4, 1, 1, 2], [6, 5], [0, 0], WIDE)).toEqual([-1, -2].map((x) => expect.closeTo(x, 12)));
  });

  it("stays where a bound holds against the slope, and moves the other by its own row", () => {
    const bounds: Bounds = [
      [0, 100],
      [-100, 100],
    ];
    expect(stepOf([4, 1, 1, 2], [6, 5], [0, 0], bounds)).toEqual([0, expect.closeTo(-2.5, 12)]);
    expect(stepOf([4, 1, 1, 2], [-6, -5], [0, 0], [[-100, 0], bounds[1] ?? [0, 0]])).toEqual([
      0,
      expect.closeTo(2.5, 12),
    ]);
  });

  it("leaves a bound where the slope leads inside, and lets go of one that the model no longer needs", () => {
    expect(
      stepOf(
        [1, 0, 0, 1],
        [-1, 1],
        [0, 3],
        [
          [0, 2],
          [0, 9],
        ],
      ),
    ).toEqual([1, -1]);
    // at the bound the slope of x pushes outward, but once y has moved the model would have x come inside:
    // B = [1 -0.9; -0.9 1], g = (0.1, -1): the free minimum is at x = (0.9 - 0.1) / 0.19 > 0
    const step = stepOf(
      [1, -0.9, -0.9, 1],
      [0.1, -1],
      [0, 0],
      [
        [0, 100],
        [-100, 100],
      ],
    );
    expect(step[0]).toBeCloseTo(0.8 / 0.19, 9);
    expect(step[1]).toBeCloseTo(0.91 / 0.19, 9);
  });

  it("ends at a bound that lies on the way, from below and from above", () => {
    expect(
      stepOf(
        [1, 0, 0, 1],
        [5, -7],
        [0, 0],
        [
          [-2, 9],
          [-9, 3],
        ],
      ),
    ).toEqual([-2, 3]);
    expect(
      stepOf(
        [1, 0, 0, 1],
        [2, -3],
        [0, 0],
        [
          [-2, 9],
          [-9, 3],
        ],
      ),
    ).toEqual([-2, 3]);
  });

  it("does not move a coordinate without room", () => {
    expect(
      stepOf(
        [1, 0, 0, 1],
        [5, -7],
        [1, 2],
        [
          [1, 1],
          [2, 2],
        ],
      ),
    ).toEqual([0, 0]);
    expect(
      stepOf(
        [1, 0.5, 0.5, 1],
        [5, -1],
        [1, 2],
        [
          [1, 1],
          [0, 9],
        ],
      ),
    ).toEqual([0, 1]);
  });

  it("goes down the slope, scaled by the diagonal, where the matrix is not positive definite", () => {
    expect(stepOf([2, 5, 5, -4], [3, 8], [0, 0], WIDE)).toEqual([-1.5, -2]);
  });

  it("gives back what it was given unchanged", () => {
    const curvature = Float64Array.of(4, 1, 1, 2);
    const gradient = Float64Array.of(6, 5);
    const point = Float64Array.of(0, 0);
    boundedStep(curvature, gradient, point, WIDE);
    expect([[...curvature], [...gradient], [...point]]).toEqual([
      [4, 1, 1, 2],
      [6, 5],
      [0, 0],
    ]);
  });

  it("promises what the model falls by along it, which is at least what any other step within the bounds brings", () => {
    expect(expectedFall(Float64Array.of(4, 1, 1, 2), Float64Array.of(6, 5), Float64Array.of(-1, -2))).toBe(8);
    const number = fc.integer({ min: -20, max: 20 }).map((n) => n / 4);
    fc.assert(
      fc.property(
        fc.tuple(number, number, number, number),
        fc.tuple(number, number),
        fc.tuple(
          fc.integer({ min: 0, max: 4 }),
          fc.integer({ min: 0, max: 4 }),
          fc.integer({ min: 0, max: 4 }),
          fc.integer({ min: 0, max: 4 }),
        ),
        ([a, b, c, d], slope, [left, right, down, up]) => {
          const curvature = Float64Array.of(a * a + c * c + 0.25, a * b + c * d, a * b + c * d, b * b + d * d + 0.25);
          const gradient = Float64Array.from(slope);
          const bounds: Bounds = [
            [-left, right],
            [-down, up],
          ];
          const step = boundedStep(curvature, gradient, new Float64Array(2), bounds);
          const fall = expectedFall(curvature, gradient, step);
          for (let i = 0; i <= 8; i += 1)
            for (let j = 0; j <= 8; j += 1) {
              const other = Float64Array.of(-left + (i * (left + right)) / 8, -down + (j * (down + up)) / 8);
              expect(fall).toBeGreaterThanOrEqual(expectedFall(curvature, gradient, other) - 1e-6);
            }
        },
      ),
    );
  });
});
