import {
  COUNT,
  DIRECT,
  REWARD,
  SUMS,
  type UnitMoments,
  WEIGHT,
  WEIGHTED_PREDICTION,
  WEIGHTED_REWARD,
} from "./unitMoments.ts";

/** How the value of a policy is estimated from what another one logged. */
export type PolicyEstimator = "ips" | "snips" | "direct" | "doubly-robust" | "self-normalised-doubly-robust";

/** An estimate, and how each sum of a unit moves it: the influence of a unit is the product of `by` with its sums, over the rows. */
export interface Linearised {
  readonly estimate: number;
  readonly by: Float64Array;
}

const along = (...parts: readonly (readonly [place: number, by: number])[]): Float64Array => {
  const by = new Float64Array(SUMS);
  for (const [place, part] of parts) by[place] = (by[place] as number) + part; // place is below SUMS
  return by;
};

const totalOf = ({ units, means }: UnitMoments, place: number): number => units * (means[place] as number); // place is below SUMS

/** The mean reward of what was logged. */
export const loggedValue = (moments: UnitMoments): Linearised => {
  const estimate = totalOf(moments, REWARD) / totalOf(moments, COUNT);
  return { estimate, by: along([REWARD, 1], [COUNT, -estimate]) };
};

/**
 * The value of a policy, with n rows, weights w, rewards r, predictions q of the action taken and m = Σ target q over all actions:
 *
 * - ips: Σ w r / n. Source: Horvitz and Thompson 1952.
 * - snips: Σ w r / Σ w; its influence w (r - v) / (Σ w / n). Source: Hájek 1971; Swaminathan and Joachims 2015.
 * - direct: Σ m / n.
 * - doubly-robust: Σ (m + w (r - q)) / n. Source: Dudík, Langford and Li 2011.
 * - self-normalised-doubly-robust: Σ m / n + Σ w (r - q) / Σ w.
 */
export const policyValue = (moments: UnitMoments, estimator: PolicyEstimator): Linearised => {
  const rows = totalOf(moments, COUNT);
  const meanWeight = totalOf(moments, WEIGHT) / rows;
  const mean = (place: number): number => totalOf(moments, place) / rows;
  const correction = mean(WEIGHTED_REWARD) - mean(WEIGHTED_PREDICTION);
  switch (estimator) {
    case "ips": {
      const estimate = mean(WEIGHTED_REWARD);
      return { estimate, by: along([WEIGHTED_REWARD, 1], [COUNT, -estimate]) };
    }
    case "snips": {
      const estimate = mean(WEIGHTED_REWARD) / meanWeight;
      return { estimate, by: along([WEIGHTED_REWARD, 1 / meanWeight], [WEIGHT, -estimate / meanWeight]) };
    }
    case "direct": {
      const estimate = mean(DIRECT);
      return { estimate, by: along([DIRECT, 1], [COUNT, -estimate]) };
    }
    case "doubly-robust": {
      const estimate = mean(DIRECT) + correction;
      return {
        estimate,
        by: along([DIRECT, 1], [WEIGHTED_REWARD, 1], [WEIGHTED_PREDICTION, -1], [COUNT, -estimate]),
      };
    }
    case "self-normalised-doubly-robust": {
      const part = correction / meanWeight;
      const by = 1 / meanWeight;
      return {
        estimate: mean(DIRECT) + part,
        by: along(
          [DIRECT, 1],
          [COUNT, -mean(DIRECT)],
          [WEIGHTED_REWARD, by],
          [WEIGHTED_PREDICTION, -by],
          [WEIGHT, -part * by],
        ),
      };
    }
  }
};

/** The difference of two estimates from the same rows. */
export const difference = (one: Linearised, other: Linearised): Linearised => ({
  estimate: one.estimate - other.estimate,
  by: one.by.map((part, place) => part - (other.by[place] as number)), // both hold SUMS values
});

/** So far below the terms that it is made of, a sum is rounding. */
const ROUNDING = 1e-14;

/**
 * The covariance of two estimates: G / (G - 1) Σ φ ψ / n² over G units with influences φ and ψ. What is only rounding counts as 0.
 */
export const covarianceOf = (moments: UnitMoments, one: Linearised, other: Linearised): number => {
  let sum = 0;
  let size = 0;
  let pair = 0;
  // i and j are below SUMS, pair counts the lower triangle
  for (let i = 0; i < SUMS; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const product = moments.products[pair] as number;
      const both = (one.by[i] as number) * (other.by[j] as number);
      const mirrored = i === j ? 0 : (one.by[j] as number) * (other.by[i] as number);
      sum += (both + mirrored) * product;
      size += (Math.abs(both) + Math.abs(mirrored)) * Math.abs(product);
      pair += 1;
    }
  }
  if (Math.abs(sum) <= ROUNDING * size) return 0;
  const rows = totalOf(moments, COUNT);
  return (moments.units / (moments.units - 1)) * (sum / rows / rows);
};
