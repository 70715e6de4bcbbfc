import { type Found, note, orDefault, type Path, readArray, readNumber } from "../../core/check/index.ts";

/** Seconds by grade: again, hard, good, easy. */
export type SecondsByGrade = readonly [again: number, hard: number, good: number, easy: number];

/** Shares by grade: again, hard, good, easy; they sum to 1. */
export type GradeShares = readonly [again: number, hard: number, good: number, easy: number];

/** Shares of the grades of recalled cards: hard, good, easy; they sum to 1. */
export type PassingShares = readonly [hard: number, good: number, easy: number];

/** How learners of flashcards answer and how long it takes them, as fsrs-rs 6 has it. */
export const FIRST_GRADES: GradeShares = [0.24, 0.094, 0.495, 0.171];
export const PASSING_GRADES: PassingShares = [0.224, 0.631, 0.145];
export const FIRST_SECONDS: SecondsByGrade = [19.58, 18.79, 13.78, 10.71];
export const REVIEW_SECONDS: SecondsByGrade = [19.38, 17.59, 12.38, 8.94];
export const RELEARNING_SECONDS: SecondsByGrade = [16.44, 15.25, 12.32, 8.03];

const SUM_TOLERANCE = 1e-3;

/** As many numbers as there are grades. */
const readNumbers = (found: Found, path: Path, value: unknown, length: number, max: number): readonly number[] => {
  const numbers = readArray(found, path, value, (one, at) => readNumber(found, at, one, { min: 0, max }));
  if (Array.isArray(value) && numbers.length !== length)
    note(found, path, "inconsistent", `${length} numbers, one for each grade`, value);
  return numbers;
};

/** Shares that sum to 1 within a thousandth; what is read sums to 1 to the last digit. */
export const readShares = <A extends readonly number[]>(found: Found, path: Path, value: unknown, standard: A): A =>
  orDefault(value, standard, (given) => {
    const shares = readNumbers(found, path, given, standard.length, 1);
    const sum = shares.reduce((total, share) => total + share, 0);
    if (shares.length === standard.length && Math.abs(sum - 1) > SUM_TOLERANCE)
      note(found, path, "out-of-range", "shares that sum to 1", given);
    return shares.map((share) => share / sum) as unknown as A; // as long as the standard, or it has been noted
  });

/** Seconds by grade, each from 0 to a day. */
export const readSeconds = (found: Found, path: Path, value: unknown, standard: SecondsByGrade): SecondsByGrade =>
  orDefault(
    value,
    standard,
    (given) => readNumbers(found, path, given, 4, 86_400) as unknown as SecondsByGrade, // four, or it has been noted
  );
