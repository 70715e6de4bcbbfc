import { drawInteger, stream } from "../../core/numeric/random/index.ts";
import type { Progress } from "../../core/vocabulary/index.ts";
import { bestClustering, type ClusteringSearch } from "../bestClustering.ts";
import { countDistinct, type Points, pointsAt } from "../kMeans/points.ts";
import { nearestTo } from "../nearest.ts";
import { bestJaccards, crossTable } from "./crossTable.ts";

/** What a grouping is, for its bootstrap. */
export interface Grouping {
  readonly labels: Int32Array;
  readonly k: number;
}

/** What came of one resample. */
export interface Resample {
  /** For each group how well it was found again, as the best Jaccard coefficient among the rows drawn. */
  readonly jaccards: Float64Array;
  /** The label of every row under the refit. */
  readonly labels: Int32Array;
}

/**
 * Draws as many rows as there are, with replacement, clusters them anew into k groups, and compares: the Jaccard coefficient of each
 * original group with the new group most like it, over the rows that were drawn, each once. A group of which no row was drawn was
 * not found: 0. A draw with fewer than k different rows is clustered into as many groups as it has.
 *
 * Draw b is the same whatever the number of draws. Source: Hennig (2007), Comput. Stat. Data Anal. 52 (R: fpc, `clusterboot`).
 */
export function* resampleOnce(
  points: Points,
  { labels, k }: Grouping,
  seed: number | string,
  draw: number,
  search: ClusteringSearch,
): Generator<Progress, Resample, void> {
  const { count, dimensions } = points;
  const random = stream(seed, `segment.personaStability draw ${draw}`);
  const rows = Array.from({ length: count }, () => drawInteger(random, count));
  const drawn = new Uint8Array(count);
  for (const row of rows) drawn[row] = 1;
  const resampled: Points = { coordinates: pointsAt(points, rows), count, dimensions };
  const groups = countDistinct(resampled, k);
  const refit = yield* bestClustering(resampled, groups, `${seed} draw ${draw}`, search);
  const found = nearestTo(points, refit.centres);
  return { jaccards: bestJaccards(crossTable(labels, k, found, groups, drawn)), labels: found };
}
