/** Points in space, one after the other: coordinate j of point i stands at `i * dimensions + j`. */
export interface Points {
  readonly coordinates: Float64Array;
  readonly count: number;
  readonly dimensions: number;
  /** How many times each point counts, above 0; once each where there are none. */
  readonly weights?: Float64Array;
}

/** How many different points there are, counted no further than `enough`. Minus zero is zero. Cost O(n d), usually far less. */
export const countDistinct = (points: Points, enough: number): number => {
  const { coordinates, count, dimensions } = points;
  const seen = new Set<string>();
  for (let i = 0; i < count && seen.size < enough; i += 1) {
    seen.add(coordinates.subarray(i * dimensions, (i + 1) * dimensions).join());
  }
  return seen.size;
};

/** The coordinates of some points, one after the other: starting centres. */
export const pointsAt = (points: Points, rows: ArrayLike<number>): Float64Array => {
  const { coordinates, dimensions } = points;
  const chosen = new Float64Array(rows.length * dimensions);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number; // index is below length
    chosen.set(coordinates.subarray(row * dimensions, (row + 1) * dimensions), index * dimensions);
  }
  return chosen;
};
