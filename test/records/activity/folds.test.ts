import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileZone } from "../../../src/core/time/index.ts";
import { countFold, type Fold, type Result } from "../../../src/core/vocabulary/index.ts";
import * as activity from "../../../src/records/activity/index.ts";
import type { LearnerEvent } from "../../../src/records/event.ts";
import { foldLaws } from "../../../src/testing/index.ts";
import { deepFreeze, issuesOf, leftOf, rightOf } from "../../support/property.ts";
import { allFeatures, anyEvent, DAY, eventAt, MINUTE, MONDAY, shuffled } from "./arbitraries.ts";

const asOf = MONDAY + 15 * DAY;
const origin = MONDAY;
const lisbon = rightOf(compileZone({ zone: "Europe/Lisbon", from: MONDAY - 30 * DAY, to: MONDAY + 300 * DAY }));
const auckland = rightOf(compileZone({ zone: "Pacific/Auckland", from: MONDAY - 30 * DAY, to: MONDAY + 300 * DAY }));

type AnyFold = <A>(use: <State, Out>(fold: Fold<LearnerEvent, State, Out>) => A) => A;
const some =
  <State, Out>(fold: () => Result<Fold<LearnerEvent, State, Out>>): AnyFold =>
  (use) =>
    use(rightOf(fold()));

const folds: Readonly<Record<string, AnyFold>> = {
  "activeDayFold, UTC": some(() => activity.activeDayFold({ asOf })),
  "activeDayFold, zone and cutoff": some(() => activity.activeDayFold({ zone: auckland, cutoffHour: 4, asOf })),
  clickFold: some(() => activity.clickFold()),
  "clickFold, asOf": some(() => activity.clickFold({ asOf })),
  distinctObjectFold: some(() => activity.distinctObjectFold({ asOf })),
  dormancyFold: some(() => activity.dormancyFold({ asOf, origin })),
  "firstWeekFold, from origin": some(() => activity.firstWeekFold({ asOf, origin })),
  "firstWeekFold, from the first day": some(() => activity.firstWeekFold({ asOf })),
  hourEntropyFold: some(() => activity.hourEntropyFold({ zone: lisbon, asOf })),
  sessionFold: some(() => activity.sessionFold({ asOf })),
  "sessionFold, an hour": some(() => activity.sessionFold({ gapMinutes: 60 })),
  "shareFold, act": some(() => activity.shareFold({ by: "act", asOf })),
  "shareFold, objectKind": some(() => activity.shareFold({ by: "objectKind" })),
  streakFold: some(() => activity.streakFold({ asOf, cutoffHour: 3 })),
  weekEntropyFold: some(() => activity.weekEntropyFold({ asOf, origin })),
  weeklyTrendFold: some(() => activity.weeklyTrendFold({ asOf, origin })),
  activityFold: some(() => activity.activityFold({ asOf, origin, features: allFeatures, shares: ["forum", "viewed"] })),
  "activityFold, window": some(() => activity.activityFold({ asOf, windowDays: 7, zone: auckland, acts: ["viewed"] })),
};

const lawNames = foldLaws(countFold, { input: fc.integer() }).map(({ name }) => name);

const over = <State, Out>(fold: Fold<LearnerEvent, State, Out>, events: readonly LearnerEvent[]): Out =>
  fold.extract(events.reduce(fold.step, fold.empty()));

describe.each(Object.entries(folds))("%s", (_, withFold) => {
  it.each(lawNames)("%s", (name) => {
    withFold((fold) => {
      const law = foldLaws(fold, { input: anyEvent, runs: 60 }).find((one) => one.name === name);
      expect(law).toBeDefined();
      law?.check();
    });
  });

  it("does not depend on the order in which events arrive, to the bit", () => {
    const events = fc.array(anyEvent, { maxLength: 25 });
    withFold((fold) =>
      fc.assert(
        fc.property(
          events.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
          ([all, other]) => {
            expect(over(fold, other)).toStrictEqual(over(fold, all));
          },
        ),
      ),
    );
  });

  it("saves one text for one set of events, in whatever order they came", () => {
    const events = fc.array(anyEvent, { maxLength: 25 });
    const text = <State, Out>(fold: Fold<LearnerEvent, State, Out>, all: readonly LearnerEvent[]): string =>
      JSON.stringify(fold.save(all.reduce(fold.step, fold.empty())));
    withFold((fold) =>
      fc.assert(
        fc.property(
          events.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
          ([all, other]) => {
            expect(text(fold, other)).toBe(text(fold, all));
          },
        ),
      ),
    );
  });
});

