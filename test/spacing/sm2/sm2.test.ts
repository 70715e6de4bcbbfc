import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  createMemory,
  intervalDays,
  parseMemoryState,
  replay,
  replayMany,
  review,
  sm2,
} from "../../../src/spacing/index.ts";
import oracle from "../../fixtures/memoryModels.json" with { type: "json" };
import { between, DAY, START } from "../arbitraries.ts";
import { behavesAsMemoryModel } from "../memoryModelSuite.ts";

const standard = orThrow(createMemory(sm2)());

const anyQualities = fc
  .tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.nat(2))
  .filter(([, hard, good, easy]) => hard <= good && good <= easy)
  .map(([again, hard, good, easy]) => [again, 3 + hard, 3 + good, 3 + easy] as const);

const anyMemory = fc
  .record({
    qualities: anyQualities,
    failureLowersEase: fc.boolean(),
    retention: between(0.5, 0.98),
    maximumIntervalDays: fc.integer({ min: 1, max: 36_500 }),
    elapsed: fc.constantFrom("study-days" as const, "exact" as const),
  })
  .map((options) => orThrow(createMemory(sm2)(options)));

behavesAsMemoryModel(sm2, anyMemory, { leastRecall: 0.0001 });

describe("SM-2 against the rule in exact fractions", () => {
  it("follows interval, ease and repetitions of every history", () => {
    expect(oracle.sm2.length).toBe(24);
    for (const { failureLowersEase, grades, rows } of oracle.sm2) {
      const memory = orThrow(createMemory(sm2)({ failureLowersEase }));
      const elapsedDays = grades.map((_, row) => (row === 0 ? 0 : 1 + (row % 3)));
      const { after, intervalDays: days } = orThrow(
        replayMany(memory)({ offsets: [0, grades.length], grades, elapsedDays }),
      );
      expect(Array.from(after.intervalDays)).toEqual(rows.map(([interval]) => interval));
      expect(Array.from(after.ease)).toEqual(rows.map(([, ease]) => ease));
      expect(Array.from(after.repetitions)).toEqual(rows.map(([, , repetitions]) => repetitions));
      expect(Array.from(days)).toEqual(Array.from(after.intervalDays)); // the rule's own at retention 0.9
    }
  });
});

describe("SM-2, its numbers", () => {
  const { state } = orThrow(review(standard)({ grade: "good", at: START }));
  const next = (change: Partial<typeof state>, grade: 1 | 2 | 3 | 4, days = 1, memory = standard) =>
    memory.kernel.next({ ...state, ...change }, grade, days, 1, { at: START + days * DAY, day: 20_089 + days });

  it("changes the ease by 0.1, 0 and -0.14 for qualities 5, 4 and 3, and keeps it at a failure", () => {
    expect([1, 2, 3, 4].map((grade) => next({}, grade as 1 | 2 | 3 | 4).ease)).toEqual([2.5, 2.36, 2.5, 2.6]);
    const lowering = orThrow(createMemory(sm2)({ failureLowersEase: true, qualities: [0, 3, 4, 5] }));
    expect(next({}, 1, 1, lowering).ease).toBe(1.7); // 2.5 + 0.1 - 5 · 0.18
    expect(next({ ease: 1.35 }, 2).ease).toBe(1.3);
  });

  it("rounds a product up, but not one that is whole", () => {
    const repetitions = 3;
    expect(next({ intervalDays: 10, ease: 2.5 + 0.1 + 0.1, repetitions }, 3).intervalDays).toBe(27);
    expect(next({ intervalDays: 7, ease: 1.3, repetitions }, 3).intervalDays).toBe(10); // 9.1
    expect(next({ intervalDays: 36_000, ease: 1.3, repetitions }, 3).intervalDays).toBe(36_500);
  });

  it("goes 1, 6 and on, and back to 1 at a failure", () => {
    const days = (grades: readonly ("again" | "good")[]) =>
      orThrow(replay(standard)(grades.map((grade, index) => ({ grade, at: START + index * DAY })))).reviews.map(
        (each) => each.intervalDays,
      );
    expect(days(["good", "good", "good", "again", "good", "good", "good"])).toEqual([1, 6, 15, 1, 1, 6, 15]);
    expect(days(["again", "good", "good"])).toEqual([1, 1, 6]);
  });

  it("takes reviews of the same day as its final drill", () => {
    const drilled = next({ repetitions: 2, intervalDays: 6 }, 1, 0.9);
    expect(drilled).toEqual({
      ...state,
      repetitions: 2,
      intervalDays: 6,
      reviews: 2,
      lastAt: drilled.lastAt,
      lastDay: drilled.lastDay,
    });
    expect(next({}, 1, 1).lapses).toBe(1);
    expect(next({}, 2, 1).lapses).toBe(0);
  });

  it("says 0.9 at the end of the interval, and scales by ln r / ln 0.9", () => {
    const long = { ...state, intervalDays: 15 };
    expect(standard.kernel.recall(long, 15)).toBeCloseTo(0.9, 15);
    expect(standard.kernel.recall(long, 30)).toBeCloseTo(0.81, 15);
    expect(standard.kernel.recall(long, 36_500)).toBe(0.0001);
    expect(orThrow(intervalDays(standard)({ state: long, retention: 0.81 }))).toBeCloseTo(30, 12);
  });

  it("refuses qualities that do not fit the grades, and a state with more repetitions than reviews", () => {
    for (const [qualities, path] of [
      [
        [3, 3, 4, 5],
        ["qualities", 0],
      ],
      [
        [2, 2, 4, 5],
        ["qualities", 1],
      ],
      [
        [2, 4, 3, 5],
        ["qualities", 2],
      ],
      [
        [2, 3, 5, 4],
        ["qualities", 3],
      ],
      [
        [2, 3, 4, 6],
        ["qualities", 3],
      ],
      [
        [-1, 3, 4, 5],
        ["qualities", 0],
      ],
      [
        [2, 3.5, 4, 5],
        ["qualities", 1],
      ],
    ] as const)
      expect(createMemory(sm2)({ qualities: qualities as never })).toMatchObject({ left: { issues: [{ path }] } });
    expect(parseMemoryState(standard)({ ...state, repetitions: 1 })._tag).toBe("Right");
    expect(parseMemoryState(standard)({ ...state, repetitions: 2 })).toMatchObject({
      left: { issues: [{ path: ["repetitions"], code: "inconsistent" }] },
    });
    expect(parseMemoryState(standard)({ ...state, ease: 1.29 })).toMatchObject({
      left: { issues: [{ path: ["ease"] }] },
    });
  });
});
