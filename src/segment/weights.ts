import { type Found, hopeless, note } from "../core/check/index.ts";
import { readNumberColumn, readTable } from "../core/vocabulary/index.ts";
import type { Points } from "./kMeans/points.ts";

/** Sums of larger weights, times squares, would overflow. */
const LARGEST = 1e100;

/** The column of a table that says how often each row counts. */
export const readWeights = (found: Found, value: unknown, name: string): Float64Array => {
  const issues = found.issues.length;
  const { values } = readNumberColumn(found, ["weight"], readTable(found, ["table"], value), name);
  if (found.issues.length > issues) return values;
  let total = 0;
  for (let row = 0; row < values.length && !hopeless(found); row += 1) {
    const weight = values[row] as number; // row is below length
    if (Number.isNaN(weight)) note(found, [row, name], "missing", "a weight in every row", undefined);
    else if (weight < 0 || weight > LARGEST)
      note(found, [row, name], "out-of-range", `a weight from 0 to ${LARGEST}`, weight);
    total += weight;
  }
  if (total === 0 && values.length > 0) note(found, ["weight"], "inconsistent", "a weight above 0 in some row", name);
  return values;
};

/** The points that weigh something, with their weights, and which rows they are. Cost O(n d). */
export const weighed = (
  points: Points,
  weights: Float64Array,
): { readonly points: Points; readonly rows: Int32Array } => {
  const { coordinates, dimensions } = points;
  const rows = Int32Array.from(weights.keys()).filter((row) => (weights[row] as number) > 0); // a row below length
  const kept = new Float64Array(rows.length * dimensions);
  rows.forEach((row, place) => {
    kept.set(coordinates.subarray(row * dimensions, (row + 1) * dimensions), place * dimensions);
  });
  return {
    points: {
      coordinates: kept,
      count: rows.length,
      dimensions,
      weights: Float64Array.from(rows, (row) => weights[row] as number), // a row below length
    },
    rows,
  };
};
