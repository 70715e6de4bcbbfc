import { tzOffset } from "@date-fns/tz/tzOffset";
import {
  type Found,
  note,
  orDefault,
  type Path,
  readDocument,
  readInstant,
  reading,
  readOptions,
  readText,
} from "../check/index.ts";
import type { Result } from "../vocabulary/failure.ts";
import { DAY_MS } from "./units.ts";

/**
 * The clock of one time zone between two instants, as a table: plain JSON that can be stored and passed around, and read without
 * the platform's time-zone database. Made by `compileZone`; `parseZone` reads a stored one.
 */
export interface CompiledZone {
  /** Names the kind of document. */
  readonly kind: "zone";
  /** Of this layout. */
  readonly version: 1;
  /** The IANA name as it was given. */
  readonly zone: string;
  /** Epoch milliseconds of the first instant that is covered. */
  readonly from: number;
  /** Epoch milliseconds of the end, which is not covered. */
  readonly to: number;
  /** Epoch milliseconds at which the clock jumps, ascending: the first instant of the new offset. */
  readonly transitions: readonly number[];
  /** Minutes east of Greenwich: one before the first transition, then one from each transition on. */
  readonly offsetsMinutes: readonly number[];
}

/** Which zone to compile, for which stretch of time. */
export interface ZoneOptions {
  /** An IANA name: "Europe/Lisbon", "UTC". An offset such as "+01:00" is refused: it does not know daylight saving. */
  readonly zone: string;
  /** First instant, epoch milliseconds or a Date. Default 2000-01-01. */
  readonly from?: number | Date;
  /** End, excluded, epoch milliseconds or a Date. Default 2050-01-01. */
  readonly to?: number | Date;
}

const DEFAULT_FROM = 946_684_800_000; // 2000-01-01T00:00:00Z
const DEFAULT_TO = 2_524_608_000_000; // 2050-01-01T00:00:00Z

/** No two changes of one zone's clock since 2000 lie nearer than seven days (database 2025c); steps of two days miss none. */
const STEP_MS = 2 * DAY_MS;

/** Whether the platform knows the name. Platforms take offsets for zones as well; a name begins with a letter. */
const isKnownZone = (zone: string): boolean => {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

const offsetFromPlatform = (zone: string, instant: number): number => tzOffset(zone, new Date(instant));

const changesBetween = (
  zone: string,
  from: number,
  to: number,
): Pick<CompiledZone, "transitions" | "offsetsMinutes"> => {
  const transitions: number[] = [];
  const offsetsMinutes: number[] = [offsetFromPlatform(zone, from)];
  let instant = from;
  let offset = offsetFromPlatform(zone, from);
  while (instant < to - 1) {
    const next = Math.min(instant + STEP_MS, to - 1);
    if (offsetFromPlatform(zone, next) === offset) {
      instant = next;
      continue;
    }
    let before = instant;
    let after = next;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (offsetFromPlatform(zone, middle) === offset) before = middle;
      else after = middle;
    }
    instant = after;
    offset = offsetFromPlatform(zone, after);
    transitions.push(after);
    offsetsMinutes.push(offset);
  }
  return { transitions, offsetsMinutes };
};

/**
 * What does the clock on the wall show in Lisbon, at any instant? Compiles a time zone into a table of its changes.
 *
 * The platform's database is asked once, here, every two days between `from` and `to`, and each change of offset is then narrowed
 * down to its millisecond by bisection. What is asked of the table afterwards needs no platform, so that it is fast and the same
 * everywhere. Far years follow the rules known today.
 *
 * @param options - `zone`: an IANA name; `from`, `to`: the stretch to cover, 2000-01-01 to 2050-01-01 by default.
 * @returns The table, or `InvalidInput`: an unknown zone, an offset in place of a name, an empty stretch, seconds for milliseconds.
 *
 * Cost: about one microsecond for each day of the stretch (20 ms for the default one). Compile once and keep it.
 *
 * @example
 * ```ts
 * import { compileZone, offsetAt } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const lisbon = orThrow(compileZone({ zone: "Europe/Lisbon" }));
 * offsetAt(lisbon, Date.UTC(2025, 6, 1)); // 60: an hour ahead of Greenwich in summer
 * offsetAt(lisbon, Date.UTC(2025, 11, 1)); // 0
 * ```
 */
