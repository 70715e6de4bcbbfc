import fc from "fast-check";
import { isLeft } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { type CompiledZone, compileWindows, insideWindow, type LocalWindow } from "../../../src/core/time/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { compiledZone } from "./compiledZone.ts";
import { clockTime, clockWeekday, intlClock } from "./intlClock.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const FROM = Date.UTC(2024, 0, 1);
const TO = Date.UTC(2027, 0, 1);
const zoneNamed = (zone: string): CompiledZone => compiledZone(zone, FROM, TO);
const ZONES = ["Europe/Lisbon", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"];

/** The slow twin compares the words on the clock, by Intl. */
const slowInside = (zone: string, windows: readonly LocalWindow[], instant: number): boolean =>
  windows.some(({ from, to, weekdays = [1, 2, 3, 4, 5, 6, 7] }) => {
    const clock = intlClock(zone, instant);
    const time = clockTime(clock);
    const today = weekdays.includes(clockWeekday(clock));
    const yesterday = weekdays.includes(clockWeekday(clock - DAY));
    if (from < to) return today && from <= time && time < to;
    if (from > to) return (today && from <= time) || (yesterday && time < to);
    return false;
  });

const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
const localWindow = fc.record(
  {
    from: timeOfDay,
    to: fc.oneof(timeOfDay, fc.constant("24:00")),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  },
  { requiredKeys: ["from", "to"] },
);

describe("insideWindow", () => {
  it("agrees with a reading of the clock by Intl", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES.map(zoneNamed)),
        fc.array(localWindow, { maxLength: 3 }),
        fc.array(fc.integer({ min: FROM + DAY, max: TO - DAY }), { minLength: 20, maxLength: 20 }),
        (zone, windows, instants) => {
          const compiled = orThrow(compileWindows(windows));
          const near = zone.transitions.flatMap((transition) => [transition - 1, transition, transition + 45 * MINUTE]);
          for (const instant of [...instants, ...near])
            expect(insideWindow(zone, compiled, instant)).toBe(slowInside(zone.zone, windows, instant));
        },
      ),
    );
  });

  const at = (day: number, hour: number, minute = 0): number => Date.UTC(2025, 8, day, hour, minute); // 1 September 2025: Monday
  const inside = (windows: readonly LocalWindow[], instant: number): boolean =>
    insideWindow(zoneNamed("UTC"), orThrow(compileWindows(windows)), instant);

  it("has its start inside and its end outside, over midnight too", () => {
    const night = [{ from: "22:00", to: "07:00" }];
    expect(inside(night, at(1, 22) - 1)).toBe(false);
    expect(inside(night, at(1, 22))).toBe(true);
    expect(inside(night, at(2, 0))).toBe(true);
    expect(inside(night, at(2, 7) - 1)).toBe(true);
    expect(inside(night, at(2, 7))).toBe(false);
    const noon = [{ from: "12:00", to: "13:00" }];
    expect(inside(noon, at(1, 12) - 1)).toBe(false);
    expect(inside(noon, at(1, 12))).toBe(true);
    expect(inside(noon, at(1, 13) - 1)).toBe(true);
    expect(inside(noon, at(1, 13))).toBe(false);
  });

  it("belongs to the weekday on which it begins", () => {
    const fridayNight = [{ from: "22:00", to: "07:00", weekdays: [5] }];
    expect(inside(fridayNight, at(5, 6))).toBe(false);
    expect(inside(fridayNight, at(5, 23))).toBe(true);
    expect(inside(fridayNight, at(6, 6))).toBe(true);
    expect(inside(fridayNight, at(6, 23))).toBe(false);
    expect(inside([{ from: "12:00", to: "13:00", weekdays: [5] }], at(5, 12))).toBe(true);
    expect(inside([{ from: "12:00", to: "13:00", weekdays: [5] }], at(6, 12))).toBe(false);
  });

  it("is off where it starts and ends at the same time, and the whole day from 00:00 to 24:00", () => {
    const minutes = Array.from({ length: 1440 }, (_, minute) => at(1, 0, minute));
    expect(minutes.some((instant) => inside([{ from: "08:00", to: "08:00" }], instant))).toBe(false);
    expect(minutes.every((instant) => inside([{ from: "00:00", to: "24:00" }], instant))).toBe(true);
    expect(inside([{ from: "23:00", to: "00:00" }], at(1, 23))).toBe(true);
    expect(inside([{ from: "23:00", to: "00:00" }], at(2, 0))).toBe(false);
  });

  it("is passed through twice in a repeated hour and not at all in a skipped one", () => {
    const lisbon = zoneNamed("Europe/Lisbon");
    const quarter = orThrow(compileWindows([{ from: "01:15", to: "01:30" }]));
    const autumn = Date.UTC(2025, 9, 26, 0, 15); // 01:15 in summer time
    expect([0, 15, 60, 75].map((minutes) => insideWindow(lisbon, quarter, autumn + minutes * MINUTE))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    const spring = Date.UTC(2025, 2, 30, 0);
    expect(
      Array.from({ length: 180 }, (_, minute) => insideWindow(lisbon, quarter, spring + minute * MINUTE)),
    ).not.toContain(true);
  });
});

