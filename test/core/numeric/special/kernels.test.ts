import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  betaKernel,
  betaPoint,
  betaTailsAt,
  logBetaKernel,
} from "../../../../src/core/numeric/special/incompleteBeta.ts";
import { gammaKernel, logGammaKernel } from "../../../../src/core/numeric/special/incompleteGamma.ts";
import { incompleteBeta, incompleteGamma, logGamma } from "../../../../src/core/numeric/special/index.ts";
import oracle from "../../../fixtures/distributions.json" with { type: "json" };
import { relativeError } from "./relativeError.ts";

/** [[parameters], x, density, lower tail, upper tail] of distributions.py (mpmath, 420 digits). */
type Point = readonly [readonly number[], number, number, number, number];
// JSON is typed as arrays of unions; the script writes exactly these tuples
const tables = oracle as unknown as Readonly<Record<"chiSquare" | "beta", { readonly points: readonly Point[] }>>;

describe("the incomplete functions against mpmath, from 1e-300 to 1, shapes from 0.005 to 1e6", () => {
  it("gamma", () => {
    for (const [[df = Number.NaN], x, density, lower, upper] of tables.chiSquare.points) {
      const tails = incompleteGamma(df / 2, x / 2);
      const where = `(${df / 2}, ${x / 2})`;
      expect([where, relativeError(tails.lower, lower) < 5e-13]).toEqual([where, true]);
      expect([where, relativeError(tails.upper, upper) < 5e-13]).toEqual([where, true]);
      // kernel = x^a exp(-x) / Gamma(a + 1) = x f(x) / a at x / 2
      const kernel = (density * x) / (df / 2);
      if (kernel > 1e-300) expect(relativeError(gammaKernel(df / 2, x / 2), kernel)).toBeLessThan(5e-13);
    }
  });

  it("beta, with the distance from the mean in twice the precision", () => {
    for (const [[a = Number.NaN, b = Number.NaN], x, density, lower, upper] of tables.beta.points) {
      const tails = incompleteBeta(a, b, x);
      const where = `(${a}, ${b}, ${x})`;
      expect([where, relativeError(tails.lower, lower) < 5e-13]).toEqual([where, true]);
      expect([where, relativeError(tails.upper, upper) < 5e-13]).toEqual([where, true]);
      const kernel = density * x * (1 - x);
      if (kernel > 1e-300) expect(relativeError(betaKernel(a, b, betaPoint(a, b, x)), kernel)).toBeLessThan(5e-13);
    }
  });
});

describe("the kernels", () => {
  const parameter = fc.double({ min: -2, max: 2, noNaN: true }).map((log) => 10 ** log);

  it("have the logs that they say", () => {
    fc.assert(
      fc.property(parameter, parameter, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (a, b, x) => {
        const point = betaPoint(a, b, x);
        const betaLog = a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b);
        expect(logBetaKernel(a, b, point)).toBeCloseTo(betaLog, 10);
        expect(Math.log(betaKernel(a, b, point))).toBeCloseTo(betaLog, 10);
        const gammaLog = a * Math.log(b) - b - logGamma(a + 1);
        expect(logGammaKernel(a, b)).toBeCloseTo(gammaLog, 10);
        if (gammaLog > -700) expect(Math.log(gammaKernel(a, b))).toBeCloseTo(gammaLog, 10);
      }),
    );
  });

  it("place a point exactly, where a y and b x agree to sixteen digits", () => {
    // x = 1/3 rounded: 1 - 3 x = 2^-54 exactly, so a y - b x with a = 1, b = 2 is 1 - 3 x
    expect(betaPoint(1, 2, 1 / 3).below).toBe(2 ** -54);
    expect(betaPoint(2 ** 30, 2 ** 31, 1 / 3).below).toBe(2 ** -24);
    expect(betaPoint(3, 5, 0.25)).toEqual({ x: 0.25, y: 0.75, below: 1 });
    // y = 1 - 2^-60 is rounded to 1; a y keeps what was lost
    expect(betaPoint(2 ** 60, 1, 2 ** -60).below).toBe(2 ** 60 - 1 - 2 ** -60);
  });

  it("a tail whose kernel is below the smallest number is 0", () => {
    expect(betaTailsAt(1e9, 1e9, betaPoint(1e9, 1e9, 1e-300))).toEqual({ lower: 0, upper: 1 });
    expect(betaTailsAt(1e9, 1e9, betaPoint(1e9, 1e9, 1 - 1e-16))).toEqual({ lower: 1, upper: 0 });
  });
});
