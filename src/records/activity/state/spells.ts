import { note, readArray, readObject } from "../../../core/check/index.ts";
import type { Part } from "./part.ts";

/**
 * Stretches of activity in order: from `starts[i]` to `ends[i]` no two neighbouring events are more than the gap apart, and between
 * two stretches more than the gap passes. Any order of the events and any split of them gives the same stretches, because an
 * event belongs to every stretch whose ends it comes near to.
 */
export interface Spells {
  /** Epoch milliseconds of the first event of each stretch, ascending. */
  readonly starts: number[];
  /** Epoch milliseconds of the last event of each stretch. */
  readonly ends: number[];
}

/** The first stretch that ends at or after `instant`. */
const firstEndingFrom = (ends: readonly number[], instant: number): number => {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] as number) < instant)
      low = middle + 1; // in range: low <= middle < high
    else high = middle;
  }
  return low;
};

/** Adds a stretch, joining it with every other that is at most `gap` away. Cost O(log n) in order of time, else up to O(n). */
export const addSpell = (spells: Spells, gap: number, start: number, end: number): void => {
  const { starts, ends } = spells;
  const first = firstEndingFrom(ends, start - gap);
  let after = first;
  let from = start;
  let to = end;
  for (;;) {
    const nextStart = starts[after];
    const nextEnd = ends[after];
    if (nextStart === undefined || nextEnd === undefined || nextStart > to + gap) break;
    from = Math.min(from, nextStart);
    to = Math.max(to, nextEnd);
    after += 1;
  }
  if (after === first + 1) {
    starts[first] = from;
    ends[first] = to;
  } else {
    starts.splice(first, after - first, from);
    ends.splice(first, after - first, to);
  }
};

/** Stretches of activity with at most `gap` (in milliseconds) between neighbouring events. */
export const spellsPart = (gap: number): Part<Spells> => ({
  empty: () => ({ starts: [], ends: [] }),
  merge: (into, from) => {
    from.starts.forEach((start, i) => {
      addSpell(into, gap, start, from.ends[i] ?? start);
    });
    return into;
  },
  save: ({ starts, ends }) => ({ starts: [...starts], ends: [...ends] }),
  read: (found, path, value) => {
    const saved = readObject(found, path, value, "saved sessions");
    const spells: Spells = { starts: [], ends: [] };
    const starts = readArray(found, [...path, "starts"], saved["starts"], (start) => start);
    const ends = readArray(found, [...path, "ends"], saved["ends"], (end) => end);
    let before = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < Math.max(starts.length, ends.length); i += 1) {
      const start = starts[i];
      const end = ends[i];
      if (
        typeof start === "number" &&
        typeof end === "number" &&
        start > before + gap &&
        end >= start &&
        end < Infinity
      ) {
        spells.starts.push(start);
        spells.ends.push(end);
        before = end;
      } else note(found, [...path, "starts", i], "unordered", "sessions in order, more than the gap apart", start);
    }
    return spells;
  },
});
