import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawIndex, inverseGapProbabilities } from "../../src/nudge/inverseGap.ts";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const scene = fc.record({
  expected: fc.array(fc.oneof(fc.constantFrom(0, 0.25, 1), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 8,
  }),
  gamma: fc.oneof(fc.constantFrom(0, 1, 1000, 1e6), fc.double({ min: 0, max: 1e6, noNaN: true })),
  struckOut: fc.nat({ max: 4 }),
});

describe("inverse gap weighting", () => {
  it("gives 1 / (K + gamma gap) to what is not best, and the rest to the best", () => {
    expect(inverseGapProbabilities([0, 0.2, 0.3], 100, 3)).toEqual([1 / 33, 1 / 13, 1 - 1 / 33 - 1 / 13]);
    expect(inverseGapProbabilities([0.5, 0.1], 10, 2)).toEqual([1 - 1 / 6, 1 / 6]);
    expect(inverseGapProbabilities([0.5, 0.1], 10, 5)).toEqual([1 - 1 / 9, 1 / 9]);
    expect(inverseGapProbabilities([0.7], 10, 4)).toEqual([1]);
  });

  it("chooses evenly where gamma is 0, or all promise the same", () => {
    expect(inverseGapProbabilities([0.1, 0.9], 0, 2)).toEqual([0.5, 0.5]);
    expect(inverseGapProbabilities([0.4, 0.4, 0.4, 0.4], 1000, 4)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it("splits the rest among those that are tied for the best", () => {
    expect(inverseGapProbabilities([0.6, 0.1, 0.6], 10, 3)).toEqual([(1 - 1 / 8) / 2, 1 / 8, (1 - 1 / 8) / 2]);
  });

  it("sums to 1, leaves nothing without a chance, and orders probabilities as expectations", () => {
    fc.assert(
      fc.property(scene, ({ expected, gamma, struckOut }) => {
        const probabilities = inverseGapProbabilities(expected, gamma, expected.length + struckOut);
        expect(Math.abs(sum(probabilities) - 1)).toBeLessThan(1e-14);
        for (const [index, p] of probabilities.entries()) {
          expect(p).toBeGreaterThan(0);
          for (const [other, q] of probabilities.entries())
            if ((expected[index] ?? 0) > (expected[other] ?? 0)) expect(p).toBeGreaterThanOrEqual(q * (1 - 1e-14));
        }
      }),
    );
  });

  it("prefers the best the more, the larger gamma is", () => {
    const best = (gamma: number): number => inverseGapProbabilities([0.1, 0.2, 0.3], gamma, 3)[2] ?? 0;
    expect([0, 1, 10, 100, 1000].map(best)).toEqual([0, 1, 10, 100, 1000].map(best).sort((one, other) => one - other));
    expect(best(1000)).toBeGreaterThan(best(1));
  });

  it("takes nothing away from the first where another is struck out", () => {
    fc.assert(
      fc.property(scene, fc.nat(), ({ expected, gamma }, which) => {
        if (expected.length === 1) return;
        const struck = 1 + (which % (expected.length - 1));
        const [before] = inverseGapProbabilities(expected, gamma, expected.length);
        const left = expected.filter((_, index) => index !== struck);
        const [after] = inverseGapProbabilities(left, gamma, expected.length);
        expect(after).toBeGreaterThanOrEqual((before ?? 0) - 1e-15);
      }),
      { numRuns: 500 },
    );
  });
});

describe("drawIndex", () => {
  it("takes the first whose cumulated probability exceeds the draw", () => {
    const draw = (uniform: number): number => drawIndex([0.25, 0.5, 0.25], uniform);
    expect([0, 0.2499, 0.25, 0.7499, 0.75, 0.999999].map(draw)).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it("takes the last where rounding has left the sum short, and the only one at all times", () => {
    expect(drawIndex([0.3, 0.3, 0.3], 0.99)).toBe(2);
    expect(drawIndex([1], 0.999)).toBe(0);
  });
});