describe("the past", () => {
  const bounded = Object.entries(folds).filter(([name]) => name !== "clickFold" && !/an hour|objectKind/.test(name));

  it.each(bounded)("of %s does not change when the future arrives", (_, withFold) => {
    const later = anyEvent.map((event) => ({ ...event, at: asOf + Math.abs(event.at - MONDAY) }));
    withFold((fold) =>
      fc.assert(
        fc.property(fc.array(anyEvent, { maxLength: 20 }), fc.array(later, { maxLength: 9 }), (past, future) => {
          const known = past.filter((event) => event.at < asOf);
          expect(over(fold, [...future, ...past])).toStrictEqual(over(fold, known));
        }),
      ),
    );
  });

  it("ends just before asOf: an event at that very instant does not count", () => {
    const fold = rightOf(activity.clickFold({ asOf }));
    expect(over(fold, [eventAt(asOf - 1, { count: 2 }), eventAt(asOf, { count: 5 })])).toBe(2);
  });
});

describe("twins: what a fold says is what a slow count over the sorted list says", () => {
  const events = fc.array(anyEvent, { maxLength: 30 });
  const counted = (all: readonly LearnerEvent[]): readonly LearnerEvent[] => all.filter((event) => event.at < asOf);
  const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const daysOf = (all: readonly LearnerEvent[]): readonly number[] =>
    [...new Set(all.map((event) => dateOf(event.at)))]
      .map((date) => (Date.parse(date) - MONDAY) / DAY)
      .sort((a, b) => a - b);

  it("sessions", () => {
    const fold = rightOf(activity.sessionFold({ gapMinutes: 30, asOf }));
    fc.assert(
      fc.property(events, (all) => {
        const times = counted(all)
          .map((event) => event.at)
          .sort((a, b) => a - b);
        const sittings: number[][] = [];
        for (const at of times) {
          const sitting = sittings[sittings.length - 1];
          const last = sitting?.[sitting.length - 1];
          if (sitting === undefined || last === undefined || at - last > 30 * MINUTE) sittings.push([at]);
          else sitting.push(at);
        }
        const lengths = sittings.map((sitting) => (Math.max(...sitting) - Math.min(...sitting)) / MINUTE);
        expect(over(fold, all)).toStrictEqual({
          sessions: sittings.length,
          minutes: lengths.reduce((sum, length) => sum + length, 0),
          longestMinutes: Math.max(0, ...lengths),
        });
      }),
    );
  });

  it("streaks", () => {
    const fold = rightOf(activity.streakFold({ asOf }));
    fc.assert(
      fc.property(events, (all) => {
        const days = new Set(daysOf(counted(all)));
        const runFrom = (day: number): number => (days.has(day) ? 1 + runFrom(day + 1) : 0);
        const runTo = (day: number): number => (days.has(day) ? 1 + runTo(day - 1) : 0);
        expect(over(fold, all)).toStrictEqual({
          longest: Math.max(0, ...[...days].map(runFrom)),
          current: days.has(15) ? runTo(15) : runTo(14),
        });
      }),
    );
  });

  it("the entropy of weeks and of hours", () => {
    const weeks = rightOf(activity.weekEntropyFold({ asOf, origin }));
    const hours = rightOf(activity.hourEntropyFold({ asOf }));
    const entropy = (keys: readonly number[]): number => {
      const shares = [...new Set(keys)].map((key) => keys.filter((other) => other === key).length / keys.length);
      return shares.reduce((sum, share) => sum + share * Math.log(1 / share), 0);
    };
    fc.assert(
      fc.property(events, (all) => {
        expect(over(weeks, all)).toBeCloseTo(entropy(daysOf(counted(all)).map((day) => Math.floor(day / 7))), 12);
        expect(over(hours, all)).toBeCloseTo(
          entropy(counted(all).map((event) => new Date(event.at).getUTCHours())),
          12,
        );
      }),
    );
  });

  it("the weekly trend, by the textbook formula", () => {
    const fold = rightOf(activity.weeklyTrendFold({ asOf: MONDAY + 22 * DAY, origin }));
    fc.assert(
      fc.property(events, (all) => {
        const clicks = [0, 1, 2].map((week) =>
          all
            .filter((event) => Math.floor((event.at - MONDAY) / DAY / 7) === week)
            .reduce((sum, event) => sum + (event.count ?? 1), 0),
        );
        const mean = clicks.reduce((sum, y) => sum + y, 0) / 3;
        const slope = clicks.reduce((sum, y, week) => sum + (week - 1) * (y - mean), 0) / 2;
        expect(over(fold, all)).toBeCloseTo(slope, 9);
      }),
    );
  });

  it("shares", () => {
    const fold = rightOf(activity.shareFold({ by: "objectKind", asOf }));
    fc.assert(
      fc.property(events, (all) => {
        const known = counted(all);
        const total = known.reduce((sum, event) => sum + (event.count ?? 1), 0);
        const shares = over(fold, all);
        for (const kind of ["page", "video", "forum", "survey"] as const) {
          const clicks = known
            .filter((event) => event.objectKind === kind)
            .reduce((sum, event) => sum + (event.count ?? 1), 0);
          expect(shares[kind]).toBe(clicks === 0 ? undefined : clicks / total);
        }
      }),
    );
  });
});

