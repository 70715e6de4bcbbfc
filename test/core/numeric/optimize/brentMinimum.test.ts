import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brentMinimum } from "../../../../src/core/numeric/optimize/index.ts";

describe("brentMinimum", () => {
  it("finds the bottom of any parabola to within its tolerance, and counts what it looked at", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (at, a) => {
          let calls = 0;
          const found = brentMinimum(
            (x) => {
              calls += 1;
              return a * (x - at) ** 2 + 1;
            },
            -4,
            5,
            1e-4,
          );
          expect(Math.abs(found.at - at)).toBeLessThan(4e-4);
          expect(found.value).toBe(a * (found.at - at) ** 2 + 1);
          expect(found.evaluations).toBe(calls);
          expect(calls).toBeLessThan(20);
        },
      ),
    );
  });

  it("gets to a minimum where a parabola does not help, with few evaluations", () => {
    const found = brentMinimum((x) => Math.abs(x - 0.3) ** 0.5, 0, 1, 1e-5, 64);
    expect(Math.abs(found.at - 0.3)).toBeLessThan(5e-5);
    expect(found.evaluations).toBeLessThan(45);
    const smooth = brentMinimum((x) => x ** 3 - 2 * x - 5, 0, 1, 1e-8);
    expect(smooth.at).toBeCloseTo(Math.sqrt(2 / 3), 7);
    expect(smooth.evaluations).toBeLessThan(14);
  });

  it("takes an end where the least is there", () => {
    expect(brentMinimum((x) => x, 0.7, 0.95, 0.01)).toMatchObject({ at: 0.7, value: 0.7 });
    expect(brentMinimum((x) => -x, 0.7, 0.95, 0.01)).toMatchObject({ at: 0.95, value: -0.95 });
  });

  it("looks at no more points than it may, and at none outside", () => {
    const seen: number[] = [];
    brentMinimum(
      (x) => {
        seen.push(x);
        return Math.sin(9 * x);
      },
      0,
      2,
      1e-12,
      9,
    );
    expect(seen.length).toBeLessThanOrEqual(9);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...seen)).toBeLessThanOrEqual(2);
  });
});
