import { clamp } from "../../../clamp.ts";
import { SBD_BRITTLENESS, SBD_STABILITY } from "../../../sbd/state.ts";
import { LEAST_RECALL, MOST_RECALL } from "../../clampedLoss.ts";
import type { TrainerKernel, TrainingHistories } from "../../trainer.ts";

// Rows below lie in their card and cards in the histories, weights are seven, so each `as number` is true.

const LEAST: number = /* @__PURE__ */ (() => SBD_STABILITY.min)();
const MOST: number = /* @__PURE__ */ (() => SBD_STABILITY.max)();

/** What the backward pass needs of a row: offsets into a row of the tape. The state is that before the review. */
const STABILITY = 0;
/** t^(1/k), and e^(v/k) rho^(-g/2) √S; their sum is a. */
const AGE = 1;
const REST = 2;
/** beta, ln(1 + a / S) and R. */
const BETA = 3;
const LN_SPAN = 4;
const RECALL = 5;
/** The stability after the review before its clamp. */
const AFTER = 6;
const WIDTH = 7;

/** What of the histories does not depend on the weights: for each row ln t, and brittleness and grade index before it. */
const readOnce = ({ offsets, grades, elapsedDays }: TrainingHistories) => {
  const rows = grades.length;
  const lnDays = new Float64Array(rows);
  const brittleness = new Float64Array(rows);
  const gradeBefore = new Uint8Array(rows);
  let longest = 0;
  for (let card = 0; card + 1 < offsets.length; card += 1) {
    const first = offsets[card] as number;
    const end = offsets[card + 1] as number;
    longest = Math.max(longest, end - first);
    let brittle = 0;
    for (let row = first; row < end; row += 1) {
      lnDays[row] = Math.log(elapsedDays[row] as number); // -Infinity at 0
      brittleness[row] = brittle;
      gradeBefore[row] = row === first ? 0 : (grades[row - 1] as number) - 1;
      brittle = Math.min(brittle + Math.max(0, (3 - (grades[row] as number)) / 2), SBD_BRITTLENESS.max);
    }
  }
  return { lnDays, brittleness, gradeBefore, longest };
};

/**
 * SBD's loss over review histories and its slope in the seven weights, one pass a card: forwards with each row's numbers kept, then backwards.
 * Brittleness and the grade before follow from the grades alone, so stability is all that the slope runs through.
 *
 * The recall is that of `sbd`'s own kernel; where the loss clamps it, that label adds no slope. Where the range of stability cuts a value off, the
 * slope is 0; where the value lies on its end, it is that of the side within.
 */
