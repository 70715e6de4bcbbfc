// Indices below stay within the columns they read, so `as number` is true.

/** The weighted straight line through y over x[from..to), read at `at`; `null` where fewer than two points have weight. */
const lineAt = (
  x: Float64Array,
  y: ArrayLike<number>,
  at: number,
  from: number,
  to: number,
  radius: number,
): number | null => {
  let weight = 0;
  let x1 = 0;
  let x2 = 0;
  let y0 = 0;
  let y1 = 0;
  let points = 0;
  for (let j = from; j < to; j += 1) {
    const u = ((x[j] as number) - at) / radius;
    const near = 1 - Math.abs(u * u * u);
    const w = near * near * near;
    if (w > 1e-12) points += 1;
    const wy = w * (y[j] as number);
    weight += w;
    x1 += w * u;
    x2 += w * u * u;
    y0 += wy;
    y1 += wy * u;
  }
  if (points < 2) return null;
  const mean = x1 / weight;
  const spread = Math.max(x2 / weight - mean * mean, 1e-12 / (radius * radius));
  return y0 / weight - (mean * (y1 / weight - (mean * y0) / weight)) / spread;
};

/** The mean of y where x is this. */
const meanAt = (x: Float64Array, y: ArrayLike<number>, at: number, from: number): number => {
  let first = from;
  while (first > 0 && x[first - 1] === at) first -= 1;
  let sum = 0;
  let end = first;
  for (; end < x.length && x[end] === at; end += 1) sum += y[end] as number;
  return sum / (end - first);
};

/**
 * A smooth curve through points, by a straight line at each place through its nearest neighbours, nearer ones weighing more: tricube weights,
 * no robustness iterations (Cleveland 1979, doi:10.1080/01621459.1979.10481038). Lines are fitted at places at least `delta` apart, and
 * between them the curve is drawn straight. Where all neighbours lie at one place it is the mean there.
 *
 * O(n · fraction · range / delta), but for the sorting, which the caller does.
 *
 * @param x ascending
 * @param y as many
 * @param fraction of the points that are neighbours, in (0, 1]
 * @param delta at least 0
 */
export const lowess = (x: Float64Array, y: ArrayLike<number>, fraction: number, delta: number): Float64Array => {
  const n = x.length;
  const fitted = new Float64Array(n);
  if (n === 0) return fitted;
  const neighbours = Math.min(n, Math.max(2, Math.floor(fraction * n + 1e-10)));
  let left = 0;
  let right = neighbours;
  let last = -1; // the last place with a line of its own, or a value like its
  let i = 0;
  while (last < n - 1) {
    const at = x[i] as number;
    while (right < n && at > ((x[left] as number) + (x[right] as number)) / 2) {
      left += 1;
      right += 1;
    }
    const radius = Math.max(at - (x[left] as number), (x[right - 1] as number) - at);
    const value = (radius > 0 ? lineAt(x, y, at, left, right, radius) : null) ?? meanAt(x, y, at, i);
    fitted[i] = value;
    for (let j = last + 1; j < i; j += 1) {
      const share = ((x[j] as number) - (x[last] as number)) / (at - (x[last] as number));
      fitted[j] = share * value + (1 - share) * (fitted[last] as number);
    }
    last = i;
    let next = i + 1;
    for (; next < n && (x[next] as number) <= at + delta; next += 1)
      if (x[next] === at) {
        fitted[next] = value;
        last = next;
      }
    i = Math.max(Math.min(next, n - 1) - 1, last + 1); // the last two places get lines of their own, as in statsmodels
  }
  return fitted;
};
