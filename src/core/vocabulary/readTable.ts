import {
  type Found,
  hasOwn,
  hopeless,
  isForbiddenKey,
  isRecord,
  note,
  oneOf,
  ownValue,
  type Path,
  readArray,
  readChoice,
  readInteger,
  readObject,
  readText,
} from "../check/index.ts";
import type {
  BooleanColumn,
  CategoryColumn,
  Column,
  ColumnKind,
  ColumnSpec,
  NumberColumn,
  Table,
  TimeColumn,
} from "./table.ts";

const KINDS: readonly [ColumnKind, ...ColumnKind[]] = ["number", "category", "boolean", "time"];

/** Stands in for a value that is no table; readers of its columns stay silent, since the table itself was noted. */
const NO_TABLE: Table = { schema: {}, rowCount: 0, columns: {} };

/**
 * A table from outside, as fits and estimators receive it: every column of the schema is there, of the kind the schema says, with
 * a cell for each row. Cells are checked when a column is read by name.
 */
export const readTable = (found: Found, path: Path, value: unknown): Table => {
  const issues = found.issues.length;
  const source = readObject(found, path, value, "a table (tableFromRows and tableFromColumns make one)");
  if (found.issues.length > issues) return NO_TABLE;
  const rowCount = readInteger(found, [...path, "rowCount"], source["rowCount"], { min: 0 });
  const schema = readObject(found, [...path, "schema"], source["schema"], "a schema");
  const columns = readObject(found, [...path, "columns"], source["columns"], "the columns by name");
  const kept: Record<string, ColumnSpec> = {};
  const read: Record<string, Column> = {};
  for (const name of Object.keys(schema)) {
    if (hopeless(found)) break;
    if (isForbiddenKey(name)) {
      note(found, [...path, "schema", name], "forbidden-key", "a column name that does not reach the prototype", name);
      continue;
    }
    const spec = readSpec(found, [...path, "schema", name], schema[name]);
    kept[name] = spec;
    read[name] = readStoredColumn(found, [...path, "columns", name], ownValue(columns, name), spec.kind, rowCount);
  }
  if (Object.keys(kept).length === 0 && rowCount > 0)
    note(found, [...path, "rowCount"], "inconsistent", "0 rows, because there are no columns", rowCount);
  return found.issues.length > issues ? NO_TABLE : { schema: kept, rowCount, columns: read };
};

const readSpec = (found: Found, path: Path, value: unknown): ColumnSpec => {
  const source = readObject(found, path, value, "a column's declaration");
  const kind = readChoice(found, [...path, "kind"], source["kind"], KINDS);
  const role = readChoice(found, [...path, "role"], source["role"], ["feature", "id", "protected", "ignored"]);
  const { categories, ordered } = source;
  return {
    kind,
    role,
    ...(isStrings(categories) ? { categories } : {}),
    ...(typeof ordered === "boolean" ? { ordered } : {}),
  };
};

const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((element) => typeof element === "string");

const readStoredColumn = (found: Found, path: Path, value: unknown, kind: ColumnKind, rowCount: number): Column => {
  const source = isRecord(value) ? value : {};
  const sized = (array: { readonly length: number }): boolean => array.length === rowCount;
  if (source["kind"] === kind) {
    const { values, codes, categories, ordered } = source;
    if ((kind === "number" || kind === "time") && values instanceof Float64Array && sized(values))
      return { kind, values };
    if (kind === "boolean" && values instanceof Int8Array && sized(values)) return { kind, values };
    if (kind === "category" && codes instanceof Int32Array && sized(codes) && isStrings(categories))
      return { kind, codes, categories, ordered: ordered === true };
  }
  note(found, path, value === undefined ? "missing" : "inconsistent", `a ${kind} column of ${rowCount} cells`, value);
  return { kind: "number", values: new Float64Array(0) };
};

const namesOf = (table: Table, kind: ColumnKind): readonly string[] =>
  Object.keys(table.schema).filter((name) => table.schema[name]?.kind === kind);

