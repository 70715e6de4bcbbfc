import { describe, expect, it } from "vitest";
import { evaluating, shareOf } from "../../../src/spacing/training/objective.ts";
import type { TrainerKernel } from "../../../src/spacing/training/trainer.ts";
import { drained } from "./drained.ts";
import { labelledWith } from "./labelledOf.ts";

const STEP = { phase: "here", done: 3, total: 9 };
const PRIOR = { centre: [1], spread: [0.5], strength: 2 };

/** Card c costs c + 1, with the slope 10. */
const counting = () => {
  const asked: (readonly [from: number, to: number])[] = [];
  const kernel: TrainerKernel = {
    loss: (_, from, to, gradient) => {
      asked.push([from, to]);
      let sum = 0;
      for (let card = from; card < to; card += 1) {
        sum += card + 1;
        if (gradient !== null) gradient[0] = (gradient[0] ?? 0) + 10;
      }
      return sum;
    },
  };
  return { kernel, asked };
};

describe("an objective", () => {
  it("is asked for in blocks of whole cards, with a step between two of them", () => {
    const { kernel, asked } = counting();
    const labelled = labelledWith([150_000, 50_000, 199_999, 1, 250_000, 7]); // rows as well as labels
    const { seen, answer } = drained(evaluating({ kernel, labelled, prior: null, cards: 6 }, Float64Array.of(1), STEP));
    expect(asked).toEqual([
      [0, 2], // 200,000 rows
      [2, 4],
      [4, 5], // more, but one card
      [5, 6],
    ]);
    expect(seen).toEqual([STEP, STEP, STEP]);
    expect(answer.value).toBe(1 + 2 + 3 + 4 + 5 + 6);
    expect(Array.from(answer.gradient)).toEqual([60]);
  });

  it("is one pass without a step where there are few rows, and none without cards", () => {
    const { kernel, asked } = counting();
    const labelled = labelledWith([5, 5, 5]);
    const { seen, answer } = drained(evaluating({ kernel, labelled, prior: null, cards: 2 }, Float64Array.of(1), STEP));
    expect(asked).toEqual([[0, 2]]);
    expect(seen).toEqual([]);
    expect(answer.value).toBe(3);
    const none = drained(evaluating({ kernel, labelled, prior: null, cards: 0 }, Float64Array.of(1), STEP));
    expect(none.seen).toEqual([]);
    expect(none.answer.value).toBe(0);
    expect(asked).toHaveLength(1);
  });

  it("has the part of the penalty that goes with its part of the labels", () => {
    const { kernel } = counting();
    const labelled = labelledWith([1, 2, 3, 2]);
    const objective = { kernel, labelled, prior: PRIOR, cards: 2 };
    expect(shareOf(objective)).toBe(3 / 8);
    expect(shareOf({ ...objective, cards: 4 })).toBe(1);
    const { answer } = drained(evaluating(objective, Float64Array.of(2), STEP));
    // 2 ((2 - 1) / 0.5)² and its slope 2 · 2 · 2 / 0.5, times 3 / 8
    expect(answer.value).toBe(1 + 2 + (3 / 8) * 8);
    expect(Array.from(answer.gradient)).toEqual([20 + (3 / 8) * 16]);
    const level = drained(evaluating(objective, Float64Array.of(2), STEP, false)).answer;
    expect(level.value).toBe(answer.value);
    expect(Array.from(level.gradient)).toEqual([(3 / 8) * 16]);
  });

  it("has no penalty where there are no labels", () => {
    const objective = { kernel: counting().kernel, labelled: labelledWith([]), prior: PRIOR, cards: 0 };
    expect(shareOf(objective)).toBe(0);
    expect(drained(evaluating(objective, Float64Array.of(2), STEP)).answer.value).toBe(0);
  });
});
