import { type Found, hopeless, note } from "../core/check/index.ts";
import { readMatrix, readNumberColumn, readTable, type Table } from "../core/vocabulary/index.ts";
import type { Points } from "./kMeans/points.ts";

/** The column in which a table says how many days of activity its rows summarise. It is no feature unless it is named as one. */
export const ELAPSED_DAYS = "elapsedDays";

/** The squares of larger numbers, summed, would overflow. */
const LARGEST = 1e100;

/** The features of a table as points, in their own units. */
export interface FeatureMatrix {
  readonly names: readonly string[];
  readonly points: Points;
  /** Days of activity the rows summarise, `null` where the table does not say. */
  readonly elapsedDays: number | null;
}

/** The one number of days in the column `elapsedDays`, `null` where there is no such column or no row. */
const readElapsedDays = (found: Found, table: Table): number | null => {
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

/**
 * Reads the features of a table: the columns named, or else all columns with the role `feature`. A column with the role `protected`,
 * `id` or `ignored` is read only if it is named.
 */
export const readFeatureMatrix = (found: Found, value: unknown, chosen: readonly string[] | null): FeatureMatrix => {
  const table = readTable(found, ["table"], value);
  const isFeature = (name: string): boolean => table.schema[name]?.role === "feature" && name !== ELAPSED_DAYS;
  const names = chosen ?? Object.keys(table.schema).filter(isFeature);
  const { values, rowCount } = readMatrix(found, ["features"], table, names);
  if (names.length === 0 && found.issues.length === 0) {
    note(found, ["table", "schema"], "empty", "at least one column with the role feature", table.schema);
  }
  noteTooLarge(found, names, values);
  return {
    names,
    points: { coordinates: values, count: rowCount, dimensions: names.length },
    elapsedDays: names.includes(ELAPSED_DAYS) ? null : readElapsedDays(found, table),
  };
};
