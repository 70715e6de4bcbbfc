import { reading } from "../check/index.ts";
import type { Result } from "./failure.ts";
import { readColumn, readTable } from "./readTable.ts";
import type { Column, Table } from "./table.ts";

/** One cell as plain data; `null` is missing. */
export type Cell = number | string | boolean | Date | null;

/** One row of a table, by column name. */
export type TableRow = Readonly<Record<string, Cell>>;

/**
 * How do I get my rows back, to show them or to hand them on? The inverse of `tableFromRows`:
 * `tableFromRows({ columns: table.schema })(tableRows(table))` is the same table.
 *
 * Categories come back as their strings, times as Dates, missing cells as `null`.
 *
 * Cost: linear in the cells.
 *
 * @example
 * ```ts
 * import { orThrow, tableFromRows, tableRows } from "learnlift";
 *
 * const table = orThrow(tableFromRows()([{ learner: "a", minutes: undefined }]));
 * orThrow(tableRows(table)); // [{ learner: "a", minutes: null }]
 * ```
 */
export const tableRows = (table: Table): Result<readonly TableRow[]> =>
  reading("tableRows", (found) => {
    const source = readTable(found, ["table"], table);
    const columns = Object.keys(source.schema).map((name) => ({ name, column: readColumn(found, source, name) }));
    return Array.from({ length: source.rowCount }, (_, row) => {
      const cells: Record<string, Cell> = {};
      for (const { name, column } of columns) cells[name] = cellOf(column, row);
      return cells;
    });
  });

const cellOf = (column: Column, row: number): Cell => {
  switch (column.kind) {
    case "number": {
      const value = column.values[row] ?? Number.NaN;
      return Number.isNaN(value) ? null : value;
    }
    case "time": {
      const value = column.values[row] ?? Number.NaN;
      return Number.isNaN(value) ? null : new Date(value);
    }
    case "boolean": {
      const value = column.values[row] ?? -1;
      return value < 0 ? null : value === 1;
    }
    case "category":
      return column.categories[column.codes[row] ?? -1] ?? null;
  }
};
