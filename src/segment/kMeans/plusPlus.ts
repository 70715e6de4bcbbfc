import { drawInteger, drawUniform, type RandomStream } from "../../core/numeric/random/index.ts";
import { type Points, pointsAt } from "./points.ts";
import { squaredDistance } from "./squaredDistance.ts";

/** Candidates are tried four at a time. */
const AT_ONCE = 4;

// Indices below stay within the typed arrays they read (points below count, coordinates below dimensions), so `as number` is true.

const weightOf = ({ weights }: Points, point: number): number =>
  weights === undefined ? 1 : (weights[point] as number);

/** What trying up to four candidates leaves: squared distances to the nearest centre, candidate after candidate, and their weighted sums. */
interface Tried {
  readonly nearest: Float64Array;
  readonly sums: Float64Array;
}

/**
 * Squared distances to the nearest of the centres so far and one of up to four candidates. Spare places repeat the last candidate. Two points at a
 * time: eight sums that stay in registers.
 */
const tryOut = (points: Points, candidates: readonly number[], nearest: Float64Array, tried: Tried): void => {
  const { coordinates, count, dimensions } = points;
  const rowOf = (place: number): number => (candidates[Math.min(place, candidates.length - 1)] as number) * dimensions; // candidates are not empty
  const [p, q, r, s] = [rowOf(0), rowOf(1), rowOf(2), rowOf(3)];
  const keep = (i: number, toP: number, toQ: number, toR: number, toS: number): void => {
    const before = nearest[i] as number;
    tried.nearest[i] = Math.min(toP, before);
    tried.nearest[count + i] = Math.min(toQ, before);
    tried.nearest[2 * count + i] = Math.min(toR, before);
    tried.nearest[3 * count + i] = Math.min(toS, before);
  };
  for (let i = 0; i < count; i += 2) {
    const pair = i + 1 < count ? i + 1 : i;
    const a = i * dimensions;
    const b = pair * dimensions;
    let aP = 0;
    let aQ = 0;
    let aR = 0;
    let aS = 0;
    let bP = 0;
    let bQ = 0;
    let bR = 0;
    let bS = 0;
    for (let j = 0; j < dimensions; j += 1) {
      const x = coordinates[a + j] as number;
      const y = coordinates[b + j] as number;
      const atP = coordinates[p + j] as number;
      const atQ = coordinates[q + j] as number;
      const atR = coordinates[r + j] as number;
      const atS = coordinates[s + j] as number;
      aP += (x - atP) * (x - atP);
      aQ += (x - atQ) * (x - atQ);
      aR += (x - atR) * (x - atR);
      aS += (x - atS) * (x - atS);
      bP += (y - atP) * (y - atP);
      bQ += (y - atQ) * (y - atQ);
      bR += (y - atR) * (y - atR);
      bS += (y - atS) * (y - atS);
    }
    keep(i, aP, aQ, aR, aS);
    keep(pair, bP, bQ, bR, bS);
  }
  for (let place = 0, at = 0; place < AT_ONCE; place += 1) {
    let sum = 0;
    for (let i = 0; i < count; i += 1, at += 1) sum += weightOf(points, i) * (tried.nearest[at] as number);
    tried.sums[place] = sum;
  }
};

/** Squared distances to point `row`, and their weighted sum. */
const startAt = (points: Points, row: number, nearest: Float64Array): number => {
  const { coordinates, count, dimensions } = points;
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    const distance = squaredDistance(coordinates, i * dimensions, coordinates, row * dimensions, dimensions);
    nearest[i] = distance;
    sum += weightOf(points, i) * distance;
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
  const nearest = new Float64Array(count);
  const best = new Float64Array(count);
  const tried: Tried = { nearest: new Float64Array(AT_ONCE * count), sums: new Float64Array(AT_ONCE) };
  let potential = startAt(points, first, nearest);
  while (rows.length < k) {
    const drawn = Array.from({ length: trials }, () => indexAt(points, nearest, drawUniform(random) * potential));
    let bestRow = drawn[0] ?? 0;
    let bestPotential = Number.POSITIVE_INFINITY;
    for (let from = 0; from < trials; from += AT_ONCE) {
      const candidates = drawn.slice(from, from + AT_ONCE);
      tryOut(points, candidates, nearest, tried);
      candidates.forEach((row, place) => {
        const sum = tried.sums[place] as number; // at most four candidates
        if (sum >= bestPotential) return;
        bestPotential = sum;
        bestRow = row;
        best.set(tried.nearest.subarray(place * count, (place + 1) * count));
      });
    }
    rows.push(bestRow);
    potential = bestPotential;
    nearest.set(best);
  }
  return pointsAt(points, rows);
};
