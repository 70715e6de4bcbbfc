/** Beyond so large a part of the rows of the fit, a row is an outlier. */
const BEYOND = 0.999;

// Indices below stay within the typed arrays they read (points below count, places in the heap below its length), so `as number`
// after one is true.

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

/** The squares at the place of the quantile, and next above it, where a row of weight w counts as w equal rows. O(n log n). */
const weightedPair = (squares: Float64Array, weights: Float64Array, fromTop: number): readonly [number, number] => {
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
const plainPair = (squares: Float64Array, below: number): readonly [number, number] => {
  const largest = new Float64Array(squares.length - below).fill(-1);
  for (let i = 0; i < squares.length; i += 1) {
    const square = squares[i] as number;
    if (square > (largest[0] as number)) replaceLeast(largest, square);
  }
  largest.sort();
  const lower = largest[0] as number;
  return [lower, largest.length > 1 ? (largest[1] as number) : lower];
};

/**
 * How far from its centre a row may lie before it is called an outlier: the .999 quantile of the distances of the fit's rows to
 * their centres, in scaled units and given as squares, between the two nearest order statistics (type 7 of Hyndman & Fan 1996, R's default). A row that
 * weighs w counts as w equal rows.
 *
 * Cost O(n), and O(n log n) at worst, where rows come in the order of their distances or are weighted. Counted from the
 * top, so that weights which sum to 1 make nobody an outlier of the fit.
 */
export const outlierDistanceOf = (squares: Float64Array, weights: Float64Array | undefined): number => {
  const total = weights === undefined ? squares.length : weights.reduce((sum, weight) => sum + weight, 0);
  const last = Math.max(0, total - 1);
  const place = BEYOND * last;
  const [lower, upper] =
    weights === undefined ? plainPair(squares, Math.floor(place)) : weightedPair(squares, weights, last - place);
  const fraction = weights === undefined ? place - Math.floor(place) : Math.ceil(last - place) - (last - place);
  return Math.sqrt(lower) + (Math.sqrt(upper) - Math.sqrt(lower)) * fraction;
};
