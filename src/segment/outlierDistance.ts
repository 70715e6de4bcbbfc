import type { Points } from "./kMeans/points.ts";
import { squaredDistance } from "./kMeans/squaredDistance.ts";

/** Beyond so large a part of the rows of the fit, a row is an outlier. */
const BEYOND = 0.999;

// Indices below stay within the typed arrays they read (points below count, centres below k, places in the heap below its length), so
// `as number` after one is true.

/** Puts a value in the place of the smallest of a heap (each at most its children, those of place i at 2 i + 1 and 2 i + 2). */
const replaceLeast = (heap: Float64Array, value: number): void => {
  let place = 0;
  for (let child = 1; child < heap.length; child = 2 * place + 1) {
    if (child + 1 < heap.length && (heap[child + 1] as number) < (heap[child] as number)) child += 1;
    if ((heap[child] as number) >= value) break;
    heap[place] = heap[child] as number;
    place = child;
  }
  heap[place] = value;
};

/** Where each point belongs, and about which centres. */
interface Labelled {
  readonly labels: Int32Array;
  readonly centres: Float64Array;
}

/** The squared distance of point i from the centre of its label. */
const squareOf = ({ coordinates, dimensions }: Points, { labels, centres }: Labelled, i: number): number =>
  squaredDistance(coordinates, i * dimensions, centres, (labels[i] as number) * dimensions, dimensions);

/** The squares at the place of the quantile, and next above it, where a row of weight w counts as w equal rows. O(n log n). */
const weightedPair = (
  points: Points,
  fit: Labelled,
  weights: Float64Array,
  fromTop: number,
): readonly [number, number] => {
  const squares = Float64Array.from(weights, (_, i) => squareOf(points, fit, i));
  const order = Array.from(squares.keys()).sort((a, b) => (squares[b] as number) - (squares[a] as number));
  const at = (place: number): number => {
    let counted = 0;
    let square = 0;
    for (const i of order) {
      if (counted > place) break;
      counted += weights[i] as number;
      square = squares[i] as number;
    }
    return square;
  };
  return [at(Math.ceil(fromTop)), at(Math.floor(fromTop))];
};

/** As above where every row counts once: only the largest thousandth is kept. */
const plainPair = (points: Points, fit: Labelled, below: number): readonly [number, number] => {
  const largest = new Float64Array(points.count - below).fill(-1);
  for (let i = 0; i < points.count; i += 1) {
    const square = squareOf(points, fit, i);
    if (square > (largest[0] as number)) replaceLeast(largest, square);
  }
  largest.sort();
  const lower = largest[0] as number;
  return [lower, largest.length > 1 ? (largest[1] as number) : lower];
};

/**
 * How far from its centre a row may lie before it is called an outlier: the .999 quantile of the distances of the fit's rows to
 * their centres, in scaled units, between the two nearest order statistics (type 7 of Hyndman & Fan 1996, R's default). A row that
 * weighs w counts as w equal rows.
 *
 * Cost O(n d), and O(n log n) at worst, where rows come in the order of their distances or are weighted. Counted from the
 * top, so that weights which sum to 1 make nobody an outlier of the fit.
 */
export const outlierDistanceOf = (points: Points, fit: Labelled): number => {
  const { weights } = points;
  const total = weights === undefined ? points.count : weights.reduce((sum, weight) => sum + weight, 0);
  const last = Math.max(0, total - 1);
  const place = BEYOND * last;
  const [lower, upper] =
    weights === undefined
      ? plainPair(points, fit, Math.floor(place))
      : weightedPair(points, fit, weights, last - place);
  const fraction = weights === undefined ? place - Math.floor(place) : Math.ceil(last - place) - (last - place);
  return Math.sqrt(lower) + (Math.sqrt(upper) - Math.sqrt(lower)) * fraction;
};
