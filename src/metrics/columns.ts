import { clean, type Found, hasOwn, isRecord, note, oneOf, type Path, readText } from "../core/check/index.ts";
import type { Column, Table } from "../core/vocabulary/index.ts";
import { addFault, type Faults, noteFaults } from "./faults.ts";

/** What an estimator reads: a table, or rows as objects (a column is a key; keys it does not need are left alone). */
export type Rows = Table | readonly object[];

/** Named columns of an input, each a list of raw cells. */
export interface Source {
  readonly rowCount: number;
  readonly names: readonly string[];
  /** The cells of a column that exists. */
  readonly cells: (name: string) => ArrayLike<unknown>;
  /** The column as codes and their labels, where it is held so. */
  readonly labels: (name: string) => Labels | null;
  /** The column as 1, 0 and -1 for missing, where it is held so. */
  readonly truths: (name: string) => Int8Array | null;
}

const NO_SOURCE: Source = { rowCount: 0, names: [], cells: () => [], labels: () => null, truths: () => null };

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
  const { columns, rowCount } = table;
  if (!isRecord(columns) || !Number.isSafeInteger(rowCount) || rowCount < 0) {
    note(found, [], "inconsistent", "a table (tableFromRows and tableFromColumns make one)", table);
    return NO_SOURCE;
  }
  return {
    rowCount,
    names: Object.keys(columns),
    cells: (name) => columnCells(columns[name]),
    labels: (name) => columnLabels(columns[name], rowCount),
    truths: (name) => columnTruths(columns[name], rowCount),
  };
};

const columnCells = (column: Column | undefined): ArrayLike<unknown> => {
  if (column === undefined) return [];
  switch (column.kind) {
    case "category":
      return Array.from(column.codes, (code) => column.categories[code]);
    case "boolean":
      return truthCells(column.values);
    default:
      return column.values;
  }
};

const truthCells = (values: Int8Array): readonly (boolean | undefined)[] => {
  const cells: (boolean | undefined)[] = [];
  for (let row = 0; row < values.length; row += 1)
    cells.push(values[row] === 1 ? true : values[row] === 0 ? false : undefined);
  return cells;
};

const columnTruths = (column: Column | undefined, rowCount: number): Int8Array | null =>
  column?.kind === "boolean" && column.values instanceof Int8Array && column.values.length === rowCount
    ? column.values
    : null;

const columnLabels = (column: Column | undefined, rowCount: number): Labels | null => {
  if (column?.kind !== "category" || !(column.codes instanceof Int32Array) || column.codes.length !== rowCount)
    return null;
  const labels = [...column.categories];
  for (let row = 0; row < rowCount; row += 1) {
    const code = column.codes[row] as number; // row < rowCount, the length
    if (code < -1 || code >= labels.length) return null;
  }
  return { codes: column.codes, labels };
};

