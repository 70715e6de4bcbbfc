/** How often each label of one labelling goes with each of another. */
export interface CrossTable {
  readonly rows: number;
  readonly columns: number;
  /** How many have label r in the first and c in the second, at `r * columns + c`. */
  readonly counts: Int32Array;
  readonly rowSums: Int32Array;
  readonly columnSums: Int32Array;
  readonly total: number;
}

// Labels stay below the number of rows or columns, so `as number` after an index is true.

/** Counts two labellings of the same things against each other; of some of them where `only` marks them with 1. O(n + rows columns). */
export const crossTable = (
  first: ArrayLike<number>,
  rows: number,
  second: ArrayLike<number>,
  columns: number,
  only?: Uint8Array,
): CrossTable => {
  const counts = new Int32Array(rows * columns);
  const rowSums = new Int32Array(rows);
  const columnSums = new Int32Array(columns);
  let total = 0;
  for (let i = 0; i < first.length; i += 1) {
    if (only !== undefined && only[i] !== 1) continue;
    const r = first[i] as number;
    const c = second[i] as number;
    counts[r * columns + c] = (counts[r * columns + c] as number) + 1;
    rowSums[r] = (rowSums[r] as number) + 1;
    columnSums[c] = (columnSums[c] as number) + 1;
    total += 1;
  }
  return { rows, columns, counts, rowSums, columnSums, total };
};

/** The Jaccard coefficient of row r and column c: how many have both over how many have either; 0 where nobody has either. */
export const jaccardOf = ({ columns, counts, rowSums, columnSums }: CrossTable, r: number, c: number): number => {
  const both = counts[r * columns + c] as number;
  const either = (rowSums[r] as number) + (columnSums[c] as number) - both;
  return either === 0 ? 0 : both / either;
};

/** For each row the largest Jaccard coefficient with any column. */
export const bestJaccards = (table: CrossTable): Float64Array => {
  const best = new Float64Array(table.rows);
  for (let r = 0; r < table.rows; r += 1)
    for (let c = 0; c < table.columns; c += 1) best[r] = Math.max(best[r] as number, jaccardOf(table, r, c));
  return best;
};
