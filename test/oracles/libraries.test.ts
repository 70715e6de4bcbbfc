import { addDays, differenceInCalendarDays, getISODay } from "date-fns";
import fc from "fast-check";
import { CholeskyDecomposition, EigenvalueDecomposition, Matrix, solve } from "ml-matrix";
import { ckmeans, mean, sampleCorrelation, sampleVariance } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { cholesky, solveCholesky, symmetricEigen } from "../../src/core/numeric/matrix/index.ts";
import { linearRegression } from "../../src/core/regression/index.ts";
import { civilDateOf, dayNumberOf, weekdayOf } from "../../src/core/time/civilDate.ts";
import { foldOver, momentsFold, orThrow, tableFromColumns } from "../../src/core/vocabulary/index.ts";
import { fitPersonas } from "../../src/segment/index.ts";

// Three libraries that share no code with ours, asked the same.

const number = fc.double({ min: -100, max: 100, noNaN: true });
const size = 4;
/** Symmetric, and far enough from singular: B'B + I. */
const positive = fc.array(number, { minLength: size * size, maxLength: size * size }).map((values) => {
  const b = Matrix.from1DArray(
    size,
    size,
    values.map((value) => value / 100),
  );
  return b.transpose().mmul(b).add(Matrix.eye(size));
});

describe("ml-matrix", () => {
  it("finds the same eigenvalues", () => {
    fc.assert(
      fc.property(positive, (matrix) => {
        const ours = Array.from(symmetricEigen(Float64Array.from(matrix.to1DArray()), size).values).sort(
          (a, b) => a - b,
        );
        const theirs = new EigenvalueDecomposition(matrix).realEigenvalues.slice().sort((a, b) => a - b);
        ours.forEach((value, at) => {
          expect(value).toBeCloseTo(theirs[at] ?? Number.NaN, 11);
        });
      }),
    );
  });

  it("finds the same Cholesky factor and solution", () => {
    fc.assert(
      fc.property(positive, fc.array(number, { minLength: size, maxLength: size }), (matrix, right) => {
        const factor = Float64Array.from(matrix.to1DArray());
        expect(cholesky(factor, size, 1e-12)).toBe(-1);
        const theirs = new CholeskyDecomposition(matrix).lowerTriangularMatrix.to1DArray();
        theirs.forEach((value, at) => {
          expect(factor[at]).toBeCloseTo(value, 11);
        });
        const solution = Float64Array.from(right);
        solveCholesky(factor, size, solution);
        solve(matrix, Matrix.columnVector(right))
          .to1DArray()
          .forEach((value, at) => {
            expect(solution[at]).toBeCloseTo(value, 9);
          });
      }),
    );
  });

  it("solves the same least squares", () => {
    const rows = 12;
    const cells = fc.array(number, { minLength: rows * 2, maxLength: rows * 2 });
    fc.assert(
      fc.property(cells, fc.array(number, { minLength: rows, maxLength: rows }), (x, y) => {
        const spread = (at: number): number => sampleVariance(x.filter((_, place) => place % 2 === at));
        const columns = [0, 1].map((at) => x.filter((_, place) => place % 2 === at));
        fc.pre(spread(0) > 1 && spread(1) > 1);
        fc.pre(Math.abs(sampleCorrelation(columns[0] ?? [], columns[1] ?? [])) < 0.99);
        const ours = linearRegression({
          caller: "test",
          x: Float64Array.from(x),
          y: Float64Array.from(y),
          rows,
          names: ["a", "b"],
        });
        const design = new Matrix(Array.from({ length: rows }, (_, row) => [1, x[2 * row] ?? 0, x[2 * row + 1] ?? 0]));
        const theirs = solve(design, Matrix.columnVector(y), true).to1DArray();
        if (ours._tag === "Left") throw new Error("no fit");
        theirs.forEach((value, at) => {
          expect(ours.right.coefficients[at]).toBeCloseTo(value, 7);
        });
      }),
    );
  });
});

describe("simple-statistics", () => {
  it("finds the same mean and variance", () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 2, maxLength: 50 }), (values) => {
        const ours = orThrow(foldOver(momentsFold)(values));
        expect(ours.mean).toBeCloseTo(mean(values), 10);
        expect(ours.variance ?? Number.NaN).toBeCloseTo(sampleVariance(values), 8);
      }),
    );
  });

  it("finds no better clusters on a line, where its own are the best there are", () => {
    const values = fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 8, maxLength: 30 });
    const inertiaOf = (groups: readonly (readonly number[])[]): number =>
      groups.reduce(
        (sum, group) => sum + group.reduce((inner, value) => inner + (value - mean([...group])) ** 2, 0),
        0,
      );
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 4 }), (days, k) => {
        const best = inertiaOf(ckmeans(days, k));
        const table = orThrow(tableFromColumns()({ days }));
        const ours = orThrow(fitPersonas({ k, scale: "none", restarts: 60 })(table)).inertia;
        expect(ours).toBeGreaterThanOrEqual(best * (1 - 1e-12));
        expect(ours).toBeLessThanOrEqual(best * 1.05 + 1e-9); // Lloyd's iteration promises no best, sixty starts come near
      }),
    );
  });
});

describe("date-fns", () => {
  const epoch = new Date(1970, 0, 1);

  it("counts the same days, and names the same weekdays", () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 80_000 }), (dayNumber) => {
        const date = addDays(epoch, dayNumber);
        expect(civilDateOf(dayNumber)).toEqual({
          year: date.getFullYear(),
          month: date.getMonth() + 1,
          day: date.getDate(),
        });
        expect(dayNumberOf(date.getFullYear(), date.getMonth() + 1, date.getDate())).toBe(dayNumber);
        expect(differenceInCalendarDays(date, epoch)).toBe(dayNumber);
        expect(weekdayOf(dayNumber)).toBe(getISODay(date));
      }),
    );
  });
});
