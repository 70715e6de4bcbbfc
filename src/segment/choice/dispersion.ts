import type { Clustering } from "../bestClustering.ts";
import type { Points } from "../kMeans/points.ts";

/**
 * Half the sum over clusters of the mean distance from a point to all points of its cluster, itself included: R's W_k with
 * `d.power = 1`, clusGap's default. O(n^2 d).
 */
const meanDistances = ({ coordinates, count, dimensions }: Points, { labels, sizes }: Clustering): number => {
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    let sum = 0;
    for (let other = i + 1; other < count; other += 1) {
      if (labels[other] !== labels[i]) continue;
      let squared = 0;
      for (let j = 0; j < dimensions; j += 1) {
        // i and other are points below count, j a coordinate
        const difference =
          (coordinates[i * dimensions + j] as number) - (coordinates[other * dimensions + j] as number);
        squared += difference * difference;
      }
      sum += Math.sqrt(squared);
    }
    total += sum / (sizes[labels[i] as number] as number); // a label is a cluster
  }
  return total / 2;
};

/**
 * How loose the clusters are, as the gap statistic measures it: half the sum over clusters of D_r / n_r, D_r the squared distances
 * (or the distances) over all pairs within the cluster, each counted once. With squares this is half the inertia. Source: Tibshirani,
 * Walther & Hastie (2001), J. R. Stat. Soc. B 63, equations 1 and 2; the factor 1/2 is that of R's clusGap and cancels in the gap.
 */
export const dispersionOf = (
  points: Points,
  clustering: Clustering,
  measure: "squared-distances" | "distances",
): number => (measure === "distances" ? meanDistances(points, clustering) : clustering.inertia / 2);
