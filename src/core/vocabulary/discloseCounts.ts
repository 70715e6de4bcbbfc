import { isLeft } from "fp-ts/lib/Either.js";
import {
  clean,
  type Found,
  note,
  type Path,
  readArray,
  readInteger,
  reading,
  readObject,
  readText,
} from "../check/index.ts";
import { type DisclosurePolicy, readPolicy } from "./disclosure.ts";
import type { Result } from "./failure.ts";
import { type Circulation, hiddenEdges } from "./suppression.ts";

/** How many people are in each group. */
export interface OneWayCounts {
  /** The groups' names, each once. */
  readonly rows: readonly string[];
  /** People in each, in the order of `rows`. */
  readonly counts: readonly number[];
}

/** How many people are in each pair of groups. */
export interface TwoWayCounts {
  /** The names of the rows, each once. */
  readonly rows: readonly string[];
  /** The names of the columns, each once. */
  readonly columns: readonly string[];
  /** People in each cell: `counts[row][column]`. */
  readonly counts: readonly (readonly number[])[];
}

/** Counts as they may be shown; `null` is hidden. */
export interface DisclosedOneWay {
  /** As given. */
  readonly rows: readonly string[];
  /** In the order of `rows`; `null` is hidden. */
  readonly counts: readonly (number | null)[];
  /** Their sum, or `null` where it had to be hidden too. */
  readonly total: number | null;
  /** How many counts and totals are hidden. */
  readonly hidden: number;
  /** Counts below this were hidden, and others with them. */
  readonly smallestGroup: number;
}

/** Counts as they may be shown; `null` is hidden. */
export interface DisclosedTwoWay {
  /** As given. */
  readonly rows: readonly string[];
  /** As given. */
  readonly columns: readonly string[];
  /** `counts[row][column]`; `null` is hidden. */
  readonly counts: readonly (readonly (number | null)[])[];
  /** In the order of `rows`; `null` is hidden. */
  readonly rowTotals: readonly (number | null)[];
  /** In the order of `columns`; `null` is hidden. */
  readonly columnTotals: readonly (number | null)[];
  /** Of everything; `null` is hidden. */
  readonly total: number | null;
  /** How many counts and totals are hidden. */
  readonly hidden: number;
  /** Counts below this were hidden, and others with them. */
  readonly smallestGroup: number;
}

/** Takes a table with or without columns. */
export interface DiscloseCounts {
  /** Of a table with two ways. */
  (table: TwoWayCounts): Result<DisclosedTwoWay>;
  /** Of a list of groups. */
  (table: OneWayCounts): Result<DisclosedOneWay>;
}

/** More cells than any table that people read. */
const MOST_CELLS = 10_000;

/**
 * Which counts may I show, so that nobody is singled out?
 *
 * Counts below the policy's smallest group are hidden, and with them as many others (cells first, totals only where no cells will do) as it
 * takes that no hidden count can be worked out from rows, columns and totals: for whoever sees the table, each hidden count remains
 * possible over a range at least as wide as the smallest group. Which of the hidden counts were small is not said.
 *
 * Zeros are shown unless the policy hides them. A row whose people all stand in one cell says something of each of them whatever its
 * size; whether that may be shown is for you to judge. Two tables over the same people can give away by their difference what neither
 * gives away alone: publish one table, not several cuts of it.
 *
 * @param policy - made by `disclosurePolicy`.
 * @returns a function from counts of people (whole, at most 10,000 cells) to the counts that may be shown, with totals.
 *
 * Cost: one shortest path in the table for each hidden count. For what is hidden and why see `suppression.ts` and Gusfield (1988).
 *
 * @example
 * ```ts
 * import { discloseCounts, disclosurePolicy, orThrow } from "learnlift";
 *
 * const policy = orThrow(disclosurePolicy({ smallestGroup: 10 }));
 * const shown = orThrow(
 *   discloseCounts(policy)({
 *     rows: ["Lisbon", "Porto"],
 *     columns: ["started", "finished"],
 *     counts: [
 *       [40, 4],
 *       [25, 30],
 *     ],
 *   }),
 * );
 * shown.counts; // [[null, null], [null, null]]: with any one of them the 4 could be worked out
 * shown.rowTotals; // [44, 55]
 * ```
 */
export const discloseCounts = (policy: DisclosurePolicy): DiscloseCounts => {
  const known = reading("discloseCounts", (found) => readPolicy(found, ["policy"], policy));
  // the overloads tell apart by `columns` what the body tells apart by `columns`
  return ((table: OneWayCounts | TwoWayCounts): Result<DisclosedOneWay | DisclosedTwoWay> => {
    if (isLeft(known)) return known;
    const read = reading("discloseCounts", (found) => readCounts(found, table));
    if (isLeft(read)) return read;
    const { rows, columns, counts } = read.right;
    return {
      _tag: "Right",
      right: columns === null ? oneWay(known.right, rows, counts) : twoWay(known.right, rows, columns, counts),
    };
  }) as DiscloseCounts;
};

