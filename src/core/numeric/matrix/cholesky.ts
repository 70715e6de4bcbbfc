// Every index below is in range: matrices are row-major n x n, vectors have n elements, and i, j, k < n. So each `as number` holds.

/**
 * The Cholesky factor L of a symmetric positive definite A = L L', row-major n x n, in place: L in the lower half, zeros above.
 *
 * Returns -1, or the index of the first column whose pivot is not above `tolerance` times its diagonal element: that share of the
 * column is all that the columns before it leave unexplained. The rows before it then hold their part of L, and so does the part of
 * its own row left of the diagonal. Cost n^3 / 6 multiplications.
 */
export const cholesky = (a: Float64Array, n: number, tolerance: number): number => {
  for (let j = 0; j < n; j += 1) {
    for (let i = 0; i < j; i += 1) {
      let sum = a[j * n + i] as number;
      for (let k = 0; k < i; k += 1) sum -= (a[j * n + k] as number) * (a[i * n + k] as number);
      a[j * n + i] = sum / (a[i * n + i] as number);
      a[i * n + j] = 0;
    }
    const diagonal = a[j * n + j] as number;
    let pivot = diagonal;
    for (let k = 0; k < j; k += 1) pivot -= (a[j * n + k] as number) ** 2;
    if (!(pivot > tolerance * diagonal && pivot < Number.POSITIVE_INFINITY)) return j;
    a[j * n + j] = Math.sqrt(pivot);
  }
  return -1;
};

/** b := L^-1 b for the lower factor of `cholesky`, of which the leading `size` rows are used. `n` is the row length of `l`. */
export const solveLower = (l: Float64Array, n: number, b: Float64Array, size: number = n): void => {
  for (let i = 0; i < size; i += 1) {
    let sum = b[i] as number;
    for (let k = 0; k < i; k += 1) sum -= (l[i * n + k] as number) * (b[k] as number);
    b[i] = sum / (l[i * n + i] as number);
  }
};

/** b := (L')^-1 b for the lower factor of `cholesky`, of which the leading `size` rows are used. */
export const solveLowerTransposed = (l: Float64Array, n: number, b: Float64Array, size: number = n): void => {
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = b[i] as number;
    for (let k = i + 1; k < size; k += 1) sum -= (l[k * n + i] as number) * (b[k] as number);
    b[i] = sum / (l[i * n + i] as number);
  }
};

/** b := A^-1 b, given the factor of `cholesky`. */
export const solveCholesky = (l: Float64Array, n: number, b: Float64Array): void => {
  solveLower(l, n, b);
  solveLowerTransposed(l, n, b);
};

/** A^-1 into `out` (row-major n x n, both halves), given the factor of `cholesky`. */
export const invertCholesky = (l: Float64Array, n: number, out: Float64Array): void => {
  const column = new Float64Array(n);
  for (let j = 0; j < n; j += 1) {
    column.fill(0);
    column[j] = 1;
    solveCholesky(l, n, column);
    for (let i = 0; i < n; i += 1) out[i * n + j] = column[i] as number;
  }
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const mean = 0.5 * ((out[i * n + j] as number) + (out[j * n + i] as number));
      out[i * n + j] = mean;
      out[j * n + i] = mean;
    }
  }
};

/**
 * How column `failed` follows from the columns before it, after `cholesky` has stopped there: the coefficients of its regression on
 * them, of length `failed`.
 */
export const dependence = (l: Float64Array, n: number, failed: number): Float64Array => {
  const coefficients = l.slice(failed * n, failed * n + failed);
  solveLowerTransposed(l, n, coefficients, failed);
  return coefficients;
};
