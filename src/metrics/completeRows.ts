import { clean, type Found, note, type Path } from "../core/check/index.ts";
import { type Reason, reason } from "../core/vocabulary/index.ts";

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

/** The rows in which every part has a value; none where a cell was already found wrong, which is the better message. */
export const completeRows = (found: Found, rowCount: number, parts: readonly Part[], rule: MissingRule): Int32Array => {
  const kept: number[] = [];
  if (!clean(found)) return Int32Array.from(kept);
  for (let row = 0; row < rowCount; row += 1) {
    const lacking = parts.find((part) => part.missingAt(row));
    if (lacking === undefined) kept.push(row);
    else if (rule === "refuse") {
      const path: Path = [row, lacking.name];
      note(found, path, "missing", 'a value (missing: "drop" leaves such rows out)', undefined);
    }
  }
  return Int32Array.from(kept);
};

/** The warning that rows were left out, if any were. */
export const droppedWarning = (rows: number, kept: number): readonly Reason[] =>
  kept === rows ? [] : [reason("rows-dropped", { dropped: rows - kept, rows })];

/** The values of the given rows. */
export const pick = (values: Float64Array, rows: Int32Array): Float64Array => {
  const picked = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) picked[at] = values[rows[at] as number] as number; // rows are in range
  return picked;
};
