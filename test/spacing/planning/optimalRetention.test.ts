import { describe, expect, it } from "vitest";
import { explain } from "../../../src/explain/index.ts";
import * as spacing from "../../../src/spacing/index.ts";
import { simulationsFor } from "../../../src/spacing/planning/optimalRetention.ts";
import { deepFreeze, issuesOf, leftOf, rightOf } from "../../support/property.ts";

const DAY = 86_400_000;
const FROM = Date.UTC(2025, 2, 3, 9);
const memory = rightOf(spacing.createMemory(spacing.fsrs6)());
const sum = (column: ArrayLike<number>) => Array.from(column).reduce((total, one) => total + one, 0);
const reviewed = (grade: spacing.Grade, daysAgo: number) =>
  rightOf(spacing.review(memory)({ grade, at: FROM - daysAgo * DAY })).state;
const known = deepFreeze(
  Array.from({ length: 300 }, (_, place) => ({
    state: reviewed(spacing.GRADES[place % 4] as spacing.Grade, 1 + (place % 20)),
  })),
);

/** Means of runs of the public simulator, with the standard error of minutes per memorised. */
const simulated = (options: object, retention: number, cards: typeof known | [], runs: number) => {
  const asked = rightOf(spacing.createMemory(spacing.fsrs6)({ retention }));
  const all = Array.from({ length: runs }, (_, place) => {
    const one = rightOf(spacing.simulateReviews({ memory: asked, from: FROM, seed: 100 + place, ...options })(cards));
    return { minutes: sum(one.minutes), memorised: one.memorised[one.memorised.length - 1] as number };
  });
  const ratios = all.map(({ minutes, memorised }) => minutes / memorised);
  const mean = sum(ratios) / runs;
  const deviation = Math.sqrt(sum(ratios.map((ratio) => (ratio - mean) ** 2)) / (runs - 1));
  return {
    ratio: mean,
    error: deviation / Math.sqrt(runs),
    minutes: sum(all.map(({ minutes }) => minutes)) / runs,
    memorised: sum(all.map(({ memorised }) => memorised)) / runs,
  };
};

