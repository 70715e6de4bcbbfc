import {
  type Found,
  ifGiven,
  note,
  orDefault,
  readArray,
  readChoice,
  readInteger,
  readNumber,
  readOptions,
} from "../../../core/check/index.ts";

/** How lengths were announced, and what is asked of them. */
export interface PerceivedEffortOptions {
  /**
   * `"randomised"` where chance decided which length was announced for the same thing; `"as-offered"` where things were announced as long as they
   * are, or were said to be. Only of the first can it be said that the announcement made the difference.
   */
  readonly announced: "randomised" | "as-offered";
  /** Within how many whole days of the offer starts count: 1 to 366, 14. */
  readonly horizonDays?: number | undefined;
  /** `"minutes"`: log odds fall by the minute. `"doublings"`: by each doubling of the minutes. `"minutes"`. */
  readonly lengthScale?: "minutes" | "doublings" | undefined;
  /** The odds ratio is for so many minutes more: above 0, 5. Not with `"doublings"`, whose odds ratio is for twice the minutes. */
  readonly perMinutes?: number | undefined;
  /**
   * The lengths at which the chance of starting is given, in minutes, above 0. Left out, each announced length where there are at most 20 of
   * them, otherwise 20 at equal distances from the shortest to the longest.
   */
  readonly atMinutes?: readonly number[] | undefined;
  /** Coverage of the intervals, in (0, 1): 0.95. */
  readonly level?: number | undefined;
}

/** The options with their defaults. */
export interface ReadEffortOptions {
  readonly announced: "randomised" | "as-offered";
  readonly horizonDays: number;
  readonly doublings: boolean;
  readonly perMinutes: number;
  readonly atMinutes: readonly number[] | null;
  readonly level: number;
}

const KEYS = ["announced", "horizonDays", "lengthScale", "perMinutes", "atMinutes", "level"];
const MINUTES = { above: 0, max: 10_080 };

/** Reads the options. */
export const readEffortOptions = (found: Found, value: unknown): ReadEffortOptions => {
  const given = readOptions(found, [], value, KEYS);
  const doublings =
    orDefault(given["lengthScale"], "minutes", (scale) =>
      readChoice(found, ["lengthScale"], scale, ["minutes", "doublings"]),
    ) === "doublings";
  const perMinutes = given["perMinutes"];
  if (doublings && perMinutes !== undefined)
    note(found, ["perMinutes"], "inconsistent", 'nothing with lengthScale "doublings"', perMinutes);
  return {
    announced: readChoice(found, ["announced"], given["announced"], ["randomised", "as-offered"]),
    horizonDays: orDefault(given["horizonDays"], 14, (days) =>
      readInteger(found, ["horizonDays"], days, { min: 1, max: 366 }),
    ),
    doublings,
    perMinutes: orDefault(perMinutes, 5, (minutes) => readNumber(found, ["perMinutes"], minutes, MINUTES)),
    atMinutes:
      ifGiven(given["atMinutes"], (lengths) =>
        readArray(found, ["atMinutes"], lengths, (minutes, path) => readNumber(found, path, minutes, MINUTES)),
      ) ?? null,
    level: orDefault(given["level"], 0.95, (level) => readNumber(found, ["level"], level, { above: 0, below: 1 })),
  };
};
