import { isLeft } from "fp-ts/lib/Either.js";
import { type Found, hopeless, ifGiven, note, type Path, reading, readOptions } from "../check/index.ts";
import type { Result } from "./failure.ts";
import { readColumn, readColumnNames, readNumberColumn, readTable } from "./readTable.ts";
import type { Column, Table } from "./table.ts";

/** Rows and columns of numbers, row after row. */
export interface NumberMatrix {
  /** The columns' names, in their order. */
  readonly names: readonly string[];
  /** How many rows. */
  readonly rowCount: number;
  /** `values[row * names.length + column]`, finite. */
  readonly values: Float64Array;
}

/** Which columns become a matrix. */
export interface MatrixOptions {
  /** Default: the feature columns of the table, which must then all be numbers or truth values. */
  readonly columns?: readonly string[];
}

/**
 * The features of a table as one block of numbers, for clustering, distances and regressions.
 *
 * Truth values become 1 and 0. A category or time among the columns is refused by name: leave it out (`columns`, or another role)
 * or turn it into numbers in a way you can defend. A missing cell is refused by row and column: what stands in for it is a
 * decision about people, and it is yours.
 *
 * @returns a function from a table to the matrix, or `InvalidInput`.
 *
 * Cost: linear in the cells.
 *
 * @example
 * ```ts
 * import { orThrow, tableFromRows, tableToMatrix } from "learnlift";
 *
 * const table = orThrow(tableFromRows()([{ learner: "a", minutes: 40, active: true }]));
 * orThrow(tableToMatrix()(table)); // { names: ["minutes", "active"], rowCount: 1, values: Float64Array [40, 1] }
 * ```
 */
export const tableToMatrix = (options: MatrixOptions = {}): ((table: Table) => Result<NumberMatrix>) => {
  const columns = reading("tableToMatrix", (found) =>
    ifGiven(readOptions(found, [], options, ["columns"])["columns"], (given) =>
      readColumnNames(found, ["columns"], given),
    ),
  );
  return (table) =>
    isLeft(columns)
      ? columns
      : reading("tableToMatrix", (found) =>
          readMatrix(found, ["columns"], readTable(found, ["table"], table), columns.right),
        );
};

/** The matrix of named columns, or of all features, of a table that was read; `path` is where the names stood. */
export const readMatrix = (
  found: Found,
  path: Path,
  table: Table,
  columns: readonly string[] | undefined,
): NumberMatrix => {
  const features = Object.keys(table.schema).filter((name) => table.schema[name]?.role === "feature");
  const names = columns ?? features;
  const values = new Float64Array(table.rowCount * names.length);
  names.forEach((name, place) => {
    const kind = table.schema[name]?.kind;
    const column =
      kind === "boolean"
        ? readColumn(found, table, name)
        : readNumberColumn(found, columns === undefined ? ["columns", name] : [...path, place], table, name);
    copyColumn(found, column, name, values, place, names.length);
  });
  return { names, rowCount: table.rowCount, values };
};

const copyColumn = (
  found: Found,
  column: Column,
  name: string,
  into: Float64Array,
  place: number,
  width: number,
): void => {
  if (column.kind !== "number" && column.kind !== "boolean") return;
  const { values } = column;
  for (let row = 0; row < values.length && !hopeless(found); row += 1) {
    const value = values[row] as number; // row is in range
    const missing = column.kind === "number" ? Number.isNaN(value) : value < 0;
    if (missing) note(found, [row, name], "missing", `a ${column.kind} in every row`, undefined);
    into[row * width + place] = value;
  }
};
