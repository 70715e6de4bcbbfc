import { solveLower } from "../numeric/matrix/index.ts";
import type { LinearFit } from "./linearRegression.ts";

/**
 * The rows of Z (L')^-1, row-major `rows` x `columns`: orthonormal columns that span the design, so that the hat matrix is U U'.
 */
export const orthonormalRows = (fit: Pick<LinearFit, "design" | "factor">): Float64Array => {
  const { z, rows, columns } = fit.design;
  const u = z.slice();
  for (let i = 0; i < rows; i += 1) solveLower(fit.factor, columns, u.subarray(i * columns, (i + 1) * columns));
  return u;
};

/** The leverage of each row: the diagonal of the hat matrix, between 0 and 1; they sum to the number of coefficients. */
export const leverage = (fit: LinearFit): Float64Array => {
  const { rows, columns } = fit.design;
  const u = orthonormalRows(fit);
  const h = new Float64Array(rows);
  for (let i = 0; i < rows; i += 1) {
    let sum = 0;
    for (let j = 0; j < columns; j += 1) sum += (u[i * columns + j] as number) ** 2; // in range: i < rows, j < columns
    h[i] = sum;
  }
  return h;
};
