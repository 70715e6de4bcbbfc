import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CompiledZone,
  fromLocal,
  localDayNumber,
  startOfLocalDay,
  toLocal,
} from "../../../src/core/time/index.ts";
import { compiledZone } from "./compiledZone.ts";
import { clockWeekday, intlClock } from "./intlClock.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const FROM = Date.UTC(2009, 0, 1);
const TO = Date.UTC(2030, 0, 1);

const ZONES = [
  "Europe/Lisbon",
  "America/New_York",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Antarctica/Casey",
  "America/Havana",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Africa/Casablanca",
];

const zoneNamed = (zone: string): CompiledZone => compiledZone(zone, FROM, TO);

/** A zone and an instant, as often as not within six hours of a change of the clock. */
const zoneAndInstant = () =>
  fc.constantFrom(...ZONES.map(zoneNamed)).chain((zone) => {
    const anywhere = fc.integer({ min: FROM + 40 * HOUR, max: TO - 40 * HOUR });
    const near =
      zone.transitions.length === 0
        ? anywhere
        : fc
            .tuple(fc.constantFrom(...zone.transitions), fc.integer({ min: -6 * HOUR, max: 6 * HOUR }))
            .map(([transition, away]) => transition + away);
    return fc.tuple(fc.constant(zone), fc.oneof(anywhere, near));
  });

const clockOf = (zone: CompiledZone, instant: number): number => {
  const { year, month, day, hour, minute, second, millisecond } = toLocal(zone, instant);
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
};

const localOf = (clock: number): Parameters<typeof fromLocal>[1] => {
  const date = new Date(clock);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
};

describe("toLocal", () => {
  it("shows what Intl shows, weekday included", () => {
    fc.assert(
      fc.property(zoneAndInstant(), ([zone, instant]) => {
        const clock = intlClock(zone.zone, instant);
        expect(clockOf(zone, instant)).toBe(clock);
        expect(toLocal(zone, instant).weekday).toBe(clockWeekday(clock));
        expect(localDayNumber(zone, instant)).toBe(Math.floor(clock / DAY));
      }),
      { numRuns: 500 },
    );
  });

  it("splits the time of day into its parts", () => {
    const utc = zoneNamed("UTC");
    expect(toLocal(utc, Date.UTC(2024, 1, 29, 23, 58, 57, 6))).toEqual({
      year: 2024,
      month: 2,
      day: 29,
      hour: 23,
      minute: 58,
      second: 57,
      millisecond: 6,
      weekday: 4,
    });
  });
});

/** The slow twin: every quarter of an hour at which the clock could show it is looked at, with Intl. */
const slowFromLocal = (zone: string, clock: number): number => {
  const shown = [];
  for (let away = -15 * HOUR; away <= 15 * HOUR; away += 15 * MINUTE) {
    if (intlClock(zone, clock + away) === clock) shown.push(clock + away);
  }
  const [first] = shown;
  if (first !== undefined) return first;
  // In a gap: the offset before the jump, which is the last instant at which the clock shows less.
  let before = clock - 15 * HOUR;
  for (let instant = before; instant <= clock + 15 * HOUR; instant += MINUTE) {
    if (intlClock(zone, instant) < clock) before = instant;
  }
  return clock - (intlClock(zone, before) - before);
};