describe("optimalRetention", () => {
  it.each([
    ["plenty of time", { deck: 600, days: 120, newPerDay: 10, minutesPerDay: 200 }, []],
    ["full days", { deck: 5000, days: 90, minutesPerDay: 20 }, []],
    ["cards that are known already", { deck: 400, days: 90, newPerDay: 5, minutesPerDay: 60 }, known],
  ] as const)("expects what simulations come to: %s", (_name, options, cards) => {
    const given = cards as typeof known;
    const expected = rightOf(spacing.optimalRetention({ memory, from: FROM, ...options })(given));
    const tried = [expected.tried[0], expected.tried[expected.tried.length - 1]] as const;
    for (const one of tried) {
      const runs = simulated(options, (one as spacing.TriedRetention).retention, given, 6);
      const { minutesPerMemorised, minutes, memorised } = one as spacing.TriedRetention;
      // four standard errors, and three hundredths for the grid and the days that run over
      expect(Math.abs(minutesPerMemorised - runs.ratio)).toBeLessThan(4 * runs.error + 0.03 * runs.ratio);
      expect(Math.abs(minutes - runs.minutes)).toBeLessThan(0.06 * runs.minutes);
      expect(Math.abs(memorised - runs.memorised)).toBeLessThan(0.03 * runs.memorised);
    }
  });

  it("finds by expectation what it finds by simulation, as far as the valley is not flat", () => {
    // a lesson that takes long and a review that takes none: the least is inside
    const options = {
      memory,
      from: FROM,
      deck: 200,
      days: 90,
      newPerDay: 10,
      minutesPerDay: 600,
      firstSeconds: [400, 400, 400, 400],
    } as const;
    const expected = rightOf(spacing.optimalRetention(options)([]));
    const runs = rightOf(spacing.optimalRetention({ ...options, by: "simulation", simulations: 12 })([]));
    expect(expected.retention).toBeGreaterThan(0.72);
    expect(expected.retention).toBeLessThan(0.94);
    // what each holds for best is within two hundredths of the other's best
    expect(simulated(options, expected.retention, [], 12).ratio).toBeLessThan(1.02 * runs.minutesPerMemorised);
    expect(Math.abs(expected.minutesPerMemorised / runs.minutesPerMemorised - 1)).toBeLessThan(0.03);
    for (const { tried, minutesPerMemorised, retention } of [expected, runs]) {
      expect(tried.map((one) => one.retention)).toEqual([...tried.map((one) => one.retention)].sort());
      for (const one of tried) expect(one.minutesPerMemorised).toBeGreaterThanOrEqual(minutesPerMemorised);
      expect(tried.some((one) => one.retention === retention)).toBe(true);
    }
  });

  it("takes the mean over seeds from `seed` on", () => {
    const options = { memory, from: FROM, deck: 40, days: 20, newPerDay: 10 };
    const found = rightOf(spacing.optimalRetention({ ...options, by: "simulation", simulations: 3, seed: 100 })([]));
    const runs = simulated({ deck: 40, days: 20, newPerDay: 10 }, found.retention, [], 3);
    expect(found.minutesPerMemorised).toBeCloseTo(runs.ratio, 9);
    expect(found.minutes).toBeCloseTo(runs.minutes, 9);
    expect(found.memorised).toBeCloseTo(runs.memorised, 9);
  });

  it("makes as many runs as the rule says", () => {
    expect([365, 1000, 30, 1].map(simulationsFor)).toEqual([16, 16, 180, 180]);
    expect(simulationsFor(100)).toBe(61); // 16 / .2622
    expect(simulationsFor(364)).toBe(16);
  });

  it("does not look at the retention of the memory, and uses no chance unless asked to", () => {
    const options = { from: FROM, deck: 40, days: 30 };
    const other = rightOf(spacing.createMemory(spacing.fsrs6)({ retention: 0.8 }));
    expect(spacing.optimalRetention({ memory: other, ...options })([])).toEqual(
      spacing.optimalRetention({ memory, ...options })([]),
    );
  });

  it("goes by FSRS-7", () => {
    const seven = rightOf(spacing.createMemory(spacing.fsrs7)());
    const options = { memory: seven, from: FROM, deck: 100, days: 25, newPerDay: 10 };
    const expected = rightOf(spacing.optimalRetention(options)([]));
    const runs = rightOf(spacing.optimalRetention({ ...options, by: "simulation", simulations: 4 })([]));
    expect(Math.abs(expected.minutesPerMemorised / runs.minutesPerMemorised - 1)).toBeLessThan(0.06);
  });

  it("says that nothing is learned where there is no time", () => {
    for (const by of ["expectation", "simulation"] as const) {
      const failure = leftOf(
        spacing.optimalRetention({ memory, from: FROM, deck: 5, days: 5, minutesPerDay: 0, by })([]),
      );
      expect(failure).toMatchObject({ _tag: "NotIdentified", what: "retention" });
      expect(explain((failure as unknown as { because: never }).because)).toBe(
        "of 5 cards none is known after 5 days: there is no time to learn any",
      );
    }
  });

  it("says what is wrong", () => {
    const issues = (options: object, cards: unknown = []) =>
      issuesOf(spacing.optimalRetention({ memory, from: FROM, days: 5, deck: 3, ...options } as never)(cards as never));
    expect(issues({ by: "guess" })).toEqual(["unknown-value at by"]);
    expect(issues({ simulations: 3 })).toEqual(["inconsistent at simulations"]);
    expect(issues({ reviewsPerDay: 3, seed: 1 })).toEqual(["inconsistent at reviewsPerDay", "inconsistent at seed"]);
    expect(issues({ by: "simulation", simulations: 0 })).toEqual(["out-of-range at simulations"]);
    expect(issues({ retention: 0.9 })).toEqual(["unknown-key at retention"]);
    expect(issues({}, [{}])[0]).toBe("missing at 0.state");
  });
});