describe("compileWindows", () => {
  it("turns times into minutes, and orders weekdays", () => {
    expect(orThrow(compileWindows([{ from: "09:05", to: "24:00", weekdays: [7, 1, 7] }]))).toEqual([
      { from: 545, to: 1440, weekdays: [1, 7] },
    ]);
  });

  it("leaves out windows that are off", () => {
    const off = { from: "08:00", to: "08:00" };
    expect(orThrow(compileWindows([off, { from: "00:00", to: "00:01" }, off]))).toHaveLength(1);
  });

  it("says what it expected", () => {
    const expected = (value: unknown): unknown => {
      // @ts-expect-error: hostile on purpose
      const result = compileWindows(value);
      return isLeft(result) && result.left._tag === "InvalidInput" && result.left.issues.map((issue) => issue.expected);
    };
    expect(
      expected([
        { from: "8", to: "9", weekdays: [8] },
        { from: "08:00", to: "09:00", weekdays: [] },
      ]),
    ).toEqual([
      'a time of day such as "07:30"',
      'a time of day such as "07:30", or "24:00"',
      "a weekday from 1, Monday, to 7",
      "at least one weekday",
    ]);
  });

  it.each<[string, unknown, string, string]>([
    ["no list", undefined, "", "missing"],
    ["one window in place of a list", { from: "22:00", to: "07:00" }, "", "wrong-type"],
    ["null in the list", [null], "0", "wrong-type"],
    ["no start", [{ to: "07:00" }], "0.from", "missing"],
    ["no end", [{ from: "07:00" }], "0.to", "missing"],
    ["a number", [{ from: 22, to: "07:00" }], "0.from", "wrong-type"],
    ["hours without a zero", [{ from: "9:00", to: "17:00" }], "0.from", "unknown-value"],
    ["25 hours", [{ from: "09:00", to: "25:00" }], "0.to", "unknown-value"],
    ["60 minutes", [{ from: "09:60", to: "17:00" }], "0.from", "unknown-value"],
    ["seconds", [{ from: "09:00:00", to: "17:00" }], "0.from", "unknown-value"],
    ["a start at 24:00", [{ from: "24:00", to: "17:00" }], "0.from", "unknown-value"],
    ["24:01", [{ from: "09:00", to: "24:01" }], "0.to", "unknown-value"],
    ["a prefix", [{ from: "x09:00", to: "17:00" }], "0.from", "unknown-value"],
    ["no weekday", [{ from: "09:00", to: "17:00", weekdays: [] }], "0.weekdays", "empty"],
    ["weekday 0", [{ from: "09:00", to: "17:00", weekdays: [0] }], "0.weekdays.0", "out-of-range"],
    ["weekday 8", [{ from: "09:00", to: "17:00", weekdays: [1, 8] }], "0.weekdays.1", "out-of-range"],
    ["a weekday by name", [{ from: "09:00", to: "17:00", weekdays: ["Mon"] }], "0.weekdays.0", "wrong-type"],
    ["a misspelt key", [{ from: "09:00", to: "17:00", weekday: [1] }], "0.weekday", "unknown-key"],
  ])("refuses %s", (_, value, path, code) => {
    // @ts-expect-error: hostile on purpose
    const result = compileWindows(value);
    expect(isLeft(result) && result.left._tag === "InvalidInput" && result.left.in).toBe("compileWindows");
    expect(isLeft(result) && result.left._tag === "InvalidInput" && result.left.issues[0]).toMatchObject({
      path: path === "" ? [] : path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
      code,
    });
  });
});
