import { oneOf } from "./listed.ts";
import { type Found, note, type Path } from "./reading.ts";

/** Bounds of a number, both ends included unless `above` or `below` says otherwise. */
export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
  /** Strictly greater than. */
  readonly above?: number;
  /** Strictly less than. */
  readonly below?: number;
}

const describeRange = (what: string, range: NumberRange): string => {
  const low =
    range.above !== undefined ? `above ${range.above}` : range.min !== undefined ? `at least ${range.min}` : "";
  const high =
    range.below !== undefined ? `below ${range.below}` : range.max !== undefined ? `at most ${range.max}` : "";
  return [what, [low, high].filter((part) => part !== "").join(" and ")].filter((part) => part !== "").join(" ");
};

const outside = (value: number, range: NumberRange): boolean =>
  (range.min !== undefined && value < range.min) ||
  (range.max !== undefined && value > range.max) ||
  (range.above !== undefined && value <= range.above) ||
  (range.below !== undefined && value >= range.below);

const readFinite = (found: Found, path: Path, value: unknown, range: NumberRange, what: string): number => {
  if (typeof value !== "number")
    note(found, path, value === undefined ? "missing" : "wrong-type", describeRange(`a ${what}`, range), value);
  else if (!Number.isFinite(value)) note(found, path, "not-finite", describeRange(`a finite ${what}`, range), value);
  else if (outside(value, range)) note(found, path, "out-of-range", describeRange(`a ${what}`, range), value);
  else return value;
  return Number.NaN;
};

/** A finite number in a range; NaN stands in for anything else. */
export const readNumber = (found: Found, path: Path, value: unknown, range: NumberRange = {}): number =>
  readFinite(found, path, value, range, "number");

/** A whole number in a range, at most 2^53 - 1 in size; NaN stands in for anything else. */
export const readInteger = (found: Found, path: Path, value: unknown, range: NumberRange = {}): number => {
  const number = readFinite(found, path, value, range, "whole number");
  if (Number.isNaN(number) || Number.isSafeInteger(number)) return number;
  if (Number.isInteger(number))
    note(found, path, "unsafe-number", describeRange("a whole number below 2^53", range), value);
  else note(found, path, "not-integer", describeRange("a whole number", range), value);
  return Number.NaN;
};

/** A boolean; false stands in for anything else. */
export const readBoolean = (found: Found, path: Path, value: unknown): boolean => {
  if (typeof value === "boolean") return value;
  note(found, path, value === undefined ? "missing" : "wrong-type", "true or false", value);
  return false;
};

/** A string that is not empty; "" stands in for anything else. */
export const readText = (found: Found, path: Path, value: unknown, what = "a string"): string => {
  if (typeof value === "string" && value !== "") return value;
  if (typeof value === "string") note(found, path, "empty", `${what} that is not empty`, value);
  else note(found, path, value === undefined ? "missing" : "wrong-type", what, value);
  return "";
};

/**
 * An id: a string that is not empty. A number is refused even where it looks like an id, because ids of learning systems pass
 * 2^53, where two of them become one number.
 */
export const readId = (found: Found, path: Path, value: unknown): string => {
  if (typeof value === "number" || typeof value === "bigint") {
    const unsafe = typeof value === "number" && !Number.isSafeInteger(value);
    note(found, path, unsafe ? "unsafe-number" : "wrong-type", 'an id as a string, such as "1042"', value);
    return "";
  }
  return readText(found, path, value, "an id as a string");
};

/** Reads an id that occurs once; `what` it is the id of. The ids read so far are kept in `seen`. */
export const readUniqueId = (found: Found, path: Path, value: unknown, seen: Set<string>, what: string): string => {
  const id = readId(found, path, value);
  if (id !== "" && seen.has(id)) note(found, path, "duplicate", `an id that no other ${what} has`, id);
  seen.add(id);
  return id;
};

/** Instants from the year 2000 on to 2200 are taken; seconds would fall into 1970 and are refused by name. */
export const EARLIEST_INSTANT: number = 946_684_800_000;
export const LATEST_INSTANT: number = 7_258_118_400_000;

const isInstant = (at: number): boolean => at >= EARLIEST_INSTANT && at <= LATEST_INSTANT;

/** Epoch milliseconds from a number or a Date; NaN stands in for anything else. Other units are refused by name. */
export const readInstant = (found: Found, path: Path, value: unknown): number => {
  const at = value instanceof Date ? value.getTime() : value;
  if (typeof at !== "number") {
    note(found, path, value === undefined ? "missing" : "wrong-type", "epoch milliseconds or a Date", value);
    return Number.NaN;
  }
  if (!Number.isFinite(at)) {
    note(found, path, "not-finite", "epoch milliseconds or a valid Date", value);
    return Number.NaN;
  }
  if (isInstant(at)) return at;
  if (isInstant(at * 1000))
    note(found, path, "wrong-unit", "epoch milliseconds (this looks like seconds: multiply by 1000)", value);
  else if (isInstant(at / 1000))
    note(found, path, "wrong-unit", "epoch milliseconds (this looks like microseconds: divide by 1000)", value);
  else note(found, path, "out-of-range", "epoch milliseconds between the years 2000 and 2200", value);
  return Number.NaN;
};

/** One of a closed list of strings; the first stands in for anything else. A near miss is named. */
export const readChoice = <C extends string>(
  found: Found,
  path: Path,
  value: unknown,
  choices: readonly [C, ...C[]],
): C => {
  for (const choice of choices) if (choice === value) return choice;
  const code = value === undefined ? "missing" : typeof value === "string" ? "unknown-value" : "wrong-type";
  note(
    found,
    path,
    code,
    oneOf(choices, value, (choice) => JSON.stringify(choice)),
    value,
  );
  return choices[0];
};

/** A value if it is there, its default if it is not. `null` is not absence. */
export const orDefault = <A>(value: unknown, fallback: A, read: (value: unknown) => A): A =>
  value === undefined ? fallback : read(value);

/** A value if it is there, `undefined` if it is not. `null` is not absence. */
export const ifGiven = <A>(value: unknown, read: (value: unknown) => A): A | undefined =>
  value === undefined ? undefined : read(value);
