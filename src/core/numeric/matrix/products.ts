// Every index below is in range by the shapes that the comments state, so each `as number` holds.

/** X b into `out`, X row-major `rows` x `columns`, b of `columns`, out of `rows`. */
export const matrixVector = (
  x: Float64Array,
  rows: number,
  columns: number,
  b: Float64Array,
  out: Float64Array,
): void => {
  for (let i = 0; i < rows; i += 1) {
    const base = i * columns;
    let sum = 0;
    for (let j = 0; j < columns; j += 1) sum += (x[base + j] as number) * (b[j] as number);
    out[i] = sum;
  }
};

/** X'y into `out`, X row-major `rows` x `columns`, y of `rows`, out of `columns`. */
export const crossVector = (
  x: Float64Array,
  rows: number,
  columns: number,
  y: Float64Array,
  out: Float64Array,
): void => {
  out.fill(0, 0, columns);
  for (let i = 0; i < rows; i += 1) {
    const base = i * columns;
    const factor = y[i] as number;
    for (let j = 0; j < columns; j += 1) out[j] = (out[j] as number) + (x[base + j] as number) * factor;
  }
};

/** A B into `out`, A row-major `rows` x `inner`, B row-major `inner` x `columns`: for small matrices. */
export const matrixProduct = (
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
  out: Float64Array,
): void => {
  out.fill(0, 0, rows * columns);
  for (let i = 0; i < rows; i += 1) {
    for (let k = 0; k < inner; k += 1) {
      const factor = a[i * inner + k] as number;
      for (let j = 0; j < columns; j += 1)
        out[i * columns + j] = (out[i * columns + j] as number) + factor * (b[k * columns + j] as number);
    }
  }
};
