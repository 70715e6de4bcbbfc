import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  calibrationCurve,
  calibrationIndex,
  lowess,
  sortPredictions,
  wilsonInterval,
} from "../../../src/core/scoring/index.ts";

interface Case {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly fraction: number;
  readonly delta: number;
  readonly fitted: readonly number[];
  readonly index: number;
}
// made by lowess.py with statsmodels 0.15.0
const cases: readonly Case[] = JSON.parse(readFileSync(new URL("../../fixtures/lowess.json", import.meta.url), "utf8"));

const scored = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean()), { minLength: 1, maxLength: 60 })
  .map((rows) =>
    sortPredictions(
      Float64Array.from(rows, ([twentieths]) => twentieths / 20),
      Uint8Array.from(rows, ([, happened]) => Number(happened)),
    ),
  );

describe("lowess", () => {
  it("agrees with statsmodels, with ties, few points, and lines far apart", () => {
    expect(cases.length).toBeGreaterThanOrEqual(15);
    for (const { x, y, fraction, delta, fitted, index } of cases) {
      const predicted = Float64Array.from(x);
      const curve = lowess(predicted, y, fraction, delta);
      for (const [i, value] of curve.entries()) expect(value).toBeCloseTo(fitted[i] ?? Number.NaN, 9);
      const standard = fraction > 0.5 && delta < 0.015 * ((x[x.length - 1] ?? 0) - (x[0] ?? 0));
      if (standard) expect(calibrationIndex({ predicted, outcomes: Uint8Array.from(y) })).toBeCloseTo(index, 9);
    }
  });

  it("goes through a straight line, and through the mean where all points lie at one place", () => {
    const x = Float64Array.from({ length: 30 }, (_, i) => i / 30);
    lowess(
      x,
      x.map((value) => 2 * value - 1),
      0.5,
      0,
    ).forEach((value, i) => {
      expect(value).toBeCloseTo(2 * (x[i] ?? 0) - 1, 10);
    });
    expect(Array.from(lowess(Float64Array.of(0.5, 0.5, 0.5, 0.5), [1, 0, 0, 0], 2 / 3, 0))).toEqual(
      Array(4).fill(0.25),
    );
    expect(Array.from(lowess(Float64Array.of(0.5), [1], 2 / 3, 0))).toEqual([1]);
    expect(lowess(new Float64Array(0), [], 2 / 3, 0).length).toBe(0);
  });

  it("stays finite whatever the ties", () => {
    fc.assert(
      fc.property(
        scored,
        fc.constantFrom(0.3, 2 / 3, 1),
        fc.constantFrom(0, 0.01, 0.3),
        ({ predicted, outcomes }, fraction, delta) => {
          const curve = lowess(predicted, outcomes, fraction, delta);
          expect(curve.every(Number.isFinite)).toBe(true);
          for (let i = 1; i < curve.length; i += 1)
            if (predicted[i] === predicted[i - 1]) expect(curve[i]).toBe(curve[i - 1]);
        },
      ),
    );
  });
});

describe("calibration", () => {
  it("has Wilson's interval", () => {
    // statsmodels 0.15.0: proportion_confint(15, 20, method='wilson'), and of (0, 10) and (10, 10)
    const [lower, upper] = wilsonInterval(15, 20);
    expect(lower).toBeCloseTo(0.5312991, 6);
    expect(upper).toBeCloseTo(0.8881383, 6);
    expect(wilsonInterval(0, 10)[0]).toBe(0);
    expect(wilsonInterval(0, 10)[1]).toBeCloseTo(0.2775328, 6);
    expect(wilsonInterval(10, 10)[0]).toBeCloseTo(0.7224672, 6);
    expect(wilsonInterval(10, 10)[1]).toBe(1);
  });

  it("groups rising predictions into parts of about one size and parts none of the same size", () => {
    const sorted = sortPredictions(Float64Array.of(0.9, 0.1, 0.5, 0.5, 0.5, 0.7), Uint8Array.of(1, 0, 1, 0, 1, 1));
    expect(Array.from(sorted.predicted)).toEqual([0.1, 0.5, 0.5, 0.5, 0.7, 0.9]);
    expect(Array.from(sorted.outcomes)).toEqual([0, 1, 0, 1, 1, 1]);
    const { predicted, observed, count } = calibrationCurve(sorted, 3);
    expect(count).toEqual([4, 2]);
    expect(predicted).toEqual([0.4, 0.8]);
    expect(observed).toEqual([0.5, 1]);
  });

  it("keeps every prediction in one group, and its means", () => {
    fc.assert(
      fc.property(scored, fc.integer({ min: 1, max: 12 }), (sorted, groups) => {
        const { predicted, observed, lower, upper, count } = calibrationCurve(sorted, groups);
        const n = sorted.predicted.length;
        expect(count.length).toBeLessThanOrEqual(groups);
        expect(count.reduce((sum, each) => sum + each, 0)).toBe(n);
        const total = (values: readonly number[]) => values.reduce((sum, value, g) => sum + value * (count[g] ?? 0), 0);
        expect(total(predicted)).toBeCloseTo(
          sorted.predicted.reduce((sum, p) => sum + p, 0),
          9,
        );
        expect(total(observed)).toBeCloseTo(
          sorted.outcomes.reduce((sum, y) => sum + y, 0),
          9,
        );
        observed.forEach((share, g) => {
          expect((lower[g] ?? 1) <= share && share <= (upper[g] ?? 0)).toBe(true);
        });
        predicted.slice(1).forEach((p, g) => {
          expect(p).toBeGreaterThan(predicted[g] ?? 1);
        });
      }),
    );
  });
});

describe("calibrationCurve beside ties", () => {
  const sizes = (predicted: readonly number[], groups: number) =>
    calibrationCurve({ predicted: Float64Array.from(predicted), outcomes: new Uint8Array(predicted.length) }, groups)
      .count;
  const tied = (n: number, value: number): readonly number[] => Array.from({ length: n }, () => value);
  const apart = (n: number, from: number): readonly number[] => Array.from({ length: n }, (_, i) => from + i / 1000);

  it("makes no group of less than half the even size out of what ties leave over", () => {
    // 40 rows in four groups of ten: the tie takes 19, and the one row up to 20 is no group
    expect(sizes([...tied(19, 0.1), ...apart(21, 0.2)], 4)).toEqual([19, 11, 10]);
    // five rows are half a group, and stand for themselves
    expect(sizes([...tied(15, 0.1), ...apart(25, 0.2)], 4)).toEqual([15, 5, 10, 10]);
    // at the end they join the group before
    expect(sizes([...apart(20, 0.2), ...tied(16, 0.5), ...apart(4, 0.6)], 4)).toEqual([10, 10, 20]);
    expect(sizes(apart(3, 0.2), 10)).toEqual([1, 1, 1]);
    expect(sizes([], 10)).toEqual([]);
  });
});
