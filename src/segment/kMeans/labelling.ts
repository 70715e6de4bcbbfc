import { type Bounds, keepBounds, moveBounds, sift, startBounds } from "./bounds.ts";
import type { Points } from "./points.ts";
import { type CentrePanels, layOut, type Scores, score, startPanels, startScores } from "./scoreTile.ts";
import { nearestCentre, VANISHING } from "./squaredDistance.ts";

/** Points are looked at in runs that stay in the cache. */
const RUN = 512;

/** What is kept of the points between one labelling and the next. */
export interface Labelling {
  readonly points: Points;
  /** The nearest centre of each point, the lowest index on a tie; -1 before the first labelling. */
  readonly labels: Int32Array;
  readonly squaredNorms: Float64Array;
  readonly bounds: Bounds;
  readonly panels: CentrePanels;
  /** How far, relative to the squares involved, two scores may differ from what true differences say. */
  readonly margin: number;
  /** The largest |c|^2. */
  largestNorm: number;
  /** The points of a run that have to be scored, and their scores. */
  readonly waiting: Int32Array;
  readonly scores: Scores;
}

/** Points that changed their label, and what it was before. */
export interface Movers {
  readonly points: Int32Array;
  readonly before: Int32Array;
}

// In this file every index into a typed array is a point below count or a place in a run, so `as number` after an index never hides an undefined.

/** Before the first labelling of some points by k centres. Cost O(n d). */
export const startLabelling = (points: Points, k: number): Labelling => {
  const { coordinates, count, dimensions } = points;
  const squaredNorms = new Float64Array(count);
  for (let i = 0, at = 0; i < count; i += 1) {
    let sum = 0;
    for (const end = at + dimensions; at < end; at += 1) {
      const value = coordinates[at] as number;
      sum += value * value;
    }
    squaredNorms[i] = sum;
  }
  return {
    points,
    labels: new Int32Array(count).fill(-1),
    squaredNorms,
    bounds: startBounds(count, k),
    panels: startPanels(k, dimensions),
    // A score |c|^2 / 2 - x.c is off by at most (d + 2) u (|x|^2 + |c|^2), u = 2^-53, half a sum of squared differences by (d + 3) u times
    // as much; there are two of each.
    margin: (dimensions + 8) * 2 ** -51,
    largestNorm: 0,
    waiting: new Int32Array(RUN),
    scores: startScores(RUN),
  };
};

/** Takes over the centres that points are to be labelled with, and how far each has moved since the last time. Cost O(k^2 d). */
export const setCentres = (labelling: Labelling, centres: Float64Array, moves: Float64Array): void => {
  const { panels, bounds, points } = labelling;
  labelling.largestNorm = layOut(panels, centres, points.dimensions);
  moveBounds(bounds, centres, moves, points.dimensions);
};

/**
 * Labels the points from `from` to `to` with their nearest centres and makes their bounds anew. Writes those whose label changed into `movers`
 * and returns how many.
 *
 * The labels are those of true squared differences, the lowest index on a tie: where two scores are nearer to each other than their rounding,
 * the differences decide. Cost O(n k d), less for points whose bounds rule a change out.
 */
export const relabel = (
  labelling: Labelling,
  centres: Float64Array,
  from: number,
  to: number,
  movers: Movers,
): number => {
  const { points, labels, squaredNorms, bounds, panels, margin, largestNorm, waiting, scores } = labelling;
  const { coordinates, dimensions } = points;
  const { best, second, label } = scores;
  let changed = 0;
  for (let start = from; start < to; start += RUN) {
    const size = sift(bounds, points, labels, centres, start, Math.min(to, start + RUN), waiting);
    score(panels, points, waiting, size, scores);
    for (let w = 0; w < size; w += 1) {
      const i = waiting[w] as number;
      const least = best[w] as number;
      const next = second[w] as number;
      const norm = squaredNorms[i] as number;
      const unsure = margin * (norm + largestNorm) + VANISHING;
      let nearest = label[w] as number;
      if (!(next - least > unsure)) nearest = nearestCentre(coordinates, i * dimensions, centres, dimensions);
      const above = Math.sqrt(Math.max(0, norm + 2 * least) + 4 * unsure);
      const below = Math.sqrt(Math.max(0, norm + 2 * next - 4 * unsure));
      keepBounds(bounds, i, nearest, above, below);
      const before = labels[i] as number;
      if (before === nearest) continue;
      labels[i] = nearest;
      movers.points[changed] = i;
      movers.before[changed] = before;
      changed += 1;
    }
  }
  return changed;
};
