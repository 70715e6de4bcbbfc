import type { FreeGap } from "./freeGaps.ts";
import type { ReadSpreadOptions } from "./options.ts";

const MINUTE_MS = 60_000;
/** Minutes are sums of decimal fractions: what is nearer than this to a limit keeps to it. */
const SAME_MINUTES = 1e-9;

/** Day 0 was a Thursday, so weeks begin three days before it. */
const weekOf = (day: number): number => Math.floor((day + 3) / 7);

/** What is left of one day while it is being filled. */
export interface DayLeft {
  readonly day: number;
  /** Gaps that nothing has been put into yet, in order. */
  gaps: readonly FreeGap[];
  minutes: number;
  modules: number;
}

/** What is left of weeks, by their numbers. */
export type WeeksLeft = Map<number, number>;

/** A day as it begins. */
export const dayLeft = (options: ReadSpreadOptions, day: number, gaps: readonly FreeGap[]): DayLeft => ({
  day,
  gaps,
  minutes: options.minutesPerDay,
  modules: options.modulesPerDay,
});

/**
 * Puts something into the first gap of a day that has room for it at or after an instant, from a whole minute on, and takes its minutes from the day and its
 * week. Its start, or `null` where it has no room.
 */
export const place = (
  left: DayLeft,
  weeks: WeeksLeft,
  options: ReadSpreadOptions,
  minutes: number,
  earliest: number,
): number | null => {
  const week = weekOf(left.day);
  const ofWeek = weeks.get(week) ?? options.minutesPerWeek;
  if (minutes > Math.min(left.minutes, ofWeek) + SAME_MINUTES) return null;
  const takes = Math.round(minutes * MINUTE_MS);
  const startIn = ({ from }: FreeGap): number => Math.ceil(Math.max(from, earliest) / MINUTE_MS) * MINUTE_MS;
  const at = left.gaps.findIndex((gap) => startIn(gap) + takes <= gap.to);
  const gap = left.gaps[at];
  if (gap === undefined) return null;
  const start = startIn(gap);
  const rest = [
    { ...gap, to: start },
    { ...gap, from: start + takes },
  ].filter(({ from, to }) => from < to);
  left.gaps = [...left.gaps.slice(0, at), ...rest, ...left.gaps.slice(at + 1)];
  left.minutes -= minutes;
  weeks.set(week, ofWeek - minutes);
  return start;
};
