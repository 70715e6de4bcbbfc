import {
  type Found,
  note,
  type Path,
  readArray,
  readDocument,
  readInteger,
  reading,
  readNumber,
  readOptions,
} from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { ReviewDays } from "./reviewDays.ts";

const SHARE = { min: 0, max: 1 };

const readShare = (found: Found, path: Path, value: unknown): number | null =>
  value === null ? null : readNumber(found, path, value, SHARE);

const EVERY_DAY: ReviewDays = { kind: "review-days", version: 1, weekdays: [1, 1, 1, 1, 1, 1, 1], exceptions: [] };

/** Review days from outside. */
export const readReviewDays = (found: Found, path: Path, value: unknown): ReviewDays => {
  const given = readDocument(found, path, value, "review-days", ["weekdays", "exceptions"]);
  if (given === null) return EVERY_DAY;
  const weekdays = readArray(found, [...path, "weekdays"], given["weekdays"], (share, at) =>
    readShare(found, at, share),
  );
  if (weekdays.length !== 7)
    note(found, [...path, "weekdays"], "inconsistent", "seven shares, Monday first", given["weekdays"]);
  let last = Number.NEGATIVE_INFINITY;
  const exceptions = readArray(found, [...path, "exceptions"], given["exceptions"], (element, at) => {
    const { day, share } = readOptions(found, at, element ?? null, ["day", "share"]);
    const number = readInteger(found, [...at, "day"], day, { min: -1_000_000, max: 1_000_000 });
    if (number <= last) note(found, [...at, "day"], "unordered", `a day after the one before (${last})`, number);
    last = number;
    return { day: number, share: readShare(found, [...at, "share"], share) };
  });
  return { kind: "review-days", version: 1, weekdays, exceptions };
};

/**
 * Takes review days out of the database.
 *
 * Fails on a document of another kind or version, and on shares and days that do not fit.
 *
 * @param stored plain JSON
 * @returns the days, copied
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const stored = JSON.stringify(orThrow(spacing.reviewDays({ weekdayShares: [1, 1, 1, 1, 1, 0, 0] })));
 * orThrow(spacing.parseReviewDays(JSON.parse(stored))).weekdays; // => [1, 1, 1, 1, 1, 0, 0]
 * ```
 */
export const parseReviewDays = (stored: unknown): Result<ReviewDays> =>
  reading("spacing.parseReviewDays", (found) => readReviewDays(found, [], stored));
