import { clean, type Found } from "../core/check/index.ts";
import { type Reason, reason } from "../core/vocabulary/index.ts";
import { addFault, type Faults, noteFaults } from "./faults.ts";

/** What to do with rows that lack a value: refuse the input, naming the first of them, or leave them out and say so. */
export type MissingRule = "refuse" | "drop";

/** A column that plays a part, and how to tell that a cell of it is missing. */
export interface Part {
  readonly name: string;
  readonly missingAt: (row: number) => boolean;
}

/** The part of a column of numbers. */
export const numbersPart = (name: string, values: Float64Array): Part => ({
  name,
  missingAt: (row) => Number.isNaN(values[row]),
});

/** The part of a column of labels. */
export const labelsPart = (name: string, codes: Int32Array): Part => ({ name, missingAt: (row) => codes[row] === -1 });

/** Indices of rows, ascending; `null` for all of them. */
export type Kept = Int32Array | null;

/** The rows in which every part has a value; none where a cell was already found wrong, which is the better message. */
export const completeRows = (found: Found, rowCount: number, parts: readonly Part[], rule: MissingRule): Kept => {
  if (!clean(found)) return new Int32Array(0);
  const lacking = new Uint8Array(rowCount);
  let some = false;
  for (const { name, missingAt } of parts) {
    const faults: Faults = new Map();
    for (let row = 0; row < rowCount; row += 1) {
      if (!missingAt(row)) continue;
      some = true;
      lacking[row] = 1;
      if (rule === "refuse")
        addFault(faults, "missing", 'a value (missing: "drop" leaves such rows out)', row, undefined);
    }
    noteFaults(found, faults, (row) => [row, name]);
  }
  return some ? rowsWhere(lacking, 0) : null;
};

/** The rows that carry a mark. */
export const rowsWhere = (marks: Uint8Array, mark: number): Int32Array => {
  let count = 0;
  for (let row = 0; row < marks.length; row += 1) if (marks[row] === mark) count += 1;
  const rows = new Int32Array(count);
  for (let row = 0, at = 0; row < marks.length; row += 1) if (marks[row] === mark) rows[at++] = row;
  return rows;
};

/** How many rows are kept. */
export const keptCount = (kept: Kept, rows: number): number => (kept === null ? rows : kept.length);

/** The warning that rows were left out, if any were. */
export const droppedWarning = (rows: number, kept: number): readonly Reason[] =>
  kept === rows ? [] : [reason("rows-dropped", { dropped: rows - kept, rows })];

/** The values of the kept rows: the same array where all are. */
export const pick = (values: Float64Array, rows: Kept): Float64Array => {
  if (rows === null) return values;
  const picked = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) picked[at] = values[rows[at] as number] as number; // rows are in range
  return picked;
};

/** The codes of the kept rows: the same array where all are. */
export const pickCodes = (codes: Int32Array, rows: Kept): Int32Array =>
  rows === null ? codes : rows.map((row) => codes[row] as number); // rows are in range
