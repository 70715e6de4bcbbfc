import { isLeft, left } from "fp-ts/lib/Either.js";
import { type Found, readId, reading, readOptions } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { readHistoricalInstant } from "../parse/historicalInstant.ts";
import type { PersonInterval } from "../person.ts";
import { type Roster, readRoster } from "./roster.ts";

/** Whom to look for, and when. */
export interface PersonQuestion {
  /** Id of the person. */
  readonly person: string;
  /** Epoch milliseconds or a `Date`. */
  readonly at: number | Date;
}

/** Whose places to look for, and when. */
export interface RosterQuestion {
  /** Epoch milliseconds or a `Date`. */
  readonly at: number | Date;
  /** Only this unit. Default: all. */
  readonly unit?: string;
  /** Only this role. Default: all. */
  readonly role?: string;
}

/** How many people, as heads and as full-time equivalents. */
export interface Denominator {
  /** People. */
  readonly headcount: number;
  /** Sum of their full-time equivalents. */
  readonly fte: number;
}

const holdsAt = (interval: PersonInterval, at: number): boolean =>
  interval.from <= at && (interval.to === null || at < interval.to);

/** Position of the last interval that begins at `at` or before; -1 where none does. `intervals` are sorted by time. */
const lastBegun = (intervals: readonly PersonInterval[], at: number): number => {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const from = intervals[middle]?.from ?? Number.POSITIVE_INFINITY;
    if (from <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/**
 * Where does this person stand at this instant? The interval that holds, or `null` where none does: not yet hired, on the way from
 * one place to another, gone, or never heard of. Reads the roster once; each question afterwards takes log of the person's
 * intervals.
 *
 * Fails with `InvalidInput` if the roster or the question does not fit.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const place = { person: "E1", unit: "claims", role: "lead", zone: "Europe/Lisbon", fte: 1, manager: null };
 * const roster = orThrow(records.roster([{ ...place, from: Date.UTC(2024, 0, 1), to: Date.UTC(2026, 0, 1) }]));
 * const where = records.personAsOf(roster);
 * orThrow(where({ person: "E1", at: Date.UTC(2025, 0, 1) }))?.unit; // => "claims"
 * orThrow(where({ person: "E1", at: Date.UTC(2026, 0, 1) })); // => null
 * ```
 */
export const personAsOf = (roster: Roster): ((question: PersonQuestion) => Result<PersonInterval | null>) => {
  const name = "records.personAsOf";
  const read = readRoster(name, roster);
  if (isLeft(read)) return () => left(read.left);
  const ofPerson = new Map<string, PersonInterval[]>();
  for (const interval of read.right.intervals) {
    const intervals = ofPerson.get(interval.person);
    if (intervals === undefined) ofPerson.set(interval.person, [interval]);
    else intervals.push(interval);
  }
  return (question) =>
    reading(name, (found) => {
      const given = readOptions(found, [], question ?? null, ["person", "at"]);
      const person = readId(found, ["person"], given["person"]);
      const at = readHistoricalInstant(found, ["at"], given["at"]);
      const intervals = ofPerson.get(person) ?? [];
      const interval = intervals[lastBegun(intervals, at)];
      return interval !== undefined && holdsAt(interval, at) ? interval : null;
    });
};

const readQuestion = (found: Found, question: unknown): ((interval: PersonInterval) => boolean) => {
  const given = readOptions(found, [], question ?? null, ["at", "unit", "role"]);
  const at = readHistoricalInstant(found, ["at"], given["at"]);
  const unit = given["unit"] === undefined ? null : readId(found, ["unit"], given["unit"]);
  const role = given["role"] === undefined ? null : readId(found, ["role"], given["role"]);
  return (interval) =>
    holdsAt(interval, at) && (unit === null || interval.unit === unit) && (role === null || interval.role === role);
};

/**
 * Who stands where at this instant? The intervals that hold, one for each person who has a place, sorted by person; of one unit or
 * one role if the question says so.
 *
 * Fails with `InvalidInput` if the roster or the question does not fit. Cost: one pass over the intervals a question.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const place = { unit: "claims", role: "lead", zone: "Europe/Lisbon", fte: 1, manager: null, to: null };
 * const roster = orThrow(
 *   records.roster([
 *     { ...place, person: "E1", from: Date.UTC(2024, 0, 1) },
 *     { ...place, person: "E2", from: Date.UTC(2026, 0, 1) },
 *   ]),
 * );
 * orThrow(records.rosterAsOf(roster)({ at: Date.UTC(2025, 0, 1) })).map((each) => each.person); // => ["E1"]
 * ```
 */
export const rosterAsOf = (roster: Roster): ((question: RosterQuestion) => Result<readonly PersonInterval[]>) => {
  const name = "records.rosterAsOf";
  const read = readRoster(name, roster);
  if (isLeft(read)) return () => left(read.left);
  return (question) =>
    reading(name, (found) => {
      const wanted = readQuestion(found, question);
      return read.right.intervals.filter(wanted);
    });
};

/**
 * Out of how many? The people who have a place at this instant, as heads and as full-time equivalents: what "30 % of the unit"
 * divides by. Who is in the roster but did nothing counts; who did something but is not in the roster does not.
 *
 * Fails with `InvalidInput` if the roster or the question does not fit. Cost: one pass over the intervals a question.
 *
 * @example
 * ```ts
 * import { records, orThrow } from "learnlift";
 *
 * const place = { unit: "claims", role: "lead", zone: "Europe/Lisbon", manager: null, from: Date.UTC(2024, 0, 1), to: null };
 * const roster = orThrow(
 *   records.roster([
 *     { ...place, person: "E1", fte: 1 },
 *     { ...place, person: "E2", fte: 0.5 },
 *   ]),
 * );
 * orThrow(records.denominator(roster)({ at: Date.UTC(2025, 0, 1) })); // => { headcount: 2, fte: 1.5 }
 * ```
 */
export const denominator = (roster: Roster): ((question: RosterQuestion) => Result<Denominator>) => {
  const name = "records.denominator";
  const read = readRoster(name, roster);
  if (isLeft(read)) return () => left(read.left);
  return (question) =>
    reading(name, (found) => {
      const wanted = readQuestion(found, question);
      let headcount = 0;
      let fte = 0;
      for (const interval of read.right.intervals) {
        if (!wanted(interval)) continue;
        headcount += 1;
        fte += interval.fte;
      }
      return { headcount, fte };
    });
};
