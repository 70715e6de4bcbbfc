import {
  clean,
  type Found,
  orDefault,
  readArray,
  readChoice,
  readInteger,
  readNumber,
  readOptions,
  readResult,
} from "../../../core/check/index.ts";
import { checkMemory } from "../../checkMemory.ts";
import type { Memory, MemoryModel, MemoryState, Moment } from "../../memory.ts";
import { readMoment, readStudyDay } from "../../moment.ts";

/** The function that failures name. */
export const NAME = "spacing.planRecertification";
const KEYS = [
  "memory",
  "from",
  "fromDay",
  "days",
  "minutesPerDay",
  "blockedDays",
  "target",
  "earliestDays",
  "graceDays",
  "validFrom",
];
const MINUTES = { min: 0, max: 1_000_000 };
const YEAR = { min: 0, max: 365 };
const MOST_DAYS = 1095;
const WEEK = 7;

/** The options, read. */
export interface RecertificationSettings<M extends MemoryModel, S extends MemoryState> {
  readonly memory: Memory<M, S>;
  readonly from: Moment;
  /** How many days the plan has. */
  readonly days: number;
  /** Minutes of each of its days, and after them of so many more that what may be done in it can still be done there. */
  readonly minutes: Float64Array;
  readonly target: number | null;
  readonly earliestDays: number;
  readonly graceDays: number;
  readonly validFrom: "expiry" | "renewal";
}

const readMinutes = (found: Found, value: unknown, days: number): Float64Array => {
  const minutes = new Float64Array(days);
  if (!Array.isArray(value)) return minutes.fill(readNumber(found, ["minutesPerDay"], value, MINUTES));
  const each = readArray(found, ["minutesPerDay"], value, (one, path) => readNumber(found, path, one, MINUTES));
  minutes.set(each.slice(0, days));
  return minutes;
};

/** Days with so many more behind them, like those of the last week. */
const withMore = (minutes: Float64Array, more: number): Float64Array => {
  const all = new Float64Array(minutes.length + more);
  all.set(minutes);
  const back = Math.min(WEEK, minutes.length);
  for (let day = minutes.length; day < all.length; day += 1) all[day] = all[day - back] as number; // an earlier one
  return all;
};

/** Reads the options. */
export const readSettings = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  options: unknown,
): RecertificationSettings<M, S> => {
  const given = readOptions(found, [], options ?? null, KEYS);
  const memory = readResult(
    found,
    [],
    checkMemory(NAME, given["memory"] as Memory<M, S>),
    null as unknown as Memory<M, S>,
  ); // not read where it does not fit
  const from = readMoment(found, { at: ["from"], day: ["fromDay"] }, given["from"], given["fromDay"]);
  const asked = orDefault(given["days"], 365, (one) => readInteger(found, ["days"], one, { min: 1, max: MOST_DAYS }));
  const days = clean(found) ? asked : 1;
  const minutes = readMinutes(found, given["minutesPerDay"], days);
  orDefault<readonly number[]>(given["blockedDays"], [], (value) =>
    readArray(found, ["blockedDays"], value, (one, path) => readStudyDay(found, path, one)),
  ).forEach((day) => {
    minutes[day - from.day] = 0; // a typed array leaves alone what lies outside it
  });
  const earliestDays = orDefault(given["earliestDays"], 30, (one) => readInteger(found, ["earliestDays"], one, YEAR));
  return {
    memory,
    from,
    days,
    minutes: withMore(minutes, clean(found) ? earliestDays + 1 : 1),
    target: orDefault(given["target"], null, (one) => readNumber(found, ["target"], one, { above: 0, below: 1 })),
    earliestDays,
    graceDays: orDefault(given["graceDays"], 0, (one) => readInteger(found, ["graceDays"], one, YEAR)),
    validFrom: orDefault<"expiry" | "renewal">(given["validFrom"], "expiry", (one) =>
      readChoice(found, ["validFrom"], one, ["expiry", "renewal"]),
    ),
  };
};
