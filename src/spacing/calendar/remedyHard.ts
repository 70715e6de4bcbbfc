import { isLeft, right } from "fp-ts/lib/Either.js";
import { note, orDefault, readArray, readInstant, reading, readObject, readOptions } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { GRADES, type Grade } from "../grade.ts";
import { readGrade } from "../readInput.ts";

/** In which stretch of time hard was pressed for again. */
export interface RemedyHardOptions {
  /** First instant: epoch milliseconds or a Date. Left out, from the start. */
  readonly from?: number | Date | undefined;
  /** End, excluded. Left out, to the end. */
  readonly to?: number | Date | undefined;
}

/** One review of a log, as `replayCard` takes it. */
export interface GradedReview {
  /** How well the learner answered. */
  readonly grade: Grade;
  /** When: epoch milliseconds or a Date. */
  readonly at: number | Date;
}

/** A log in which hard has become again. */
export interface RemediedReviews<R extends GradedReview = GradedReview> {
  /** The reviews in the order given; those that were not changed are the same objects. */
  readonly reviews: readonly R[];
  /** The places of those that were changed, ascending. Keep them: they undo it. */
  readonly changed: readonly number[];
}

const NAME = "spacing.remedyHard";

/**
 * Someone pressed "hard" whenever she had forgotten: how is her log put right? Each hard between `from` and `to` becomes again. Hard means
 * recalled with effort, and a memory model that is told so makes intervals longer where they should become shorter.
 *
 * Then `replayCard` says where each card would stand. Only ask for it where the learner says that she used the button so: nothing in a log
 * tells a hard recall from a failed one. Fails on a `to` that is not after `from`, and on reviews without a grade or a time. Cost: linear.
 *
 * @param options `from` and `to`, if wanted
 * @returns a function from reviews, of one card or of many, to reviews
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const log = [
 *   { grade: "good" as const, at: Date.UTC(2025, 2, 3, 9) },
 *   { grade: "hard" as const, at: Date.UTC(2025, 2, 6, 9) },
 * ];
 * const { reviews, changed } = orThrow(spacing.remedyHard()(log));
 * [reviews.map(({ grade }) => grade), changed]; // => [["good", "again"], [1]]
 * ```
 */
export const remedyHard = (
  options: RemedyHardOptions = {},
): (<R extends GradedReview>(reviews: readonly R[]) => Result<RemediedReviews<R>>) => {
  const settings = reading(NAME, (found) => {
    const given = readOptions(found, [], options, ["from", "to"]);
    const from = orDefault(given["from"], Number.NEGATIVE_INFINITY, (at) => readInstant(found, ["from"], at));
    const to = orDefault(given["to"], Number.POSITIVE_INFINITY, (at) => readInstant(found, ["to"], at));
    if (to <= from) note(found, ["to"], "inconsistent", "an instant after `from`", to);
    return { from, to };
  });
  return <R extends GradedReview>(reviews: readonly R[]) => {
    if (isLeft(settings)) return settings;
    const { from, to } = settings.right;
    const changed: number[] = [];
    const read = reading(NAME, (found) =>
      readArray(found, [], reviews, (element, path, place): R => {
        const source = readObject(found, path, element, "a review");
        const grade = source === element ? GRADES[readGrade(found, [...path, "grade"], source["grade"]) - 1] : "again";
        const at = source === element ? readInstant(found, [...path, "at"], source["at"]) : from;
        if (grade !== "hard" || at < from || at >= to) return element as R; // it has just been looked at
        changed.push(place);
        return { ...(element as R), grade: "again" }; // as above
      }),
    );
    return isLeft(read) ? read : right({ reviews: read.right, changed });
  };
};
