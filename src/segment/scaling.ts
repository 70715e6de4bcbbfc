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

// Indices below stay within the typed arrays they read (points below count, coordinates below dimensions), so `as number` is true.

/** Mean and population standard deviation of each column, `null` where all its values are one. Two passes, row by row. Cost O(n d). */
const momentsOf = ({ coordinates, count, dimensions, weights }: Points): readonly (Moments | null)[] => {
  const lowest = new Float64Array(dimensions).fill(Number.POSITIVE_INFINITY);
  const highest = new Float64Array(dimensions).fill(Number.NEGATIVE_INFINITY);
  const means = new Float64Array(dimensions);
  const squares = new Float64Array(dimensions);
  let total = 0;
  for (let row = 0, at = 0; row < count; row += 1) {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    total += weight;
    for (let j = 0; j < dimensions; j += 1, at += 1) {
      const value = coordinates[at] as number;
      if (value < (lowest[j] as number)) lowest[j] = value;
      if (value > (highest[j] as number)) highest[j] = value;
      means[j] = (means[j] as number) + weight * value;
    }
  }
  const ranges = Float64Array.from(highest, (high, j) => high - (lowest[j] as number));
  for (let j = 0; j < dimensions; j += 1) means[j] = (means[j] as number) / total;
  for (let row = 0, at = 0; row < count; row += 1) {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    for (let j = 0; j < dimensions; j += 1, at += 1) {
      // Squares of deviations in units of the range neither overflow nor vanish.
      const deviation = ((coordinates[at] as number) - (means[j] as number)) / (ranges[j] as number);
      squares[j] = (squares[j] as number) + weight * deviation * deviation;
    }
  }
  return Array.from(ranges, (range, j) =>
    range > 0 ? { mean: means[j] as number, deviation: range * Math.sqrt((squares[j] as number) / total) } : null,
  );
};

/**
 * Centres every column, and divides it by its population standard deviation if asked. A column with one value everywhere tells
 * nobody apart: it is dropped, with a warning. Points that weigh more count more. Cost O(n d).
 */
export const scaleFeatures = (matrix: FeatureMatrix, scale: "z-score" | "none"): Scaled => {
  const { names, points } = matrix;
  const warnings: Reason[] = [];
  const features: PersonaFeature[] = [];
  const kept: number[] = [];
  let variances = 0;
  const all = momentsOf(points);
  names.forEach((name, j) => {
    const moments = all[j] ?? null;
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
  const from = Int32Array.from(kept);
  const centres = Float64Array.from(features, ({ centre }) => centre);
  const scales = Float64Array.from(features, (feature) => feature.scale);
  for (let row = 0, at = 0; row < points.count; row += 1) {
    const start = row * points.dimensions;
    for (let j = 0; j < dimensions; j += 1, at += 1) {
      const value = points.coordinates[start + (from[j] as number)] as number;
      coordinates[at] = (value - (centres[j] as number)) / (scales[j] as number);
    }
  }
  return {
    features,
    points: {
      coordinates,
      count: points.count,
      dimensions,
      ...(points.weights === undefined ? {} : { weights: points.weights }),
    },
    meanVariance: dimensions === 0 ? 0 : variances / dimensions,
    warnings,
  };
};
