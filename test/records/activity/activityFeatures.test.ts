import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileZone } from "../../../src/core/time/index.ts";
import type { Table } from "../../../src/core/vocabulary/index.ts";
import {
  type ActivityOptions,
  activityFeatures,
  activityFold,
  LEARNING_ACTS,
} from "../../../src/records/activity/index.ts";
import { ACTS, type LearnerEvent } from "../../../src/records/event.ts";
import { deepFreeze, hostile, hostileValues, invalidOf, issuesOf, leftOf, rightOf } from "../../support/property.ts";
import { allFeatures, anyEvent, DAY, eventAt, MINUTE, MONDAY, shuffled, untyped } from "./arbitraries.ts";

const cut = { asOf: MONDAY + 21 * DAY, origin: MONDAY };

const numbersOf = (table: Table, name: string): readonly number[] => {
  const column = table.columns[name];
  if (column?.kind !== "number") throw new Error(`no numbers ${name}`);
  return [...column.values];
};

const learnersOf = (table: Table): readonly (string | undefined)[] => {
  const column = table.columns["learner"];
  if (column?.kind !== "category") throw new Error("no learners");
  return Array.from(column.codes, (code) => column.categories[code]);
};

const featuresOf = (options: ActivityOptions, events: readonly LearnerEvent[]): Table =>
  rightOf(activityFeatures(options)(deepFreeze(events)));

