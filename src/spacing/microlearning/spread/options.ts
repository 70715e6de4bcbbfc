import { isLeft } from "fp-ts/lib/Either.js";
import {
  type Found,
  ifGiven,
  note,
  orDefault,
  type Path,
  readArray,
  readBoolean,
  readChoice,
  readFields,
  readInstant,
  readInteger,
  readNumber,
  readOptions,
  readResult,
} from "../../../core/check/index.ts";
import {
  type CompiledZone,
  parseCalendar,
  readZone,
  type TimeInterval,
  type WorkingCalendar,
  zoneCovers,
} from "../../../core/time/index.ts";
import { BUSY_KINDS, type BusyInterval } from "../../../records/journey.ts";
import { checkMemory } from "../../checkMemory.ts";
import type { Memory } from "../../memory.ts";

/** When there is time for learning, and how much of it. */
export interface SpreadOptions {
  /** The zone in which the learner works, from `compileZone`; it has to reach from `from` to `until`. */
  readonly zone: CompiledZone;
  /** When the learner works, from `compileCalendar`. Nothing is put outside of it. */
  readonly calendar: WorkingCalendar;
  /** Where planning begins: epoch milliseconds or a Date. */
  readonly from: number | Date;
  /** Where it ends, excluded: epoch milliseconds or a Date, after `from`. */
  readonly until: number | Date;
  /** Meetings, focus time and absences of the learner. Left out, none. */
  readonly busy?: readonly Omit<BusyInterval, "person">[] | undefined;
  /** Whether focus time may be used. Left out, false. */
  readonly useFocusTime?: boolean | undefined;
  /** Minutes that stay free before and after each busy interval, at least 0: 5. */
  readonly bufferMinutes?: number | undefined;
  /** The most minutes on one day, above 0: 10. */
  readonly minutesPerDay?: number | undefined;
  /** The most minutes in one week, Monday to Sunday, above 0: 24, about one per cent of a working week. */
  readonly minutesPerWeek?: number | undefined;
  /** The most modules on one day: whole, at least 1, 1. Reviews are not counted. */
  readonly modulesPerDay?: number | undefined;
  /** Days between a module and those that build on it: whole, at least 0, where 0 lets them follow on the same day, 0. */
  readonly prerequisiteGapDays?: number | undefined;
  /** The memory model that sets the first review of each module; left out, no reviews of them are planned. */
  readonly memory?: Memory | undefined;
  /** How long a first review takes, in minutes, above 0: 1. */
  readonly reviewMinutes?: number | undefined;
  /** The hour of the local clock at which a day begins, in [0, 24): 4. */
  readonly cutoffHour?: number | undefined;
}

/** The options with their defaults. */
export interface ReadSpreadOptions {
  readonly zone: CompiledZone;
  readonly calendar: WorkingCalendar;
  readonly from: number;
  readonly until: number;
  /** With their buffers, without focus time where it may be used. */
  readonly busy: readonly TimeInterval[];
  readonly minutesPerDay: number;
  readonly minutesPerWeek: number;
  readonly modulesPerDay: number;
  readonly prerequisiteGapDays: number;
  readonly memory: Memory | null;
  readonly reviewMinutes: number;
  readonly cutoffHour: number;
}

const KEYS = [
  ...["zone", "calendar", "from", "until", "busy", "useFocusTime", "bufferMinutes", "minutesPerDay", "minutesPerWeek"],
  ...["modulesPerDay", "prerequisiteGapDays", "memory", "reviewMinutes", "cutoffHour"],
];
const NO_CALENDAR: WorkingCalendar = {
  kind: "working-calendar",
  version: 1,
  hours: [],
  holidays: [],
  leave: [],
  shifts: [],
};
const MINUTE_MS = 60_000;
const WEEK_MINUTES = 10_080;

const readBusy = (found: Found, path: Path, value: unknown): readonly Omit<BusyInterval, "person">[] =>
  readArray(found, path, value, (one, where) => {
    const source = readFields(found, where, one, "a busy interval", ["from", "to", "kind"]);
    const from = readInstant(found, [...where, "from"], source["from"]);
    const to = readInstant(found, [...where, "to"], source["to"]);
    if (to <= from) note(found, [...where, "to"], "inconsistent", `later than from (${from})`, to);
    return { from, to, kind: readChoice(found, [...where, "kind"], source["kind"], BUSY_KINDS) };
  });

const readOwnMemory = (name: string, found: Found, value: unknown): Memory => {
  const memory = value as Memory; // looked at by checkMemory, and used only if nothing was noted
  const checked = checkMemory(name, memory);
  if (isLeft(checked)) readResult(found, [], checked, memory);
  return memory;
};

/** Reads the options. */
export const readSpreadOptions = (name: string, found: Found, value: unknown): ReadSpreadOptions => {
  const given = readOptions(found, [], value, KEYS);
  const positive = (key: string, standard: number): number =>
    orDefault(given[key], standard, (one) => readNumber(found, [key], one, { above: 0, max: WEEK_MINUTES }));
  const from = readInstant(found, ["from"], given["from"]);
  const until = readInstant(found, ["until"], given["until"]);
  if (until <= from) note(found, ["until"], "inconsistent", `later than from (${from})`, until);
  const zone = readZone(found, ["zone"], given["zone"]);
  const calendar = readResult(found, ["calendar"], parseCalendar(given["calendar"]), NO_CALENDAR);
  const useFocusTime = orDefault(given["useFocusTime"], false, (may) => readBoolean(found, ["useFocusTime"], may));
  const buffer =
    MINUTE_MS *
    orDefault(given["bufferMinutes"], 5, (one) => readNumber(found, ["bufferMinutes"], one, { min: 0, max: 1440 }));
  const busy = orDefault(given["busy"], [], (list) => readBusy(found, ["busy"], list));
  if (found.issues.length === 0 && !(zoneCovers(zone, from) && zoneCovers(zone, until - 1)))
    note(found, ["zone"], "out-of-range", "a zone compiled for all of from to until", zone.zone);
  return {
    zone,
    calendar,
    from,
    until,
    busy: busy
      .filter(({ kind }) => !(useFocusTime && kind === "focus"))
      .map((one) => ({ from: one.from - buffer, to: one.to + buffer }))
      .sort((one, other) => one.from - other.from),
    minutesPerDay: positive("minutesPerDay", 10),
    minutesPerWeek: positive("minutesPerWeek", 24),
    modulesPerDay: orDefault(given["modulesPerDay"], 1, (one) =>
      readInteger(found, ["modulesPerDay"], one, { min: 1 }),
    ),
    prerequisiteGapDays: orDefault(given["prerequisiteGapDays"], 0, (one) =>
      readInteger(found, ["prerequisiteGapDays"], one, { min: 0, max: 3660 }),
    ),
    memory: ifGiven(given["memory"], (one) => readOwnMemory(name, found, one)) ?? null,
    reviewMinutes: positive("reviewMinutes", 1),
    cutoffHour: orDefault(given["cutoffHour"], 4, (one) =>
      readNumber(found, ["cutoffHour"], one, { min: 0, below: 24 }),
    ),
  };
};