describe("fromLocal", () => {
  it("agrees with a search through the day by Intl: the first of two, and past a gap by its length", () => {
    fc.assert(
      fc.property(zoneAndInstant(), fc.integer({ min: -4 * 60, max: 4 * 60 }), ([zone, instant], minutes) => {
        const clock = Math.floor(intlClock(zone.zone, instant) / MINUTE) * MINUTE + minutes * MINUTE;
        expect(fromLocal(zone, localOf(clock))).toBe(slowFromLocal(zone.zone, clock));
      }),
      { numRuns: 300 },
    );
  });

  it("moves on past the gap of spring, and takes the first of what autumn repeats", () => {
    const berlin = zoneNamed("Europe/Berlin");
    const spring = { year: 2025, month: 3, day: 30 };
    expect(fromLocal(berlin, { ...spring, hour: 1, minute: 59 })).toBe(Date.UTC(2025, 2, 30, 0, 59));
    expect(fromLocal(berlin, { ...spring, hour: 2 })).toBe(Date.UTC(2025, 2, 30, 1));
    expect(fromLocal(berlin, { ...spring, hour: 2, minute: 30 })).toBe(Date.UTC(2025, 2, 30, 1, 30));
    expect(fromLocal(berlin, { ...spring, hour: 3, minute: 30 })).toBe(Date.UTC(2025, 2, 30, 1, 30));
    const autumn = { year: 2025, month: 10, day: 26 };
    expect(fromLocal(berlin, { ...autumn, hour: 2 })).toBe(Date.UTC(2025, 9, 26, 0));
    expect(fromLocal(berlin, { ...autumn, hour: 2, minute: 59, second: 59, millisecond: 999 })).toBe(
      Date.UTC(2025, 9, 26, 1) - 1,
    );
    expect(fromLocal(berlin, { ...autumn, hour: 3 })).toBe(Date.UTC(2025, 9, 26, 2));
  });

  it("moves a time on the day that Samoa skipped on by 24 hours", () => {
    const apia = zoneNamed("Pacific/Apia");
    const skipped = fromLocal(apia, { year: 2011, month: 12, day: 30, hour: 12 });
    expect(toLocal(apia, skipped)).toMatchObject({ month: 12, day: 31, hour: 12 });
  });

  it("takes what is left out as zero, and lets values past their range run on", () => {
    const utc = zoneNamed("UTC");
    expect(fromLocal(utc, { year: 2025, month: 1, day: 1 })).toBe(Date.UTC(2025, 0, 1));
    expect(
      fromLocal(utc, { year: 2025, month: 13, day: 32, hour: 25, minute: 61, second: 61, millisecond: 1001 }),
    ).toBe(Date.UTC(2025, 12, 32, 25, 61, 61, 1001));
  });

  it("is undone by toLocal at every instant outside a repeated hour", () => {
    fc.assert(
      fc.property(zoneAndInstant(), ([zone, instant]) => {
        const back = fromLocal(zone, toLocal(zone, instant));
        expect(back).toBeLessThanOrEqual(instant);
        expect(intlClock(zone.zone, back)).toBe(intlClock(zone.zone, instant));
      }),
    );
  });
});

describe("startOfLocalDay", () => {
  it("is the first instant of the day, also where midnight is skipped", () => {
    const beirut = zoneNamed("Asia/Beirut");
    const day = Date.UTC(2024, 2, 31) / DAY;
    expect(startOfLocalDay(beirut, day)).toBe(Date.UTC(2024, 2, 30, 22));
    expect(toLocal(beirut, startOfLocalDay(beirut, day)).hour).toBe(1);
    expect(startOfLocalDay(beirut, day + 1)).toBe(Date.UTC(2024, 2, 31, 21));
  });

  it("of a day that never was is the start of the next", () => {
    const apia = zoneNamed("Pacific/Apia");
    const day = Date.UTC(2011, 11, 30) / DAY;
    expect(startOfLocalDay(apia, day)).toBe(startOfLocalDay(apia, day + 1));
    expect(startOfLocalDay(apia, day - 1)).toBe(Date.UTC(2011, 11, 29, 10));
  });

  it("lies on the day or after a skipped one, with an earlier day just before it", () => {
    fc.assert(
      fc.property(zoneAndInstant(), ([zone, instant]) => {
        const day = Math.floor(intlClock(zone.zone, instant) / DAY);
        const start = startOfLocalDay(zone, day);
        expect(start).toBeLessThanOrEqual(instant);
        expect(Math.floor(intlClock(zone.zone, start) / DAY)).toBe(day);
        expect(Math.floor(intlClock(zone.zone, start - 1) / DAY)).toBeLessThan(day);
      }),
    );
  });
});