describe("activityFeatures", () => {
  it("says each feature of a learner as it can be counted by hand", () => {
    // Days 0, 1, 2 (week 0) and 15 (week 2); on day 0 two sittings.
    const events = [
      eventAt(MONDAY + 15 * DAY + 9 * 60 * MINUTE, { objectKind: "forum", object: "f", count: 4 }),
      eventAt(MONDAY, { count: 2 }),
      eventAt(MONDAY + 20 * MINUTE),
      eventAt(MONDAY + 120 * MINUTE),
      eventAt(MONDAY + DAY),
      eventAt(MONDAY + 2 * DAY),
      eventAt(MONDAY - DAY, { object: "early", count: 10 }),
    ];
    const features = allFeatures;
    const table = featuresOf({ ...cut, features, shares: ["forum", "viewed", "video"] }, events);
    const said = Object.fromEntries(
      Object.keys(table.schema)
        .slice(1)
        .map((name) => [name, table.columns[name]]),
    );
    expect(Object.keys(said)).toStrictEqual([
      "asOf",
      "elapsedDays",
      ...features,
      "forumShare",
      "viewedShare",
      "videoShare",
    ]);
    const value = (name: string): number => numbersOf(table, name)[0] ?? Number.NaN;
    const entropy = (...shares: number[]): number => -shares.reduce((sum, share) => sum + share * Math.log(share), 0);
    expect(value("events")).toBe(7);
    expect(value("clicks")).toBe(20);
    expect(value("log1pClicks")).toBeCloseTo(Math.log(21), 14);
    expect(value("activeDays")).toBe(5);
    expect(value("distinctObjects")).toBe(3);
    expect(value("weekEntropy")).toBeCloseTo(entropy(1 / 5, 3 / 5, 1 / 5), 14);
    expect(value("hourEntropy")).toBeCloseTo(entropy(5 / 7, 1 / 7, 1 / 7), 14);
    expect(value("longestStreak")).toBe(4);
    expect(value("currentStreak")).toBe(0);
    expect(value("firstActiveDay")).toBe(-1);
    expect(value("lastActiveDay")).toBe(15);
    expect(value("dormantDays")).toBe(6);
    expect(value("firstWeekClicks")).toBe(6);
    expect(value("weeklyTrend")).toBe((4 - 6) / 2);
    expect(value("sessions")).toBe(6);
    expect(value("sessionMinutes")).toBe(20);
    expect(value("forumShare")).toBe(4 / 20);
    expect(value("viewedShare")).toBe(1);
    expect(value("videoShare")).toBe(0);
  });

  it("has a column each for learner, asOf and elapsedDays that is no feature, and six features unless told otherwise", () => {
    const table = featuresOf(cut, [eventAt(MONDAY), eventAt(MONDAY, { learner: "Zoe" })]);
    expect(table.schema).toStrictEqual({
      learner: { kind: "category", role: "id", categories: ["Zoe", "ada"], ordered: false },
      asOf: { kind: "time", role: "ignored" },
      elapsedDays: { kind: "number", role: "ignored" },
      log1pClicks: { kind: "number", role: "feature" },
      activeDays: { kind: "number", role: "feature" },
      distinctObjects: { kind: "number", role: "feature" },
      weekEntropy: { kind: "number", role: "feature" },
      longestStreak: { kind: "number", role: "feature" },
      dormantDays: { kind: "number", role: "feature" },
    });
    expect(table.rowCount).toBe(2);
    expect(learnersOf(table)).toStrictEqual(["Zoe", "ada"]);
    expect(numbersOf(table, "elapsedDays")).toStrictEqual([21, 21]);
    expect(table.columns["asOf"]).toStrictEqual({ kind: "time", values: new Float64Array([cut.asOf, cut.asOf]) });
  });

  it("says of the learners asked for, in their order, with or without activity", () => {
    const features = ["clicks", "lastActiveDay", "firstActiveDay", "dormantDays", "currentStreak"] as const;
    const table = featuresOf({ ...cut, learners: ["zoe", "ada"], features, shares: ["forum"] }, [
      eventAt(MONDAY + 20 * DAY),
      eventAt(MONDAY, { learner: "ben" }),
    ]);
    expect(learnersOf(table)).toStrictEqual(["zoe", "ada"]);
    expect([...features, "forumShare"].map((name) => numbersOf(table, name))).toStrictEqual([
      [0, 1],
      [Number.NaN, 20],
      [Number.NaN, 20],
      [21, 1],
      [0, 1],
      [0, 0],
    ]);
  });

  it("counts from the start of the window where a window is given, by whole local days", () => {
    const auckland = rightOf(compileZone({ zone: "Pacific/Auckland", from: MONDAY - 60 * DAY, to: MONDAY + 60 * DAY }));
    const hour = 60 * MINUTE;
    const options = {
      asOf: MONDAY,
      windowDays: 7,
      zone: auckland,
      features: ["clicks", "firstActiveDay", "dormantDays"],
    } as const;
    // In Auckland asOf is 13:00 on the sixth of January; the window begins at midnight of the thirtieth of December.
    const start = MONDAY - 7 * DAY - 13 * hour;
    const table = featuresOf(options, [
      eventAt(start - 1, { count: 100 }),
      eventAt(start),
      eventAt(MONDAY - 1, { count: 10 }),
    ]);
    expect(numbersOf(table, "clicks")).toStrictEqual([11]);
    expect(numbersOf(table, "firstActiveDay")).toStrictEqual([0]);
    expect(numbersOf(table, "dormantDays")).toStrictEqual([0]);
    expect(numbersOf(table, "elapsedDays")).toStrictEqual([7]);
  });

  it("counts what learners do: no messages, no marks by others, no enrolment, unless told to", () => {
    const events = ACTS.map((act, place) => eventAt(MONDAY, { act, object: String(place) }));
    expect(numbersOf(featuresOf({ ...cut, features: ["events"] }, events), "events")).toStrictEqual([
      LEARNING_ACTS.length,
    ]);
    const others = ACTS.filter((act) => !LEARNING_ACTS.includes(act));
    expect(others).toStrictEqual([
      "registered",
      "unregistered",
      "waived",
      "satisfied",
      "scored",
      "absent",
      "impression",
      "delivered",
      "opened",
      "clicked",
      "dismissed",
      "bounced",
      "optedOut",
      "consented",
      "withdrewConsent",
      "objected",
    ]);
    expect(numbersOf(featuresOf({ ...cut, features: ["events"], acts: ["opened"] }, events), "events")).toStrictEqual([
      1,
    ]);
  });

  it("is a table without rows where nobody was active", () => {
    const table = featuresOf(cut, [eventAt(MONDAY, { act: "delivered" }), eventAt(cut.asOf)]);
    expect(table.rowCount).toBe(0);
    expect(numbersOf(table, "activeDays")).toStrictEqual([]);
  });

  it("does not change when the future arrives, nor with the order of events", () => {
    const options = {
      asOf: MONDAY + 14 * DAY,
      origin: MONDAY,
      features: ["clicks", "sessions", "weekEntropy"],
    } as const;
    const later = anyEvent.map((event) => ({ ...event, at: options.asOf + Math.abs(event.at - MONDAY) }));
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 20 }).chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
        fc.array(later, { maxLength: 5 }),
        ([past, other], future) => {
          const table = featuresOf(options, past);
          expect(featuresOf(options, [...future, ...past])).toStrictEqual(table);
          expect(featuresOf(options, other)).toStrictEqual(table);
        },
      ),
    );
  });

  it("is what the fold says, in shards", () => {
    const options = { ...cut, features: ["clicks", "sessions"] } as const;
    const fold = rightOf(activityFold(options));
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), fc.array(anyEvent, { maxLength: 20 }), (xs, ys) => {
        const shard = (events: readonly LearnerEvent[]) => events.reduce(fold.step, fold.empty());
        expect(fold.extract(fold.merge(shard(xs), shard(ys)))).toStrictEqual(featuresOf(options, [...xs, ...ys]));
      }),
    );
  });

  it("takes times as Dates", () => {
    const dated: unknown[] = [{ ...eventAt(0), at: new Date(MONDAY) }];
    const table = rightOf(activityFeatures({ asOf: new Date(cut.asOf), origin: new Date(MONDAY) })(untyped(dated)));
    expect(numbersOf(table, "dormantDays")).toStrictEqual([21]);
  });
});

