import { LEAST_RECALL, MOST_RECALL } from "../../clampedLoss.ts";
import type { TrainingHistories } from "../../trainer.ts";
import type { Fsrs6Constants } from "./constants.ts";
import {
  D,
  DIFFICULTY_AT_BOUND,
  GAIN,
  KEPT,
  LAPSED,
  LAPSED_TO_CEILING,
  LN_S,
  LN_U,
  MOVED_WITHIN_DAY,
  PLAIN_GAIN,
  R,
  RECALLED,
  SHARE,
  SLOPE,
  STRIDE,
  type Tape,
} from "./tape.ts";

// Rows are below the number of rows and tapes are as long as the longest card, so each `as number` is true.

/**
 * Where the sums of the slopes stand. The first 21 belong to the weights w0 to w20, as far as they act row by row; then those of the
 * constants that several weights make: f of the curve, D0(4) in the pull, and D0 of each first grade.
 */
export const SLOPE_OF_FACTOR = 21;
export const SLOPE_OF_PULL = 22;
export const SLOPE_OF_FIRST = 23;
export const SLOPES = 27;

/** Goes back through one card and adds the slopes of its loss. */
export const backward = (
  constants: Fsrs6Constants,
  { grades, elapsedDays, weights }: TrainingHistories,
  from: number,
  to: number,
  { numbers, branches }: Tape,
  slopes: Float64Array,
): void => {
  const { w6, w7, w9, w10, w11, w12, w14, w17, w18, w19, w20, factor } = constants;
  const unclampedEasy = constants.firstUnclamped[3] as number;
  let byLnS = 0; // of ln S after the row
  let byD = 0; // of D after the row
  let at6 = 0;
  let at7 = 0;
  let at8 = 0;
  let at9 = 0;
  let at10 = 0;
  let at20 = 0;
  let atFactor = 0;
  let atPull = 0;
  for (let row = to - 1; row > from; row -= 1) {
    const at = (row - from) * STRIDE;
    const grade = grades[row] as number;
    const weight = weights[row] as number;
    const lnS = numbers[at + LN_S] as number;
    const d = numbers[at + D] as number;
    const r = numbers[at + R] as number;
    let byR = 0;
    if (row < to - 1) {
      const all = branches[row - from] as number;
      // difficulty
      if (all >= DIFFICULTY_AT_BOUND) byD = 0;
      else {
        const moved = d - ((10 - d) / 9) * w6 * (grade - 3);
        at7 += byD * (unclampedEasy - moved);
        atPull += byD * w7;
        const byMoved = byD * (1 - w7);
        at6 -= (byMoved * (10 - d) * (grade - 3)) / 9;
        byD = byMoved * (1 + (w6 * (grade - 3)) / 9);
      }
      // stability
      const branch = all & 7;
      if (branch === RECALLED) {
        const gain = numbers[at + GAIN] as number;
        const slope = numbers[at + SLOPE] as number;
        const byGain = byLnS / (1 + gain);
        at8 += byGain * gain;
        at9 -= byGain * gain * lnS;
        at10 += byGain * slope * (1 - r);
        byR -= byGain * slope * w10;
        byD -= (byGain * gain) / (11 - d);
        if (grade === 2) slopes[15] = (slopes[15] as number) + byGain * (numbers[at + PLAIN_GAIN] as number);
        else if (grade === 4) slopes[16] = (slopes[16] as number) + byGain * (numbers[at + PLAIN_GAIN] as number);
        byLnS -= byGain * gain * w9;
      } else if (branch === LAPSED) {
        slopes[11] = (slopes[11] as number) + byLnS / w11;
        slopes[12] = (slopes[12] as number) - byLnS * (numbers[at + PLAIN_GAIN] as number);
        slopes[13] = (slopes[13] as number) + byLnS * (numbers[at + GAIN] as number);
        slopes[14] = (slopes[14] as number) + byLnS * (1 - r);
        byR -= byLnS * w14;
        byD -= (byLnS * w12) / d;
        byLnS *= numbers[at + SLOPE] as number;
      } else if (branch === LAPSED_TO_CEILING) {
        slopes[17] = (slopes[17] as number) - byLnS * w18;
        slopes[18] = (slopes[18] as number) - byLnS * w17;
      } else if (branch === MOVED_WITHIN_DAY) {
        slopes[17] = (slopes[17] as number) + byLnS * (grade - 3 + w18);
        slopes[18] = (slopes[18] as number) + byLnS * w17;
        slopes[19] = (slopes[19] as number) - byLnS * lnS;
        byLnS *= 1 - w19;
      } else if (branch !== KEPT) byLnS = 0;
    }
    // the label
    if (weight > 0 && r >= LEAST_RECALL && r <= MOST_RECALL) byR += grade > 1 ? -weight / r : weight / (1 - r);
    // recall
    if (byR !== 0 && (elapsedDays[row] as number) > 0) {
      const share = (numbers[at + SHARE] as number) * byR * r;
      byLnS += w20 * share;
      atFactor -= (w20 * share) / factor;
      at20 -= byR * r * (numbers[at + LN_U] as number);
    }
  }
  const first = (grades[from] as number) - 1;
  slopes[first] = (slopes[first] as number) + byLnS / (constants.firstStability[first] as number);
  slopes[SLOPE_OF_FIRST + first] = (slopes[SLOPE_OF_FIRST + first] as number) + byD;
  slopes[6] = (slopes[6] as number) + at6;
  slopes[7] = (slopes[7] as number) + at7;
  slopes[8] = (slopes[8] as number) + at8;
  slopes[9] = (slopes[9] as number) + at9;
  slopes[10] = (slopes[10] as number) + at10;
  slopes[20] = (slopes[20] as number) + at20;
  slopes[SLOPE_OF_FACTOR] = (slopes[SLOPE_OF_FACTOR] as number) + atFactor;
  slopes[SLOPE_OF_PULL] = (slopes[SLOPE_OF_PULL] as number) + atPull;
};
