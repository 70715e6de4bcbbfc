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

/** Rows are gone through so many at a time, column by column, so that a column's sums stay in registers and the rows in the cache. */
const RUN = 256;

/** Smaller ranges are taken for this one, or one over them would overflow. */
const LEAST_UNIT = 1e-300;

/**
 * Mean and population standard deviation of each column, `null` where all its values are one. Two passes, and the second leaves each value less
 * the mean of its column. Cost O(n d).
 */
const centred = ({ coordinates, count, dimensions, weights }: Points): readonly (Moments | null)[] => {
  const lowest = new Float64Array(dimensions).fill(Number.POSITIVE_INFINITY);
  const highest = new Float64Array(dimensions).fill(Number.NEGATIVE_INFINITY);
  const means = new Float64Array(dimensions);
  const squares = new Float64Array(dimensions);
  let total = 0;
  for (let row = 0; row < count; row += 1) total += weights === undefined ? 1 : (weights[row] as number);
  for (let from = 0; from < count; from += RUN) {
    const to = Math.min(count, from + RUN);
    for (let j = 0; j < dimensions; j += 1) {
      let low = lowest[j] as number;
      let high = highest[j] as number;
      let sum = means[j] as number;
      for (let row = from, at = from * dimensions + j; row < to; row += 1, at += dimensions) {
        const value = coordinates[at] as number;
        if (value < low) low = value;
        if (value > high) high = value;
        sum += weights === undefined ? value : (weights[row] as number) * value;
      }
      lowest[j] = low;
      highest[j] = high;
      means[j] = sum;
    }
  }
  const ranges = Float64Array.from(highest, (high, j) => high - (lowest[j] as number));
  for (let j = 0; j < dimensions; j += 1) means[j] = (means[j] as number) / total;
  for (let from = 0; from < count; from += RUN) {
    const to = Math.min(count, from + RUN);
    for (let j = 0; j < dimensions; j += 1) {
      const mean = means[j] as number;
      const perUnit = 1 / Math.max(LEAST_UNIT, ranges[j] as number);
      let sum = squares[j] as number;
      for (let row = from, at = from * dimensions + j; row < to; row += 1, at += dimensions) {
        // Squares of deviations in units of the range neither overflow nor vanish.
        const difference = (coordinates[at] as number) - mean;
        const deviation = difference * perUnit;
        coordinates[at] = difference;
        sum += (weights === undefined ? 1 : (weights[row] as number)) * deviation * deviation;
      }
      squares[j] = sum;
    }
  }
  return Array.from(ranges, (range, j) =>
    range > 0
      ? { mean: means[j] as number, deviation: Math.max(LEAST_UNIT, range) * Math.sqrt((squares[j] as number) / total) }
      : null,
  );
};

/** The values of the columns `kept`, divided; over the old ones where all are kept. */
const scaleInto = (
  { coordinates, count, dimensions }: Points,
  features: readonly PersonaFeature[],
  kept: readonly number[],
): Float64Array => {
  const width = kept.length;
  if (width === dimensions && features.every(({ scale }) => scale === 1)) return coordinates;
  const into = width === dimensions ? coordinates : new Float64Array(count * width);
  for (let from = 0; from < count; from += RUN) {
    const to = Math.min(count, from + RUN);
    features.forEach(({ scale }, j) => {
      let at = from * dimensions + (kept[j] as number); // as many are kept as there are features
      for (let row = from, place = from * width + j; row < to; row += 1, at += dimensions, place += width) {
        into[place] = (coordinates[at] as number) / scale;
      }
    });
  }
  return into;
};

/**
 * Centres every column, and divides it by its population standard deviation if asked. A column with one value everywhere tells
 * nobody apart: it is dropped, with a warning. Points that weigh more count more. The numbers of `matrix` are written over, or a fit
 * would hold them twice. Cost O(n d).
 */
export const scaleFeatures = (matrix: FeatureMatrix, scale: "z-score" | "none"): Scaled => {
  const { names, points } = matrix;
  const warnings: Reason[] = [];
  const features: PersonaFeature[] = [];
  const kept: number[] = [];
  let variances = 0;
  const all = centred(points);
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
  const coordinates = scaleInto(points, features, kept);
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
