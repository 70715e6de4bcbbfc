import fc from "fast-check";
import { isLeft } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import {
  type AllowedTimes,
  type CalendarOptions,
  type CompiledZone,
  compileCalendar,
  compileWindows,
  isAllowed,
  isWorking,
  type LocalWindow,
  nextAllowed,
  parseCalendar,
  type WorkingCalendar,
  workingMinutesBetween,
} from "../../../src/core/time/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { compiledZone } from "./compiledZone.ts";
import { clockDate, clockTime, clockWeekday, intlClock } from "./intlClock.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const FROM = Date.UTC(2025, 0, 1);
const TO = Date.UTC(2026, 0, 1);
const zoneNamed = (zone: string): CompiledZone => compiledZone(zone, FROM, TO);
const ZONES = ["Europe/Lisbon", "Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu"];
const utc = (): CompiledZone => zoneNamed("UTC");
const lisbon = (): CompiledZone => zoneNamed("Europe/Lisbon");

const WEEKDAYS = [1, 2, 3, 4, 5];
const OFFICE: readonly LocalWindow[] = [{ from: "09:00", to: "17:30", weekdays: WEEKDAYS }];

/** The slow twin: the rules of the calendar read aloud, on the words that Intl shows. */
const slowWorking = (options: CalendarOptions, zone: string, instant: number): boolean => {
  const { hours, holidays = [], leave = [], shifts = [] } = options;
  const covers = ({ from, to }: { from: number; to: number }): boolean => from <= instant && instant < to;
  if (leave.some(covers)) return false;
  if (shifts.some(covers)) return true;
  const clock = intlClock(zone, instant);
  const begins = (window: LocalWindow, day: number): boolean =>
    (window.weekdays ?? [1, 2, 3, 4, 5, 6, 7]).includes(clockWeekday(day)) &&
    !holidays.includes(clockDate(day)) &&
    !shifts.some(({ from }) => clockDate(intlClock(zone, from)) === clockDate(day));
  return hours.some((window) => {
    const time = clockTime(clock);
    if (window.from < window.to) return begins(window, clock) && window.from <= time && time < window.to;
    if (window.from === window.to) return false;
    return (begins(window, clock) && window.from <= time) || (begins(window, clock - DAY) && time < window.to);
  });
};

const slowInside = (windows: readonly LocalWindow[], zone: string, instant: number): boolean =>
  slowWorking({ hours: windows }, zone, instant);

const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 20, 45))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
const localWindow = fc.record(
  { from: timeOfDay, to: timeOfDay, weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 4 }) },
  { requiredKeys: ["from", "to"] },
);

/** A zone, an instant (a whole minute, as often as not near a change of the clock), and days around it for the calendar. */
const scene = () =>
  fc.constantFrom(...ZONES.map(zoneNamed)).chain((zone) => {
    const anywhere = fc.integer({ min: FROM / MINUTE + 4 * 1440, max: TO / MINUTE - 8 * 1440 });
    const near =
      zone.transitions.length === 0
        ? anywhere
        : fc
            .tuple(fc.constantFrom(...zone.transitions), fc.integer({ min: -2000, max: 300 }))
            .map(([transition, away]) => transition / MINUTE + away);
    return fc.oneof(anywhere, near).chain((minute) => {
      const interval = fc
        .tuple(fc.integer({ min: -1500, max: 3000 }), fc.integer({ min: 1, max: 1200 }))
        .map(([start, minutes]) => ({ from: (minute + start) * MINUTE, to: (minute + start + minutes) * MINUTE }));
      const calendar = fc.record({
        hours: fc.array(localWindow, { maxLength: 2 }),
        holidays: fc
          .uniqueArray(fc.integer({ min: -1, max: 3 }), { maxLength: 2 })
          .map((days) => days.map((day) => clockDate(minute * MINUTE + day * DAY))),
        leave: fc.array(interval, { maxLength: 2 }),
        shifts: fc.array(interval, { maxLength: 2 }),
      });
      return fc.record({ zone: fc.constant(zone), instant: fc.constant(minute * MINUTE), calendar });
    });
  });

