import { drawInteger, drawUniform, type RandomStream } from "../../core/numeric/random/index.ts";
import { type Points, pointsAt } from "./points.ts";

/** Candidates are tried four at a time. */
const AT_ONCE = 4;

// Indices below stay within the typed arrays they read (points below count, coordinates below dimensions), so `as number` is true.

const weightOf = ({ weights }: Points, point: number): number =>
  weights === undefined ? 1 : (weights[point] as number);

/**
 * Sums of the weighted squared distances to the nearest of the centres so far and one of up to four candidates, into `sums`. Spare places
 * repeat the last candidate.
 */
const tryOut = (points: Points, candidates: readonly number[], nearest: Float64Array, sums: Float64Array): void => {
  const { coordinates, count, dimensions } = points;
  const rowOf = (place: number): number => (candidates[Math.min(place, candidates.length - 1)] as number) * dimensions; // candidates are not empty
  const [p, q, r, s] = [rowOf(0), rowOf(1), rowOf(2), rowOf(3)];
  let [sumP, sumQ, sumR, sumS] = [0, 0, 0, 0];
  for (let i = 0, at = 0; i < count; i += 1, at += dimensions) {
    let toP = 0;
    let toQ = 0;
    let toR = 0;
    let toS = 0;
    for (let j = 0; j < dimensions; j += 1) {
      const x = coordinates[at + j] as number;
      const fromP = x - (coordinates[p + j] as number);
      const fromQ = x - (coordinates[q + j] as number);
      const fromR = x - (coordinates[r + j] as number);
      const fromS = x - (coordinates[s + j] as number);
      toP += fromP * fromP;
      toQ += fromQ * fromQ;
      toR += fromR * fromR;
      toS += fromS * fromS;
    }
    const before = nearest[i] as number;
    const weight = weightOf(points, i);
    sumP += weight * Math.min(toP, before);
    sumQ += weight * Math.min(toQ, before);
    sumR += weight * Math.min(toR, before);
    sumS += weight * Math.min(toS, before);
  }
  sums[0] = sumP;
  sums[1] = sumQ;
  sums[2] = sumR;
  sums[3] = sumS;
};

/** Lowers `nearest` to the squared distance to point `row` where that is smaller; returns the new weighted sum. */
const lower = (points: Points, row: number, nearest: Float64Array): number => {
  const { coordinates, count, dimensions } = points;
  const from = row * dimensions;
  let sum = 0;
  for (let i = 0, at = 0; i < count; i += 1, at += dimensions) {
    let distance = 0;
    for (let j = 0; j < dimensions; j += 1) {
      const difference = (coordinates[at + j] as number) - (coordinates[from + j] as number);
      distance += difference * difference;
    }
    const smaller = Math.min(distance, nearest[i] as number);
    nearest[i] = smaller;
    sum += weightOf(points, i) * smaller;
  }
  return sum;
};

/** The first index at which the running sum of weight times value passes `target`: an index drawn in proportion to it. */
const indexAt = (points: Points, values: Float64Array | null, target: number): number => {
  let sum = 0;
  let last = 0;
  for (let i = 0; i < points.count; i += 1) {
    const share = weightOf(points, i) * (values === null ? 1 : (values[i] as number));
    if (share === 0) continue;
    sum += share;
    last = i;
    if (sum > target) return i;
  }
  return last;
};

const totalWeight = ({ weights, count }: Points): number =>
  weights === undefined ? count : weights.reduce((sum, weight) => sum + weight, 0);

/**
 * Starting centres by greedy k-means++: the first at random, each further one the best of 2 + floor(ln k) points drawn with
 * probability in proportion to the squared distance from the centres so far, times the weight.
 *
 * Needs at least k different points. Cost O(n k d log k). Source: Arthur & Vassilvitskii (2007), "k-means++", with the greedy trials
 * of scikit-learn 1.2.1, `_kmeans_plusplus`.
 */
export const plusPlus = (points: Points, k: number, random: RandomStream): Float64Array => {
  const { count } = points;
  const trials = 2 + Math.floor(Math.log(k));
  const first =
    points.weights === undefined
      ? drawInteger(random, count)
      : indexAt(points, null, drawUniform(random) * totalWeight(points));
  const rows: number[] = [first];
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const sums = new Float64Array(AT_ONCE);
  let potential = lower(points, first, nearest);
  while (rows.length < k) {
    const drawn = Array.from({ length: trials }, () => indexAt(points, nearest, drawUniform(random) * potential));
    let bestRow = drawn[0] ?? 0;
    let bestPotential = Number.POSITIVE_INFINITY;
    for (let from = 0; from < trials; from += AT_ONCE) {
      const candidates = drawn.slice(from, from + AT_ONCE);
      tryOut(points, candidates, nearest, sums);
      candidates.forEach((row, place) => {
        const sum = sums[place] as number; // at most four candidates
        if (sum >= bestPotential) return;
        bestPotential = sum;
        bestRow = row;
      });
    }
    rows.push(bestRow);
    potential = lower(points, bestRow, nearest);
  }
  return pointsAt(points, rows);
};
