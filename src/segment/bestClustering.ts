import type { Progress } from "../core/vocabulary/index.ts";
import { bestOfRestarts } from "./kMeans/bestOfRestarts.ts";
import type { LloydLimits } from "./kMeans/lloyd.ts";
import type { Points } from "./kMeans/points.ts";
import { subsampleSize } from "./kMeans/subsample.ts";

/** From so many rows on, restarts run on a subsample, as in `fitPersonas`. */
const MANY_ROWS = 20_000;

/** How each of many clusterings of the same kind is looked for. */
export interface ClusteringSearch {
  readonly restarts: number;
  readonly limits: LloydLimits;
}

/** Where each point belongs, and about which centres. */
export interface Clustering {
  readonly labels: Int32Array;
  /** Coordinate j of centre c stands at `c * dimensions + j`. */
  readonly centres: Float64Array;
  readonly sizes: Int32Array;
  /** Sum of squared distances to the own centre. */
  readonly inertia: number;
}

/**
 * The best k-means clustering of some points over several starts: what `fitPersonas` finds with the same seed and its default restart mode. One cluster has one
 * best centre, so it takes one start. Needs k different points. Yields where the search does.
 */
export function* bestClustering(
  points: Points,
  k: number,
  seed: number | string,
  { restarts, limits }: ClusteringSearch,
): Generator<Progress, Clustering, void> {
  const starts = k === 1 ? 1 : restarts;
  const subsample = subsampleSize(k);
  const whole = starts === 1 || points.count < MANY_ROWS || subsample >= points.count;
  return yield* bestOfRestarts(points, {
    k,
    seed,
    restarts: starts,
    startRows: null,
    limits,
    ...(whole ? {} : { subsample }),
  });
}
