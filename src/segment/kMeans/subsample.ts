import { drawInteger, stream } from "../../core/numeric/random/index.ts";
import { countDistinct, type Points, pointsAt } from "./points.ts";

/** How many rows a restart on a subsample runs on. */
export const subsampleSize = (k: number): number => Math.max(5000, 50 * k);

/**
 * A random sample of `size` points without replacement, in their order; each keeps its weight. `null` where that would be all of them, or where
 * fewer than k of them differ.
 */
export const subsampleOf = (points: Points, size: number, k: number, seed: number | string): Points | null => {
  const { count, dimensions, weights } = points;
  if (size >= count) return null;
  const random = stream(seed, "segment.fitPersonas subsample");
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  for (let i = 0; i < size; i += 1) {
    const other = i + drawInteger(random, count - i);
    const row = rows[other] as number; // other is below count
    rows[other] = rows[i] as number; // i is below count
    rows[i] = row;
  }
  const drawn = rows.subarray(0, size).sort();
  const sample: Points = {
    coordinates: pointsAt(points, drawn),
    count: size,
    dimensions,
    ...(weights === undefined ? {} : { weights: Float64Array.from(drawn, (row) => weights[row] as number) }), // a row below count
  };
  return countDistinct(sample, k) < k ? null : sample;
};
