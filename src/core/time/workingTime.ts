import { nextChange } from "./changes.ts";
import { localDayNumber } from "./localTime.ts";
import { clockAt } from "./offset.ts";
import { MINUTE_MS } from "./units.ts";
import { clockInside } from "./windows.ts";
import type { TimeInterval, WorkingCalendar } from "./workingCalendar.ts";
import type { CompiledZone } from "./zone.ts";

const within = (intervals: readonly TimeInterval[], instant: number): boolean => {
  for (const { from, to } of intervals) {
    if (from > instant) return false;
    if (instant < to) return true;
  }
  return false;
};

const beginsShift = (calendar: WorkingCalendar, zone: CompiledZone, dayNumber: number): boolean => {
  for (const { from } of calendar.shifts) {
    if (localDayNumber(zone, from) === dayNumber) return true;
  }
  return false;
};

/**
 * Is somebody at work at an instant?
 *
 * @param calendar - A working calendar.
 * @param zone - The compiled zone in which the person works.
 * @param instant - Epoch milliseconds.
 *
 * Cost: linear in the numbers of windows, leaves and shifts.
 *
 * @example
 * ```ts
 * import { compileCalendar, compileZone, isWorking } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const lisbon = orThrow(compileZone({ zone: "Europe/Lisbon" }));
 * const office = orThrow(compileCalendar({ hours: [{ from: "09:00", to: "17:30", weekdays: [1, 2, 3, 4, 5] }] }));
 * isWorking(office, lisbon, Date.UTC(2025, 6, 1, 8, 0)); // true: Tuesday, 09:00 in Lisbon
 * ```
 */
export const isWorking = (calendar: WorkingCalendar, zone: CompiledZone, instant: number): boolean => {
  if (within(calendar.leave, instant)) return false;
  if (within(calendar.shifts, instant)) return true;
  return clockInside(
    calendar.hours,
    clockAt(zone, instant),
    (dayNumber) => !calendar.holidays.includes(dayNumber) && !beginsShift(calendar, zone, dayNumber),
  );
};

/**
 * How much working time lies between two instants? Only the stretch that the zone was compiled for is counted.
 *
 * @param calendar - A working calendar.
 * @param zone - The compiled zone in which the person works.
 * @param from - Epoch milliseconds.
 * @param to - Epoch milliseconds, excluded. Not after `from`: there is none.
 * @returns Minutes, with fractions.
 *
 * Cost: linear in the days between, times the numbers of windows, leaves and shifts.
 *
 * @example
 * ```ts
 * import { compileCalendar, compileZone, workingMinutesBetween } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const lisbon = orThrow(compileZone({ zone: "Europe/Lisbon" }));
 * const office = orThrow(compileCalendar({ hours: [{ from: "09:00", to: "17:30", weekdays: [1, 2, 3, 4, 5] }] }));
 * workingMinutesBetween(office, lisbon, Date.UTC(2025, 6, 4, 11), Date.UTC(2025, 6, 7, 11)); // 510: Friday noon to Monday noon
 * ```
 */
export const workingMinutesBetween = (
  calendar: WorkingCalendar,
  zone: CompiledZone,
  from: number,
  to: number,
): number => {
  let worked = 0;
  for (const stretch of workingIntervals(calendar, zone, from, to)) worked += stretch.to - stretch.from;
  return worked / MINUTE_MS;
};

/**
 * When is somebody at work between two instants? The longest stretches of working time, in order. Only the stretch that the zone was
 * compiled for is looked at.
 *
 * @param calendar - A working calendar.
 * @param zone - The compiled zone in which the person works.
 * @param from - Epoch milliseconds.
 * @param to - Epoch milliseconds, excluded. Not after `from`: there are none.
 * @returns Stretches in epoch milliseconds, ascending, with a gap between any two of them.
 *
 * Cost: linear in the days between, times the numbers of windows, leaves and shifts.
 *
 * @example
 * ```ts
 * import { compileCalendar, compileZone, workingIntervals } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const lisbon = orThrow(compileZone({ zone: "Europe/Lisbon" }));
 * const office = orThrow(compileCalendar({ hours: [{ from: "09:00", to: "17:30", weekdays: [1, 2, 3, 4, 5] }] }));
 * const stretches = workingIntervals(office, lisbon, Date.UTC(2025, 6, 4, 11), Date.UTC(2025, 6, 7, 11));
 * stretches.map(({ from, to }) => (to - from) / 60_000); // => [330, 180]
 * ```
 */
export const workingIntervals = (
  calendar: WorkingCalendar,
  zone: CompiledZone,
  from: number,
  to: number,
): readonly TimeInterval[] => {
  const change = nextChange(zone, [calendar.hours], [...calendar.leave, ...calendar.shifts]);
  const end = Math.min(to, zone.to);
  const stretches: TimeInterval[] = [];
  let begun: number | null = null;
  let instant = Math.max(from, zone.from);
  while (instant < end) {
    const works = isWorking(calendar, zone, instant);
    if (works && begun === null) begun = instant;
    if (!works && begun !== null) {
      stretches.push({ from: begun, to: instant });
      begun = null;
    }
    instant = Math.min(change(instant), end);
  }
  if (begun !== null) stretches.push({ from: begun, to: end });
  return stretches;
};
