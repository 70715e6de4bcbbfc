import type { Points } from "./points.ts";
import { nearestCentre } from "./squaredDistance.ts";

/** Centres are scored four at a time. */
const PANEL = 4;

/** Points are looked at in runs that stay in the cache. */
const RUN = 512;

/** A bound has to be clear by more than its own rounding. */
const CLEAR = 1 - 1e-9;
const ROUNDED_UP = 1 + 1e-12;

/** Below this, squares vanish and no score is to be trusted. */
const VANISHING = 1e-290;

/** Tightening pays where it spares so large a part of the points it is tried on. */
const WORTH_IT = 1 / 4;

/** What is kept of the points between one labelling and the next. */
export interface Labelling {
  readonly points: Points;
  /** The nearest centre of each point, the lowest index on a tie; -1 before the first labelling. */
  readonly labels: Int32Array;
  readonly squaredNorms: Float64Array;
  /** At least the distance to the own centre. */
  readonly upper: Float64Array;
  /** At most the distance to every other centre. */
  readonly lower: Float64Array;
  /** Centres in panels of four, coordinate by coordinate. */
  readonly panels: Float64Array;
  /** |c|^2 / 2, infinite where a panel has no centre. */
  readonly halfNorms: Float64Array;
  /** Half the distance to the nearest other centre. */
  readonly halfGaps: Float64Array;
  /** How far each centre has moved since the bounds were made, and the largest move among all others. */
  readonly moves: Float64Array;
  readonly otherMoves: Float64Array;
  /** How far, relative to the squares involved, two scores may differ from what true differences say. */
  readonly margin: number;
  largestNorm: number;
  tighten: boolean;
  tried: number;
  spared: number;
}

// In this file every index into a typed array is a point below count, a centre below k (below its panels, where it is padded), a coordinate
// below dimensions or a place in a run, so `as number` after an index never hides an undefined.

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
  const padded = PANEL * Math.ceil(k / PANEL);
  return {
    points,
    labels: new Int32Array(count).fill(-1),
    squaredNorms,
    upper: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    lower: new Float64Array(count),
    panels: new Float64Array(padded * dimensions),
    halfNorms: new Float64Array(padded).fill(Number.POSITIVE_INFINITY),
    halfGaps: new Float64Array(k),
    moves: new Float64Array(k),
    otherMoves: new Float64Array(k),
    // A score |c|^2 / 2 - x.c is off by at most (d + 2) u (|x|^2 + |c|^2), u = 2^-53, half a sum of squared differences by (d + 3) u times
    // as much; there are two of each.
    margin: (dimensions + 8) * 2 ** -51,
    largestNorm: 0,
    tighten: false,
    tried: 0,
    spared: 0,
  };
};

/** Takes over the centres that points are to be labelled with, and how far each has moved since the last time. Cost O(k^2 d). */
export const setCentres = (labelling: Labelling, centres: Float64Array, moves: Float64Array): void => {
  const { panels, halfNorms, halfGaps, otherMoves } = labelling;
  const { dimensions } = labelling.points;
  const k = halfGaps.length;
  labelling.largestNorm = 0;
  for (let c = 0; c < k; c += 1) {
    const panel = Math.floor(c / PANEL) * PANEL * dimensions + (c % PANEL);
    let norm = 0;
    for (let j = 0; j < dimensions; j += 1) {
      const value = centres[c * dimensions + j] as number;
      panels[panel + PANEL * j] = value;
      norm += value * value;
    }
    halfNorms[c] = norm / 2;
    labelling.largestNorm = Math.max(labelling.largestNorm, norm);
  }
  let first = 0;
  let second = 0;
  for (let c = 0; c < k; c += 1) {
    const move = moves[c] as number;
    labelling.moves[c] = move;
    if (move > first) {
      second = first;
      first = move;
    } else if (move > second) second = move;
    let gap = Number.POSITIVE_INFINITY;
    for (let other = 0; other < k; other += 1) {
      if (other === c) continue;
      let sum = 0;
      for (let j = 0; j < dimensions; j += 1) {
        const difference = (centres[c * dimensions + j] as number) - (centres[other * dimensions + j] as number);
        sum += difference * difference;
      }
      if (sum < gap) gap = sum;
    }
    halfGaps[c] = Math.sqrt(gap) / 2;
  }
  // Two centres with the same largest move leave it as the second, too.
  for (let c = 0; c < k; c += 1) otherMoves[c] = (moves[c] as number) === first ? second : first;
  labelling.tighten = labelling.spared >= WORTH_IT * labelling.tried;
  labelling.tried = 0;
  labelling.spared = 0;
};

