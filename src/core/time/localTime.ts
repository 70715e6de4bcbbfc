import { civilDateOf, dayNumberOf, weekdayOf } from "./civilDate.ts";
import { clockAt, segmentAt, segmentEnd, segmentOffsetMs, segmentStart } from "./offset.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./units.ts";
import type { CompiledZone } from "./zone.ts";

/** What calendar and clock on the wall show. */
export interface LocalTime {
  /** Of the Gregorian calendar. */
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
  /** 0 to 23. */
  readonly hour: number;
  /** 0 to 59. */
  readonly minute: number;
  /** 0 to 59. */
  readonly second: number;
  /** 0 to 999. */
  readonly millisecond: number;
  /** ISO: 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
}

/** A date and a time of day in some zone. What is left out is zero. A value past its range runs on: day 32 is a day of the next month. */
export interface LocalDateTime {
  /** Of the Gregorian calendar. */
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
  /** 0 to 23. */
  readonly hour?: number;
  /** 0 to 59. */
  readonly minute?: number;
  /** 0 to 59. */
  readonly second?: number;
  /** 0 to 999. */
  readonly millisecond?: number;
}

/**
 * Which date and time does the clock on the wall show at an instant?
 *
 * @param zone - A compiled zone.
 * @param instant - Epoch milliseconds.
 *
 * @example
 * ```ts
 * import { compileZone, toLocal } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const kathmandu = orThrow(compileZone({ zone: "Asia/Kathmandu" }));
 * const { hour, minute, weekday } = toLocal(kathmandu, Date.UTC(2025, 0, 5, 20, 0)); // 1, 45, 1: already Monday
 * ```
 */
export const toLocal = (zone: CompiledZone, instant: number): LocalTime => {
  const clock = clockAt(zone, instant);
  const dayNumber = Math.floor(clock / DAY_MS);
  const time = clock - dayNumber * DAY_MS;
  const { year, month, day } = civilDateOf(dayNumber);
  return {
    year,
    month,
    day,
    hour: Math.floor(time / HOUR_MS),
    minute: Math.floor(time / MINUTE_MS) % 60,
    second: Math.floor(time / 1000) % 60,
    millisecond: time % 1000,
    weekday: weekdayOf(dayNumber),
  };
};

/**
 * The instant at which a clock first shows something: in a gap `gap` decides between the instant that the clock would have reached
 * without the jump, and the jump itself.
 */
const instantOfClock = (zone: CompiledZone, clock: number, gap: "shift" | "jump"): number => {
  // Offsets are less than a day, so the instant lies in this segment or a later one.
  let segment = segmentAt(zone, clock - DAY_MS);
  while (clock - segmentOffsetMs(zone, segment) >= segmentEnd(zone, segment)) segment += 1;
  const start = segmentStart(zone, segment);
  const instant = clock - segmentOffsetMs(zone, segment);
  if (instant >= start) return instant;
  return gap === "jump" ? start : clock - segmentOffsetMs(zone, segment - 1);
};

/** The first instant at which a local clock shows a time or a later one (in a gap: the jump). */
export const firstInstantReaching = (zone: CompiledZone, clock: number): number => instantOfClock(zone, clock, "jump");

/**
 * At which instant does the clock on the wall show a date and time?
 *
 * A time that the clock skips in spring is moved on by the length of the gap (02:30 becomes 03:30); of a time that it shows twice
 * in autumn, the first is taken.
 *
 * @param zone - A compiled zone.
 * @param local - Date and time in that zone.
 * @returns Epoch milliseconds.
 *
 * @example
 * ```ts
 * import { compileZone, fromLocal } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const berlin = orThrow(compileZone({ zone: "Europe/Berlin" }));
 * fromLocal(berlin, { year: 2025, month: 3, day: 30, hour: 2, minute: 30 }) === Date.UTC(2025, 2, 30, 1, 30); // shown as 03:30
 * fromLocal(berlin, { year: 2025, month: 10, day: 26, hour: 2, minute: 30 }) === Date.UTC(2025, 9, 26, 0, 30); // the first 02:30
 * ```
 */
export const fromLocal = (zone: CompiledZone, local: LocalDateTime): number =>
  instantOfClock(
    zone,
    dayNumberOf(local.year, local.month, local.day) * DAY_MS +
      (local.hour ?? 0) * HOUR_MS +
      (local.minute ?? 0) * MINUTE_MS +
      (local.second ?? 0) * 1000 +
      (local.millisecond ?? 0),
    "shift",
  );

/**
 * Which day does the calendar on the wall show at an instant, counted from 1970-01-01? Two instants are on one calendar day where
 * the numbers are equal.
 *
 * @param zone - A compiled zone.
 * @param instant - Epoch milliseconds.
 *
 * @example
 * ```ts
 * import { compileZone, localDayNumber } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const tokyo = orThrow(compileZone({ zone: "Asia/Tokyo" }));
 * localDayNumber(tokyo, Date.UTC(2025, 0, 1, 14, 59)); // 20089
 * localDayNumber(tokyo, Date.UTC(2025, 0, 1, 15, 0)); // 20090: past midnight in Tokyo
 * ```
 */
export const localDayNumber = (zone: CompiledZone, instant: number): number =>
  Math.floor(clockAt(zone, instant) / DAY_MS);

/**
 * When does a local day begin? At the first instant at which the calendar shows it, or a later day where the zone skipped it.
 *
 * @param zone - A compiled zone.
 * @param dayNumber - Days since 1970-01-01, as `localDayNumber` gives.
 * @returns Epoch milliseconds.
 *
 * @example
 * ```ts
 * import { compileZone, localDayNumber, startOfLocalDay } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const beirut = orThrow(compileZone({ zone: "Asia/Beirut" }));
 * const day = localDayNumber(beirut, Date.UTC(2024, 2, 31, 12));
 * startOfLocalDay(beirut, day) === Date.UTC(2024, 2, 30, 22); // that day began at 01:00: midnight was skipped
 * ```
 */
export const startOfLocalDay = (zone: CompiledZone, dayNumber: number): number =>
  firstInstantReaching(zone, dayNumber * DAY_MS);
