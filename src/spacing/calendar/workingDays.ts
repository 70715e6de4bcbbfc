import { type Found, note } from "../../core/check/index.ts";
import {
  type CompiledZone,
  startOfStudyDay,
  studyDay,
  type WorkingCalendar,
  workingMinutesBetween,
} from "../../core/time/index.ts";

/** Of a day by the clock. */
export const MINUTES_A_DAY = 1440;

/** How a calendar divides into study days. */
export interface Work {
  readonly zone: CompiledZone;
  readonly calendar: WorkingCalendar;
  readonly cutoffHour: number;
  readonly minimumMinutes: number;
}

/** Whether a minute of the local clock, counted from midnight of a weekday, lies in a window that begins on that weekday or beside it. */
const covered = ({ hours }: WorkingCalendar, weekday: number, minute: number): boolean => {
  for (const { from, to, weekdays } of hours) {
    const end = to > from ? to : to + MINUTES_A_DAY;
    for (const shift of [-1, 0, 1]) {
      const clock = minute - shift * MINUTES_A_DAY;
      if (clock >= from && clock < end && weekdays.includes(((weekday + shift + 6) % 7) + 1)) return true;
    }
  }
  return false;
};

/** Whether a weekday has enough working hours, where nothing special happens on it. */
export const worksOn = ({ calendar, cutoffHour, minimumMinutes }: Work, weekday: number): boolean => {
  const start = Math.round(cutoffHour * 60);
  let minutes = 0;
  for (let minute = start; minute < start + MINUTES_A_DAY && minutes < minimumMinutes; minute += 1)
    if (covered(calendar, weekday, minute)) minutes += 1;
  return minutes >= minimumMinutes;
};

/** Whether a day has enough working time, with holidays, leave, shifts and changes of the clock. */
export const worksThen = ({ zone, calendar, cutoffHour, minimumMinutes }: Work, day: number): boolean =>
  workingMinutesBetween(
    calendar,
    zone,
    startOfStudyDay(zone, day, cutoffHour),
    startOfStudyDay(zone, day + 1, cutoffHour),
  ) >= minimumMinutes;

/** The study days on which something special happens. */
export const specialDays = ({ zone, calendar, cutoffHour }: Work): readonly number[] => {
  const special = new Set<number>();
  const around = (from: number, to: number): void => {
    for (let day = from - 1; day <= to + 1; day += 1) special.add(day);
  };
  for (const holiday of calendar.holidays) around(holiday, holiday);
  for (const { from, to } of [...calendar.leave, ...calendar.shifts])
    around(studyDay(zone, from, cutoffHour), studyDay(zone, to, cutoffHour));
  for (const change of zone.transitions) {
    const day = studyDay(zone, change, cutoffHour);
    around(day, day);
  }
  const first = studyDay(zone, zone.from, cutoffHour);
  const last = studyDay(zone, zone.to - 1, cutoffHour);
  return [...special].filter((day) => day > first && day < last);
};

/** A calendar that has to lie within the stretch of its zone, or a leave beyond it would be taken for work. */
export const checkStretch = (found: Found, zone: CompiledZone, { leave, shifts }: WorkingCalendar): void => {
  for (const [part, intervals] of [
    ["leave", leave],
    ["shifts", shifts],
  ] as const)
    for (const [place, { from, to }] of intervals.entries())
      if (from < zone.from || to > zone.to)
        note(
          found,
          ["calendar", part, place],
          "inconsistent",
          "an interval within the stretch for which the zone was compiled",
          from < zone.from ? from : to,
        );
};
