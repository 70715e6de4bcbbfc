import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accumulate,
  addRow,
  addUnit,
  addUnits,
  copyOf,
  covarianceOf,
  difference,
  loggedValue,
  noUnits,
  type OffPolicyColumns,
  PRODUCTS,
  policyValue,
  SUMS,
  type UnitMoments,
} from "../../../src/core/offpolicy/index.ts";
import { slowValue } from "../../nudge/evaluation/slowValue.ts";

const ESTIMATORS = ["ips", "snips", "direct", "doubly-robust", "self-normalised-doubly-robust"] as const;

interface Row {
  readonly reward: number;
  readonly probability: number;
  readonly target: number;
  readonly predicted: number;
  readonly predictedUnderTarget: number;
  readonly learner: string;
}
type Rows = readonly Row[];

const rowsOf: fc.Arbitrary<Row[]> = fc.array(
  fc.record({
    reward: fc.integer({ min: -30, max: 90 }).map((n) => n / 10),
    probability: fc.integer({ min: 1, max: 10 }).map((n) => n / 10),
    target: fc.integer({ min: 1, max: 10 }).map((n) => n / 10),
    predicted: fc.integer({ min: 0, max: 10 }).map((n) => n / 10),
    predictedUnderTarget: fc.integer({ min: 0, max: 10 }).map((n) => n / 10),
    learner: fc.constantFrom("a", "b", "c", "d"),
  }),
  { minLength: 4, maxLength: 30 },
);

const columnsOf = (rows: Rows, clustered: boolean): OffPolicyColumns => {
  const learners = [...new Set(rows.map(({ learner }) => learner))];
  return {
    reward: Float64Array.from(rows, ({ reward }) => reward),
    probability: Float64Array.from(rows, ({ probability }) => probability),
    target: Float64Array.from(rows, ({ target }) => target),
    predicted: Float64Array.from(rows, ({ predicted }) => predicted),
    predictedUnderTarget: Float64Array.from(rows, ({ predictedUnderTarget }) => predictedUnderTarget),
    unit: clustered ? Int32Array.from(rows, ({ learner }) => learners.indexOf(learner)) : null,
    units: clustered ? learners.length : rows.length,
  };
};

const close = (value: number, expected: number): void =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));

describe("policyValue and covarianceOf", () => {
  it("say what the formulas say row by row, for rows and for people", () => {
    fc.assert(
      fc.property(rowsOf, fc.boolean(), fc.constantFrom(...ESTIMATORS), (rows, clustered, estimator) => {
        fc.pre(!clustered || new Set(rows.map(({ learner }) => learner)).size > 1);
        const { moments, weights } = accumulate(columnsOf(rows, clustered), Number.POSITIVE_INFINITY);
        const slow = slowValue(clustered ? rows : rows.map(({ learner: _, ...row }) => row), estimator);
        const value = policyValue(moments, estimator);
        const logged = loggedValue(moments);
        const gain = difference(value, logged);
        close(value.estimate, slow.value);
        close(logged.estimate, slow.logged);
        close(gain.estimate, slow.value - slow.logged);
        close(covarianceOf(moments, value, value), slow.valueVariance);
        close(covarianceOf(moments, gain, gain), slow.gainVariance);
        close(covarianceOf(moments, value, logged), covarianceOf(moments, logged, value));
        const all = rows.map(({ target, probability }) => target / probability);
        expect(weights.largest).toBe(Math.max(...all));
        expect(weights.clipped).toBe(0);
        close(
          weights.squares,
          all.reduce((sum, weight) => sum + weight * weight, 0),
        );
      }),
    );
  });

  it("cut weights back above the clip, and only those", () => {
    const rows: Rows = [0.5, 0.25, 0.2].map((probability, i) => ({
      reward: 1,
      probability,
      target: 0.5,
      predicted: 0,
      predictedUnderTarget: 0,
      learner: `${i}`,
    }));
    const { moments, weights } = accumulate(columnsOf(rows, false), 2);
    expect(weights).toEqual({ squares: 9, largest: 2, clipped: 1 });
    expect(policyValue(moments, "ips").estimate).toBeCloseTo(5 / 3, 14);
  });

  it("call rounding nothing: the value of the logged policy differs from the logged mean by no spread", () => {
    const rows: Rows = Array.from({ length: 7 }, (_, i) => ({
      reward: 0.1 * i,
      probability: 0.3,
      target: 0.3,
      predicted: 0,
      predictedUnderTarget: 0,
      learner: "a",
    }));
    const { moments } = accumulate(columnsOf(rows, false), Number.POSITIVE_INFINITY);
    const gain = difference(policyValue(moments, "ips"), loggedValue(moments));
    expect(covarianceOf(moments, gain, gain)).toBe(0);
    expect(covarianceOf(moments, loggedValue(moments), loggedValue(moments))).toBeGreaterThan(0);
  });
});

describe("unit moments", () => {
  const unit = fc.array(
    fc.integer({ min: -50, max: 50 }).map((n) => n / 4),
    { minLength: SUMS, maxLength: SUMS },
  );
  const momentsOf = (units: readonly (readonly number[])[]): UnitMoments => {
    const moments = noUnits();
    for (const sums of units) addUnit(moments, Float64Array.from(sums), 0);
    return moments;
  };

  it("are means and centred products, in the order of the lower triangle, however they were brought together", () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 12 }), fc.array(unit, { maxLength: 12 }), (one, other) => {
        const all = [...one, ...other];
        const mean = (place: number): number => all.reduce((sum, sums) => sum + (sums[place] ?? 0), 0) / all.length;
        const merged = momentsOf(one);
        const from = momentsOf(other);
        const before = JSON.stringify(copyOf(from));
        addUnits(merged, from);
        expect(JSON.stringify(from)).toBe(before);
        for (const moments of [merged, momentsOf(all)]) {
          expect(moments.units).toBe(all.length);
          let pair = 0;
          for (let i = 0; i < SUMS; i += 1) {
            close(moments.means[i] ?? Number.NaN, mean(i));
            for (let j = 0; j <= i; j += 1) {
              const product = all.reduce((sum, s) => sum + ((s[i] ?? 0) - mean(i)) * ((s[j] ?? 0) - mean(j)), 0);
              close(moments.products[pair] ?? Number.NaN, product);
              pair += 1;
            }
          }
          expect(pair).toBe(PRODUCTS);
        }
      }),
    );
  });

  it("read the sums from where they stand, and add rows to them", () => {
    const sums = new Float64Array(2 * SUMS);
    addRow(sums, SUMS, 3, 0.5, 0.2, 0.7);
    addRow(sums, SUMS, 1, 2, 0.1, 0.4);
    expect(Array.from(sums.slice(0, SUMS))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(Array.from(sums.slice(SUMS))).toEqual([2, 4, 2.5, 3.5, expect.closeTo(0.3, 14), expect.closeTo(1.1, 14)]);
    const moments = noUnits();
    addUnit(moments, sums, SUMS);
    expect(moments.means[1]).toBe(4);
    const copy = copyOf(moments);
    addUnit(copy, sums, 0);
    expect([moments.units, copy.units, moments.means[1]]).toEqual([1, 2, 4]);
  });
});
