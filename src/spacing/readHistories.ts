import {
  EARLIEST_INSTANT,
  type Found,
  hopeless,
  LATEST_INSTANT,
  note,
  type Path,
  readNumber,
  readObject,
  readOptions,
} from "../core/check/index.ts";
import type { MemoryModel } from "./memory.ts";
import { checkOrder, DAY_MS, FURTHEST_DAYS, readMoment } from "./moment.ts";

/** The reviews of many cards, as they were read: all columns are as long as they have to be, all values are valid. */
export interface Histories {
  readonly offsets: Float64Array;
  readonly grades: Float64Array;
  /** `null` where only the days between the reviews are known. */
  readonly at: Float64Array | null;
  readonly day: Float64Array;
  /** Days since the row before, by the model's rule; 0 in a card's first row. */
  readonly elapsedDays: Float64Array;
}

const KEYS = ["offsets", "grades", "at", "day", "elapsedDays"] as const;
/** What a ReviewLog says besides, of its cards and of how it came about: names and counts, which no memory model reads. */
const BESIDES = ["cards", "learners", "counts", "refused", "setAside"] as const;
/** More rows than an array of numbers can hold in any memory we know: holes, made up. */
const MOST_ROWS = 2 ** 28;
const NONE: Float64Array = new Float64Array(0);
const NUMBERS = /^\[object (?:Float(?:32|64)|Uint8Clamped|U?[Ii]nt(?:8|16|32))Array\]$/;

// Rows below are below the number of rows, cards below the number of cards, so each `as number` is true.

/** A column of numbers, copied; an empty one stands in for anything else. `undefined` reads as a column of any length that is not there. */
const readColumn = (found: Found, path: Path, value: unknown): Float64Array => {
  if (ArrayBuffer.isView(value) && NUMBERS.test(Object.prototype.toString.call(value)))
    return new Float64Array(value as unknown as ArrayLike<number>); // its tag says so
  if (!Array.isArray(value)) {
    note(found, path, value === undefined ? "missing" : "wrong-type", "a typed array of numbers", value);
    return NONE;
  }
  if (!(value.length <= MOST_ROWS)) {
    note(found, path, "too-many", `at most ${MOST_ROWS} rows`, value);
    return NONE;
  }
  const numbers = new Float64Array(value.length);
  for (let row = 0; row < numbers.length && !hopeless(found); row += 1) {
    const one: unknown = value[row];
    if (typeof one === "number") numbers[row] = one;
    else readNumber(found, [...path, row], one);
  }
  return numbers;
};

const readRows = (found: Found, key: string, value: unknown, rows: number): Float64Array => {
  const column = readColumn(found, [key], value);
  if (column !== NONE && column.length !== rows)
    note(found, [key], "inconsistent", `${rows} rows, as many as grades`, value);
  return column;
};

const checkOffsets = (found: Found, offsets: Float64Array, rows: number): void => {
  const last = offsets.length - 1;
  if (last < 0) note(found, ["offsets"], "empty", "one entry more than there are cards, the first 0", offsets);
  for (let card = 0; card <= last && !hopeless(found); card += 1) {
    const from = offsets[card] as number;
    const before = card === 0 ? -1 : (offsets[card - 1] as number);
    const fits = card === 0 ? from === 0 : Number.isInteger(from) && from > before;
    if (!fits)
      note(
        found,
        ["offsets", card],
        "unordered",
        card === 0 ? "0" : `a whole number above ${before}, the offset before`,
        from,
      );
  }
  if (last >= 0 && offsets[last] !== rows)
    note(found, ["offsets", last], "inconsistent", `${rows}, the number of rows`, offsets[last]);
};

const checkGrades = (found: Found, grades: Float64Array): void => {
  for (let row = 0; row < grades.length && !hopeless(found); row += 1) {
    const grade = grades[row] as number;
    if (!(grade === 1 || grade === 2 || grade === 3 || grade === 4))
      note(found, ["grades", row], "unknown-value", "1 (again), 2 (hard), 3 (good) or 4 (easy)", grade);
  }
};

