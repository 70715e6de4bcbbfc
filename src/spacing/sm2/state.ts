import {
  type NumberRange,
  note,
  type Path,
  readHeader,
  readInteger,
  reading,
  readNumber,
  readObject,
} from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryState } from "../memory.ts";
import { readReviewCounts } from "../readReviewCounts.ts";

/** The shortest and the longest interval of a rule in whole days. */
export const RULE_INTERVAL: Readonly<Record<"min" | "max", number>> = { min: 1, max: 36_500 };

/** The range of SM-2's E-Factor; no card comes near the upper end within a lifetime. */
export const SM2_EASE: Readonly<Record<"min" | "max", number>> = { min: 1.3, max: 1000 };

/** One learner's memory of one card under SM-2: plain JSON to store. */
export interface Sm2State extends MemoryState {
  /** The algorithm. */
  readonly kind: "sm-2";
  /** I: whole days from the last review on a later day to the next, in [1, 36500]. */
  readonly intervalDays: number;
  /** EF: what the interval is multiplied by, at least 1.3. */
  readonly ease: number;
  /** n: reviews passed in a row, those of the same day not counted; 0 after a failure. */
  readonly repetitions: number;
}

const ROOT: Path = [];
const INTERVAL: Path = ["intervalDays"];
const EASE: Path = ["ease"];
const REPETITIONS: Path = ["repetitions"];
const NOT_NEGATIVE: NumberRange = { min: 0 };

// Stands in for what is no object, which has been noted, so nobody reads it.
const NOTHING = {} as Sm2State;

/** Reads a stored SM-2 state. Keys it does not know are left behind. */
export const parseSm2State = (stored: unknown): Result<Sm2State> =>
  reading("spacing.parseMemoryState", (found) => {
    const source = readObject(found, ROOT, stored, "a state of one card");
    if (source !== stored) return NOTHING;
    readHeader(found, ROOT, source, "sm-2");
    const intervalDays = readInteger(found, INTERVAL, source["intervalDays"], RULE_INTERVAL);
    const ease = readNumber(found, EASE, source["ease"], SM2_EASE);
    const repetitions = readInteger(found, REPETITIONS, source["repetitions"], NOT_NEGATIVE);
    const { lastAt, lastDay, reviews, lapses } = readReviewCounts(found, source);
    if (repetitions > reviews)
      note(found, REPETITIONS, "inconsistent", "no more repetitions than reviews", repetitions);
    return { kind: "sm-2", version: 1, intervalDays, ease, repetitions, lastAt, lastDay, reviews, lapses };
  });
