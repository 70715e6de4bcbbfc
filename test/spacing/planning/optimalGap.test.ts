import { describe, expect, it } from "vitest";
import * as spacing from "../../../src/spacing/index.ts";
import { issuesOf, rightOf } from "../../support/property.ts";

const AT = Date.UTC(2025, 2, 3, 9);
const six = rightOf(spacing.createMemory(spacing.fsrs6)());
const seven = rightOf(spacing.createMemory(spacing.fsrs7)());
const good6 = rightOf(spacing.review(six)({ grade: "good", at: AT })).state;
const good7 = rightOf(spacing.review(seven)({ grade: "good", at: AT })).state;
const onlyGood = [0, 1, 0] as const;

describe("optimalGap", () => {
  // computed apart from the formulas of FSRS-6 and FSRS-7 with their default weights: one good review, one more after the gap, answered good or again
  it.each([
    [7, 4, 0.9101, 3, 0.9191],
    [35, 9, 0.8032, 12, 0.857],
    [70, 12, 0.7446, 18, 0.8222],
    [350, 17, 0.6015, 31, 0.7333],
  ])("has the known best gaps for a test %i days after the last review", (testDays, gap6, recall6, gap7, recall7) => {
    const by6 = rightOf(spacing.optimalGap({ memory: six, testDays, passingShares: onlyGood })({ state: good6 }));
    expect(by6.gapDays).toEqual([gap6]);
    expect(by6.expectedRecall).toBeCloseTo(recall6, 4);
    const by7 = rightOf(spacing.optimalGap({ memory: seven, testDays, passingShares: onlyGood })({ state: good7 }));
    expect(by7.gapDays).toEqual([gap7]);
    expect(by7.expectedRecall).toBeCloseTo(recall7, 4);
  });

  it("expects what the grades lead to, each by its share", () => {
    const { gapDays, expectedRecall, recallWithout } = rightOf(
      spacing.optimalGap({ memory: six, testDays: 20 })({ state: good6 }),
    );
    const gap = gapDays[0] as number;
    const at = (days: number) => AT + days * 86_400_000;
    const before = rightOf(spacing.recall(six)({ state: good6, at: at(gap) }));
    const shares = { again: 1 - before, hard: before * 0.224, good: before * 0.631, easy: before * 0.145 };
    const expected = spacing.GRADES.reduce((sum, grade) => {
      const { state } = rightOf(spacing.review(six)({ state: good6, grade, at: at(gap) }));
      return sum + shares[grade] * rightOf(spacing.recall(six)({ state, at: at(gap + 20) }));
    }, 0);
    expect(expectedRecall).toBeCloseTo(expected, 12);
    expect(recallWithout).toBeCloseTo(rightOf(spacing.recall(six)({ state: good6, at: at(gap + 20) })), 12);
  });

  it("keeps the reviews before a test that has a date, and a free review goes to the day before it", () => {
    const one = rightOf(spacing.optimalGap({ memory: six, testDays: 30, countFrom: "start" })({ state: good6 }));
    expect(one.gapDays).toEqual([29]);
    const three = rightOf(
      spacing.optimalGap({ memory: six, testDays: 30, countFrom: "start", reviews: 3 })({ state: good6 }),
    );
    expect(three.gapDays).toHaveLength(3);
    expect(three.gapDays.reduce((sum, gap) => sum + gap, 0)).toBeLessThanOrEqual(29);
    expect(three.expectedRecall).toBeGreaterThan(one.expectedRecall);
    expect(one.recallWithout).toBe(three.recallWithout);
  });

  it("takes as many reviews as there are days", () => {
    const tight = rightOf(
      spacing.optimalGap({ memory: six, testDays: 3, countFrom: "start", reviews: 2 })({ state: good6 }),
    );
    expect(tight.gapDays).toEqual([1, 1]);
    expect(
      issuesOf(spacing.optimalGap({ memory: six, testDays: 3, countFrom: "start", reviews: 3 })({ state: good6 })),
    ).toEqual(["out-of-range at reviews"]);
  });

  it("says what is wrong", () => {
    expect(issuesOf(spacing.optimalGap({ memory: six, testDays: 0 })({ state: good6 }))).toEqual([
      "out-of-range at testDays",
    ]);
    expect(issuesOf(spacing.optimalGap({ memory: six, testDays: 1, countFrom: "start" })({ state: good6 }))).toEqual([
      "out-of-range at testDays",
    ]);
    expect(
      issuesOf(spacing.optimalGap({ memory: six, testDays: 9, passingShares: [0.5, 0.4, 0] })({ state: good6 })),
    ).toEqual(["out-of-range at passingShares"]);
  });
});
