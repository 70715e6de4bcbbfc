import fc from "fast-check";
import type { RegressionProblem } from "../../../src/core/regression/index.ts";
import type { Matrix } from "./slowRegression.ts";

/** A regression problem, and the same as rows of numbers with the column of ones. */
export interface Case {
  readonly problem: RegressionProblem;
  readonly design: Matrix;
  readonly y: readonly number[];
}

/** Rows to a problem. */
export const problemOf = (x: Matrix, y: readonly number[], intercept = true): Case => {
  const columns = x[0]?.length ?? 0;
  return {
    problem: {
      caller: "test",
      x: Float64Array.from(x.flat()),
      y: Float64Array.from(y),
      rows: y.length,
      names: Array.from({ length: columns }, (_, j) => `x${j}`),
      ...(intercept ? {} : { intercept: false }),
    },
    design: intercept ? x.map((row) => [1, ...row]) : x,
    y,
  };
};

const cell = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 100);

/** Well-conditioned problems of 12 to 20 rows and 1 to 3 columns: noise, with a different column lifted in each row. */
export const cases: fc.Arbitrary<Case> = fc
  .record({ columns: fc.integer({ min: 1, max: 3 }), rows: fc.integer({ min: 12, max: 20 }), intercept: fc.boolean() })
  .chain(({ columns, rows, intercept }) =>
    fc
      .tuple(
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
        fc.array(cell, { minLength: rows, maxLength: rows }),
      )
      .map(([x, y]) =>
        problemOf(
          x.map((row, i) => row.map((value, j) => value + (i % (columns + 1) === j ? 30 : 0))),
          y,
          intercept,
        ),
      ),
  );
