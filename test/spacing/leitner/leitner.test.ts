import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  createMemory,
  type Grade,
  LEITNER_GAPS,
  leitner,
  parseMemoryState,
  replay,
  review,
} from "../../../src/spacing/index.ts";
import { between, DAY, START } from "../arbitraries.ts";
import { behavesAsMemoryModel } from "../memoryModelSuite.ts";

const standard = orThrow(createMemory(leitner)());

const anyMemory = fc
  .record({
    gapsDays: fc
      .array(between(0.00005, 1000), { minLength: 1, maxLength: 12 })
      .map((gaps) => gaps.sort((a, b) => a - b)),
    onFailure: fc.constantFrom("first-box" as const, "one-box-back" as const),
    retention: between(0.5, 0.98),
    maximumIntervalDays: fc.integer({ min: 1, max: 36_500 }),
    time: fc.oneof(
      fc.constant({ elapsed: "study-days" as const }),
      between(0, 1).map((part) => ({ elapsed: "exact" as const, part })),
    ),
  })
  .map(({ time, gapsDays, ...options }) => {
    const [first = 1] = gapsDays; // no interval may be shorter than the first gap
    return orThrow(
      time.elapsed === "exact"
        ? createMemory(leitner)({
            ...options,
            gapsDays,
            elapsed: "exact",
            minimumIntervalDays: time.part * Math.min(1, first),
          })
        : createMemory(leitner)({ ...options, gapsDays: gapsDays.map((gap) => Math.max(1, gap)) }),
    );
  });

behavesAsMemoryModel(leitner, anyMemory, { leastRecall: 0.0001 });

const boxes = (memory: typeof standard, steps: readonly (readonly [Grade, days: number])[]): number[] => {
  let at = START;
  const reviews = steps.map(([grade, days]) => {
    at += Math.round(days * DAY);
    return { grade, at };
  });
  return orThrow(replay(memory)(reviews)).reviews.map(({ state }) => state.box);
};

describe("the Leitner box", () => {
  it("doubles its gaps from one day", () => {
    const { reviews } = orThrow(
      replay(standard)(
        [0, 1, 3, 7, 15, 31, 63, 127, 191].map((day) => ({ grade: "good" as const, at: START + day * DAY })),
      ),
    );
    expect(reviews.map(({ intervalDays }) => intervalDays)).toEqual([1, 2, 4, 8, 16, 32, 64, 64, 64]);
  });

  it("moves on at any pass of a later day and not on the same one", () => {
    expect(
      boxes(standard, [
        ["again", 0],
        ["hard", 1],
        ["good", 1],
        ["easy", 1],
        ["easy", 0],
        ["good", 0.2],
      ]),
    ).toEqual([1, 2, 3, 4, 4, 4]);
  });

  it("goes back to the first box, or one box back, on the same day too", () => {
    const climb = [
      ["good", 0],
      ["good", 1],
      ["good", 1],
      ["good", 1],
      ["again", 0],
      ["again", 1],
      ["again", 1],
      ["again", 1],
    ] as const;
    expect(boxes(standard, climb)).toEqual([1, 2, 3, 4, 1, 1, 1, 1]);
    const back = orThrow(createMemory(leitner)({ onFailure: "one-box-back" }));
    expect(boxes(back, climb)).toEqual([1, 2, 3, 4, 3, 2, 1, 1]);
  });

  it("counts a lapse on a later day only", () => {
    const { reviews } = orThrow(
      replay(standard)([0, 0, 1, 2].map((day) => ({ grade: "again" as const, at: START + day * DAY }))),
    );
    expect(reviews.map(({ state }) => state.lapses)).toEqual([0, 0, 1, 2]);
  });

  it("runs through Pimsleur's gaps, seconds and all, each review exactly when due", () => {
    const memory = orThrow(
      createMemory(leitner)({ gapsDays: LEITNER_GAPS.pimsleur, elapsed: "exact", minimumIntervalDays: 0 }),
    );
    let outcome = orThrow(review(memory)({ grade: "good", at: START }));
    const seconds = [(outcome.dueAt - START) / 1000];
    for (let step = 1; step < 11; step += 1) {
      const at = outcome.dueAt;
      expect(outcome.state.box).toBe(step);
      outcome = orThrow(review(memory)({ state: outcome.state, grade: "good", at }));
      seconds.push((outcome.dueAt - at) / 1000);
    }
    expect(seconds).toEqual([5, 25, 120, 600, 3600, 18_000, 86_400, 432_000, 2_160_000, 10_368_000, 63_072_000]);
    expect(outcome.state.box).toBe(11);
  });

  it("refuses gaps below the shortest interval, naming the option, in place of planning days for seconds", () => {
    for (const options of [
      { gapsDays: LEITNER_GAPS.pimsleur },
      { gapsDays: LEITNER_GAPS.pimsleur, elapsed: "exact" as const },
      { gapsDays: [0.5, 1], elapsed: "exact" as const, minimumIntervalDays: 0.51 },
    ])
      expect(createMemory(leitner)(options)).toMatchObject({
        left: {
          issues: [
            {
              path: ["minimumIntervalDays"],
              expected:
                'no more than the first of gapsDays: gaps of less than a day need elapsed "exact" and minimumIntervalDays 0',
            },
          ],
        },
      });
    for (const minimumIntervalDays of [0, 0.5])
      expect(createMemory(leitner)({ gapsDays: [0.5, 1], elapsed: "exact", minimumIntervalDays })._tag).toBe("Right");
  });

  it("does not move on before a gap of less than a day is over, at another retention neither", () => {
    const memory = orThrow(
      createMemory(leitner)({ gapsDays: [0.5, 1, 2], elapsed: "exact", minimumIntervalDays: 0, retention: 0.81 }),
    );
    // at 0.81 half a day becomes a day
    expect(
      boxes(memory, [
        ["good", 0],
        ["good", 0.99],
        ["good", 1],
        ["good", 1],
      ]),
    ).toEqual([1, 1, 2, 3]);
    const strict = orThrow(createMemory(leitner)({ gapsDays: [0.5, 1, 2], elapsed: "exact", minimumIntervalDays: 0 }));
    expect(
      boxes(strict, [
        ["good", 0],
        ["good", 0.49],
        ["good", 0.5],
      ]),
    ).toEqual([1, 1, 2]);
  });

  it("knows its own boxes only", () => {
    const { state } = orThrow(review(standard)({ grade: "good", at: START }));
    expect(parseMemoryState(standard)({ ...state, box: 7 })._tag).toBe("Right");
    for (const box of [0, 8, 1.5])
      expect(parseMemoryState(standard)({ ...state, box })).toMatchObject({ left: { issues: [{ path: ["box"] }] } });
  });

  it("refuses gaps that fall, vanish or are none", () => {
    for (const [gapsDays, path] of [
      [[], ["gapsDays"]],
      [[1, 2, 1.5], ["gapsDays"]],
      [
        [0, 1],
        ["gapsDays", 0],
      ],
      [
        [1, 36_501],
        ["gapsDays", 1],
      ],
      [new Array(101).fill(1), ["gapsDays"]],
    ] as const)
      expect(createMemory(leitner)({ gapsDays })).toMatchObject({ left: { issues: { 0: { path } } } });
    expect(createMemory(leitner)({ gapsDays: new Array(100).fill(1) })._tag).toBe("Right");
    expect(createMemory(leitner)({ elapsed: "study-days", minimumIntervalDays: 0 })).toMatchObject({
      left: { issues: [{ path: ["minimumIntervalDays"] }] },
    });
  });
});
