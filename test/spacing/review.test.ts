import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import {
  createMemory,
  type Fsrs6State,
  fsrs6,
  intervalDays,
  preview,
  recall,
  replay,
  review,
} from "../../src/spacing/index.ts";
import { DAY, START } from "./arbitraries.ts";

const memory = orThrow(createMemory(fsrs6)());
const exact = orThrow(createMemory(fsrs6)({ elapsed: "exact" }));
const START_DAY = 20_089; // 2025-01-01 in days since 1970-01-01

const first = orThrow(review(memory)({ grade: "good", at: START }));

const stateOf = (change: Partial<Fsrs6State>): Fsrs6State => ({ ...first.state, ...change });

describe("review", () => {
  it("starts a card that has no state", () => {
    expect(first).toEqual({
      state: {
        kind: "fsrs-6",
        version: 1,
        stability: 2.3065,
        difficulty: expect.closeTo(2.118104, 6),
        lastAt: START,
        lastDay: START_DAY,
        reviews: 1,
        lapses: 0,
      },
      dueAt: START + 2 * DAY,
      dueDay: START_DAY + 2,
      intervalDays: 2,
      recallBefore: null,
      reasons: [
        { code: "first-review", values: {} },
        { code: "recall-falls-due", values: { days: 2.3065, retention: 0.9 } },
      ],
    });
  });

  it("takes a Date for a time, a state that is undefined for none, and a row with further keys", () => {
    const row = { state: undefined, grade: "good" as const, at: new Date(START), day: undefined, card: "word 17" };
    expect(review(memory)(row)).toEqual({ _tag: "Right", right: first });
  });

  it("counts every review of one UTC day as the same day, and one minute past midnight as the next", () => {
    const evening = stateOf({ lastAt: Date.UTC(2025, 0, 1, 23, 59) });
    const within = orThrow(
      review(memory)({ state: first.state, grade: "good", at: Date.UTC(2025, 0, 1, 23, 59, 59, 999) }),
    );
    expect(within.recallBefore).toBe(1);
    expect(within.reasons[0]).toEqual({ code: "same-day-review", values: {} });
    const after = orThrow(review(memory)({ state: evening, grade: "good", at: Date.UTC(2025, 0, 2) }));
    expect(after.reasons[0]).toEqual({ code: "recalled", values: { days: 1, recall: after.recallBefore } });
  });

  it("counts days by the study day where it is named, also back across the date line", () => {
    const late = Date.UTC(2025, 0, 2, 2); // still the first of January before a cutoff at four
    const sameDay = orThrow(review(memory)({ state: first.state, grade: "good", at: late, day: START_DAY }));
    expect(sameDay.recallBefore).toBe(1);
    expect(sameDay.state.lastDay).toBe(START_DAY);
    expect(sameDay.dueDay).toBe(START_DAY + sameDay.intervalDays);
    const earlier = orThrow(review(memory)({ state: first.state, grade: "good", at: late, day: START_DAY - 1 }));
    expect(earlier.recallBefore).toBe(1);
    const nextDay = orThrow(review(memory)({ state: first.state, grade: "good", at: late, day: START_DAY + 1 }));
    expect(nextDay.recallBefore).toBe(orThrow(recall(memory)({ state: first.state, at: START + DAY })));
  });

  it("refuses a study day further than two from the UTC day of the review", () => {
    for (const day of [START_DAY - 2, START_DAY + 2])
      expect(review(memory)({ grade: "good", at: START, day })._tag).toBe("Right");
    for (const day of [START_DAY - 3, START_DAY + 3, 20_250_101]) {
      expect(review(memory)({ grade: "good", at: START, day })).toMatchObject({
        left: { in: "spacing.review", issues: [{ path: ["day"], code: "inconsistent", received: String(day) }] },
      });
    }
  });

  it("counts milliseconds where the model says exact, whatever day is named", () => {
    const at = START + 1.5 * DAY;
    const outcome = orThrow(review(exact)({ state: first.state, grade: "good", at, day: START_DAY }));
    expect(outcome.recallBefore).toBe(exact.kernel.recall(first.state, 1.5));
    expect(outcome.reasons[0]).toEqual({ code: "recalled", values: { days: 1.5, recall: outcome.recallBefore } });
    const sameDay = orThrow(review(exact)({ state: first.state, grade: "good", at: START + DAY - 1 }));
    expect(sameDay.reasons[0]?.code).toBe("same-day-review");
    expect(sameDay.recallBefore).toBeLessThan(1);
    const wholeDay = orThrow(review(exact)({ state: first.state, grade: "good", at: START + DAY }));
    expect(wholeDay.reasons[0]?.code).toBe("recalled");
  });

  it("says that a card was forgotten, after how many days and against which chance", () => {
    const { recallBefore, reasons } = orThrow(
      review(memory)({ state: first.state, grade: "again", at: START + 5 * DAY }),
    );
    expect(reasons[0]).toEqual({ code: "forgotten", values: { days: 5, recall: recallBefore } });
  });

  it("refuses a review before the last one and takes one at the same instant", () => {
    expect(review(memory)({ state: first.state, grade: "good", at: START - 1 })).toEqual({
      _tag: "Left",
      left: {
        _tag: "InvalidInput",
        in: "spacing.review",
        issues: [
          {
            path: ["at"],
            code: "unordered",
            expected: `at or after the last review (${START})`,
            received: String(START - 1),
          },
        ],
        moreIssues: 0,
      },
    });
    expect(review(memory)({ state: first.state, grade: "good", at: START })._tag).toBe("Right");
  });

  it("caps the interval at the longest, says so, and says so only where the cap decides", () => {
    const state = stateOf({ stability: 99.6, difficulty: 5 });
    const at = START + 100 * DAY;
    const free = orThrow(review(memory)({ state, grade: "good", at }));
    expect(free.reasons[1]?.code).toBe("recall-falls-due");
    for (const [cap, capped] of [
      [free.intervalDays - 1, true],
      [free.intervalDays, false],
    ] as const) {
      const tight = orThrow(createMemory(fsrs6)({ maximumIntervalDays: cap }));
      const outcome = orThrow(review(tight)({ state, grade: "good", at }));
      expect(outcome.intervalDays).toBe(cap);
      expect(outcome.reasons[1]).toEqual(
        capped
          ? {
              code: "longest-interval",
              values: { days: outcome.state.stability, retention: 0.9, maximumIntervalDays: cap },
            }
          : free.reasons[1],
      );
    }
  });

  it("plans at least one day ahead, and says so only where that decides", () => {
    const again = orThrow(review(memory)({ grade: "again", at: START }));
    expect(again.intervalDays).toBe(1);
    expect(again.reasons[1]).toEqual({
      code: "shortest-interval",
      values: { days: 0.212, retention: 0.9, minimumIntervalDays: 1 },
    });
    const hard = orThrow(review(memory)({ grade: "hard", at: START }));
    expect(hard.intervalDays).toBe(1);
    expect(hard.reasons[1]?.code).toBe("recall-falls-due");
  });

  it("rounds the interval to the nearest day", () => {
    const days = (retention: number): number =>
      orThrow(review(orThrow(createMemory(fsrs6)({ retention })))({ grade: "good", at: START })).intervalDays;
    expect(days(0.9)).toBe(2); // 2.3065
    expect(days(0.88)).toBe(3); // 2.95…
    expect(days(0.8)).toBe(8); // 7.648
  });

  it("gives the recall of its reasons truly: another recall would have given another state", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.constantFrom("again", "hard", "good", "easy"), (days, grade) => {
        const state = stateOf({ stability: 30, difficulty: 5 });
        const outcome = orThrow(review(memory)({ state, grade, at: START + days * DAY }));
        const other = orThrow(review(memory)({ state, grade, at: START + (days + 1) * DAY }));
        expect(other.state.stability).not.toBe(outcome.state.stability);
      }),
    );
  });
});

