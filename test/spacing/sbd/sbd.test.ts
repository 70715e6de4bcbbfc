import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow, reason } from "../../../src/core/vocabulary/index.ts";
import { explain } from "../../../src/explain/index.ts";
import {
  createMemory,
  GRADES,
  intervalDays,
  parseMemoryState,
  preview,
  replayMany,
  review,
  SBD_BOUNDS,
  SBD_WEIGHTS,
  sbd,
} from "../../../src/spacing/index.ts";
import oracle from "../../fixtures/memoryModels.json" with { type: "json" };
import { between, DAY, START } from "../arbitraries.ts";
import { behavesAsMemoryModel } from "../memoryModelSuite.ts";

const standard = orThrow(createMemory(sbd)());

/** How far the weights lie apart among learners (the published penalty); three times that, within the bounds. */
const SPREAD = [1.754, 1.2339, 0.5003, 0.546, 0.0989, 1.1685, 0.7778];
const anyWeights = fc
  .tuple(
    ...SBD_WEIGHTS.map((weight, index) => {
      const [lower = 0, upper = 0] = SBD_BOUNDS[index] ?? [];
      const reach = 3 * (SPREAD[index] ?? 0);
      return between(Math.max(lower, weight - reach), Math.min(upper, weight + reach));
    }),
  )
  .map(([low = 0, high = 0, ...others]) => [low, Math.max(low, high), ...others].map((weight) => weight + 0)); // JSON knows no -0

const anyMemory = fc
  .record({
    weights: anyWeights,
    retention: between(0.5, 0.98),
    maximumIntervalDays: fc.integer({ min: 1, max: 36_500 }),
    time: fc.oneof(
      fc.constant({ elapsed: "study-days" as const }),
      between(0, 1).map((minimumIntervalDays) => ({ elapsed: "exact" as const, minimumIntervalDays })),
    ),
  })
  .map(({ time, ...options }) => orThrow(createMemory(sbd)({ ...options, ...time })));

behavesAsMemoryModel(sbd, anyMemory, { certainAtOnce: false });

describe("SBD against its recurrence in 40 digits", () => {
  it("follows stability, brittleness and recall of every history", () => {
    expect(oracle.sbd.length).toBe(16);
    for (const { weights, grades, days, rows } of oracle.sbd) {
      const memory = orThrow(createMemory(sbd)({ weights }));
      const { after, recallBefore } = orThrow(
        replayMany(memory)({ offsets: [0, grades.length], grades, elapsedDays: days }),
      );
      for (const [row, [recall, stability, brittleness]] of rows.entries()) {
        // a dozen reviews of a few roundings each
        expect(Math.abs((after.stability[row] ?? 0) / Number(stability) - 1)).toBeLessThan(1e-12);
        expect(after.brittleness[row]).toBe(brittleness);
        expect(after.lastGrade[row]).toBe(grades[row]);
        if (row > 0) expect(Math.abs((recallBefore[row] ?? 0) / Number(recall) - 1)).toBeLessThan(1e-12);
      }
    }
  });
});

