import { exp } from "../core/numeric/elementary/index.ts";

/** The two nearest personas are too alike for this row when their memberships differ by less. */
const CLEAR_LEAD = 0.2;

/** The index of the smallest value but one at `except` (-1 for none); the first on a tie. There must be another value. */
export const smallest = (values: Float64Array, except: number): number => {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number; // in range
    if (i === except || (best >= 0 && value >= least)) continue;
    best = i;
    least = value;
  }
  return best;
};

/**
 * Memberships from squared distances: exp(-d^2 / (2 s^2)), scaled to sum to 1, into `memberships` from `offset` on. They are the
 * posterior probabilities under round normal clouds of equal size and variance s^2 about the centres. Without variance all goes to
 * the nearest.
 */
export const memberships = (
  squaredDistances: Float64Array,
  nearest: number,
  variance: number,
  into: Float64Array,
  offset: number,
): void => {
  const least = squaredDistances[nearest] as number; // nearest is an index
  let sum = 0;
  for (let p = 0; p < squaredDistances.length; p += 1) {
    const further = (squaredDistances[p] as number) - least; // in range
    const weight = variance > 0 ? exp(-further / (2 * variance)) : Number(p === nearest);
    into[offset + p] = weight;
    sum += weight;
  }
  for (let p = 0; p < squaredDistances.length; p += 1) {
    into[offset + p] = (into[offset + p] as number) / sum; // in range; sum is at least 1, the weight of the nearest
  }
};

/** Whether the row lies between two personas. */
export const isAmbiguous = (first: number, second: number): boolean => first - second < CLEAR_LEAD;
