import { MINUTE_MS } from "./units.ts";
import type { CompiledZone } from "./zone.ts";

// In this file an index into `transitions` or `offsetsMinutes` is at most the number of transitions, and there is one offset more
// than transitions (checked by compileZone and parseZone), so every read is in range.

/** How many transitions have happened at an instant: the index of the offset that holds. */
export const segmentAt = (zone: CompiledZone, instant: number): number => {
  const { transitions } = zone;
  let low = 0;
  let high = transitions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((transitions[middle] as number) <= instant)
      low = middle + 1; // in range: low <= middle < high
    else high = middle;
  }
  return low;
};

/** Milliseconds east of Greenwich in a segment. */
export const segmentOffsetMs = (zone: CompiledZone, segment: number): number =>
  (zone.offsetsMinutes[segment] as number) * MINUTE_MS; // in range: segment <= transitions.length

/** The first instant of a segment; the first segment has always been. */
export const segmentStart = (zone: CompiledZone, segment: number): number =>
  segment === 0 ? Number.NEGATIVE_INFINITY : (zone.transitions[segment - 1] as number); // in range: 0 < segment

/** The first instant after a segment; the last segment never ends. */
export const segmentEnd = (zone: CompiledZone, segment: number): number =>
  segment < zone.transitions.length ? (zone.transitions[segment] as number) : Number.POSITIVE_INFINITY; // in range

/** What the local clock shows, in milliseconds since 1970-01-01 00:00 on that clock. */
export const clockAt = (zone: CompiledZone, instant: number): number =>
  instant + segmentOffsetMs(zone, segmentAt(zone, instant));

/**
 * How far is the local clock from Greenwich at an instant, in minutes (east positive)?
 *
 * Outside the stretch that was compiled the nearest offset is returned; ask `zoneCovers` where that matters.
 *
 * @param zone - A compiled zone.
 * @param instant - Epoch milliseconds.
 *
 * Cost: a binary search in the transitions.
 *
 * @example
 * ```ts
 * import { compileZone, offsetAt } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const zone = orThrow(compileZone({ zone: "Australia/Lord_Howe" }));
 * offsetAt(zone, Date.UTC(2025, 0, 1)); // 660
 * offsetAt(zone, Date.UTC(2025, 6, 1)); // 630: half an hour of daylight saving
 * ```
 */
export const offsetAt = (zone: CompiledZone, instant: number): number =>
  segmentOffsetMs(zone, segmentAt(zone, instant)) / MINUTE_MS;

/**
 * Does a compiled zone know an instant, or does it only extend its nearest offset to it?
 *
 * @param zone - A compiled zone.
 * @param instant - Epoch milliseconds.
 *
 * @example
 * ```ts
 * import { compileZone, zoneCovers } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const zone = orThrow(compileZone({ zone: "UTC", from: Date.UTC(2020, 0, 1), to: Date.UTC(2030, 0, 1) }));
 * zoneCovers(zone, Date.UTC(2030, 0, 1)); // false: the end is excluded
 * ```
 */
export const zoneCovers = (zone: CompiledZone, instant: number): boolean => instant >= zone.from && instant < zone.to;
