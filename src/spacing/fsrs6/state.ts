import { type NumberRange, type Path, readHeader, reading, readNumber, readObject } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryState } from "../memory.ts";
import { readReviewCounts } from "../readReviewCounts.ts";

/** The least and the greatest stability of FSRS-6, in days. */
export const FSRS6_STABILITY: Readonly<Record<"min" | "max", number>> = { min: 0.001, max: 36_500 };

/** One learner's memory of one card under FSRS-6: plain JSON to store. */
export interface Fsrs6State extends MemoryState {
  /** The algorithm. */
  readonly kind: "fsrs-6";
  /** S: the days in which recall falls from 1 to 0.9, in [0.001, 36500]. */
  readonly stability: number;
  /** D: how hard the card is for this learner, in [1, 10]. */
  readonly difficulty: number;
}

const ROOT: Path = [];
const STABILITY: Path = ["stability"];
const DIFFICULTY: Path = ["difficulty"];
const DIFFICULTY_RANGE: NumberRange = { min: 1, max: 10 };

// Stands in for what is no object, which has been noted, so nobody reads it.
const NOTHING = {} as Fsrs6State;

/** Reads a stored FSRS-6 state. Keys it does not know are left behind. */
export const parseFsrs6State = (stored: unknown): Result<Fsrs6State> =>
  reading("spacing.parseMemoryState", (found) => {
    const source = readObject(found, ROOT, stored, "a state of one card");
    if (source !== stored) return NOTHING;
    readHeader(found, ROOT, source, "fsrs-6");
    const stability = readNumber(found, STABILITY, source["stability"], FSRS6_STABILITY);
    const difficulty = readNumber(found, DIFFICULTY, source["difficulty"], DIFFICULTY_RANGE);
    const { lastAt, lastDay, reviews, lapses } = readReviewCounts(found, source);
    return { kind: "fsrs-6", version: 1, stability, difficulty, lastAt, lastDay, reviews, lapses };
  });
