import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  hopeless,
  isRecord,
  note,
  type Path,
  readFields,
  reading,
  readObject,
} from "../../core/check/index.ts";
import type { CompiledZone } from "../../core/time/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { Grade } from "../grade.ts";
import type { NumberColumn } from "../replayMany.ts";
import { arrangeReviews, type GivenReviews } from "./arrangeReviews.ts";
import { type ReviewLogOptions, readArrangement } from "./readArrangement.ts";
import type { ReviewLog } from "./reviewLog.ts";
import { type GivenReview, takeReviews } from "./takeReviews.ts";

/** One review as a row of a database: further keys are left alone. */
export interface ReviewRow {
  /** Which card, or which module: an id. */
  readonly card: string;
  /** How well it was answered, as a word or as its number: 1 again, 2 hard, 3 good, 4 easy. */
  readonly grade: Grade | number;
  /** When: epoch milliseconds or a Date. */
  readonly at: number | Date;
  /** The number of the learner's study day: in all rows or in none, and not together with a zone. */
  readonly day?: number | undefined;
  /** Who answered, where the log is of several people: in all rows or in none. */
  readonly learner?: string | undefined;
}

/** The same as columns of one length. */
export interface ReviewRowColumns {
  /** For each review which card: ids, or whole numbers that stand for them, as a typed array. */
  readonly card: readonly string[] | Int32Array | Uint32Array | Uint16Array;
  /** For each review how well it was answered. */
  readonly grade: readonly (Grade | number)[] | NumberColumn;
  /** For each review when: epoch milliseconds. */
  readonly at: Float64Array | readonly (number | Date)[];
  /** For each review the number of the study day. */
  readonly day?: NumberColumn | undefined;
  /** For each review who answered. */
  readonly learner?: readonly string[] | undefined;
}

const NAME = "spacing.gatherReviews";
const KEYS = ["card", "grade", "at", "day", "learner"] as const;
/** More rows than any memory holds: holes, made up. */
const MOST_ROWS = 2 ** 26;

const fits = (found: Found, path: Path, value: ArrayLike<unknown>): boolean => {
  if (value.length <= MOST_ROWS) return true;
  note(found, path, "too-many", `at most ${MOST_ROWS} reviews`, value);
  return false;
};

const fromRows = (found: Found, rows: readonly unknown[], zone: CompiledZone | null): GivenReviews => {
  const length = fits(found, [], rows) ? rows.length : 0;
  const taker = takeReviews(found, length, zone, (row, key) => [row, key]);
  for (let row = 0; row < length && !hopeless(found); row += 1) {
    const each: unknown = rows[row];
    // keys of a table are the same in all its rows: one look for a misspelled one is enough
    if (row === 0) readFields(found, [row], each, "a review", KEYS);
    else if (!isRecord(each)) readObject(found, [row], each, "a review");
    // a record has these keys or it has not: `take` reads what it finds there
    if (isRecord(each)) taker.take(row, each as unknown as GivenReview);
  }
  return taker.given();
};

const CODES = /^\[object (?:Int32|Uint32|Uint16)Array\]$/;
const NUMBERS = /^\[object (?:Float(?:32|64)|Uint8Clamped|U?[Ii]nt(?:8|16|32))Array\]$/;
const INSTANTS = /^\[object Float64Array\]$/;
const ONLY_ARRAYS = /^$/;
const TYPED: Readonly<Record<(typeof KEYS)[number], { readonly typed: RegExp; readonly what: string }>> = {
  card: { typed: CODES, what: "an array of ids, or an Int32Array, Uint32Array or Uint16Array of numbers for them" },
  grade: { typed: NUMBERS, what: "an array or a typed array of grades" },
  at: { typed: INSTANTS, what: "an array of instants, or a Float64Array: no other typed array holds them" },
  day: { typed: NUMBERS, what: "an array or a typed array of study days" },
  learner: { typed: ONLY_ARRAYS, what: "an array of ids" },
};

const NO_COLUMN: readonly unknown[] = [];

