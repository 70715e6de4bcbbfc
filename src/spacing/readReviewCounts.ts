import { type Found, type NumberRange, note, type Path, readInstant, readInteger } from "../core/check/index.ts";
import type { MemoryState } from "./memory.ts";

const LAST_AT: Path = ["lastAt"];
const LAST_DAY: Path = ["lastDay"];
const REVIEWS: Path = ["reviews"];
const LAPSES: Path = ["lapses"];
const AT_LEAST_ONE: NumberRange = { min: 1 };
const NOT_NEGATIVE: NumberRange = { min: 0 };

/** Reads what the states of all algorithms say of the reviews so far. */
export const readReviewCounts = (
  found: Found,
  source: Readonly<Record<string, unknown>>,
): Omit<MemoryState, "kind" | "version"> => {
  const lastAt = readInstant(found, LAST_AT, source["lastAt"]);
  const lastDay = readInteger(found, LAST_DAY, source["lastDay"]);
  const reviews = readInteger(found, REVIEWS, source["reviews"], AT_LEAST_ONE);
  const lapses = readInteger(found, LAPSES, source["lapses"], NOT_NEGATIVE);
  if (lapses >= reviews) note(found, LAPSES, "inconsistent", "fewer lapses than reviews", lapses);
  return { lastAt, lastDay, reviews, lapses };
};
