import {
  EARLIEST_INSTANT,
  type Found,
  LATEST_INSTANT,
  note,
  type Path,
  readInstant,
  readRecord,
  readText,
} from "../../../core/check/index.ts";

/** Month in which a presentation begins, by the letter of its code, from 0: B is February, J is October. */
const MONTH_OF: Readonly<Record<string, number>> = { B: 1, J: 9 };

/**
 * The nominal start of a presentation: midnight UTC of the first day of its month, "2013J" being 1 October 2013. OULAD gives days
 * relative to a start that it does not disclose, so weekdays and dates made from it carry no meaning; differences in days do.
 */
const nominalStart = (presentation: string): number | undefined => {
  const parts = /^(\d{4})([A-Z])$/.exec(presentation);
  const month = parts === null ? undefined : MONTH_OF[parts[2] ?? ""];
  if (parts === null || month === undefined) return undefined;
  const start = Date.UTC(Number(parts[1]), month, 1);
  return start >= EARLIEST_INSTANT && start <= LATEST_INSTANT ? start : undefined;
};

/** Starts by "2013J" (every module of that presentation) or by "AAA|2013J" (that one). */
export type Starts = ReadonlyMap<string, number>;

/** Reads the starts a caller gives. */
export const readStarts = (found: Found, path: Path, value: unknown): Starts =>
  value === undefined
    ? new Map()
    : new Map(
        Object.entries(
          readRecord(found, path, value, (start, where, key) => {
            if (!/^(?:[^|]+\|)?\d{4}[A-Z]$/.test(key))
              note(found, where, "unknown-key", 'a presentation, such as "2013J" or "AAA|2013J"', key);
            return readInstant(found, where, start);
          }),
        ),
      );

/** One module in one presentation, read out of a row. */
export interface Presentation {
  /** "AAA|2013J". */
  readonly course: string;
  /** Epoch milliseconds of its day 0; NaN where nobody knows. */
  readonly startsAt: number;
}

/** When day 0 of a course ("AAA|2013J") was: as given for it, as given for its presentation, or nominally. NaN: nobody knows. */
export const startOf = (starts: Starts, course: string): number => {
  const presentation = course.slice(course.lastIndexOf("|") + 1);
  return starts.get(course) ?? starts.get(presentation) ?? nominalStart(presentation) ?? Number.NaN;
};

/** Reads module and presentation out of a row. */
export const readPresentation = (
  found: Found,
  row: Readonly<Record<string, unknown>>,
  starts: Starts,
): Presentation => {
  const module = readText(found, ["code_module"], row["code_module"], "the code of a module");
  const presentation = readText(found, ["code_presentation"], row["code_presentation"], "the code of a presentation");
  const course = `${module}|${presentation}`;
  const startsAt = startOf(starts, course);
  if (presentation !== "" && Number.isNaN(startsAt))
    note(
      found,
      ["code_presentation"],
      "unknown-value",
      "a year and B or J, or a presentation named in starts",
      presentation,
    );
  return { course, startsAt };
};