describe("days", () => {
  const on = (...instants: number[]): LearnerEvent[] => instants.map((at) => eventAt(at));
  const days = (rule: activity.DayFoldOptions, events: readonly LearnerEvent[]): number =>
    over(rightOf(activity.activeDayFold(rule)), events);

  it("begin at midnight in Greenwich unless told otherwise", () => {
    expect(days({}, on(MONDAY - 1, MONDAY))).toBe(2);
    expect(days({}, on(MONDAY, MONDAY + DAY - 1))).toBe(1);
  });

  it("begin at the cutoff hour", () => {
    const night = on(MONDAY + 26 * 60 * MINUTE, MONDAY + 27.5 * 60 * MINUTE);
    expect(days({ cutoffHour: 3 }, night)).toBe(2);
    expect(days({ cutoffHour: 2 }, night)).toBe(1);
    expect(days({ cutoffHour: 3.5 }, night)).toBe(2);
  });

  it("follow the zone's clock, through daylight saving", () => {
    // Lisbon turns its clocks forward on 30 March 2025 at 01:00: that day has 23 hours.
    const march30 = Date.UTC(2025, 2, 30);
    expect(days({ zone: lisbon }, on(march30, march30 + 23 * 60 * MINUTE - 1))).toBe(1);
    expect(days({ zone: lisbon }, on(march30, march30 + 23 * 60 * MINUTE))).toBe(2);
  });

  it("do not depend on the origin, weeks do", () => {
    // Sunday and Monday: one week counted from Sunday, two weeks by the calendar.
    const events = on(MONDAY - 1, MONDAY);
    expect(days({ origin: MONDAY - DAY }, events)).toBe(2);
    expect(over(rightOf(activity.weekEntropyFold()), events)).toBeCloseTo(Math.LN2, 14);
    expect(over(rightOf(activity.weekEntropyFold({ origin: new Date(MONDAY - DAY) })), events)).toBe(0);
    expect(over(rightOf(activity.weekEntropyFold()), on(MONDAY, MONDAY + 6 * DAY))).toBe(0);
  });

  it("give hours of the local clock, of days before 1970-01-01 00:00 local time too", () => {
    const inLisbon = rightOf(activity.hourEntropyFold({ zone: lisbon }));
    const summer = Date.UTC(2025, 5, 30, 23, 30); // 00:30 in Lisbon
    const winter = Date.UTC(2025, 0, 30, 0, 30); // 00:30 in Lisbon
    expect(over(inLisbon, on(summer, winter))).toBe(0);
    expect(over(rightOf(activity.hourEntropyFold()), on(summer, winter))).toBeCloseTo(Math.LN2, 14);
  });
});

