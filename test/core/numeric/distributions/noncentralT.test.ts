import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  noncentralTUpperTail,
  normalUpperTail,
  studentTUpperTail,
} from "../../../../src/core/numeric/distributions/index.ts";

const table: readonly (readonly [number, number, number, number])[] = JSON.parse(
  readFileSync(new URL("../../../fixtures/noncentralT.json", import.meta.url), "utf8"),
);

describe("noncentralTUpperTail", () => {
  it("agrees with 112 integrals at 24 digits to 1e-10", () => {
    expect(table.length).toBe(112);
    for (const [x, df, shift, tail] of table)
      expect(Math.abs(noncentralTUpperTail(x, df, shift) - tail)).toBeLessThan(1e-10);
  });
  it("is Student's t without a shift, and the normal for endless degrees of freedom", () => {
    for (const x of [-3, -0.2, 0, 0.7, 2.5])
      for (const df of [1, 3, 40, 1e5])
        expect(noncentralTUpperTail(x, df, 0)).toBeCloseTo(studentTUpperTail(x, df), 10);
    expect(noncentralTUpperTail(2, Number.POSITIVE_INFINITY, 0.5)).toBe(normalUpperTail(1.5));
    expect(noncentralTUpperTail(2, 1e10, 0.5)).toBeCloseTo(normalUpperTail(1.5), 9);
  });
  it("falls in x, rises with the shift, and turns over with both", () => {
    for (const df of [1, 7, 200]) {
      for (let x = -4; x < 4; x += 0.5) {
        expect(noncentralTUpperTail(x + 0.5, df, 1)).toBeLessThan(noncentralTUpperTail(x, df, 1));
        expect(noncentralTUpperTail(1.5, df, x + 0.5)).toBeGreaterThan(noncentralTUpperTail(1.5, df, x));
        expect(noncentralTUpperTail(-x, df, -1) + noncentralTUpperTail(x, df, 1)).toBeCloseTo(1, 10);
      }
    }
  });
  it("is NaN for less than one degree of freedom, and for NaN", () => {
    expect(noncentralTUpperTail(1, 0.5, 1)).toBeNaN();
    expect(noncentralTUpperTail(Number.NaN, 5, 1)).toBeNaN();
    expect(noncentralTUpperTail(1, 5, Number.NaN)).toBeNaN();
    expect(noncentralTUpperTail(1, Number.NaN, 1)).toBeNaN();
  });
});
