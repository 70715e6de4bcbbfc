import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaUnderCurve, brierScore, logLoss, rootMeanSquaredError } from "../../../src/core/scoring/index.ts";

// Oracle: R 4.2, wilcox.test, mean(dbinom(log = TRUE))
const predicted = Float64Array.from([
  0.05, 0.1, 0.2, 0.2, 0.3, 0.35, 0.4, 0.5, 0.55, 0.6, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95,
]);
const outcomes = Uint8Array.from([0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1]);

const scored = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 19 }), fc.boolean()), { minLength: 1, maxLength: 40 })
  .map((rows) => ({
    p: Float64Array.from(rows, ([twentieths]) => twentieths / 20),
    y: Uint8Array.from(rows, ([, happened]) => Number(happened)),
  }));

describe("scores of predicted probabilities", () => {
  it("agree with R on sixteen rows with ties", () => {
    expect(areaUnderCurve(predicted, outcomes)).toBe(0.78125);
    expect(logLoss(predicted, outcomes)).toBeCloseTo(0.546714073085688, 14);
    expect(brierScore(predicted, outcomes)).toBeCloseTo(0.19015625, 14);
    expect(rootMeanSquaredError(predicted, outcomes)).toBeCloseTo(Math.sqrt(0.19015625), 14);
  });

  it("are null where they say nothing", () => {
    const none = new Float64Array(0);
    expect(areaUnderCurve(none, new Uint8Array(0))).toBeNull();
    expect(logLoss(none, new Uint8Array(0))).toBeNull();
    expect(brierScore(none, new Uint8Array(0))).toBeNull();
    expect(rootMeanSquaredError(none, new Uint8Array(0))).toBeNull();
    const two = Float64Array.from([0.3, 0.6]);
    for (const single of [0, 1]) {
      expect(areaUnderCurve(two, new Uint8Array(2).fill(single))).toBeNull();
    }
  });

  it("leave the area under the curve as it is under rising transformations, and turn it round with the predictions", () => {
    fc.assert(
      fc.property(scored, ({ p, y }) => {
        const area = areaUnderCurve(p, y);
        expect(areaUnderCurve(p.map(Math.exp), y)).toBe(area);
        if (area === null) return;
        expect(
          areaUnderCurve(
            p.map((one) => -one),
            y,
          ),
        ).toBeCloseTo(1 - area, 14);
      }),
    );
  });

  it("give the area under the curve of its definition, pair by pair", () => {
    fc.assert(
      fc.property(scored, ({ p, y }) => {
        let [pairs, won] = [0, 0];
        for (const [i, one] of p.entries())
          for (const [j, other] of p.entries()) {
            if (y[i] !== 1 || y[j] !== 0) continue;
            pairs += 1;
            won += one > other ? 1 : one === other ? 0.5 : 0;
          }
        expect(areaUnderCurve(p, y)).toBe(pairs === 0 ? null : won / pairs);
      }),
    );
  });

  it("cost infinitely much where the impossible happens, and nothing where the certain does", () => {
    expect(logLoss(Float64Array.from([0]), Uint8Array.from([1]))).toBe(Number.POSITIVE_INFINITY);
    expect(logLoss(Float64Array.from([1]), Uint8Array.from([0]))).toBe(Number.POSITIVE_INFINITY);
    expect(logLoss(Float64Array.from([1, 0]), Uint8Array.from([1, 0]))).toBe(0);
    expect(brierScore(Float64Array.from([1, 0]), Uint8Array.from([0, 1]))).toBe(1);
    expect(brierScore(Float64Array.from([1, 0.5]), Uint8Array.from([1, 0]))).toBe(0.125);
  });
});
