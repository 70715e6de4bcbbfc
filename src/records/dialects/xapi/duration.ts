import { type Found, note, type Path } from "../../../core/check/index.ts";

const NUMBER = "(\\d+(?:[.,]\\d+)?)";
const WEEKS = new RegExp(`^P${NUMBER}W$`);
const PARTS = new RegExp(
  `^P(?=.)(?:${NUMBER}Y)?(?:${NUMBER}M)?(?:${NUMBER}D)?(?:T(?=.)(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?$`,
);
const DAY = 86_400_000;
const LENGTHS = [0, 0, DAY, 3_600_000, 60_000, 1_000] as const; // of year, month, day, hour, minute, second

const amount = (digits: string | undefined): number => (digits === undefined ? 0 : Number(digits.replace(",", ".")));

/** A duration in milliseconds; `null` where years or months leave its length open. */
export type DurationMs = number | null;

/**
 * Milliseconds of an ISO 8601 duration, rounded to the whole millisecond (xAPI compares durations to 0.01 s); NaN stands in for
 * anything that is none. A day is 24 hours and a week seven days. Years and months have no fixed length: `null`, unless there
 * are none of them.
 */
export const readDuration = (found: Found, path: Path, value: unknown): DurationMs => {
  const refuse = (): number => {
    note(
      found,
      path,
      typeof value === "string" ? "unknown-value" : "wrong-type",
      "an ISO 8601 duration, such as PT1M30S",
      value,
    );
    return Number.NaN;
  };
  if (typeof value !== "string" || value.length > 100) return refuse();
  const weeks = WEEKS.exec(value);
  if (weeks !== null) return Math.round(amount(weeks[1]) * 7 * DAY);
  const parts = PARTS.exec(value);
  if (parts === null) return refuse();
  // only the smallest part given may have a fraction
  const given = parts.slice(1).filter((part) => part !== undefined);
  if (given.slice(0, -1).some((part) => /[.,]/.test(part))) return refuse();
  if (amount(parts[1]) > 0 || amount(parts[2]) > 0) return null;
  const total = LENGTHS.reduce((sum: number, length, index) => sum + length * amount(parts[index + 1]), 0);
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : refuse();
};