export const compileZone = (options: ZoneOptions): Result<CompiledZone> =>
  reading("compileZone", (found) => {
    const given = readOptions(found, [], options, ["zone", "from", "to"]);
    const zone = readText(found, ["zone"], given["zone"], 'an IANA time zone such as "Europe/Lisbon"');
    const from = orDefault(given["from"], DEFAULT_FROM, (value) => readInstant(found, ["from"], value));
    const to = orDefault(given["to"], DEFAULT_TO, (value) => readInstant(found, ["to"], value));
    const known = isKnownZone(zone);
    if (zone !== "" && !known)
      note(found, ["zone"], "unknown-value", 'an IANA time zone such as "Europe/Lisbon"', zone);
    if (to <= from) note(found, ["to"], "inconsistent", "an instant after `from`", to);
    const changes = known && from < to ? changesBetween(zone, from, to) : { transitions: [], offsetsMinutes: [] };
    return { kind: "zone", version: 1, zone, from, to, ...changes };
  });

/** More changes than any zone will see until 2200. */
const MOST_CHANGES = 10_000;

const arrayOf = (found: Found, path: Path, value: unknown): readonly unknown[] => {
  if (Array.isArray(value) && value.length <= MOST_CHANGES) return value;
  if (Array.isArray(value)) note(found, path, "too-many", `at most ${MOST_CHANGES} numbers`, value);
  else note(found, path, value === undefined ? "missing" : "wrong-type", "an array of numbers", value);
  return [];
};

const KEYS = ["zone", "from", "to", "transitions", "offsetsMinutes"];

const NO_ZONE: CompiledZone = {
  kind: "zone",
  version: 1,
  zone: "",
  from: 0,
  to: 0,
  transitions: [],
  offsetsMinutes: [0],
};

/** A compiled zone from outside, copied and checked to the last number: a wrong offset would make a night a day. */
export const readZone = (found: Found, path: Path, value: unknown): CompiledZone => {
  const given = readDocument(found, path, value, "zone", KEYS);
  if (given === null) return NO_ZONE;
  const zone = readText(found, [...path, "zone"], given["zone"], "an IANA time zone");
  const from = readInstant(found, [...path, "from"], given["from"]);
  const to = readInstant(found, [...path, "to"], given["to"]);
  if (to <= from) note(found, [...path, "to"], "inconsistent", "an instant after `from`", to);
  const givenTransitions = arrayOf(found, [...path, "transitions"], given["transitions"]);
  const transitions: number[] = [];
  let previous = from;
  for (let index = 0; index < givenTransitions.length; index += 1) {
    const transition = givenTransitions[index];
    if (typeof transition === "number" && transition > previous && transition < to && Number.isInteger(transition)) {
      transitions.push(transition);
      previous = transition;
    } else
      note(found, [...path, "transitions", index], "unordered", "ascending instants within the stretch", transition);
  }
  const givenOffsets = arrayOf(found, [...path, "offsetsMinutes"], given["offsetsMinutes"]);
  const offsetsMinutes: number[] = [];
  for (let index = 0; index < givenOffsets.length; index += 1) {
    const offset = givenOffsets[index];
    if (typeof offset === "number" && offset > -1440 && offset < 1440) offsetsMinutes.push(offset);
    else note(found, [...path, "offsetsMinutes", index], "out-of-range", "minutes within a day of Greenwich", offset);
  }
  if (givenOffsets.length !== givenTransitions.length + 1)
    note(found, [...path, "offsetsMinutes"], "inconsistent", "one offset more than transitions", givenOffsets);
  return { kind: "zone", version: 1, zone, from, to, transitions, offsetsMinutes };
};

/**
 * Reads a stored `CompiledZone`.
 *
 * @param value - What was stored, parsed from JSON.
 * @returns The zone, copied, or `InvalidInput` naming each number that does not fit.
 *
 * @example
 * ```ts
 * import { compileZone, parseZone } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const stored = JSON.stringify(orThrow(compileZone({ zone: "Asia/Kathmandu" })));
 * orThrow(parseZone(JSON.parse(stored))).offsetsMinutes; // [345]
 * ```
 */
export const parseZone = (value: unknown): Result<CompiledZone> =>
  reading("parseZone", (found) => readZone(found, [], value));
