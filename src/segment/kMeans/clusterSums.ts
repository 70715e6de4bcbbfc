import type { Points } from "./points.ts";

/** Of each cluster: the sum of its points, how much they weigh and how many they are. */
export interface ClusterSums {
  readonly sums: Float64Array;
  readonly weights: Float64Array;
  readonly sizes: Int32Array;
}

// In this file every index into a typed array is a point below count, a cluster below k or a coordinate below dimensions, so `as number`
// after an index never hides an undefined.

const add = (into: ClusterSums, points: Points, point: number, cluster: number, weight: number): void => {
  const { sums, weights } = into;
  const { coordinates, dimensions } = points;
  const from = point * dimensions;
  const to = cluster * dimensions;
  for (let j = 0; j < dimensions; j += 1) {
    sums[to + j] = (sums[to + j] as number) + weight * (coordinates[from + j] as number);
  }
  weights[cluster] = (weights[cluster] as number) + weight;
};

const addAllOnce = ({ sums }: ClusterSums, { coordinates, count, dimensions }: Points, labels: Int32Array): void => {
  for (let i = 0, at = 0; i < count; i += 1) {
    let to = (labels[i] as number) * dimensions;
    for (const end = at + dimensions; at < end; at += 1, to += 1) {
      sums[to] = (sums[to] as number) + (coordinates[at] as number);
    }
  }
};

/** Sums up from scratch. Cost O(n d). */
export const sumUp = (into: ClusterSums, points: Points, labels: Int32Array): void => {
  const { sums, weights, sizes } = into;
  sums.fill(0);
  weights.fill(0);
  sizes.fill(0);
  for (let i = 0; i < labels.length; i += 1) {
    const label = labels[i] as number;
    sizes[label] = (sizes[label] as number) + 1;
  }
  if (points.weights === undefined) {
    addAllOnce(into, points, labels);
    weights.set(sizes);
    return;
  }
  for (let i = 0; i < labels.length; i += 1) add(into, points, i, labels[i] as number, points.weights[i] as number);
};

/** Takes a point out of one cluster and into another. Cost O(d). */
export const moveOver = (sums: ClusterSums, points: Points, point: number, before: number, after: number): void => {
  const weight = points.weights === undefined ? 1 : (points.weights[point] as number);
  add(sums, points, point, after, weight);
  add(sums, points, point, before, -weight);
  sums.sizes[after] = (sums.sizes[after] as number) + 1;
  sums.sizes[before] = (sums.sizes[before] as number) - 1;
};