describe("edges", () => {
  it("a gap of exactly the limit does not end a session, a millisecond more does", () => {
    const fold = rightOf(activity.sessionFold({ gapMinutes: 30 }));
    const sessionsAt = (gap: number): number => over(fold, [eventAt(MONDAY), eventAt(MONDAY + gap)]).sessions;
    expect(sessionsAt(30 * MINUTE)).toBe(1);
    expect(sessionsAt(30 * MINUTE + 1)).toBe(2);
  });

  it("an event between two sessions joins them", () => {
    const fold = rightOf(activity.sessionFold({ gapMinutes: 30 }));
    const events = [0, 50, 25].map((minute) => eventAt(MONDAY + minute * MINUTE));
    expect(over(fold, events)).toStrictEqual({ sessions: 1, minutes: 50, longestMinutes: 50 });
  });

  it("a streak lives through today and dies with it", () => {
    const streak = (day: number): activity.Streaks =>
      over(
        rightOf(activity.streakFold({ asOf: MONDAY + day * DAY + 1 })),
        [0, 1].map((d) => eventAt(MONDAY + d * DAY)),
      );
    expect([1, 2, 3].map((day) => streak(day).current)).toStrictEqual([2, 2, 0]);
  });

  it("who was never active is not dormant for any number of days", () => {
    expect(over(rightOf(activity.dormancyFold({ asOf })), [])).toBeNull();
    expect(over(rightOf(activity.dormancyFold({ asOf: asOf + 1 })), [eventAt(asOf)])).toBe(0);
    expect(over(rightOf(activity.dormancyFold({ asOf })), [eventAt(asOf - 1)])).toBe(1);
  });

  it("a trend needs two complete weeks", () => {
    const trend = (day: number): number | null =>
      over(rightOf(activity.weeklyTrendFold({ asOf: MONDAY + day * DAY, origin })), [eventAt(MONDAY)]);
    expect(trend(13)).toBeNull();
    expect(trend(14)).toBe(-1);
  });

  it("the first week has seven days, counted from day 0 or from the first day of activity", () => {
    const events = [-1, 0, 6, 7].map((day, place) => eventAt(MONDAY + day * DAY, { count: 10 ** place }));
    expect(over(rightOf(activity.firstWeekFold({ origin })), events)).toBe(110);
    expect(over(rightOf(activity.firstWeekFold()), events)).toBe(11);
    expect(over(rightOf(activity.firstWeekFold()), [])).toBe(0);
  });

  it("entropies are 0 without events", () => {
    expect(over(rightOf(activity.weekEntropyFold()), [])).toBe(0);
    expect(over(rightOf(activity.hourEntropyFold()), [])).toBe(0);
  });

  it("frozen events do", () => {
    expect(over(rightOf(activity.clickFold()), deepFreeze([eventAt(MONDAY, { count: 3 })]))).toBe(3);
  });
});

