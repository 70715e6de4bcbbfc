import { quickExp, quickLog } from "../../../../core/numeric/elementary/quick.ts";
import { FSRS6_STABILITY } from "../../../fsrs6/state.ts";
import { LEAST_RECALL, LOSS_AT_LEAST, LOSS_AT_MOST, MOST_RECALL } from "../../clampedLoss.ts";
import type { TrainingHistories } from "../../trainer.ts";
import type { Fsrs6Constants } from "./constants.ts";
import {
  AT_BOUND,
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
  S,
  SHARE,
  SLOPE,
  STRIDE,
  type Tape,
} from "./tape.ts";

const LEAST: number = /* @__PURE__ */ (() => FSRS6_STABILITY.min)();
const MOST: number = /* @__PURE__ */ (() => FSRS6_STABILITY.max)();
const LN_LEAST: number = /* @__PURE__ */ quickLog(LEAST);
const LN_MOST: number = /* @__PURE__ */ quickLog(MOST);

// Rows are below the number of rows and tapes are as long as the longest card, so each `as number` is true.

/** Stability after a lapse, from the numbers of this row on the tape to those of the next. Lapses are few, so this stays out of the loop. */
const lapse = (
  { w11, w12, w13, w14, w17, w18, ceiling: highest }: Fsrs6Constants,
  numbers: Float64Array,
  at: number,
): number => {
  const lnS = numbers[at + LN_S] as number;
  const s = numbers[at + S] as number;
  const lnD = quickLog(numbers[at + D] as number);
  const lnMore = quickLog(s + 1);
  const power = quickExp(w13 * lnMore);
  const formula = w11 * quickExp(w14 * (1 - (numbers[at + R] as number)) - w12 * lnD) * (power - 1);
  const ceiling = s * highest;
  const next = at + STRIDE;
  if (formula > ceiling) {
    numbers[next + S] = Math.max(ceiling, LEAST);
    numbers[next + LN_S] = ceiling > LEAST ? lnS - w17 * w18 : LN_LEAST;
    return ceiling > LEAST ? LAPSED_TO_CEILING : AT_BOUND;
  }
  numbers[at + SLOPE] = ((w13 * power) / (power - 1)) * (s / (s + 1));
  numbers[at + GAIN] = (lnMore * power) / (power - 1);
  numbers[at + PLAIN_GAIN] = lnD;
  numbers[next + S] = Math.max(formula, LEAST);
  numbers[next + LN_S] = formula > LEAST ? quickLog(formula) : LN_LEAST;
  return formula > LEAST ? LAPSED : AT_BOUND;
};

/** Stability after a further review within the day. */
const withinDay = ({ w17, w18, w19 }: Fsrs6Constants, numbers: Float64Array, at: number, grade: number): number => {
  const lnS = numbers[at + LN_S] as number;
  const change = w17 * (grade - 3 + w18) - w19 * lnS;
  const next = at + STRIDE;
  if (grade >= 2 && change <= 0) {
    numbers[next + S] = numbers[at + S] as number;
    numbers[next + LN_S] = lnS;
    return KEPT;
  }
  const moved = lnS + change;
  const bounded = Math.min(Math.max(moved, LN_LEAST), LN_MOST);
  numbers[next + S] = quickExp(bounded);
  numbers[next + LN_S] = bounded;
  return bounded === moved ? MOVED_WITHIN_DAY : AT_BOUND;
};

/** Follows one card through its rows, writes the tape and, where asked for, recall; gives the loss of its labels. */
export const forward = (
  constants: Fsrs6Constants,
  { grades, elapsedDays, weights }: TrainingHistories,
  from: number,
  to: number,
  { numbers, branches }: Tape,
  recall: Float64Array | null,
): number => {
  const { w6, w7, w9, w10, w20, factor, difficultyPull, growth, gradeFactor } = constants;
  const first = (grades[from] as number) - 1;
  let lnS = constants.firstLogarithm[first] as number;
  let s = constants.firstStability[first] as number;
  let d = constants.firstDifficulty[first] as number;
  let loss = 0;
  for (let row = from + 1; row < to; row += 1) {
    const at = (row - from) * STRIDE;
    const grade = grades[row] as number;
    const days = elapsedDays[row] as number;
    const weight = weights[row] as number;
    let forgetting = 0;
    numbers[at + LN_S] = lnS;
    numbers[at + S] = s;
    numbers[at + D] = d;
    if (days >= 1 || weight > 0) {
      const z = (factor * days) / s;
      const lnU = quickLog(1 + z);
      const r = quickExp(-w20 * lnU);
      forgetting = 1 - r;
      numbers[at + LN_U] = lnU;
      numbers[at + R] = r;
      numbers[at + SHARE] = z / (1 + z);
      if (weight > 0) {
        if (recall !== null) recall[row] = r;
        if (r > MOST_RECALL) loss += weight * (grade > 1 ? LOSS_AT_LEAST : LOSS_AT_MOST);
        else if (r < LEAST_RECALL) loss += weight * (grade > 1 ? LOSS_AT_MOST : LOSS_AT_LEAST);
        else loss += grade > 1 ? weight * w20 * lnU : -weight * quickLog(forgetting);
      }
    }
    if (row === to - 1) break;
    let branch = RECALLED;
    if (days >= 1 && grade > 1) {
      const grown = quickExp(w10 * forgetting);
      const plain = growth * (11 - d) * quickExp(-w9 * lnS);
      const byGrade = gradeFactor[grade - 1] as number;
      const gain = plain * byGrade * (grown - 1);
      numbers[at + SLOPE] = plain * byGrade * grown;
      numbers[at + GAIN] = gain;
      numbers[at + PLAIN_GAIN] = plain * (grown - 1);
      s *= 1 + gain;
      lnS += quickLog(1 + gain);
      if (s > MOST) {
        s = MOST;
        lnS = LN_MOST;
        branch = AT_BOUND;
      }
    } else {
      branch = days >= 1 ? lapse(constants, numbers, at) : withinDay(constants, numbers, at, grade);
      s = numbers[at + STRIDE + S] as number;
      lnS = numbers[at + STRIDE + LN_S] as number;
    }
    const moved = difficultyPull + (1 - w7) * (d - ((10 - d) / 9) * w6 * (grade - 3));
    d = Math.min(Math.max(moved, 1), 10);
    branches[row - from] = d === moved ? branch : branch + DIFFICULTY_AT_BOUND;
  }
  return loss;
};
