import { clamp } from "../../../clamp.ts";
import { LEAST_RECALL } from "../../../exponentialForgetting.ts";
import { HALF_LIFE_DAYS } from "../../../halfLife/model.ts";
import { MOST_RECALL } from "../../clampedLoss.ts";
import type { TrainerKernel, TrainingHistories } from "../../trainer.ts";

// Rows below lie in their card and cards in the histories, weights are three, so each `as number` is true.

const LN_2 = Math.LN2;
const LN_LEAST_DAYS: number = /* @__PURE__ */ (() => Math.log(HALF_LIFE_DAYS.min))();
const LN_MOST_DAYS: number = /* @__PURE__ */ (() => Math.log(HALF_LIFE_DAYS.max))();

/** √(1 + right) and √(1 + wrong) before each row. */
const readOnce = ({ offsets, grades }: TrainingHistories) => {
  const ofRight = new Float64Array(grades.length);
  const ofWrong = new Float64Array(grades.length);
  for (let card = 0; card + 1 < offsets.length; card += 1) {
    let right = 0;
    let wrong = 0;
    for (let row = offsets[card] as number; row < (offsets[card + 1] as number); row += 1) {
      ofRight[row] = Math.sqrt(1 + right);
      ofWrong[row] = Math.sqrt(1 + wrong);
      if (grades[row] === 1) wrong += 1;
      else right += 1;
    }
  }
  return { ofRight, ofWrong };
};

/**
 * Half-life regression's loss over review histories and its slope in the three weights. What is known of a card are its counts, which do not depend
 * on the weights: each row stands for itself.
 *
 * The recall is that of `halfLife`'s own kernel. Where the half-life or the recall is clipped, that label adds no slope.
 */
export const halfLifeTrainerKernel = (histories: TrainingHistories): TrainerKernel => {
  const { offsets, grades, elapsedDays, weights: labels } = histories;
  const { ofRight, ofWrong } = readOnce(histories);
  return {
    loss: (weights, from, to, gradient, recalled) => {
      const [w0, w1, bias] = weights as unknown as [number, number, number]; // three
      let total = 0;
      let toRight = 0;
      let toWrong = 0;
      let toBias = 0;
      for (let card = from; card < to; card += 1) {
        for (let row = (offsets[card] as number) + 1; row < (offsets[card + 1] as number); row += 1) {
          const label = labels[row] as number;
          if (label === 0) continue;
          const right = ofRight[row] as number;
          const wrong = ofWrong[row] as number;
          const lnHalfLife = LN_2 * (w0 * right + w1 * wrong + bias);
          const halvings = (elapsedDays[row] as number) / Math.exp(clamp(lnHalfLife, LN_LEAST_DAYS, LN_MOST_DAYS));
          const free = Math.exp(-LN_2 * halvings);
          const recall = Math.max(free, LEAST_RECALL);
          if (recalled !== null) recalled[row] = recall;
          const passed = (grades[row] as number) > 1;
          const kept = Math.min(recall, MOST_RECALL);
          total -= label * Math.log(passed ? kept : 1 - kept);
          if (gradient === null || free < LEAST_RECALL || free > MOST_RECALL) continue;
          if (lnHalfLife < LN_LEAST_DAYS || lnHalfLife > LN_MOST_DAYS) continue;
          const toRecall = passed ? -label / recall : label / (1 - recall);
          const toPower = toRecall * recall * LN_2 * halvings * LN_2;
          toRight += toPower * right;
          toWrong += toPower * wrong;
          toBias += toPower;
        }
      }
      if (gradient !== null) {
        gradient[0] = (gradient[0] as number) + toRight;
        gradient[1] = (gradient[1] as number) + toWrong;
        gradient[2] = (gradient[2] as number) + toBias;
      }
      return total;
    },
  };
};
