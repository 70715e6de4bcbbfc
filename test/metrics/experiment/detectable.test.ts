import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain, orThrow } from "../../../src/index.ts";
import { detectableDifference, powerToDetect, rowsToDetect } from "../../../src/metrics/index.ts";

const near = (value: number, digits = 8) => expect.closeTo(value, digits);
const standard = { standardDeviation: 1 };

describe("what a sample can show", () => {
  it("gives the numbers of R's power.t.test and power.prop.test", () => {
    expect(orThrow(powerToDetect({ ...standard, difference: 0.5 })({ treated: 64, control: 64 }))).toEqual(
      near(0.80145862337, 9),
    );
    const half = orThrow(rowsToDetect(standard)(0.5));
    expect(half).toEqual({ perArm: 64, exact: near(63.7657637143, 5), power: 0.8, level: 0.95 }); // R's root finder stops at 1e-6
    expect(orThrow(rowsToDetect({ ...standard, power: 0.9 })(-0.2)).exact).toEqual(near(526.3333711634, 3));
    expect(orThrow(detectableDifference(standard)({ treated: 1000, control: 1000 })).difference).toEqual(
      near(0.1253508704, 6),
    );
    expect(orThrow(rowsToDetect({ share: 0.1 })(0.02)).exact).toEqual(near(3840.8474824344, 2));
    expect(orThrow(powerToDetect({ share: 0.1, difference: 0.02 })({ treated: 3000, control: 3000 }))).toEqual(
      near(0.6970453004, 9),
    );
  });

  it("tells the arms apart where they are of different size", () => {
    const power = (treated: number, control: number) =>
      orThrow(powerToDetect({ share: 0.1, difference: 0.05 })({ treated, control }));
    // from the formula by hand: share .15 in the treated arm, .1 in the other, pooled .105 and .145
    expect([power(100, 900), power(900, 100)]).toEqual([near(0.359582175005), near(0.240504692027)]);
    const many = { treated: 100, control: 900 };
    const { difference } = orThrow(detectableDifference({ share: 0.1, power: 0.359582175005 })(many));
    expect(difference).toEqual(near(0.05));
  });

  it("answers the three questions alike", () => {
    const spread = fc.oneof(
      fc.record({ standardDeviation: fc.double({ min: 0.01, max: 100, noNaN: true }) }),
      fc.record({ share: fc.double({ min: 0.05, max: 0.6, noNaN: true }) }),
    );
    const chance = fc.double({ min: 0.3, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(spread, fc.integer({ min: 200, max: 100_000 }), chance, (how, n, power) => {
        const { difference } = orThrow(detectableDifference({ ...how, power })({ treated: n, control: n }));
        expect(difference).toBeGreaterThan(0);
        expect(orThrow(powerToDetect({ ...how, difference })({ treated: n, control: n }))).toEqual(near(power, 7));
        const { exact, perArm } = orThrow(rowsToDetect({ ...how, power })(difference));
        expect(Math.abs(exact - n) / n).toBeLessThan(1e-5);
        expect(perArm).toBe(Math.ceil(exact));
      }),
      { numRuns: 30 },
    );
  });

  it("sees more with more rows, a rarer claim, and even arms", () => {
    const at = (treated: number, control: number, level = 0.95) =>
      orThrow(detectableDifference({ ...standard, level })({ treated, control })).difference;
    expect(at(200, 200)).toBeLessThan(at(100, 100));
    expect(at(100, 300)).toBeGreaterThan(at(200, 200));
    expect(at(100, 300)).toEqual(near(at(300, 100)));
    expect(at(200, 200, 0.99)).toBeGreaterThan(at(200, 200));
  });

  it("takes both signs of a difference alike for means, and keeps shares within 0 and 1", () => {
    const power = (difference: number) =>
      orThrow(powerToDetect({ ...standard, difference })({ treated: 40, control: 50 }));
    expect(power(-0.4)).toBe(power(0.4));
    expect(powerToDetect({ share: 0.1, difference: -0.2 })({ treated: 9, control: 9 })).toMatchObject({
      left: { issues: [{ path: ["difference"], code: "out-of-range" }] },
    });
    expect(orThrow(powerToDetect({ share: 0.1, difference: -0.1 })({ treated: 400, control: 400 }))).toBeGreaterThan(
      0.99,
    );
  });

  it.each([
    ["neither spread", {}, [], "inconsistent"],
    ["both", { standardDeviation: 1, share: 0.5 }, [], "inconsistent"],
    ["a share of 1", { share: 1 }, ["share"], "out-of-range"],
    ["a spread of 0", { standardDeviation: 0 }, ["standardDeviation"], "out-of-range"],
    ["power of 80", { share: 0.5, power: 80 }, ["power"], "out-of-range"],
    ["an unknown key", { share: 0.5, powr: 0.9 }, ["powr"], "unknown-key"],
  ])("refuses %s", (_, options, path, code) => {
    expect(detectableDifference(options)({ treated: 9, control: 9 })).toMatchObject({
      left: { in: "metrics.detectableDifference", issues: [{ path, code }] },
    });
  });

  it("says where there is too little to see anything", () => {
    expect(detectableDifference(standard)({ treated: 1, control: 9 })).toMatchObject({
      left: { _tag: "InsufficientData", of: "treated rows", needed: 2, found: 1 },
    });
    expect(powerToDetect({ ...standard, difference: 1 })({ treated: 2, control: 1 })).toMatchObject({
      left: { of: "control rows" },
    });
    const few = detectableDifference({ share: 0.9 })({ treated: 5, control: 5 });
    expect(few).toMatchObject({
      left: { _tag: "NotIdentified", because: { code: "too-few-rows", values: { percent: 80 } } },
    });
    if (few._tag === "Left") expect(explain(few.left)).toContain("80 %");
    expect(rowsToDetect(standard)(1e-9)).toMatchObject({ left: { _tag: "NotIdentified" } });
    expect(rowsToDetect(standard)(0)).toMatchObject({
      left: { issues: [{ path: ["difference"], code: "out-of-range" }] },
    });
    expect(orThrow(rowsToDetect(standard)(1e6)).perArm).toBe(2);
  });
});
