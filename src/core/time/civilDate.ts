import { type Found, note, type Path } from "../check/index.ts";

/** A date of the Gregorian calendar, in no zone: month 1 to 12, day 1 to 31. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * Days from 1970-01-01 to a date of the Gregorian calendar (negative before it). The year is taken to begin in March, so that the
 * leap day is its last; 719,468 is the number of days from 0000-03-01 to 1970-01-01 (Hinnant, "chrono-compatible low-level date
 * algorithms", days_from_civil). A month outside 1 to 12 runs on into the years beside it, a day outside its month into the
 * months.
 */
export const dayNumberOf = (year: number, month: number, day: number): number => {
  const monthsFromMarch = month - 3;
  const marchYear = year + Math.floor(monthsFromMarch / 12);
  const marchMonth = monthsFromMarch - Math.floor(monthsFromMarch / 12) * 12;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** The date a number of days after 1970-01-01: the inverse of `dayNumberOf` (Hinnant, civil_from_days). */
export const civilDateOf = (dayNumber: number): CivilDate => {
  const fromMarch = dayNumber + 719_468;
  const era = Math.floor(fromMarch / 146_097);
  const dayOfEra = fromMarch - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
};

/** ISO weekday of a day number: 1 is Monday, 7 is Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (dayNumber: number): number => {
  const sinceMonday = dayNumber + 3;
  return sinceMonday - Math.floor(sinceMonday / 7) * 7 + 1;
};

const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** A day number in words of the calendar: "2025-12-25". */
export const civilDateText = (dayNumber: number): string => {
  const { year, month, day } = civilDateOf(dayNumber);
  return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
};

/** Minutes since midnight in words of the clock: "07:30". */
export const timeOfDayText = (minutes: number): string =>
  `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A date such as "2025-12-25", as a day number; NaN stands in for anything else, "2025-02-30" included. */
export const readCivilDate = (found: Found, path: Path, value: unknown): number => {
  const match = typeof value === "string" ? DATE.exec(value) : null;
  if (match !== null) {
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    const dayNumber = dayNumberOf(year, month, day);
    const back = civilDateOf(dayNumber);
    if (back.year === year && back.month === month && back.day === day) return dayNumber;
  }
  const code = value === undefined ? "missing" : typeof value === "string" ? "unknown-value" : "wrong-type";
  note(found, path, code, 'a date of the calendar such as "2025-12-25"', value);
  return Number.NaN;
};
