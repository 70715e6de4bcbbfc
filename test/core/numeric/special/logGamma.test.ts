import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logGamma, logGammaOnePlus, logGammaRatio, stirlingError } from "../../../../src/core/numeric/special/index.ts";
import oracle from "../../../fixtures/distributions.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

const logFactorial = (n: number): number => {
  let product = 1n;
  for (let k = 2n; k <= BigInt(n); k += 1n) product *= k;
  const text = product.toString();
  return Math.log(Number(`0.${text.slice(0, 20)}`)) + text.length * Math.LN10;
};

describe("logGamma", () => {
  it.each(oracle.logGamma)("logGamma(%d) is %d (mpmath)", (x, expected) => {
    expect(relativeError(logGamma(x), expected)).toBeLessThan(1e-15);
  });

  it("is the log of the factorial", () => {
    for (let n = 3; n < 60; n += 1) expect(relativeError(logGamma(n + 1), logFactorial(n))).toBeLessThan(2e-15);
    expect([logGamma(1), logGamma(2)]).toEqual([0, 0]);
    expect(relativeError(logGamma(0.5), Math.log(Math.PI) / 2)).toBeLessThan(1e-15);
  });

  it("satisfies Gamma(x + 1) = x Gamma(x)", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 200, noNaN: true }), (x) => {
        const size = Math.max(1, Math.abs(logGamma(x + 1)));
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x)) / size).toBeLessThan(3e-15);
      }),
    );
  });

  it("joins its pieces without a step", () => {
    for (const edge of [0.5, 1.5, 2.5, 12]) {
      const below = logGamma(edge * (1 - 1e-12));
      const above = logGamma(edge * (1 + 1e-12));
      // the slope is at most 2.5 there
      expect(Math.abs(above - below)).toBeLessThan(edge * 2e-12 * 2.5 + 4e-15);
    }
  });

  it("is NaN outside its domain, and infinite at infinity", () => {
    for (const x of [0, -1, -0.5, Number.NaN, Number.NEGATIVE_INFINITY]) expect(logGamma(x)).toBeNaN();
    expect(logGamma(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  });

  it("logGammaOnePlus is logGamma(1 + a), relative to its size near a = 0 and a = 1", () => {
    // log Gamma(1 + a) = -euler a + (pi^2 / 12) a^2 + O(a^3)
    const euler = 0.5772156649015329;
    expect(relativeError(logGammaOnePlus(1e-9), -euler * 1e-9 + (Math.PI ** 2 / 12) * 1e-18)).toBeLessThan(1e-15);
    // log Gamma(2 + z) = (1 - euler) z + (pi^2 / 12 - 1 / 2) z^2 + O(z^3)
    const z = 2 ** -30;
    const expected = (1 - euler) * z + (Math.PI ** 2 / 12 - 0.5) * z * z;
    expect(relativeError(logGammaOnePlus(1 + z), expected)).toBeLessThan(1e-15);
    expect([logGammaOnePlus(0), logGammaOnePlus(1)]).toEqual([0, 0]);
    for (const a of [0.25, 0.75, 2.25, 7.5, 30])
      expect(relativeError(logGammaOnePlus(a), logGamma(1 + a))).toBeLessThan(1e-15);
  });

  it("stirlingError is what Stirling's formula leaves", () => {
    // Loader (2000), the first terms of the table: delta(1) = 1 - log(sqrt(2 pi)), delta(2) = log 2 - 5/2 log 2 + 2 - log(sqrt(2 pi))
    const root = Math.log(2 * Math.PI) / 2;
    expect(stirlingError(1)).toBeCloseTo(1 - root, 15);
    expect(stirlingError(2)).toBeCloseTo(2 - 1.5 * Math.LN2 - root, 15);
    expect(stirlingError(0.01)).toBeCloseTo(logGamma(1.01) - 0.51 * Math.log(0.01) + 0.01 - root, 14);
    expect(stirlingError(1e8)).toBeCloseTo(1 / 12e8, 20);
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 40, noNaN: true }), (a) => {
        // delta(a) - delta(a + 1) = (a + 1/2) log(1 + 1/a) - 1
        expect(stirlingError(a) - stirlingError(a + 1)).toBeCloseTo((a + 0.5) * Math.log1p(1 / a) - 1, 13);
      }),
    );
  });
});

describe("logGammaRatio", () => {
  it.each(oracle.logGammaRatio)("of b = %d and a = %d is %d (mpmath)", (b, a, expected) => {
    expect(relativeError(logGammaRatio(b, a), expected)).toBeLessThan(2e-15);
  });

  it("is log of b (b + 1) … (b + a - 1) for whole a", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.integer({ min: 1, max: 8 }), (b, a) => {
        let product = 1;
        for (let k = 0; k < a; k += 1) product *= b + k;
        expect(Math.abs(logGammaRatio(b, a) - Math.log(product))).toBeLessThan(2e-14);
      }),
    );
  });

  it("is 0 for a = 0 and NaN outside its domain", () => {
    expect(Math.abs(logGammaRatio(3, 0))).toBe(0);
    for (const [b, a] of [
      [0, 1],
      [-1, 1],
      [1, -1e-9],
      [Number.NaN, 1],
      [1, Number.NaN],
    ] as const)
      expect(logGammaRatio(b, a)).toBeNaN();
  });
});
