import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quickExp, quickLog } from "../../../../src/core/numeric/elementary/quick.ts";

describe("the quick exponential and logarithm", () => {
  it("are as near to those of the engine as they say", () => {
    fc.assert(
      fc.property(fc.double({ min: -600, max: 600, noNaN: true }), (x) => {
        expect(Math.abs(quickExp(x) / Math.exp(x) - 1)).toBeLessThanOrEqual(1e-15 * (2 + Math.abs(x)));
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (power) => {
        const x = 2 ** power;
        expect(Math.abs(quickLog(x) - Math.log(x))).toBeLessThanOrEqual(2e-15 * Math.max(1, Math.abs(Math.log(x))));
      }),
    );
  });

  it("meet at the ends of their tables", () => {
    for (const x of [1 / 32_768, 32_768, 36_500, 0.001, Math.SQRT1_2, Math.SQRT2, 1, 1e-300, 1e300])
      expect(Math.abs(quickLog(x) - Math.log(x))).toBeLessThanOrEqual(2e-15 * Math.max(1, Math.abs(Math.log(x))));
    expect(quickExp(0)).toBe(1);
    expect(quickLog(1)).toBe(0);
  });
});
