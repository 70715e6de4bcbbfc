import fc from "fast-check";
import { expect, it } from "vitest";
import { SBD_BOUNDS } from "../../../../src/spacing/sbd/model.ts";
import type { TrainingHistories } from "../../../../src/spacing/training/trainer.ts";
import { sbdTrainer } from "../../../../src/spacing/training/trainers/sbd/sbdTrainer.ts";
import {
  add,
  clamped,
  type Dual,
  divide,
  exp,
  log,
  log1p,
  multiply,
  negate,
  pow,
  product,
  subtract,
  variables,
} from "../../../support/dual.ts";
import { between } from "../../arbitraries.ts";
import { behavesAsTrainer } from "./trainerSuite.ts";

/** SBD's loss with its slope, by the formulas one after the other, in dual numbers. */
const sbdTwin = (weights: readonly number[], histories: TrainingHistories): Dual => {
  const [low, high, k, alpha, c, v, lnDelta] = variables(weights) as [Dual, Dual, Dual, Dual, Dual, Dual, Dual];
  const rho = exp(divide(subtract(high, low), 3));
  const stable = (s: Dual): Dual => clamped(s, 0.001, 36_500);
  const brittler = (grade: number): number => Math.max(0, (3 - grade) / 2);
  let total = multiply(0, low);
  for (let card = 0; card + 1 < histories.offsets.length; card += 1) {
    const first = histories.offsets[card] ?? 0;
    const grade = histories.grades[first] ?? 0;
    let s = stable(multiply(exp(low), pow(rho, grade - 1)));
    let g = grade - 1;
    let n = brittler(grade);
    for (let row = first + 1; row < (histories.offsets[card + 1] ?? 0); row += 1) {
      const answer = histories.grades[row] ?? 0;
      const days = histories.elapsedDays[row] ?? 0;
      const age = days === 0 ? multiply(0, low) : pow(days, divide(1, k));
      const a = add(age, product(exp(divide(v, k)), pow(rho, -g / 2), pow(s, 0.5)));
      const beta = multiply(exp(alpha), pow(add(exp(lnDelta), n), c));
      const r = exp(negate(multiply(beta, log1p(divide(a, s)))));
      const kept = r.value < 1e-7 ? 1e-7 : r.value > 1 - 1e-7 ? 1 - 1e-7 : r;
      total = subtract(total, multiply(histories.weights[row] ?? 0, log(answer > 1 ? kept : subtract(1, kept))));
      if (answer > 1) s = stable(add(s, a));
      else
        s = r.value === 1 ? stable(multiply(s, weights[4] === 0 ? 1 : 0)) : stable(multiply(s, pow(subtract(1, r), c)));
      n = Math.min(50, n + brittler(answer));
      g = answer - 1;
    }
  }
  return total;
};

const anySbdWeights = fc
  .tuple(
    between(-7, 10),
    between(-7, 10),
    between(0.5, 20),
    between(-4, 2),
    between(0, 2),
    between(-6, 6),
    between(-6, 5),
  )
  .map(([low, high, ...rest]) => [Math.max(low, -6.9), Math.max(low, high, -6.9), ...rest]);

behavesAsTrainer(sbdTrainer, { anyWeights: anySbdWeights, twin: sbdTwin, wholeDays: false });

it("weighs and penalises as the published trainer (Schill, srs-benchmark 2026)", () => {
  const { prior, recency, labels, adam, firstStabilities, bounds } = sbdTrainer;
  expect(prior.spread).toEqual([1.754, 1.2339, 0.5003, 0.546, 0.0989, 1.1685, 0.7778]);
  // 0.001 · 2000 / n beside the mean weighted loss: times the sum of the weights, here for n = 5000
  const ranks = Array.from({ length: 5000 }, (_, i) => 0.0667 + 0.9333 * ((i + 0.5) / 5000) ** 11.25);
  const sum = ranks.reduce((all, each) => all + each, 0);
  expect(prior.strength).toBeCloseTo(((0.001 * 2000) / 5000) * sum, 5);
  expect(recency).toEqual({ floor: 0.0667, power: 11.25, reachesOne: false });
  expect(labels).toBe("all");
  expect(adam).toBeNull();
  expect(firstStabilities).toBeNull();
  expect(bounds).toBe(SBD_BOUNDS);
});
