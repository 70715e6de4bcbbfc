import type { TrainingHistories } from "../../trainer.ts";
import { clampDecay, clampDifficulty, clampStability, type Fsrs7Constants } from "./constants.ts";
import * as at from "./tape.ts";

// Rows below lie in the card, slots in the row's part of the tape, weights among the 34: each `as number` is true.

/**
 * One trace after a review: x is its stability, q recall by it, `from` the number of its first weight. Keeps four numbers at `slot` of
 * the tape, see there, and gives the stability before its clamp.
 */
const traceForward = (
  w: Float64Array,
  from: number,
  growth: number,
  grade: number,
  x: number,
  lnX: number,
  difficulty: number,
  q: number,
  tape: Float64Array,
  slot: number,
): number => {
  const forgetting = 1 - q;
  if (grade === 1) {
    const power = Math.exp((w[from + 4] as number) * Math.log(x + 1));
    const harder = Math.exp((w[from + 5] as number) * forgetting);
    const lapsed = (w[from + 3] as number) * (power - 1) * harder;
    const after = Math.min(x, lapsed);
    tape[slot] = after;
    tape[slot + 1] = power;
    tape[slot + 2] = harder;
    tape[slot + 3] = lapsed < x ? 1 : 0;
    return after;
  }
  const scale = growth * (11 - difficulty) * Math.exp(-(w[from + 1] as number) * lnX) * x;
  const spaced = Math.expm1((w[from + 2] as number) * forgetting);
  const byGrade = grade === 2 ? (w[from + 6] as number) : grade === 4 ? (w[from + 7] as number) : 1;
  const after = x + scale * spaced * byGrade; // never below x, so never below what a lapse would leave
  tape[slot] = after;
  tape[slot + 1] = scale;
  tape[slot + 2] = spaced;
  return after;
};

/** The weighted negative log likelihood of one card's rows, and on the tape what the backward pass needs. */
export const fsrs7Forward = (
  constants: Fsrs7Constants,
  { grades, elapsedDays, weights: labels }: TrainingHistories,
  first: number,
  end: number,
  tape: Float64Array,
  recalled: Float64Array | null,
): number => {
  const { w, slowGrowth, fastGrowth, lnW25, slowDecay, slowFactor, difficultyPull } = constants;
  const w6 = w[6] as number;
  const w23 = w[23] as number;
  const w27 = w[27] as number;
  const w28 = w[28] as number;
  const w29 = w[29] as number;
  const w30 = w[30] as number;
  const slowWeightTilt = (w[31] as number) - 0.5;
  const slowRateTilt = (w[32] as number) - 0.3;
  const fastDecayPower = (w[33] as number) - 0.3;
  const start = (grades[first] as number) - 1;
  let slow = constants.firstSlow[start] as number;
  let fast = constants.firstFast[start] as number;
  let difficulty = constants.firstDifficulty[start] as number;
  let loss = 0;
  for (let row = first + 1; row < end; row += 1) {
    const slot = (row - first) * at.WIDTH;
    const days = elapsedDays[row] as number;
    const grade = grades[row] as number;
    const lnSlow = Math.log(slow);
    const lnFast = Math.log(fast);
    const harder = difficulty - 5;

    const decaySize = w23 * Math.exp(fastDecayPower * lnFast);
    const fastDecay = -clampDecay(decaySize);
    const exponent = lnW25 / fastDecay;
    const fastFactor = Math.expm1(Math.min(exponent, 60));
    const fastRate = fastFactor / fast;
    const lnFastSpan = Math.log(1 + fastRate * days);
    const fastRecall = Math.exp(fastDecay * lnFastSpan);

    const slowRate = (slowFactor * Math.exp(harder * slowRateTilt)) / slow;
    const lnSlowSpan = Math.log(1 + slowRate * days);
    const slowRecall = Math.exp(slowDecay * lnSlowSpan);

    const fastWeight = w27 * Math.exp(-w29 * lnFast);
    const slowWeight = w28 * Math.exp(w30 * lnSlow + harder * slowWeightTilt);
    const mixture = (fastWeight * fastRecall + slowWeight * slowRecall) / (fastWeight + slowWeight);
    const recall = mixture * (1 - 2e-5) + 1e-5;

    const label = labels[row] as number;
    if (label !== 0) {
      loss -= label * Math.log(grade > 1 ? recall : 1 - recall);
      if (recalled !== null) recalled[row] = recall;
    }

    tape[slot + at.SLOW] = slow;
    tape[slot + at.FAST] = fast;
    tape[slot + at.DIFFICULTY] = difficulty;
    tape[slot + at.LN_SLOW] = lnSlow;
    tape[slot + at.LN_FAST] = lnFast;
    tape[slot + at.FAST_DECAY] = decaySize;
    tape[slot + at.FAST_FACTOR] = exponent <= 60 ? fastFactor + 1 : 0;
    tape[slot + at.FAST_RATE] = fastRate;
    tape[slot + at.LN_FAST_SPAN] = lnFastSpan;
    tape[slot + at.SLOW_RATE] = slowRate;
    tape[slot + at.LN_SLOW_SPAN] = lnSlowSpan;
    tape[slot + at.FAST_RECALL] = fastRecall;
    tape[slot + at.SLOW_RECALL] = slowRecall;
    tape[slot + at.MIXTURE] = mixture;
    tape[slot + at.FAST_WEIGHT] = fastWeight;
    tape[slot + at.SLOW_WEIGHT] = slowWeight;
    tape[slot + at.RECALL] = recall;
    if (row + 1 === end) break; // what follows the last review nobody predicts

    const slowAfter = clampStability(
      traceForward(w, 7, slowGrowth, grade, slow, lnSlow, difficulty, recall, tape, slot + at.SLOW_TRACE),
    );
    const fastAfter = clampStability(
      traceForward(w, 15, fastGrowth, grade, fast, lnFast, difficulty, fastRecall, tape, slot + at.FAST_TRACE),
    );
    const change = -w6 * (grade - 3) * (grade === 1 ? recall + 0.1 : 1);
    const moved = difficultyPull + 0.99 * (difficulty + ((10 - difficulty) / 9) * change);
    tape[slot + at.DIFFICULTY_RAW] = moved;
    slow = slowAfter;
    fast = grade === 1 ? clampStability(Math.min(fastAfter, 0.8 * slowAfter)) : fastAfter;
    difficulty = clampDifficulty(moved);
  }
  return loss;
};
