import { cholesky, invertCholesky } from "../../../core/numeric/matrix/index.ts";
import { projectedBfgs } from "../../../core/numeric/optimize/index.ts";
import { clamp } from "../../clamp.ts";
import type { MemoryTrainer, TrainerKernel, WeightPrior } from "../trainer.ts";

// Weights, centres, spreads and scales are as long as each other, and k below is below their length: each `as number` is true.

/** A prior with nothing left open: centres on their scale, and a spread for each weight. */
export interface Normal {
  readonly mean: Float64Array;
  readonly spread: Float64Array;
  readonly log: readonly boolean[];
}

/** A weight on its scale. */
export const onScale = ({ log }: Pick<Normal, "log">, weights: ArrayLike<number>): Float64Array =>
  Float64Array.from(log, (isLog, k) => (isLog ? Math.log(weights[k] as number) : (weights[k] as number)));

/** A point on the scales as weights. */
export const offScale = ({ log }: Pick<Normal, "log">, point: ArrayLike<number>): Float64Array =>
  Float64Array.from(log, (isLog, k) => (isLog ? Math.exp(point[k] as number) : (point[k] as number)));

/** What one learner's reviews say under a prior. */
export interface Posterior {
  /** The most likely weights. */
  readonly weights: Float64Array;
  /** The loss of the labels there, without the penalty. */
  readonly loss: number;
  /** For each weight the variance around it, on its scale. */
  readonly variance: Float64Array;
}

/** -ln of the prior's density, but for a constant; adds its slope in the weights. */
const penalty = ({ mean, spread, log }: Normal, weights: Float64Array, gradient: Float64Array): number => {
  let sum = 0;
  for (let k = 0; k < mean.length; k += 1) {
    const weight = weights[k] as number;
    const away = ((log[k] === true ? Math.log(weight) : weight) - (mean[k] as number)) / (spread[k] as number);
    sum += 0.5 * away * away;
    gradient[k] = (gradient[k] as number) + away / ((spread[k] as number) * (log[k] === true ? weight : 1));
  }
  return sum;
};

/**
 * The most likely weights of one learner and, by Laplace's approximation, how uncertain they are: the inverse of the prior's precision plus the
 * information of the reviews, Σ s s' over the cards with s the slope of a card's loss (Berndt, Hall, Hall and Hausman 1974).
 */
export const posteriorOf = (
  { bounds, project }: Pick<MemoryTrainer, "bounds" | "project">,
  prior: Normal,
  kernel: TrainerKernel,
  cards: number,
  start: Float64Array,
  maxIterations: number,
): Posterior => {
  const n = start.length;
  const factors = (weights: Float64Array): Float64Array =>
    Float64Array.from(prior.log, (isLog, k) => (prior.spread[k] as number) * (isLog ? (weights[k] as number) : 1));
  const curvature = new Float64Array(n * n);
  const unit = factors(start);
  for (let k = 0; k < n; k += 1) curvature[k * n + k] = 1 / (unit[k] as number) ** 2;
  const search = projectedBfgs({ start, curvature, bounds, project, maxIterations, tolerance: 1e-4 });
  let asked = search.next();
  while (asked.done !== true) {
    const gradient = new Float64Array(n);
    const value = kernel.loss(asked.value, 0, cards, gradient, null) + penalty(prior, asked.value, gradient);
    asked = search.next({ value, gradient });
  }
  const weights = asked.value.point;

  // the information in units of the prior's spread
  const scale = factors(weights);
  const information = new Float64Array(n * n);
  const slope = new Float64Array(n);
  let loss = 0;
  for (let card = 0; card < cards; card += 1) {
    slope.fill(0);
    loss += kernel.loss(weights, card, card + 1, slope, null);
    for (let i = 0; i < n; i += 1) {
      const si = (slope[i] as number) * (scale[i] as number);
      if (si !== 0)
        for (let j = 0; j < n; j += 1)
          information[i * n + j] =
            (information[i * n + j] as number) + si * (slope[j] as number) * (scale[j] as number);
    }
  }
  for (let k = 0; k < n; k += 1) information[k * n + k] = (information[k * n + k] as number) + 1;
  const inverse = new Float64Array(n * n);
  cholesky(information, n, 0); // at least the identity, so it has a factor
  invertCholesky(information, n, inverse);
  const variance = Float64Array.from(prior.spread, (spread, k) => (inverse[k * n + k] as number) * spread * spread);
  return { weights, loss, variance };
};

/** No spread is kept narrower or wider than this, so that its square is a number. */
const NARROWEST = 1e-6;
const WIDEST = 1e6;

/** A prior as the trainers have it, made whole: what they leave free gets a spread of 1 on its scale. */
export const wholeOf = ({ centre, spread, strength }: WeightPrior, log: readonly boolean[]): Normal => ({
  mean: onScale({ log }, centre),
  spread: Float64Array.from(spread, (each, k) => {
    if (each === null || !(strength > 0)) return 1;
    const deviation = each * Math.sqrt(0.5 / strength);
    return clamp(log[k] === true ? Math.min(1, deviation / (centre[k] as number)) : deviation, NARROWEST, WIDEST);
  }),
  log,
});
