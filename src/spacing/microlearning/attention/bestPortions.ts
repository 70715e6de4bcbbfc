import type { ReadClaim } from "./claims.ts";

/** A claim as the choice sees it: by number of portions taken, what they take and what they are worth. */
interface Prefixes {
  /** In units of time, from none on. */
  readonly units: Int32Array;
  readonly value: Float64Array;
}

const prefixesOf = ({ portions }: ReadClaim, unitMinutes: number, tooManyUnits: number): Prefixes => {
  const units = new Int32Array(portions.length + 1);
  const value = new Float64Array(portions.length + 1);
  let minutes = 0;
  portions.forEach((portion, place) => {
    minutes += portion.minutes;
    units[place + 1] = Math.min(unitsOf(minutes, unitMinutes), tooManyUnits);
    value[place + 1] = (value[place] ?? 0) + portion.value;
  });
  return { units, value };
};

/** Whole units that some minutes take, rounded up; a sum of decimal fractions may miss a whole number by its rounding. */
export const unitsOf = (minutes: number, unitMinutes: number): number => Math.ceil(minutes / unitMinutes - 1e-9);

/** What is taken, and what more time would be worth. */
export interface BestPortions {
  /** By claim the number of portions taken. */
  readonly taken: readonly number[];
  /** By number of units from 0 to `reachUnits` more than the budget, the most that can be had in it. */
  readonly most: Float64Array;
}

/**
 * The portions that are worth most together within a budget of whole units: of each claim the first few.
 *
 * A knapsack in which each claim is taken in one of its beginnings: most(c, b) = max over k of value(c, k) + most(c - 1, b - units(c, k)), by
 * dynamic programming, exact for times in whole units. Of equally good choices the one with fewer portions of later claims is taken.
 * O(portions × width) in time, O(claims × width) in memory,
 * with a width of the budget and what lies in reach.
 */
export const bestPortions = (
  claims: readonly ReadClaim[],
  unitMinutes: number,
  budgetUnits: number,
  reachUnits: number,
): BestPortions => {
  const width = budgetUnits + reachUnits + 1;
  const prefixes = claims.map((claim) => prefixesOf(claim, unitMinutes, width));
  const choices = claims.map(() => new Uint16Array(width));
  let most = new Float64Array(width);
  // Claims and units stay below their numbers, so each `as number` is true.
  prefixes.forEach(({ units, value }, claim) => {
    const next = most.slice();
    const choice = choices[claim] as Uint16Array;
    for (let budget = 0; budget < width; budget += 1)
      for (let count = 1; count < units.length; count += 1) {
        const takes = units[count] as number;
        if (takes > budget) break;
        const worth = (value[count] as number) + (most[budget - takes] as number);
        if (worth <= (next[budget] as number)) continue;
        next[budget] = worth;
        choice[budget] = count;
      }
    most = next;
  });
  const taken: number[] = claims.map(() => 0);
  let left = budgetUnits;
  for (let claim = claims.length - 1; claim >= 0; claim -= 1) {
    const count = (choices[claim] as Uint16Array)[left] as number;
    taken[claim] = count;
    left -= (prefixes[claim] as Prefixes).units[count] as number;
  }
  return { taken, most };
};
