import fc from "fast-check";
import { isLeft } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { type LinearFit, leverage, linearRegression } from "../../../src/core/regression/index.ts";
import certified from "../../fixtures/leastSquares.json" with { type: "json" };
import { cases, problemOf } from "./problems.ts";
import { slowFit } from "./slowRegression.ts";

const fitted = (result: ReturnType<typeof linearRegression>): LinearFit => {
  if (isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

/** Digits that agree: -log10 of the relative error (McCullough 1998, "LRE"), absolute where the certified value is 0. */
const digits = (actual: number, expected: number): number =>
  actual === expected ? 16 : -Math.log10(Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected)));

interface Certified {
  readonly degree: number | null;
  readonly x: readonly (number | readonly number[])[];
  readonly y: readonly number[];
  readonly coefficients: readonly number[];
  readonly residual: number;
}

/** Columns as the set's model says: as they are, or the powers of x from 1 (of a model through the origin, x alone). */
const rowOf = (x: number | readonly number[], degree: number | null): readonly number[] =>
  typeof x !== "number" ? x : Array.from({ length: Math.max(1, degree ?? 1) }, (_, k) => x ** (k + 1));

describe("linearRegression", () => {
  // NIST StRD linear sets. The digits are those that double precision reaches on these sets by orthogonal methods: Filip and the last
  // two of Wampler lose them to a condition of 1e15 and to noise a million times the signal.
  const reachable: Readonly<Record<string, readonly [coefficients: number, residual: number]>> = {
    norris: [12, 13],
    pontius: [12, 12.5],
    noint1: [15, 14.5],
    noint2: [15, 14.5],
    longley: [12, 13],
    wampler1: [9, 9],
    wampler2: [12, 14],
    wampler3: [9, 14],
    wampler4: [7, 14.5],
    wampler5: [5.5, 14.5],
    filip: [6.5, 7.5],
  };
  const sets: Readonly<Record<string, Certified>> = certified;

  it.each(Object.keys(reachable))("agrees with NIST's certified values of %s", (name) => {
    const set = sets[name] as Certified; // the keys of `reachable` are those of the file
    const [coefficients, residual] = reachable[name] ?? [16, 16];
    const { problem } = problemOf(
      set.x.map((x) => rowOf(x, set.degree)),
      set.y,
      set.degree !== 0,
    );
    const fit = fitted(linearRegression(problem));
    expect(fit.coefficients.length).toBe(set.coefficients.length);
    set.coefficients.forEach((expected, j) => {
      expect(digits(fit.coefficients[j] ?? Number.NaN, expected)).toBeGreaterThan(coefficients);
    });
    const deviation = Math.sqrt(fit.residualVariance);
    if (set.residual > 1e-12) expect(digits(deviation, set.residual)).toBeGreaterThan(residual);
    else expect(deviation).toBeLessThan(1e-8);
  });

  it("equals the textbook on well-conditioned data", () => {
    fc.assert(
      fc.property(cases, ({ problem, design, y }) => {
        const fit = fitted(linearRegression(problem));
        const slow = slowFit(design, y);
        slow.coefficients.forEach((expected, j) => {
          expect(fit.coefficients[j]).toBeCloseTo(expected, 9);
        });
        slow.residuals.forEach((expected, i) => {
          expect(fit.residuals[i]).toBeCloseTo(expected, 9);
        });
        const h = leverage(fit);
        slow.leverage.forEach((expected, i) => {
          expect(h[i]).toBeCloseTo(expected, 9);
        });
        const rss = slow.residuals.reduce((sum, e) => sum + e * e, 0);
        expect(fit.degreesOfFreedom).toBe(y.length - slow.coefficients.length);
        expect(fit.residualSumOfSquares).toBeCloseTo(rss, 7);
        expect(fit.residualVariance).toBeCloseTo(rss / fit.degreesOfFreedom, 8);
      }),
    );
  });

  it("has residuals orthogonal to every column, and leverages that sum to the number of coefficients", () => {
    fc.assert(
      fc.property(cases, ({ problem, design }) => {
        const fit = fitted(linearRegression(problem));
        for (let j = 0; j < fit.coefficients.length; j += 1) {
          const product = design.reduce((sum, row, i) => sum + (row[j] ?? 0) * (fit.residuals[i] ?? 0), 0);
          expect(Math.abs(product)).toBeLessThan(1e-9);
        }
        expect(leverage(fit).reduce((sum, h) => sum + h, 0)).toBeCloseTo(fit.coefficients.length, 10);
      }),
    );
  });

  it("follows a change of unit and origin of a column", () => {
    const x = [[1], [2], [4], [8], [9], [15]];
    const y = [3, 1, 4, 1, 5, 9];
    const plain = fitted(linearRegression(problemOf(x, y).problem));
    const moved = fitted(
      linearRegression(
        problemOf(
          x.map(([v]) => [(v ?? 0) * 1e-7 + 1e3]),
          y,
        ).problem,
      ),
    );
    // 1e3 + 1e-7 x keeps x to about 1e-6 of its size
    expect((moved.coefficients[1] ?? 0) * 1e-7).toBeCloseTo(plain.coefficients[1] ?? 0, 5);
    moved.residuals.forEach((e, i) => {
      expect(e).toBeCloseTo(plain.residuals[i] ?? 0, 5);
    });
  });

  it("names its coefficients, the intercept first", () => {
    const x = [[1], [2], [4]];
    expect(fitted(linearRegression(problemOf(x, [1, 2, 3]).problem)).names).toEqual(["(intercept)", "x0"]);
    expect(fitted(linearRegression(problemOf(x, [1, 2, 3], false).problem)).names).toEqual(["x0"]);
  });

  it("fits the mean where there are no columns", () => {
    const fit = fitted(
      linearRegression({ caller: "test", x: new Float64Array(0), y: Float64Array.of(1, 2, 6), rows: 3, names: [] }),
    );
    expect(Array.from(fit.coefficients)).toEqual([3]);
    expect(Array.from(fit.residuals)).toEqual([-2, -1, 3]);
  });

  it("names the columns of a dependence, and only those", () => {
    const rows = Array.from({ length: 9 }, (_, i) => {
      const a = (i * i) % 7;
      const b = (i * 5) % 9;
      const free = (i * 3) % 8;
      return [a, free, b, 2 * a - b + 1];
    });
    const result = linearRegression(
      problemOf(
        rows,
        rows.map((_, i) => i),
      ).problem,
    );
    expect(result).toMatchObject({
      _tag: "Left",
      left: {
        _tag: "NotIdentified",
        in: "test",
        what: "the coefficients",
        involved: ["x0", "x2", "x3"],
        because: { code: "collinear-columns", values: { columns: "x0, x2, x3" } },
      },
    });
  });

  it("names the dummies of a full set beside an intercept", () => {
    const rows = Array.from({ length: 9 }, (_, i) => [0, 1, 2].map((k) => (i % 3 === k ? 1 : 0)));
    const result = linearRegression(
      problemOf(
        rows,
        rows.map((_, i) => i * i),
      ).problem,
    );
    expect(result).toMatchObject({ left: { involved: ["x0", "x1", "x2"] } });
    // without the intercept they are as good as one
    expect(
      isLeft(
        linearRegression(
          problemOf(
            rows,
            rows.map((_, i) => i * i),
            false,
          ).problem,
        ),
      ),
    ).toBe(false);
  });

  it("keeps columns apart that nearly follow from one another", () => {
    const rows = Array.from({ length: 12 }, (_, i) => [i, i + (i % 2 === 0 ? 1e-7 : -1e-7)]);
    const y = rows.map(([a, b]) => 3 + 2 * (a ?? 0) + 5 * ((b ?? 0) - (a ?? 0)) * 1e7);
    const fit = fitted(linearRegression(problemOf(rows, y).problem));
    // the difference of the columns is known to 1e-9 of its size
    expect((fit.coefficients[1] ?? 0) + (fit.coefficients[2] ?? 0)).toBeCloseTo(2, 6);
    expect((fit.coefficients[2] ?? 0) / 5e7).toBeCloseTo(1, 6);
  });

  it("holds on to a column as long as a share of 1e-11 of it is its own", () => {
    // the second column is the first but for a wiggle of this relative size (10 and 12 digits from the end of the column)
    const wiggled = (size: number) => {
      const rows = Array.from({ length: 16 }, (_, i) => [(i - 7.5) / 4, (i - 7.5) / 4 + size * (i % 2 === 0 ? 1 : -1)]);
      return linearRegression(
        problemOf(
          rows,
          rows.map((_, i) => (i * 7) % 5),
        ).problem,
      );
    };
    expect(isLeft(wiggled(1e-9))).toBe(false);
    expect(isLeft(wiggled(1e-10))).toBe(false);
    expect(wiggled(1e-12)).toMatchObject({ left: { involved: ["x0", "x1"], because: { code: "collinear-columns" } } });
  });

  it("names a constant column beside an intercept, whatever the constant", () => {
    for (const constant of [0, 1, -7, 1e9, 0.1]) {
      const result = linearRegression(
        problemOf(
          Array.from({ length: 8 }, (_, i) => [i, constant]),
          [1, 2, 3, 4, 5, 6, 7, 9],
        ).problem,
      );
      expect(result).toMatchObject({
        left: {
          _tag: "NotIdentified",
          involved: ["x1"],
          because: { code: "constant-column", values: { columns: "x1" } },
        },
      });
    }
    const origin = (constant: number) =>
      linearRegression(
        problemOf(
          Array.from({ length: 8 }, (_, i) => [i, constant]),
          [1, 2, 3, 4, 5, 6, 7, 9],
          false,
        ).problem,
      );
    expect(isLeft(origin(1))).toBe(false);
    expect(origin(0)).toMatchObject({ left: { involved: ["x1"], because: { code: "constant-column" } } });
    // the first column is named as well as any other
    const first = linearRegression(
      problemOf(
        Array.from({ length: 8 }, (_, i) => [5, i]),
        [1, 2, 3, 4, 5, 6, 7, 9],
      ).problem,
    );
    expect(first).toMatchObject({ left: { involved: ["x0"] } });
  });

  it("needs a row more than coefficients", () => {
    const regress = (rows: number) =>
      linearRegression(
        problemOf(
          Array.from({ length: rows }, (_, i) => [i, i * i]),
          Array.from({ length: rows }, (_, i) => i ** 3),
        ).problem,
      );
    expect(regress(3)).toEqual({
      _tag: "Left",
      left: { _tag: "InsufficientData", in: "test", of: "rows", needed: 4, found: 3 },
    });
    expect(isLeft(regress(4))).toBe(false);
    // without an intercept one fewer
    const x = [
      [1, 2],
      [3, 1],
      [2, 2],
    ];
    expect(isLeft(linearRegression(problemOf(x, [1, 2, 4], false).problem))).toBe(false);
    expect(linearRegression(problemOf(x.slice(1), [1, 2], false).problem)).toMatchObject({
      left: { needed: 3, found: 2 },
    });
  });

  it("leaves its input alone", () => {
    const { problem } = problemOf([[1], [5], [2], [8]], [1, 2, 3, 5]);
    const x = problem.x.slice();
    const y = problem.y.slice();
    linearRegression(problem);
    expect(problem.x).toEqual(x);
    expect(problem.y).toEqual(y);
  });
});
