import fc from "fast-check";
import { expect, it } from "vitest";
import type { TrainingHistories } from "../../../../src/spacing/training/trainer.ts";
import { halfLifeTrainer } from "../../../../src/spacing/training/trainers/halfLife/halfLifeTrainer.ts";
import { add, clamped, type Dual, divide, exp, log, multiply, subtract, variables } from "../../../support/dual.ts";
import { between } from "../../arbitraries.ts";
import { behavesAsTrainer } from "./trainerSuite.ts";

/** The loss with its slope, by the formulas one after the other, in dual numbers. */
const halfLifeTwin = (weights: readonly number[], histories: TrainingHistories): Dual => {
  const [w0, w1, bias] = variables(weights) as [Dual, Dual, Dual];
  let total = multiply(0, w0);
  for (let card = 0; card + 1 < histories.offsets.length; card += 1) {
    let right = 0;
    let wrong = 0;
    for (let row = histories.offsets[card] ?? 0; row < (histories.offsets[card + 1] ?? 0); row += 1) {
      const passed = (histories.grades[row] ?? 0) > 1;
      if (row > (histories.offsets[card] ?? 0)) {
        const power = add(multiply(w0, Math.sqrt(1 + right)), multiply(w1, Math.sqrt(1 + wrong)), bias);
        const halfLife = clamped(exp(multiply(Math.LN2, power)), 15 / 1440, 274);
        const free = exp(divide(-Math.LN2 * (histories.elapsedDays[row] ?? 0), halfLife));
        const r = free.value < 1e-4 ? 1e-4 : free.value > 1 - 1e-7 ? 1 - 1e-7 : free;
        total = subtract(total, multiply(histories.weights[row] ?? 0, log(passed ? r : subtract(1, r))));
      }
      if (passed) right += 1;
      else wrong += 1;
    }
  }
  return total;
};

const anyHalfLifeWeights = fc
  .oneof(
    fc.tuple(between(-2, 3), between(-3, 2), between(-4, 4)),
    fc.tuple(between(-10, 10), between(-10, 10), between(-20, 20)),
  )
  .map((weights) => [...weights]);

behavesAsTrainer(halfLifeTrainer, { anyWeights: anyHalfLifeWeights, twin: halfLifeTwin, wholeDays: false });

it("holds its weights back by a penalty of its own, and weighs all labels alike", () => {
  const { prior, recency, labels, adam, firstStabilities } = halfLifeTrainer;
  expect(prior).toEqual({ centre: halfLifeTrainer.defaults, spread: [1, 1, 2], strength: 0.5 });
  expect([recency, labels, adam, firstStabilities]).toEqual([null, "all", null, null]);
});
