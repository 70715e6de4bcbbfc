import type { Points } from "./kMeans/points.ts";

/** For each point the index of the nearest centre, the lowest on a tie. O(n k d). */
export const nearestTo = ({ coordinates, count, dimensions }: Points, centres: Float64Array): Int32Array => {
  const labels = new Int32Array(count);
  const end = centres.length;
  for (let i = 0; i < count; i += 1) {
    let least = Number.POSITIVE_INFINITY;
    for (let centre = 0, index = 0; centre < end; centre += dimensions, index += 1) {
      let squared = 0;
      for (let j = 0; j < dimensions; j += 1) {
        // a point below count, a centre below end, a coordinate below dimensions
        const difference = (coordinates[i * dimensions + j] as number) - (centres[centre + j] as number);
        squared += difference * difference;
      }
      if (squared >= least) continue;
      least = squared;
      labels[i] = index;
    }
  }
  return labels;
};

/** How many labels there are of each of k. */
export const sizesOf = (labels: Int32Array, k: number): Int32Array => {
  const sizes = new Int32Array(k);
  for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
  return sizes;
};
