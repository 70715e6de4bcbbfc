import { describe, expect, it } from "vitest";
import { createMemory, halfLife, review } from "../../../src/spacing/index.ts";
import { invalidOf, rightOf } from "../../support/property.ts";
import { DAY, START } from "../arbitraries.ts";

describe("a half-life memory", () => {
  const memory = rightOf(createMemory(halfLife)());

  it("counts a review within a day, recalled or not", () => {
    const { state } = rightOf(review(memory)({ grade: "good", at: START }));
    const again = (grade: "good" | "again") =>
      rightOf(review(memory)({ state, grade, at: START + DAY / 4 })).reasons[0]?.code;
    expect([again("good"), again("again")]).toEqual(["recalled-within-day", "forgotten-within-day"]);
  });

  it("says in words that study days know no part of a day", () => {
    const refused = createMemory(halfLife)({ elapsed: "study-days", minimumIntervalDays: 0.5 });
    expect(invalidOf(refused).issues.map((issue) => issue.expected)).toEqual([
      '1, or elapsed "exact": study days know no part of a day',
    ]);
    expect(createMemory(halfLife)({ elapsed: "study-days", minimumIntervalDays: 1 })._tag).toBe("Right");
    expect(createMemory(halfLife)({ elapsed: "exact", minimumIntervalDays: 0.5 })._tag).toBe("Right");
  });
});
