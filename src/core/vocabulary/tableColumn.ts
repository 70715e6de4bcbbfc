import { type Found, hopeless, note, oneOf, type Path, readInstant } from "../check/index.ts";
import { booleanOfText, instantOfText, isPlainNumber, losesDigits, numberOfText } from "./csvText.ts";
import type { Column, ColumnKind, ColumnRole, ColumnSpec } from "./table.ts";
import type { KnownColumn } from "./tableOptions.ts";

/** The cells of one column as they came from outside, and how to name one of them. */
export interface Cells {
  readonly name: string;
  readonly values: ArrayLike<unknown>;
  readonly pathOf: (row: number) => Path;
  /** The spellings of a missing cell where strings are looked into, or `null` where they are left alone. */
  readonly missing: ReadonlySet<string> | null;
}

/** A column with its declaration. */
export interface BuiltColumn {
  readonly spec: ColumnSpec;
  readonly column: Column;
}

/** Builds a column of what is known of it and of its cells; every cell that does not fit is noted under its row and name. */
export const buildColumn = (found: Found, cells: Cells, known: KnownColumn): BuiltColumn => {
  const kind = known.kind ?? inferKind(found, cells, known.role ?? roleOf(cells.name));
  const role = known.role ?? (kind === "time" ? "ignored" : roleOf(cells.name));
  switch (kind) {
    case "number": {
      const values = fill(found, cells, new Float64Array(cells.values.length), Number.NaN, readNumberCell);
      if (role === "id") noteUnsafeIds(found, cells, values);
      return { spec: { kind, role }, column: { kind, values } };
    }
    case "time": {
      const values = fill(found, cells, new Float64Array(cells.values.length), Number.NaN, readTimeCell);
      return { spec: { kind, role }, column: { kind, values } };
    }
    case "boolean": {
      const values = fill(found, cells, new Int8Array(cells.values.length), -1, readBooleanCell);
      return { spec: { kind, role }, column: { kind, values } };
    }
    case "category": {
      const { codes, categories } = categoryCodes(found, cells, known);
      const { ordered } = known;
      return { spec: { kind, role, categories, ordered }, column: { kind, codes, categories, ordered } };
    }
  }
};

/** Names that say what the column is for: id, learner, person, id_student, course_id, userId. */
const roleOf = (name: string): ColumnRole =>
  /^(?:id|learner|person)$|^id[_ -]|[_ -]id$/i.test(name) || /[a-z]I[dD]$/.test(name) ? "id" : "feature";

const isMissing = (cell: unknown, missing: ReadonlySet<string> | null): boolean =>
  cell === undefined ||
  cell === null ||
  (typeof cell === "number" && Number.isNaN(cell)) ||
  (missing !== null && typeof cell === "string" && missing.has(cell.trim()));

// what kind of column it is

/** The kind of the first cell that is there; in CSV text the narrowest kind that every cell fits. */
const inferKind = (found: Found, cells: Cells, role: ColumnRole): ColumnKind => {
  const first = firstPresent(cells);
  switch (typeof first) {
    case "boolean":
      return "boolean";
    case "string":
      return cells.missing === null || role === "id" ? "category" : textKind(found, cells);
    case "object":
      return first instanceof Date ? "time" : "number";
    default:
      return "number"; // also where every cell is missing
  }
};

const firstPresent = ({ values, missing }: Cells): unknown => {
  for (let row = 0; row < values.length; row += 1) if (!isMissing(values[row], missing)) return values[row];
  return undefined;
};

const textKind = (found: Found, cells: Cells): ColumnKind => {
  if (every(cells, isPlainNumber)) return "number";
  if (every(cells, (text) => booleanOfText(text) !== undefined)) return "boolean";
  if (every(cells, (text) => instantOfText(text) !== undefined)) return "time";
  noteStrays(found, cells, "numbers", isPlainNumber, (text) => numberOfText(text) !== undefined);
  noteStrays(found, cells, "ISO times with an offset", (text) => instantOfText(text) !== undefined);
  return "category";
};

const textsOf = function* ({ values, missing }: Cells): Generator<readonly [row: number, text: string]> {
  for (let row = 0; row < values.length; row += 1) {
    const cell = values[row];
    if (typeof cell === "string" && !isMissing(cell, missing)) yield [row, cell.trim()];
  }
};

const every = (cells: Cells, fits: (text: string) => boolean): boolean => {
  for (const [, text] of textsOf(cells)) if (!fits(text)) return false;
  return true;
};

/** Fewer cells than this show no habit that a stray cell could break. */
const FEWEST_CELLS = 10;
/** Above this share of cells that fit, those that do not are taken for slips. */
const HABIT = 0.9;

/**
 * Notes the first cell that does not fit where nine in ten of at least ten do: "n.d." among a thousand scores would make the scores a
 * category without a word. Cells that are `harmless` (the code "007" among numbers) speak for a category, and nothing is noted.
 */
const noteStrays = (
  found: Found,
  cells: Cells,
  what: string,
  fits: (text: string) => boolean,
  harmless: (text: string) => boolean = () => false,
): void => {
  let all = 0;
  let fitting = 0;
  let stray: readonly [row: number, text: string] | undefined;
  for (const cell of textsOf(cells)) {
    all += 1;
    if (fits(cell[1])) fitting += 1;
    else if (harmless(cell[1])) return;
    else stray = stray ?? cell;
  }
  if (stray === undefined || all < FEWEST_CELLS || fitting < HABIT * all) return;
  const expected = `one of the ${what}, as ${fitting} of ${all} cells are (name it in missing, or say kind: "category" for "${cells.name}")`;
  note(found, cells.pathOf(stray[0]), "inconsistent", expected, stray[1]);
};

