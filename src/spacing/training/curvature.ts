import { symmetricEigen } from "../../core/numeric/matrix/index.ts";
import type { WeightPrior } from "./trainer.ts";

/** Curvature in a direction is taken for at least this part of the greatest one. */
const LEAST_SHARE = 1e-6;
/** How far a weight is moved to see its slope change, in parts of how far learners spread. */
const NUDGE = 1e-3;

/** For each weight the size of a change that matters: how far learners spread, but no more than the size of the weight suggests. */
export const weightScales = (
  prior: WeightPrior,
  weights: Float64Array,
  bounds: readonly (readonly [lower: number, upper: number])[],
): Float64Array =>
  weights.map((weight, k) => {
    const [lower, upper] = bounds[k] as readonly [number, number]; // as many bounds as weights
    const spread = prior.scale?.[k] === "log" ? null : prior.spread[k];
    return Math.max(
      1e-6,
      Math.min(spread ?? Number.POSITIVE_INFINITY, 0.05 * (upper - lower), 0.5 * Math.abs(weight) + 0.01),
    );
  });

/** Asks for the slope beside a point, a weight at a time, and is answered with it. A weight that its bounds hold has no curvature, alone or with others. */
export function* differencedCurvature(
  point: Float64Array,
  gradient: Float64Array,
  scales: Float64Array,
  bounds: readonly (readonly [lower: number, upper: number])[],
): Generator<Float64Array, Float64Array, Float64Array> {
  const n = point.length;
  // every k, i, j below is below n
  const scaled = new Float64Array(n * n);
  const held = bounds.map(([lower, upper]) => lower === upper);
  for (let k = 0; k < n; k += 1) {
    if (held[k] === true) continue;
    const scale = scales[k] as number;
    const [, upper] = bounds[k] as readonly [number, number]; // as many bounds as weights
    const away = (point[k] as number) + NUDGE * scale <= upper ? NUDGE * scale : -NUDGE * scale;
    const beside = point.slice();
    beside[k] = (point[k] as number) + away;
    const there = yield beside;
    for (let i = 0; i < n; i += 1)
      if (held[i] === false)
        scaled[i * n + k] = (((there[i] as number) - (gradient[i] as number)) / away) * scale * (scales[i] as number);
  }
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < i; j += 1) {
      const mean = 0.5 * ((scaled[i * n + j] as number) + (scaled[j * n + i] as number));
      scaled[i * n + j] = mean;
      scaled[j * n + i] = mean;
    }
  return positive(scaled, scales);
}

/** A matrix of second derivatives in scaled weights, turned positive definite by its eigenvalues' sizes, and brought back to the weights. */
const positive = (scaled: Float64Array, scales: Float64Array): Float64Array => {
  const n = scales.length;
  const { values, vectors } = symmetricEigen(scaled, n);
  const sizes = values.map((value) => Math.abs(value));
  const most = sizes.reduce((a, b) => Math.max(a, b), 0);
  const least = most > 0 ? LEAST_SHARE * most : 1;
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let sum = 0;
      for (let k = 0; k < n; k += 1)
        sum += (vectors[i * n + k] as number) * (vectors[j * n + k] as number) * Math.max(sizes[k] as number, least);
      const value = sum / ((scales[i] as number) * (scales[j] as number));
      matrix[i * n + j] = value;
      matrix[j * n + i] = value;
    }
  return matrix;
};
