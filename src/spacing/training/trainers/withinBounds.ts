import { clamp } from "../../clamp.ts";

/** Moves each weight, in place, to the nearest number within its bounds. */
export const moveWithin = (
  weights: Float64Array,
  bounds: readonly (readonly [lower: number, upper: number])[],
): void => {
  for (const [index, [lower, upper]] of bounds.entries())
    weights[index] = clamp(weights[index] as number, lower, upper); // as many weights as bounds
};