describe("recall and intervalDays", () => {
  it("fall in steps, one a study day, or continuously where the model says exact", () => {
    const at = (days: number): number => START + days * DAY;
    expect(recall(memory)({ state: first.state, at: at(0.6) })).toEqual(
      recall(memory)({ state: first.state, at: at(0) }),
    );
    expect(orThrow(recall(exact)({ state: first.state, at: at(0.6) }))).toBe(exact.kernel.recall(first.state, 0.6));
    expect(recall(memory)({ state: first.state, at: at(3), day: START_DAY + 2 })).toEqual(
      recall(memory)({ state: first.state, at: at(2) }),
    );
  });

  it("refuse what they cannot answer, by name", () => {
    expect(recall(memory)({ state: first.state, at: START - 1 })).toMatchObject({
      left: { in: "spacing.recall", issues: [{ path: ["at"], code: "unordered" }] },
    });
    for (const retention of [0, 1, -1, 2, 0.00009, 0.99991, Number.NaN]) {
      expect(intervalDays(memory)({ state: first.state, retention })).toMatchObject({
        left: { in: "spacing.intervalDays", issues: [{ path: ["retention"] }] },
      });
    }
    for (const retention of [0.0001, 0.9999])
      expect(intervalDays(memory)({ state: first.state, retention })._tag).toBe("Right");
    // @ts-expect-error a state is needed
    expect(intervalDays(memory)({})).toMatchObject({ left: { issues: [{ path: ["state"], code: "missing" }] } });
    // @ts-expect-error a state is needed
    expect(recall(memory)({ at: START })).toMatchObject({ left: { issues: [{ path: ["state"], code: "missing" }] } });
  });
});

