import type { Points } from "./points.ts";
import { distanceAbove } from "./squaredDistance.ts";

/** A bound has to be clear by more than its own rounding. */
const CLEAR = 1 - 1e-9;

/** A rounding, for each sum of moves that one is part of. */
const ROUNDING = 2 ** -52;

/**
 * What rules out that a point has another nearest centre than before (Hamerly 2010): it cannot be farther from its own than it was, and
 * what that has moved since; nor can another be nearer than the second was, less the largest move among the others.
 *
 * A bound is kept less (the lower one: plus) what had been moved when it was made, so that nothing is written where it still holds.
 */
export interface Bounds {
  /** At least the distance to the own centre, less `ownTotals` of it when the bound was made. */
  readonly upper: Float64Array;
  /** At most the distance to every other centre, plus `otherTotals` of the own when the bound was made. */
  readonly lower: Float64Array;
  /** Half the distance from each centre to the nearest other. */
  readonly halfGaps: Float64Array;
  /** How far each centre has moved since the last time, and in all. */
  readonly moves: Float64Array;
  readonly ownTotals: Float64Array;
  /** The largest moves among all others, in all. */
  readonly otherTotals: Float64Array;
  /** How often centres have moved. */
  rounds: number;
  /** At most what rounding of the totals has done to a bound. */
  blur: number;
}

// In this file every index into a typed array is a point below count, a centre below k or a coordinate below dimensions, so `as number` after
// an index never hides an undefined.

/** Before anything is known of the points. */
export const startBounds = (count: number, k: number): Bounds => ({
  upper: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
  lower: new Float64Array(count),
  halfGaps: new Float64Array(k),
  moves: new Float64Array(k),
  ownTotals: new Float64Array(k),
  otherTotals: new Float64Array(k),
  rounds: 0,
  blur: 0,
});

/** A point whose label was set by hand: nothing is known of it. */
export const forgetBounds = ({ upper }: Bounds, point: number): void => {
  upper[point] = Number.POSITIVE_INFINITY;
};

/** What is known of a point with this label now. */
export const keepBounds = (bounds: Bounds, point: number, label: number, above: number, below: number): void => {
  bounds.upper[point] = above - (bounds.ownTotals[label] as number);
  bounds.lower[point] = below + (bounds.otherTotals[label] as number);
};

const halfGap = (centres: Float64Array, centre: number, dimensions: number): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let other = 0; other < centres.length; other += dimensions) {
    if (other === centre) continue;
    let sum = 0;
    for (let j = 0; j < dimensions; j += 1) {
      const difference = (centres[centre + j] as number) - (centres[other + j] as number);
      sum += difference * difference;
    }
    if (sum < least) least = sum;
  }
  return Math.sqrt(least) / 2;
};

/** Takes over how far each centre has moved to where it is now. Cost O(k^2 d). */
export const moveBounds = (bounds: Bounds, centres: Float64Array, moves: Float64Array, dimensions: number): void => {
  const { halfGaps, ownTotals, otherTotals } = bounds;
  let first = 0;
  let second = 0;
  let largest = 0;
  for (let c = 0; c < moves.length; c += 1) {
    const move = moves[c] as number;
    bounds.moves[c] = move;
    if (move > first) {
      second = first;
      first = move;
    } else if (move > second) second = move;
    halfGaps[c] = halfGap(centres, c * dimensions, dimensions);
  }
  for (let c = 0; c < moves.length; c += 1) {
    const move = moves[c] as number;
    const total = (ownTotals[c] as number) + move;
    // Two centres with the same largest move leave it as the second, too.
    const otherTotal = (otherTotals[c] as number) + (move === first ? second : first);
    ownTotals[c] = total;
    otherTotals[c] = otherTotal;
    largest = Math.max(largest, total, otherTotal);
  }
  bounds.rounds += 1;
  bounds.blur = (bounds.rounds + 8) * ROUNDING * largest;
};

/**
 * Which of the points from `from` to `to` may have another nearest centre than before: those whose bounds do not rule it out. Where what the own
 * centre has moved of late is all that is missing, the distance to it is computed. Writes the indices and returns how many.
 */
export const sift = (
  bounds: Bounds,
  { coordinates, dimensions }: Points,
  labels: Int32Array,
  centres: Float64Array,
  from: number,
  to: number,
  into: Int32Array,
): number => {
  const { upper, lower, halfGaps, moves, ownTotals, otherTotals, blur } = bounds;
  let left = 0;
  for (let i = from; i < to; i += 1) {
    const label = labels[i] as number;
    if (label >= 0) {
      const above = (upper[i] as number) + (ownTotals[label] as number) + blur;
      const below = (lower[i] as number) - (otherTotals[label] as number) - blur;
      const bound = Math.max(below, halfGaps[label] as number) * CLEAR;
      if (above < bound) continue;
      if (above - bound < (moves[label] as number)) {
        const exact = distanceAbove(coordinates, i * dimensions, centres, label * dimensions, dimensions);
        upper[i] = exact - (ownTotals[label] as number);
        if (exact + blur < bound) continue;
      }
    }
    into[left] = i;
    left += 1;
  }
  return left;
};
