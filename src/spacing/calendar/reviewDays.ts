import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  clean,
  type Found,
  ifGiven,
  note,
  orDefault,
  readArray,
  readInteger,
  reading,
  readNumber,
  readOptions,
  readResult,
} from "../../core/check/index.ts";
import { readCivilDate, weekdayOf } from "../../core/time/civilDate.ts";
import { type CompiledZone, parseCalendar, readZone, type WorkingCalendar } from "../../core/time/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { checkStretch, MINUTES_A_DAY, specialDays, type Work, worksOn, worksThen } from "./workingDays.ts";

/** A date and how many reviews it may have, as a share of a full day. */
export interface DateShare {
  /** A date of the calendar: "2025-12-24". */
  readonly date: string;
  /** In [0, 1]. */
  readonly share: number;
}

/** On which days there shall be reviews. */
export interface ReviewDaysOptions {
  /** The zone in which the calendar holds. Needed with `calendar`. */
  readonly zone?: CompiledZone | undefined;
  /** The hour of the local clock at which a study day begins, in [0, 24). Default 4. */
  readonly cutoffHour?: number | undefined;
  /** When the learner works: on a study day without working time there are no reviews. Left out, every day is a working day. */
  readonly calendar?: WorkingCalendar | undefined;
  /** Minutes of working time that make a day a working day, from 1 to 1,440. Default 1. */
  readonly minimumMinutes?: number | undefined;
  /** Dates on which there shall be reviews although nobody works. Default none. */
  readonly also?: readonly string[] | undefined;
  /** For Monday to Sunday the share of a full day's reviews, each in [0, 1]: 0 for none, .5 for half of them. Default 1 for each. */
  readonly weekdayShares?: readonly number[] | undefined;
  /** Dates with a share of their own, in place of their weekday's. Default none. */
  readonly dateShares?: readonly DateShare[] | undefined;
}

/** A study day that is not like the others of its weekday. */
export interface ReviewDay {
  /** Number of the study day. */
  readonly day: number;
  /** The share of a full day's reviews; `null` where nobody works. */
  readonly share: number | null;
}

/** On which days there are reviews, ready for use: plain JSON that can be stored. */
export interface ReviewDays {
  /** Names the kind of document. */
  readonly kind: "review-days";
  /** Of this layout. */
  readonly version: 1;
  /** For Monday to Sunday the share of a full day's reviews, in [0, 1]; `null` where nobody works. */
  readonly weekdays: readonly (number | null)[];
  /** Days that are not like the others of their weekday, ascending. */
  readonly exceptions: readonly ReviewDay[];
}

const NAME = "spacing.reviewDays";
const KEYS = ["zone", "cutoffHour", "calendar", "minimumMinutes", "also", "weekdayShares", "dateShares"];
const SHARE = { min: 0, max: 1 };
const FULL: readonly number[] = [1, 1, 1, 1, 1, 1, 1];

interface Asked {
  readonly work: Work | null;
  readonly also: readonly number[];
  readonly weekdayShares: readonly number[];
  readonly dateShares: readonly { readonly day: number; readonly share: number }[];
}

const NO_CALENDAR: WorkingCalendar = {
  kind: "working-calendar",
  version: 1,
  hours: [],
  holidays: [],
  leave: [],
  shifts: [],
};