// what a cell is in a column of a kind

type ReadCell = (found: Found, cells: Cells, row: number, cell: unknown) => number;

const fill = <A extends Float64Array | Int8Array>(
  found: Found,
  cells: Cells,
  into: A,
  blank: number,
  read: ReadCell,
): A => {
  const { values, missing } = cells;
  for (let row = 0; row < into.length && !hopeless(found); row += 1) {
    const cell = values[row];
    into[row] = isMissing(cell, missing) ? blank : read(found, cells, row, cell);
  }
  return into;
};

const wrongType = (found: Found, cells: Cells, row: number, cell: unknown, what: string, inText: string): number => {
  const hint =
    typeof cell === "string" && cells.missing === null ? ` (coerce: "csv" reads ${inText} out of strings)` : "";
  note(found, cells.pathOf(row), "wrong-type", `${what}${hint}`, cell);
  return Number.NaN;
};

const readNumberCell: ReadCell = (found, cells, row, cell) => {
  if (typeof cell === "number") {
    if (!Number.isFinite(cell))
      note(found, cells.pathOf(row), "not-finite", "a finite number, or NaN where it is missing", cell);
    return cell;
  }
  if (typeof cell !== "string" || cells.missing === null)
    return wrongType(found, cells, row, cell, "a number", "numbers");
  const text = cell.trim();
  const number = numberOfText(text);
  if (number === undefined) return wrongType(found, cells, row, cell, "a number with a decimal point", "numbers");
  if (losesDigits(text, number))
    note(
      found,
      cells.pathOf(row),
      "unsafe-number",
      'a whole number below 2^53 (kind: "category" keeps ids whole)',
      cell,
    );
  return number;
};

const noteUnsafeIds = (found: Found, cells: Cells, values: Float64Array): void => {
  for (let row = 0; row < values.length && !hopeless(found); row += 1) {
    const id = values[row];
    if (id !== undefined && Number.isInteger(id) && !Number.isSafeInteger(id))
      note(found, cells.pathOf(row), "unsafe-number", "an id below 2^53, or as a string", id);
  }
};

const readBooleanCell: ReadCell = (found, cells, row, cell) => {
  const value = typeof cell === "string" && cells.missing !== null ? booleanOfText(cell.trim()) : cell;
  if (typeof value !== "boolean") return wrongType(found, cells, row, cell, "true or false", "true and false");
  return value ? 1 : 0;
};

const readTimeCell: ReadCell = (found, cells, row, cell) => {
  if (typeof cell === "number") return readInstant(found, cells.pathOf(row), cell);
  if (cell instanceof Date) {
    const at = cell.getTime();
    if (Number.isNaN(at)) note(found, cells.pathOf(row), "not-finite", "a valid Date", cell);
    return at;
  }
  const at = typeof cell === "string" && cells.missing !== null ? instantOfText(cell.trim()) : undefined;
  return at ?? wrongType(found, cells, row, cell, TIME, "ISO times with an offset");
};

const TIME = 'epoch milliseconds, a Date, or from CSV an ISO time with an offset such as "2026-01-31T09:00:00Z"';

// categories

const categoryCodes = (
  found: Found,
  cells: Cells,
  known: KnownColumn,
): { readonly codes: Int32Array; readonly categories: readonly string[] } => {
  const codes = new Int32Array(cells.values.length);
  const codeOf = new Map<string, number>();
  for (const category of known.categories ?? []) codeOf.set(category, codeOf.size);
  for (let row = 0; row < codes.length && !hopeless(found); row += 1) {
    const cell = cells.values[row];
    if (isMissing(cell, cells.missing)) {
      codes[row] = -1;
      continue;
    }
    const text = textOfCell(found, cells, row, cell, known.kind === "category");
    const code = codeOf.get(text);
    if (code !== undefined) codes[row] = code;
    else if (known.categories === undefined) {
      codes[row] = codeOf.size;
      codeOf.set(text, codeOf.size);
    } else note(found, cells.pathOf(row), "unknown-value", oneOf(known.categories, text), cell);
  }
  return known.categories === undefined
    ? sortedCodes(codes, [...codeOf.keys()])
    : { codes, categories: known.categories };
};

/** Numbers and truth values become text only in a column that was declared a category. */
const textOfCell = (found: Found, cells: Cells, row: number, cell: unknown, declared: boolean): string => {
  if (typeof cell === "string") return cell;
  if (declared && (typeof cell === "number" || typeof cell === "boolean")) {
    if (typeof cell === "boolean" || Number.isSafeInteger(cell) || (Number.isFinite(cell) && !Number.isInteger(cell)))
      return String(cell);
    note(
      found,
      cells.pathOf(row),
      "unsafe-number",
      "a string, because whole numbers beyond 2^53 are not kept apart",
      cell,
    );
    return "";
  }
  note(found, cells.pathOf(row), "wrong-type", "a string, as in the rows before", cell);
  return "";
};

/** Categories sorted by code unit, so that they do not depend on the order of the rows. */
const sortedCodes = (
  codes: Int32Array,
  categories: readonly string[],
): { readonly codes: Int32Array; readonly categories: readonly string[] } => {
  const sorted = [...categories].sort();
  const place = new Map(sorted.map((category, index) => [category, index]));
  const moved = categories.map((category) => place.get(category) ?? -1);
  return { codes: codes.map((code) => (code < 0 ? -1 : (moved[code] ?? -1))), categories: sorted };
};
