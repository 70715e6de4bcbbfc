import { type Found, note, type Path, readArray, readHeader, reading, readObject } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { readPersonInterval } from "../parse/personInterval.ts";
import type { PersonInterval } from "../person.ts";

/** Who stood where, and when. Plain JSON; store it, and read it back with `parseRoster`. */
export interface Roster {
  /** Names the document. */
  readonly kind: "roster";
  /** Of the layout. */
  readonly version: 1;
  /** Sorted by person, then by time; of one person none overlap. */
  readonly intervals: readonly PersonInterval[];
}

interface Placed {
  readonly interval: PersonInterval;
  readonly index: number;
}

const endOf = (interval: PersonInterval): number => interval.to ?? Number.POSITIVE_INFINITY;

const readIntervals = (found: Found, path: Path, value: unknown): readonly PersonInterval[] => {
  const placed = readArray(
    found,
    path,
    value,
    (element, where, index): Placed => ({ interval: readPersonInterval(found, where, element), index }),
  );
  const sorted = [...placed].sort(
    (a, b) =>
      (a.interval.person < b.interval.person ? -1 : a.interval.person > b.interval.person ? 1 : 0) ||
      a.interval.from - b.interval.from ||
      a.index - b.index,
  );
  // of the intervals of one person so far, the one that ends last
  let last: Placed | undefined;
  for (const each of sorted) {
    if (last === undefined || last.interval.person !== each.interval.person) {
      last = each;
      continue;
    }
    if (each.interval.from < endOf(last.interval)) {
      const [first, second] = [Math.min(last.index, each.index), Math.max(last.index, each.index)];
      note(
        found,
        [...path, second],
        "inconsistent",
        `no overlap with interval ${first} of the same person`,
        each.interval.person,
      );
    }
    if (endOf(each.interval) > endOf(last.interval)) last = each;
  }
  return sorted.map((each) => each.interval);
};

/**
 * Who stood where, and when? Checks the intervals of an organisation and sorts them, so that the questions of `personAsOf`,
 * `rosterAsOf` and `denominator` have one answer each.
 *
 * A person may have gaps (before, between, after), but never two places at once: intervals of one person that overlap are refused,
 * both named by their positions. An interval holds from `from` until just before `to`, so one may begin where another ends.
 *
 * Fails with `InvalidInput`. Cost: n log n.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const place = { person: "E1", unit: "claims", zone: "Europe/Lisbon", fte: 0.5, manager: null };
 * const [joined, promoted] = [Date.UTC(2024, 0, 1), Date.UTC(2025, 6, 1)];
 * const roster = orThrow(
 *   records.roster([
 *     { ...place, role: "adjuster", from: joined, to: promoted },
 *     { ...place, role: "lead", from: promoted, to: null },
 *   ]),
 * );
 * orThrow(records.personAsOf(roster)({ person: "E1", at: promoted }))?.role; // => "lead"
 * orThrow(records.denominator(roster)({ at: joined, unit: "claims" })).headcount; // => 1
 * ```
 */
export const roster = (intervals: readonly PersonInterval[]): Result<Roster> =>
  reading("records.roster", (found) => ({
    kind: "roster",
    version: 1,
    intervals: readIntervals(found, [], intervals),
  }));

/** A stored roster, under the name of the function that was called. */
export const readRoster = (name: string, value: unknown): Result<Roster> =>
  reading(name, (found) => {
    const from = readObject(found, [], value, "a roster");
    readHeader(found, [], from, "roster");
    return { kind: "roster", version: 1, intervals: readIntervals(found, ["intervals"], from["intervals"]) };
  });

/**
 * Is this value a stored roster? Checks it and copies it.
 *
 * Fails with `InvalidInput`, naming each place that does not fit; a newer version is refused as `unsupported-version`.
 * Cost: n log n.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const roster = orThrow(records.parseRoster({ kind: "roster", version: 1, intervals: [] }));
 * roster.intervals.length; // => 0
 * ```
 */
export const parseRoster = (value: unknown): Result<Roster> => readRoster("records.parseRoster", value);
