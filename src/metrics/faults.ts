import { type Found, note, type Path } from "../core/check/index.ts";
import type { IssueCode } from "../core/vocabulary/index.ts";

/** What is wrong with cells of a column: the first row that has it, and how many rows have it. */
interface Fault {
  readonly row: number;
  readonly cell: unknown;
  readonly expected: string;
  rows: number;
}

/** The faults of one column, one for each code: a column of the wrong kind is one mistake, not one for each row. */
export type Faults = Map<IssueCode, Fault>;

/** Counts one cell that is wrong. */
export const addFault = (faults: Faults, code: IssueCode, expected: string, row: number, cell: unknown): void => {
  const known = faults.get(code);
  if (known === undefined) faults.set(code, { row, cell, expected, rows: 1 });
  else known.rows += 1;
};

/** Notes each fault once, at the first row that has it, with the number of rows that have it. */
export const noteFaults = (found: Found, faults: Faults, pathOf: (row: number) => Path): void => {
  for (const [code, { row, cell, expected, rows }] of faults)
    note(found, pathOf(row), code, rows === 1 ? expected : `${expected}; ${rows} rows are like this`, cell);
};
