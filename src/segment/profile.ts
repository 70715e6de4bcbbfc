import type { LloydFit } from "./kMeans/lloyd.ts";
import type { Points } from "./kMeans/points.ts";
import type { PersonaFeature, PersonaTrait } from "./personaModel.ts";

// In this file indices stay within the typed arrays they read (points below count, coordinates below dimensions, clusters below
// k), so `as number` after an index is true.

/** Of each cluster and feature: mean and sum of squared deviations from it. */
interface Spread {
  readonly means: Float64Array;
  readonly squares: Float64Array;
}

/** One pass: deviations from the centres of the fit, which are next to the means, lose nothing when they are moved to them. */
const spreadOf = (points: Points, { labels, sizes, centres }: LloydFit, totals: Float64Array): Spread => {
  const { coordinates, dimensions, weights } = points;
  const means = new Float64Array(sizes.length * dimensions);
  const squares = new Float64Array(sizes.length * dimensions);
  for (let i = 0, at = 0; i < labels.length; i += 1) {
    let cell = (labels[i] as number) * dimensions;
    const weight = weights === undefined ? 1 : (weights[i] as number);
    for (const end = at + dimensions; at < end; at += 1, cell += 1) {
      const deviation = (coordinates[at] as number) - (centres[cell] as number);
      const share = weight * deviation;
      means[cell] = (means[cell] as number) + share;
      squares[cell] = (squares[cell] as number) + share * deviation;
    }
  }
  for (let cell = 0; cell < means.length; cell += 1) {
    const sum = means[cell] as number;
    const mean = sum / (totals[Math.floor(cell / dimensions)] as number);
    means[cell] = (centres[cell] as number) + mean;
    squares[cell] = Math.max(0, (squares[cell] as number) - sum * mean);
  }
  return { means, squares };
};

/**
 * Hedges' g of a group of n1 against n2 others: the difference of means over the pooled standard deviation, times
 * 1 - 3 / (4 (n1 + n2) - 9). Where neither side varies (or each is one row) the difference is in units of `overallDeviation`.
 * Source: Hedges (1981), J. Educ. Stat. 6, equations 6 and 7 with the usual approximation of the correction.
 */
export const hedgesG = (
  difference: number,
  squaresWithin: number,
  n1: number,
  n2: number,
  overallDeviation: number,
): number => {
  const degreesOfFreedom = n1 + n2 - 2;
  if (squaresWithin <= 0 || degreesOfFreedom < 1) return difference / overallDeviation;
  return (difference / Math.sqrt(squaresWithin / degreesOfFreedom)) * (1 - 3 / (4 * degreesOfFreedom - 1));
};

/**
 * How each cluster stands in each feature against all other rows, the largest effect first (the feature's place decides a tie).
 * `totals` is how much each cluster weighs: its size, where rows are not weighted. No cluster may be empty, and there must be at least two. Cost O(n d + k^2 d).
 */
export const profilesOf = (
  points: Points,
  fit: LloydFit,
  features: readonly PersonaFeature[],
  totals: Float64Array,
): readonly (readonly PersonaTrait[])[] => {
  const { dimensions } = points;
  const { means, squares } = spreadOf(points, fit, totals);
  const count = totals.reduce((sum, total) => sum + total, 0);
  return Array.from(totals, (size, cluster) =>
    features
      .map((feature, j): PersonaTrait => {
        const mean = means[cluster * dimensions + j] as number;
        // Scaled columns have mean zero, so the others' mean follows from this cluster's.
        let othersSum = 0;
        for (let other = 0; other < totals.length; other += 1) {
          if (other !== cluster) othersSum += (totals[other] as number) * (means[other * dimensions + j] as number);
        }
        const othersMean = othersSum / (count - size);
        let within = squares[cluster * dimensions + j] as number;
        let overall = within + size * mean * mean;
        for (let other = 0; other < totals.length; other += 1) {
          if (other === cluster) continue;
          const otherSize = totals[other] as number;
          const otherMean = means[other * dimensions + j] as number;
          const inside = squares[other * dimensions + j] as number;
          within += inside + otherSize * (otherMean - othersMean) ** 2;
          overall += inside + otherSize * otherMean * otherMean;
        }
        return {
          feature: feature.name,
          mean: feature.centre + feature.scale * mean,
          // 0 added to -0 is 0, the only zero that JSON has.
          effect: hedgesG(mean - othersMean, within, size, count - size, Math.sqrt(overall / count)) + 0,
        };
      })
      .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)),
  );
};
