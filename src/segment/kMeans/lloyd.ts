import { forgetBounds } from "./bounds.ts";
import { type ClusterSums, moveOver, sumUp } from "./clusterSums.ts";
import { fillEmptyClusters } from "./fillEmptyClusters.ts";
import type { AssignKernel } from "./kernel.ts";
import { type Movers, relabel, setCentres, startLabelling } from "./labelling.ts";
import type { Points } from "./points.ts";
import { relabelWith } from "./relabelWith.ts";
import { squaredDistance } from "./squaredDistance.ts";

/** When the iteration stops. */
export interface LloydLimits {
  /** At least 1. */
  readonly maxIterations: number;
  /** The largest sum of squared moves of the centres that counts as standing still. */
  readonly shiftTolerance: number;
}

/** Where the iteration stands. */
export interface LloydRound {
  readonly iteration: number;
  /** Of the latest labels about the centres they were made with, to about 1e-13 of the sum of squares; `null` within the first labelling. */
  readonly inertia: number | null;
}

/** Where the iteration ended. Inertia is the sum of squared distances to the nearest centre, each as often as its point weighs. */
export interface LloydFit {
  readonly centres: Float64Array;
  readonly labels: Int32Array;
  /** How many points each cluster has, whatever they weigh. */
  readonly sizes: Int32Array;
  readonly inertia: number;
  /** Of each point to the centre of its label. */
  readonly squaredDistances: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
  /** The kernel from outside threw, or gave labels that are no centres: there is no fit. */
  readonly faulty?: true;
}

/** Products of a coordinate and a centre's that are made between one step and the next: about ten milliseconds' work. */
const PRODUCTS_A_STEP = 2 ** 25;

/** Points so few are summed up anew in every iteration: it costs nothing, and nothing drifts. */
const FEW = 1024;

/** Sums that only followed the movers are made anew so often, or their rounding would add up. */
const ITERATIONS_A_SUM = 20;

// In this file every index into a typed array is a point below count, a centre below k or a coordinate below dimensions, so
// `as number` after an index never hides an undefined.

/** Moves each centre to the mean of its points and writes how far each went. Returns the sum of squared moves. A centre without points stays. */
const moveToMeans = (
  { sums, weights, sizes }: ClusterSums,
  centres: Float64Array,
  moves: Float64Array,
  dimensions: number,
): number => {
  let shift = 0;
  for (let index = 0, centre = 0; index < sizes.length; index += 1, centre += dimensions) {
    moves[index] = 0;
    if (sizes[index] === 0) continue;
    const weight = weights[index] as number;
    let squares = 0;
    for (let j = 0; j < dimensions; j += 1) {
      const mean = (sums[centre + j] as number) / weight;
      const move = mean - (centres[centre + j] as number);
      squares += move * move;
      centres[centre + j] = mean;
    }
    moves[index] = Math.sqrt(squares) * (1 + 1e-12);
    shift += squares;
  }
  return shift;
};

/** The sum of w |x - c|^2 from the sums of its cluster: sum of w |x|^2, less 2 c.S - W |c|^2. */
const inertiaFromSums = (squares: number, { sums, weights }: ClusterSums, centres: Float64Array): number => {
  const dimensions = sums.length / weights.length;
  let spared = 0;
  for (let cell = 0; cell < sums.length; cell += 1) {
    const centre = centres[cell] as number;
    spared += centre * (2 * (sums[cell] as number) - (weights[Math.floor(cell / dimensions)] as number) * centre);
  }
  return Math.max(0, squares - spared);
};

/** Squared distances of all points to the centres of their labels. */
const ownSquares = ({ coordinates, dimensions }: Points, centres: Float64Array, labels: Int32Array): Float64Array => {
  const squares = new Float64Array(labels.length);
  for (let i = 0; i < labels.length; i += 1) {
    const centre = (labels[i] as number) * dimensions;
    squares[i] = squaredDistance(coordinates, i * dimensions, centres, centre, dimensions);
  }
  return squares;
};

/** The sum of numbers, each as often as its point weighs. */
const weighedSum = (values: Float64Array, weights: Float64Array | undefined): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    sum += weights === undefined ? value : (weights[i] as number) * value;
  }
  return sum;
};

const countUp = (labels: Int32Array, k: number): Int32Array => {
  const sizes = new Int32Array(k);
  for (let i = 0; i < labels.length; i += 1) sizes[labels[i] as number] = (sizes[labels[i] as number] as number) + 1;
  return sizes;
};

