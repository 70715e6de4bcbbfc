import type { TrainerKernel, TrainingHistories } from "../../trainer.ts";
import { addShared, fsrs7Backward } from "./backward.ts";
import { fsrs7Constants } from "./constants.ts";
import { fsrs7Forward } from "./forward.ts";
import { WIDTH } from "./tape.ts";

/** How many rows the longest card has. */
const longestOf = (offsets: Uint32Array): number => {
  let longest = 0;
  for (let card = 0; card + 1 < offsets.length; card += 1)
    longest = Math.max(longest, (offsets[card + 1] as number) - (offsets[card] as number)); // card + 1 is below the length
  return longest;
};

/**
 * FSRS-7's loss over review histories and its slope in the 34 weights, one pass a card: forwards with each row's numbers kept, then
 * backwards through them (reverse-mode differentiation), so that the slope costs about as much again as the loss, whatever the number of weights.
 *
 * The recall is that of `fsrs7`'s own kernel. It stays in [1e-5, 1 - 1e-5] by the model itself, so the clamp of the loss never binds. Where a bound
 * of the model cuts a value off, the slope is 0; where the value lies on the bound, it is that of the side within.
 */
export const fsrs7TrainerKernel = (histories: TrainingHistories): TrainerKernel => {
  const { offsets } = histories;
  const tape = new Float64Array(longestOf(offsets) * WIDTH);
  const shared = new Float64Array(5);
  return {
    loss: (weights, from, to, gradient, recall) => {
      const constants = fsrs7Constants(weights);
      let total = 0;
      shared.fill(0);
      for (let card = from; card < to; card += 1) {
        const first = offsets[card] as number; // card < to, at most the number of cards
        const end = offsets[card + 1] as number; // offsets has one entry more
        total += fsrs7Forward(constants, histories, first, end, tape, recall);
        if (gradient !== null) fsrs7Backward(constants, histories, first, end, tape, gradient, shared);
      }
      if (gradient !== null) addShared(constants, shared, gradient);
      return total;
    },
  };
};
