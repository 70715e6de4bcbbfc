import { type Found, orDefault, readInstant, readNumber } from "../../core/check/index.ts";
import { type CompiledZone, offsetAt, readZone, studyDay } from "../../core/time/index.ts";

/** Where one day ends and the next begins, and which day is day 0. */
export interface DayRule {
  /** The learners' time zone, compiled by `compileZone`. Default: UTC. */
  readonly zone?: CompiledZone;
  /** Hour of the local clock at which a new day begins, in [0, 24). Default 0; 4 gives night owls their evening. */
  readonly cutoffHour?: number;
  /**
   * An instant of day 0 (epoch milliseconds or a Date), such as the start of the course; earlier days are negative and weeks are
   * counted from day 0. Default: day 0 is 1970-01-01 and weeks begin on Monday.
   */
  readonly origin?: number | Date;
}

/** A day rule ready for use. */
export interface Calendar {
  /** The day of an instant, a whole number. */
  readonly dayOf: (instant: number) => number;
  /** The week of a day, a whole number. */
  readonly weekOf: (day: number) => number;
  /** What the local clock's hour hand shows: 0 to 23. */
  readonly hourOf: (instant: number) => number;
  /** Whether days count from an origin. */
  readonly countsFromOrigin: boolean;
  /** The rule as text. States of folds made under different rules must not be merged. */
  readonly rule: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** 1970-01-01 was a Thursday, three days after a Monday. */
const DAYS_SINCE_MONDAY = 3;

const calendarOf = (zone: CompiledZone | null, cutoffHour: number): Calendar => ({
  dayOf:
    zone === null
      ? (instant) => Math.floor((instant - cutoffHour * HOUR_MS) / DAY_MS)
      : (instant) => studyDay(zone, instant, cutoffHour),
  weekOf: (day) => Math.floor((day + DAYS_SINCE_MONDAY) / 7),
  hourOf: (instant) => {
    const clock = zone === null ? instant : instant + offsetAt(zone, instant) * MINUTE_MS;
    return Math.floor(clock / HOUR_MS) - Math.floor(clock / DAY_MS) * 24;
  },
  countsFromOrigin: false,
  rule: `${zone === null ? "UTC" : zone.zone}, day from ${cutoffHour}`,
});

/** The same days and hours, with a day made day 0 and weeks counted from it. */
export const countedFrom = (calendar: Calendar, day: number): Calendar => ({
  dayOf: (instant) => calendar.dayOf(instant) - day,
  weekOf: (dayNumber) => Math.floor(dayNumber / 7),
  hourOf: calendar.hourOf,
  countsFromOrigin: true,
  rule: `${calendar.rule}, counted from ${day}`,
});

/** Reads a day rule among other options. */
export const readCalendar = (found: Found, options: Readonly<Record<string, unknown>>): Calendar => {
  const zone = orDefault<CompiledZone | null>(options["zone"], null, (value) => readZone(found, ["zone"], value));
  const cutoffHour = orDefault(options["cutoffHour"], 0, (value) =>
    readNumber(found, ["cutoffHour"], value, { min: 0, below: 24 }),
  );
  const calendar = calendarOf(zone, cutoffHour);
  return orDefault(options["origin"], calendar, (value) => {
    const origin = readInstant(found, ["origin"], value);
    return Number.isNaN(origin) ? calendar : countedFrom(calendar, calendar.dayOf(origin));
  });
};
