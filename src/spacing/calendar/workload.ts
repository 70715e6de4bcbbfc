import type { NumberColumn } from "../replayMany.ts";

/**
 * How much there is to do on which day: what `balanceLoad`, `flatten` and `takeBreak` give before and after, what forecasts give, and what
 * `charts.workloadChart` draws. Columns of one length; a day that is not there has nothing to do.
 */
export interface Workload {
  /** Numbers of study days (days from 1970-01-01), ascending, each once. */
  readonly days: NumberColumn;
  /** Reviews on each of them; a forecast may expect fractions. */
  readonly counts: NumberColumn;
  /** Minutes they are expected to take. */
  readonly minutes: NumberColumn;
}

/** Counts per day as columns; days with nothing to do are left out. */
export const workloadOf = (counts: ReadonlyMap<number, number>, minutesPerReview: number): Workload => {
  const rows = [...counts].filter(([, count]) => count > 0).sort(([one], [other]) => one - other);
  return {
    days: rows.map(([day]) => day),
    counts: rows.map(([, count]) => count),
    minutes: rows.map(([, count]) => count * minutesPerReview),
  };
};

/** One more, or one less, on a day. */
export const add = (counts: Map<number, number>, day: number, by: number): void => {
  counts.set(day, (counts.get(day) ?? 0) + by);
};
