import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaUnderCurve, sortPredictions } from "../../../src/core/scoring/index.ts";

/** Order by comparing, equal ones as they stood. */
const slowly = (predicted: Float64Array, outcomes: Uint8Array): { predicted: number[]; outcomes: number[] } => {
  const rows = Array.from(predicted, (value, row) => ({ value, row, outcome: outcomes[row] ?? 0 }));
  rows.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.row - b.row));
  return { predicted: rows.map(({ value }) => value), outcomes: rows.map(({ outcome }) => outcome) };
};

/** Every pair of a 1 and a 0, a tie a half. */
const slowArea = (predicted: Float64Array, outcomes: Uint8Array): number | null => {
  let pairs = 0;
  let won = 0;
  predicted.forEach((one, i) => {
    predicted.forEach((zero, j) => {
      if (outcomes[i] !== 1 || outcomes[j] !== 0) return;
      pairs += 1;
      won += one > zero ? 1 : one === zero ? 0.5 : 0;
    });
  });
  return pairs === 0 ? null : won / pairs;
};

const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(
    0,
    -0,
    1,
    0.5,
    0.5 + 2 ** -53,
    -0.5,
    5e-324,
    -5e-324,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ),
);

const rows = fc.array(fc.tuple(number, fc.constantFrom(0, 1)), { maxLength: 60 });

describe("sortPredictions", () => {
  it("orders as comparing does, whatever the numbers, and keeps equal ones as they stood", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const predicted = Float64Array.from(given, ([value]) => value);
        const outcomes = Uint8Array.from(given, ([, outcome]) => outcome);
        const sorted = sortPredictions(predicted, outcomes);
        const wanted = slowly(predicted, outcomes);
        expect(Array.from(sorted.predicted)).toEqual(wanted.predicted);
        expect(Array.from(sorted.outcomes)).toEqual(wanted.outcomes);
        expect(Array.from(predicted)).toEqual(given.map(([value]) => value));
      }),
    );
  });

  it("takes 0 and -0 for the same", () => {
    const { predicted, outcomes } = sortPredictions(Float64Array.of(0, -0, -1, 0), Uint8Array.of(1, 0, 1, 0));
    expect(Array.from(predicted)).toEqual([-1, 0, -0, 0]);
    expect(Array.from(outcomes)).toEqual([1, 1, 0, 0]);
  });

  it("gives the area that every pair counted gives", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const predicted = Float64Array.from(given, ([value]) => value);
        const outcomes = Uint8Array.from(given, ([, outcome]) => outcome);
        expect(areaUnderCurve(predicted, outcomes)).toBe(slowArea(predicted, outcomes));
      }),
    );
  });
});
