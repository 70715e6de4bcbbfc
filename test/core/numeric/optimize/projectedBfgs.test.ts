import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BfgsOptions, type Minimum, projectedBfgs } from "../../../../src/core/numeric/optimize/index.ts";

const FREE: readonly (readonly [number, number])[] = [
  [-1e9, 1e9],
  [-1e9, 1e9],
];

const identity = (n: number): Float64Array =>
  Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0));

const minimise = (
  f: (x: Float64Array) => readonly [number, readonly number[]],
  start: readonly number[],
  more: Partial<BfgsOptions> = {},
): Minimum => {
  const bounds = more.bounds ?? FREE;
  const search = projectedBfgs({
    start: Float64Array.from(start),
    curvature: identity(start.length),
    bounds,
    project: (x) => {
      bounds.forEach(([lower, upper], k) => {
        x[k] = Math.min(Math.max(x[k] ?? 0, lower), upper);
      });
    },
    maxIterations: 500,
    tolerance: 1e-16,
    ...more,
  });
  let asked = search.next();
  while (asked.done !== true) {
    const [value, gradient] = f(asked.value);
    asked = search.next({ value, gradient: Float64Array.from(gradient) });
  }
  return asked.value;
};

/** Rosenbrock (1960): 100 (y - x²)² + (1 - x)², least at (1, 1). */
const rosenbrock = ([x = 0, y = 0]: Float64Array): readonly [number, readonly number[]] => [
  100 * (y - x * x) ** 2 + (1 - x) ** 2,
  [-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)],
];

