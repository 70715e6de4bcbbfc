import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  incompleteBeta,
  incompleteBetaInverse,
  incompleteBetaLower,
  incompleteBetaUpper,
  incompleteGamma,
  incompleteGammaInverse,
  incompleteGammaLower,
  incompleteGammaUpper,
  logGamma,
} from "../../../../src/core/numeric/special/index.ts";
import { relativeError } from "./relativeError.ts";

const shape = fc.double({ min: -5, max: 6, noNaN: true }).map((log) => 10 ** log);

describe("incompleteGamma", () => {
  it("is 1 - exp(-x) for a = 1, both tails relative to their size", () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: 2.8, noNaN: true }), (log) => {
        const x = 10 ** log;
        expect(relativeError(incompleteGammaLower(1, x), -Math.expm1(-x))).toBeLessThan(1e-13);
        expect(relativeError(incompleteGammaUpper(1, x), Math.exp(-x))).toBeLessThan(1e-13);
      }),
    );
  });

  it("is a sum of Poisson probabilities for whole a", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0.1, max: 100, noNaN: true }), (a, x) => {
        let term = Math.exp(-x);
        let sum = term;
        for (let k = 1; k < a; k += 1) {
          term *= x / k;
          sum += term;
        }
        expect(relativeError(incompleteGammaUpper(a, x), sum)).toBeLessThan(2e-13);
      }),
    );
  });

  it("climbs by one term: P(a + 1, x) = P(a, x) - x^a exp(-x) / Gamma(a + 1)", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 20, noNaN: true }),
        fc.double({ min: 0.01, max: 60, noNaN: true }),
        (a, x) => {
          const here = incompleteGamma(a, x);
          const next = incompleteGamma(a + 1, x);
          const step = next.upper - here.upper;
          expect(here.lower - next.lower).toBeCloseTo(step, 13);
          expect(step).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it("has tails that sum to one, for shapes from 1e-5 to 1e6", () => {
    fc.assert(
      fc.property(shape, fc.double({ min: -3, max: 3, noNaN: true }), (a, z) => {
        const { lower, upper } = incompleteGamma(a, a * Math.exp(z / Math.sqrt(Math.min(a, 1) + a)));
        expect(Math.abs(lower + upper - 1)).toBeLessThan(1e-12);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  it("joins its methods without a step, in a and in x", () => {
    const near = (a: number, x: number): void => {
      const here = incompleteGamma(a, x);
      for (const [b, y] of [
        [a * (1 + 1e-13), x],
        [a * (1 - 1e-13), x],
        [a, x * (1 + 1e-13)],
        [a, x * (1 - 1e-13)],
      ] as const) {
        const there = incompleteGamma(b, y);
        // the slope of log P in log x is below sqrt(a) here
        const slack = 3e-13 * Math.max(1, Math.sqrt(a)) + 1e-12;
        expect(relativeError(there.lower, here.lower)).toBeLessThan(slack);
        expect(relativeError(there.upper, here.upper)).toBeLessThan(slack);
      }
    };
    for (const x of [0.3, 1.1, 1.3]) near(1, x);
    for (const a of [0.3, 0.999, 1.1, 5]) near(a, 1.1);
    for (const a of [2, 40, 5000]) near(a, a);
    for (const x of [99_500, 100_000, 100_300]) near(100_000, x);
  });

  it("knows the ends, and is NaN outside its domain", () => {
    expect(incompleteGamma(2, 0)).toEqual({ lower: 0, upper: 1 });
    expect(incompleteGamma(2, Number.POSITIVE_INFINITY)).toEqual({ lower: 1, upper: 0 });
    for (const [a, x] of [
      [0, 1],
      [-1, 1],
      [9e-101, 1],
      [1.1e100, 1],
      [Number.POSITIVE_INFINITY, 1],
      [Number.NaN, 1],
      [1, -1],
      [1, Number.NaN],
    ] as const)
      expect(incompleteGamma(a, x)).toEqual({ lower: Number.NaN, upper: Number.NaN });
  });

  it("ends in bounded time for absurd arguments, with values in [0, 1]", () => {
    const shapes = [1e-100, 1e-30, 1e-10, 1, 99_999, 1e9, 1e15, 1e100];
    for (const a of shapes)
      for (const x of [5e-324, 1e-300, ...shapes, 1e300]) {
        const { lower, upper } = incompleteGamma(a, x);
        expect(lower >= 0 && lower <= 1 && upper >= 0 && upper <= 1).toBe(true);
      }
  });
});

describe("incompleteGammaInverse", () => {
  it("undoes both tails, over shapes and probabilities", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 5.5, noNaN: true }),
        fc.double({ min: -690, max: Math.log(0.5), noNaN: true }),
        fc.constantFrom("lower" as const, "upper" as const),
        (logShape, logP, tail) => {
          const a = 10 ** logShape;
          const p = Math.exp(logP);
          const x = incompleteGammaInverse(a, p, tail);
          fc.pre(x > 1e-300);
          // one rounding of x is worth x f(x) / p of p: at most sqrt(1400 a) roundings, or 700
          const worth = 2.3e-16 * (700 + Math.sqrt(1400 * a)) * 8; // and x is the exponential of its log, some roundings more
          expect(relativeError(incompleteGamma(a, x)[tail], p)).toBeLessThan(1e-13 + worth);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("follows the leading power below the smallest numbers", () => {
    // P(a, x) = x^a / Gamma(a + 1) there: 1e-3^(1/0.005) = 1e-600 is 0 as a double
    expect(incompleteGammaInverse(0.005, 1e-3, "lower")).toBe(0);
    const x = incompleteGammaInverse(0.01, 1e-3, "lower");
    expect(relativeError(x, Math.exp((Math.log(1e-3) + logGamma(1.01)) / 0.01))).toBeLessThan(1e-12);
    expect(relativeError(incompleteGammaLower(0.01, x), 1e-3)).toBeLessThan(1e-13);
  });
});

describe("incompleteBeta", () => {
  it("is x^a for b = 1 and 1 - (1 - x)^b for a = 1", () => {
    fc.assert(
      fc.property(shape, fc.double({ min: 1e-6, max: 0.999, noNaN: true }), (a, x) => {
        fc.pre(Math.abs(a * Math.log(x)) < 690 && Math.abs(a * Math.log1p(-x)) < 690);
        expect(relativeError(incompleteBetaLower(a, 1, x), Math.exp(a * Math.log(x)))).toBeLessThan(5e-13);
        expect(relativeError(incompleteBetaUpper(a, 1, x), -Math.expm1(a * Math.log(x)))).toBeLessThan(5e-13);
        // 1 - x is rounded here, so the other end is looked at through log1p
        expect(relativeError(incompleteBetaUpper(1, a, x), Math.exp(a * Math.log1p(-x)))).toBeLessThan(5e-13);
        expect(relativeError(incompleteBetaLower(1, a, x), -Math.expm1(a * Math.log1p(-x)))).toBeLessThan(5e-13);
      }),
      { numRuns: 300 },
    );
  });

  it("is a sum of binomial probabilities for whole parameters", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 63 }),
        (a, b, k) => {
          const x = k / 64; // exact, and so is 1 - x
          const n = a + b - 1;
          let lower = 0;
          for (let j = a; j <= n; j += 1) {
            let choose = 1;
            for (let i = 0; i < j; i += 1) choose = (choose * (n - i)) / (i + 1);
            lower += choose * x ** j * (1 - x) ** (n - j);
          }
          expect(relativeError(incompleteBetaLower(a, b, x), lower)).toBeLessThan(1e-13);
        },
      ),
    );
  });

  it("is mirrored: the lower tail of (a, b) at x is the upper tail of (b, a) at 1 - x", () => {
    fc.assert(
      fc.property(shape, shape, fc.integer({ min: 1, max: 1023 }), (a, b, k) => {
        const x = k / 1024; // exact, and so is 1 - x
        const here = incompleteBeta(a, b, x);
        const there = incompleteBeta(b, a, 1 - x);
        // the same computation, but for points on the border, where each side takes its own
        expect(relativeError(there.upper, here.lower)).toBeLessThan(1e-14);
        expect(relativeError(there.lower, here.upper)).toBeLessThan(1e-14);
        expect(Math.abs(here.lower + here.upper - 1)).toBeLessThan(1e-12);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps a small upper tail of a small first parameter", () => {
    // the fraction must not lose a tiny a beside the numbers it counts with (mpmath: 1 - 2.4198702422320166e-10)
    expect(incompleteBetaLower(1e-10, 0.5, 0.3)).toBe(1 - 2.4198702422320166e-10);
    expect(relativeError(incompleteBetaUpper(1e-10, 0.5, 0.3), 2.4198702422320166e-10)).toBeLessThan(1e-14);
    expect(relativeError(incompleteBetaLower(1e-10, 1e-10, 0.3), 0.4999999999576351)).toBeLessThan(1e-14);
    // For a -> 0 the upper tail is a (-log x + psi(b) ...): with b = 1 it is 1 - x^a
    for (const x of [1e-9, 1e-4, 0.1, 0.4])
      expect(relativeError(incompleteBetaUpper(1e-7, 1, x), -Math.expm1(1e-7 * Math.log(x)))).toBeLessThan(1e-14);
  });

  it("joins its methods without a step", () => {
    const near = (a: number, b: number, x: number): void => {
      const here = incompleteBeta(a, b, x);
      for (const factor of [1 + 1e-13, 1 - 1e-13])
        for (const there of [incompleteBeta(a * factor, b, x), incompleteBeta(a, b * factor, x)]) {
          const slack = 3e-13 * Math.max(1, Math.sqrt(Math.min(a, b))) + 1e-12;
          expect(relativeError(there.lower, here.lower)).toBeLessThan(slack);
          expect(relativeError(there.upper, here.upper)).toBeLessThan(slack);
        }
    };
    near(100_000, 200_000, 0.334);
    near(100_000, 200_000, 0.332);
    near(200_000, 100_000, 0.667);
    near(1, 5, 0.1);
    near(5, 1, 0.9);
    near(0.5, 0.5, 0.5);
    near(3, 4, 4 / 9);
  });

  it("knows the ends, and is NaN outside its domain", () => {
    expect(incompleteBeta(2, 3, 0)).toEqual({ lower: 0, upper: 1 });
    expect(incompleteBeta(2, 3, 1)).toEqual({ lower: 1, upper: 0 });
    for (const [a, b, x] of [
      [0, 1, 0.5],
      [1, 0, 0.5],
      [9e-101, 1, 0.5],
      [1, 1.1e100, 0.5],
      [-1, 1, 0.5],
      [1, -1, 0.5],
      [Number.POSITIVE_INFINITY, 1, 0.5],
      [1, Number.POSITIVE_INFINITY, 0.5],
      [Number.NaN, 1, 0.5],
      [1, Number.NaN, 0.5],
      [1, 1, -0.1],
      [1, 1, 1.1],
      [1, 1, Number.NaN],
    ] as const)
      expect(incompleteBeta(a, b, x)).toEqual({ lower: Number.NaN, upper: Number.NaN });
  });

  it("ends in bounded time for absurd arguments, with values in [0, 1]", () => {
    const parameters = [1e-100, 1e-30, 1e-10, 0.5, 1, 99_999, 1e9, 1e15, 1e100];
    for (const a of parameters)
      for (const b of parameters)
        for (const x of [5e-324, 1e-300, 1e-16, 0.3, 0.5, 1 - 1e-16]) {
          const { lower, upper } = incompleteBeta(a, b, x);
          expect([a, b, x, lower >= 0 && lower <= 1 && upper >= 0 && upper <= 1]).toEqual([a, b, x, true]);
        }
  });
});

describe("incompleteBetaInverse", () => {
  it("undoes both tails, over parameters and probabilities", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 5.5, noNaN: true }),
        fc.double({ min: -2, max: 5.5, noNaN: true }),
        fc.double({ min: -690, max: Math.log(0.5), noNaN: true }),
        (logA, logB, logP) => {
          const [a, b, p] = [10 ** logA, 10 ** logB, Math.exp(logP)];
          const x = incompleteBetaInverse(a, b, p, "lower");
          // beyond 1/2 a rounding of x is a large share of 1 - x
          fc.pre(x > 1e-300 && x <= 0.5);
          const worth = 2.3e-16 * (700 + Math.sqrt(1400 * a)) * 8;
          expect(relativeError(incompleteBetaLower(a, b, x), p)).toBeLessThan(1e-13 + worth);
          expect(incompleteBetaInverse(b, a, p, "upper")).toBeCloseTo(1 - x, 14);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("follows the leading power below the smallest numbers", () => {
    expect(incompleteBetaInverse(0.005, 2, 1e-3, "lower")).toBe(0);
    expect(incompleteBetaInverse(2, 0.005, 1e-3, "upper")).toBe(1);
  });
});
