import { type Bounds, keepBounds, moveBounds, sift, startBounds } from "./bounds.ts";
import type { Points } from "./points.ts";
import { type CentrePanels, layOut, score, startPanels } from "./scoreTile.ts";
import { nearestCentre, VANISHING } from "./squaredDistance.ts";

/** Points are looked at in runs that stay in the cache. */
const RUN = 256;

/** Where more than this part of a run has to be scored, all of it is: one row after the other is read far faster than picked ones. */
const MOST = 0.6;

/** Bounds are kept once no more than this part of the points changes its label: before, next to nothing is ruled out by them. */
const SETTLING = 0.2;

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
  /** Whether bounds are kept; once they are, always. */
  bounded: boolean;
  /** The points of a run that have to be scored, and their scores. */
  readonly waiting: Int32Array;
  readonly scores: Float64Array;
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
  const panels = startPanels(k, dimensions);
  return {
    points,
    labels: new Int32Array(count).fill(-1),
    squaredNorms,
    bounds: startBounds(count, k),
    panels,
    // A score |c|^2 / 2 - x.c is off by at most (d + 2) u (|x|^2 + |c|^2), u = 2^-53, half a sum of squared differences by (d + 3) u times
    // as much; there are two of each.
    margin: (dimensions + 8) * 2 ** -51,
    largestNorm: 0,
    bounded: false,
    waiting: new Int32Array(RUN),
    scores: new Float64Array(RUN * panels.halfNorms.length),
  };
};

/**
 * Takes over the centres that points are to be labelled with, how far each has moved since the last time, and how many points changed their
 * label then. Cost O(k^2 d).
 */
export const setCentres = (labelling: Labelling, centres: Float64Array, moves: Float64Array, changed: number): void => {
  const { panels, bounds, points } = labelling;
  labelling.bounded ||= changed <= SETTLING * points.count;
  labelling.largestNorm = layOut(panels, centres, points.dimensions);
  moveBounds(bounds, centres, moves, points.dimensions);
};

/** Which points from `from` to `to` are to be scored: all of them, but where bounds rule most of them out. Writes them and returns how many. */
const toScore = (labelling: Labelling, centres: Float64Array, from: number, to: number): number => {
  const { bounded, bounds, points, labels, waiting } = labelling;
  const size = bounded ? sift(bounds, points, labels, centres, from, to, waiting) : to - from;
  if (bounded && size <= MOST * (to - from)) return size;
  for (let place = 0; place < to - from; place += 1) waiting[place] = from + place;
  return to - from;
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
  const { points, labels, squaredNorms, bounds, bounded, panels, margin, largestNorm, waiting, scores } = labelling;
  const { coordinates, dimensions } = points;
  const k = panels.halfNorms.length;
  let changed = 0;
  for (let start = from; start < to; start += RUN) {
    const size = toScore(labelling, centres, start, Math.min(to, start + RUN));
    score(panels, points, waiting, size, scores);
    for (let w = 0; w < size; w += 1) {
      const i = waiting[w] as number;
      const before = labels[i] as number;
      const first = w * k;
      // Most points keep their label: with its score as the first, few others are less.
      let nearest = Math.max(0, before);
      let least = scores[first + nearest] as number;
      let next = Number.POSITIVE_INFINITY;
      scores[first + nearest] = next;
      for (let c = 0; c < k; c += 1) {
        const other = scores[first + c] as number;
        if (other < least) {
          next = least;
          least = other;
          nearest = c;
        } else if (other < next) next = other;
      }
      const norm = squaredNorms[i] as number;
      const unsure = margin * (norm + largestNorm) + VANISHING;
      if (!(next - least > unsure)) nearest = nearestCentre(coordinates, i * dimensions, centres, dimensions);
      if (bounded) {
        const above = Math.sqrt(Math.max(0, norm + 2 * least) + 4 * unsure);
        const below = Math.sqrt(Math.max(0, norm + 2 * next - 4 * unsure));
        keepBounds(bounds, i, nearest, above, below);
      }
      if (before === nearest) continue;
      labels[i] = nearest;
      movers.points[changed] = i;
      movers.before[changed] = before;
      changed += 1;
    }
  }
  return changed;
};
