import { describe, expect, it } from "vitest";
import { balancePrices, priceRange } from "../../../../src/spacing/planning/deadline/balancePrices.ts";
import { priced, workspaceFor } from "../../../../src/spacing/planning/deadline/priced.ts";
import { deadlineTables } from "../../../../src/spacing/planning/deadline/tables.ts";
import { neverSeen, onLevel, toyProblem } from "./toyProblem.ts";

const days = [0, 1, 2, 3, 4];
const cards = Array.from({ length: 120 }, (_, place) =>
  place % 3 === 0
    ? neverSeen({ value: 1 + (place % 5) / 4 })
    : onLevel(place % 4, 1 + (place % 9), { effort: 1 + (place % 4) / 4 }),
);
const tablesWith = (seconds: readonly number[]) => deadlineTables(toyProblem({ cards, days, seconds, deadline: 6 }));
const sum = (all: Iterable<number>) => [...all].reduce((total, one) => total + one, 0);
const even = (each: number) => days.map(() => each);

describe("balancePrices", () => {
  it("asks nothing, or no more than the floor, where there is time for all that anybody wants", () => {
    const plenty = tablesWith(even(10_000));
    expect(Array.from(balancePrices(plenty, 0, null, 30))).toEqual([0, 0, 0, 0, 0]);
    expect(Array.from(balancePrices(plenty, 0.01, null, 30))).toEqual(even(0.01));
    // one day that is too short is enough for prices
    expect(balancePrices(tablesWith([1, 10_000, 10_000, 10_000, 10_000]), 0, null, 30).some((price) => price > 0)).toBe(
      true,
    );
    // exactly enough is enough
    const { used } = priced(plenty, new Float64Array(5), workspaceFor(plenty, false));
    expect(Array.from(balancePrices(tablesWith(Array.from(used)), 0, null, 30))).toEqual([0, 0, 0, 0, 0]);
  });

  it("brings what is wanted near to what there is, whether it starts anew or from other prices", () => {
    const scarce = tablesWith([300, 100, 0.5, 200, 50]);
    for (const start of [null, Float64Array.of(1e-3, 1e-3, 1e-3, 1e-3, 1e-3)]) {
      const prices = balancePrices(scarce, 0, start, 90);
      const { used, bound } = priced(scarce, prices, workspaceFor(scarce, false));
      expect(Math.abs(sum(used) - 650.5)).toBeLessThan(0.2 * 650.5);
      // the dual value is lower than at the start, at no price, and at one price for all days
      for (const other of [0, 1e-4, 1e-3, 1e-2])
        expect(bound).toBeLessThan(priced(scarce, new Float64Array(5).fill(other), workspaceFor(scarce, false)).bound);
    }
    // an empty day is dearer than the days around it
    const [, before = 0, empty = 0, after = 0] = balancePrices(scarce, 0, null, 90);
    expect(empty).toBeGreaterThan(before);
    expect(empty).toBeGreaterThan(after);
  });

  it("asks more where there is less time, never less than the floor, and leaves the start as it is", () => {
    const mean = (each: number) => sum(balancePrices(tablesWith(even(each)), 0, null, 60)) / 5;
    const [tight, middle, loose] = [20, 100, 300].map(mean) as [number, number, number];
    expect(tight).toBeGreaterThan(middle);
    expect(middle).toBeGreaterThan(loose);
    // two rounds move a price by less than a third
    for (const price of balancePrices(tablesWith(even(20)), 0, new Float64Array(5).fill(7), 2)) {
      expect(price).toBeGreaterThan(4.6);
      expect(price).toBeLessThan(7);
    }
    const start = Float64Array.of(1, 0, 1, 0, 1);
    const floored = balancePrices(tablesWith(even(20)), middle, start, 20);
    for (const price of floored) expect(price).toBeGreaterThanOrEqual(middle - 1e-15);
    expect(Array.from(start)).toEqual([1, 0, 1, 0, 1]);
    for (const price of balancePrices(tablesWith(even(20)), 10, null, 20)) expect(price).toBeCloseTo(10, 9);
  });
});

describe("priceRange", () => {
  it("holds for the card of least and of greatest effort over value", () => {
    const tables = deadlineTables(
      toyProblem({
        cards: [neverSeen({ effort: 4 }), neverSeen({ value: 10 }), neverSeen()],
        days: [0],
        seconds: [1],
        deadline: 2,
      }),
    );
    const [least, most] = priceRange(tables);
    expect(least).toBeCloseTo(1e-7 / 4, 20);
    expect(most).toBeCloseTo(1e-1 / 0.1, 12);
  });
});
