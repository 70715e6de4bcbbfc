import { drawInteger, drawUniform, type RandomStream } from "../../core/numeric/random/index.ts";
import { type Points, pointsAt } from "./points.ts";

// Indices below stay within the typed arrays they read (points below count, coordinates below dimensions), so `as number` is true.

/** Lowers `nearest` to the squared distance to point `candidate` where that is smaller, into `lowered`; returns the new sum. */
const lower = (points: Points, candidate: number, nearest: Float64Array, lowered: Float64Array): number => {
  const { coordinates, count, dimensions } = points;
  const from = candidate * dimensions;
  let sum = 0;
  for (let i = 0, at = 0; i < count; i += 1, at += dimensions) {
    let distance = 0;
    for (let j = 0; j < dimensions; j += 1) {
      const difference = (coordinates[at + j] as number) - (coordinates[from + j] as number);
      distance += difference * difference;
    }
    const smaller = Math.min(distance, nearest[i] as number);
    lowered[i] = smaller;
    sum += smaller;
  }
  return sum;
};

/** The first index at which the running sum of the weights passes `target`: an index drawn in proportion to its weight. */
const indexAt = (weights: Float64Array, target: number): number => {
  let sum = 0;
  let last = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    sum += weight;
    last = i;
    if (sum > target) return i;
  }
  return last;
};

/**
 * Starting centres by greedy k-means++: the first at random, each further one the best of 2 + floor(ln k) points drawn with
 * probability in proportion to the squared distance from the centres so far.
 *
 * Needs at least k different points. Cost O(n k d log k). Source: Arthur & Vassilvitskii (2007), "k-means++", with the greedy trials
 * of scikit-learn 1.2.1, `_kmeans_plusplus`.
 */
export const plusPlus = (points: Points, k: number, random: RandomStream): Float64Array => {
  const { count } = points;
  const trials = 2 + Math.floor(Math.log(k));
  const rows: number[] = [drawInteger(random, count)];
  let nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  let lowered = new Float64Array(count);
  let spare = new Float64Array(count);
  let potential = lower(points, rows[0] ?? 0, nearest, lowered);
  [nearest, lowered] = [lowered, nearest];
  while (rows.length < k) {
    let bestRow = 0;
    let bestPotential = Number.POSITIVE_INFINITY;
    for (let trial = 0; trial < trials; trial += 1) {
      const row = indexAt(nearest, drawUniform(random) * potential);
      const sum = lower(points, row, nearest, spare);
      if (sum >= bestPotential) continue;
      bestPotential = sum;
      bestRow = row;
      [lowered, spare] = [spare, lowered];
    }
    rows.push(bestRow);
    potential = bestPotential;
    [nearest, lowered] = [lowered, nearest];
  }
  return pointsAt(points, rows);
};
