import { describe, expect, it } from "vitest";
import { type AdamPlan, adam } from "../../../src/spacing/training/adam.ts";
import type { TrainerKernel } from "../../../src/spacing/training/trainer.ts";
import { drained } from "./drained.ts";
import { labelledWith } from "./labelledOf.ts";

const PLAN: AdamPlan = {
  settings: { learningRate: 0.5, betas: [0.9, 0.99], epochs: 2, batchLabels: 100 },
  seed: 1,
  start: Float64Array.of(5),
  prior: null,
  project: () => undefined,
};

/** A card costs ½ (w - target)². */
const bowl = (target: number, asked: (readonly [from: number, to: number])[] = []): TrainerKernel => ({
  loss: ([w = 0], from, to, gradient) => {
    asked.push([from, to]);
    const away = w - target;
    if (gradient !== null) gradient[0] = (gradient[0] ?? 0) + (to - from) * away;
    return (to - from) * 0.5 * away * away;
  },
});

/** A loss of the same slope everywhere. */
const slope = (by: number): TrainerKernel => ({
  loss: (_, __, ___, gradient) => {
    if (gradient !== null) gradient[0] = (gradient[0] ?? 0) + by;
    return 0;
  },
});

describe("adam", () => {
  // Kingma and Ba (2015), algorithm 1, by hand: slopes 2 at 5, then 1.5 at 4.5; the rate falls along half a cosine from 0.5 to 0.25 half way
  it("takes the two published steps", () => {
    const { seen, answer } = drained(adam(bowl(3), labelledWith([4], 0.5), PLAN));
    const [mean1, square1] = [0.1 * 2, 0.01 * 4];
    expect(mean1 / (1 - 0.9) / Math.sqrt(square1 / (1 - 0.99))).toBeCloseTo(1, 12);
    const [mean2, square2] = [0.9 * mean1 + 0.1 * 1.5, 0.99 * square1 + 0.01 * 2.25];
    const second = mean2 / (1 - 0.81) / Math.sqrt(square2 / (1 - 0.9801));
    expect(answer.weights[0]).toBeCloseTo(4.5 - 0.25 * second, 7);
    expect(answer.steps).toBe(2);
    // after each epoch the loss of its steps over the weight of all labels, which is 2
    expect(seen).toEqual([
      { phase: "epoch 1 of 2", done: 1, total: 2, value: 1 },
      { phase: "epoch 2 of 2", done: 2, total: 2, value: expect.closeTo(0.5 * 1.5 * 1.5 * 0.5, 7) },
    ]);
    expect(Array.from(PLAN.start)).toEqual([5]);
  });

  it("lets the rate fall along half a cosine over all steps", () => {
    const settings = { learningRate: 1, betas: [0, 0], epochs: 3, batchLabels: 1 } as const;
    const { answer } = drained(adam(slope(7), labelledWith([1]), { ...PLAN, settings }));
    expect(answer.weights[0]).toBeCloseTo(5 - 1 - 0.75 - 0.25, 7); // (1 + cos 0, 60 and 120 degrees) / 2
  });

  it("adds 1e-8 to the size of the slope", () => {
    const settings = { ...PLAN.settings, epochs: 1 };
    const { answer } = drained(adam(slope(1e-8), labelledWith([1]), { ...PLAN, settings }));
    expect(answer.weights[0]).toBeCloseTo(5 - 0.5 * 0.5, 12);
  });

  it("goes through all batches of whole cards once an epoch, in another order", () => {
    const asked: [number, number][] = [];
    const labelsOf = [2, 1, 3, 1, 1, 2, 5, 4, 2];
    const wanted = [
      [0, 2], // 2 and 1 are 3
      [2, 3],
      [3, 6], // 1, 1 and 2 are 4
      [6, 7],
      [7, 8],
      [8, 9], // what is left
    ];
    const settings = { ...PLAN.settings, epochs: 8, batchLabels: 3 };
    const { answer } = drained(adam(bowl(3, asked), labelledWith(labelsOf), { ...PLAN, settings }));
    expect(answer.steps).toBe(8 * 6);
    const epochs = Array.from({ length: 8 }, (_, epoch) => asked.slice(6 * epoch, 6 * epoch + 6));
    for (const epoch of epochs) expect([...epoch].sort(([a], [b]) => a - b)).toEqual(wanted);
    expect(new Set(epochs.map((epoch) => epoch.join())).size).toBeGreaterThan(4);
    const order = (seed: number | string): string => {
      const own: [number, number][] = [];
      drained(adam(bowl(3, own), labelledWith(labelsOf), { ...PLAN, settings, seed }));
      return own.join();
    };
    expect(order(1)).toBe(asked.join());
    expect(order("another")).not.toBe(asked.join());
  });

  it("weighs the penalty in each batch by its part of the labels", () => {
    // the slope is 1 and that of the penalty, 1 times 1/4 or 3/4, in whichever order; no memory of squares, half of the last mean
    const far = { centre: [-1e9], spread: [1e9], strength: 0.5e9, scale: ["linear"] } as const;
    const settings = { learningRate: 1, betas: [0.5, 0], epochs: 1, batchLabels: 1 } as const;
    const asked: [number, number][] = [];
    const level: TrainerKernel = {
      loss: (_, from, to, gradient) => {
        asked.push([from, to]);
        if (gradient !== null) gradient[0] = (gradient[0] ?? 0) + 1;
        return 0;
      },
    };
    const { answer } = drained(adam(level, labelledWith([1, 3]), { ...PLAN, settings, prior: far }));
    const [first, second] = asked[0]?.[0] === 0 ? [1.25, 1.75] : [1.75, 1.25];
    const mean = (0.25 * first + 0.5 * second) / (1 - 0.25);
    expect(answer.weights[0]).toBeCloseTo(5 - 1 - 0.5 * (mean / second), 6);
  });

  it("moves the weights into what is allowed after each step", () => {
    const before: number[] = [];
    const project = (weights: Float64Array): void => {
      before.push(weights[0] ?? 0);
      weights[0] = 4.75;
    };
    const { answer } = drained(adam(slope(3), labelledWith([1]), { ...PLAN, project }));
    expect(before[0]).toBeCloseTo(4.5, 7);
    expect(before[1]).toBeCloseTo(4.5, 7); // 4.75 less half the rate
    expect(answer.weights[0]).toBe(4.75);
  });
});
