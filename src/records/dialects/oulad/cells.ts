import { type Found, note, readInstant } from "../../../core/check/index.ts";
import { isBlank, readIdCell, readNumberCell } from "../cells.ts";

const DAY = 86_400_000;

/** The published files leave a missing cell empty; older copies write "?". */
export const isMissing = (cell: unknown): boolean => isBlank(cell) || cell === "?";

/** The id of the student. */
export const readStudent = (found: Found, row: Readonly<Record<string, unknown>>): string =>
  readIdCell(found, ["id_student"], row["id_student"]);

/** More than a year before its start nobody registers for a presentation, and none lasts two: other numbers are no days. */
const FARTHEST = 1_000;

/** The instant with which a day of a presentation begins. NaN stands in for a cell that holds no day. */
export const readDayAt = (
  found: Found,
  column: string,
  row: Readonly<Record<string, unknown>>,
  startsAt: number,
): number => {
  const cell = isMissing(row[column]) ? undefined : row[column];
  const what = `a day from the start, from -${FARTHEST} to ${FARTHEST}`;
  const day = readNumberCell(found, [column], cell, what);
  // without a start, or without a number, there is an issue already
  if (Number.isNaN(day) || Number.isNaN(startsAt)) return Number.NaN;
  if (Number.isInteger(day) && Math.abs(day) <= FARTHEST) return readInstant(found, [column], startsAt + day * DAY);
  note(found, [column], Number.isInteger(day) ? "out-of-range" : "not-integer", what, cell);
  return Number.NaN;
};
