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
  const change = nextChange(zone, [calendar.hours], [...calendar.leave, ...calendar.shifts]);
  const end = Math.min(to, zone.to);
  let worked = 0;
  let instant = Math.max(from, zone.from);
  while (instant < end) {
    const next = Math.min(change(instant), end);
    if (isWorking(calendar, zone, instant)) worked += next - instant;
    instant = next;
  }
  return worked / MINUTE_MS;
};
