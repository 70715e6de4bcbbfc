import { isLeft } from "fp-ts/lib/Either.js";
import { type Found, hopeless, isForbiddenKey, note, oneOf, reading, readObject } from "../check/index.ts";
import type { Result } from "./failure.ts";
import type { Table } from "./table.ts";
import { type BuiltColumn, buildColumn } from "./tableColumn.ts";
import { tableOf } from "./tableFromRows.ts";
import { type KnownTable, readTableOptions, type TableOptions, UNKNOWN_COLUMN } from "./tableOptions.ts";

/** Columns by name: arrays, or typed arrays of numbers. */
export type ColumnArrays = Readonly<Record<string, ArrayLike<unknown>>>;

/**
 * How do my columns (of a data frame, of Arrow, of a query engine) become a table?
 *
 * The rules are those of `tableFromRows`; cells are copied, so typed arrays may be reused afterwards. All columns need the same length.
 *
 * @param options - as in `tableFromRows`; `absent` has no effect here.
 * @returns a function from columns to the table, or `InvalidInput` naming column and row.
 *
 * Cost: linear in the cells.
 *
 * @example
 * ```ts
 * import { orThrow, tableFromColumns } from "learnlift";
 *
 * const table = orThrow(tableFromColumns()({ minutes: new Float64Array([40, NaN]), region: ["north", "south"] }));
 * table.rowCount; // 2
 * ```
 */
export const tableFromColumns = (options: TableOptions = {}): ((columns: ColumnArrays) => Result<Table>) => {
  const known = reading("tableFromColumns", (found) => readTableOptions(found, options));
  return (columns) =>
    isLeft(known) ? known : reading("tableFromColumns", (found) => readColumns(found, known.right, columns));
};

const isArrayLike = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

const readColumns = (found: Found, known: KnownTable, value: unknown): Table => {
  const source = readObject(found, [], value, "an object with one array for each column");
  const names = Object.keys(source);
  const built = new Map<string, BuiltColumn>();
  let first: { readonly name: string; readonly length: number } | undefined;
  for (const name of names) {
    if (hopeless(found)) break;
    const values = source[name];
    if (isForbiddenKey(name))
      note(found, [name], "forbidden-key", "a column name that does not reach the prototype", name);
    else if (!isArrayLike(values)) note(found, [name], "wrong-type", "an array or a typed array", values);
    else {
      first ??= { name, length: values.length };
      if (values.length !== first.length)
        note(found, [name], "inconsistent", `${first.length} cells, as "${first.name}" has`, values.length);
      const cells = { name, values, pathOf: (row: number) => [name, row], missing: known.coerce };
      built.set(name, buildColumn(found, cells, known.columns.get(name) ?? UNKNOWN_COLUMN));
    }
  }
  for (const name of known.columns.keys())
    if (!names.includes(name)) note(found, ["columns", name], "unknown-value", oneOf(names, name), name);
  return tableOf(first?.length ?? 0, built);
};
