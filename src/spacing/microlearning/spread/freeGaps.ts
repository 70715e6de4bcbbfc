import { startOfStudyDay, studyDay, type TimeInterval, workingIntervals } from "../../../core/time/index.ts";
import type { ReadSpreadOptions } from "./options.ts";

/** Time in which nothing else is done. */
export interface FreeGap extends TimeInterval {
  /** The number of the study day in which it lies. */
  readonly day: number;
}

/** Working time that no busy interval takes, in order; a gap that reaches into the next study day is two. O(stretches + busy). */
export const freeGaps = (options: ReadSpreadOptions): readonly FreeGap[] => {
  const { calendar, zone, from, until, busy } = options;
  const gaps: FreeGap[] = [];
  let next = 0; // busy intervals before this one end before the stretch begins, or reach no farther than `free`
  for (const stretch of workingIntervals(calendar, zone, from, until)) {
    let free = stretch.from;
    for (; next < busy.length; next += 1) {
      const taken = busy[next] as TimeInterval; // next < busy.length
      if (taken.from >= stretch.to) break;
      if (taken.from > free) gaps.push(...byDay(options, free, taken.from));
      free = Math.max(free, taken.to);
      if (taken.to > stretch.to) break; // it may reach into the next stretch
    }
    if (free < stretch.to) gaps.push(...byDay(options, free, stretch.to));
  }
  return gaps;
};

const byDay = ({ zone, cutoffHour }: ReadSpreadOptions, from: number, to: number): readonly FreeGap[] => {
  const gaps: FreeGap[] = [];
  let begin = from;
  while (begin < to) {
    const day = studyDay(zone, begin, cutoffHour);
    const end = Math.min(to, startOfStudyDay(zone, day + 1, cutoffHour));
    gaps.push({ from: begin, to: end, day });
    begin = end;
  }
  return gaps;
};
