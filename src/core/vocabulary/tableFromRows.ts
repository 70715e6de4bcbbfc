import { isLeft } from "fp-ts/lib/Either.js";
import { type Found, hopeless, isForbiddenKey, isRecord, note, oneOf, reading } from "../check/index.ts";
import type { Result } from "./failure.ts";
import type { Table } from "./table.ts";
import { type BuiltColumn, buildColumn } from "./tableColumn.ts";
import { type KnownTable, readTableOptions, type TableOptions, UNKNOWN_COLUMN } from "./tableOptions.ts";

/**
 * How do my rows (of a database, an API, a CSV file) become a table that fits and estimators read?
 *
 * Columns are the keys of the rows, in the order of the first row. What `columns` does not say is inferred: the kind from the
 * first cell that is there (a number, a string, a truth value or a Date), the role from the name (see `ColumnOptions`),
 * categories from the values that occur, sorted. A column without any cell is a number column. `null`, `undefined` and NaN are
 * missing cells. One column holds one kind: a cell of another is refused by row and column.
 *
 * With `coerce: "csv"` strings are looked into. A column is of numbers if each cell that is there writes one with a decimal point
 * ("1.5", "-2e3"; "007" and whole numbers beyond 2^53 are codes, not numbers), of truth values if each is "true" or "false" in
 * any case, of times if each is ISO 8601 with an offset, and else a category. Spaces round a cell do not count, except in categories.
 * Where nine in ten of at least ten cells are numbers (or times) and another is not, that cell is refused: it is a slip or a spelling
 * of "missing", and to take the column for a category would hide it.
 *
 * Rows that lack a column another row has are refused, unless `absent: "missing"` reads the cell as missing.
 *
 * @param options - what is known of the columns, and how strings and absent cells are read; every key may be left out.
 * @returns a function from rows to the table, or `InvalidInput` naming row and column; at most twenty issues are listed.
 *
 * Cost: linear in the cells; 100,000 rows of 20 columns take about a tenth of a second.
 *
 * @example
 * ```ts
 * import { numberColumn, orThrow, tableFromRows } from "learnlift";
 *
 * const table = orThrow(tableFromRows({ columns: { region: { role: "protected" } } })([
 *   { learner: "a", minutes: 40, region: "north", active: true },
 *   { learner: "b", minutes: null, region: "south", active: false },
 * ]));
 * orThrow(numberColumn(table, "minutes")).values; // Float64Array [40, NaN]
 * ```
 */
export const tableFromRows = (options: TableOptions = {}): ((rows: readonly object[]) => Result<Table>) => {
  const known = reading("tableFromRows", (found) => readTableOptions(found, options));
  return (rows) => (isLeft(known) ? known : reading("tableFromRows", (found) => readRows(found, known.right, rows)));
};

const readRows = (found: Found, known: KnownTable, value: unknown): Table => {
  if (!Array.isArray(value)) {
    note(found, [], value === undefined ? "missing" : "wrong-type", "an array of rows", value);
    return tableOf(0, new Map());
  }
  const names = columnNames(found, known, value);
  const columns = columnsOf(found, known, value, names);
  const built = new Map<string, BuiltColumn>();
  names.forEach((name, place) => {
    const cells = {
      name,
      values: columns[place] ?? [],
      pathOf: (row: number) => [row, name],
      missing: known.coerce,
    };
    built.set(name, buildColumn(found, cells, known.columns.get(name) ?? UNKNOWN_COLUMN));
  });
  return tableOf(value.length, built);
};

const keysOf = (row: unknown): readonly string[] => (isRecord(row) ? Object.keys(row) : []);

/** The keys of the first row (of all rows where absent cells are missing), then what only the options name. */
const columnNames = (found: Found, known: KnownTable, rows: readonly unknown[]): readonly string[] => {
  const names = new Set(keysOf(rows[0]));
  if (known.absentIsMissing) for (const row of rows) for (const name of keysOf(row)) names.add(name);
  for (const name of names) {
    if (!isForbiddenKey(name)) continue;
    note(found, [0, name], "forbidden-key", "a column name that does not reach the prototype", name);
    names.delete(name);
  }
  const inRows = [...names];
  if (names.size === 0 && rows.length > 0 && isRecord(rows[0]))
    note(found, [0], "empty", "a row with at least one column", rows[0]);
  for (const name of known.columns.keys()) {
    if (!names.has(name) && rows.length > 0 && !known.absentIsMissing)
      note(found, ["columns", name], "unknown-value", `a column of the rows: ${oneOf(inRows, name)}`, name);
    names.add(name);
  }
  return [...names];
};

/** The cells, column by column; every cell is read once. */
const columnsOf = (
  found: Found,
  known: KnownTable,
  rows: readonly unknown[],
  names: readonly string[],
): readonly unknown[][] => {
  const columns = names.map((): unknown[] => []);
  for (let index = 0; index < rows.length && !hopeless(found); index += 1) {
    const row = rows[index];
    if (!isRecord(row)) {
      const code = row === undefined ? "missing" : "wrong-type";
      note(found, [index], code, "a row: an object with one value for each column", row);
      continue;
    }
    if (!known.absentIsMissing) noteRagged(found, row, index, names);
    for (let place = 0; place < names.length; place += 1)
      (columns[place] as unknown[]).push(row[names[place] as string]); // place is in range of both
  }
  return columns;
};

const noteRagged = (
  found: Found,
  row: Readonly<Record<string, unknown>>,
  index: number,
  names: readonly string[],
): void => {
  const keys = Object.keys(row);
  let same = keys.length === names.length;
  for (let place = 0; same && place < keys.length; place += 1) same = keys[place] === names[place];
  if (same) return;
  const absence = 'a value or null (absent: "missing" reads absent cells as missing)';
  for (const name of names) if (!keys.includes(name)) note(found, [index, name], "missing", absence, undefined);
  for (const key of keys)
    if (!names.includes(key))
      note(found, [index, key], "unknown-key", `a column of the first row: ${oneOf(names, key)}`, row[key]);
};

/** A table of built columns. */
export const tableOf = (rowCount: number, built: ReadonlyMap<string, BuiltColumn>): Table => {
  const schema: Record<string, BuiltColumn["spec"]> = {};
  const columns: Record<string, BuiltColumn["column"]> = {};
  for (const [name, { spec, column }] of built) {
    schema[name] = spec;
    columns[name] = column;
  }
  return { schema, rowCount, columns };
};
