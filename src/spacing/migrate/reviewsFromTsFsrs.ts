import { note, type Path, readArray, readInstant, reading, readObject } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { GRADES, type Grade } from "../grade.ts";

/** One entry of a review log of ts-fsrs. Other keys are left alone. */
export interface TsFsrsReviewLog {
  /** 1 again, 2 hard, 3 good, 4 easy; 0 is a card moved by hand, which is no review. */
  readonly rating: number;
  /** When: a Date or epoch milliseconds. */
  readonly review: Date | number;
}

const NAME = "spacing.reviewsFromTsFsrs";

/**
 * We come from ts-fsrs and have its review logs: the reviews as `replay` and `replayCard` take them. Entries with the rating 0, which ts-fsrs writes where
 * a card is moved by hand, are left out. The order stays; it is checked where they are replayed.
 *
 * Fails on ratings other than 0 to 4 and on whatever `review` refuses in a time. Cost: linear in the entries.
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
export const reviewsFromTsFsrs = (
  logs: readonly TsFsrsReviewLog[],
): Result<readonly { readonly grade: Grade; readonly at: number }[]> =>
  reading(NAME, (found) => {
    const reviews: { readonly grade: Grade; readonly at: number }[] = [];
    readArray(found, ["logs"], logs, (entry, path: Path) => {
      const { rating, review } = readObject(found, path, entry, "an entry of a review log");
      const at = readInstant(found, [...path, "review"], review);
      if (rating === 0) return;
      const grade = typeof rating === "number" ? GRADES[rating - 1] : undefined;
      if (grade === undefined)
        note(
          found,
          [...path, "rating"],
          rating === undefined ? "missing" : "out-of-range",
          "a rating from 0 to 4",
          rating,
        );
      else reviews.push({ grade, at });
    });
    return reviews;
  });