describe("isWorking", () => {
  it("agrees with the rules read aloud", () => {
    fc.assert(
      fc.property(scene(), ({ zone, instant, calendar }) => {
        const compiled = orThrow(compileCalendar(calendar));
        for (let at = instant; at < instant + 2 * DAY; at += 67 * MINUTE)
          expect(isWorking(compiled, zone, at)).toBe(slowWorking(calendar, zone.zone, at));
      }),
      { numRuns: 200 },
    );
  });

  const at = (day: number, hour: number, minute = 0): number => Date.UTC(2025, 8, day, hour, minute); // 1 September 2025: Monday
  const working = (options: CalendarOptions, instant: number): boolean =>
    isWorking(orThrow(compileCalendar(options)), utc(), instant);

  it("keeps to the hours of weekdays", () => {
    expect(
      [at(1, 9) - 1, at(1, 9), at(1, 17, 30) - 1, at(1, 17, 30), at(6, 10)].map((t) => working({ hours: OFFICE }, t)),
    ).toEqual([false, true, true, false, false]);
  });

  it("does not begin hours on a holiday, but ends those of the evening before", () => {
    const nights = { hours: [{ from: "22:00", to: "06:00" }], holidays: ["2025-09-02"] };
    expect(working(nights, at(2, 5))).toBe(true);
    expect(working(nights, at(2, 23))).toBe(false);
    expect(working(nights, at(3, 5))).toBe(false);
    expect(working(nights, at(3, 23))).toBe(true);
  });

  it("lets a shift stand in place of the hours of the day on which it begins, holidays included", () => {
    const shifts = [{ from: at(2, 22), to: at(3, 6) }];
    const rostered = { hours: OFFICE, holidays: ["2025-09-02"], shifts };
    expect([at(2, 10), at(2, 22), at(3, 5, 59), at(3, 6), at(3, 10)].map((t) => working(rostered, t))).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
    expect(working({ hours: OFFICE, shifts }, at(2, 10))).toBe(false);
    expect(working({ hours: OFFICE, shifts }, at(1, 10))).toBe(true);
  });

  it("lets leave win over everything, its end excluded", () => {
    const away = {
      hours: OFFICE,
      shifts: [{ from: at(2, 8), to: at(2, 20) }],
      leave: [{ from: at(2, 9), to: at(2, 10) }],
    };
    expect([at(2, 9) - 1, at(2, 9), at(2, 10) - 1, at(2, 10)].map((t) => working(away, t))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it("looks at all intervals, in whatever order they were given, overlapping or not", () => {
    const long = { from: at(1, 0), to: at(10, 0) };
    const short = { from: at(2, 0), to: at(2, 1) };
    expect(working({ hours: OFFICE, leave: [short, long] }, at(3, 10))).toBe(false);
    expect(working({ hours: [], shifts: [long, short] }, at(3, 10))).toBe(true);
    expect(working({ hours: [], shifts: [short, long] }, at(11, 10))).toBe(false);
  });
});

describe("workingMinutesBetween", () => {
  it("agrees with a count of minutes", () => {
    fc.assert(
      fc.property(scene(), fc.integer({ min: 0, max: 2400 }), ({ zone, instant, calendar }, minutes) => {
        let slow = 0;
        for (let at = instant; at < instant + minutes * MINUTE; at += MINUTE)
          if (slowWorking(calendar, zone.zone, at)) slow += 1;
        const compiled = orThrow(compileCalendar(calendar));
        expect(workingMinutesBetween(compiled, zone, instant, instant + minutes * MINUTE)).toBe(slow);
      }),
      { numRuns: 60 },
    );
  });

  const office = (): WorkingCalendar => orThrow(compileCalendar({ hours: OFFICE, holidays: ["2025-12-25"] }));

  it("adds up over intervals that meet, in fractions of minutes", () => {
    const [start, middle, end] = [
      Date.UTC(2025, 6, 1, 8, 0, 30),
      Date.UTC(2025, 7, 6, 9, 7, 7),
      Date.UTC(2025, 8, 3, 4),
    ];
    const whole = workingMinutesBetween(office(), lisbon(), start, end);
    const parts =
      workingMinutesBetween(office(), lisbon(), start, middle) + workingMinutesBetween(office(), lisbon(), middle, end);
    expect(parts).toBeCloseTo(whole, 9);
    expect(whole).toBe(46 * 510 - 0.5); // Mondays to Fridays from Tuesday 1 July to Tuesday 2 September
  });

  it("is none backwards, for an empty stretch, and outside what the zone was compiled for", () => {
    const monday = Date.UTC(2025, 8, 1, 10);
    expect(workingMinutesBetween(office(), lisbon(), monday, monday)).toBe(0);
    expect(workingMinutesBetween(office(), lisbon(), monday + HOUR, monday)).toBe(0);
    expect(workingMinutesBetween(office(), lisbon(), TO, Number.POSITIVE_INFINITY)).toBe(0);
    expect(workingMinutesBetween(office(), lisbon(), Number.NEGATIVE_INFINITY, FROM)).toBe(0);
    expect(workingMinutesBetween(office(), lisbon(), Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(
      workingMinutesBetween(office(), lisbon(), FROM, TO),
    );
    expect(workingMinutesBetween(office(), lisbon(), FROM, TO)).toBe(260 * 510); // 261 weekdays of 2025 less Christmas Day
  });
});

describe("nextAllowed", () => {
  const times = fc.record(
    {
      quiet: fc.array(localWindow, { minLength: 1, maxLength: 2 }),
      only: fc.array(localWindow, { minLength: 1, maxLength: 2 }),
      useCalendar: fc.boolean(),
    },
    { requiredKeys: ["useCalendar"] },
  );

  it("agrees with stepping minute by minute: allowed itself, and nothing earlier is", () => {
    let found = 0;
    fc.assert(
      fc.property(
        scene(),
        times,
        fc.integer({ min: 0, max: 2400 }),
        ({ zone, instant, calendar }, { quiet, only, useCalendar }, minutes) => {
          let slow: number | null = null;
          for (let at = instant; at <= instant + minutes * MINUTE && slow === null; at += MINUTE) {
            if (quiet !== undefined && slowInside(quiet, zone.zone, at)) continue;
            if (only !== undefined && !slowInside(only, zone.zone, at)) continue;
            if (useCalendar && !slowWorking(calendar, zone.zone, at)) continue;
            slow = at;
          }
          const allowed = {
            ...(quiet === undefined ? {} : { quiet: orThrow(compileWindows(quiet)) }),
            ...(only === undefined ? {} : { only: orThrow(compileWindows(only)) }),
            ...(useCalendar ? { calendar: orThrow(compileCalendar(calendar)) } : {}),
          };
          const next = nextAllowed(zone, allowed, instant, minutes * MINUTE);
          expect(next).toBe(slow);
          if (next !== null) expect(isAllowed(zone, allowed, next)).toBe(true);
          if (next !== null && next > instant) found += 1;
        },
      ),
      { numRuns: 200 },
    );
    expect(found).toBeGreaterThan(10);
  });

  const night = (): AllowedTimes => ({ quiet: orThrow(compileWindows([{ from: "22:00", to: "08:00" }])) });

  it("is the instant itself where that is allowed, to the millisecond", () => {
    const at = Date.UTC(2025, 6, 1, 12, 3, 4, 5);
    expect(nextAllowed(lisbon(), night(), at, 0)).toBe(at);
    expect(nextAllowed(lisbon(), {}, at, 0)).toBe(at);
  });

  it("is the end of quiet hours, over midnight and over a change of the clock", () => {
    expect(nextAllowed(lisbon(), night(), Date.UTC(2025, 6, 1, 21, 30), DAY)).toBe(Date.UTC(2025, 6, 2, 7));
    expect(nextAllowed(lisbon(), night(), Date.UTC(2025, 9, 25, 21, 30), DAY)).toBe(Date.UTC(2025, 9, 26, 8));
    expect(nextAllowed(lisbon(), night(), Date.UTC(2025, 2, 29, 22, 30), DAY)).toBe(Date.UTC(2025, 2, 30, 7));
  });

  it("includes the end of the horizon and gives up after it", () => {
    const at = Date.UTC(2025, 6, 2, 6);
    expect(nextAllowed(lisbon(), night(), at, HOUR)).toBe(at + HOUR);
    expect(nextAllowed(lisbon(), night(), at, HOUR - 1)).toBe(null);
    expect(nextAllowed(lisbon(), night(), at, -1)).toBe(null);
    expect(nextAllowed(lisbon(), night(), at, Number.NaN)).toBe(null);
  });

  it("never allows anything inside an empty list, or where all day is quiet", () => {
    expect(nextAllowed(lisbon(), { only: [] }, FROM, Number.POSITIVE_INFINITY)).toBe(null);
    const allDay = orThrow(compileWindows([{ from: "00:00", to: "24:00" }]));
    expect(nextAllowed(lisbon(), { quiet: allDay }, FROM, Number.POSITIVE_INFINITY)).toBe(null);
    expect(nextAllowed(lisbon(), { quiet: [] }, FROM, 0)).toBe(FROM);
  });

  it("finds a way out of a long leave, by the hour at which work begins", () => {
    const leave = [{ from: Date.UTC(2025, 5, 30), to: Date.UTC(2025, 6, 26) }]; // to Saturday
    const calendar = orThrow(compileCalendar({ hours: OFFICE, leave }));
    expect(nextAllowed(lisbon(), { calendar }, Date.UTC(2025, 6, 1), 60 * DAY)).toBe(Date.UTC(2025, 6, 28, 8));
  });

  it("allows nothing outside the stretch that the zone was compiled for", () => {
    expect(nextAllowed(utc(), {}, TO, DAY)).toBe(null);
    expect(nextAllowed(utc(), {}, TO - 1, DAY)).toBe(TO - 1);
    expect(nextAllowed(utc(), {}, FROM - HOUR, DAY)).toBe(FROM);
    expect(nextAllowed(utc(), {}, FROM - HOUR, HOUR - 1)).toBe(null);
  });
});

describe("compileCalendar and parseCalendar", () => {
  const options: CalendarOptions = {
    hours: OFFICE,
    holidays: ["2025-12-26", "2025-12-25", "2025-12-26"],
    leave: [
      { from: FROM + 2 * DAY, to: FROM + 3 * DAY },
      { from: FROM + DAY, to: FROM + 3 * DAY },
      { from: FROM + DAY, to: FROM + 2 * DAY },
    ],
    shifts: [{ from: FROM + 9 * DAY, to: FROM + 10 * DAY }],
  };

  it("orders what it is given, and leaves it as it was", () => {
    const frozen = Object.freeze({ ...options, leave: Object.freeze([...(options.leave ?? [])]) });
    const calendar = orThrow(compileCalendar(frozen));
    expect(calendar).toEqual({
      kind: "working-calendar",
      version: 1,
      hours: [{ from: 540, to: 1050, weekdays: WEEKDAYS }],
      holidays: [Date.UTC(2025, 11, 25) / DAY, Date.UTC(2025, 11, 26) / DAY],
      leave: [
        { from: FROM + DAY, to: FROM + 2 * DAY },
        { from: FROM + DAY, to: FROM + 3 * DAY },
        { from: FROM + 2 * DAY, to: FROM + 3 * DAY },
      ],
      shifts: options.shifts,
    });
    expect(orThrow(parseCalendar(JSON.parse(JSON.stringify(calendar))))).toEqual(calendar);
  });

  it("needs only hours", () => {
    expect(orThrow(compileCalendar({ hours: [] }))).toEqual({
      kind: "working-calendar",
      version: 1,
      hours: [],
      holidays: [],
      leave: [],
      shifts: [],
    });
  });

  const refusal = (result: ReturnType<typeof parseCalendar>): unknown => {
    if (!isLeft(result) || result.left._tag !== "InvalidInput") return result;
    const [{ path, code }] = result.left.issues;
    return [result.left.in, path.join("."), code];
  };

  it.each<[unknown, string, string]>([
    [undefined, "hours", "missing"],
    [null, "", "wrong-type"],
    [{ hours: OFFICE, holiday: [] }, "holiday", "unknown-key"],
    [{ hours: [{ from: "9", to: "17:00" }] }, "hours.0.from", "unknown-value"],
    [{ hours: OFFICE, holidays: ["2025-02-30"] }, "holidays.0", "unknown-value"],
    [{ hours: OFFICE, shifts: [{ from: FROM, to: "x" }] }, "shifts.0.to", "wrong-type"],
    [{ hours: OFFICE, holidays: "2025-12-25" }, "holidays", "wrong-type"],
    [{ hours: OFFICE, leave: [{ from: TO, to: FROM }] }, "leave.0.to", "inconsistent"],
    [{ hours: OFFICE, leave: [{ from: TO, to: TO }] }, "leave.0.to", "inconsistent"],
    [{ hours: OFFICE, leave: [{ from: FROM, to: TO, reason: "ill" }] }, "leave.0.reason", "unknown-key"],
    [{ hours: OFFICE, leave: [null] }, "leave.0", "wrong-type"],
    [{ hours: OFFICE, shifts: [{ from: FROM / 1000, to: TO }] }, "shifts.0.from", "wrong-unit"],
    [{ hours: OFFICE, shifts: [{ from: FROM, to: TO / 1000 }] }, "shifts.0.to", "wrong-unit"],
    [{ hours: OFFICE, shifts: null }, "shifts", "wrong-type"],
  ])("compileCalendar refuses %o", (value, path, code) => {
    // @ts-expect-error: hostile on purpose
    expect(refusal(compileCalendar(value))).toEqual(["compileCalendar", path, code]);
  });

  const stored = (): object => orThrow(compileCalendar(options));
  const window = { from: 540, to: 1050, weekdays: [1] };
  it.each<[object | undefined, string, string]>([
    [undefined, "", "missing"],

    [{ kind: "zone" }, "kind", "unknown-value"],
    [{ version: 2 }, "version", "unsupported-version"],
    [{ extra: 1 }, "extra", "unknown-key"],
    [{ hours: undefined }, "hours", "missing"],
    [{ hours: [{ ...window, from: 1440 }] }, "hours.0.from", "out-of-range"],
    [{ hours: [{ ...window, from: -1 }] }, "hours.0.from", "out-of-range"],
    [{ hours: [{ ...window, to: 1441 }] }, "hours.0.to", "out-of-range"],
    [{ hours: [{ ...window, to: -1 }] }, "hours.0.to", "out-of-range"],
    [{ hours: [{ ...window, to: 9.5 }] }, "hours.0.to", "not-integer"],
    [{ hours: [{ ...window, weekdays: undefined }] }, "hours.0.weekdays", "missing"],
    [{ hours: [{ ...window, minutes: 4 }] }, "hours.0.minutes", "unknown-key"],
    [{ hours: [null] }, "hours.0", "wrong-type"],
    [{ holidays: ["2025-12-25"] }, "holidays.0", "wrong-type"],
    [{ leave: [{ from: TO, to: FROM }] }, "leave.0.to", "inconsistent"],
    [{ shifts: undefined }, "shifts", "missing"],
  ])("parseCalendar refuses %o", (value, path, code) => {
    expect(refusal(parseCalendar(value === undefined ? value : { ...stored(), ...value }))).toEqual([
      "parseCalendar",
      path,
      code,
    ]);
  });

  it("say what they expected", () => {
    const expected = (result: ReturnType<typeof parseCalendar>): unknown =>
      isLeft(result) && result.left._tag === "InvalidInput" && result.left.issues.map((issue) => issue.expected);
    const backwards = { hours: OFFICE, holidays: ["2025-02-30"], leave: [{ from: TO, to: FROM }] };
    expect(expected(compileCalendar(backwards))).toEqual([
      'a date of the calendar such as "2025-12-25"',
      "an instant after `from`",
    ]);
    expect(expected(parseCalendar(undefined))).toEqual(['a document of kind "working-calendar"']);
  });

  it("accept the ends of a day in minutes", () => {
    const hours = [
      { from: 0, to: 1440, weekdays: [7] },
      { from: 1439, to: 0, weekdays: [7] },
    ];
    expect(orThrow(parseCalendar({ ...stored(), hours })).hours).toEqual(hours);
  });
});