describe("what does not fit", () => {
  const optionsWith = (options: unknown): readonly string[] => issuesOf(activityFeatures(untyped(options))([]));

  it.each([
    [{}, ["missing at asOf", "missing at origin"]],
    [{ ...cut, windowDays: 7 }, ["inconsistent at windowDays"]],
    [{ asOf: MONDAY, windowDays: 0 }, ["out-of-range at windowDays"]],
    [{ asOf: MONDAY, windowDays: 1.5 }, ["not-integer at windowDays"]],
    [{ asOf: MONDAY, origin: MONDAY }, ["inconsistent at asOf"]],
    [{ asOf: MONDAY + DAY, origin: MONDAY, features: ["weeklyTrend"] }, ["inconsistent at features"]],
    [{ asOf: MONDAY + 13 * DAY, origin: MONDAY, features: ["weeklyTrend"] }, ["inconsistent at features"]],
    [{ ...cut, features: ["activeDay"] }, ["unknown-value at features.0"]],
    [{ ...cut, features: ["toString"] }, ["unknown-value at features.0"]],
    [{ ...cut, features: [] }, ["empty at features"]],
    [{ ...cut, features: ["clicks", "clicks"] }, ["duplicate at features.1"]],
    [{ ...cut, features: [3] }, ["wrong-type at features.0"]],
    [{ ...cut, shares: ["forums"] }, ["unknown-value at shares.0"]],
    [{ ...cut, shares: [3] }, ["wrong-type at shares.0"]],
    [{ ...cut, acts: ["view"] }, ["unknown-value at acts.0"]],
    [{ ...cut, learners: [1] }, ["wrong-type at learners.0"]],
    [{ ...cut, learners: ["a", "a"] }, ["duplicate at learners.1"]],
    [{ ...cut, gapMinutes: 0 }, ["out-of-range at gapMinutes"]],
    [{ ...cut, feature: [] }, ["unknown-key at feature"]],
  ])("options %j", (options, issues) => {
    expect(optionsWith(options)).toStrictEqual(issues);
  });

  it("accepts the smallest that does fit", () => {
    expect(activityFeatures({ asOf: MONDAY + DAY, origin: MONDAY })([])._tag).toBe("Right");
    expect(activityFeatures({ asOf: MONDAY, windowDays: 14, features: ["weeklyTrend"] })([])._tag).toBe("Right");
    expect(activityFeatures({ ...cut, features: [], shares: ["forum"] })([])._tag).toBe("Right");
  });

  it("names the event, and the nearest word", () => {
    const events: unknown = [
      eventAt(MONDAY),
      { ...eventAt(MONDAY), act: "vieved" },
      { ...eventAt(MONDAY / 1000), learner: 7, count: 0 },
    ];
    const failure = invalidOf(activityFeatures(cut)(untyped(events)));
    expect(failure.in).toBe("records.activityFeatures");
    expect(failure.issues.map(({ code, path }) => `${code} at ${path.join(".")}`)).toStrictEqual([
      "unknown-value at 1.act",
      "wrong-type at 2.learner",
      "wrong-unit at 2.at",
      "out-of-range at 2.count",
    ]);
    expect(failure.issues[0].expected).toContain('did you mean "viewed"?');
  });

  it("never throws, whatever it is given", () => {
    for (const value of hostileValues()) {
      expect(activityFeatures(untyped(value))([])._tag).toBe("Left");
      expect(activityFold(untyped(value))._tag).toBe("Left");
    }
    fc.assert(
      fc.property(hostile, (value) => {
        const table = activityFeatures(cut)(untyped(value));
        expect(table._tag === "Left" ? leftOf(table)._tag : numbersOf(rightOf(table), "activeDays")).toBeDefined();
        expect(activityFeatures(cut)(untyped([value]))._tag).toBe("Left");
      }),
    );
  });
});
