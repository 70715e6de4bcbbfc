import { readArray, readInteger } from "../../../core/check/index.ts";
import type { Part } from "./part.ts";

/** Clicks on each active day, by day number. */
export type Days = Map<number, number>;

/** Counts clicks on a day. */
export const addToDay = (days: Days, day: number, clicks: number): void => {
  days.set(day, (days.get(day) ?? 0) + clicks);
};

/** Clicks by day. */
export const daysPart: Part<Days> = {
  empty: () => new Map(),
  merge: (into, from) => {
    for (const [day, clicks] of from) addToDay(into, day, clicks);
    return into;
  },
  save: (days) => [...days].sort(([a], [b]) => a - b),
  read: (found, path, value) =>
    new Map(
      readArray(found, path, value, (entry, at): [number, number] => {
        const [day, clicks] = Array.isArray(entry) ? entry : [undefined, undefined];
        return [readInteger(found, [...at, 0], day), readInteger(found, [...at, 1], clicks, { min: 0 })];
      }),
    ),
};

/** The active days in order. Cost O(n log n). */
export const daysInOrder = (days: Days): Float64Array => Float64Array.from(days.keys()).sort();

/** The first active day; infinity where there is none. */
export const firstDay = (days: Days): number => {
  let first = Number.POSITIVE_INFINITY;
  for (const day of days.keys()) first = Math.min(first, day);
  return first;
};

/** The last active day; minus infinity where there is none. */
export const lastDay = (days: Days): number => {
  let last = Number.NEGATIVE_INFINITY;
  for (const day of days.keys()) last = Math.max(last, day);
  return last;
};

/** The length of the longest run of days without a gap, of days in order. */
export const longestRun = (ordered: Float64Array): number => {
  let longest = 0;
  let run = 0;
  let previous = Number.NaN;
  for (const day of ordered) {
    run = day === previous + 1 ? run + 1 : 1;
    previous = day;
    if (run > longest) longest = run;
  }
  return longest;
};

/**
 * The length of the run that reaches to `today` or to the day before, of days in order; else 0. A run is not broken before its day
 * is over.
 */
export const currentRun = (ordered: Float64Array, today: number): number => {
  let run = 0;
  let expected = ordered[ordered.length - 1] ?? Number.NEGATIVE_INFINITY;
  if (expected < today - 1) return 0;
  for (let i = ordered.length - 1; i >= 0 && ordered[i] === expected; i -= 1) {
    run += 1;
    expected -= 1;
  }
  return run;
};

/** Clicks on the days from `from` on and before `to`. */
export const clicksBetween = (days: Days, from: number, to: number): number => {
  let clicks = 0;
  for (const [day, count] of days) if (day >= from && day < to) clicks += count;
  return clicks;
};

/**
 * The least-squares slope of weekly clicks over weeks 0, 1, …, weeks - 1, week w being days 7 w to 7 w + 6; weeks without clicks count
 * as zero. `null` for fewer than two weeks.
 *
 * With weeks centred at (W - 1) / 2 the slope is sum (w - centre) y_w / (W (W^2 - 1) / 12); its sums are whole or half numbers, so the
 * order of days does not matter.
 */
export const weeklySlope = (days: Days, weeks: number): number | null => {
  if (weeks < 2) return null;
  const centre = (weeks - 1) / 2;
  let products = 0;
  for (const [day, clicks] of days) {
    const week = Math.floor(day / 7);
    if (week >= 0 && week < weeks) products += (week - centre) * clicks;
  }
  return products / ((weeks * (weeks * weeks - 1)) / 12);
};
