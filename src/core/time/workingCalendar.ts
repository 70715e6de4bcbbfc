import {
  type Found,
  note,
  orDefault,
  type Path,
  readArray,
  readDocument,
  readInstant,
  readInteger,
  reading,
  readOptions,
} from "../check/index.ts";
import type { Result } from "../vocabulary/failure.ts";
import { readCivilDate } from "./civilDate.ts";
import { type CompiledWindow, type LocalWindow, readCompiledWindows, readWindows } from "./windows.ts";

/** A stretch of time in epoch milliseconds; `to` is not part of it. */
export interface TimeInterval {
  /** First instant. */
  readonly from: number;
  /** End, excluded. */
  readonly to: number;
}

/** When somebody works: what `compileCalendar` is made from. */
export interface CalendarOptions {
  /** Working hours by the local clock, each window with the weekdays on which it begins. */
  readonly hours: readonly LocalWindow[];
  /** Local dates such as "2025-12-25" on which no hours begin. Default: none. */
  readonly holidays?: readonly string[];
  /** Absences, which win over everything. There is no place for their reason, on purpose. Default: none. */
  readonly leave?: readonly TimeInterval[];
  /** Rostered shifts. On a local date on which a shift begins, shifts stand in place of the hours, holidays included. Default: none. */
  readonly shifts?: readonly TimeInterval[];
}

/** When somebody works, ready for use: plain JSON that can be stored. The zone is not part of it. */
export interface WorkingCalendar {
  /** Names the kind of document. */
  readonly kind: "working-calendar";
  /** Of this layout. */
  readonly version: 1;
  /** Working hours in minutes of the local day. */
  readonly hours: readonly CompiledWindow[];
  /** Day numbers (days since 1970-01-01), ascending. */
  readonly holidays: readonly number[];
  /** Ascending by their start. */
  readonly leave: readonly TimeInterval[];
  /** Ascending by their start. */
  readonly shifts: readonly TimeInterval[];
}

const NONE: readonly never[] = [];

const KIND: Pick<WorkingCalendar, "kind" | "version"> = { kind: "working-calendar", version: 1 };

const ascending = (numbers: readonly number[]): readonly number[] =>
  [...new Set(numbers)].sort((one, other) => one - other);

const readIntervals = (found: Found, path: Path, value: unknown): readonly TimeInterval[] =>
  [
    ...readArray(found, path, value, (element, where) => {
      const given = readOptions(found, where, element ?? null, ["from", "to"]);
      const from = readInstant(found, [...where, "from"], given["from"]);
      const to = readInstant(found, [...where, "to"], given["to"]);
      if (to <= from) note(found, [...where, "to"], "inconsistent", "an instant after `from`", to);
      return { from, to };
    }),
  ].sort((one, other) => one.from - other.from || one.to - other.to);

/**
 * When does somebody work? Turns working hours, holidays, leave and shifts into a calendar that can be asked about any instant.
 *
 * Leave wins over shifts, shifts over hours on the local dates on which they begin, holidays over hours. Hours and holidays are
 * those of the local clock, so that one calendar serves a team in many zones; holidays are brought by the host.
 *
 * @param options - `hours` (windows of the local clock with weekdays), `holidays`, `leave`, `shifts`.
 * @returns The calendar, or `InvalidInput`: a date that does not exist, an interval that ends before it begins.
 *
 * @example
 * ```ts
 * import { compileCalendar } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const office = orThrow(
 *   compileCalendar({
 *     hours: [{ from: "09:00", to: "17:30", weekdays: [1, 2, 3, 4, 5] }],
 *     holidays: ["2025-12-25", "2026-01-01"],
 *   }),
 * );
 * ```
 */
export const compileCalendar = (options: CalendarOptions): Result<WorkingCalendar> =>
  reading("compileCalendar", (found) => {
    const given = readOptions(found, [], options, ["hours", "holidays", "leave", "shifts"]);
    const holidays = orDefault(given["holidays"], NONE, (value) =>
      readArray(found, ["holidays"], value, (date, path) => readCivilDate(found, path, date)),
    );
    return {
      ...KIND,
      hours: readWindows(found, ["hours"], given["hours"]),
      holidays: ascending(holidays),
      leave: orDefault(given["leave"], NONE, (value) => readIntervals(found, ["leave"], value)),
      shifts: orDefault(given["shifts"], NONE, (value) => readIntervals(found, ["shifts"], value)),
    };
  });

/**
 * Reads a stored `WorkingCalendar`.
 *
 * @param value - What was stored, parsed from JSON.
 * @returns The calendar, copied, or `InvalidInput`.
 *
 * @example
 * ```ts
 * import { compileCalendar, parseCalendar } from "learnlift/core";
 * import { orThrow } from "learnlift";
 *
 * const stored = JSON.stringify(orThrow(compileCalendar({ hours: [{ from: "09:00", to: "17:30" }] })));
 * orThrow(parseCalendar(JSON.parse(stored))).hours[0]?.from; // 540
 * ```
 */
export const parseCalendar = (value: unknown): Result<WorkingCalendar> =>
  reading("parseCalendar", (found) => {
    const given = readDocument(found, [], value, "working-calendar", ["hours", "holidays", "leave", "shifts"]);
    if (given === null) return { ...KIND, hours: NONE, holidays: NONE, leave: NONE, shifts: NONE };
    return {
      ...KIND,
      hours: readCompiledWindows(found, ["hours"], given["hours"]),
      holidays: ascending(
        readArray(found, ["holidays"], given["holidays"], (day, path) => readInteger(found, path, day)),
      ),
      leave: readIntervals(found, ["leave"], given["leave"]),
      shifts: readIntervals(found, ["shifts"], given["shifts"]),
    };
  });
