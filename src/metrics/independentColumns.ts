/** Columns of a covariance matrix that do not follow from those before them, and the factor of their part of it. */
export interface IndependentColumns {
  /** Their indices, in the order they were tried. */
  readonly used: readonly number[];
  /** The Cholesky factor of the matrix of the used columns: rows of `stride` numbers, of which the first `used.length` rows count. */
  readonly factor: Float64Array;
  /** Length of a row of the factor. */
  readonly stride: number;
}

/**
 * Tries columns one after the other; a column is left out where those used before it leave no more than `tolerance` of its diagonal
 * element unexplained. One factor grows by a row for each column tried, so that all cost the cube of their number, and not each of them.
 * `cell(i, j)` is asked for columns i after j only, and for the diagonal.
 */
export const independentColumns = (
  columns: readonly number[],
  cell: (row: number, column: number) => number,
  tolerance: number,
): IndependentColumns => {
  const stride = columns.length;
  const factor = new Float64Array(stride * stride);
  const used: number[] = [];
  // size < stride, the number of rows; i, k < size
  for (const column of columns) {
    const size = used.length;
    const row = size * stride;
    const diagonal = cell(column, column);
    let pivot = diagonal;
    for (let i = 0; i < size; i += 1) {
      let sum = cell(column, used[i] as number);
      for (let k = 0; k < i; k += 1) sum -= (factor[row + k] as number) * (factor[i * stride + k] as number);
      const entry = sum / (factor[i * stride + i] as number);
      factor[row + i] = entry;
      pivot -= entry * entry;
    }
    if (!(pivot > tolerance * diagonal && pivot < Number.POSITIVE_INFINITY)) continue;
    factor[row + size] = Math.sqrt(pivot);
    used.push(column);
  }
  return { used, factor, stride };
};
