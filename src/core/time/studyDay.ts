import { firstInstantReaching } from "./localTime.ts";
import { segmentAt, segmentOffsetMs, segmentStart } from "./offset.ts";
import { DAY_MS, HOUR_MS } from "./units.ts";
import type { CompiledZone } from "./zone.ts";

/**
 * When does a study day begin? At the first instant at which the local clock shows the cutoff on that date; where daylight saving
 * skips the cutoff, at the jump.
 *
 * @param zone - A compiled zone.
 * @param day - Number of the study day: that of its calendar date, days since 1970-01-01.
 * @param cutoffHour - Hour of the local clock in [0, 24) at which a new day begins.
 * @returns Epoch milliseconds.
 *
 * @example
 * ```ts
 * import { compileZone, startOfStudyDay } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const lisbon = orThrow(compileZone({ zone: "Europe/Lisbon" }));
 * startOfStudyDay(lisbon, 20270, 4) === Date.UTC(2025, 6, 1, 3); // 2025-07-01 at 04:00
 * ```
 */
export const startOfStudyDay = (zone: CompiledZone, day: number, cutoffHour: number): number =>
  firstInstantReaching(zone, day * DAY_MS + cutoffHour * HOUR_MS);

/**
 * On which study day does a review fall? Learners who answer at half past midnight are still at yesterday's work, so a study day
 * begins at a cutoff of the local clock, not at midnight.
 *
 * It is the number of the last study day that has begun, `max { d : startOfStudyDay(d) <= instant }`, so that it never goes back,
 * even where the clock is turned back across the cutoff.
 *
 * @param zone - A compiled zone.
 * @param instant - Epoch milliseconds.
 * @param cutoffHour - Hour of the local clock in [0, 24) at which a new day begins. Four in the morning is usual.
 * @returns A whole number: days since 1970-01-01.
 *
 * @example
 * ```ts
 * import { compileZone, studyDay } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const lisbon = orThrow(compileZone({ zone: "Europe/Lisbon" }));
 * studyDay(lisbon, Date.UTC(2025, 6, 1, 2, 59), 4); // 20269: 03:59 on the first of July belongs to the thirtieth of June
 * studyDay(lisbon, Date.UTC(2025, 6, 1, 3, 0), 4); // 20270
 * ```
 */
export const studyDay = (zone: CompiledZone, instant: number, cutoffHour: number): number => {
  const cutoff = cutoffHour * HOUR_MS;
  let segment = segmentAt(zone, instant);
  let day = Math.floor((instant + segmentOffsetMs(zone, segment) - cutoff) / DAY_MS);
  // A clock that was turned back within the last two days may have passed the cutoff before.
  while (segmentStart(zone, segment) > instant - 2 * DAY_MS) {
    const reached = segmentStart(zone, segment) + segmentOffsetMs(zone, segment - 1) - cutoff; // excluded
    day = Math.max(day, Math.ceil(reached / DAY_MS) - 1);
    segment -= 1;
  }
  return day;
};

/**
 * How far into which study day is an instant? The whole part is `studyDay`; the fraction runs over the day as long as it really is,
 * 23 or 25 hours where the clock is changed. Differences of positions are elapsed time in study days.
 *
 * @param zone - A compiled zone.
 * @param instant - Epoch milliseconds.
 * @param cutoffHour - Hour of the local clock in [0, 24) at which a new day begins.
 * @returns Days since 1970-01-01.
 *
 * @example
 * ```ts
 * import { compileZone, studyDayPosition } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const lisbon = orThrow(compileZone({ zone: "Europe/Lisbon" }));
 * studyDayPosition(lisbon, Date.UTC(2025, 6, 1, 15, 0), 4); // 20270.5: twelve hours after the cutoff
 * ```
 */
export const studyDayPosition = (zone: CompiledZone, instant: number, cutoffHour: number): number => {
  const day = studyDay(zone, instant, cutoffHour);
  const start = startOfStudyDay(zone, day, cutoffHour);
  const end = startOfStudyDay(zone, day + 1, cutoffHour);
  return day + (instant - start) / (end - start);
};
