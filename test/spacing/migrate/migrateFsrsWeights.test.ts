import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { createMemory, FSRS6_WEIGHTS, fsrs6, migrateFsrsWeights } from "../../../src/spacing/index.ts";
import { sharedData } from "../../support/sharedData.ts";

const FSRS4 = [0.4, 0.6, 2.4, 5.8, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29, 2.61];
const FSRS5 = [
  ...[0.40255001, 1.18385005, 3.1730001, 15.69104958, 7.19490004, 0.5345, 1.46039999, 0.0046, 1.54575002, 0.1192],
  ...[1.01925004, 1.93949997, 0.11, 0.29605001, 2.26979995, 0.2315, 2.98979998, 0.51655, 0.66210002],
];

describe("weights of older FSRS", () => {
  it("are moved from 17 as ts-fsrs and fsrs-rs do: w4 + 2 w5, ln(3 w5 + 1) / 3, w6 + 0.5, and 0, 0, 0, 0.5", () => {
    const weights = orThrow(migrateFsrsWeights(Object.freeze([...FSRS4]) as number[]));
    expect(weights.map((weight) => Number(weight.toFixed(8)))).toEqual([
      ...[0.4, 0.6, 2.4, 5.8, 6.81, 0.44675014, 1.36, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29, 2.61],
      ...[0, 0, 0, 0.5],
    ]);
    expect(weights[5]).toBeCloseTo(Math.log(3 * 0.94 + 1) / 3, 15);
    expect(createMemory(fsrs6)({ weights })._tag).toBe("Right");
  });

  it("are kept from 19, with 0 and 0.5 after them, and from 21", () => {
    expect(orThrow(migrateFsrsWeights(FSRS5))).toEqual([...FSRS5, 0, 0.5]);
    expect(orThrow(migrateFsrsWeights(FSRS6_WEIGHTS))).toEqual([...FSRS6_WEIGHTS]);
  });

  it("agree with the table made by ts-fsrs", (context) => {
    const folder = sharedData("spacing");
    if (folder === null) return context.skip();
    const { extra } = JSON.parse(readFileSync(`${folder}fsrs-vectors.json`, "utf8")) as {
      extra: { migrate: { from: number[]; to: number[] }[] };
    };
    expect(extra.migrate.length).toBe(2);
    for (const { from, to } of extra.migrate)
      for (const [index, weight] of orThrow(migrateFsrsWeights(from)).entries())
        expect(Math.abs(weight - (to[index] ?? Number.NaN))).toBeLessThan(5.1e-9); // ts-fsrs rounds to eight decimals
  });

  it("are refused in another number, below 0, or where they come to lie out of bounds", () => {
    const refused = (weights: readonly number[]) => migrateFsrsWeights(weights);
    for (const weights of [[], FSRS4.slice(1), [...FSRS5, 0], [...FSRS6_WEIGHTS, 0]])
      expect(refused(weights)).toMatchObject({
        left: {
          in: "spacing.migrateFsrsWeights",
          issues: [{ path: ["weights"], code: "out-of-range", expected: "17, 19 or 21 weights" }],
        },
      });
    expect(refused(FSRS4.map((weight, index) => (index === 5 ? -0.5 : weight)))).toMatchObject({
      left: { issues: [{ path: ["weights", 5], code: "out-of-range", expected: "a number at least 0" }] },
    });
    expect(refused(FSRS4.map((weight, index) => (index === 5 ? 3 : weight)))).toMatchObject({
      left: { issues: [{ path: ["weights", 4], expected: "a w4 in FSRS-6 from 1 to 10" }] }, // 4.93 + 2 · 3
    });
    expect(refused(FSRS5.map((weight, index) => (index === 0 ? 0 : weight)))).toMatchObject({
      left: { issues: [{ path: ["weights", 0], expected: "a w0 in FSRS-6 from 0.001 to 100" }] },
    });
    expect(refused(FSRS5.map((weight, index) => (index === 9 ? Math.fround(0.8) : weight)))._tag).toBe("Right");
  });
});
