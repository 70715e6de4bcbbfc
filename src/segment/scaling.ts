import { type Reason, reason } from "../core/vocabulary/index.ts";
import type { FeatureMatrix } from "./featureMatrix.ts";
import type { Points } from "./kMeans/points.ts";
import type { PersonaFeature } from "./personaModel.ts";

/** Features that vary, and the rows in their scaled units. */
export interface Scaled {
  readonly features: readonly PersonaFeature[];
  readonly points: Points;
  /** Mean of the columns' population variances in scaled units: what tolerances are relative to. */
  readonly meanVariance: number;
  readonly warnings: readonly Reason[];
}

interface Moments {
  readonly mean: number;
  /** Population standard deviation. */
  readonly deviation: number;
}

/** Mean and population standard deviation of one column, or `null` where all its values are one. */
const momentsOf = ({ coordinates, count, dimensions }: Points, j: number): Moments | null => {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let at = j; at < coordinates.length; at += dimensions) {
    const value = coordinates[at] as number; // at stays below length
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
    sum += value;
  }
  const range = highest - lowest;
  if (!(range > 0)) return null;
  const mean = sum / count;
  // Squares of deviations in units of the range neither overflow nor vanish.
  let squares = 0;
  for (let at = j; at < coordinates.length; at += dimensions) {
    const deviation = ((coordinates[at] as number) - mean) / range; // at stays below length
    squares += deviation * deviation;
  }
  return { mean, deviation: range * Math.sqrt(squares / count) };
};

/**
 * Centres every column, and divides it by its population standard deviation if asked. A column with one value everywhere tells
 * nobody apart: it is dropped, with a warning. Cost O(n d).
 */
export const scaleFeatures = (matrix: FeatureMatrix, scale: "z-score" | "none"): Scaled => {
  const { names, points } = matrix;
  const warnings: Reason[] = [];
  const features: PersonaFeature[] = [];
  const kept: number[] = [];
  let variances = 0;
  names.forEach((name, j) => {
    const moments = momentsOf(points, j);
    if (moments === null) {
      warnings.push(reason("constant-column", { column: name }));
      return;
    }
    kept.push(j);
    features.push({ name, centre: moments.mean, scale: scale === "z-score" ? moments.deviation : 1 });
    variances += scale === "z-score" ? 1 : moments.deviation * moments.deviation;
  });
  const dimensions = kept.length;
  const coordinates = new Float64Array(points.count * dimensions);
  features.forEach((feature, j) => {
    const from = kept[j] ?? 0;
    for (let row = 0; row < points.count; row += 1) {
      const value = points.coordinates[row * points.dimensions + from] as number; // a row below count, a column below dimensions
      coordinates[row * dimensions + j] = (value - feature.centre) / feature.scale;
    }
  });
  return {
    features,
    points: { coordinates, count: points.count, dimensions },
    meanVariance: dimensions === 0 ? 0 : variances / dimensions,
    warnings,
  };
};
