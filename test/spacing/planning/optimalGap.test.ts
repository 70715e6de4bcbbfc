import { describe, expect, it } from "vitest";
import * as spacing from "../../../src/spacing/index.ts";
import { issuesOf, rightOf } from "../../support/property.ts";
import { toyMemory, toyState } from "./toyMemory.ts";

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
    const asked = (options: unknown, question: unknown = { state: good6 }) =>
      issuesOf(spacing.optimalGap(options as never)(question as never)); // as a caller without types asks
    const good = { memory: six, testDays: 9 };
    expect(asked(undefined)[0]).toBe("wrong-type at ");
    expect(asked({ testDays: 9 })[0]).toBe("missing at memory");
    expect(asked({ ...good, testDays: 36_501 })).toEqual(["out-of-range at testDays"]);
    expect(asked({ ...good, testDays: 2.5 })).toEqual(["not-integer at testDays"]);
    expect(asked({ ...good, reviews: 5 })).toEqual(["out-of-range at reviews"]);
    expect(asked({ ...good, reviews: 0 })).toEqual(["out-of-range at reviews"]);
    expect(asked({ ...good, countFrom: "test" })).toEqual(["unknown-value at countFrom"]);
    expect(asked({ ...good, gap: 3 })).toEqual(["unknown-key at gap"]);
    expect(asked(good, 3)[0]).toBe("wrong-type at ");
    expect(asked(good, {})).toEqual(["missing at state"]);
    expect(asked(good, { state: { ...good6, stability: -1 } })).toEqual(["out-of-range at state.stability"]);
  });

  it("looks at no gap beyond twice the days of the test, and at a week at least", () => {
    // recall that only a review after so many days, or later, would bring back
    const needs = (days: number) =>
      toyMemory({}, (level, elapsed) => (level === 3 ? 1 : elapsed >= days ? 1 : 0.5 ** (1 + level)));
    const gap = (testDays: number, days: number) =>
      rightOf(
        spacing.optimalGap({ memory: needs(days), testDays, passingShares: [0, 0, 1] })({
          state: toyState(0, 20_000, AT),
        }),
      ).gapDays;
    expect(gap(2, 7)).toEqual([7]);
    expect(gap(2, 8)).toEqual([1]);
    expect(gap(30, 60)).toEqual([60]);
    expect(gap(30, 61)).toEqual([1]);
  });

  /** The best of all gaps, by trying them all. */
  const bestOfAll = <S extends spacing.MemoryState>(
    { kernel }: spacing.Memory<spacing.MemoryModel, S>,
    start: S,
    shares: readonly [number, number, number],
    days: number,
    reviews: number,
  ): number => {
    const expected = (one: S, [gap, ...rest]: readonly number[], left: number): number => {
      if (gap === undefined) return kernel.recall(one, left);
      const recall = kernel.recall(one, gap);
      const moment = { at: one.lastAt + gap * 86_400_000, day: one.lastDay + gap };
      const after = (grade: 1 | 2 | 3 | 4) => expected(kernel.next(one, grade, gap, recall, moment), rest, left);
      return (1 - recall) * after(1) + recall * (shares[0] * after(2) + shares[1] * after(3) + shares[2] * after(4));
    };
    let best = 0;
    const go = (gaps: readonly number[]): void => {
      const left = days - gaps.reduce((sum, gap) => sum + gap, 0);
      if (left < 1) return;
      if (gaps.length === reviews) best = Math.max(best, expected(start, gaps, left));
      else for (let gap = 1; gap < left; gap += 1) go([...gaps, gap]);
    };
    go([]);
    return best;
  };

  it("finds the best of all gaps of two and three reviews: by trying them all", () => {
    const shares = [0.25, 0.5, 0.25] as const;
    const state = toyState(0, 20_000, AT);
    const found = <S extends spacing.MemoryState>(
      memory: spacing.Memory<spacing.MemoryModel, S>,
      from: S,
      days: number,
      reviews: number,
    ) =>
      rightOf(
        spacing.optimalGap({ memory, testDays: days, countFrom: "start", reviews, passingShares: shares })({
          state: from,
        }),
      );
    for (const [days, reviews] of [
      [6, 2],
      [9, 2],
      [9, 3],
      [16, 2],
      [14, 3],
    ] as const) {
      for (const steepness of [0.5, 1, 3]) {
        const toy = toyMemory({}, (level, elapsed) => (1 + elapsed / (2 * (1 + level))) ** -steepness);
        const { expectedRecall, recallWithout } = found(toy, state, days, reviews);
        expect(expectedRecall).toBeCloseTo(bestOfAll(toy, state, shares, days, reviews), 12);
        expect(recallWithout).toBe(toy.kernel.recall(state, days));
      }
      const { expectedRecall } = found(six, good6, days, reviews);
      expect(expectedRecall).toBeCloseTo(bestOfAll(six, good6, shares, days, reviews), 12);
    }
  });
});
