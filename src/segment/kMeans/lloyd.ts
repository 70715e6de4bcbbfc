import type { Points } from "./points.ts";

/** When the iteration stops. */
export interface LloydLimits {
  /** At least 1. */
  readonly maxIterations: number;
  /** The largest sum of squared moves of the centres that counts as standing still. */
  readonly shiftTolerance: number;
}

/** Where the iteration stands: the inertia of this round's labels about the centres they were made with. */
export interface LloydRound {
  readonly iteration: number;
  readonly inertia: number;
}

/** Where the iteration ended. Inertia is the sum of squared distances to the nearest centre. */
export interface LloydFit {
  readonly centres: Float64Array;
  readonly labels: Int32Array;
  readonly sizes: Int32Array;
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

// In this file every index into a typed array is a point below count, a centre below k or a coordinate below dimensions, so
// `as number` after an index never hides an undefined.

/** Labels each point with its nearest centre, the lowest index on a tie, and returns how many labels changed. O(n k d). */
const assignToNearest = (
  points: Points,
  centres: Float64Array,
  labels: Int32Array,
  squaredDistances: Float64Array,
): number => {
  const { coordinates, count, dimensions } = points;
  const end = centres.length;
  let changed = 0;
  for (let i = 0, at = 0; i < count; i += 1, at += dimensions) {
    let best = Number.POSITIVE_INFINITY;
    let label = 0;
    for (let centre = 0, index = 0; centre < end; centre += dimensions, index += 1) {
      let distance = 0;
      for (let j = 0; j < dimensions; j += 1) {
        const difference = (coordinates[at + j] as number) - (centres[centre + j] as number);
        distance += difference * difference;
      }
      if (distance < best) {
        best = distance;
        label = index;
      }
    }
    squaredDistances[i] = best;
    if (labels[i] !== label) {
      labels[i] = label;
      changed += 1;
    }
  }
  return changed;
};

/** Counts the points of each label. */
const count = (labels: Int32Array, sizes: Int32Array): void => {
  sizes.fill(0);
  for (let i = 0; i < labels.length; i += 1) {
    const label = labels[i] as number;
    sizes[label] = (sizes[label] as number) + 1;
  }
};

/**
 * Gives each empty cluster the point farthest from the centre it was labelled with, the first such point on a tie. A point that is
 * alone in its cluster stays, or its cluster would be the next empty one: scikit-learn lacks this exception.
 */
const fillEmptyClusters = (labels: Int32Array, sizes: Int32Array, squaredDistances: Float64Array): boolean => {
  let filled = false;
  for (let empty = 0; empty < sizes.length; empty += 1) {
    if (sizes[empty] !== 0) continue;
    let farthest = -1;
    let distance = 0;
    for (let i = 0; i < labels.length; i += 1) {
      if ((squaredDistances[i] as number) <= distance || (sizes[labels[i] as number] as number) === 1) continue;
      distance = squaredDistances[i] as number;
      farthest = i;
    }
    if (farthest < 0) return filled;
    const from = labels[farthest] as number;
    sizes[from] = (sizes[from] as number) - 1;
    sizes[empty] = 1;
    labels[farthest] = empty;
    squaredDistances[farthest] = 0;
    filled = true;
  }
  return filled;
};

/** Moves each centre to the mean of its points and returns the sum of squared moves. A centre without points stays. O(n d). */
const moveToMeans = (
  points: Points,
  labels: Int32Array,
  sizes: Int32Array,
  centres: Float64Array,
  sums: Float64Array,
): number => {
  const { coordinates, dimensions } = points;
  sums.fill(0);
  for (let i = 0, at = 0; i < labels.length; i += 1, at += dimensions) {
    const centre = (labels[i] as number) * dimensions;
    for (let j = 0; j < dimensions; j += 1) {
      sums[centre + j] = (sums[centre + j] as number) + (coordinates[at + j] as number);
    }
  }
  let shift = 0;
  for (let index = 0, centre = 0; index < sizes.length; index += 1, centre += dimensions) {
    const size = sizes[index] as number;
    if (size === 0) continue;
    for (let j = 0; j < dimensions; j += 1) {
      const mean = (sums[centre + j] as number) / size;
      const move = mean - (centres[centre + j] as number);
      shift += move * move;
      centres[centre + j] = mean;
    }
  }
  return shift;
};

const total = (values: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum;
};

/**
 * Lloyd's k-means from given centres: label each point with its nearest centre, move each centre to the mean of its points, until
 * no label changes or the centres stand still.
 *
 * The stopping rules are scikit-learn's: unchanged labels are strict convergence; otherwise the iteration also ends when the squared
 * moves of all centres sum to at most `shiftTolerance`, or after `maxIterations`, and then the labels are made once more for the last
 * centres. An iteration that had to fill an empty cluster never counts as the last.
 *
 * Yields after each labelling. Cost O(n k d) an iteration. Source: Lloyd (1982), IEEE Trans. Inf. Theory 28; scikit-learn 1.2.1,
 * `_kmeans_single_lloyd`.
 */
export function* lloyd(
  points: Points,
  start: Float64Array,
  limits: LloydLimits,
): Generator<LloydRound, LloydFit, void> {
  const centres = Float64Array.from(start);
  const sums = new Float64Array(start.length);
  const sizes = new Int32Array(points.dimensions === 0 ? 0 : start.length / points.dimensions);
  const labels = new Int32Array(points.count).fill(-1);
  const squaredDistances = new Float64Array(points.count);
  let iterations = 0;
  let converged = false;
  let labelled = false;
  while (!converged && iterations < limits.maxIterations) {
    iterations += 1;
    const changed = assignToNearest(points, centres, labels, squaredDistances);
    yield { iteration: iterations, inertia: total(squaredDistances) };
    count(labels, sizes);
    const filled = fillEmptyClusters(labels, sizes, squaredDistances);
    const shift = moveToMeans(points, labels, sizes, centres, sums);
    labelled = !filled && changed === 0;
    converged = labelled || (!filled && shift <= limits.shiftTolerance);
  }
  if (!labelled) assignToNearest(points, centres, labels, squaredDistances);
  count(labels, sizes);
  return { centres, labels, sizes, inertia: total(squaredDistances), iterations, converged };
}