const readAsked = (found: Found, options: unknown): Asked => {
  const given = readOptions(found, [], options, KEYS);
  const cutoffHour = orDefault(given["cutoffHour"], 4, (hour) =>
    readNumber(found, ["cutoffHour"], hour, { min: 0, below: 24 }),
  );
  const minimumMinutes = orDefault(given["minimumMinutes"], 1, (minutes) =>
    readInteger(found, ["minimumMinutes"], minutes, { min: 1, max: MINUTES_A_DAY }),
  );
  const zone = ifGiven(given["zone"], (value) => readZone(found, ["zone"], value));
  const calendar = ifGiven(given["calendar"], (value) =>
    readResult(found, ["calendar"], parseCalendar(value), NO_CALENDAR),
  );
  if (calendar !== undefined && zone === undefined)
    note(found, ["zone"], "missing", "the zone in which the calendar holds", undefined);
  const work = zone === undefined || calendar === undefined ? null : { zone, calendar, cutoffHour, minimumMinutes };
  if (work !== null && clean(found)) checkStretch(found, work.zone, work.calendar);
  const also = orDefault(given["also"], [], (dates) =>
    readArray(found, ["also"], dates, (date, path) => readCivilDate(found, path, date)),
  );
  const weekdayShares = orDefault(given["weekdayShares"], FULL, (shares) => {
    const read = readArray(found, ["weekdayShares"], shares, (share, path) => readNumber(found, path, share, SHARE));
    if (read.length !== 7) note(found, ["weekdayShares"], "inconsistent", "seven shares, Monday first", shares);
    return read;
  });
  const dateShares = orDefault(given["dateShares"], [], (dates) =>
    readArray(found, ["dateShares"], dates, (element, path) => {
      const { date, share } = readOptions(found, path, element ?? null, ["date", "share"]);
      return {
        day: readCivilDate(found, [...path, "date"], date),
        share: readNumber(found, [...path, "share"], share, SHARE),
      };
    }),
  );
  return { work, also, weekdayShares, dateShares };
};

const daysOf = ({ work, also, weekdayShares, dateShares }: Asked): ReviewDays => {
  const weekdays = weekdayShares.map((share, place) => (work === null || worksOn(work, place + 1) ? share : null));
  const ofWeekday = (day: number): number => weekdayShares[weekdayOf(day) - 1] as number; // seven of them
  const exceptions = new Map<number, number | null>();
  if (work !== null)
    for (const day of specialDays(work)) exceptions.set(day, worksThen(work, day) ? ofWeekday(day) : null);
  for (const day of also) exceptions.set(day, ofWeekday(day));
  for (const { day, share } of dateShares) {
    const now = exceptions.has(day) ? exceptions.get(day) : weekdays[weekdayOf(day) - 1];
    if (now !== null) exceptions.set(day, share);
  }
  return {
    kind: "review-days",
    version: 1,
    weekdays,
    exceptions: [...exceptions]
      .filter(([day, share]) => share !== weekdays[weekdayOf(day) - 1])
      .sort(([one], [other]) => one - other)
      .map(([day, share]) => ({ day, share })),
  };
};

/**
 * On which days shall there be reviews? Turns working hours, holidays, leave and shifts, and the days on which somebody wants less, into the days
 * that `balanceLoad`, `planLoad`, `flatten`, `postpone` and `takeBreak` keep to.
 *
 * A study day, from the cutoff to the next by the clock of the zone, is a working day where the calendar has at least `minimumMinutes` of
 * work in it. On other days there are no reviews at all, but on dates in `also`. The shares are wishes: a day of share 0 is
 * used only where an interval leaves no other working day, and a day of share .5 gets half of what the others get.
 *
 * Beyond the stretch for which the zone was compiled, weekdays count alone.
 *
 * Fails on a calendar without a zone, leave or shifts outside the zone's stretch, dates that do not exist, shares outside [0, 1], and
 * unknown options. Cost: linear in the holidays, and in the days of leave, shifts and changes of the clock.
 *
 * @param options `zone`, `calendar`, `cutoffHour`, `minimumMinutes`, `also`, `weekdayShares`, `dateShares`, if wanted
 * @returns the days: plain JSON
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 * import { compileCalendar, compileZone } from "learnlift/core";
 *
 * const days = orThrow(
 *   spacing.reviewDays({
 *     zone: orThrow(compileZone({ zone: "Europe/Lisbon" })),
 *     calendar: orThrow(compileCalendar({ hours: [{ from: "09:00", to: "17:30", weekdays: [1, 2, 3, 4, 5] }] })),
 *     weekdayShares: [0.5, 1, 1, 1, 1, 1, 1],
 *   }),
 * );
 * days.weekdays; // => [0.5, 1, 1, 1, 1, null, null]
 * ```
 */
export const reviewDays = (options: ReviewDaysOptions = {}): Result<ReviewDays> => {
  const read = reading(NAME, (found) => readAsked(found, options));
  return isLeft(read) ? read : right(daysOf(read.right));
};
