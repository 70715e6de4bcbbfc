import type { Points } from "../kMeans/points.ts";

/** Labels from 0 to k - 1, one for each point. */
export interface Labelling {
  readonly labels: Int32Array;
  readonly sizes: Int32Array;
}

// Indices below stay within the typed arrays they read (points below count, clusters below k), so `as number` after one is true.

const silhouetteOf = (within: number, toNearest: number): number => {
  const larger = Math.max(within, toNearest);
  return larger > 0 ? (toNearest - within) / larger : 0;
};

/** For each point the sum of its distances to the points of each cluster of one labelling, from row i on at `i * k`. */
const meanSilhouette = (sums: Float64Array, { labels, sizes }: Labelling): number => {
  const k = sizes.length;
  let total = 0;
  for (let i = 0; i < labels.length; i += 1) {
    const own = labels[i] as number;
    const size = sizes[own] as number;
    if (size === 1) continue;
    let nearest = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c += 1) {
      if (c === own || sizes[c] === 0) continue;
      nearest = Math.min(nearest, (sums[i * k + c] as number) / (sizes[c] as number));
    }
    total += silhouetteOf((sums[i * k + own] as number) / (size - 1), nearest);
  }
  return total / labels.length;
};

/**
 * The mean silhouette width of each of several labellings of the same points, over all pairs of points.
 *
 * s(i) = (b - a) / max(a, b), a the mean distance to the other points of the own cluster, b the smallest mean distance to the points
 * of another; 0 for a point that is alone in its cluster. Each distance is computed once for all labellings: O(n^2 (d + labellings)).
 * Yields after each block of rows with how many are done. Source: Rousseeuw (1987), J. Comput. Appl. Math. 20.
 */
export function* silhouettes(
  points: Points,
  labellings: readonly Labelling[],
): Generator<number, readonly number[], void> {
  const { coordinates, count, dimensions } = points;
  const sums = labellings.map(({ sizes }) => new Float64Array(count * sizes.length));
  for (let i = 0; i < count; i += 1) {
    for (let other = i + 1; other < count; other += 1) {
      let squared = 0;
      for (let j = 0; j < dimensions; j += 1) {
        const difference =
          (coordinates[i * dimensions + j] as number) - (coordinates[other * dimensions + j] as number);
        squared += difference * difference;
      }
      const distance = Math.sqrt(squared);
      for (let l = 0; l < labellings.length; l += 1) {
        const { labels, sizes } = labellings[l] as Labelling; // l is below their number
        const into = sums[l] as Float64Array; // as above
        const mine = i * sizes.length + (labels[other] as number);
        const theirs = other * sizes.length + (labels[i] as number);
        into[mine] = (into[mine] as number) + distance;
        into[theirs] = (into[theirs] as number) + distance;
      }
    }
    if (i % BLOCK === BLOCK - 1) yield i + 1;
  }
  return labellings.map((labelling, l) => meanSilhouette(sums[l] ?? new Float64Array(0), labelling));
}

const BLOCK = 256;

/**
 * The mean simplified silhouette: a is the distance to the own centre, b that to the nearest other. O(n k d). It is larger than the
 * silhouette over pairs, so the two are not to be compared. Source: Hruschka, de Castro & Campello (2004), ICDM.
 */
export const simplifiedSilhouette = (points: Points, centres: Float64Array, { labels, sizes }: Labelling): number => {
  const { coordinates, count, dimensions } = points;
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    const own = labels[i] as number;
    if (sizes[own] === 1) continue;
    let within = 0;
    let nearest = Number.POSITIVE_INFINITY;
    for (let c = 0; c < sizes.length; c += 1) {
      let squared = 0;
      for (let j = 0; j < dimensions; j += 1) {
        const difference = (coordinates[i * dimensions + j] as number) - (centres[c * dimensions + j] as number);
        squared += difference * difference;
      }
      if (c === own) within = Math.sqrt(squared);
      else nearest = Math.min(nearest, Math.sqrt(squared));
    }
    total += silhouetteOf(within, nearest);
  }
  return total / count;
};
