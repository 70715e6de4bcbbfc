import { describe, expect, it } from "vitest";
import { reading } from "../../../../src/core/check/index.ts";
import { orThrow } from "../../../../src/core/vocabulary/index.ts";
import type { Histories } from "../../../../src/spacing/readHistories.ts";
import { learnerHistories } from "../../../../src/spacing/training/population/learnerHistories.ts";
import { issuesOf } from "../issuesOf.ts";

const START = Date.UTC(2025, 0, 1);
const rows = [0, 1, 2, 3, 4, 5, 6];

/** Cards of 2, 1, 0, 3 and 1 rows; every column tells which row it is of. */
const HISTORIES: Histories = {
  offsets: Float64Array.of(0, 2, 3, 3, 6, 7),
  grades: Float64Array.from(rows, (row) => 1 + (row % 4)),
  at: Float64Array.from(rows, (row) => START + row),
  day: Float64Array.from(rows, (row) => 100 + row),
  elapsedDays: Float64Array.from(rows, (row) => 10 * row),
};

const dealt = (log: object, histories = HISTORIES): readonly Histories[] =>
  orThrow(reading("a test", (found) => learnerHistories(found, [3], log, histories)));

describe("the histories of each learner of a log", () => {
  it("are those of her cards, in their order, learners in the order of their first card", () => {
    const [ana, ben, ...others] = dealt({ learners: ["ana", "ben", "ben", "ana", "ben"] });
    expect(others).toEqual([]);
    const of = (offsets: readonly number[], own: readonly number[]): Histories => ({
      offsets: Float64Array.from(offsets),
      grades: Float64Array.from(own, (row) => 1 + (row % 4)),
      at: Float64Array.from(own, (row) => START + row),
      day: Float64Array.from(own, (row) => 100 + row),
      elapsedDays: Float64Array.from(own, (row) => 10 * row),
    });
    expect(ana).toEqual(of([0, 2, 5], [0, 1, 3, 4, 5]));
    expect(ben).toEqual(of([0, 1, 1, 2], [2, 6]));
  });

  it("hold every row once, whoever has it", () => {
    const all = dealt({ learners: ["a", "b", "c", "d", "a"] });
    expect(all).toHaveLength(4);
    expect(all.flatMap(({ day }) => Array.from(day)).sort((a, b) => a - b)).toEqual(rows.map((row) => 100 + row));
  });

  it("leave out what the log does not say: times, and days without a column", () => {
    const [only] = dealt({ learners: ["a", "a", "a", "a", "a"] }, { ...HISTORIES, at: null, day: new Float64Array(0) });
    expect(only).toEqual({ ...HISTORIES, at: null, day: new Float64Array(0) });
  });

  it("are all of them where the log names nobody", () => {
    expect(dealt({})).toEqual([HISTORIES]);
    expect(dealt({ learners: undefined })[0]).toBe(HISTORIES);
  });

  it("are none where the names do not fit, which is noted", () => {
    const wrong = (log: unknown) => {
      let answer: unknown;
      const issues = issuesOf((found) => {
        answer = learnerHistories(found, [3], log, HISTORIES);
      });
      return { issues, answer };
    };
    expect(wrong({ learners: ["a", "b"] })).toEqual({
      issues: [["3.learners", "inconsistent", "5 names, one for each card", "an array of 2"]],
      answer: [],
    });
    expect(wrong({ learners: Array.from({ length: 6 }, () => "a") }).answer).toEqual([]);
    expect(wrong({ learners: "a" }).issues[0]).toEqual(["3.learners", "wrong-type", "an array", '"a"']);
    expect(wrong({ learners: ["a", "b", 7, "a", ""] }).issues).toEqual([
      ["3.learners.2", "wrong-type", "a string", "7"],
      ["3.learners.4", "empty", "a string that is not empty", '""'],
    ]);
    expect(wrong(null).issues).toEqual([["3", "wrong-type", "columns of reviews", "null"]]);
  });
});