interface Counts {
  readonly rows: readonly string[];
  readonly columns: readonly string[] | null;
  /** Row after row. */
  readonly counts: readonly number[];
}

const readNames = (found: Found, path: Path, value: unknown): readonly string[] => {
  const seen = new Set<string>();
  return readArray(found, path, value, (element, where) => {
    const name = readText(found, where, element, "a group's name");
    if (name !== "" && seen.has(name)) note(found, where, "duplicate", "each name once", name);
    seen.add(name);
    return name;
  });
};

const readLine = (found: Found, path: Path, value: unknown, length: number): readonly number[] => {
  const line = readArray(found, path, value, (element, where) =>
    readInteger(found, where, element, { min: 0, max: 1e12 }),
  );
  if (Array.isArray(value) && line.length !== length)
    note(found, path, "inconsistent", `${length} counts, one for each name`, line.length);
  return line;
};

const readCounts = (found: Found, value: unknown): Counts => {
  const table = readObject(found, [], value, "a table of counts");
  const rows = readNames(found, ["rows"], table["rows"]);
  const columns = table["columns"] === undefined ? null : readNames(found, ["columns"], table["columns"]);
  const cells = rows.length * (columns?.length ?? 1);
  if (clean(found) && (cells === 0 || cells > MOST_CELLS))
    note(found, ["rows"], cells === 0 ? "empty" : "too-many", `from 1 to ${MOST_CELLS} cells`, cells);
  if (!clean(found)) return { rows, columns, counts: [] };
  if (columns === null) return { rows, columns, counts: readLine(found, ["counts"], table["counts"], rows.length) };
  const lines = readArray(found, ["counts"], table["counts"], (line, path) =>
    readLine(found, path, line, columns.length),
  );
  if (Array.isArray(table["counts"]) && lines.length !== rows.length)
    note(found, ["counts"], "inconsistent", `${rows.length} rows of counts, one for each name`, lines.length);
  return { rows, columns, counts: lines.flat() };
};

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** The values of a circulation with what must not be seen taken out. */
const shownValues = (policy: DisclosurePolicy, table: Circulation): readonly (number | null)[] => {
  const { smallestGroup, zeros } = policy;
  const hidden = hiddenEdges(table, { smallestGroup, lowest: zeros === "shown" ? 1 : 0 });
  return table.value.map((count, edge) => (hidden[edge] === true ? null : count));
};

const countHidden = (shown: readonly (number | null)[]): number => shown.filter((count) => count === null).length;

const oneWay = (policy: DisclosurePolicy, rows: readonly string[], counts: readonly number[]): DisclosedOneWay => {
  const shown = shownValues(policy, {
    nodes: 2,
    from: [...counts.map(() => 0), 1],
    to: [...counts.map(() => 1), 0],
    value: [...counts, sum(counts)],
    isTotal: [...counts.map(() => false), true],
  });
  return {
    rows,
    counts: shown.slice(0, -1),
    total: shown[counts.length] ?? null,
    hidden: countHidden(shown),
    smallestGroup: policy.smallestGroup,
  };
};

/** Edges in the order: cells row after row, totals of rows, totals of columns, the grand total. */
const twoWay = (
  policy: DisclosurePolicy,
  rows: readonly string[],
  columns: readonly string[],
  counts: readonly number[],
): DisclosedTwoWay => {
  const [height, width] = [rows.length, columns.length];
  const rowOf = (cell: number): number => Math.floor(cell / width);
  const columnOf = (cell: number): number => cell % width;
  const rowTotals = rows.map((_, row) => sum(counts.filter((_count, cell) => rowOf(cell) === row)));
  const columnTotals = columns.map((_, column) => sum(counts.filter((_count, cell) => columnOf(cell) === column)));
  const [totals, twin] = [height + width, height + width + 1];
  const shown = shownValues(policy, {
    nodes: twin + 1,
    from: [
      ...counts.map((_, cell) => rowOf(cell)),
      ...rows.map(() => twin),
      ...columns.map((_, column) => height + column),
      totals,
    ],
    to: [
      ...counts.map((_, cell) => height + columnOf(cell)),
      ...rows.map((_, row) => row),
      ...columns.map(() => totals),
      twin,
    ],
    value: [...counts, ...rowTotals, ...columnTotals, sum(counts)],
    isTotal: [...counts.map(() => false), ...rows.map(() => true), ...columns.map(() => true), true],
  });
  const cells = counts.length;
  return {
    rows,
    columns,
    counts: rows.map((_, row) => shown.slice(row * width, (row + 1) * width)),
    rowTotals: shown.slice(cells, cells + height),
    columnTotals: shown.slice(cells + height, cells + height + width),
    total: shown[shown.length - 1] ?? null,
    hidden: countHidden(shown),
    smallestGroup: policy.smallestGroup,
  };
};
