import {
  type Found,
  note,
  orDefault,
  type Path,
  readArray,
  readInteger,
  reading,
  readOptions,
} from "../check/index.ts";
import type { Result } from "../vocabulary/failure.ts";
import { weekdayOf } from "./civilDate.ts";
import { clockAt } from "./offset.ts";
import { DAY_MS, MINUTE_MS } from "./units.ts";
import type { CompiledZone } from "./zone.ts";

/**
 * A stretch of the day by the clock on the wall: from "22:00" until "07:00" runs over midnight; the end is not part of it; equal
 * ends are an empty window, that is, none.
 */
export interface LocalWindow {
  /** "00:00" to "23:59". */
  readonly from: string;
  /** "00:00" to "24:00", excluded. */
  readonly to: string;
  /** ISO weekdays on which the window begins, 1 for Monday to 7 for Sunday. Default: all. */
  readonly weekdays?: readonly number[];
}

/** A window in minutes of the day, ready for use. Made by `compileWindows`. */
export interface CompiledWindow {
  /** Minutes since midnight, 0 to 1439. */
  readonly from: number;
  /** Minutes since midnight, 0 to 1440, excluded; where it is not after `from` it is a time of the next day. */
  readonly to: number;
  /** ISO weekdays on which the window begins, ascending. */
  readonly weekdays: readonly number[];
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes since midnight of "07:30"; NaN stands in for anything else. "24:00" is taken as an end only. */
const readTimeOfDay = (found: Found, path: Path, value: unknown, end: boolean): number => {
  if (end && value === "24:00") return 1440;
  const match = typeof value === "string" ? TIME.exec(value) : null;
  if (match !== null) return Number(match[1]) * 60 + Number(match[2]);
  const code = value === undefined ? "missing" : typeof value === "string" ? "unknown-value" : "wrong-type";
  note(found, path, code, `a time of day such as "07:30"${end ? ', or "24:00"' : ""}`, value);
  return Number.NaN;
};

const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

const readWeekdays = (found: Found, path: Path, value: unknown): readonly number[] => {
  const given = readArray(found, path, value, (day, where) => {
    if (typeof day === "number" && EVERY_DAY.includes(day)) return day;
    note(found, where, typeof day === "number" ? "out-of-range" : "wrong-type", "a weekday from 1, Monday, to 7", day);
    return 0;
  });
  if (Array.isArray(value) && given.length === 0) note(found, path, "empty", "at least one weekday", value);
  return EVERY_DAY.filter((day) => given.includes(day));
};

/** Windows from outside, compiled; those with equal ends are left out. */
export const readWindows = (found: Found, path: Path, value: unknown): readonly CompiledWindow[] =>
  readArray(found, path, value, (element, where): CompiledWindow => {
    const given = readOptions(found, where, element ?? null, ["from", "to", "weekdays"]);
    return {
      from: readTimeOfDay(found, [...where, "from"], given["from"], false),
      to: readTimeOfDay(found, [...where, "to"], given["to"], true),
      weekdays: orDefault(given["weekdays"], EVERY_DAY, (days) => readWeekdays(found, [...where, "weekdays"], days)),
    };
  }).filter(({ from, to }) => from !== to);

/** Compiled windows from outside, as they are stored in a calendar. */
export const readCompiledWindows = (found: Found, path: Path, value: unknown): readonly CompiledWindow[] =>
  readArray(found, path, value, (element, where): CompiledWindow => {
    const given = readOptions(found, where, element ?? null, ["from", "to", "weekdays"]);
    return {
      from: readInteger(found, [...where, "from"], given["from"], { min: 0, max: 1439 }),
      to: readInteger(found, [...where, "to"], given["to"], { min: 0, max: 1440 }),
      weekdays: readWeekdays(found, [...where, "weekdays"], given["weekdays"]),
    };
  });

/**
 * Prepares windows of the local clock for asking whether an instant is inside.
 *
 * @param windows - Each with `from` and `to` as "HH:MM" and, if it does not begin on every day, `weekdays`.
 * @returns The windows in minutes, without the empty ones, or `InvalidInput`.
 *
 * @example
 * ```ts
 * import { compileWindows } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * orThrow(compileWindows([{ from: "22:00", to: "07:00" }])); // [{ from: 1320, to: 420, weekdays: [1, 2, 3, 4, 5, 6, 7] }]
 * ```
 */
export const compileWindows = (windows: readonly LocalWindow[]): Result<readonly CompiledWindow[]> =>
  reading("compileWindows", (found) => readWindows(found, [], windows));

/** A predicate on the day on which a window begins. */
type Day = (dayNumber: number) => boolean;

/** Whether a local clock (milliseconds) is inside one of the windows that begin on a day for which `holds`. */
export const clockInside = (windows: readonly CompiledWindow[], clock: number, holds: Day): boolean => {
  const today = Math.floor(clock / DAY_MS);
  const time = clock - today * DAY_MS;
  for (const { from, to, weekdays } of windows) {
    const overMidnight = to < from;
    if (time >= from * MINUTE_MS && (overMidnight || time < to * MINUTE_MS)) {
      if (weekdays.includes(weekdayOf(today)) && holds(today)) return true;
    }
    if (overMidnight && time < to * MINUTE_MS) {
      if (weekdays.includes(weekdayOf(today - 1)) && holds(today - 1)) return true;
    }
  }
  return false;
};

const anyDay: Day = () => true;

/**
 * Is an instant inside one of these windows, by the clock on the wall?
 *
 * What counts is what the clock shows: a window from 02:15 to 02:45 is passed through twice on the night on which the hour from
 * 02:00 to 03:00 is repeated, and not at all on the night on which it is skipped. A window that runs over midnight belongs to the
 * weekday on which it begins.
 *
 * @param zone - A compiled zone.
 * @param windows - Compiled windows.
 * @param instant - Epoch milliseconds.
 *
 * @example
 * ```ts
 * import { compileWindows, compileZone, insideWindow } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const lisbon = orThrow(compileZone({ zone: "Europe/Lisbon" }));
 * const night = orThrow(compileWindows([{ from: "22:00", to: "07:00" }]));
 * insideWindow(lisbon, night, Date.UTC(2025, 6, 1, 5, 59)); // true: 06:59 in Lisbon
 * insideWindow(lisbon, night, Date.UTC(2025, 6, 1, 6, 0)); // false: the end is excluded
 * ```
 */
export const insideWindow = (zone: CompiledZone, windows: readonly CompiledWindow[], instant: number): boolean =>
  clockInside(windows, clockAt(zone, instant), anyDay);
