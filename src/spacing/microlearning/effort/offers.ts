import {
  clean,
  type Found,
  ifGiven,
  note,
  readArray,
  readFields,
  readId,
  readNumber,
} from "../../../core/check/index.ts";

/** One offer of something to learn, with the length that was announced. Further keys are left alone, unless they look like a misspelling. */
export interface AnnouncedOffer {
  /** How long it would take, as it was announced: minutes above 0. */
  readonly announcedMinutes: number;
  /** Days from the offer to the start, at least 0; `null` where it was not started while it was watched. */
  readonly startedAfterDays: number | null;
  /**
   * For how many days from the offer on a start would have been seen, whether there was one or not: at least 0. Where a log only has the days
   * until the start, the same as `startedAfterDays`: right where everything else was watched up to the horizon, and a warning where it was not,
   * since starts on days watched in part then count and days without a start do not.
   */
  readonly observedDays: number;
  /** Whose offer it is: offers of one learner go together. In all offers or in none; left out, each offer stands for itself. */
  readonly learner?: string | undefined;
}

/** Offers that have been read, in columns. */
export interface ReadOffers {
  readonly minutes: Float64Array;
  /** The day of the start, counted from 0 on, or -1. */
  readonly startDay: Float64Array;
  /** How many whole days were watched. */
  readonly watchedDays: Float64Array;
  /** 1 where watching ended with the start. */
  readonly endsAtStart: Uint8Array;
  /** For each offer its learner, by number. */
  readonly cluster: Int32Array;
  /** By number; `null` where each offer stands for itself. */
  readonly learners: readonly string[] | null;
}

const KEYS = ["announcedMinutes", "startedAfterDays", "observedDays", "learner"];
const MINUTES = { above: 0, max: 10_080 };
const DAYS = { min: 0, max: 36_600 };

/** Reads offers. A day counts as watched where all of it was; the day of a start that ended the watching counts too. */
export const readOffers = (found: Found, value: unknown): ReadOffers => {
  const rows = readArray(found, [], value, (one, path) => {
    const source = readFields(found, path, one, "an offer", KEYS);
    const started = source["startedAfterDays"];
    const announcedMinutes = readNumber(found, [...path, "announcedMinutes"], source["announcedMinutes"], MINUTES);
    const startedAfterDays = started === null ? null : readNumber(found, [...path, "startedAfterDays"], started, DAYS);
    const observedDays = readNumber(found, [...path, "observedDays"], source["observedDays"], DAYS);
    if (startedAfterDays !== null && startedAfterDays > observedDays)
      note(
        found,
        [...path, "observedDays"],
        "inconsistent",
        `at least startedAfterDays (${startedAfterDays})`,
        observedDays,
      );
    const learner = ifGiven(source["learner"], (id) => readId(found, [...path, "learner"], id));
    return { announcedMinutes, startedAfterDays, observedDays, learner };
  });
  const named = rows.some(({ learner }) => learner !== undefined);
  if (named && clean(found))
    rows.forEach(({ learner }, place) => {
      if (learner === undefined) note(found, [place, "learner"], "missing", "an id as in the other offers", learner);
    });
  const numbers = new Map<string, number>();
  const cluster = Int32Array.from(rows, ({ learner }, place) => {
    if (learner === undefined) return place;
    const number = numbers.get(learner) ?? numbers.size;
    numbers.set(learner, number);
    return number;
  });
  return {
    minutes: Float64Array.from(rows, ({ announcedMinutes }) => announcedMinutes),
    startDay: Float64Array.from(rows, ({ startedAfterDays }) =>
      startedAfterDays === null ? -1 : Math.floor(startedAfterDays),
    ),
    watchedDays: Float64Array.from(rows, ({ startedAfterDays, observedDays }) =>
      startedAfterDays === observedDays ? Math.floor(observedDays) + 1 : Math.floor(observedDays),
    ),
    endsAtStart: Uint8Array.from(rows, ({ startedAfterDays, observedDays }) =>
      startedAfterDays === observedDays ? 1 : 0,
    ),
    cluster,
    learners: named ? [...numbers.keys()] : null,
  };
};
