import { type Found, note, type Path, readInstant } from "../../core/check/index.ts";
import { numberOfText } from "../../core/vocabulary/csvText.ts";
import { readTimestamp } from "./timestamp.ts";

/** True of a cell in which nothing stands: null, undefined, the empty string. */
export const isBlank = (cell: unknown): boolean => cell === undefined || cell === null || cell === "";

/**
 * An id out of a cell: a string, or a whole number below 2^53, which a database's driver gives for an integer key. A number beyond
 * is refused, because it may have lost its last digits already. "" stands in for anything else.
 */
export const readIdCell = (found: Found, path: Path, cell: unknown): string => {
  if (typeof cell === "string" && cell !== "") return cell;
  if (typeof cell === "number" && Number.isSafeInteger(cell)) return String(cell);
  if (typeof cell === "bigint") return String(cell);
  if (typeof cell === "number")
    note(found, path, "unsafe-number", "an id as a string, or a whole number below 2^53", cell);
  else note(found, path, isBlank(cell) ? "missing" : "wrong-type", "an id", cell);
  return "";
};

/** A finite number out of a cell: a number, or a string that writes one with a decimal point. NaN stands in for anything else. */
export const readNumberCell = (found: Found, path: Path, cell: unknown, what = "a number"): number => {
  const value = typeof cell === "string" ? (numberOfText(cell.trim()) ?? Number.NaN) : cell;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const code = isBlank(cell) ? "missing" : typeof cell === "number" ? "not-finite" : "wrong-type";
  note(found, path, code, what, cell);
  return Number.NaN;
};

/** A whole number out of a cell, from `least` on. NaN stands in for anything else. */
export const readWholeCell = (found: Found, path: Path, cell: unknown, least: number): number => {
  const what = `a whole number, at least ${least}`;
  const value = readNumberCell(found, path, cell, what);
  if (Number.isNaN(value)) return value;
  if (Number.isSafeInteger(value) && value >= least) return value;
  note(found, path, Number.isSafeInteger(value) ? "out-of-range" : "not-integer", what, cell);
  return Number.NaN;
};

const TRUTHS: readonly unknown[] = [true, 1, "1", "true", "TRUE", "True"];
const FALSEHOODS: readonly unknown[] = [false, 0, "0", "false", "FALSE", "False"];

/** True or false out of a cell: a boolean, 1 or 0, or one of these as text. False stands in for anything else. */
export const readBooleanCell = (found: Found, path: Path, cell: unknown): boolean => {
  if (TRUTHS.includes(cell)) return true;
  if (!FALSEHOODS.includes(cell)) note(found, path, "wrong-type", "true or false", cell);
  return false;
};

/** A text out of a cell; a number or a boolean is written as text. "" stands in for anything else. */
export const readTextCell = (found: Found, path: Path, cell: unknown): string => {
  if (typeof cell === "string") return cell;
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  note(found, path, "wrong-type", "a text", cell);
  return "";
};

/** Epoch seconds or milliseconds. */
export type TimeUnit = "milliseconds" | "seconds";

/**
 * Epoch milliseconds out of a cell: a `Date`, an ISO 8601 timestamp with an offset, or a number (also as text) of the declared
 * unit. A number of the other unit is refused by name. NaN stands in for anything else.
 */
export const readTimeCell = (found: Found, path: Path, cell: unknown, unit: TimeUnit): number => {
  if (cell instanceof Date) return readInstant(found, path, cell);
  const written = typeof cell === "string" ? numberOfText(cell.trim()) : undefined;
  if (typeof cell === "string" && written === undefined && cell !== "") return readTimestamp(found, path, cell.trim());
  const value = written ?? (isBlank(cell) ? undefined : cell);
  if (unit === "milliseconds" || typeof value !== "number") return readInstant(found, path, value);
  const probe: Found = { issues: [], more: 0 };
  if (!Number.isNaN(readInstant(probe, path, value))) {
    note(found, path, "wrong-unit", "epoch seconds, as timeUnit says (these are milliseconds)", cell);
    return Number.NaN;
  }
  return readInstant(found, path, Math.round(value * 1000));
};
