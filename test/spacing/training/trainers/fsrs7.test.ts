import { expect, it } from "vitest";
import { fsrs7Trainer } from "../../../../src/spacing/training/trainers/fsrs7/fsrs7Trainer.ts";
import { makeNonDecreasing } from "../../../../src/spacing/training/trainers/nonDecreasing.ts";
import { anyWeights7 } from "../../arbitraries.ts";
import { fsrs7Twin } from "./fsrs7Twin.ts";
import { behavesAsTrainer } from "./trainerSuite.ts";

behavesAsTrainer(fsrs7Trainer, { anyWeights: anyWeights7, twin: fsrs7Twin, wholeDays: false });

it("weighs, penalises and steps as the published trainer (srs-benchmark and fsrs-rs, 2026)", () => {
  const { prior, recency, labels, adam, firstStabilities } = fsrs7Trainer;
  expect(prior.strength).toBe(0.3333);
  expect(prior.scale).toBeUndefined();
  expect(prior.spread).toEqual([
    ...[null, null, null, null, 0.523, 0.2528, 0.4329, 0.2966, 0.2139, 0.2889, 0.1862, 0.175, 0.3812, 0.3013],
    ...[0.9104, 0.3234, 0.2448, 0.3273, 0.1842, 0.1735, 0.4608, 0.311, 0.864, 0.0418, 0.2596, 0.0798, 0.0682],
    ...[0.1282, 0.1397, 0.1407, 0.1489, 0.2, 0.15, 0.15],
  ]);
  expect(recency).toEqual({ floor: 0.0667, power: 11.25, reachesOne: false });
  expect(labels).toBe("all");
  expect(firstStabilities).toEqual([0, 1, 2, 3]);
  expect(adam).toEqual({ learningRate: 0.0118, betas: [0.7, 0.98], epochs: 9, batchLabels: 512 });
});

it("puts initial stabilities out of order at their mean", () => {
  const after = (values: readonly number[], from: number, to: number): number[] => {
    const moved = Float64Array.from(values);
    makeNonDecreasing(moved, from, to);
    return [...moved];
  };
  expect(after([1, 2, 3, 4], 0, 3)).toEqual([1, 2, 3, 4]);
  expect(after([1, 3, 2, 4], 0, 3)).toEqual([1, 2.5, 2.5, 4]);
  expect(after([4, 3, 2, 1], 0, 3)).toEqual([2.5, 2.5, 2.5, 2.5]);
  expect(after([3, 3, 3, 0], 0, 3)).toEqual([2.25, 2.25, 2.25, 2.25]);
  expect(after([1, 5, 4, 0.5], 0, 3)).toEqual([1, 9.5 / 3, 9.5 / 3, 9.5 / 3]);
  expect(after([9, 2, 1, 0], 1, 2)).toEqual([9, 1.5, 1.5, 0]);
});