const rowsSource = (found: Found, rows: readonly unknown[]): Source => {
  const first = rows[0];
  const faults: Faults = new Map();
  for (let row = 0; row < rows.length; row += 1) {
    if (!isRecord(rows[row]))
      addFault(faults, "wrong-type", "a row: an object with one value for each column", row, rows[row]);
  }
  noteFaults(found, faults, (row) => [row]);
  if (!clean(found)) return NO_SOURCE;
  return {
    rowCount: rows.length,
    names: isRecord(first) ? Object.keys(first) : [],
    cells: (name) => rows.map((row) => (isRecord(row) && hasOwn(row, name) ? row[name] : undefined)),
    labels: () => null,
    truths: () => null,
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

/** A column of numbers; truth values count as 1 and 0; NaN is missing. What is wrong with it is said once, not row by row. */
export const readNumbers = (found: Found, source: Source, option: string, name: string): Float64Array => {
  const values = new Float64Array(source.rowCount);
  if (!present(found, source, option, name)) return values;
  const cells = source.cells(name);
  const faults: Faults = new Map();
  for (let row = 0; row < values.length; row += 1) {
    const cell = cells[row];
    values[row] = typeof cell === "number" && Math.abs(cell) <= LARGEST ? cell : readCell(faults, row, cell);
  }
  noteFaults(found, faults, (row) => [row, name]);
  return values;
};

const readCell = (faults: Faults, row: number, cell: unknown): number => {
  if (isMissing(cell)) return Number.NaN;
  if (typeof cell === "boolean") return cell ? 1 : 0;
  if (typeof cell !== "number") addFault(faults, "wrong-type", "a number or a truth value", row, cell);
  else if (!Number.isFinite(cell)) addFault(faults, "not-finite", "a finite number", row, cell);
  else addFault(faults, "out-of-range", `a number of at most ${LARGEST} in size`, row, cell);
  return Number.NaN;
};

/** How a column of two values is read. */
export interface TruthRule {
  /** The value that counts as so, where an option named one; `null` where the column holds truth values, or 1 and 0. */
  readonly so: string | number | boolean | null;
  /** The option that can name it. */
  readonly option: string;
}

const TRUTHS = "true, false, 1 or 0";

/** A column of two values: 1 where the thing is so, 0 where it is not, NaN missing. */
export const readTruths = (
  found: Found,
  source: Source,
  option: string,
  name: string,
  rule: TruthRule | null = null,
): Float64Array => {
  const values = new Float64Array(source.rowCount);
  if (!present(found, source, option, name)) return values;
  if (rule !== null && rule.so !== null)
    return readNamedTruths(found, source.cells(name), name, rule.option, rule.so, values);
  const held = source.truths(name);
  if (held !== null) {
    for (let row = 0; row < values.length; row += 1) {
      const truth = held[row] as number; // row < length
      values[row] = truth === 0 || truth === 1 ? truth : Number.NaN;
    }
    return values;
  }
  const cells = source.cells(name);
  const faults: Faults = new Map();
  for (let row = 0; row < values.length; row += 1) {
    const cell = cells[row];
    if (cell === true || cell === 1) values[row] = 1;
    else if (cell !== false && cell !== 0) {
      values[row] = Number.NaN;
      if (isMissing(cell)) continue;
      const hint = typeof cell === "string" ? textHint(rule, cell) : "";
      addFault(faults, typeof cell === "number" ? "out-of-range" : "wrong-type", `${TRUTHS}${hint}`, row, cell);
    }
  }
  noteFaults(found, faults, (row) => [row, name]);
  return values;
};

const textHint = (rule: TruthRule | null, cell: string): string =>
  rule === null
    ? "; turn text into truth values first"
    : `; for text say which value it is, such as ${rule.option}: ${JSON.stringify(cell.slice(0, 20))}`;

const readNamedTruths = (
  found: Found,
  cells: ArrayLike<unknown>,
  name: string,
  option: string,
  so: string | number | boolean,
  values: Float64Array,
): Float64Array => {
  const faults: Faults = new Map();
  let other: unknown;
  let some = false;
  for (let row = 0; row < values.length; row += 1) {
    const cell = cells[row];
    if (cell === so) {
      values[row] = 1;
      some = true;
    } else if (isMissing(cell)) values[row] = Number.NaN;
    else if (typeof cell !== "string" && typeof cell !== "number" && typeof cell !== "boolean")
      addFault(faults, "wrong-type", "a string, a number or a truth value", row, cell);
    else {
      other ??= cell;
      if (cell !== other)
        addFault(faults, "unknown-value", `one of two values: ${written(so)} or ${written(other)}`, row, cell);
    }
  }
  noteFaults(found, faults, (row) => [row, name]);
  if (!some && other !== undefined)
    note(found, [option], "unknown-value", `a value that stands in ${name}, such as ${written(other)}`, so);
  return values;
};

const written = (value: unknown): string => JSON.stringify(value) ?? "";

/** A column of labels as indices into them, -1 where missing. */
export interface Labels {
  readonly codes: Int32Array;
  readonly labels: readonly string[];
}

/** A column of labels: strings, numbers or truth values, taken as text. */
export const readLabels = (found: Found, source: Source, option: string, name: string): Labels => {
  const codes = new Int32Array(source.rowCount);
  if (!present(found, source, option, name)) return { codes, labels: [] };
  const held = source.labels(name);
  if (held !== null) return held;
  const labels = new Map<string, number>();
  const cells = source.cells(name);
  const faults: Faults = new Map();
  for (let row = 0; row < codes.length; row += 1) {
    const cell = cells[row];
    if (isMissing(cell)) {
      codes[row] = -1;
      continue;
    }
    if (typeof cell !== "string" && typeof cell !== "number" && typeof cell !== "boolean") {
      addFault(faults, "wrong-type", "a label: a string, a number or a truth value", row, cell);
      continue;
    }
    const label = String(cell);
    const code = labels.get(label) ?? labels.size;
    labels.set(label, code);
    codes[row] = code;
  }
  noteFaults(found, faults, (row) => [row, name]);
  return { codes, labels: [...labels.keys()] };
};
