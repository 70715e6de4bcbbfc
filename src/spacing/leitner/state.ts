import { type Path, readHeader, readInteger, reading, readObject } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import type { MemoryState } from "../memory.ts";
import { readReviewCounts } from "../readReviewCounts.ts";

/** One learner's card in a Leitner box: plain JSON to store. */
export interface LeitnerState extends MemoryState {
  /** The algorithm. */
  readonly kind: "leitner";
  /** The number of its box, from 1. */
  readonly box: number;
}

const ROOT: Path = [];
const BOX: Path = ["box"];

// Stands in for what is no object, which has been noted, so nobody reads it.
const NOTHING = {} as LeitnerState;

/** Reads a stored state of a Leitner box that has so many boxes. Keys it does not know are left behind. */
export const parseLeitnerState =
  (boxes: number): ((stored: unknown) => Result<LeitnerState>) =>
  (stored) =>
    reading("spacing.parseMemoryState", (found) => {
      const source = readObject(found, ROOT, stored, "a state of one card");
      if (source !== stored) return NOTHING;
      readHeader(found, ROOT, source, "leitner");
      const box = readInteger(found, BOX, source["box"], { min: 1, max: boxes });
      const { lastAt, lastDay, reviews, lapses } = readReviewCounts(found, source);
      return { kind: "leitner", version: 1, box, lastAt, lastDay, reviews, lapses };
    });
