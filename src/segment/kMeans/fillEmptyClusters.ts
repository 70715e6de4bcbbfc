import type { Points } from "./points.ts";
import { squaredDistance } from "./squaredDistance.ts";

/**
 * Gives each empty cluster the point farthest from the centre it was labelled with, the first such point on a tie, and returns the points
 * that went. A point that is alone in its cluster stays, or its cluster would be the next empty one: scikit-learn lacks this
 * exception. A point that weighs more than once goes whole. Cost O(n d) where a cluster is empty, else nothing.
 */
export const fillEmptyClusters = (
  points: Points,
  centres: Float64Array,
  labels: Int32Array,
  sizes: Int32Array,
): readonly number[] => {
  if (!sizes.includes(0)) return [];
  const { coordinates, dimensions } = points;
  const distances = new Float64Array(labels.length);
  for (let i = 0; i < labels.length; i += 1) {
    const label = labels[i] as number; // i is a point
    distances[i] = squaredDistance(coordinates, i * dimensions, centres, label * dimensions, dimensions);
  }
  const gone: number[] = [];
  for (let empty = 0; empty < sizes.length; empty += 1) {
    if (sizes[empty] !== 0) continue;
    let farthest = -1;
    let distance = 0;
    for (let i = 0; i < labels.length; i += 1) {
      const alone = sizes[labels[i] as number] === 1; // a label is a cluster
      if ((distances[i] as number) <= distance || alone) continue; // i is a point
      distance = distances[i] as number;
      farthest = i;
    }
    if (farthest < 0) return gone;
    const from = labels[farthest] as number; // farthest is a point
    sizes[from] = (sizes[from] as number) - 1; // from is a cluster
    sizes[empty] = 1;
    labels[farthest] = empty;
    distances[farthest] = 0;
    gone.push(farthest);
  }
  return gone;
};