const columnNamed = (found: Found, path: Path, table: Table, name: unknown, kind: ColumnKind): Column | undefined => {
  if (table === NO_TABLE) return undefined;
  const column = typeof name === "string" && hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (column?.kind === kind) return column;
  if (column !== undefined) note(found, path, "wrong-type", `a ${kind} column (this is a ${column.kind} column)`, name);
  else {
    const code = name === undefined ? "missing" : typeof name === "string" ? "unknown-value" : "wrong-type";
    note(found, path, code, `a ${kind} column of the table: ${oneOf(namesOf(table, kind), name)}`, name);
  }
  return undefined;
};

const noteMisfits = (
  found: Found,
  name: unknown,
  cells: ArrayLike<number>,
  fits: (cell: number) => boolean,
  expected: string,
): void => {
  for (let row = 0; row < cells.length && !hopeless(found); row += 1) {
    const cell = cells[row] as number; // row is in range
    if (!fits(cell)) note(found, [row, String(name)], "out-of-range", expected, cell);
  }
};

const notInfinite = (cell: number): boolean => Math.abs(cell) !== Number.POSITIVE_INFINITY;

/** Column names from outside, each once. */
export const readColumnNames = (found: Found, path: Path, value: unknown): readonly string[] => {
  const seen = new Set<string>();
  return readArray(found, path, value, (element, where) => {
    const name = typeof element === "string" ? element : readText(found, where, element, "a column name");
    if (seen.has(name)) note(found, where, "duplicate", "each column once", element);
    seen.add(name);
    return name;
  });
};

/** The number column of a name given from outside; its cells are finite or NaN. */
export const readNumberColumn = (found: Found, path: Path, table: Table, name: unknown): NumberColumn => {
  const column = columnNamed(found, path, table, name, "number");
  if (column?.kind !== "number") return { kind: "number", values: new Float64Array(0) };
  noteMisfits(found, name, column.values, notInfinite, "a finite number, or NaN where it is missing");
  return column;
};

/** The time column of a name given from outside; its cells are finite or NaN. */
export const readTimeColumn = (found: Found, path: Path, table: Table, name: unknown): TimeColumn => {
  const column = columnNamed(found, path, table, name, "time");
  if (column?.kind !== "time") return { kind: "time", values: new Float64Array(0) };
  noteMisfits(found, name, column.values, notInfinite, "epoch milliseconds, or NaN where it is missing");
  return column;
};

/** The boolean column of a name given from outside; its cells are 1, 0 or -1. */
export const readBooleanColumn = (found: Found, path: Path, table: Table, name: unknown): BooleanColumn => {
  const column = columnNamed(found, path, table, name, "boolean");
  if (column?.kind !== "boolean") return { kind: "boolean", values: new Int8Array(0) };
  noteMisfits(found, name, column.values, (cell) => cell >= -1 && cell <= 1, "1, 0, or -1 where it is missing");
  return column;
};

/** The category column of a name given from outside; its codes are indices into its categories, or -1. */
export const readCategoryColumn = (found: Found, path: Path, table: Table, name: unknown): CategoryColumn => {
  const column = columnNamed(found, path, table, name, "category");
  if (column?.kind !== "category")
    return { kind: "category", codes: new Int32Array(0), categories: [], ordered: false };
  const last = column.categories.length - 1;
  noteMisfits(found, name, column.codes, (code) => code >= -1 && code <= last, `a code from -1 to ${last}`);
  return column;
};

/** The column of a name that the schema has, whatever its kind, with its cells checked. */
export const readColumn = (found: Found, table: Table, name: string): Column => {
  const path = ["columns", name];
  switch (table.schema[name]?.kind) {
    case "category":
      return readCategoryColumn(found, path, table, name);
    case "boolean":
      return readBooleanColumn(found, path, table, name);
    case "time":
      return readTimeColumn(found, path, table, name);
    default:
      return readNumberColumn(found, path, table, name);
  }
};
