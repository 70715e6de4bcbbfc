import { type Found, hasOwn, hopeless, note, type Path } from "../core/check/index.ts";
import { type Column, readMatrix, readNumberColumn, readTable, type Table } from "../core/vocabulary/index.ts";
import type { Points } from "./kMeans/points.ts";

/** The column in which a table says how many days of activity its rows summarise. It is no feature unless it is named as one. */
export const ELAPSED_DAYS = "elapsedDays";

/** The squares of larger numbers, summed, would overflow. */
const LARGEST = 1e100;

/** Cells are copied so many rows at a time, so that what is written stays in the cache. */
const RUN = 256;

/** The features of a table as points, in their own units. */
export interface FeatureMatrix {
  readonly names: readonly string[];
  readonly points: Points;
  /** Days of activity the rows summarise, `null` where the table does not say. */
  readonly elapsedDays: number | null;
}

/** The one number of days in the column `elapsedDays`, `null` where there is no such column or no row, or where it is a feature. */
export const readElapsedDays = (found: Found, table: Table, features: readonly string[]): number | null => {
  if (features.includes(ELAPSED_DAYS)) return null;
  if (table.schema[ELAPSED_DAYS]?.kind !== "number") return null;
  const { values } = readNumberColumn(found, ["columns", ELAPSED_DAYS], table, ELAPSED_DAYS);
  const days = values[0];
  if (days === undefined) return null;
  const other = values.findIndex((value) => value !== days);
  if (Number.isNaN(days)) note(found, [0, ELAPSED_DAYS], "missing", "the days that the row summarises", days);
  else if (other > 0) {
    note(found, [other, ELAPSED_DAYS], "inconsistent", `${days}, as in the first row: one cut for all`, values[other]);
  }
  return days;
};

const noteTooLarge = (found: Found, names: readonly string[], coordinates: Float64Array): void => {
  for (let cell = 0; cell < coordinates.length && !hopeless(found); cell += 1) {
    const value = coordinates[cell] as number; // in range
    if (Math.abs(value) <= LARGEST || !Number.isFinite(value)) continue; // what is not finite was noted before
    const path = [Math.floor(cell / names.length), names[cell % names.length] ?? ""];
    note(found, path, "out-of-range", `a number between -${LARGEST} and ${LARGEST}`, value);
  }
};

/** The cells of a column where every one of them will do, else `null`. */
const soundCells = (column: Column | undefined): Float64Array | Int8Array | null => {
  if (column?.kind !== "number" && column?.kind !== "boolean") return null;
  const { values } = column;
  const [least, most] = column.kind === "number" ? [-LARGEST, LARGEST] : [0, 1];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number; // in range
    if (!(value >= least && value <= most)) return null; // NaN is neither
  }
  return values;
};

/** Cells of columns, of which every one will do. */
export type SoundColumns = readonly (Float64Array | Int8Array)[];

/** The columns of these names where there is nothing to complain of in any cell, else `null`. Cost O(n d). */
export const soundColumns = (table: Table, names: readonly string[]): SoundColumns | null => {
  const columns: (Float64Array | Int8Array)[] = [];
  for (const name of names) {
    const cells = soundCells(hasOwn(table.schema, name) ? table.columns[name] : undefined);
    if (cells === null) return null;
    columns.push(cells);
  }
  return columns;
};

/** Columns as rows, one after the other. Cost O(n d). */
const rowsOf = (columns: SoundColumns, rowCount: number): Float64Array => {
  const width = columns.length;
  const rows = new Float64Array(rowCount * width);
  for (let from = 0; from < rowCount; from += RUN) {
    const to = Math.min(rowCount, from + RUN);
    for (let j = 0; j < width; j += 1) {
      const cells = columns[j] as Float64Array | Int8Array; // j is a column
      for (let row = from, at = from * width + j; row < to; row += 1, at += width) rows[at] = cells[row] as number; // a row of the table
    }
  }
  return rows;
};

/**
 * Reads the features of a table: the columns named, or else all columns with the role `feature`, but not the one of the weights. A column with the
 * role `protected`, `id` or `ignored` is read only if it is named. `path` is where the names stood.
 */
export const readFeatureMatrix = (
  found: Found,
  value: unknown,
  chosen: readonly string[] | null,
  path: Path = ["features"],
  weight: string | null = null,
): FeatureMatrix => {
  const table = readTable(found, ["table"], value);
  const isFeature = (name: string): boolean =>
    table.schema[name]?.role === "feature" && name !== ELAPSED_DAYS && name !== weight;
  const names = chosen ?? Object.keys(table.schema).filter(isFeature);
  const sound = soundColumns(table, names);
  const values = sound === null ? readMatrix(found, path, table, names).values : rowsOf(sound, table.rowCount);
  if (names.length === 0 && found.issues.length === 0) {
    note(found, ["table", "schema"], "empty", "at least one column with the role feature", table.schema);
  }
  if (sound === null) noteTooLarge(found, names, values);
  return {
    names,
    points: { coordinates: values, count: table.rowCount, dimensions: names.length },
    elapsedDays: readElapsedDays(found, table, names),
  };
};
