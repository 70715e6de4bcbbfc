import { EARLIEST_INSTANT, type Found, LATEST_INSTANT, note, type Path } from "../../core/check/index.ts";

// date, time, fraction, offset. ISO 8601's extended form; seconds and the offset's minutes may be left out.
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:([Zz])|([+-])(\d{2})(?::?(\d{2}))?)$/;

// RFC 3339 (and with it IEEE 9274.1.1, "xAPI 2.0"): seconds and a whole offset are required.
const STRICT = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

const WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?$/;

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const two = (digits: string | undefined): number => (digits === undefined ? 0 : Number(digits));

/** Epoch milliseconds of a well-formed timestamp, or the words for what is wrong with it. */
const instantOf = (text: string, strict: boolean): number | string => {
  const parts = ISO.exec(text);
  if (parts === null || (strict && !STRICT.test(text))) {
    if (WITHOUT_OFFSET.test(text)) return "a date and time with an offset, such as 2026-03-01T09:30:00+01:00";
    return strict ? "an RFC 3339 timestamp" : "an ISO 8601 timestamp with an offset";
  }
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) => two(parts[group]));
  // the pattern matched, so the six groups are there: the last one may be missing from the text and is then 0
  const [y, mo, d, h, mi, s] = [year ?? 0, month ?? 0, day ?? 0, hour ?? 0, minute ?? 0, second ?? 0];
  if (mo < 1 || mo > 12 || d < 1 || d > daysInMonth(y, mo)) return "a day that exists";
  // 60 is a leap second; it is counted as the second after it, as POSIX time does
  if (h > 23 || mi > 59 || s > 60) return "a time of day that exists";
  const offsetHours = two(parts[10]);
  const offsetMinutes = two(parts[11]);
  if (offsetHours > 23 || offsetMinutes > 59) return "an offset below 24 hours";
  const east = parts[9] === "-" ? -1 : 1;
  const offset = east * (offsetHours * 60 + offsetMinutes);
  if (parts[9] === "-" && offset === 0) return "an offset that is known (-00:00 says that it is not)";
  const milliseconds = Number((parts[7] ?? "").slice(0, 3).padEnd(3, "0"));
  return Date.UTC(y, mo - 1, d, h, mi, s, milliseconds) - offset * 60_000;
};

/**
 * Epoch milliseconds from an ISO 8601 timestamp with an offset; NaN stands in for anything else. Of a finer fraction the first
 * three digits are kept. `strict` takes RFC 3339 only.
 */
export const readTimestamp = (found: Found, path: Path, value: unknown, strict = false): number => {
  if (typeof value !== "string") {
    note(found, path, value === undefined ? "missing" : "wrong-type", "a timestamp as a string", value);
    return Number.NaN;
  }
  const at = instantOf(value, strict);
  if (typeof at === "string") {
    note(found, path, "unknown-value", at, value);
    return Number.NaN;
  }
  if (at >= EARLIEST_INSTANT && at <= LATEST_INSTANT) return at;
  note(found, path, "out-of-range", "a time between the years 2000 and 2200", value);
  return Number.NaN;
};
