import { describe, expect, it } from "vitest";
import { compileCalendar, compileZone } from "../../../src/core/time/index.ts";
import { parseReviewDays, type ReviewDays, reviewDays } from "../../../src/spacing/index.ts";
import { deepFreeze, issuesOf, rightOf } from "../../support/property.ts";
import { DAY, shareOn } from "./deck.ts";

const lisbon = rightOf(compileZone({ zone: "Europe/Lisbon", from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 0, 1) }));
const dayOf = (month: number, day: number): number => Date.UTC(2025, month - 1, day) / DAY;

const WEEKDAYS = [1, 2, 3, 4, 5];
const OFFICE = { from: "09:00", to: "17:00", weekdays: WEEKDAYS };

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Lisbon",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  hourCycle: "h23",
});

/** Date (as a day number) and minute of the clock on the wall, by the platform. */
const wall = (at: number): { readonly date: number; readonly minute: number } => {
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { date: Date.UTC(year, month - 1, day) / DAY, minute: hour * 60 + minute };
};

interface Window {
  readonly from: number;
  readonly to: number;
  readonly weekdays: readonly number[];
}

/** Minutes of work on each study day from first to last, quarter by quarter. */
const workOn = (
  first: number,
  last: number,
  cutoff: number,
  windows: readonly Window[],
  holidays: readonly number[],
  leave: readonly (readonly [number, number])[],
): Map<number, number> => {
  const minutes = new Map<number, number>();
  const quarter = 15 * 60_000;
  for (let at = (first - 1) * DAY; at < (last + 2) * DAY; at += quarter) {
    const { date, minute } = wall(at);
    const study = minute >= cutoff * 60 ? date : date - 1;
    const works = windows.some(({ from, to, weekdays }) =>
      [0, 1].some((over) => {
        const begun = date - over;
        const time = minute + over * 1440;
        return (
          weekdays.includes(((begun + 3) % 7) + 1) &&
          !holidays.includes(begun) &&
          time >= from &&
          time < (to > from ? to : to + 1440)
        );
      }),
    );
    if (works && !leave.some(([from, to]) => at >= from && at < to)) minutes.set(study, (minutes.get(study) ?? 0) + 15);
  }
  return minutes;
};

