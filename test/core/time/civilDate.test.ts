import fc from "fast-check";
import { isLeft } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { reading } from "../../../src/core/check/index.ts";
import {
  civilDateOf,
  civilDateText,
  dayNumberOf,
  readCivilDate,
  timeOfDayText,
  weekdayOf,
} from "../../../src/core/time/civilDate.ts";

const DAY = 86_400_000;

describe("day numbers", () => {
  it("agree with the platform's calendar on every day of 1599 to 2401", () => {
    const wrong: number[] = [];
    const last = Date.UTC(2401, 11, 31) / DAY;
    for (let day = Date.UTC(1599, 0, 1) / DAY; day <= last; day += 1) {
      const date = new Date(day * DAY);
      const { year, month, day: ofMonth } = civilDateOf(day);
      const same = year === date.getUTCFullYear() && month === date.getUTCMonth() + 1 && ofMonth === date.getUTCDate();
      const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
      if (!same || dayNumberOf(year, month, ofMonth) !== day || weekdayOf(day) !== weekday) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });

  it("run on where a month or a day is past its range, as Date.UTC does", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2300 }),
        fc.integer({ min: -30, max: 40 }),
        fc.integer({ min: -400, max: 400 }),
        (year, month, day) => {
          expect(dayNumberOf(year, month, day)).toBe(Date.UTC(year, month - 1, day) / DAY);
        },
      ),
    );
  });
});

describe("civilDateText and timeOfDayText", () => {
  it("write dates and times with their zeros", () => {
    expect(
      [Date.UTC(2025, 11, 25), Date.UTC(1970, 0, 2), Date.UTC(2024, 1, 29)].map((at) => civilDateText(at / DAY)),
    ).toEqual(["2025-12-25", "1970-01-02", "2024-02-29"]);
    expect(civilDateText(dayNumberOf(7, 1, 2))).toBe("0007-01-02");
    expect([0, 61, 599, 1439, 1440].map(timeOfDayText)).toEqual(["00:00", "01:01", "09:59", "23:59", "24:00"]);
  });
});

describe("readCivilDate", () => {
  const read = (value: unknown): unknown => {
    const result = reading("test", (found) => readCivilDate(found, ["date"], value));
    if (!isLeft(result)) return result.right;
    return result.left._tag === "InvalidInput" ? result.left.issues[0].code : result.left;
  };

  it("takes dates that exist", () => {
    expect(read("1970-01-01")).toBe(0);
    expect(read("2025-12-25")).toBe(Date.UTC(2025, 11, 25) / DAY);
    expect(read("2024-02-29")).toBe(Date.UTC(2024, 1, 29) / DAY);
  });

  it.each([
    "2025-02-29",
    "2025-02-30",
    "2025-13-01",
    "2025-00-10",
    "2025-01-00",
    "2025-04-31",
    "2025-1-1",
    "x2025-01-01",
    "2025-01-01x",
    "2025-01-01T00:00:00Z",
    "25-12-2025",
    "",
  ])("refuses %o", (value) => {
    expect(read(value)).toBe("unknown-value");
  });

  it("refuses other types, and says what is missing", () => {
    expect([read(20_000), read(new Date(0)), read(null), read(undefined)]).toEqual([
      "wrong-type",
      "wrong-type",
      "wrong-type",
      "missing",
    ]);
  });
});
