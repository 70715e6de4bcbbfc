import { type Found, reading } from "../check/index.ts";
import type { Result } from "./failure.ts";
import {
  readBooleanColumn,
  readCategoryColumn,
  readColumn,
  readNumberColumn,
  readTable,
  readTimeColumn,
} from "./readTable.ts";
import type { BooleanColumn, CategoryColumn, Column, ColumnSpec, NumberColumn, Table, TimeColumn } from "./table.ts";

/**
 * The numbers of a column.
 *
 * @param table - made by `tableFromRows` or `tableFromColumns`.
 * @param name - of a column of numbers, whatever its role: to name a column is to use it on purpose.
 * @returns the column, NaN where a cell is missing; or `InvalidInput` with the names that exist and the nearest of them.
 *
 * Cost: linear in the rows. The answer shares its array with the table: copy before writing to it.
 *
 * @example
 * ```ts
 * import { numberColumn, orThrow, tableFromRows } from "learnlift";
 *
 * const table = orThrow(tableFromRows()([{ minutes: 40 }, { minutes: 25 }]));
 * orThrow(numberColumn(table, "minutes")).values; // Float64Array [40, 25]
 * ```
 */
export const numberColumn = (table: Table, name: string): Result<NumberColumn> =>
  reading("numberColumn", (found) => readNumberColumn(found, ["name"], readTable(found, ["table"], table), name));

/** The categories of a column, as indices into its list; -1 where a cell is missing. Otherwise as `numberColumn`. */
export const categoryColumn = (table: Table, name: string): Result<CategoryColumn> =>
  reading("categoryColumn", (found) => readCategoryColumn(found, ["name"], readTable(found, ["table"], table), name));

/** The truth values of a column: 1, 0, or -1 where a cell is missing. Otherwise as `numberColumn`. */
export const booleanColumn = (table: Table, name: string): Result<BooleanColumn> =>
  reading("booleanColumn", (found) => readBooleanColumn(found, ["name"], readTable(found, ["table"], table), name));

/** The instants of a column in epoch milliseconds, NaN where a cell is missing. Otherwise as `numberColumn`. */
export const timeColumn = (table: Table, name: string): Result<TimeColumn> =>
  reading("timeColumn", (found) => readTimeColumn(found, ["name"], readTable(found, ["table"], table), name));

/** A column that may be used to tell people apart. */
export interface FeatureColumn {
  /** Its name. */
  readonly name: string;
  /** Its declaration. */
  readonly spec: ColumnSpec;
  /** Its cells. */
  readonly column: Column;
}

/**
 * Which columns may be used, when nobody names any? Those of role `feature`, in the order of the schema; never one that is
 * `protected`, `id` or `ignored`.
 *
 * @example
 * ```ts
 * import { featureColumns, orThrow, tableFromRows } from "learnlift";
 *
 * const table = orThrow(tableFromRows({ columns: { age: { role: "protected" } } })([{ learner: "a", age: 50, minutes: 40 }]));
 * orThrow(featureColumns(table)).map(({ name }) => name); // ["minutes"]
 * ```
 */
export const featureColumns = (table: Table): Result<readonly FeatureColumn[]> =>
  reading("featureColumns", (found) => readFeatureColumns(found, readTable(found, ["table"], table)));

/** The feature columns of a table that was read. */
const readFeatureColumns = (found: Found, table: Table): readonly FeatureColumn[] => {
  const features: FeatureColumn[] = [];
  for (const name of Object.keys(table.schema)) {
    const spec = table.schema[name];
    if (spec?.role === "feature") features.push({ name, spec, column: readColumn(found, table, name) });
  }
  return features;
};
