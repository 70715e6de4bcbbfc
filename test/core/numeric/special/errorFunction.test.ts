import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expOfMinusSquare } from "../../../../src/core/numeric/special/errorFunction.ts";
import { erf, erfc, erfcInverse, erfcScaled, erfInverse } from "../../../../src/core/numeric/special/index.ts";
import oracle from "../../../fixtures/distributions.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

describe("erf and erfc", () => {
  it.each(oracle.erf)("erf(%d) is %d and erfc is %d (mpmath, 420 digits)", (x, lower, upper) => {
    // a few roundings: 5e-16 was the worst
    expect(relativeError(erf(x), lower)).toBeLessThan(1e-15);
    // erfc of 27 and more is below the smallest double
    if (upper > 1e-300) expect(relativeError(erfc(x), upper)).toBeLessThan(1e-15);
    else expect(erfc(x)).toBeLessThan(1e-300);
  });

  it("sum to one, and erf is odd", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        expect(Math.abs(erf(x) + erfc(x) - 1)).toBeLessThan(3e-16);
        expect(erf(-x)).toBe(-erf(x));
        expect(Math.abs(erfc(-x) - (2 - erfc(x)))).toBeLessThan(5e-16);
      }),
    );
  });

  it("have their limits at the ends, and NaN for NaN", () => {
    expect([erf(Number.POSITIVE_INFINITY), erf(Number.NEGATIVE_INFINITY), erf(0)]).toEqual([1, -1, 0]);
    expect([erfc(Number.POSITIVE_INFINITY), erfc(Number.NEGATIVE_INFINITY), erfc(0)]).toEqual([0, 2, 1]);
    expect([erfc(40), erfc(-40), erf(40)]).toEqual([0, 2, 1]);
    expect([erf(Number.NaN), erfc(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
  });

  it("erfcScaled is 1 at 0 and 1 / (x sqrt(pi)) far out", () => {
    expect(erfcScaled(0)).toBeCloseTo(1, 15);
    expect(erfcScaled(1e8) * 1e8 * Math.sqrt(Math.PI)).toBeCloseTo(1, 15);
    expect(erfcScaled(Number.POSITIVE_INFINITY)).toBe(0);
    // the continued fraction of Abramowitz & Stegun 7.1.14, from far enough in
    fc.assert(
      fc.property(fc.double({ min: 2, max: 50, noNaN: true }), (x) => {
        let fraction = x;
        for (let k = 120; k > 0; k -= 1) fraction = x + k / 2 / fraction;
        expect(relativeError(erfcScaled(x), 1 / (fraction * Math.sqrt(Math.PI)))).toBeLessThan(2e-15);
      }),
    );
  });

  it("expOfMinusSquare has no error from the square", () => {
    // 20.1^2 = 404.01 is not a double; exp(-404.01) by its exact parts, 404 and the rest of the double 20.1 squared
    const x = 20.1;
    const rest = (x - 20) * (x + 20) - 4; // x^2 - 404, exact to 1e-18
    expect(relativeError(expOfMinusSquare(x, 1), Math.exp(-404) * Math.exp(-rest))).toBeLessThan(1e-15);
    expect(relativeError(expOfMinusSquare(x, 2), Math.exp(-202) * Math.exp(-rest / 2))).toBeLessThan(1e-15);
    expect(expOfMinusSquare(41, 2)).toBe(0);
    expect(expOfMinusSquare(38, 2)).toBeGreaterThan(0);
  });
});

describe("erfInverse and erfcInverse", () => {
  it("undo erf and erfc", () => {
    fc.assert(
      fc.property(fc.double({ min: -26, max: 26, noNaN: true }), (x) => {
        // near 2, erfc no longer tells x apart: one rounding of it is worth 1e-16 / density
        if (x > -2) expect(Math.abs(erfcInverse(erfc(x)) - x)).toBeLessThan(1e-14 * Math.max(1, Math.abs(x)));
        if (Math.abs(x) < 1) expect(Math.abs(erfInverse(erf(x)) - x)).toBeLessThanOrEqual(1e-15 * Math.abs(x) * 4);
      }),
      { numRuns: 500 },
    );
  });

  it("are undone by erf and erfc, over the whole range of doubles", () => {
    fc.assert(
      fc.property(fc.double({ min: -690, max: 0, noNaN: true }), (logP) => {
        const p = Math.exp(logP);
        // the relative error of erfc(x) is 2 x^2 times that of x: 1400 roundings at 1e-300
        expect(relativeError(erfc(erfcInverse(p)), p)).toBeLessThan(1e-12);
        expect(relativeError(erf(erfInverse(p * 0.9)), p * 0.9)).toBeLessThan(1e-15);
      }),
      { numRuns: 500 },
    );
  });

  it("are odd and mirrored", () => {
    for (const p of [1e-300, 1e-9, 0.2, 0.5, 0.501, 0.75, 0.999999]) {
      expect(erfInverse(-p)).toBe(-erfInverse(p));
      expect(relativeError(erfcInverse(1 - p), erfInverse(p === 1e-300 ? 0 : 1 - (1 - p)))).toBeLessThan(1e-15);
    }
    expect(erfcInverse(1.25)).toBe(-erfcInverse(0.75));
  });

  it("are infinite at the ends and NaN outside", () => {
    expect([erfInverse(0), erfInverse(1), erfInverse(-1)]).toEqual([
      0,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
    expect([erfcInverse(1), erfcInverse(0), erfcInverse(2)]).toEqual([
      0,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
    for (const p of [-1.0001, 1.0001, Number.NaN]) expect(erfInverse(p)).toBeNaN();
    for (const q of [-1e-9, 2.0001, Number.NaN]) expect(erfcInverse(q)).toBeNaN();
  });

  it("reach the smallest numbers", () => {
    // Q(x sqrt 2) = 5e-324 / 2; published to no table, so checked forwards
    expect(erfcInverse(5e-324)).toBeGreaterThan(27.2);
    expect(erfcInverse(5e-324)).toBeLessThan(27.3);
    expect(erfInverse(5e-324)).toBeLessThan(1e-323);
  });
});
