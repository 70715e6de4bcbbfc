import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { ankiSm2, createMemory, parseMemoryState, replayMany, review } from "../../../src/spacing/index.ts";
import oracle from "../../fixtures/memoryModels.json" with { type: "json" };
import { between, DAY, START } from "../arbitraries.ts";
import { behavesAsMemoryModel } from "../memoryModelSuite.ts";

const standard = orThrow(createMemory(ankiSm2)());

const anyMemory = fc
  .record({
    graduatingIntervalDays: fc.integer({ min: 1, max: 30 }),
    easyIntervalDays: fc.integer({ min: 1, max: 60 }),
    startingEase: between(1.31, 5),
    easyBonus: between(1, 5),
    hardMultiplier: between(0.5, 1.3),
    intervalModifier: between(0.5, 2),
    lapseMultiplier: between(0, 1),
    lapseMinimumDays: fc.integer({ min: 1, max: 5 }),
    retention: between(0.5, 0.98),
    maximumIntervalDays: fc.integer({ min: 1, max: 36_500 }),
    elapsed: fc.constantFrom("study-days" as const, "exact" as const),
  })
  .map((options) => orThrow(createMemory(ankiSm2)(options)));

behavesAsMemoryModel(ankiSm2, anyMemory, { leastRecall: 0.0001, orderedGrades: "by-default" });

const { state } = orThrow(review(standard)({ grade: "good", at: START }));
type State = typeof state;
const after = (change: Partial<State>, days: number, memory = standard): State[] =>
  ([1, 2, 3, 4] as const).map((grade) =>
    memory.kernel.next({ ...state, reviews: 9, ...change }, grade, days, 1, { at: START + days * DAY, day: 20_089 }),
  );
const intervals = (change: Partial<State>, days: number, memory = standard): number[] =>
  after(change, days, memory).map(({ intervalDays }) => intervalDays);

describe("Anki's SM-2 against the rule in exact fractions", () => {
  it("follows interval, ease and repetitions of every history", () => {
    expect(oracle.ankiSm2.length).toBe(40);
    for (const { grades, days, rows } of oracle.ankiSm2) {
      const { after: columns, intervalDays } = orThrow(
        replayMany(standard)({ offsets: [0, grades.length], grades, elapsedDays: days }),
      );
      expect(Array.from(columns.intervalDays)).toEqual(rows.map(([interval]) => interval));
      expect(Array.from(columns.ease)).toEqual(rows.map(([, ease]) => ease));
      expect(Array.from(columns.repetitions)).toEqual(rows.map(([, , passed]) => passed));
      expect(Array.from(intervalDays)).toEqual(Array.from(columns.intervalDays));
    }
  });
});

describe("Anki's SM-2 against the tests of Anki", () => {
  // rslib/src/scheduler/states/review.rs: extreme_multiplier_fuzz, low_hard_multiplier_does_not_pull_good_down
  it("gives 2, 3 and 4 days after 1 day at the lowest ease", () => {
    expect(intervals({ intervalDays: 1, ease: 1.3, repetitions: 1 }, 1).slice(1)).toEqual([2, 3, 4]);
  });

  it("respects the maximum no matter what", () => {
    const capped = orThrow(createMemory(ankiSm2)({ intervalModifier: 2, maximumIntervalDays: 5 }));
    expect(intervals({ intervalDays: 4, ease: 2.5, repetitions: 1 }, 4, capped)).toEqual([1, 5, 5, 5]);
  });

  it("does not let a low hard multiplier pull good down", () => {
    const low = orThrow(createMemory(ankiSm2)({ hardMultiplier: 0.5 }));
    expect(intervals({ intervalDays: 2, ease: 1.3, repetitions: 1 }, 2, low).slice(1)).toEqual([1, 3, 4]);
  });
});

