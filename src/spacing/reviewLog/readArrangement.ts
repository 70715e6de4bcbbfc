import {
  type Found,
  note,
  orDefault,
  readInstant,
  readInteger,
  readNumber,
  readOptions,
} from "../../core/check/index.ts";
import { type CompiledZone, readZone } from "../../core/time/index.ts";
import type { Arrangement } from "./arrangeReviews.ts";

/** How reviews become a log. */
export interface ReviewLogOptions {
  /** The learners' time zone, from `compileZone`: study days are days of its clock. Left out, they are UTC days. */
  readonly zone?: CompiledZone | undefined;
  /** With `zone`, the hour of the local clock at which a new study day begins, in [0, 24). Default 4. */
  readonly cutoffHour?: number | undefined;
  /** Cards with fewer reviews are left out: a whole number, at least 1. Default 1. */
  readonly minimumReviews?: number | undefined;
  /** Only reviews before this instant are taken: epoch milliseconds or a Date. */
  readonly until?: number | Date | undefined;
}

const KEYS = ["zone", "cutoffHour", "minimumReviews", "until"];

/** Reads the options of a log; without a zone, days are UTC days and there is no cutoff. */
export const readArrangement = (found: Found, options: unknown): Arrangement => {
  const given = readOptions(found, [], options, KEYS);
  const zone = orDefault(given["zone"], null, (value) => readZone(found, ["zone"], value));
  const cutoffHour = orDefault(given["cutoffHour"], 4, (value) =>
    readNumber(found, ["cutoffHour"], value, { min: 0, below: 24 }),
  );
  if (given["cutoffHour"] !== undefined && zone === null)
    note(found, ["cutoffHour"], "inconsistent", "nothing where no zone is given: its clock has the hour", cutoffHour);
  return {
    zone,
    cutoffHour,
    minimumReviews: orDefault(given["minimumReviews"], 1, (value) =>
      readInteger(found, ["minimumReviews"], value, { min: 1 }),
    ),
    until: orDefault(given["until"], Number.POSITIVE_INFINITY, (value) => readInstant(found, ["until"], value)),
  };
};
