import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cholesky,
  dependence,
  householder,
  invertCholesky,
  matrixProduct,
  solveCholesky,
  solveLower,
  solveLowerTransposed,
  symmetricEigen,
} from "../../../../src/core/numeric/matrix/index.ts";

const multiply = (a: Float64Array, b: Float64Array, n: number): Float64Array => {
  const out = new Float64Array(n * n);
  matrixProduct(a, b, n, n, n, out);
  return out;
};

const transposed = (a: Float64Array, n: number): Float64Array =>
  Float64Array.from(a, (_, at) => a[(at % n) * n + Math.floor(at / n)] ?? Number.NaN);

const expectClose = (actual: Float64Array, expected: ArrayLike<number>, tolerance: number): void => {
  expect(actual.length).toBe(expected.length);
  for (let at = 0; at < actual.length; at += 1)
    expect(Math.abs((actual[at] ?? Number.NaN) - (expected[at] ?? Number.NaN))).toBeLessThanOrEqual(tolerance);
};

/** A well-conditioned symmetric positive definite matrix: M M' plus n on the diagonal. */
const definite = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n * n, maxLength: n * n }).map((cells) => {
    const m = Float64Array.from(cells);
    const a = multiply(m, transposed(m, n), n);
    for (let i = 0; i < n; i += 1) a[i * n + i] = (a[i * n + i] ?? 0) + n;
    return { n, a };
  }),
);

describe("cholesky", () => {
  it("factors the matrix of a textbook exactly", () => {
    // Golub & Van Loan's kind of example, all whole: L = [[2, 0, 0], [6, 1, 0], [-8, 5, 3]]
    const a = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);
    expect(cholesky(a, 3, 1e-12)).toBe(-1);
    expect(Array.from(a)).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
  });

  it("gives L with L L' = A, zeros above the diagonal", () => {
    fc.assert(
      fc.property(definite, ({ n, a }) => {
        const l = a.slice();
        expect(cholesky(l, n, 1e-12)).toBe(-1);
        expectClose(multiply(l, transposed(l, n), n), a, 1e-13 * n * n);
        for (let i = 0; i < n; i += 1) for (let j = i + 1; j < n; j += 1) expect(l[i * n + j]).toBe(0);
      }),
    );
  });

  it("solves and inverts", () => {
    fc.assert(
      fc.property(definite, ({ n, a }) => {
        const l = a.slice();
        cholesky(l, n, 1e-12);
        const inverse = new Float64Array(n * n);
        invertCholesky(l, n, inverse);
        const unit = Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
        expectClose(multiply(a, inverse, n), unit, 1e-13 * n);
        expect(inverse).toEqual(transposed(inverse, n));
        const b = Float64Array.from({ length: n }, (_, i) => i - 1.5);
        const x = b.slice();
        solveCholesky(l, n, x);
        const back = new Float64Array(n);
        matrixProduct(a, x, n, n, 1, back);
        expectClose(back, b, 1e-13 * n);
      }),
    );
  });

  it("solves with each half, and with the leading rows alone", () => {
    const l = Float64Array.of(2, 0, 0, 6, 1, 0, -8, 5, 3);
    const lower = Float64Array.of(2, 7, 0);
    solveLower(l, 3, lower);
    expect(Array.from(lower)).toEqual([1, 1, 1]);
    const upper = Float64Array.of(0, 6, 3);
    solveLowerTransposed(l, 3, upper);
    expect(Array.from(upper)).toEqual([1, 1, 1]);
    const part = Float64Array.of(2, 7, 50);
    solveLower(l, 3, part, 2);
    expect(Array.from(part)).toEqual([1, 1, 50]);
    const upperPart = Float64Array.of(8, 1, 50);
    solveLowerTransposed(l, 3, upperPart, 2);
    expect(Array.from(upperPart)).toEqual([1, 1, 50]);
  });

  it("stops at the column that follows from those before it, and says how", () => {
    // columns a, b, c = 2 a - b: the cross products of a = (1, 0), b = (1, 1), c = (1, -1)
    const a = Float64Array.of(1, 1, 1, 1, 2, 0, 1, 0, 2);
    expect(cholesky(a, 3, 1e-12)).toBe(2);
    expectClose(dependence(a, 3, 2), [2, -1], 1e-15);
  });

  it("measures the pivot against the column's own diagonal, whatever its unit", () => {
    const scaled = (unit: number): Float64Array => Float64Array.of(1, unit, unit, unit * unit * 1.001);
    for (const unit of [1e-9, 1, 1e9]) {
      expect(cholesky(scaled(unit), 2, 1e-4)).toBe(-1);
      expect(cholesky(scaled(unit), 2, 1e-2)).toBe(1);
    }
  });

  it("takes a pivot at the tolerance, zero, negative or NaN as dependent", () => {
    expect(cholesky(Float64Array.of(1, 1, 1, 2), 2, 0.5)).toBe(1);
    expect(cholesky(Float64Array.of(0), 1, 0)).toBe(0);
    expect(cholesky(Float64Array.of(-1), 1, 0)).toBe(0);
    expect(cholesky(Float64Array.of(Number.NaN), 1, 0)).toBe(0);
    expect(cholesky(Float64Array.of(Number.POSITIVE_INFINITY), 1, 0)).toBe(0);
  });
});

