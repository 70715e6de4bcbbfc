import { isLeft } from "fp-ts/lib/Either.js";
import { clean, hasOwn, note, oneOf, reading } from "../check/index.ts";
import type { Result } from "./failure.ts";
import { readColumnNames, readTable } from "./readTable.ts";
import type { Column, ColumnSpec, Table } from "./table.ts";

/**
 * Only these columns, in this order.
 *
 * @param names - of columns of the table, each once.
 * @returns a function from a table to a smaller one that shares its cells, or `InvalidInput` with the nearest name.
 *
 * Cost: linear in the columns.
 *
 * @example
 * ```ts
 * import { orThrow, selectColumns, tableFromRows } from "learnlift";
 *
 * const table = orThrow(tableFromRows()([{ learner: "a", minutes: 40, clicks: 7 }]));
 * Object.keys(orThrow(selectColumns(["clicks"])(table)).columns); // ["clicks"]
 * ```
 */
export const selectColumns = (names: readonly string[]): ((table: Table) => Result<Table>) => {
  const wanted = reading("selectColumns", (found) => readColumnNames(found, ["names"], names));
  return (table) => {
    if (isLeft(wanted)) return wanted;
    return reading("selectColumns", (found) => {
      const source = readTable(found, ["table"], table);
      if (!clean(found)) return source;
      const known = Object.keys(source.schema);
      const schema: Record<string, ColumnSpec> = {};
      const columns: Record<string, Column> = {};
      wanted.right.forEach((name, index) => {
        const spec = hasOwn(source.schema, name) ? source.schema[name] : undefined;
        const column = source.columns[name];
        if (spec !== undefined && column !== undefined) {
          schema[name] = spec;
          columns[name] = column;
        } else note(found, ["names", index], "unknown-value", `a column of the table: ${oneOf(known, name)}`, name);
      });
      return { schema, rowCount: wanted.right.length === 0 ? 0 : source.rowCount, columns };
    });
  };
};
