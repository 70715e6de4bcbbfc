import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearMinusLog, poissonDeviance } from "../../../../src/core/numeric/special/deviance.ts";
import { productError, sumError } from "../../../../src/core/numeric/special/exactArithmetic.ts";
import { solveMonotone } from "../../../../src/core/numeric/special/solveMonotone.ts";
import { tailIntegral } from "../../../../src/core/numeric/special/tailIntegral.ts";
import { relativeError } from "./relativeError.ts";

const whole = fc.maxSafeInteger();

describe("exactArithmetic", () => {
  it("sumError is exactly what rounding lost", () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const sum = a + b;
        expect(BigInt(sum) + BigInt(sumError(a, b, sum))).toBe(BigInt(a) + BigInt(b));
      }),
    );
    expect(sumError(1e16, 1, 1e16 + 1)).toBe(1);
    expect(sumError(1, 1e16, 1e16 + 1)).toBe(1);
  });

  it("productError is exactly what rounding lost", () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const product = a * b;
        expect(BigInt(product) + BigInt(productError(a, b, product))).toBe(BigInt(a) * BigInt(b));
      }),
    );
  });
});

describe("linearMinusLog", () => {
  it("is the alternating series near 0", () => {
    fc.assert(
      fc.property(fc.double({ min: -0.02, max: 0.02, noNaN: true }), (u) => {
        fc.pre(Math.abs(u) > 1e-12);
        // u^2/2 - u^3/3 + u^4/4 - …
        let sum = 0;
        for (let k = 12; k >= 2; k -= 1) sum = ((k % 2 === 0 ? 1 : -1) / k + sum * u) * 1;
        expect(relativeError(linearMinusLog(u), sum * u * u)).toBeLessThan(2e-15);
      }),
    );
  });

  it("is the plain difference far from 0, on both sides and across its pieces", () => {
    for (const u of [-0.99, -0.7, -0.600001, -0.6, -0.59, -0.4, 0.9, 1.49, 1.5, 1.500001, 3, 100, 1e10])
      expect(relativeError(linearMinusLog(u), u - Math.log1p(u))).toBeLessThan(4e-15);
    expect(linearMinusLog(0)).toBe(0);
  });
});

describe("poissonDeviance", () => {
  it("is a log(a / m) + m - a", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1e3, noNaN: true }),
        fc.double({ min: 0.01, max: 1e3, noNaN: true }),
        (a, m) => {
          const plain = a * Math.log(a / m) + m - a;
          expect(Math.abs(poissonDeviance(a, m, m - a) - plain)).toBeLessThan(1e-14 * (a + m) * 8);
          expect(poissonDeviance(a, m, m - a)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it("keeps its digits where a and m nearly agree", () => {
    // (m - a)^2 / (2 a) (1 - 2 (m - a) / (3 a)) for m - a = 1 and a = 2^40
    const a = 2 ** 40;
    expect(relativeError(poissonDeviance(a, a + 1, 1), (1 / (2 * a)) * (1 - 2 / (3 * a)))).toBeLessThan(1e-15);
  });

  it("takes a quotient beyond the range of doubles", () => {
    expect(relativeError(poissonDeviance(1e-200, 1e200, 1e200), 1e200)).toBeLessThan(1e-15);
    const far = poissonDeviance(1e200, 1e-200, -1e200);
    expect(relativeError(far, 1e200 * (400 * Math.LN10 - 1))).toBeLessThan(1e-15);
  });
});

describe("tailIntegral", () => {
  it("integrates exponential and normal tails", () => {
    expect(
      relativeError(
        tailIntegral((s) => s, 1),
        1,
      ),
    ).toBeLessThan(1e-14);
    expect(
      relativeError(
        tailIntegral((s) => 3 * s, 1 / 3),
        1 / 3,
      ),
    ).toBeLessThan(1e-14);
    expect(
      relativeError(
        tailIntegral((s) => (s * s) / 2, 1),
        Math.sqrt(Math.PI / 2),
      ),
    ).toBeLessThan(1e-14);
    expect(
      relativeError(
        tailIntegral((s) => s * s * s, 1),
        0.8929795115692493,
      ),
    ).toBeLessThan(1e-13);
  });

  it("forgives a scale that is off by two", () => {
    expect(
      relativeError(
        tailIntegral((s) => s, 2),
        1,
      ),
    ).toBeLessThan(1e-13);
    expect(
      relativeError(
        tailIntegral((s) => s, 0.5),
        1,
      ),
    ).toBeLessThan(1e-6);
  });
});

describe("solveMonotone", () => {
  const newton = (f: (z: number) => number, slope: (z: number) => number) => (z: number) => -f(z) / slope(z);

  it("finds the root of a cubic from far away on both sides", () => {
    const step = newton(
      (z) => z ** 3 + z - 10,
      (z) => 3 * z * z + 1,
    );
    for (const start of [-1e6, -3, 0, 2, 5, 1e6]) expect(solveMonotone(start, step)).toBeCloseTo(2, 14);
  });

  it("survives steps that overshoot and steps that are infinite", () => {
    // Newton on atan runs away from any start beyond 1.39
    const step = newton(
      (z) => Math.atan(z - 7),
      (z) => 1 / (1 + (z - 7) ** 2),
    );
    for (const start of [-50, 0, 9, 100]) expect(solveMonotone(start, step)).toBeCloseTo(7, 12);
    const cliff = (z: number): number =>
      z < 300 ? Number.POSITIVE_INFINITY : z > 310 ? Number.NEGATIVE_INFINITY : 305 - z;
    expect(solveMonotone(0, cliff)).toBe(305);
    expect(solveMonotone(5000, cliff)).toBe(305);
  });

  it("ends at once on the root, with NaN on NaN, and in bounded time without a root", () => {
    expect(solveMonotone(3, () => 0)).toBe(3);
    expect(solveMonotone(3, () => Number.NaN)).toBeNaN();
    let calls = 0;
    solveMonotone(0, (z) => {
      calls += 1;
      return z < 1 ? 1 : -1; // a jump, no root
    });
    expect(calls).toBeLessThan(500);
  });

  it("takes the last step", () => {
    expect(solveMonotone(1, () => 1e-10)).toBe(1 + 1e-10);
  });
});
