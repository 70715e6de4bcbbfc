/** Rows of a panel: a panel of 20 columns then stays in the first-level cache. */
const BLOCK = 128;

/** Columns rounded up to whole tiles of four. */
const padded = (columns: number): number => (columns + 3) & ~3;

/** Working space for `crossProduct` and `weightedCrossProduct` of this many columns. It may be used again and again. */
export const crossProductScratch = (columns: number): Float64Array => new Float64Array(2 * BLOCK * padded(columns));

/**
 * X'X into `out` (columns x columns, symmetric, both halves filled), X row-major with `rows` x `columns`.
 *
 * Rows are packed, transposed, in panels of 128, and tiles of 2 x 4 sums run down the panel. Cost: rows * columns^2 multiplications,
 * no allocation.
 */
export const crossProduct = (
  x: Float64Array,
  rows: number,
  columns: number,
  out: Float64Array,
  scratch: Float64Array,
): void => blocked(x, null, rows, columns, out, scratch);

/** X' diag(weights) X into `out`: see `crossProduct`. */
export const weightedCrossProduct = (
  x: Float64Array,
  weights: Float64Array,
  rows: number,
  columns: number,
  out: Float64Array,
  scratch: Float64Array,
): void => blocked(x, weights, rows, columns, out, scratch);

const blocked = (
  x: Float64Array,
  weights: Float64Array | null,
  rows: number,
  columns: number,
  out: Float64Array,
  scratch: Float64Array,
): void => {
  const half = BLOCK * padded(columns);
  const plain = scratch.subarray(0, half);
  const weighted = weights === null ? plain : scratch.subarray(half, 2 * half);
  scratch.fill(0);
  out.fill(0, 0, columns * columns);
  for (let from = 0; from < rows; from += BLOCK) {
    const length = Math.min(BLOCK, rows - from);
    pack(x, weights, from, length, columns, plain, weighted);
    addPanel(plain, weighted, length, columns, out);
  }
  for (let i = 0; i < columns; i += 1)
    for (let j = 0; j < i; j += 1) out[j * columns + i] = out[i * columns + j] as number; // in range: i, j < columns
};

// Below, every index is in range: rows < length <= BLOCK, columns < padded(columns), so each `as number` holds.

const pack = (
  x: Float64Array,
  weights: Float64Array | null,
  from: number,
  length: number,
  columns: number,
  plain: Float64Array,
  weighted: Float64Array,
): void => {
  for (let r = 0; r < length; r += 1) {
    const base = (from + r) * columns;
    for (let j = 0; j < columns; j += 1) plain[j * BLOCK + r] = x[base + j] as number;
    if (weights === null) continue;
    const weight = weights[from + r] as number;
    for (let j = 0; j < columns; j += 1) weighted[j * BLOCK + r] = weight * (x[base + j] as number);
  }
};

const addPanel = (
  plain: Float64Array,
  weighted: Float64Array,
  length: number,
  columns: number,
  out: Float64Array,
): void => {
  for (let i = 0; i < columns; i += 2) {
    const i0 = i * BLOCK;
    const i1 = i0 + BLOCK;
    for (let j = 0; j <= i + 1; j += 4) {
      const j0 = j * BLOCK;
      const j1 = j0 + BLOCK;
      const j2 = j1 + BLOCK;
      const j3 = j2 + BLOCK;
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      for (let r = 0; r < length; r += 1) {
        const a0 = weighted[i0 + r] as number;
        const a1 = weighted[i1 + r] as number;
        const b0 = plain[j0 + r] as number;
        const b1 = plain[j1 + r] as number;
        const b2 = plain[j2 + r] as number;
        const b3 = plain[j3 + r] as number;
        s00 += a0 * b0;
        s01 += a0 * b1;
        s02 += a0 * b2;
        s03 += a0 * b3;
        s10 += a1 * b0;
        s11 += a1 * b1;
        s12 += a1 * b2;
        s13 += a1 * b3;
      }
      addTo(out, columns, i, j, s00);
      addTo(out, columns, i, j + 1, s01);
      addTo(out, columns, i, j + 2, s02);
      addTo(out, columns, i, j + 3, s03);
      addTo(out, columns, i + 1, j, s10);
      addTo(out, columns, i + 1, j + 1, s11);
      addTo(out, columns, i + 1, j + 2, s12);
      addTo(out, columns, i + 1, j + 3, s13);
    }
  }
};

/** Adds to the lower half; tiles overhang the diagonal and the last column, and what hangs over is dropped. */
const addTo = (out: Float64Array, columns: number, i: number, j: number, sum: number): void => {
  if (j <= i && i < columns) out[i * columns + j] = (out[i * columns + j] as number) + sum;
};