const readColumn = (found: Found, key: (typeof KEYS)[number], value: unknown): ArrayLike<unknown> => {
  const { typed, what } = TYPED[key];
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && typed.test(Object.prototype.toString.call(value))))
    return fits(found, [key], value as ArrayLike<unknown>) ? (value as ArrayLike<unknown>) : NO_COLUMN; // its tag says so
  note(found, [key], value === undefined ? "missing" : "wrong-type", what, value);
  return NO_COLUMN;
};

const fromColumns = (found: Found, columns: unknown, zone: CompiledZone | null): GivenReviews => {
  const source = readFields(found, [], columns, "an array of reviews, or an object of columns", KEYS);
  const card = readColumn(found, "card", source["card"]);
  const length = card.length;
  const column = (key: "grade" | "at" | "day" | "learner", optional: boolean): ArrayLike<unknown> | null => {
    const value = source[key];
    if (optional && value === undefined) return null;
    const read = readColumn(found, key, value);
    if (card !== NO_COLUMN && read !== NO_COLUMN && read.length !== length)
      note(found, [key], "inconsistent", `${length} values, as many as there are in card`, value);
    return read;
  };
  const grade = column("grade", false);
  const at = column("at", false);
  const day = column("day", true);
  const learner = column("learner", true);
  const rows = found.issues.length > 0 ? 0 : length;
  const coded = !Array.isArray(card);
  const taker = takeReviews(found, rows, zone, (row, key) => [key, row]);
  const names = new Map<unknown, string>();
  const nameOf = (code: unknown): string => {
    let name = names.get(code);
    if (name === undefined) {
      name = String(code);
      names.set(code, name);
    }
    return name;
  };
  for (let row = 0; row < rows && !hopeless(found); row += 1)
    taker.take(row, {
      card: coded ? nameOf(card[row]) : card[row],
      grade: grade?.[row],
      at: at?.[row],
      day: day?.[row],
      learner: learner?.[row],
    });
  return taker.given();
};

/**
 * We have a table of who answered which card when, and how well: how does it become something that models of memory can read?
 *
 * Rows may come in any order, and the log does not depend on it. Of several rows with one card (of one learner) and one instant the one
 * with the lowest grade is kept. Both are counted in `counts`. The same card of two learners is two cards: a memory is one person's.
 *
 * Study days decide what counts as the same day: those of `zone` from `cutoffHour` on, or those in `day`, or else UTC days.
 *
 * Fails on cards and learners that are no ids, grades other than the four, instants before 2000 or in seconds, study days far from their
 * instant, instants that `zone` does not cover, a learner or a day in some rows only, and columns of different lengths, with row and key in
 * the path, and the card in words. No rows are a log without cards. Cost: linear in the rows where each card's rows are in order of time, and some tens of bytes
 * a row.
 *
 * @param options `zone`, a compiled zone, UTC days without; `cutoffHour`, in [0, 24), 4; `minimumReviews`, at least 1, 1: cards with
 *   fewer are left out; `until`, an instant: only what was before it is taken
 * @returns a function from rows, or from columns with the names of their keys, to the log
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const rows = [
 *   { card: "fire-exits", learner: "ana", grade: "again", at: new Date("2025-03-05T09:00:00Z") },
 *   { card: "fire-exits", learner: "ana", grade: "good", at: new Date("2025-03-03T09:00:00Z") },
 *   { card: "fire-exits", learner: "ben", grade: 4, at: new Date("2025-03-04T17:30:00Z") },
 * ] as const;
 * const log = orThrow(spacing.gatherReviews()(rows));
 * log.learners; // => ["ana", "ben"]
 * Array.from(log.offsets); // => [0, 2, 3]
 * Array.from(log.grades); // => [3, 1, 4]
 * log.counts.unordered; // => 1
 * ```
 */
export const gatherReviews = (
  options?: ReviewLogOptions,
): ((reviews: readonly ReviewRow[] | ReviewRowColumns) => Result<ReviewLog>) => {
  const settings = reading(NAME, (found) => readArrangement(found, options));
  return (reviews) => {
    if (isLeft(settings)) return settings;
    const { zone } = settings.right;
    const given = reading(NAME, (found) =>
      Array.isArray(reviews) ? fromRows(found, reviews, zone) : fromColumns(found, reviews, zone),
    );
    return isLeft(given) ? given : right(arrangeReviews(given.right, settings.right));
  };
};