/** For each row 1 where it is the first of its card. */
const firstRows = (offsets: Float64Array, rows: number): Uint8Array => {
  const first = new Uint8Array(rows);
  for (let card = 0; card + 1 < offsets.length; card += 1) first[offsets[card] as number] = 1;
  return first;
};

const checkElapsed = (found: Found, model: MemoryModel, days: Float64Array, first: Uint8Array): void => {
  const whole = model.elapsed === "study-days";
  for (let row = 0; row < days.length && !hopeless(found); row += 1) {
    const since = days[row] as number;
    if (first[row] === 1) days[row] = 0;
    else if (!(since >= 0 && since < Number.POSITIVE_INFINITY))
      readNumber(found, ["elapsedDays", row], since, { min: 0 });
    else if (whole && !Number.isInteger(since))
      note(found, ["elapsedDays", row], "not-integer", "whole days, since the model counts study days", since);
  }
};

/** Study days of all rows, and with them the days between the rows. */
const elapsedFrom = (
  found: Found,
  model: MemoryModel,
  at: Float64Array,
  named: Float64Array | null,
  first: Uint8Array,
): Pick<Histories, "day" | "elapsedDays"> => {
  const rows = at.length;
  const day = new Float64Array(rows);
  const elapsedDays = new Float64Array(rows);
  const exact = model.elapsed === "exact";
  for (let row = 0; row < rows && !hopeless(found); row += 1) {
    const when = at[row] as number;
    const utc = Math.floor(when / DAY_MS);
    const on = named === null ? utc : (named[row] as number);
    const fits = when >= EARLIEST_INSTANT && when <= LATEST_INSTANT && Math.abs(on - utc) <= FURTHEST_DAYS;
    if (!(fits && Number.isInteger(on)))
      readMoment(found, { at: ["at", row], day: ["day", row] }, when, named === null ? undefined : on);
    day[row] = on;
    if (first[row] === 1) continue;
    const before = at[row - 1] as number;
    if (when < before) checkOrder(found, ["at", row], when, before);
    elapsedDays[row] = exact ? (when - before) / DAY_MS : Math.max(0, on - (day[row - 1] as number));
  }
  return { day, elapsedDays };
};

/** Reads the reviews of many cards. */
export const readHistories = (found: Found, model: MemoryModel, reviews: unknown): Histories => {
  readObject(found, [], reviews, "columns of reviews");
  const source = readOptions(found, [], reviews, [...KEYS, ...BESIDES]);
  const offsets = readColumn(found, ["offsets"], source["offsets"]);
  const grades = readColumn(found, ["grades"], source["grades"]);
  const timed = source["at"] !== undefined;
  if (timed === (source["elapsedDays"] !== undefined))
    note(found, ["at"], timed ? "inconsistent" : "missing", "either at or elapsedDays", source["at"]);
  if (!timed && source["day"] !== undefined)
    note(found, ["day"], "inconsistent", "nothing where at is not given", source["day"]);
  if (Object.prototype.toString.call(source["at"]) === "[object Float32Array]")
    note(found, ["at"], "wrong-type", "a Float64Array or an array: a Float32Array rounds instants", source["at"]);
  const rows = grades.length;
  const at = timed ? readRows(found, "at", source["at"], rows) : null;
  const named = timed && source["day"] !== undefined ? readRows(found, "day", source["day"], rows) : null;
  const days = timed ? NONE : readRows(found, "elapsedDays", source["elapsedDays"], rows);
  if (found.issues.length === 0) {
    checkOffsets(found, offsets, rows);
    checkGrades(found, grades);
  }
  const nothing = { offsets, grades, at, day: NONE, elapsedDays: days };
  if (found.issues.length > 0) return nothing;
  const first = firstRows(offsets, rows);
  if (at !== null) return { ...nothing, ...elapsedFrom(found, model, at, named, first) };
  checkElapsed(found, model, days, first);
  return nothing;
};
