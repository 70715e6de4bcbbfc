import { describe, expect, it } from "vitest";
import { createMemory, LEITNER_GAPS, leitner, review } from "../../../src/spacing/index.ts";
import { invalidOf, rightOf } from "../../support/property.ts";
import { DAY, START } from "../arbitraries.ts";

describe("the tables of gaps", () => {
  it("are those that are named", () => {
    expect(LEITNER_GAPS.memrise).toEqual([1, 6, 12, 48, 96, 180]);
    expect(LEITNER_GAPS.doubling).toEqual([1, 2, 4, 8, 16, 32, 64]);
    expect(LEITNER_GAPS.pimsleur.map((days) => Math.round(days * 86_400))).toEqual([
      5, 25, 120, 600, 3600, 18_000, 86_400, 432_000, 2_160_000, 10_368_000, 63_072_000,
    ]);
  });
});

describe("a review within a day", () => {
  const within = (elapsed: "exact" | "study-days", grade: "good" | "again") => {
    const memory = rightOf(createMemory(leitner)({ elapsed }));
    const { state } = rightOf(review(memory)({ grade: "good", at: START }));
    return rightOf(review(memory)({ state, grade, at: START + DAY / 4 })).reasons[0]?.code;
  };

  it("counts where time is exact, and is one of the same day where days are counted", () => {
    expect([within("exact", "good"), within("exact", "again")]).toEqual([
      "recalled-within-day",
      "forgotten-within-day",
    ]);
    expect([within("study-days", "good"), within("study-days", "again")]).toEqual([
      "same-day-review",
      "same-day-review",
    ]);
  });
});

describe("what a Leitner box expects", () => {
  const expected = (options: object) => invalidOf(createMemory(leitner)(options)).issues.map((issue) => issue.expected);

  it("is said in words", () => {
    expect(expected({ gapsDays: [2, 1] })).toEqual(["gaps that do not fall"]);
    expect(expected({ minimumIntervalDays: 0.5 })).toEqual(['1, or elapsed "exact": study days know no part of a day']);
    expect(createMemory(leitner)({ gapsDays: [1, 1, 36_500] })._tag).toBe("Right");
    expect(createMemory(leitner)({ gapsDays: [1, 36_501] })._tag).toBe("Left");
    expect(createMemory(leitner)({ gapsDays: new Array(100).fill(1) })._tag).toBe("Right");
    expect(createMemory(leitner)({ gapsDays: new Array(101).fill(1) })._tag).toBe("Left");
  });
});
