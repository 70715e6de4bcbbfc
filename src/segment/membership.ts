import { type Found, orDefault, readNumber, readOptions } from "../core/check/index.ts";
import { exp } from "../core/numeric/elementary/index.ts";

/** How an assignment is judged. */
export interface AssignOptions {
  /** A row is ambiguous where the memberships of its two nearest personas differ by less; in [0, 1], default 0.2. */
  readonly ambiguousBelow?: number;
}

/** Reads the options of an assignment: the lead under which a row is ambiguous. */
export const readClearLead = (found: Found, options: unknown): number =>
  orDefault(readOptions(found, ["options"], options, ["ambiguousBelow"])["ambiguousBelow"], 0.2, (lead) =>
    readNumber(found, ["options", "ambiguousBelow"], lead, { min: 0, max: 1 }),
  );

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
export const isAmbiguous = (first: number, second: number, clearLead: number): boolean => first - second < clearLead;
