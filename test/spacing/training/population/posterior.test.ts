import { expect, it } from "vitest";
import { halfLifeTrainer } from "../../../../src/spacing/index.ts";
import { offScale, onScale, posteriorOf, wholeOf } from "../../../../src/spacing/training/population/posterior.ts";
import { labelsBetween, studiedOf } from "../../../../src/spacing/training/population/studied.ts";
import type { TrainingHistories } from "../../../../src/spacing/training/trainer.ts";

const cards = 12;
const log = [false, false, true];
const prior = { mean: Float64Array.of(1, -0.5, Math.log(1.5)), spread: Float64Array.of(0.4, 0.3, 0.2), log };
const centre = offScale(prior, prior.mean);

/** Twelve cards of four rows, whose labels weigh `weight`. */
const historiesOf = (weight: number): TrainingHistories => ({
  offsets: Uint32Array.from({ length: cards + 1 }, (_, card) => 4 * card),
  grades: Uint8Array.from({ length: 4 * cards }, (_, row) => (row % 5 === 3 || row % 7 === 2 ? 1 : 3)),
  elapsedDays: Float64Array.from({ length: 4 * cards }, (_, row) => (row % 4 === 0 ? 0 : 1 + (row % 6))),
  weights: Float64Array.from({ length: 4 * cards }, (_, row) => (row % 4 === 0 ? 0 : weight)),
});

it("is the prior where there are no labels", () => {
  const kernel = halfLifeTrainer.prepare(historiesOf(0));
  const posterior = posteriorOf(halfLifeTrainer, prior, kernel, cards, Float64Array.of(0, 0, 1), 60);
  for (let k = 0; k < 3; k += 1) {
    expect(posterior.weights[k]).toBeCloseTo(centre[k] ?? 0, 2);
    expect(posterior.variance[k]).toBeCloseTo((prior.spread[k] ?? 0) ** 2, 12);
  }
  expect(posterior.loss).toBeCloseTo(0, 15);
});

it("stands where loss and penalty together are least, with the loss there", () => {
  const kernel = halfLifeTrainer.prepare(historiesOf(1));
  const { weights, loss } = posteriorOf(halfLifeTrainer, prior, kernel, cards, centre, 60);
  const objective = (at: Float64Array): number =>
    onScale(prior, at).reduce(
      (sum, x, k) => sum + 0.5 * ((x - (prior.mean[k] ?? 0)) / (prior.spread[k] ?? 1)) ** 2,
      kernel.loss(at, 0, cards, null, null),
    );
  expect(loss).toBeCloseTo(kernel.loss(weights, 0, cards, null, null), 9);
  const least = objective(weights);
  expect(least).toBeLessThan(objective(centre));
  for (let k = 0; k < 3; k += 1)
    for (const step of [-0.1, 0.1]) {
      const beside = weights.slice();
      beside[k] = (beside[k] ?? 0) + step * (prior.spread[k] ?? 0);
      expect(objective(beside)).toBeGreaterThan(least - 1e-4);
    }
});

it("is surer with reviews: the inverse of the prior's precision plus the squares of each card's slope", () => {
  const kernel = halfLifeTrainer.prepare(historiesOf(1));
  const single = { ...prior, spread: Float64Array.of(0.4, 1e-6, 1e-6) };
  const { weights, variance } = posteriorOf(halfLifeTrainer, single, kernel, cards, centre, 60);
  let information = 1 / 0.4 ** 2;
  for (let card = 0; card < cards; card += 1) {
    const slope = new Float64Array(3);
    kernel.loss(weights, card, card + 1, slope, null);
    information += (slope[0] ?? 0) ** 2;
  }
  expect(variance[0]).toBeCloseTo(1 / information, 9);
  expect(variance[0]).toBeLessThan(0.4 ** 2);
});

it("reads the published penalties as standard deviations", () => {
  const whole = wholeOf({ centre: [2, 4, 0.5], spread: [0.6, null, 10], strength: 2 }, log);
  expect([...whole.mean]).toEqual([2, 4, Math.log(0.5)]);
  expect(whole.spread[0]).toBeCloseTo(0.3, 12); // 2 x² / 0.6² = ½ x² / 0.3²
  expect(whole.spread[1]).toBe(1);
  expect(whole.spread[2]).toBe(1); // at most 1 by its logarithm
  expect(wholeOf({ centre: [8], spread: [1], strength: 0.5 }, [true]).spread[0]).toBeCloseTo(1 / 8, 12);
  expect(wholeOf({ centre: [1], spread: [1], strength: 0 }, [false]).spread[0]).toBe(1);
  expect([...wholeOf({ centre: [1, 1], spread: [1e300, 1e-300], strength: 0.5 }, [false, false]).spread]).toEqual([
    1e6, 1e-6,
  ]);
});

it("tells ranks from weights, and keeps the labels of some ranks", () => {
  const labels = 5;
  const rankOf = [-1, 2, 0, -1, 4, 1, 3];
  const weights = Float64Array.from(rankOf, (rank) => (rank < 0 ? 0 : 0.5 + (0.5 * rank) / labels));
  const rest = {
    offsets: Uint32Array.of(0, 3, 7),
    grades: new Uint8Array(7).fill(3),
    elapsedDays: new Float64Array(7),
  };
  const counts = { labels, labelsUpTo: new Uint32Array(3), forgotten: 0, totalWeight: 5, outliers: 0, tooLong: 0 };
  const studied = studiedOf({ ...rest, weights, ...counts });
  expect([...studied.rank]).toEqual(rankOf);
  expect([...studied.histories.weights]).toEqual([0, 1, 1, 0, 1, 1, 1]);
  expect([studied.cards, studied.labels]).toEqual([2, 5]);
  expect([...labelsBetween(studied, 1, 4).weights]).toEqual([0, 1, 0, 0, 0, 1, 1]);
});
