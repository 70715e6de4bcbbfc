import { type Found, note, reading, readOptions } from "../../core/check/index.ts";
import type { Fold, Result } from "../../core/vocabulary/index.ts";
import type { LearnerEvent } from "../event.ts";
import { type Calendar, type DayRule, readCalendar } from "./dayRule.ts";
import { type AsOf, eventFold, readAsOf } from "./eventFold.ts";
import { addToDay, type Days, daysPart } from "./state/days.ts";

/** What a day is, and until when events count. */
export interface DayFoldOptions extends DayRule, AsOf {}

/** What a day is, and from which instant we look back. */
export interface LookBackOptions extends DayRule {
  /** Epoch milliseconds or a Date. Events at or after it are passed over, so nothing leaks in from the future. */
  readonly asOf: number | Date;
}

/** The options of folds over active days. */
const KEYS: readonly string[] = ["zone", "cutoffHour", "origin", "asOf"];

/** Notes options that are missing. */
export const requireOptions = (
  found: Found,
  options: Readonly<Record<string, unknown>>,
  names: readonly string[],
): void => {
  for (const name of names) {
    if (options[name] === undefined) note(found, [name], "missing", "epoch milliseconds or a Date", undefined);
  }
};

/**
 * A fold over clicks by day: all that is said about a learner's days follows from this one state. `required` names options that
 * this fold cannot do without; `extract` gets the day of `asOf`, or infinity.
 */
export const dayFold = <Out>(
  name: string,
  options: unknown,
  required: readonly string[],
  extract: (days: Days, calendar: Calendar, today: number) => Out,
): Result<Fold<LearnerEvent, Days, Out>> =>
  reading(name, (found) => {
    const given = readOptions(found, [], options, KEYS);
    requireOptions(found, given, required);
    const asOf = readAsOf(found, given);
    const calendar = readCalendar(found, given);
    const today = asOf === Number.POSITIVE_INFINITY ? asOf : calendar.dayOf(asOf);
    return eventFold({
      name,
      rule: `${calendar.rule}, before ${asOf}`,
      asOf,
      part: daysPart,
      add: (days, event, count) => {
        addToDay(days, calendar.dayOf(event.at), count);
        return days;
      },
      extract: (days) => extract(days, calendar, today),
    });
  });
