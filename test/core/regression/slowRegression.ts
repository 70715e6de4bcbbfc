/** The textbook, cell by cell: what the fast kernels are checked against. Shares no code with them. */
export type Matrix = readonly (readonly number[])[];

const entry = (m: Matrix, i: number, j: number): number => m[i]?.[j] ?? Number.NaN;

export const transpose = (m: Matrix): Matrix => (m[0] ?? []).map((_, j) => m.map((row) => row[j] ?? Number.NaN));

export const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => (b[0] ?? []).map((_, j) => row.reduce((sum, value, k) => sum + value * entry(b, k, j), 0)));

export const identity = (n: number): Matrix =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));

export const combine = (a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix =>
  a.map((row, i) => row.map((value, j) => f(value, entry(b, i, j))));

export const diagonal = (values: readonly number[]): Matrix =>
  values.map((value, i) => values.map((_, j) => (i === j ? value : 0)));

/** Gauss-Jordan with row exchanges. */
export const invert = (m: Matrix): Matrix => {
  const n = m.length;
  const work = m.map((row, i) => [...row, ...(identity(n)[i] ?? [])]);
  for (let k = 0; k < n; k += 1) {
    let best = k;
    for (let i = k; i < n; i += 1) if (Math.abs(entry(work, i, k)) > Math.abs(entry(work, best, k))) best = i;
    const row = work[best] ?? [];
    work[best] = work[k] ?? [];
    const pivot = row[k] ?? Number.NaN;
    work[k] = row.map((value) => value / pivot);
    for (let i = 0; i < n; i += 1) {
      if (i === k) continue;
      const factor = entry(work, i, k);
      work[i] = (work[i] ?? []).map((value, j) => value - factor * entry(work, k, j));
    }
  }
  return work.map((row) => row.slice(n));
};

/** The inverse square root of a symmetric positive definite matrix, by the iteration of Denman & Beavers (1976). */
export const inverseRoot = (m: Matrix): Matrix => {
  let y = m;
  let z = identity(m.length);
  for (let k = 0; k < 60; k += 1) {
    const nextY = combine(y, invert(z), (a, b) => (a + b) / 2);
    z = combine(z, invert(y), (a, b) => (a + b) / 2);
    y = nextY;
  }
  return z;
};

export interface SlowFit {
  readonly coefficients: readonly number[];
  readonly residuals: readonly number[];
  readonly leverage: readonly number[];
  readonly hat: Matrix;
  readonly bread: Matrix;
}

/** Least squares on a design that has its column of ones already. */
export const slowFit = (x: Matrix, y: readonly number[]): SlowFit => {
  const bread = invert(times(transpose(x), x));
  const beta = times(
    bread,
    times(
      transpose(x),
      y.map((value) => [value]),
    ),
  );
  const fitted = times(x, beta);
  const hat = times(times(x, bread), transpose(x));
  return {
    coefficients: beta.map((row) => row[0] ?? Number.NaN),
    residuals: y.map((value, i) => value - entry(fitted, i, 0)),
    leverage: y.map((_, i) => entry(hat, i, i)),
    hat,
    bread,
  };
};

/** (X'X)^-1 X' W X (X'X)^-1 for a full matrix W. */
export const slowSandwich = (x: Matrix, fit: SlowFit, w: Matrix): Matrix =>
  times(times(fit.bread, times(times(transpose(x), w), x)), fit.bread);