/** A point whose label was set by hand: nothing is known of it. */
export const forgetBounds = ({ upper, lower }: Labelling, point: number): void => {
  upper[point] = Number.POSITIVE_INFINITY;
  lower[point] = 0;
};

/** At least the distance from a point to its own centre, computed with two sums at a time. */
const ownDistance = (coordinates: Float64Array, at: number, centres: Float64Array, from: number, d: number): number => {
  let even = 0;
  let odd = 0;
  let j = 0;
  for (; j + 1 < d; j += 2) {
    const a = (coordinates[at + j] as number) - (centres[from + j] as number);
    const b = (coordinates[at + j + 1] as number) - (centres[from + j + 1] as number);
    even += a * a;
    odd += b * b;
  }
  if (j < d) {
    const a = (coordinates[at + j] as number) - (centres[from + j] as number);
    even += a * a;
  }
  return Math.sqrt(even + odd + VANISHING) * ROUNDED_UP;
};

/**
 * Which of the points from `from` to `to` may have another nearest centre than before: those whose bounds do not rule it out
 * (Hamerly 2010). Writes their indices and returns how many.
 */
const sift = (labelling: Labelling, centres: Float64Array, from: number, to: number, into: Int32Array): number => {
  const { labels, upper, lower, halfGaps, moves, otherMoves, tighten } = labelling;
  const { coordinates, dimensions } = labelling.points;
  let left = 0;
  let tried = 0;
  let spared = 0;
  for (let i = from; i < to; i += 1) {
    const label = labels[i] as number;
    if (label >= 0) {
      const above = (upper[i] as number) + (moves[label] as number);
      const below = (lower[i] as number) - (otherMoves[label] as number);
      upper[i] = above;
      lower[i] = below;
      const gap = halfGaps[label] as number;
      const bound = Math.max(below, gap) * CLEAR;
      if (above < bound) continue;
      if (tighten && above !== Number.POSITIVE_INFINITY) {
        tried += 1;
        const exact = ownDistance(coordinates, i * dimensions, centres, label * dimensions, dimensions);
        upper[i] = exact;
        if (exact < bound) {
          spared += 1;
          continue;
        }
      }
    }
    into[left] = i;
    left += 1;
  }
  labelling.tried += tried;
  labelling.spared += spared;
  return left;
};

interface Scores {
  readonly best: Float64Array;
  readonly second: Float64Array;
  readonly label: Int32Array;
}

/** Points that changed their label, and what it was before. */
export interface Movers {
  readonly points: Int32Array;
  readonly before: Int32Array;
}

/**
 * The least and the second least |c|^2 / 2 - x.c of some points, which order centres as their distances do, and the centre of the
 * least. Two points and four centres at a time: eight sums that stay in registers.
 */