/**
 * Lloyd's k-means from given centres: label each point with its nearest centre, move each centre to the mean of its points, until
 * no label changes or the centres stand still.
 *
 * The stopping rules are scikit-learn's: unchanged labels are strict convergence; otherwise the iteration also ends when the squared
 * moves of all centres sum to at most `shiftTolerance`, or after `maxIterations`, and then the labels are made once more for the last
 * centres. An iteration that had to fill an empty cluster never counts as the last.
 *
 * Sums of clusters follow the points that move between them and are made anew every 20 iterations, and at the end. Labels are those of true
 * squared differences, whatever kernel finds them. Yields after each labelling, and within it where there is much to label.
 * Cost O(n k d) an iteration, usually much less once few points move. Source: Lloyd (1982), IEEE Trans. Inf. Theory 28; scikit-learn 1.2.1,
 * `_kmeans_single_lloyd`; bounds of Hamerly (2010), "Making k-means even faster".
 */
export function* lloyd(
  points: Points,
  start: Float64Array,
  limits: LloydLimits,
  kernel: AssignKernel | null = null,
): Generator<LloydRound, LloydFit, void> {
  const { count, dimensions } = points;
  const centres = Float64Array.from(start);
  const k = dimensions === 0 ? 0 : start.length / dimensions;
  const labelling = startLabelling(points, k);
  const { labels } = labelling;
  const squares = weighedSum(labelling.squaredNorms, points.weights);
  const sums = { sums: new Float64Array(start.length), weights: new Float64Array(k), sizes: new Int32Array(k) };
  const moves = new Float64Array(k);
  const movers: Movers = { points: new Int32Array(count), before: new Int32Array(count) };
  const block = Math.max(FEW, Math.floor(PRODUCTS_A_STEP / Math.max(1, start.length)));
  let inertia: number | null = null;

  const labelBlock = (from: number): number => {
    const to = Math.min(count, from + block);
    return kernel === null
      ? relabel(labelling, centres, from, to, movers)
      : relabelWith(kernel, labelling, centres, from, to, movers);
  };

  let iterations = 0;
  let changed = count;
  let converged = false;
  const faulty = (): LloydFit => {
    const squaredDistances = new Float64Array(0);
    return { centres, labels, sizes: sums.sizes, inertia: 0, squaredDistances, iterations, converged, faulty: true };
  };
  let labelled = false;
  let summed = false;
  let anew = true;
  while (!converged && iterations < limits.maxIterations) {
    iterations += 1;
    setCentres(labelling, centres, moves, changed);
    changed = 0;
    for (let from = 0; from < count; from += block) {
      if (from > 0) yield { iteration: iterations, inertia };
      const moved = labelBlock(from);
      if (moved < 0) return faulty();
      changed += moved;
      for (let m = 0; m < moved && !anew; m += 1) {
        const point = movers.points[m] as number;
        moveOver(sums, points, point, movers.before[m] as number, labels[point] as number);
      }
    }
    if (anew) sumUp(sums, points, labels);
    summed = anew;
    inertia = inertiaFromSums(squares, sums, centres);
    yield { iteration: iterations, inertia };
    const filled = fillEmptyClusters(points, centres, labels, sums.sizes);
    for (const point of filled) forgetBounds(labelling.bounds, point);
    if (filled.length > 0) sumUp(sums, points, labels);
    const shift = moveToMeans(sums, centres, moves, dimensions);
    labelled = filled.length === 0 && changed === 0;
    converged = labelled || (filled.length === 0 && shift <= limits.shiftTolerance);
    // A mover is taken out and put in: past a third of the points, summing up costs less.
    anew = count <= FEW || iterations % ITERATIONS_A_SUM === 0 || 3 * changed > count;
  }
  if (!summed) {
    const further = new Float64Array(k);
    sumUp(sums, points, labels);
    moveToMeans(sums, centres, further, dimensions);
    for (let c = 0; c < k; c += 1) moves[c] = (moves[c] as number) + (further[c] as number);
  }
  if (!labelled) {
    setCentres(labelling, centres, moves, changed);
    for (let from = 0; from < count; from += block) {
      if (from > 0) yield { iteration: iterations, inertia };
      if (labelBlock(from) < 0) return faulty();
    }
  }
  const squaredDistances = ownSquares(points, centres, labels);
  return {
    centres,
    labels,
    sizes: countUp(labels, k),
    inertia: weighedSum(squaredDistances, points.weights),
    squaredDistances,
    iterations,
    converged,
  };
}
