import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  createMemory,
  HALF_LIFE_BOUNDS,
  type HalfLifeState,
  halfLife,
  intervalDays,
  parseMemoryState,
  replay,
} from "../../../src/spacing/index.ts";
import { between, DAY, START } from "../arbitraries.ts";
import { behavesAsMemoryModel } from "../memoryModelSuite.ts";

const anyMemory = fc
  .record({
    weights: fc.tuple(...HALF_LIFE_BOUNDS.map(([lower, upper]) => between(lower, upper).map((weight) => weight + 0))), // JSON knows no -0
    retention: between(0.5, 0.98),
    maximumIntervalDays: fc.integer({ min: 1, max: 36_500 }),
    minimumIntervalDays: between(0, 1),
  })
  .map((options) => orThrow(createMemory(halfLife)(options)));

behavesAsMemoryModel(halfLife, anyMemory, { leastRecall: 0.0001, orderedGrades: "by-default" });

const memory = orThrow(createMemory(halfLife)({ weights: [1, -1, 1] }));
const stateOf = (right: number, wrong: number): HalfLifeState => ({
  kind: "half-life",
  version: 1,
  right,
  wrong,
  lastAt: START,
  lastDay: 20_089,
  reviews: right + wrong,
  lapses: 0,
});

describe("half-life regression against the equations of Settles & Meeder (2016)", () => {
  it("has h = 2^(w0 √(1 + right) + w1 √(1 + wrong) + w2) and p = 2^(-t / h)", () => {
    // right 3, wrong 0: 2^(2 - 1 + 1) = 4 days; right 0, wrong 8: 2^(1 - 3 + 1) = half a day
    for (const [right, wrong, half] of [
      [3, 0, 4],
      [0, 8, 0.5],
      [8, 3, 4],
      [15, 0, 16],
    ] as const) {
      const state = stateOf(right, wrong);
      expect(orThrow(intervalDays(memory)({ state, retention: 0.5 }))).toBeCloseTo(half, 12);
      expect(memory.kernel.recall(state, half)).toBeCloseTo(0.5, 14);
      expect(memory.kernel.recall(state, 2 * half)).toBeCloseTo(0.25, 14);
      expect(memory.kernel.recall(state, half / 2)).toBeCloseTo(Math.SQRT1_2, 14);
    }
  });

  it("clips the half-life to 15 minutes and 274 days", () => {
    const halfOf = (right: number, wrong: number) =>
      orThrow(intervalDays(memory)({ state: stateOf(right, wrong), retention: 0.5 }));
    expect(halfOf(10_000, 0)).toBeCloseTo(274, 10);
    expect(halfOf(0, 10_000)).toBeCloseTo(15 / 1440, 12);
  });

  it("tells no recall below 0.0001", () => {
    expect(memory.kernel.recall(stateOf(0, 10_000), 4000)).toBe(0.0001);
  });

  it("counts a review right unless it was again, and a lapse where that was on a later day", () => {
    const { reviews } = orThrow(
      replay(memory)([
        { grade: "again", at: START },
        { grade: "hard", at: START + 1000 },
        { grade: "again", at: START + 2000 },
        { grade: "easy", at: START + DAY },
        { grade: "good", at: START + 3 * DAY },
        { grade: "again", at: START + 4 * DAY },
      ]),
    );
    const counts = reviews.map(({ state }) => [state.right, state.wrong, state.lapses, state.reviews]);
    expect(counts).toEqual([
      [0, 1, 0, 1],
      [1, 1, 0, 2],
      [1, 2, 0, 3],
      [2, 2, 0, 4],
      [3, 2, 0, 5],
      [3, 3, 1, 6],
    ]);
  });

  it("refuses a state without a review, and weights beyond their bounds", () => {
    expect(parseMemoryState(memory)({ ...stateOf(0, 0), reviews: 1 })).toMatchObject({
      left: { issues: [{ path: ["right"], code: "inconsistent", expected: "at least one review, right or wrong" }] },
    });
    for (const [index, [lower, upper]] of HALF_LIFE_BOUNDS.entries())
      for (const value of [lower - 0.1, upper + 0.1]) {
        const weights = [0, 0, 0].map((zero, place) => (place === index ? value : zero));
        expect(createMemory(halfLife)({ weights })).toMatchObject({
          left: { issues: [{ path: ["weights", index], code: "out-of-range" }] },
        });
      }
    expect(createMemory(halfLife)({ elapsed: "study-days", minimumIntervalDays: 0 })).toMatchObject({
      left: { issues: [{ path: ["minimumIntervalDays"] }] },
    });
  });
});
