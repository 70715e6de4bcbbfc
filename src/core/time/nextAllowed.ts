import { nextChange } from "./changes.ts";
import { type CompiledWindow, insideWindow } from "./windows.ts";
import type { WorkingCalendar } from "./workingCalendar.ts";
import { isWorking } from "./workingTime.ts";
import type { CompiledZone } from "./zone.ts";

/** What an instant has to keep to. Whatever is left out forbids nothing. */
export interface AllowedTimes {
  /** Not inside any of these. */
  readonly quiet?: readonly CompiledWindow[];
  /** Inside at least one of these; an empty list allows no instant at all. */
  readonly only?: readonly CompiledWindow[];
  /** Only at work by this calendar. */
  readonly calendar?: WorkingCalendar;
}

/**
 * May something happen at an instant: outside quiet windows, inside the allowed ones, in working time?
 *
 * @param zone - A compiled zone.
 * @param times - What an instant has to keep to.
 * @param instant - Epoch milliseconds.
 *
 * @example
 * ```ts
 * import { compileWindows, compileZone, isAllowed } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const lisbon = orThrow(compileZone({ zone: "Europe/Lisbon" }));
 * const quiet = orThrow(compileWindows([{ from: "22:00", to: "08:00" }]));
 * isAllowed(lisbon, { quiet }, Date.UTC(2025, 6, 1, 21, 30)); // false: 22:30 in Lisbon
 * ```
 */
export const isAllowed = (zone: CompiledZone, times: AllowedTimes, instant: number): boolean =>
  !(times.quiet !== undefined && insideWindow(zone, times.quiet, instant)) &&
  (times.only === undefined || insideWindow(zone, times.only, instant)) &&
  (times.calendar === undefined || isWorking(times.calendar, zone, instant));

/**
 * When is the first instant, now or later, at which something may happen?
 *
 * The answer is always allowed, and no earlier instant from `instant` on is. An instant outside the stretch that the zone was
 * compiled for is never allowed, because its local time is not known.
 *
 * @param zone - A compiled zone.
 * @param times - Quiet windows, allowed windows, working calendar.
 * @param instant - Epoch milliseconds to start from.
 * @param horizonMs - How far to look, in milliseconds, its end included.
 * @returns Epoch milliseconds, or `null` where nothing is allowed within the horizon.
 *
 * Cost: one look at every end of a window and every midnight on the way.
 *
 * @example
 * ```ts
 * import { compileWindows, compileZone, nextAllowed } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const lisbon = orThrow(compileZone({ zone: "Europe/Lisbon" }));
 * const quiet = orThrow(compileWindows([{ from: "22:00", to: "08:00" }]));
 * const at = Date.UTC(2025, 6, 1, 21, 30); // 22:30 in Lisbon
 * nextAllowed(lisbon, { quiet }, at, 86_400_000) === Date.UTC(2025, 6, 2, 7, 0); // 08:00 in Lisbon
 * ```
 */
export const nextAllowed = (
  zone: CompiledZone,
  times: AllowedTimes,
  instant: number,
  horizonMs: number,
): number | null => {
  const { calendar } = times;
  const change = nextChange(
    zone,
    [times.quiet ?? [], times.only ?? [], calendar?.hours ?? []],
    calendar === undefined ? [] : [...calendar.leave, ...calendar.shifts],
  );
  const end = Math.min(instant + horizonMs, zone.to - 1);
  let candidate = Math.max(instant, zone.from);
  while (candidate <= end) {
    if (isAllowed(zone, times, candidate)) return candidate;
    candidate = change(candidate);
  }
  return null;
};