describe("options and states that do not fit", () => {
  it.each([
    ["gapMinutes 0", () => activity.sessionFold({ gapMinutes: 0 }), ["out-of-range at gapMinutes"]],
    ["asOf in seconds", () => activity.clickFold({ asOf: MONDAY / 1000 }), ["wrong-unit at asOf"]],
    ["no asOf", () => activity.streakFold(JSON.parse("{}")), ["missing at asOf"]],
    ["no origin", () => activity.weeklyTrendFold(JSON.parse(`{"asOf": ${asOf}}`)), ["missing at origin"]],
    ["no by", () => activity.shareFold(JSON.parse("{}")), ["missing at by"]],
    ["cutoff 24", () => activity.activeDayFold({ cutoffHour: 24 }), ["out-of-range at cutoffHour"]],
    ["an unknown key", () => activity.sessionFold(JSON.parse('{"gapMinute": 30}')), ["unknown-key at gapMinute"]],
    ["seconds for the origin", () => activity.firstWeekFold({ origin: 1 }), ["out-of-range at origin"]],
  ])("%s", (_, fold, issues) => {
    expect(issuesOf(fold())).toStrictEqual(issues);
  });

  it("a zone by its name alone is refused", () => {
    expect(issuesOf(activity.activeDayFold(JSON.parse('{"zone": "Europe/Lisbon"}')))).toContain("wrong-type at zone");
  });

  it("failures name the function", () => {
    expect(leftOf(activity.sessionFold({ gapMinutes: -1 })).in).toBe("records.sessionFold");
    expect(leftOf(activity.streakFold(JSON.parse("{}"))).in).toBe("records.streakFold");
  });

  it("a state saved under other options is refused", () => {
    const half = rightOf(activity.sessionFold({ gapMinutes: 30 }));
    const hour = rightOf(activity.sessionFold({ gapMinutes: 60 }));
    expect(issuesOf(hour.load(half.save(half.empty())))).toStrictEqual(["unknown-value at kind"]);
    const days = (rule: activity.DayFoldOptions) => rightOf(activity.activeDayFold(rule));
    const rules = [{}, { cutoffHour: 4 }, { zone: lisbon }, { origin }, { asOf }];
    rules.forEach((rule, i) => {
      rules.forEach((other, j) => {
        expect(days(rule).load(days(other).save(days(other).empty()))._tag).toBe(i === j ? "Right" : "Left");
      });
    });
  });

  it("saved sessions must be in order and more than the gap apart", () => {
    const fold = rightOf(activity.sessionFold({ gapMinutes: 30 }));
    const load = (starts: unknown, ends: unknown) =>
      fold.load({ kind: fold.kind, version: 1, state: { starts, ends } });
    const gap = 30 * MINUTE;
    expect(load([0, 1 + gap], [0, 1 + gap])._tag).toBe("Right");
    expect(issuesOf(load([0, gap], [0, gap]))).toStrictEqual(["unordered at state.starts.1"]);
    expect(issuesOf(load([5], [4]))).toStrictEqual(["unordered at state.starts.0"]);
    expect(issuesOf(load([5, 6 * gap], [5]))).toStrictEqual(["unordered at state.starts.1"]);
    expect(issuesOf(load([5], [5, 6]))).toStrictEqual(["unordered at state.starts.1"]);
    expect(issuesOf(load([5], [Number.POSITIVE_INFINITY]))).toStrictEqual(["unordered at state.starts.0"]);
  });

  it("saved counts must be whole and not negative", () => {
    const clicks = rightOf(activity.clickFold());
    expect(issuesOf(clicks.load({ kind: clicks.kind, version: 1, state: -1 }))).toStrictEqual([
      "out-of-range at state",
    ]);
    const hours = rightOf(activity.hourEntropyFold());
    expect(issuesOf(hours.load({ kind: hours.kind, version: 1, state: [1, 2] }))).toStrictEqual([
      "inconsistent at state",
    ]);
    const shares = rightOf(activity.shareFold({ by: "act" }));
    const state = [["viewed", 1.5]];
    expect(issuesOf(shares.load({ kind: shares.kind, version: 1, state }))).toStrictEqual(["not-integer at state.0.1"]);
    const days = rightOf(activity.activeDayFold());
    expect(issuesOf(days.load({ kind: days.kind, version: 1, state: [[0.5, 1], 7] }))).toStrictEqual([
      "not-integer at state.0.0",
      "missing at state.1.0",
      "missing at state.1.1",
    ]);
  });
});