describe("householder", () => {
  it("gives R with R'R = X'X, and Q'y with R b = Q'y for the solution b", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 }),
        (columns, cells) => {
          const rows = 8;
          const x = Float64Array.from(cells.slice(0, rows * columns));
          for (let j = 0; j < columns; j += 1) x[j * columns + j] = (x[j * columns + j] ?? 0) + 4;
          const b = Float64Array.from({ length: columns }, (_, j) => j + 1);
          const y = new Float64Array(rows);
          matrixProduct(x, b, rows, columns, 1, y);
          const work = x.slice();
          householder(work, rows, columns, y);
          const r = Float64Array.from({ length: columns * columns }, (_, at) =>
            at % columns >= Math.floor(at / columns) ? (work[at] ?? Number.NaN) : 0,
          );
          const gram = new Float64Array(columns * columns);
          for (let i = 0; i < columns; i += 1)
            for (let j = 0; j < columns; j += 1)
              for (let k = 0; k < rows; k += 1)
                gram[i * columns + j] =
                  (gram[i * columns + j] ?? 0) + (x[k * columns + i] ?? 0) * (x[k * columns + j] ?? 0);
          expectClose(multiply(transposed(r, columns), r, columns), gram, 1e-12);
          const rb = new Float64Array(columns);
          matrixProduct(r, b, columns, columns, 1, rb);
          expectClose(y.slice(0, columns), rb, 1e-12);
          expectClose(y.slice(columns), new Float64Array(rows - columns), 1e-12);
        },
      ),
    );
  });

  it("leaves a column of zeros as it is", () => {
    const x = Float64Array.of(0, 0, 0);
    const y = Float64Array.of(1, 2, 3);
    householder(x, 3, 1, y);
    expect(Array.from(x)).toEqual([0, 0, 0]);
    expect(Array.from(y)).toEqual([1, 2, 3]);
  });
});

describe("symmetricEigen", () => {
  it("finds the eigenvalues of a matrix that shows them", () => {
    const { values } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expectClose(values.sort(), [1, 3], 1e-15);
  });

  it("gives A = V diag(values) V' with orthonormal V, and leaves A alone", () => {
    fc.assert(
      fc.property(definite, ({ n, a }) => {
        const before = a.slice();
        const { values, vectors } = symmetricEigen(a, n);
        expect(a).toEqual(before);
        const unit = Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
        expectClose(multiply(transposed(vectors, n), vectors, n), unit, 1e-14 * n);
        const scaled = Float64Array.from(vectors, (v, at) => v * (values[at % n] ?? Number.NaN));
        expectClose(multiply(scaled, transposed(vectors, n), n), a, 1e-13 * n);
      }),
    );
  });

  it("takes a matrix of zeros", () => {
    expect(Array.from(symmetricEigen(new Float64Array(4), 2).values)).toEqual([0, 0]);
  });
});