describe("Anki's SM-2, its numbers", () => {
  it("lengthens good by half of being late and easy by all of it", () => {
    const ten = { intervalDays: 10, ease: 2.5, repetitions: 1 };
    expect(intervals(ten, 10)).toEqual([1, 12, 25, 33]); // 10 · 2.5 · 1.3 = 32.5
    expect(intervals(ten, 20)).toEqual([1, 12, 38, 65]); // 15 · 2.5 = 37.5; 20 · 3.25
  });

  it("shortens where it was early", () => {
    const ten = { intervalDays: 10, ease: 2.5, repetitions: 1 };
    expect(intervals(ten, 5)).toEqual([1, 6, 13, 14]); // 6; 12.5; 12.5 · 1.15 = 14.375
    expect(intervals(ten, 1)).toEqual([1, 6, 10, 12]); // 10 · 0.6; 10; 11.5
    expect(intervals(ten, 0)).toEqual([1, 6, 10, 12]);
    expect(intervals({ ...ten, intervalDays: 1 }, 0.5)).toEqual([1, 1, 1, 1]);
  });

  it("moves the ease by -0.2, -0.15, 0 and 0.15, down to 1.3", () => {
    expect(after({ ease: 2.5, repetitions: 1 }, 1).map(({ ease }) => ease)).toEqual([2.3, 2.35, 2.5, 2.65]);
    expect(after({ ease: 1.4, repetitions: 1 }, 1).map(({ ease }) => ease)).toEqual([1.3, 1.3, 1.4, 1.55]);
  });

  it("keeps a share of the interval at a lapse where the deck says so, without its fraction", () => {
    const soft = orThrow(createMemory(ankiSm2)({ lapseMultiplier: 0.7, lapseMinimumDays: 3 }));
    expect(intervals({ intervalDays: 10, repetitions: 1 }, 10, soft)[0]).toBe(7);
    expect(intervals({ intervalDays: 9, repetitions: 1 }, 9, soft)[0]).toBe(6); // 6.3
    expect(intervals({ intervalDays: 4, repetitions: 1 }, 4, soft)[0]).toBe(3);
    const short = orThrow(createMemory(ankiSm2)({ lapseMinimumDays: 9, maximumIntervalDays: 2 }));
    expect(intervals({ intervalDays: 2, repetitions: 1 }, 2, short)[0]).toBe(2);
  });

  it("leaves a card that is being learned as it is, but for easy before the first lapse", () => {
    expect(intervals({ repetitions: 0 }, 0)).toEqual([1, 1, 1, 4]);
    expect(intervals({ repetitions: 0, lapses: 1 }, 0)).toEqual([1, 1, 1, 1]);
    expect(intervals({ repetitions: 0 }, 0.99)).toEqual([1, 1, 1, 4]);
    expect(intervals({ repetitions: 0 }, 1)).toEqual([1, 2, 3, 4]);
    expect(after({ repetitions: 0 }, 1).map(({ repetitions }) => repetitions)).toEqual([0, 1, 1, 1]);
    expect(after({ repetitions: 2 }, 0).map(({ repetitions }) => repetitions)).toEqual([0, 3, 3, 3]);
    expect(after({ repetitions: 2 }, 1).map(({ lapses }) => lapses)).toEqual([1, 0, 0, 0]);
    expect(after({ repetitions: 2 }, 0).map(({ lapses }) => lapses)).toEqual([0, 0, 0, 0]);
  });

  it("starts at the graduating or the easy interval, no longer than the longest", () => {
    const memory = orThrow(createMemory(ankiSm2)({ graduatingIntervalDays: 3, easyIntervalDays: 7, startingEase: 2 }));
    const start = ([1, 2, 3, 4] as const).map((grade) => memory.kernel.first(grade, { at: START, day: 1 }));
    expect(start.map(({ intervalDays, ease }) => [intervalDays, ease])).toEqual([
      [3, 2],
      [3, 2],
      [3, 2],
      [7, 2],
    ]);
    const capped = orThrow(createMemory(ankiSm2)({ graduatingIntervalDays: 3, maximumIntervalDays: 2 }));
    expect(([3, 4] as const).map((grade) => capped.kernel.first(grade, { at: START, day: 1 }).intervalDays)).toEqual([
      2, 2,
    ]);
  });

  it("refuses a state with as many repetitions as reviews, and options out of their range", () => {
    expect(parseMemoryState(standard)({ ...state, repetitions: 1 })).toMatchObject({
      left: { issues: [{ path: ["repetitions"], code: "inconsistent" }] },
    });
    for (const [option, ends, beyond] of [
      ["graduatingIntervalDays", [1, 9999], [0, 10_000]],
      ["easyIntervalDays", [1, 9999], [0, 10_000]],
      ["startingEase", [1.31, 5], [1.3, 5.01]],
      ["easyBonus", [1, 5], [0.99, 5.01]],
      ["hardMultiplier", [0.5, 1.3], [0.49, 1.31]],
      ["intervalModifier", [0.5, 2], [0.49, 2.01]],
      ["lapseMultiplier", [0, 1], [-0.01, 1.01]],
      ["lapseMinimumDays", [1, 9999], [0, 10_000]],
    ] as const) {
      for (const value of ends) expect(createMemory(ankiSm2)({ [option]: value })._tag).toBe("Right");
      for (const value of beyond)
        expect(createMemory(ankiSm2)({ [option]: value })).toMatchObject({ left: { issues: [{ path: [option] }] } });
    }
  });
});
