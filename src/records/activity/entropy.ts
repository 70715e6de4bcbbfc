import { log } from "../../core/numeric/elementary/index.ts";

/**
 * Shannon's entropy of counts in nats, -sum p ln p: 0 where all is in one place, ln n where n places share alike. Counts of zero add
 * nothing; no counts at all have entropy 0. Divide by ln 2 for bits.
 */
export const entropyOf = (counts: readonly number[]): number => {
  let total = 0;
  for (const count of counts) total += count;
  let entropy = 0;
  for (const count of counts) {
    if (count === 0) continue;
    const share = count / total;
    entropy -= share * log(share);
  }
  return entropy;
};

/** The entropy of days over weeks: of days in order, how evenly they spread over the weeks in which they fall. */
export const weekEntropyOf = (orderedDays: Float64Array, weekOf: (day: number) => number): number => {
  const daysInWeek: number[] = [];
  let week = Number.NaN;
  for (const day of orderedDays) {
    const next = weekOf(day);
    if (next === week) daysInWeek[daysInWeek.length - 1] = (daysInWeek[daysInWeek.length - 1] ?? 0) + 1;
    else daysInWeek.push(1);
    week = next;
  }
  return entropyOf(daysInWeek);
};