const score = (labelling: Labelling, which: Int32Array, size: number, scores: Scores): void => {
  const { panels, halfNorms } = labelling;
  const { coordinates, dimensions } = labelling.points;
  const { best, second, label } = scores;
  const k = halfNorms.length;
  for (let w = 0; w < size; w += 2) {
    const pair = w + 1 < size ? w + 1 : w;
    const a = (which[w] as number) * dimensions;
    const b = (which[pair] as number) * dimensions;
    let bestA = Number.POSITIVE_INFINITY;
    let bestB = Number.POSITIVE_INFINITY;
    let secondA = Number.POSITIVE_INFINITY;
    let secondB = Number.POSITIVE_INFINITY;
    let labelA = 0;
    let labelB = 0;
    let at = 0;
    for (let c = 0; c < k; c += PANEL) {
      let a0 = 0;
      let a1 = 0;
      let a2 = 0;
      let a3 = 0;
      let b0 = 0;
      let b1 = 0;
      let b2 = 0;
      let b3 = 0;
      for (let j = 0; j < dimensions; j += 1) {
        const x = coordinates[a + j] as number;
        const y = coordinates[b + j] as number;
        const c0 = panels[at] as number;
        const c1 = panels[at + 1] as number;
        const c2 = panels[at + 2] as number;
        const c3 = panels[at + 3] as number;
        at += PANEL;
        a0 += x * c0;
        a1 += x * c1;
        a2 += x * c2;
        a3 += x * c3;
        b0 += y * c0;
        b1 += y * c1;
        b2 += y * c2;
        b3 += y * c3;
      }
      const h0 = halfNorms[c] as number;
      const h1 = halfNorms[c + 1] as number;
      const h2 = halfNorms[c + 2] as number;
      const h3 = halfNorms[c + 3] as number;
      a0 = h0 - a0;
      a1 = h1 - a1;
      a2 = h2 - a2;
      a3 = h3 - a3;
      b0 = h0 - b0;
      b1 = h1 - b1;
      b2 = h2 - b2;
      b3 = h3 - b3;
      if (a0 < bestA) {
        secondA = bestA;
        bestA = a0;
        labelA = c;
      } else if (a0 < secondA) secondA = a0;
      if (a1 < bestA) {
        secondA = bestA;
        bestA = a1;
        labelA = c + 1;
      } else if (a1 < secondA) secondA = a1;
      if (a2 < bestA) {
        secondA = bestA;
        bestA = a2;
        labelA = c + 2;
      } else if (a2 < secondA) secondA = a2;
      if (a3 < bestA) {
        secondA = bestA;
        bestA = a3;
        labelA = c + 3;
      } else if (a3 < secondA) secondA = a3;
      if (b0 < bestB) {
        secondB = bestB;
        bestB = b0;
        labelB = c;
      } else if (b0 < secondB) secondB = b0;
      if (b1 < bestB) {
        secondB = bestB;
        bestB = b1;
        labelB = c + 1;
      } else if (b1 < secondB) secondB = b1;
      if (b2 < bestB) {
        secondB = bestB;
        bestB = b2;
        labelB = c + 2;
      } else if (b2 < secondB) secondB = b2;
      if (b3 < bestB) {
        secondB = bestB;
        bestB = b3;
        labelB = c + 3;
      } else if (b3 < secondB) secondB = b3;
    }
    best[w] = bestA;
    second[w] = secondA;
    label[w] = labelA;
    best[pair] = bestB;
    second[pair] = secondB;
    label[pair] = labelB;
  }
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
  const { labels, squaredNorms, upper, lower, margin, largestNorm } = labelling;
  const { coordinates, dimensions } = labelling.points;
  const waiting = new Int32Array(RUN);
  const scores = { best: new Float64Array(RUN), second: new Float64Array(RUN), label: new Int32Array(RUN) };
  const { best, second, label } = scores;
  let changed = 0;
  for (let start = from; start < to; start += RUN) {
    const size = sift(labelling, centres, start, Math.min(to, start + RUN), waiting);
    score(labelling, waiting, size, scores);
    for (let w = 0; w < size; w += 1) {
      const i = waiting[w] as number;
      const least = best[w] as number;
      const next = second[w] as number;
      const norm = squaredNorms[i] as number;
      const unsure = margin * (norm + largestNorm) + VANISHING;
      let nearest = label[w] as number;
      if (!(next - least > unsure)) nearest = nearestCentre(coordinates, i * dimensions, centres, dimensions);
      upper[i] = Math.sqrt(Math.max(0, norm + 2 * least) + 4 * unsure);
      lower[i] = Math.sqrt(Math.max(0, norm + 2 * next - 4 * unsure));
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