describe("reviewDays", () => {
  it("are all days where nothing is said", () => {
    const plain: ReviewDays = { kind: "review-days", version: 1, weekdays: [1, 1, 1, 1, 1, 1, 1], exceptions: [] };
    expect(rightOf(reviewDays())).toEqual(plain);
    expect(rightOf(reviewDays({ zone: lisbon }))).toEqual(plain);
  });

  it.each([4, 0, 8.5, 22])(
    "are the days with work in them, changes of the clock and all: cutoff at %d",
    (cutoffHour) => {
      const night = { from: "01:00", to: "02:00", weekdays: [7] }; // skipped on the 30th of March, shown twice on the 26th of October
      const leaveFrom = Date.UTC(2025, 3, 7, 8);
      const leaveTo = Date.UTC(2025, 3, 10, 14);
      const calendar = rightOf(
        compileCalendar({
          hours: [OFFICE, night, { from: "23:00", to: "01:30", weekdays: [5] }],
          holidays: ["2025-04-18", "2025-04-25"],
          leave: [{ from: leaveFrom, to: leaveTo }],
        }),
      );
      for (const minimumMinutes of [1, 75, 240]) {
        const days = rightOf(reviewDays(deepFreeze({ zone: lisbon, calendar, cutoffHour, minimumMinutes })));
        const windows = [
          { from: 540, to: 1020, weekdays: WEEKDAYS },
          { from: 60, to: 120, weekdays: [7] },
          { from: 1380, to: 90, weekdays: [5] },
        ];
        for (const [first, last] of [
          [dayOf(3, 24), dayOf(4, 28)],
          [dayOf(10, 20), dayOf(11, 3)],
        ] as const) {
          const work = workOn(first, last, cutoffHour, windows, [dayOf(4, 18), dayOf(4, 25)], [[leaveFrom, leaveTo]]);
          for (let day = first; day <= last; day += 1)
            expect([day, shareOn(days, day)]).toEqual([day, (work.get(day) ?? 0) >= minimumMinutes ? 1 : -1]);
        }
      }
    },
  );

  it("know shifts in place of hours", () => {
    const saturday = dayOf(5, 3);
    const calendar = rightOf(
      compileCalendar({
        hours: [OFFICE],
        shifts: [{ from: saturday * DAY + 9 * 3_600_000, to: saturday * DAY + 12 * 3_600_000 }],
      }),
    );
    const days = rightOf(reviewDays({ zone: lisbon, calendar }));
    expect([saturday - 1, saturday, saturday + 1, saturday + 7].map((day) => shareOn(days, day))).toEqual([
      1, 1, -1, -1,
    ]);
    expect(days.exceptions).toEqual([{ day: saturday, share: 1 }]);
  });

  it("open a day that is asked for, and give shares by weekday and date, but to nobody who does not work", () => {
    const calendar = rightOf(compileCalendar({ hours: [OFFICE], holidays: ["2025-06-10"] }));
    const days = rightOf(
      reviewDays({
        zone: lisbon,
        calendar,
        also: ["2025-06-14"],
        weekdayShares: [0.5, 1, 1, 1, 0.8, 0.3, 1],
        dateShares: [
          { date: "2025-06-10", share: 0.7 }, // a holiday
          { date: "2025-06-11", share: 0.1 },
          { date: "2025-06-14", share: 0.2 },
          { date: "2025-06-15", share: 1 }, // a Sunday
          { date: "2025-06-13", share: 0.8 }, // as every Friday
        ],
      }),
    );
    expect(days.weekdays).toEqual([0.5, 1, 1, 1, 0.8, null, null]);
    expect(days.exceptions).toEqual([
      { day: dayOf(6, 10), share: null },
      { day: dayOf(6, 11), share: 0.1 },
      { day: dayOf(6, 14), share: 0.2 },
    ]);
    const also = rightOf(
      reviewDays({ zone: lisbon, calendar, also: ["2025-06-14"], weekdayShares: [1, 1, 1, 1, 1, 0.3, 1] }),
    );
    expect(shareOn(also, dayOf(6, 14))).toBe(0.3);
  });

  it("refuse what does not fit", () => {
    const calendar = rightOf(
      compileCalendar({ hours: [OFFICE], leave: [{ from: Date.UTC(2025, 11, 30), to: Date.UTC(2026, 0, 2) }] }),
    );
    expect(issuesOf(reviewDays({ calendar }))).toEqual(["missing at zone"]);
    expect(issuesOf(reviewDays({ zone: lisbon, calendar }))).toEqual(["inconsistent at calendar.leave.0"]);
    const early = rightOf(
      compileCalendar({ hours: [], shifts: [{ from: Date.UTC(2024, 11, 30), to: Date.UTC(2025, 0, 2) }] }),
    );
    expect(issuesOf(reviewDays({ zone: lisbon, calendar: early }))).toEqual(["inconsistent at calendar.shifts.0"]);
    expect(issuesOf(reviewDays({ weekdayShares: [1, 1, 1] }))).toEqual(["inconsistent at weekdayShares"]);
    expect(issuesOf(reviewDays({ weekdayShares: [1, 1, 1, 1, 1, 1, 1.1] }))).toEqual([
      "out-of-range at weekdayShares.6",
    ]);
    expect(issuesOf(reviewDays({ also: ["2025-02-30"] }))).toEqual(["unknown-value at also.0"]);
    expect(issuesOf(reviewDays({ dateShares: [{ date: "2025-02-03", share: -1 }] }))).toEqual([
      "out-of-range at dateShares.0.share",
    ]);
    expect(issuesOf(reviewDays({ cutoffHour: 24 }))).toEqual(["out-of-range at cutoffHour"]);
    expect(issuesOf(reviewDays({ minimumMinutes: 0 }))).toEqual(["out-of-range at minimumMinutes"]);
    expect(issuesOf(reviewDays({ easyDays: [] } as never))).toEqual(["unknown-key at easyDays"]);
  });
});

describe("parseReviewDays", () => {
  const days = rightOf(reviewDays({ dateShares: [{ date: "2025-06-11", share: 0.1 }] }));
  it("takes what was stored", () => {
    expect(rightOf(parseReviewDays(JSON.parse(JSON.stringify(days))))).toEqual(days);
  });
  it.each([
    [{ version: 2 }, "unsupported-version at version"],
    [{ kind: "days" }, "unknown-value at kind"],
    [{ weekdays: [1, 1, 1, 1, 1, 1] }, "inconsistent at weekdays"],
    [{ weekdays: [1, 1, 1, 1, 1, 1, "1"] }, "wrong-type at weekdays.6"],
    [
      {
        exceptions: [
          { day: 5, share: 1 },
          { day: 5, share: 1 },
        ],
      },
      "unordered at exceptions.1.day",
    ],
    [{ exceptions: [{ day: 5.5, share: 1 }] }, "not-integer at exceptions.0.day"],
    [{ exceptions: [{ day: 5, share: 1, why: "" }] }, "unknown-key at exceptions.0.why"],
    [{ more: 1 }, "unknown-key at more"],
  ])("refuses %j", (change, issue) => {
    expect(issuesOf(parseReviewDays({ ...days, ...change }))).toContain(issue);
  });
});
