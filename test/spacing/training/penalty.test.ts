import { expect, it } from "vitest";
import { addPenalty } from "../../../src/spacing/training/penalty.ts";

it("is strength · share · the sum of squares of the ways from the centre in spreads; its slope is added", () => {
  const prior = { centre: [1, 2, 4], spread: [0.5, null, 2], strength: 3 };
  const weights = Float64Array.of(2, 99, 8);
  const gradient = Float64Array.of(10, 20, 30);
  // (2 - 1) / 0.5 is 2, (8 - 4) / 2 is 2
  expect(addPenalty(prior, 0.25, weights, gradient)).toBeCloseTo(0.75 * (4 + 4), 12);
  expect(Array.from(gradient)).toEqual([10 + 0.75 * 2 * 4, 20, 30 + 0.75 * 2 * 1]);
});

it("takes the way of the logarithms where the scale says so", () => {
  const prior = { centre: [3, 4], spread: [0.5, 2], scale: ["log", "linear"] as const, strength: 1 };
  const gradient = new Float64Array(2);
  const away = Math.log(6 / 3) / 0.5;
  expect(addPenalty(prior, 1, Float64Array.of(6, 7), gradient)).toBeCloseTo(away * away + 1.5 * 1.5, 12);
  // d/dw (ln w - ln c)² / s² = 2 (ln w - ln c) / (s² w)
  expect(gradient[0]).toBeCloseTo((2 * away) / (0.5 * 6), 12);
  expect(gradient[1]).toBeCloseTo((2 * 1.5) / 2, 12);
});

it("is nothing of what has no spread", () => {
  const gradient = Float64Array.of(1);
  expect(
    addPenalty({ centre: [1], spread: [null], scale: ["log"], strength: 5 }, 1, Float64Array.of(0), gradient),
  ).toBe(0);
  expect(Array.from(gradient)).toEqual([1]);
});
