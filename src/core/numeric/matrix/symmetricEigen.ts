// Every index below is in range: matrices are row-major n x n and i, j, k < n. So each `as number` holds.

/** Eigenvalues and eigenvectors (the columns of `vectors`, row-major n x n) of a symmetric matrix. */
export interface SymmetricEigen {
  /** In no particular order. */
  readonly values: Float64Array;
  /** Column k belongs to `values[k]`; orthonormal. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix (row-major n x n) by cyclic Jacobi rotations (Golub & Van Loan 2013,
 * section 8.5). `a` is left as it was. Cost about 6 sweeps of 4 n^3.
 */
export const symmetricEigen = (a: Float64Array, n: number): SymmetricEigen => {
  const m = a.slice(0, n * n);
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) vectors[i * n + i] = 1;
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let off = 0;
    let total = 0;
    for (let i = 0; i < n; i += 1)
      for (let j = 0; j < n; j += 1) {
        const square = (m[i * n + j] as number) ** 2;
        total += square;
        if (i !== j) off += square;
      }
    if (!(off > 1e-32 * total)) break;
    for (let p = 0; p < n - 1; p += 1) for (let q = p + 1; q < n; q += 1) rotate(m, vectors, n, p, q);
  }
  const values = new Float64Array(n);
  for (let i = 0; i < n; i += 1) values[i] = m[i * n + i] as number;
  return { values, vectors };
};

/** One rotation that makes m[p][q] zero. */
const rotate = (m: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void => {
  const across = m[p * n + q] as number;
  if (across === 0) return;
  const theta = ((m[q * n + q] as number) - (m[p * n + p] as number)) / (2 * across);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < n; k += 1) {
    const kp = m[k * n + p] as number;
    const kq = m[k * n + q] as number;
    m[k * n + p] = cosine * kp - sine * kq;
    m[k * n + q] = sine * kp + cosine * kq;
  }
  for (let k = 0; k < n; k += 1) {
    const pk = m[p * n + k] as number;
    const qk = m[q * n + k] as number;
    m[p * n + k] = cosine * pk - sine * qk;
    m[q * n + k] = sine * pk + cosine * qk;
    const vp = vectors[k * n + p] as number;
    const vq = vectors[k * n + q] as number;
    vectors[k * n + p] = cosine * vp - sine * vq;
    vectors[k * n + q] = sine * vp + cosine * vq;
  }
};
