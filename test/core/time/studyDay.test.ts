import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CompiledZone, startOfStudyDay, studyDay, studyDayPosition } from "../../../src/core/time/index.ts";
import { compiledZone } from "./compiledZone.ts";
import { intlClock } from "./intlClock.ts";

const HOUR = 3_600_000;
const DAY = 86_400_000;
const FROM = Date.UTC(2009, 0, 1);
const TO = Date.UTC(2030, 0, 1);

const zoneNamed = (zone: string): CompiledZone => compiledZone(zone, FROM, TO);
const names = [
  "Europe/Lisbon",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Antarctica/Casey",
  "Asia/Beirut",
];
const lisbon = (): CompiledZone => zoneNamed("Europe/Lisbon");

const nearChange = () =>
  fc
    .constantFrom(...names.map(zoneNamed))
    .chain((zone) =>
      fc.tuple(
        fc.constant(zone),
        fc.constantFrom(...zone.transitions),
        fc.integer({ min: -30 * HOUR, max: 30 * HOUR }),
        fc.constantFrom(0, 1, 2, 2.5, 3, 4, 12, 23),
      ),
    );

/** The slow twin: the highest date that the clock, set back by the cutoff, has shown so far; by Intl, minute by minute. */
const slowStudyDay = (zone: string, instant: number, cutoffHour: number): number => {
  let highest = Number.NEGATIVE_INFINITY;
  for (let earlier = instant; earlier > instant - 50 * HOUR; earlier -= 15 * 60_000) {
    highest = Math.max(highest, Math.floor((intlClock(zone, earlier) - cutoffHour * HOUR) / DAY));
  }
  return highest;
};

describe("studyDay", () => {
  it("begins at the cutoff of the local clock, summer and winter", () => {
    const july = Date.UTC(2025, 6, 1) / DAY;
    expect(studyDay(lisbon(), Date.UTC(2025, 6, 1, 3) - 1, 4)).toBe(july - 1);
    expect(studyDay(lisbon(), Date.UTC(2025, 6, 1, 3), 4)).toBe(july);
    const december = Date.UTC(2025, 11, 1) / DAY;
    expect(studyDay(lisbon(), Date.UTC(2025, 11, 1, 4) - 1, 4)).toBe(december - 1);
    expect(studyDay(lisbon(), Date.UTC(2025, 11, 1, 4), 4)).toBe(december);
    expect(studyDay(lisbon(), Date.UTC(2025, 11, 1, 0), 0)).toBe(december);
  });

  it("agrees with a slow search through the two days before, near changes of the clock", () => {
    fc.assert(
      fc.property(nearChange(), ([zone, transition, away, cutoffHour]) => {
        const instant = Math.floor((transition + away) / 900_000) * 900_000;
        expect(studyDay(zone, instant, cutoffHour)).toBe(slowStudyDay(zone.zone, instant, cutoffHour));
      }),
      { numRuns: 200 },
    );
  });

  it("does not go back where the clock is turned back across the cutoff", () => {
    const casey = zoneNamed("Antarctica/Casey"); // 2018-03-11: from 04:00 back to 01:00
    const back = Date.UTC(2018, 2, 10, 17);
    const day = Date.UTC(2018, 2, 11) / DAY;
    expect(intlClock("Antarctica/Casey", back)).toBe(Date.UTC(2018, 2, 11, 1));
    expect([back - HOUR - 1, back - HOUR, back - 1, back, back + HOUR].map((at) => studyDay(casey, at, 3))).toEqual([
      day - 1,
      day,
      day,
      day,
      day,
    ]);
    // At a cutoff of 04:00 the clock is turned back just before it is reached.
    expect([back - 1, back, back + 3 * HOUR - 1, back + 3 * HOUR].map((at) => studyDay(casey, at, 4))).toEqual([
      day - 1,
      day - 1,
      day - 1,
      day,
    ]);
  });

  it("is the last day that has begun", () => {
    fc.assert(
      fc.property(nearChange(), ([zone, transition, away, cutoffHour]) => {
        const instant = transition + away;
        const day = studyDay(zone, instant, cutoffHour);
        expect(startOfStudyDay(zone, day, cutoffHour)).toBeLessThanOrEqual(instant);
        expect(startOfStudyDay(zone, day + 1, cutoffHour)).toBeGreaterThan(instant);
      }),
      { numRuns: 500 },
    );
  });
});

describe("startOfStudyDay", () => {
  it("is the jump where daylight saving skips the cutoff", () => {
    const day = Date.UTC(2025, 2, 30) / DAY; // 01:00 to 02:00 is skipped in Lisbon
    expect(startOfStudyDay(lisbon(), day, 1.5)).toBe(Date.UTC(2025, 2, 30, 1));
    expect(startOfStudyDay(lisbon(), day, 2)).toBe(Date.UTC(2025, 2, 30, 1));
    expect(startOfStudyDay(lisbon(), day, 0.5)).toBe(Date.UTC(2025, 2, 30, 0, 30));
  });
});

describe("studyDayPosition", () => {
  it("runs over the day as long as it is: 23, 24 or 25 hours", () => {
    const day = (month: number, date: number): number => Date.UTC(2025, month, date) / DAY;
    expect(studyDayPosition(lisbon(), Date.UTC(2025, 6, 1, 3), 4)).toBe(day(6, 1));
    expect(studyDayPosition(lisbon(), Date.UTC(2025, 6, 1, 15), 4)).toBe(day(6, 1) + 0.5);
    expect(studyDayPosition(lisbon(), Date.UTC(2025, 2, 29, 4 + 11, 30), 4)).toBe(day(2, 29) + 0.5);
    expect(studyDayPosition(lisbon(), Date.UTC(2025, 9, 25, 3 + 12, 30), 4)).toBe(day(9, 25) + 0.5);
  });

  it("rises with time and has the study day as its whole part", () => {
    fc.assert(
      fc.property(nearChange(), fc.integer({ min: 1, max: DAY }), ([zone, transition, away, cutoffHour], later) => {
        const instant = transition + away;
        const position = studyDayPosition(zone, instant, cutoffHour);
        expect(Math.floor(position)).toBe(studyDay(zone, instant, cutoffHour));
        expect(studyDayPosition(zone, instant + later, cutoffHour)).toBeGreaterThan(position);
      }),
      { numRuns: 500 },
    );
  });
});
