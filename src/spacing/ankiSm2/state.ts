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

/** The range of Anki's ease, which it stores in thousandths in sixteen bits. */
export const ANKI_EASE: Readonly<Record<"min" | "max", number>> = { min: 1.3, max: 65.535 };

/** One learner's memory of one card under Anki's SM-2: plain JSON to store. */
export interface AnkiSm2State extends MemoryState {
  /** The algorithm. */
  readonly kind: "anki-sm-2";
  /** The interval after the last review: whole days, in [1, 36500]. */
  readonly intervalDays: number;
  /** What the interval is multiplied by, in thousandths, in [1.3, 65.535]. */
  readonly ease: number;
  /** Reviews passed since it was learned or relearned; 0 while it is being learned or relearned. */
  readonly repetitions: number;
}

const ROOT: Path = [];
const INTERVAL: Path = ["intervalDays"];
const EASE: Path = ["ease"];
const REPETITIONS: Path = ["repetitions"];
const INTERVAL_RANGE: NumberRange = { min: 1, max: 36_500 };
const NOT_NEGATIVE: NumberRange = { min: 0 };

// Stands in for what is no object, which has been noted, so nobody reads it.
const NOTHING = {} as AnkiSm2State;

/** Reads a stored state of Anki's SM-2. Keys it does not know are left behind. */
export const parseAnkiSm2State = (stored: unknown): Result<AnkiSm2State> =>
  reading("spacing.parseMemoryState", (found) => {
    const source = readObject(found, ROOT, stored, "a state of one card");
    if (source !== stored) return NOTHING;
    readHeader(found, ROOT, source, "anki-sm-2");
    const intervalDays = readInteger(found, INTERVAL, source["intervalDays"], INTERVAL_RANGE);
    const ease = readNumber(found, EASE, source["ease"], ANKI_EASE);
    const repetitions = readInteger(found, REPETITIONS, source["repetitions"], NOT_NEGATIVE);
    const { lastAt, lastDay, reviews, lapses } = readReviewCounts(found, source);
    if (repetitions >= reviews) note(found, REPETITIONS, "inconsistent", "fewer repetitions than reviews", repetitions);
    return { kind: "anki-sm-2", version: 1, intervalDays, ease, repetitions, lastAt, lastDay, reviews, lapses };
  });
