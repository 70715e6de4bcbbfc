import { FSRS7_STABILITY } from "../../../fsrs7/state.ts";
import type { TrainingHistories } from "../../trainer.ts";
import { clampStability, type Fsrs7Constants } from "./constants.ts";
import * as at from "./tape.ts";

// Rows below lie in the card, slots in the row's part of the tape, weights among the 34: each `as number` is true.

const LEAST: number = /* @__PURE__ */ (() => FSRS7_STABILITY.min)();
const MOST: number = /* @__PURE__ */ (() => FSRS7_STABILITY.max)();

/** Whether a stability is what it would be without its clamp. */
const free = (stability: number): boolean => stability >= LEAST && stability <= MOST;

/** Where the slopes that a trace hands on are put: in its stability, in difficulty, in recall by it. */
const TO_TRACE = 0;
const TO_DIFFICULTY = 1;
const TO_RECALL = 2;

/** The slope in one trace's weights, added to `gradient`, and in what it was computed from, put into `out`, given the slope `after` in its stability. */
const traceBackward = (
  w: Float64Array,
  from: number,
  grade: number,
  x: number,
  lnX: number,
  difficulty: number,
  q: number,
  tape: Float64Array,
  slot: number,
  after: number,
  gradient: Float64Array,
  out: Float64Array,
): void => {
  const forgetting = 1 - q;
  if (grade === 1) {
    if (tape[slot + 3] === 0) {
      out[TO_TRACE] = after;
      out[TO_DIFFICULTY] = 0;
      out[TO_RECALL] = 0;
      return;
    }
    const power = tape[slot + 1] as number;
    const harder = tape[slot + 2] as number;
    const lapse = w[from + 3] as number;
    const exponent = w[from + 4] as number;
    const byPower = after * lapse * harder * power;
    const whole = after * (tape[slot] as number);
    gradient[from + 3] = (gradient[from + 3] as number) + after * (power - 1) * harder;
    gradient[from + 4] = (gradient[from + 4] as number) + byPower * Math.log(x + 1);
    gradient[from + 5] = (gradient[from + 5] as number) + whole * forgetting;
    out[TO_TRACE] = (byPower * exponent) / (x + 1);
    out[TO_DIFFICULTY] = 0;
    out[TO_RECALL] = -whole * (w[from + 5] as number);
    return;
  }
  const scale = tape[slot + 1] as number;
  const spaced = tape[slot + 2] as number;
  const saturation = w[from + 1] as number;
  const spacing = w[from + 2] as number;
  const byGrade = grade === 2 ? (w[from + 6] as number) : grade === 4 ? (w[from + 7] as number) : 1;
  const ungraded = after * scale * spaced;
  const gained = ungraded * byGrade;
  const steep = after * scale * byGrade * (spaced + 1);
  gradient[from] = (gradient[from] as number) + gained;
  gradient[from + 1] = (gradient[from + 1] as number) - gained * lnX;
  gradient[from + 2] = (gradient[from + 2] as number) + steep * forgetting;
  if (grade === 2) gradient[from + 6] = (gradient[from + 6] as number) + ungraded;
  else if (grade === 4) gradient[from + 7] = (gradient[from + 7] as number) + ungraded;
  out[TO_TRACE] = after + (gained * (1 - saturation)) / x;
  out[TO_DIFFICULTY] = -gained / (11 - difficulty);
  out[TO_RECALL] = -steep * spacing;
};

/** What all cards share: the slopes in ds and in w26^(1 / ds) - 1, gathered over the rows. */
const SHARED_DECAY = 0;
const SHARED_FACTOR = 1;

