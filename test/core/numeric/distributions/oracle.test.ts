import { describe, expect, it } from "vitest";
import * as distributions from "../../../../src/core/numeric/distributions/index.ts";
import oracle from "../../../fixtures/distributions.json" with { type: "json" };
import { relativeError } from "../special/relativeError.ts";

type OfNumbers = (...values: number[]) => number;

/** The four functions of a family, by the house's names. */
const family = (name: string): Readonly<Record<"density" | "lower" | "upper" | "quantile", OfNumbers>> => {
  const all: Readonly<Record<string, unknown>> = distributions;
  const find = (suffix: string): OfNumbers => {
    const found = all[name + suffix];
    if (typeof found !== "function") throw new Error(`${name}${suffix} is missing`);
    return (...values) => Number(found(...values));
  };
  return { density: find("Density"), lower: find("LowerTail"), upper: find("UpperTail"), quantile: find("Quantile") };
};

/** [[parameters], x, density, lower tail, upper tail] and [[parameters], p, quantile], from distributions.py (mpmath, 420 digits). */
interface Table {
  readonly points: readonly (readonly [readonly number[], number, number, number, number])[];
  readonly quantiles: readonly (readonly [readonly number[], number, number])[];
}

const NAMES = ["normal", "studentT", "chiSquare", "gamma", "beta", "fisherF"] as const;
// JSON is typed as arrays of unions; the script writes exactly these tuples
const tables = oracle as unknown as Readonly<Record<(typeof NAMES)[number], Table>>;

/** The promise of the house: 1e-12 relative, from 1e-300 to 1, on both tails. The worst measured is 3.3e-13. */
const PROMISED = 1e-12;

describe.each(NAMES)("%s against mpmath", (name) => {
  const { density, lower, upper, quantile } = family(name);
  const table = tables[name];

  it("has a table", () => {
    expect(table.points.length).toBeGreaterThan(10);
    expect(table.quantiles.length).toBeGreaterThan(5);
  });

  it("density and both tails are within 1e-12 of their own size", () => {
    for (const [parameters, x, expectedDensity, expectedLower, expectedUpper] of table.points) {
      const where = `${name}(${x}; ${parameters.join(", ")})`;
      expect([where, relativeError(density(x, ...parameters), expectedDensity) < PROMISED]).toEqual([where, true]);
      expect([where, relativeError(lower(x, ...parameters), expectedLower) < PROMISED]).toEqual([where, true]);
      expect([where, relativeError(upper(x, ...parameters), expectedUpper) < PROMISED]).toEqual([where, true]);
    }
  });

  it("quantiles are within 1e-12 of their own size", () => {
    for (const [parameters, p, expected] of table.quantiles) {
      const where = `${name} quantile(${p}; ${parameters.join(", ")})`;
      expect([where, relativeError(quantile(p, ...parameters), expected) < PROMISED]).toEqual([where, true]);
    }
  });
});
