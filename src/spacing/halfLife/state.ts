import {
  type NumberRange,
  note,
  type Path,
  readHeader,
  readInteger,
  reading,
  readObject,
} from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryState } from "../memory.ts";
import { readReviewCounts } from "../readReviewCounts.ts";

/** One learner's memory of one card under half-life regression: plain JSON to store. */
export interface HalfLifeState extends MemoryState {
  /** The algorithm. */
  readonly kind: "half-life";
  /** Reviews at which it was recalled (hard, good or easy). */
  readonly right: number;
  /** Reviews at which it was forgotten (again). */
  readonly wrong: number;
}

const ROOT: Path = [];
const RIGHT: Path = ["right"];
const WRONG: Path = ["wrong"];
const NOT_NEGATIVE: NumberRange = { min: 0 };

// Stands in for what is no object, which has been noted, so nobody reads it.
const NOTHING = {} as HalfLifeState;

/** Reads a stored state of half-life regression. Keys it does not know are left behind. */
export const parseHalfLifeState = (stored: unknown): Result<HalfLifeState> =>
  reading("spacing.parseMemoryState", (found) => {
    const source = readObject(found, ROOT, stored, "a state of one card");
    if (source !== stored) return NOTHING;
    readHeader(found, ROOT, source, "half-life");
    const right = readInteger(found, RIGHT, source["right"], NOT_NEGATIVE);
    const wrong = readInteger(found, WRONG, source["wrong"], NOT_NEGATIVE);
    const { lastAt, lastDay, reviews, lapses } = readReviewCounts(found, source);
    if (right + wrong === 0) note(found, RIGHT, "inconsistent", "at least one review, right or wrong", right);
    return { kind: "half-life", version: 1, right, wrong, lastAt, lastDay, reviews, lapses };
  });