/** Adds the slope of one card's loss, from what the forward pass has kept on the tape. */
export const fsrs7Backward = (
  constants: Fsrs7Constants,
  { grades, elapsedDays, weights: labels }: TrainingHistories,
  first: number,
  end: number,
  tape: Float64Array,
  gradient: Float64Array,
  shared: Float64Array,
): void => {
  const { w, slowDecay, lnW25 } = constants;
  const w5 = w[5] as number;
  const w6 = w[6] as number;
  const w23 = w[23] as number;
  const w25 = w[25] as number;
  const w27 = w[27] as number;
  const w28 = w[28] as number;
  const w29 = w[29] as number;
  const w30 = w[30] as number;
  const slowWeightTilt = (w[31] as number) - 0.5;
  const slowRateTilt = (w[32] as number) - 0.3;
  const fastDecayPower = (w[33] as number) - 0.3;
  // slopes in S, F and D after the review at hand, then before it
  let toSlow = 0;
  let toFast = 0;
  let toDifficulty = 0;
  let toPull = 0;
  const out = shared.subarray(2);
  for (let row = end - 1; row > first; row -= 1) {
    const slot = (row - first) * at.WIDTH;
    const days = elapsedDays[row] as number;
    const grade = grades[row] as number;
    const slow = tape[slot + at.SLOW] as number;
    const fast = tape[slot + at.FAST] as number;
    const difficulty = tape[slot + at.DIFFICULTY] as number;
    const lnSlow = tape[slot + at.LN_SLOW] as number;
    const lnFast = tape[slot + at.LN_FAST] as number;
    const recall = tape[slot + at.RECALL] as number;
    const fastRecall = tape[slot + at.FAST_RECALL] as number;
    const slowRecall = tape[slot + at.SLOW_RECALL] as number;
    let toRecall = 0;
    let toFastRecall = 0;

    const label = labels[row] as number;
    if (label !== 0) toRecall = grade > 1 ? -label / recall : label / (1 - recall);

    if (row + 1 < end) {
      const rawSlow = tape[slot + at.SLOW_TRACE] as number;
      const rawFast = tape[slot + at.FAST_TRACE] as number;
      if (grade === 1 && clampStability(rawFast) > 0.8 * clampStability(rawSlow)) {
        // F' is 0.8 S', unless that is too small
        if (0.8 * clampStability(rawSlow) >= LEAST) toSlow += 0.8 * toFast;
        toFast = 0;
      }
      if (!free(rawSlow)) toSlow = 0;
      if (!free(rawFast)) toFast = 0;
      const moved = tape[slot + at.DIFFICULTY_RAW] as number;
      let passed = 0;
      if (moved >= 1 && moved <= 10) {
        const room = (10 - difficulty) / 9;
        const step = grade === 1 ? recall + 0.1 : 1;
        const change = -w6 * (grade - 3) * step;
        toPull += 0.01 * toDifficulty;
        gradient[6] = (gradient[6] as number) - 0.99 * toDifficulty * room * (grade - 3) * step;
        if (grade === 1) toRecall += 0.99 * toDifficulty * room * 2 * w6;
        passed = 0.99 * toDifficulty * (1 - change / 9);
      }
      toDifficulty = passed;
      if (toSlow !== 0) {
        const trace = slot + at.SLOW_TRACE;
        traceBackward(w, 7, grade, slow, lnSlow, difficulty, recall, tape, trace, toSlow, gradient, out);
        toSlow = out[TO_TRACE] as number;
        toDifficulty += out[TO_DIFFICULTY] as number;
        toRecall += out[TO_RECALL] as number;
      }
      if (toFast !== 0) {
        const trace = slot + at.FAST_TRACE;
        traceBackward(w, 15, grade, fast, lnFast, difficulty, fastRecall, tape, trace, toFast, gradient, out);
        toFast = out[TO_TRACE] as number;
        toDifficulty += out[TO_DIFFICULTY] as number;
        toFastRecall += out[TO_RECALL] as number;
      }
    }

    // R = m (1 - 2e-5) + 1e-5, m = (pf Rf + ps Rs) / (pf + ps)
    const mixture = tape[slot + at.MIXTURE] as number;
    const fastWeight = tape[slot + at.FAST_WEIGHT] as number;
    const slowWeight = tape[slot + at.SLOW_WEIGHT] as number;
    const toMixture = (toRecall * (1 - 2e-5)) / (fastWeight + slowWeight);
    toFastRecall += toMixture * fastWeight;
    const toSlowRecall = toMixture * slowWeight;
    const byFastWeight = toMixture * (fastRecall - mixture) * fastWeight; // the slope in ln pf
    const bySlowWeight = toMixture * (slowRecall - mixture) * slowWeight; // and in ln ps
    gradient[27] = (gradient[27] as number) + byFastWeight / w27;
    gradient[28] = (gradient[28] as number) + bySlowWeight / w28;
    gradient[29] = (gradient[29] as number) - byFastWeight * lnFast;
    gradient[30] = (gradient[30] as number) + bySlowWeight * lnSlow;
    gradient[31] = (gradient[31] as number) + bySlowWeight * (difficulty - 5);
    toFast -= (byFastWeight * w29) / fast;
    toSlow += (bySlowWeight * w30) / slow;
    toDifficulty += bySlowWeight * slowWeightTilt;

    // Rs = (1 + b t / S)^ds
    const slowRate = tape[slot + at.SLOW_RATE] as number;
    const byLnSlowSpan = toSlowRecall * slowDecay * slowRecall;
    const byLnSlowRate = (byLnSlowSpan * slowRate * days) / (1 + slowRate * days); // the slope in ln(b / S)
    shared[SHARED_DECAY] =
      (shared[SHARED_DECAY] as number) + toSlowRecall * slowRecall * (tape[slot + at.LN_SLOW_SPAN] as number);
    shared[SHARED_FACTOR] = (shared[SHARED_FACTOR] as number) + byLnSlowRate;
    gradient[32] = (gradient[32] as number) + byLnSlowRate * (difficulty - 5);
    toSlow -= byLnSlowRate / slow;
    toDifficulty += byLnSlowRate * slowRateTilt;

    // Rf = (1 + a t / F)^df
    const fastRate = tape[slot + at.FAST_RATE] as number;
    const decaySize = tape[slot + at.FAST_DECAY] as number;
    const decayFree = decaySize >= 0.01 && decaySize <= 0.95;
    const fastDecay = decayFree ? -decaySize : decaySize < 0.01 ? -0.01 : -0.95;
    const byLnFastSpan = toFastRecall * fastDecay * fastRecall;
    const toRate = (byLnFastSpan * days) / (1 + fastRate * days); // the slope in a / F
    let toDecay = toFastRecall * fastRecall * (tape[slot + at.LN_FAST_SPAN] as number);
    toFast -= (toRate * fastRate) / fast;
    const factor = tape[slot + at.FAST_FACTOR] as number;
    if (factor !== 0) {
      const toExponent = (toRate * factor) / fast;
      gradient[25] = (gradient[25] as number) + toExponent / (fastDecay * w25);
      toDecay -= (toExponent * lnW25) / (fastDecay * fastDecay);
    }
    if (decayFree) {
      const bySize = -toDecay * decaySize; // the slope in ln of the decay's size
      gradient[23] = (gradient[23] as number) + bySize / w23;
      gradient[33] = (gradient[33] as number) + bySize * lnFast;
      toFast += (bySize * fastDecayPower) / fast;
    }
  }

  // D0(4) = w4 - e^(3 w5) + 1, unclamped
  gradient[4] = (gradient[4] as number) + toPull;
  gradient[5] = (gradient[5] as number) - toPull * 3 * Math.exp(3 * w5);
  // the first review
  const start = (grades[first] as number) - 1;
  if (0.8 * (constants.firstSlow[start] as number) >= LEAST) toSlow += 0.8 * toFast;
  if (free(w[start] as number)) gradient[start] = (gradient[start] as number) + toSlow;
  const raw = constants.firstDifficultyRaw[start] as number;
  if (raw >= 1 && raw <= 10) {
    gradient[4] = (gradient[4] as number) + toDifficulty;
    gradient[5] = (gradient[5] as number) - toDifficulty * start * Math.exp(w5 * start);
  }
};

/** Adds what the cards share to the slope: in w24 and w26, by way of ds and w26^(1 / ds) - 1. */
export const addShared = (
  { w, slowDecay, slowFactor, lnW26 }: Fsrs7Constants,
  shared: Float64Array,
  gradient: Float64Array,
): void => {
  const toExponent = ((shared[SHARED_FACTOR] as number) * (slowFactor + 1)) / slowFactor; // in ln w26 / ds
  const toDecay = (shared[SHARED_DECAY] as number) - (toExponent * lnW26) / (slowDecay * slowDecay);
  gradient[24] = (gradient[24] as number) - toDecay; // w24 lies within the clamp of ds, or its bounds would be broken
  gradient[26] = (gradient[26] as number) + toExponent / (slowDecay * (w[26] as number));
};
