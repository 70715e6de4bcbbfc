import { log } from "../../core/numeric/elementary/index.ts";
import type { WeightPrior } from "./trainer.ts";

/** strength · Σ ((w - centre) / spread)², times `share`; its slope is added to the gradient. */
export const addPenalty = (
  prior: WeightPrior,
  share: number,
  weights: Float64Array,
  gradient: Float64Array,
): number => {
  const factor = prior.strength * share;
  let sum = 0;
  for (let k = 0; k < weights.length; k += 1) {
    const spread = prior.spread[k];
    if (spread === null || spread === undefined) continue;
    const weight = weights[k] as number; // as many weights as the prior has
    const centre = prior.centre[k] as number; // as above
    const byLogarithm = prior.scale?.[k] === "log";
    const away = (byLogarithm ? log(weight) - log(centre) : weight - centre) / spread;
    sum += away * away;
    gradient[k] = (gradient[k] as number) + (2 * factor * away) / (byLogarithm ? spread * weight : spread); // as above
  }
  return factor * sum;
};
