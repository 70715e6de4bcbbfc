import {
  clean,
  type Found,
  hasOwn,
  hopeless,
  isRecord,
  note,
  oneOf,
  type Path,
  readText,
} from "../core/check/index.ts";
import type { Column, Table } from "../core/vocabulary/index.ts";

/** What an estimator reads: a table, or rows as objects (a column is a key; keys it does not need are left alone). */
export type Rows = Table | readonly object[];

/** Named columns of an input, each a list of raw cells. */
export interface Source {
  readonly rowCount: number;
  readonly names: readonly string[];
  /** The cells of a column that exists. */
  readonly cells: (name: string) => readonly unknown[];
}

const NO_SOURCE: Source = { rowCount: 0, names: [], cells: () => [] };

const isTable = (value: unknown): value is Table =>
  isRecord(value) && hasOwn(value, "columns") && hasOwn(value, "rowCount");

/** Opens a table or rows for reading by column. */
export const readSource = (found: Found, value: unknown): Source => {
  if (isTable(value)) return tableSource(found, value);
  if (Array.isArray(value)) return rowsSource(found, value);
  note(found, [], value === undefined ? "missing" : "wrong-type", "a table or an array of rows", value);
  return NO_SOURCE;
};

const tableSource = (found: Found, table: Table): Source => {
  const { columns } = table;
  if (!isRecord(columns) || !Number.isSafeInteger(table.rowCount) || table.rowCount < 0) {
    note(found, [], "inconsistent", "a table (tableFromRows and tableFromColumns make one)", table);
    return NO_SOURCE;
  }
  return { rowCount: table.rowCount, names: Object.keys(columns), cells: (name) => columnCells(columns[name]) };
};

const columnCells = (column: Column | undefined): readonly unknown[] => {
  if (column === undefined) return [];
  switch (column.kind) {
    case "category":
      return Array.from(column.codes, (code) => column.categories[code]);
    case "boolean":
      return Array.from(column.values, (value) => (value === 1 ? true : value === 0 ? false : undefined));
    default:
      return Array.from(column.values);
  }
};

const rowsSource = (found: Found, rows: readonly unknown[]): Source => {
  const first = rows[0];
  for (let index = 0; index < rows.length && !hopeless(found); index += 1) {
    if (!isRecord(rows[index]))
      note(found, [index], "wrong-type", "a row: an object with one value for each column", rows[index]);
  }
  if (!clean(found)) return NO_SOURCE;
  return {
    rowCount: rows.length,
    names: isRecord(first) ? Object.keys(first) : [],
    cells: (name) => rows.map((row) => (isRecord(row) && hasOwn(row, name) ? row[name] : undefined)),
  };
};

/** The name of a column, from an option. */
export const readColumnName = (found: Found, option: Path, value: unknown): string =>
  readText(found, option, value, "the name of a column");

const present = (found: Found, source: Source, option: string, name: string): boolean => {
  if (source.rowCount === 0) return false;
  if (source.names.includes(name)) return true;
  note(found, [option], "unknown-value", `a column: ${oneOf(source.names, name)}`, name);
  return false;
};

const isMissing = (cell: unknown): boolean =>
  cell === undefined || cell === null || (typeof cell === "number" && Number.isNaN(cell));

/** Squares of larger numbers overflow. */
const LARGEST = 1e150;

/** A column of numbers; truth values count as 1 and 0; NaN is missing. */
export const readNumbers = (found: Found, source: Source, option: string, name: string): Float64Array => {
  const values = new Float64Array(source.rowCount);
  if (!present(found, source, option, name)) return values;
  const cells = source.cells(name);
  for (let row = 0; row < values.length && !hopeless(found); row += 1)
    values[row] = readCell(found, name, row, cells[row]);
  return values;
};

const readCell = (found: Found, name: string, row: number, cell: unknown): number => {
  if (isMissing(cell)) return Number.NaN;
  if (typeof cell === "boolean") return cell ? 1 : 0;
  if (typeof cell !== "number") note(found, [row, name], "wrong-type", "a number or a truth value", cell);
  else if (!Number.isFinite(cell)) note(found, [row, name], "not-finite", "a finite number", cell);
  else if (Math.abs(cell) > LARGEST)
    note(found, [row, name], "out-of-range", `a number of at most ${LARGEST} in size`, cell);
  else return cell;
  return Number.NaN;
};

/** A column of two values: 1 where the thing is so, 0 where it is not, NaN missing. Takes truth values, or the numbers 0 and 1. */
export const readTruths = (found: Found, source: Source, option: string, name: string): Float64Array => {
  const values = readNumbers(found, source, option, name);
  for (let row = 0; row < values.length && !hopeless(found); row += 1) {
    const value = values[row] as number; // row is in range
    if (value !== 0 && value !== 1 && !Number.isNaN(value))
      note(found, [row, name], "out-of-range", "true, false, 1 or 0", value);
  }
  return values;
};

/** A column of labels as indices into them, -1 where missing; labels in the order of first appearance. */
export interface Labels {
  readonly codes: Int32Array;
  readonly labels: readonly string[];
}

/** A column of labels: strings, numbers or truth values, taken as text. */
export const readLabels = (found: Found, source: Source, option: string, name: string): Labels => {
  const codes = new Int32Array(source.rowCount);
  const labels = new Map<string, number>();
  if (!present(found, source, option, name)) return { codes, labels: [] };
  const cells = source.cells(name);
  for (let row = 0; row < codes.length && !hopeless(found); row += 1) {
    const cell = cells[row];
    if (isMissing(cell)) {
      codes[row] = -1;
      continue;
    }
    if (typeof cell !== "string" && typeof cell !== "number" && typeof cell !== "boolean") {
      note(found, [row, name], "wrong-type", "a label: a string, a number or a truth value", cell);
      continue;
    }
    const label = String(cell);
    const code = labels.get(label) ?? labels.size;
    labels.set(label, code);
    codes[row] = code;
  }
  return { codes, labels: [...labels.keys()] };
};
