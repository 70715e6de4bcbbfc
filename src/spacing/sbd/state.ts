import {
  type NumberRange,
  type Path,
  readHeader,
  readInteger,
  reading,
  readNumber,
  readObject,
} from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { GradeNumber } from "../grade.ts";
import type { MemoryState } from "../memory.ts";
import { readReviewCounts } from "../readReviewCounts.ts";

/** The least and the greatest stability of SBD, in days. */
export const SBD_STABILITY: Readonly<Record<"min" | "max", number>> = { min: 0.001, max: 36_500 };

/** The range of the brittleness of SBD. */
export const SBD_BRITTLENESS: Readonly<Record<"min" | "max", number>> = { min: 0, max: 50 };

/** One learner's memory of one card under SBD: plain JSON to store. */
export interface SbdState extends MemoryState {
  /** The algorithm. */
  readonly kind: "sbd";
  /** S: how long the memory has lasted so far, in days, in [0.001, 36500]. `intervalDays` gives the time to a recall. */
  readonly stability: number;
  /** n: how often it was forgotten, a hard answer counting half; in [0, 50]. The larger, the steeper the memory falls. */
  readonly brittleness: number;
  /** The grade of the last review, 1 (again) to 4 (easy), which stands for how difficult the card is. */
  readonly lastGrade: GradeNumber;
}

const ROOT: Path = [];
const STABILITY: Path = ["stability"];
const BRITTLENESS: Path = ["brittleness"];
const LAST_GRADE: Path = ["lastGrade"];
const GRADE_RANGE: NumberRange = { min: 1, max: 4 };

// Stands in for what is no object, which has been noted, so nobody reads it.
const NOTHING = {} as SbdState;

/** Reads a stored SBD state. Keys it does not know are left behind. */
export const parseSbdState = (stored: unknown): Result<SbdState> =>
  reading("spacing.parseMemoryState", (found) => {
    const source = readObject(found, ROOT, stored, "a state of one card");
    if (source !== stored) return NOTHING;
    readHeader(found, ROOT, source, "sbd");
    const stability = readNumber(found, STABILITY, source["stability"], SBD_STABILITY);
    const brittleness = readNumber(found, BRITTLENESS, source["brittleness"], SBD_BRITTLENESS);
    const lastGrade = readInteger(found, LAST_GRADE, source["lastGrade"], GRADE_RANGE) as GradeNumber; // 1 to 4, or noted
    const { lastAt, lastDay, reviews, lapses } = readReviewCounts(found, source);
    return { kind: "sbd", version: 1, stability, brittleness, lastGrade, lastAt, lastDay, reviews, lapses };
  });