describe("preview", () => {
  it("refuses a time before the last review", () => {
    expect(preview(memory)({ state: first.state, at: START - 1 })).toMatchObject({
      left: { in: "spacing.preview", issues: [{ path: ["at"], code: "unordered" }] },
    });
  });

  it("names a key that looks like a misspelling, and says what it expected", () => {
    for (const [key, meant] of [
      ["stat", "state"],
      ["At", "at"],
      ["Day", "day"],
    ] as const) {
      const { [meant]: moved, ...rest } = { state: first.state, at: START, day: START_DAY };
      const given = { ...rest, [key]: moved };
      for (const ask of [preview, recall]) {
        const answer = ask(memory)(given as never); // a caller without types
        expect(answer).toMatchObject({ left: { issues: expect.arrayContaining([nearMiss(key, meant)]) } });
      }
    }
    for (const ask of [preview, recall])
      expect(ask(memory)(3 as never)).toHaveProperty("left.issues.0.expected", "a card and a time"); // on purpose
  });
  const nearMiss = (key: string, meant: string) =>
    expect.objectContaining({ path: [key], expected: expect.stringContaining(meant) });

  it("previews a new card on a named study day", () => {
    const { good } = orThrow(preview(memory)({ at: START, day: START_DAY - 1 }));
    expect(good).toEqual(orThrow(review(memory)({ grade: "good", at: START, day: START_DAY - 1 })));
  });
});

describe("replay", () => {
  it("refuses an empty history as too little", () => {
    expect(replay(memory)([])).toEqual({
      _tag: "Left",
      left: { _tag: "InsufficientData", in: "spacing.replay", of: "reviews", needed: 1, found: 0 },
    });
  });

  it("names the review that is out of order", () => {
    const history = [
      { grade: "good", at: START },
      { grade: "good", at: START + 2 * DAY },
      { grade: "good", at: START + DAY },
    ] as const;
    expect(replay(memory)(history)).toMatchObject({
      left: { in: "spacing.replay", issues: [{ path: [2, "at"], code: "unordered" }] },
    });
  });

  it("names the review whose grade, time, day or shape does not fit", () => {
    const history = [
      { grade: "god", at: START },
      null,
      { grade: "good", at: START / 1000 },
      { grade: "good", at: START, day: 3 },
    ];
    // @ts-expect-error none of these is a review
    expect(replay(memory)(history)).toMatchObject({
      left: {
        issues: [
          { path: [0, "grade"], code: "unknown-value", expected: expect.stringContaining('did you mean "good"?') },
          { path: [1], code: "wrong-type" },
          { path: [2, "at"], code: "wrong-unit" },
          { path: [3, "day"], code: "inconsistent" },
        ],
      },
    });
  });

  it("follows the study days named", () => {
    const named = orThrow(
      replay(memory)([
        { grade: "good", at: START, day: START_DAY },
        { grade: "good", at: START + DAY, day: START_DAY },
      ]),
    );
    expect(named.reviews[1]?.recallBefore).toBe(1);
    expect(named.state.lastDay).toBe(START_DAY);
  });
});
