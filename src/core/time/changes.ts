import { segmentAt, segmentEnd, segmentOffsetMs } from "./offset.ts";
import { DAY_MS, MINUTE_MS } from "./units.ts";
import type { CompiledWindow } from "./windows.ts";
import type { TimeInterval } from "./workingCalendar.ts";
import type { CompiledZone } from "./zone.ts";

/**
 * After an instant, when can the answer of any of these windows or intervals change next? At an end of a window or at midnight by
 * the local clock, where the clock itself jumps, or at an end of an interval; between two such instants every answer is constant.
 */
export const nextChange = (
  zone: CompiledZone,
  windows: readonly (readonly CompiledWindow[])[],
  intervals: readonly TimeInterval[],
): ((instant: number) => number) => {
  const times = new Set([0]);
  for (const list of windows) {
    for (const { from, to } of list) times.add(from * MINUTE_MS).add((to * MINUTE_MS) % DAY_MS);
  }
  const edges = [...times].sort((one, other) => one - other);
  return (instant) => {
    const segment = segmentAt(zone, instant);
    const offset = segmentOffsetMs(zone, segment);
    const midnight = Math.floor((instant + offset) / DAY_MS) * DAY_MS;
    const time = instant + offset - midnight;
    const edge = edges.find((candidate) => candidate > time) ?? DAY_MS;
    let next = Math.min(midnight + edge - offset, segmentEnd(zone, segment));
    for (const { from, to } of intervals) {
      if (from > instant && from < next) next = from;
      if (to > instant && to < next) next = to;
    }
    return next;
  };
};
