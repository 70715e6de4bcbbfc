import { type Found, note, type Path, readArray, readChoice, reading, readObject } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { GRADES, type Grade } from "../grade.ts";
import type { Review } from "../review.ts";
import { readTsFsrsTime } from "./readTsFsrsTime.ts";

/** One entry of a review log of ts-fsrs, as it is in memory or as it was stored. Other keys are left alone. */
export interface TsFsrsReviewLog {
  /** 1 or "Again", 2 or "Hard", 3 or "Good", 4 or "Easy"; 0 or "Manual" is a card moved by hand, which is no review. */
  readonly rating: number | string;
  /** When: a Date, epoch milliseconds, or an ISO 8601 string that names its offset. */
  readonly review: Date | number | string;
}

const NAME = "spacing.reviewsFromTsFsrs";
const RATINGS = ["Manual", "Again", "Hard", "Good", "Easy"] as const;

/** The grade of a rating by number or name; `undefined` where the card was moved by hand, and where the rating is none, which is noted. */
const readRating = (found: Found, path: Path, rating: unknown): Grade | undefined => {
  const number = typeof rating === "string" ? RATINGS.indexOf(readChoice(found, path, rating, RATINGS)) : rating;
  if (number === 0) return undefined;
  const grade = typeof number === "number" ? GRADES[number - 1] : undefined;
  if (grade === undefined)
    note(
      found,
      path,
      rating === undefined ? "missing" : "out-of-range",
      "a rating from 0 to 4, or the name of the rating",
      rating,
    );
  return grade;
};

/**
 * We come from ts-fsrs and have its review logs: the reviews as `replay` and `replayCard` take them. Logs in memory or
 * stored: ratings by number or name, times as Date, milliseconds or ISO strings with an offset. Entries with the rating 0, which ts-fsrs writes where
 * a card is moved by hand, are left out. The order stays; it is checked where they are replayed.
 *
 * Fails on ratings other than 0 to 4 and their names, on times without an offset and on whatever `review` refuses in a time. Cost: linear in the entries.
 *
 * @param logs of one card, in order of time
 * @returns its reviews
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const logs = [
 *   { rating: 3, state: 0, review: new Date("2025-03-03T09:00:00Z") },
 *   { rating: 4, state: 1, review: new Date("2025-03-04T09:00:00Z") },
 * ];
 * const reviews = orThrow(spacing.reviewsFromTsFsrs(logs));
 * reviews.map(({ grade }) => grade); // => ["good", "easy"]
 * ```
 */
export const reviewsFromTsFsrs = (logs: readonly TsFsrsReviewLog[]): Result<readonly Pick<Review, "grade" | "at">[]> =>
  reading(NAME, (found) => {
    const reviews: Pick<Review, "grade" | "at">[] = [];
    readArray(found, ["logs"], logs, (entry, path: Path) => {
      const { rating, review } = readObject(found, path, entry, "an entry of a review log");
      const at = readTsFsrsTime(found, [...path, "review"], review);
      const grade = readRating(found, [...path, "rating"], rating);
      if (grade !== undefined) reviews.push({ grade, at });
    });
    return reviews;
  });
