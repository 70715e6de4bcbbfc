import type { PlannedCard } from "./problem.ts";

/** Cards by effort over value, on a few levels: each lies at one, or between two. */
export interface Levels {
  /** Efforts over values, ascending. */
  readonly ratios: readonly number[];
  /** The level at or below each card. */
  readonly below: Int32Array;
  /** How far each card is on the way to the next level, in [0, 1). */
  readonly up: Float64Array;
}

const MOST_LEVELS = 5;

/**
 * Every ratio its own level where there are few; else quantiles, with the least and the greatest. What a card can be worth at given prices is the
 * greatest of functions linear in its ratio, so convex: between two levels it is at most the mean of both, and a bound from that mean holds.
 */
export const levelsOf = (cards: readonly PlannedCard[]): Levels => {
  const all = Float64Array.from(cards, ({ value, effort }) => effort / value);
  const sorted = Float64Array.from(all).sort();
  const distinct = Array.from(new Set(sorted));
  const last = sorted.length - 1;
  const ratios =
    distinct.length <= MOST_LEVELS
      ? distinct
      : Array.from(
          new Set(
            // each is a place among the cards
            Array.from({ length: MOST_LEVELS }, (_, k) => sorted[Math.round((last * k) / (MOST_LEVELS - 1))] as number),
          ),
        );
  const below = new Int32Array(all.length);
  const up = new Float64Array(all.length);
  all.forEach((ratio, card) => {
    let level = 0;
    while (level + 1 < ratios.length && (ratios[level + 1] as number) <= ratio) level += 1; // the next level is there
    below[card] = level;
    const low = ratios[level] as number; // not above the ratio
    const high = ratios[level + 1];
    if (high !== undefined) up[card] = (ratio - low) / (high - low);
  });
  return { ratios, below, up };
};