describe("projected BFGS", () => {
  it("finds the minimum of Rosenbrock's valley", () => {
    const { point, converged, iterations, startValue } = minimise(rosenbrock, [-1.2, 1]);
    expect(point[0]).toBeCloseTo(1, 6);
    expect(point[1]).toBeCloseTo(1, 6);
    expect(converged).toBe(true);
    expect(iterations).toBeLessThan(60);
    expect(startValue).toBeCloseTo(24.2, 12);
  });

  it("stops at a bound where the slope leads over it, and finds the best of what is left", () => {
    const bounds = [
      [-2, 0.5],
      [-2, 2],
    ] as const;
    const { point, converged } = minimise(rosenbrock, [-1.2, 1], { bounds });
    expect(point[0]).toBe(0.5);
    expect(point[1]).toBeCloseTo(0.25, 6); // y = x² there
    expect(converged).toBe(true);
  });

  it("takes one step where the curvature it is given is the right one", () => {
    const f = ([x = 0, y = 0]: Float64Array): readonly [number, readonly number[]] => [
      2 * (x - 3) ** 2 + (x - 3) * (y + 1) + (y + 1) ** 2,
      [4 * (x - 3) + (y + 1), x - 3 + 2 * (y + 1)],
    ];
    const { point, iterations, evaluations } = minimise(f, [10, 10], {
      curvature: Float64Array.of(4, 1, 1, 2),
      tolerance: 1e-12,
    });
    expect(point[0]).toBeCloseTo(3, 12);
    expect(point[1]).toBeCloseTo(-1, 12);
    expect([iterations, evaluations]).toEqual([1, 2]);
  });

  it("is never worse than its start, even where the slope lies", () => {
    const { point, value, converged } = minimise(([x = 0]) => [x * x, [-1]], [0.5], { bounds: [[-1, 1]] });
    expect(Array.from(point)).toEqual([0.5]);
    expect(value).toBe(0.25);
    expect(converged).toBe(false);
  });

  it("shortens steps out of what is finite", () => {
    const f = ([x = 0]: Float64Array): readonly [number, readonly number[]] =>
      x <= 0 ? [Number.POSITIVE_INFINITY, [0]] : [x - Math.log(x), [1 - 1 / x]];
    const { point } = minimise(f, [30], { bounds: [[-1e9, 1e9]], curvature: Float64Array.of(1e-3) });
    expect(point[0]).toBeCloseTo(1, 6);
  });

  it("ends after the iterations it was allowed, and leaves what it was given alone", () => {
    const start = Float64Array.of(-1.2, 1);
    const curvature = identity(2);
    const { iterations, converged } = minimise(rosenbrock, [0, 0], { start, curvature, maxIterations: 3 });
    expect([iterations, converged]).toEqual([3, false]);
    expect(Array.from(start)).toEqual([-1.2, 1]);
    expect(Array.from(curvature)).toEqual([1, 0, 0, 1]);
  });

  it("keeps coordinates without room where they are", () => {
    const { point } = minimise(rosenbrock, [0.7, 3], {
      bounds: [
        [0.7, 0.7],
        [-5, 5],
      ],
    });
    expect(point[0]).toBe(0.7);
    expect(point[1]).toBeCloseTo(0.49, 6);
  });

  it("takes one step to the least of any quadratic within bounds, whichever of them hold", () => {
    const number = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 16, maxLength: 16 }),
        fc.array(number, { minLength: 4, maxLength: 4 }),
        fc.array(
          fc.tuple(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.double({ min: 0.01, max: 1, noNaN: true })),
          {
            minLength: 4,
            maxLength: 4,
          },
        ),
        (entries, slope, rooms) => {
          // B = A A' + I / 10
          const at = (i: number, j: number): number => entries[4 * i + j] ?? 0;
          const four = [0, 1, 2, 3];
          const b = four.map((i) =>
            four.map((j) => four.reduce((sum, k) => sum + at(i, k) * at(j, k), i === j ? 0.1 : 0)),
          );
          const slopeAt = (x: ArrayLike<number>): number[] =>
            four.map((i) => four.reduce((sum, j) => sum + (b[i]?.[j] ?? 0) * (x[j] ?? 0), slope[i] ?? 0));
          const f = (x: Float64Array): readonly [number, readonly number[]] => {
            const after = slopeAt(x);
            return [four.reduce((sum, k) => sum + 0.5 * (x[k] ?? 0) * ((slope[k] ?? 0) + (after[k] ?? 0)), 0), after];
          };
          const bounds = rooms.map(([down, up]) => [-down, up] as const);
          const { point, iterations } = minimise(f, [0, 0, 0, 0], {
            bounds,
            curvature: Float64Array.from(b.flat()),
            tolerance: 1e-9,
          });
          expect(iterations).toBeLessThanOrEqual(1);
          // what makes it the least: no slope inside, none towards the inside at a bound
          slopeAt(point).forEach((left, k) => {
            const [lower = 0, upper = 0] = bounds[k] ?? [];
            const x = point[k] ?? Number.NaN;
            if (x > lower + 1e-9) expect(left).toBeLessThan(1e-3);
            if (x < upper - 1e-9) expect(left).toBeGreaterThan(-1e-3);
          });
        },
      ),
    );
  });

  it("does not follow a valley of its model out of the bounds", () => {
    // x and y are almost one: cut off at x = 0, the whole step would end at y = -9
    const f = ([x = 0, y = 0]: Float64Array): readonly [number, readonly number[]] => [
      50 * (x - y) ** 2 + 0.5 * (y - 1) ** 2 + 10 * x,
      [100 * (x - y) + 10, -100 * (x - y) + (y - 1)],
    ];
    const { point, evaluations } = minimise(f, [1, 1], {
      bounds: [
        [0, 2],
        [-50, 2],
      ],
      curvature: Float64Array.of(100, -100, -100, 101),
      tolerance: 1e-12,
    });
    expect(point[0]).toBe(0);
    expect(point[1]).toBeCloseTo(1 / 101, 12);
    expect(evaluations).toBe(2);
  });

  /** One coordinate, one answer to each question; where it asked. */
  const asked = (answers: readonly (readonly [number, number])[], more: Partial<BfgsOptions> = {}) => {
    const search = projectedBfgs({
      start: Float64Array.of(0),
      curvature: Float64Array.of(1),
      bounds: [[-1e9, 1e9]],
      project: () => undefined,
      maxIterations: 50,
      tolerance: 1e-9,
      ...more,
    });
    const at: number[] = [];
    let next = search.next();
    for (const [value, slope] of answers) {
      if (next.done === true) break;
      at.push(next.value[0] ?? Number.NaN);
      next = search.next({ value, gradient: Float64Array.of(slope) });
    }
    return { at, next };
  };

  it("shortens a step to the bottom of the parabola through what it saw, between a tenth and a half", () => {
    // f(0) = 0, slope -1, step 1. f(1) = 1: the parabola 2 x² - x is least at 1/4
    expect(
      asked([
        [0, -1],
        [1, 0],
        [-0.1, 0],
      ]).at,
    ).toEqual([0, 1, 0.25]);
    expect(
      asked([
        [0, -1],
        [1e6, 0],
        [-0.1, 0],
      ]).at[2],
    ).toBeCloseTo(0.1, 12);
    expect(
      asked([
        [0, -1],
        [Number.POSITIVE_INFINITY, 0],
        [-0.1, 0],
      ]).at[2],
    ).toBeCloseTo(0.1, 12);
    // hardly any fall: not enough for the slope, and the parabola is least near a half
    expect(
      asked([
        [0, -1],
        [-5e-5, 0],
        [-0.1, 0],
      ]).at[2],
    ).toBeCloseTo(0.5, 12);
    expect(
      asked([
        [0, -1],
        [0, 0],
        [-0.1, 0],
      ]).at[2],
    ).toBe(0.5);
    // a fall of a ten-thousandth of what the slope promises is enough
    expect(
      asked([
        [0, -1],
        [-1.5e-4, 0],
        [0, 0],
      ]).next.done,
    ).toBe(true);
  });

  it("gives up a direction after sixteen points, and a fresh start is given up for good", () => {
    const uphill = Array.from({ length: 40 }, (): readonly [number, number] => [1, 0]);
    const { at, next } = asked([[0, -1], ...uphill]);
    expect(at).toHaveLength(17);
    if (next.done !== true) throw new Error("it goes on");
    expect(next.value).toMatchObject({ converged: false, iterations: 0, evaluations: 17, value: 0, startValue: 0 });
    expect(next.value.gradient).toEqual(Float64Array.of(-1));
    expect(next.value.expected).toBe(0.5);
  });

  it("tries once more from the first curvature where the one it made leads nowhere", () => {
    // the first step is taken and the slope has doubled over it: the curvature made is 0.2 by Powell's damping
    const uphill = Array.from({ length: 40 }, (): readonly [number, number] => [9, 0]);
    const { at, next } = asked([[0, -1], [-1, -2], ...uphill]);
    expect(at.slice(0, 3)).toEqual([0, 1, 1 + 2 / 0.2].map((x) => expect.closeTo(x, 9)));
    expect(at[18]).toBeCloseTo(1 + 2, 9);
    expect(at).toHaveLength(2 + 16 + 16);
    if (next.done !== true) throw new Error("it goes on");
    expect(next.value).toMatchObject({ converged: false, iterations: 1, value: -1 });
    expect([...next.value.point]).toEqual([1]);
  });

  it("takes the change of slope over as curvature where it is large enough, damped where it is not", () => {
    const curvatureAfter = (slope: number): number => {
      const { next } = asked(
        [
          [0, -1],
          [-1, slope],
        ],
        { maxIterations: 1 },
      );
      if (next.done !== true) throw new Error("it goes on");
      return next.value.curvature[0] ?? Number.NaN;
    };
    expect(curvatureAfter(2)).toBeCloseTo(3, 12);
    expect(curvatureAfter(-0.5)).toBeCloseTo(0.5, 12);
    expect(curvatureAfter(-0.8)).toBeCloseTo(0.2, 12);
    expect(curvatureAfter(-1)).toBeCloseTo(0.2, 12);
    expect(curvatureAfter(-7)).toBeCloseTo(0.2, 12);
  });

  it("ends at once where the first step promises no more than the tolerance", () => {
    const { at, next } = asked([[0, -1]], { tolerance: 0.5 });
    expect(at).toEqual([0]);
    if (next.done !== true) throw new Error("it goes on");
    expect(next.value).toMatchObject({ converged: true, iterations: 0, evaluations: 1, expected: 0.5 });
  });

  it("gives up where what is allowed leaves no room to move", () => {
    const { at, next } = asked([[0, -1]], {
      project: (x) => {
        x[0] = 0;
      },
    });
    expect(at).toEqual([0]);
    if (next.done !== true) throw new Error("it goes on");
    expect(next.value.converged).toBe(false);
  });

  it("keeps its own points: what a caller does to those it was asked about changes nothing", () => {
    const search = projectedBfgs({
      start: Float64Array.of(4),
      curvature: Float64Array.of(1),
      bounds: [[-9, 9]],
      project: () => undefined,
      maxIterations: 9,
      tolerance: 1e-12,
    });
    let next = search.next();
    while (next.done !== true) {
      const x = next.value[0] ?? Number.NaN;
      next.value.fill(777);
      next = search.next({ value: 0.5 * (x - 1) ** 2, gradient: Float64Array.of(x - 1) });
    }
    expect([...next.value.point]).toEqual([1]);
  });
});
