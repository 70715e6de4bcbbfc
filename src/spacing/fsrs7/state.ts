import { type NumberRange, type Path, readHeader, reading, readNumber, readObject } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryState } from "../memory.ts";
import { readReviewCounts } from "../readReviewCounts.ts";

/** The least and the greatest stability of FSRS-7, in days. */
export const FSRS7_STABILITY: Readonly<Record<"min" | "max", number>> = { min: 0.0001, max: 36_500 };

/** One learner's memory of one card under FSRS-7: plain JSON to store. */
export interface Fsrs7State extends MemoryState {
  /** The algorithm. */
  readonly kind: "fsrs-7";
  /**
   * S: how long the slow trace lasts, in days, in [0.0001, 36500]. Unlike that of FSRS-6 it is not the time to a recall of 0.9, which
   * `intervalDays` gives.
   */
  readonly stability: number;
  /** F: how long the fast trace lasts, in days, in [0.0001, 36500]. */
  readonly fastStability: number;
  /** D: how hard the card is for this learner, in [1, 10]. */
  readonly difficulty: number;
}

const ROOT: Path = [];
const STABILITY: Path = ["stability"];
const FAST_STABILITY: Path = ["fastStability"];
const DIFFICULTY: Path = ["difficulty"];
const DIFFICULTY_RANGE: NumberRange = { min: 1, max: 10 };

// Stands in for what is no object, which has been noted, so nobody reads it.
const NOTHING = {} as Fsrs7State;

/** Reads a stored FSRS-7 state. Keys it does not know are left behind. */
export const parseFsrs7State = (stored: unknown): Result<Fsrs7State> =>
  reading("spacing.parseMemoryState", (found) => {
    const source = readObject(found, ROOT, stored, "a state of one card");
    if (source !== stored) return NOTHING;
    readHeader(found, ROOT, source, "fsrs-7");
    const stability = readNumber(found, STABILITY, source["stability"], FSRS7_STABILITY);
    const fastStability = readNumber(found, FAST_STABILITY, source["fastStability"], FSRS7_STABILITY);
    const difficulty = readNumber(found, DIFFICULTY, source["difficulty"], DIFFICULTY_RANGE);
    const { lastAt, lastDay, reviews, lapses } = readReviewCounts(found, source);
    return { kind: "fsrs-7", version: 1, stability, fastStability, difficulty, lastAt, lastDay, reviews, lapses };
  });
