import {
  type Found,
  note,
  orDefault,
  type Path,
  readArray,
  readChoice,
  readInteger,
  readNumber,
  readOptions,
} from "../core/check/index.ts";
import { type CompiledWindow, type LocalWindow, readWindows, timeOfDayText } from "../core/time/index.ts";
import type { Scope } from "./action.ts";
import { readName } from "./canonicalName.ts";

/** At most `max` messages in a day or week of the learner's own calendar. Weeks begin on Monday. */
export interface CalendarCap extends Scope {
  /** The stretch that is counted. */
  readonly per: "day" | "week";
  /** Whole, from 0. */
  readonly max: number;
}

/** At most `max` messages in any stretch of so many hours. */
export interface RollingCap extends Scope {
  /** The stretch that is counted. */
  readonly per: "hours";
  /** Its length in hours, above 0, to the nearest millisecond: 168 for seven days. */
  readonly hours: number;
  /** Whole, from 0. */
  readonly max: number;
}

/** How many messages may reach a learner, of a channel, of a purpose, or in all. Where several apply, the strictest wins. */
export type Cap = CalendarCap | RollingCap;

/** What no decision of a policy may break. Opt-outs and expiry need no rule: they hold without one. */
export interface NudgeRules {
  /** When no message goes out, by the learner's own clock. Default: none. */
  readonly quietHours: readonly LocalWindow[];
  /** Default: none. */
  readonly caps: readonly Cap[];
  /** Hours between any two messages to a learner. Default 0: no matter. */
  readonly minimumGapHours: number;
}

/** Ten years: longer stretches are surely minutes or milliseconds. */
const MOST_HOURS = 87_600;

const NONE: readonly never[] = [];

const readScope = (found: Found, path: Path, given: Readonly<Record<string, unknown>>): Scope => ({
  ...(given["channel"] === undefined ? {} : { channel: readName(found, [...path, "channel"], given["channel"]) }),
  ...(given["purpose"] === undefined ? {} : { purpose: readName(found, [...path, "purpose"], given["purpose"]) }),
});

const readCap = (found: Found, path: Path, value: unknown): Cap => {
  const given = readOptions(found, path, value ?? null, ["channel", "purpose", "per", "hours", "max"]);
  const scope = readScope(found, path, given);
  const max = readInteger(found, [...path, "max"], given["max"], { min: 0 });
  const per = readChoice(found, [...path, "per"], given["per"], ["day", "week", "hours"]);
  if (per === "hours") {
    const hours = readNumber(found, [...path, "hours"], given["hours"], { above: 0, max: MOST_HOURS });
    return { ...scope, per, hours, max };
  }
  if (given["hours"] !== undefined)
    note(found, [...path, "hours"], "inconsistent", 'no hours, or per: "hours"', given["hours"]);
  return { ...scope, per, max };
};

const windowText = ({ from, to, weekdays }: CompiledWindow): LocalWindow => ({
  from: timeOfDayText(from),
  to: timeOfDayText(to),
  weekdays,
});

/** Rules from outside, in full: windows that are off are left out, weekdays are listed, names are in the form in which they are compared. */
export const readRules = (found: Found, path: Path, value: unknown): NudgeRules => {
  const given = readOptions(found, path, value, ["quietHours", "caps", "minimumGapHours"]);
  return {
    quietHours: orDefault<readonly LocalWindow[]>(given["quietHours"], NONE, (windows) =>
      readWindows(found, [...path, "quietHours"], windows).map(windowText),
    ),
    caps: orDefault(given["caps"], NONE, (caps) =>
      readArray(found, [...path, "caps"], caps, (cap, where) => readCap(found, where, cap)),
    ),
    minimumGapHours: orDefault(given["minimumGapHours"], 0, (hours) =>
      readNumber(found, [...path, "minimumGapHours"], hours, { min: 0, max: MOST_HOURS }),
    ),
  };
};