export const sbdTrainerKernel = (histories: TrainingHistories): TrainerKernel => {
  const { offsets, grades, weights: labels } = histories;
  const { lnDays, brittleness, gradeBefore, longest } = readOnce(histories);
  const tape = new Float64Array(longest * WIDTH);

  return {
    loss: (weights, from, to, gradient, recalled) => {
      const [low, high, k, alpha, c, v, lnDelta] = weights as unknown as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ]; // seven
      const step = (high - low) / 3;
      const delta = Math.exp(lnDelta);
      const restOf = [0, 1, 2, 3].map((index) => Math.exp(v / k - (step * index) / 2));
      let total = 0;
      // slopes in what the weights make: step, k, alpha, c, v, delta; and in L alone, step held
      let toStep = 0;
      let toLow = 0;
      let toK = 0;
      let toAlpha = 0;
      let toC = 0;
      let toV = 0;
      let toDelta = 0;
      for (let card = from; card < to; card += 1) {
        const first = offsets[card] as number;
        const end = offsets[card + 1] as number;
        const start = (grades[first] as number) - 1;
        const firstStability = Math.exp(low + step * start);
        let stability = clamp(firstStability, LEAST, MOST);
        for (let row = first + 1, slot = WIDTH; row < end; row += 1, slot += WIDTH) {
          const age = Math.exp((lnDays[row] as number) / k);
          const rest = (restOf[gradeBefore[row] as number] as number) * Math.sqrt(stability);
          const beta = Math.exp(alpha + c * Math.log(delta + (brittleness[row] as number)));
          const lnSpan = Math.log1p((age + rest) / stability);
          const recall = Math.exp(-beta * lnSpan);
          const passed = (grades[row] as number) > 1;
          const label = labels[row] as number;
          if (label !== 0) {
            const kept = clamp(recall, LEAST_RECALL, MOST_RECALL);
            total -= label * (passed ? Math.log(kept) : Math.log(1 - kept));
            if (recalled !== null) recalled[row] = recall;
          }
          const after = passed ? stability + age + rest : stability * (1 - recall) ** c;
          tape[slot + STABILITY] = stability;
          tape[slot + AGE] = age;
          tape[slot + REST] = rest;
          tape[slot + BETA] = beta;
          tape[slot + LN_SPAN] = lnSpan;
          tape[slot + RECALL] = recall;
          tape[slot + AFTER] = after;
          stability = clamp(after, LEAST, MOST);
        }
        if (gradient === null) continue;

        let toStability = 0; // after the review at hand, then before it
        for (let row = end - 1, slot = (end - 1 - first) * WIDTH; row > first; row -= 1, slot -= WIDTH) {
          const before = tape[slot + STABILITY] as number;
          const age = tape[slot + AGE] as number;
          const rest = tape[slot + REST] as number;
          const beta = tape[slot + BETA] as number;
          const lnSpan = tape[slot + LN_SPAN] as number;
          const recall = tape[slot + RECALL] as number;
          const after = tape[slot + AFTER] as number;
          const passed = (grades[row] as number) > 1;
          const label = labels[row] as number;
          const forgetting = 1 - recall;
          let toRecall = 0;
          let toSum = 0; // in a
          if (label !== 0 && recall >= LEAST_RECALL && recall <= MOST_RECALL)
            toRecall = passed ? -label / recall : label / forgetting;
          const handed = after >= LEAST && after <= MOST ? toStability : 0;
          toStability = 0;
          if (handed !== 0) {
            if (passed) {
              toStability = handed;
              toSum = handed;
            } else {
              toStability = (handed * after) / before;
              toC += handed * after * Math.log(forgetting); // after is at least LEAST, so forgetting is above 0
              toRecall -= (handed * after * c) / forgetting;
            }
          }
          // R = e^(-beta ln(1 + a / S))
          const toExponent = -toRecall * recall;
          const byBeta = toExponent * lnSpan * beta; // in ln beta
          const brittle = delta + (brittleness[row] as number);
          toAlpha += byBeta;
          toC += byBeta * Math.log(brittle);
          toDelta += (byBeta * c) / brittle;
          const toSpan = (toExponent * beta) / (before + age + rest); // in a; in S it is times -a / S
          toSum += toSpan;
          toStability -= (toSpan * (age + rest)) / before;
          // a = t^(1/k) + e^(v/k - step g / 2) √S
          if (age > 0) toK -= (toSum * age * (lnDays[row] as number)) / (k * k);
          const byRest = toSum * rest; // in ln of the rest
          toK -= (byRest * v) / (k * k);
          toV += byRest / k;
          toStep -= (byRest * (gradeBefore[row] as number)) / 2;
          toStability += byRest / (2 * before);
        }
        if (firstStability >= LEAST && firstStability <= MOST) {
          toLow += toStability * firstStability;
          toStep += toStability * firstStability * start;
        }
      }
      if (gradient !== null) {
        const slopes = [toLow - toStep / 3, toStep / 3, toK, toAlpha, toC, toV, toDelta * delta];
        for (let index = 0; index < slopes.length; index += 1)
          gradient[index] = (gradient[index] as number) + (slopes[index] as number);
      }
      return total;
    },
  };
};
