import {
  EARLIEST_INSTANT,
  type Found,
  LATEST_INSTANT,
  note,
  oneOf,
  type Path,
  readId,
  readInstant,
  render,
} from "../../core/check/index.ts";
import { type CompiledZone, zoneCovers } from "../../core/time/index.ts";
import { GRADES } from "../grade.ts";
import { DAY_MS, FURTHEST_DAYS, readMoment } from "../moment.ts";
import type { GivenReviews } from "./arrangeReviews.ts";
import { cardCodes } from "./cardCodes.ts";

/** The values of one review, as they were given. */
export interface GivenReview {
  readonly card: unknown;
  readonly grade: unknown;
  readonly at: unknown;
  readonly day: unknown;
  readonly learner: unknown;
}

/** Where in the input a value of a review stands. */
export type PathOf = (row: number, key: keyof GivenReview) => Path;

/** A grade given as a word or as its number; 0 after noting anything else. */
const gradeOf = (found: Found, pathOf: PathOf, row: number, grade: unknown): number => {
  if (grade === 1 || grade === 2 || grade === 3 || grade === 4) return grade;
  const place = GRADES.indexOf(grade as (typeof GRADES)[number]); // whatever it is: -1 if it is none of them
  if (place >= 0) return place + 1;
  const code =
    grade === undefined
      ? "missing"
      : typeof grade === "string" || typeof grade === "number"
        ? "unknown-value"
        : "wrong-type";
  note(found, pathOf(row, "grade"), code, oneOf(["again", "hard", "good", "easy", "1", "2", "3", "4"], grade), grade);
  return 0;
};

/** Says of what was noted about a review whose card it is: nobody looks for row 48,211. */
const nameCard = ({ issues }: Found, from: number, card: unknown): void => {
  if (typeof card !== "string" || card === "") return;
  for (const [place, issue] of issues.slice(from).entries())
    issues[from + place] = { ...issue, expected: `${issue.expected} (card ${render(card)})` };
};

/** Reads reviews, one after the other, into columns. */
export interface ReviewTaker {
  /** Reads the next review. */
  take(row: number, review: GivenReview): void;
  /** What was read. */
  given(): GivenReviews;
}

/**
 * Makes a taker of so many reviews. Whether reviews name their study days and their learners is settled by the first of them.
 */
export const takeReviews = (found: Found, rows: number, zone: CompiledZone | null, pathOf: PathOf): ReviewTaker => {
  const card = new Int32Array(rows);
  const grades = new Uint8Array(rows);
  const at = new Float64Array(rows);
  let day: Int32Array | null = null;
  let named = false;
  const codes = cardCodes();
  const nameOf = (row: number, value: unknown): string =>
    typeof value === "string" && value !== "" ? value : readId(found, pathOf(row, "card"), value);
  const learnerOf = (row: number, value: unknown): string => {
    if (row === 0) named = value !== undefined;
    if (named) return typeof value === "string" && value !== "" ? value : readId(found, pathOf(row, "learner"), value);
    if (value !== undefined)
      note(found, pathOf(row, "learner"), "inconsistent", "a learner in every review or in none", value);
    return "";
  };
  const readDay = (row: number, when: number, value: unknown): void => {
    if (row === 0 && value !== undefined) {
      day = new Int32Array(rows);
      if (zone !== null)
        note(
          found,
          pathOf(row, "day"),
          "inconsistent",
          "no study day where a zone is given: the day follows from it",
          value,
        );
    }
    if (day === null) {
      if (value !== undefined)
        note(found, pathOf(row, "day"), "inconsistent", "a study day in every review or in none", value);
      return;
    }
    const near =
      typeof value === "number" &&
      Number.isInteger(value) &&
      Math.abs(value - Math.floor(when / DAY_MS)) <= FURTHEST_DAYS;
    if (near) day[row] = value;
    else if (value === undefined)
      note(found, pathOf(row, "day"), "missing", "a study day in every review or in none", value);
    else readMoment(found, { at: pathOf(row, "at"), day: pathOf(row, "day") }, when, value);
  };
  const read = (row: number, review: GivenReview): void => {
    card[row] = codes.codeOf(learnerOf(row, review.learner), nameOf(row, review.card));
    grades[row] = gradeOf(found, pathOf, row, review.grade);
    const instant = review.at;
    const fits = typeof instant === "number" && instant >= EARLIEST_INSTANT && instant <= LATEST_INSTANT;
    const when = fits ? instant : readInstant(found, pathOf(row, "at"), instant);
    if (Number.isNaN(when)) return;
    at[row] = when;
    if (zone !== null && !zoneCovers(zone, when))
      note(found, pathOf(row, "at"), "out-of-range", "an instant that the compiled zone covers", when);
    readDay(row, when, review.day);
  };
  return {
    take: (row, review) => {
      const before = found.issues.length;
      read(row, review);
      if (found.issues.length > before) nameCard(found, before, review.card);
    },
    given: () => ({ card, grades, at, day, cards: codes.cards, learners: named ? codes.learners : null }),
  };
};
