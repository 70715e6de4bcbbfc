import { EARLIEST_INSTANT, type Found, LATEST_INSTANT, note, type Path, readInstant } from "../../core/check/index.ts";

/** 1 January 1900: nobody on a roster was hired before. */
const EARLIEST_HIRE = -2_208_988_800_000;

/**
 * An instant that may lie before the year 2000, as hire dates do. What would be a time after 2000 if it were seconds is still
 * refused as seconds: read as milliseconds it would fall between 11 January and 26 March 1970.
 */
export const readHistoricalInstant = (found: Found, path: Path, value: unknown): number => {
  const at = value instanceof Date ? value.getTime() : value;
  if (typeof at === "number" && at >= EARLIEST_HIRE && at < EARLIEST_INSTANT) {
    const asSeconds = at * 1000;
    if (asSeconds < EARLIEST_INSTANT || asSeconds > LATEST_INSTANT) return at;
  }
  if (typeof at === "number" && at < EARLIEST_HIRE) {
    note(
      found,
      path,
      at === Number.NEGATIVE_INFINITY ? "not-finite" : "out-of-range",
      "epoch milliseconds between the years 1900 and 2200",
      value,
    );
    return Number.NaN;
  }
  return readInstant(found, path, value);
};
