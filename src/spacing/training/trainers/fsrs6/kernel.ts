import { quickExp } from "../../../../core/numeric/elementary/quick.ts";
import type { TrainerKernel, TrainingHistories } from "../../trainer.ts";
import { backward, SLOPE_OF_FACTOR, SLOPE_OF_FIRST, SLOPE_OF_PULL, SLOPES } from "./backward.ts";
import { type Fsrs6Constants, fsrs6Constants, LN_09 } from "./constants.ts";
import { forward } from "./forward.ts";
import { tapeFor } from "./tape.ts";

// Slopes and weights are as many as the indices below say, so each `as number` is true.

/** Passes the slopes in the constants on to the weights that make them, and adds everything to the gradient. */
const addSlopes = (
  constants: Fsrs6Constants,
  weights: Float64Array,
  slopes: Float64Array,
  into: Float64Array,
): void => {
  const w5 = weights[5] as number;
  const w20 = weights[20] as number;
  for (let k = 0; k < 21; k += 1) into[k] = (into[k] as number) + (slopes[k] as number);
  // f = e^(-ln 0.9 / w20) - 1
  into[20] =
    (into[20] as number) + ((slopes[SLOPE_OF_FACTOR] as number) * (constants.factor + 1) * LN_09) / (w20 * w20);
  // D0(G) = w4 - e^(w5 (G-1)) + 1
  for (let grade = 0; grade < 4; grade += 1) {
    const unclamped = constants.firstUnclamped[grade] as number;
    const inside = unclamped >= 1 && unclamped <= 10 ? (slopes[SLOPE_OF_FIRST + grade] as number) : 0;
    const slope = grade === 3 ? inside + (slopes[SLOPE_OF_PULL] as number) : inside;
    into[4] = (into[4] as number) + slope;
    into[5] = (into[5] as number) - slope * grade * quickExp(w5 * grade);
  }
};

/**
 * The loss of FSRS-6 and its slope in the 21 weights: one pass forward over each card with what the slopes need left on a tape, and one pass
 * back. Stability is followed by its logarithm beside itself, so that a recall takes five elementary functions, and a recalled label none
 * more.
 */
export const fsrs6TrainerKernel = (histories: TrainingHistories): TrainerKernel => {
  const { offsets } = histories;
  const tape = tapeFor(offsets);
  const slopes = new Float64Array(SLOPES);
  return {
    loss: (weights, fromCard, toCard, gradient, recall) => {
      const constants = fsrs6Constants(weights);
      slopes.fill(0);
      let loss = 0;
      for (let card = fromCard; card < toCard; card += 1) {
        const from = offsets[card] as number;
        const to = offsets[card + 1] as number;
        loss += forward(constants, histories, from, to, tape, recall);
        if (gradient !== null) backward(constants, histories, from, to, tape, slopes);
      }
      if (gradient !== null) addSlopes(constants, weights, slopes, gradient);
      return loss;
    },
  };
};
