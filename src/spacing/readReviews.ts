import { type Found, type Path, readArray, readObject } from "../core/check/index.ts";
import type { GradeNumber } from "./grade.ts";
import type { Moment } from "./memory.ts";
import { checkOrder, readMoment } from "./moment.ts";
import { readGrade } from "./readInput.ts";

/** A grade and when it was given. */
export interface GradedMoment {
  readonly grade: GradeNumber;
  readonly moment: Moment;
  readonly id?: string | undefined;
}

/** Stands in for what is no review, which has been noted. */
const NO_REVIEW: GradedMoment = { grade: 1, moment: { at: 0, day: 0 } };

/** Reads the id of a review. */
type ReadId = (id: unknown, path: Path) => string | undefined;

const noId: ReadId = () => undefined;

/** Reads the whole history of one card, which has to be in order of time; ids only where it is told how. */
export const readReviews = (found: Found, history: unknown, readId: ReadId = noId): readonly GradedMoment[] => {
  let lastAt = Number.NEGATIVE_INFINITY;
  return readArray(found, [], history, (element, path) => {
    const source = readObject(found, path, element, "a review");
    if (source !== element) return NO_REVIEW;
    const grade = readGrade(found, [...path, "grade"], source["grade"]);
    const paths = { at: [...path, "at"], day: [...path, "day"] };
    const moment = readMoment(found, paths, source["at"], source["day"]);
    checkOrder(found, paths.at, moment.at, lastAt);
    lastAt = moment.at;
    return { grade, moment, id: readId(source["id"], [...path, "id"]) };
  });
};
