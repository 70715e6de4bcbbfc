import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Table } from "../../../src/core/vocabulary/index.ts";
import { activeDayFold, activityFeatures, hourEntropyFold, sessionFold } from "../../../src/records/activity/index.ts";
import type { LearnerEvent } from "../../../src/records/event.ts";
import { rightOf } from "../../support/property.ts";
import { sharedData } from "../../support/sharedData.ts";
import { DAY, eventAt, MONDAY } from "./arbitraries.ts";

const oulad = sharedData("oulad");
const segment = sharedData("segment");

const linesOf = (file: string): readonly string[] =>
  gunzipSync(readFileSync(file)).toString().trim().split("\n").slice(1);

// The Open University's feature names beside ours.
const FEATURES = [
  "log1pClicks",
  "activeDays",
  "distinctObjects",
  "weekEntropy",
  "longestStreak",
  "lastActiveDay",
] as const;

const clicksOf = (line: string): LearnerEvent => {
  const [, , learner = "", object = "", day = "", clicks = ""] = line.split(",");
  return eventAt(MONDAY + Number(day) * DAY, { learner, object, count: Number(clicks) });
};

const valuesOf = (table: Table, name: string): Float64Array => {
  const column = table.columns[name];
  if (column?.kind !== "number") throw new Error(`no column ${name}`);
  return column.values;
};

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);

describe.skipIf(oulad === null)("OULAD, computed with numpy (data/oulad/expected.json)", () => {
  it.each(["AAA_2013J", "BBB_2013B"])("%s: six features of every student", (course) => {
    const expected = JSON.parse(readFileSync(`${oulad}expected.json`, "utf8"))[course];
    const events = linesOf(`${oulad}studentVle_${course}.csv.gz`).map(clicksOf);
    const learners = [...new Set(events.map(({ learner }) => learner))].sort((a, b) => Number(a) - Number(b));
    expect(events.length).toBe(expected.rows);
    expect(learners.length).toBe(expected.active);
    const started = performance.now();
    const options = { origin: MONDAY, asOf: MONDAY + 270 * DAY, learners, features: FEATURES };
    const table = rightOf(activityFeatures(options)(events));
    const elapsed = performance.now() - started;
    FEATURES.forEach((name, j) => {
      const values = valuesOf(table, name);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
      expect(relative(mean, expected.featureMean[j])).toBeLessThan(1e-12);
      expect(relative(deviation, expected.featureSdPop[j])).toBeLessThan(1e-12);
    });
    expected.kmeans4.firstTen.forEach((row: readonly number[], i: number) => {
      expect(learners[i]).toBe(String(row[0]));
      FEATURES.forEach((name, j) => {
        const value = valuesOf(table, name)[i] ?? Number.NaN;
        // Counts are exact. Logarithms differ in the last bits, and an entropy of 40 weeks adds up 40 of them.
        if (Number.isInteger(row[j + 1])) expect(value).toBe(row[j + 1]);
        else expect(relative(value, row[j + 1] ?? 0)).toBeLessThan(4e-15);
      });
    });
    // A quarter of a second for 180,982 rows on an idle core; the limit leaves room for busy ones.
    expect(elapsed).toBeLessThan(5_000);
  });
});

describe.skipIf(segment === null)("Moodle log of 130 learners (data/oulad/expected.json, moodle_la)", () => {
  const byLearner = new Map<string, LearnerEvent[]>();
  if (segment !== null) {
    for (const line of linesOf(`${segment}moodle_la_events.csv.gz`)) {
      const [time = "", learner = ""] = line.split(",");
      // "timestamps rounded to whole seconds"
      const event = eventAt(Math.round(Date.parse(`${time}Z`) / 1000) * 1000, { learner });
      const before = byLearner.get(learner);
      if (before === undefined) byLearner.set(learner, [event]);
      else before.push(event);
    }
  }
  const learners = [...byLearner.values()];

  it.each([
    [15, 9560],
    [20, 8875],
    [30, 8158],
    [60, 6849],
  ])("a gap of %i minutes makes %i sessions", (gapMinutes, sessions) => {
    const fold = rightOf(sessionFold({ gapMinutes }));
    const counts = learners.map((events) => fold.extract(events.reduce(fold.step, fold.empty())).sessions);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(sessions);
  });

  it("has 3598 active days and a mean hour entropy of 3.6251 bits", () => {
    const days = rightOf(activeDayFold());
    const hours = rightOf(hourEntropyFold());
    const active = learners.map((events) => days.extract(events.reduce(days.step, days.empty())));
    const entropy = learners.map((events) => hours.extract(events.reduce(hours.step, hours.empty())) / Math.LN2);
    expect(learners.length).toBe(130);
    expect(active.reduce((sum, n) => sum + n, 0)).toBe(3598);
    expect(relative(entropy.reduce((sum, h) => sum + h, 0) / 130, 3.625112363741823)).toBeLessThan(1e-12);
  });
});