describe("SBD, its numbers", () => {
  it("starts at S = e^L rho^(G-1) and n = max(0, (3 - G) / 2)", () => {
    const starts = orThrow(preview(standard)({ at: START }));
    const [low, high] = SBD_WEIGHTS;
    for (const [index, grade] of GRADES.entries()) {
      const { stability, brittleness, lastGrade } = starts[grade].state;
      expect(stability).toBeCloseTo(Math.exp(low + ((high - low) * index) / 3), 14);
      expect(brittleness).toBe([1, 0.5, 0, 0][index]);
      expect(lastGrade).toBe(index + 1);
    }
  });

  it("foretells less than certainty just after a review, so that a weak memory comes back at once", () => {
    const { again, good } = orThrow(preview(standard)({ at: START }));
    expect(standard.kernel.recall(again.state, 0)).toBeCloseTo(0.8, 2);
    expect(standard.kernel.recall(good.state, 0)).toBeCloseTo(0.989, 3);
    expect(orThrow(intervalDays(standard)({ state: again.state }))).toBe(0);
    expect(again.intervalDays).toBe(1);
    expect(again.reasons.map(({ code }) => code)).toEqual(["first-review", "already-below"]);
    expect(again.reasons[1]?.values).toEqual({
      recall: standard.kernel.recall(again.state, 0),
      retention: 0.9,
      minimumIntervalDays: 1,
    });
    expect(explain(again.reasons[1] ?? reason("no-times"))).toMatch(
      /^the chance of recall is 0\.80? right after this review, already below the 0\.90? asked for/,
    );
    const codeAt = (retention: number): string | undefined =>
      orThrow(review(orThrow(createMemory(sbd)({ retention })))({ grade: "again", at: START })).reasons[1]?.code;
    expect(codeAt(standard.kernel.recall(again.state, 0))).toBe("shortest-interval"); // not below it
    expect(codeAt(0.79)).toBe("shortest-interval");
  });

  it("plans nothing beyond a year unless told so, since a run of good multiplies its intervals by ten", () => {
    const goodWhenDue = (maximumIntervalDays?: number): number[] => {
      const memory = orThrow(createMemory(sbd)({ maximumIntervalDays }));
      let outcome = orThrow(review(memory)({ grade: "good", at: START }));
      const days = [outcome.intervalDays];
      for (let step = 1; step < 4; step += 1) {
        outcome = orThrow(review(memory)({ state: outcome.state, grade: "good", at: outcome.dueAt }));
        days.push(outcome.intervalDays);
      }
      return days;
    };
    expect(goodWhenDue()).toEqual([6, 66, 365, 365]);
    expect(goodWhenDue(36_500)).toEqual([6, 66, 720, 7764]);
  });

  it("counts brittleness up to 50 and keeps stability in [0.001, 36500]", () => {
    const { state } = orThrow(review(standard)({ grade: "again", at: START }));
    const next = (change: Partial<typeof state>, grade: 1 | 2 | 3 | 4, days: number, memory = standard) => {
      const from = { ...state, ...change };
      return memory.kernel.next(from, grade, days, memory.kernel.recall(from, days), { at: START, day: 20_089 });
    };
    expect([49.5, 49.75, 50].map((brittleness) => next({ brittleness }, 1, 1).brittleness)).toEqual([50, 50, 50]);
    expect(next({ brittleness: 49 }, 2, 1).brittleness).toBe(49.5);
    expect(next({ stability: 0.001, brittleness: 0 }, 1, 0).stability).toBe(0.001);
    expect(next({ stability: 36_500 }, 3, 3000).stability).toBe(36_500);
    expect(next({}, 1, 1).lapses).toBe(1);
    expect(next({}, 1, 0.99).lapses).toBe(0);
    expect(next({}, 2, 1).lapses).toBe(0);
    expect(next({}, 3, 2).reviews).toBe(2);
  });

  it("has an interval for any weights within their bounds, however long", () => {
    fc.assert(
      fc.property(fc.tuple(...SBD_BOUNDS.map(([lower, upper]) => between(lower, upper))), (weights) => {
        const [low = 0, high = 0, ...others] = weights;
        const memory = orThrow(createMemory(sbd)({ weights: [Math.min(low, high), Math.max(low, high), ...others] }));
        const { state } = orThrow(review(memory)({ grade: "good", at: START }));
        for (const retention of [0.0001, 0.9, 0.9999]) {
          const days = orThrow(intervalDays(memory)({ state, retention }));
          expect(days).toBeGreaterThanOrEqual(0);
          expect(days).toBeLessThanOrEqual(1e250);
        }
        const later = orThrow(review(memory)({ state, grade: "again", at: START + 9 * DAY })).state;
        expect(orThrow(parseMemoryState(memory)(later))).toEqual(later);
      }),
    );
  });

  it("takes the ends of every bound, and refuses what lies beyond and an H below L", () => {
    const make = createMemory(sbd);
    for (const [index, [lower, upper]] of SBD_BOUNDS.entries()) {
      for (const [value, within] of [
        [lower, true],
        [upper, true],
        [lower - 0.0001, false],
        [upper + 0.0001, false],
      ] as const) {
        const weights = SBD_WEIGHTS.map((weight, place) => (place === index ? value : weight));
        if (index === 0) weights[1] = SBD_BOUNDS[1]?.[1] ?? 0;
        if (index === 1) weights[0] = SBD_BOUNDS[0]?.[0] ?? 0;
        const made = make({ weights });
        if (within) expect(made._tag).toBe("Right");
        else
          expect(made).toMatchObject({
            left: {
              issues: expect.arrayContaining([
                expect.objectContaining({ path: ["weights", index], code: "out-of-range" }),
              ]),
            },
          });
      }
    }
    expect(make({ weights: [1, 0.5, ...SBD_WEIGHTS.slice(2)] })).toMatchObject({
      left: { in: "spacing.createMemory", issues: [{ path: ["weights", 1], expected: "a weight not below w0" }] },
    });
    expect(make({ weights: SBD_WEIGHTS.slice(1) })).toMatchObject({ left: { issues: [{ path: ["weights"] }] } });
    expect(make({ elapsed: "study-days", minimumIntervalDays: 0.5 })).toMatchObject({
      left: { issues: [{ path: ["minimumIntervalDays"] }] },
    });
  });
});
