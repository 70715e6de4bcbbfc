import { type Found, note, type Path, readInstant, readInteger } from "../core/check/index.ts";
import type { MemoryModel, MemoryState, Moment } from "./memory.ts";

/** The length of a day without a clock change, in milliseconds. */
export const DAY_MS = 86_400_000;

/** Where a moment stands in the input. */
export interface MomentPaths {
  readonly at: Path;
  readonly day: Path;
}

/** The study day of an instant by the UTC calendar, which is what counts where the caller names none. */
const utcDay = (at: number): number => Math.floor(at / DAY_MS);

/** No zone is further than 14 hours from UTC and no cutoff later than 24 hours, so a study day is at most this far from the UTC one. */
export const FURTHEST_DAYS = 2;

/** Reads an instant and the study day it belongs to, which has to be near it: a number of another calendar is refused. */
export const readMoment = (found: Found, paths: MomentPaths, at: unknown, day: unknown): Moment => {
  const instant = readInstant(found, paths.at, at);
  const ofUtc = utcDay(instant);
  if (day === undefined) return { at: instant, day: ofUtc };
  const given = readInteger(found, paths.day, day);
  if (Math.abs(given - ofUtc) > FURTHEST_DAYS) {
    note(
      found,
      paths.day,
      "inconsistent",
      `a study day within ${FURTHEST_DAYS} of ${ofUtc}, the day of \`at\` in UTC`,
      day,
    );
  }
  return { at: instant, day: given };
};

/** Reads the number of a study day; a date in its place is told what is meant. */
export const readStudyDay = (found: Found, path: Path, value: unknown): number => {
  if (typeof value === "number") return readInteger(found, path, value);
  note(found, path, "wrong-type", "the number of a study day, counted from 1970-01-01", value);
  return Number.NaN;
};

/** Notes a moment that lies before the last review. */
export const checkOrder = (found: Found, path: Path, at: number, lastAt: number): void => {
  if (at < lastAt) note(found, path, "unordered", `at or after the last review (${lastAt})`, at);
};

/**
 * The days between the last review and a moment that does not lie before it, counted by the model's rule. A learner who travels
 * westwards can come back to an earlier study day; that counts as the same day.
 */
export const elapsedDays = (model: MemoryModel, { lastAt, lastDay }: MemoryState, { at, day }: Moment): number =>
  model.elapsed === "exact" ? (at - lastAt) / DAY_MS : Math.max(0, day - lastDay);
