import { log, log1p } from "../../core/numeric/elementary/index.ts";
import {
  areaUnderSorted,
  type CalibrationCurve,
  calibrationCurve,
  calibrationIndex,
  sortPredictions,
} from "../../core/scoring/index.ts";
import type { Predictions } from "./predictRecall.ts";
import { recallBin } from "./recallBin.ts";

/** How well predictions of recall fit what happened. */
export interface MemoryScores {
  /** How many reviews were predicted. */
  readonly predictions: number;
  /** The share of them that was recalled, weighted. */
  readonly recalled: number;
  /** The mean of -ln of what was said of what happened, weighted; lower is better. Recall is kept within [1e-7, 1 - 1e-7]. */
  readonly logLoss: number;
  /** What a constant prediction of the share recalled would score: predictions that do not score lower say nothing. */
  readonly logLossOfConstant: number;
  /** The square root of the mean squared difference of prediction and outcome, weighted; lower is better. */
  readonly rmse: number;
  /**
   * RMSE(bins): the square root of the mean squared difference of mean prediction and share recalled in bins of reviews with about the same
   * days, reviews and lapses before; lower is better.
   */
  readonly rmseBins: number;
  /** How many such bins there are. */
  readonly bins: number;
  /**
   * The probability that a review that was recalled was predicted higher than one that was not; ties count half. `null` where all reviews had
   * one outcome. Not weighted.
   */
  readonly auc: number | null;
  /** The integrated calibration index: the mean distance of the predictions from the smooth curve of what happened. Not weighted. */
  readonly ici: number;
  /** The mean of prediction less outcome, weighted: above 0 where too much recall is promised. */
  readonly bias: number;
  /** Predicted recall beside the share recalled, in groups of about the same size. Not weighted. */
  readonly calibration: CalibrationCurve;
}

/** The loss of one prediction: natural logarithm, recall kept within [1e-7, 1 - 1e-7]. */
export const lossOf = (recall: number, recalled: number): number => {
  const kept = Math.min(Math.max(recall, 1e-7), 1 - 1e-7);
  return recalled === 1 ? -log(kept) : -log1p(-kept);
};

/** What is summed up in one bin. */
interface Bin {
  weight: number;
  predicted: number;
  recalled: number;
  n: number;
}

const binned = (
  { recall, recalled, days, reviews, lapses }: Predictions,
  weights: Float64Array | null,
): readonly Bin[] => {
  const names = new Map<number, string>();
  const bins = new Map<string, Bin>();
  for (let k = 0; k < recall.length; k += 1) {
    const [d, r, l] = [days[k] as number, reviews[k] as number, lapses[k] as number]; // k < recall.length
    // whole numbers of ordinary size are named once; the others each time
    const code = Number.isInteger(d) && d < 65_536 && r < 65_536 && l < 65_536 ? (d * 65_536 + r) * 65_536 + l : -1;
    let name = names.get(code);
    if (name === undefined || code < 0) {
      name = recallBin(d, r, l);
      if (code >= 0) names.set(code, name);
    }
    let bin = bins.get(name);
    if (bin === undefined) {
      bin = { weight: 0, predicted: 0, recalled: 0, n: 0 };
      bins.set(name, bin);
    }
    bin.weight += weights === null ? 1 : (weights[k] as number);
    bin.predicted += recall[k] as number;
    bin.recalled += recalled[k] as number;
    bin.n += 1;
  }
  return Array.from(bins.values());
};

/** Scores at least one prediction; weights, where given, are one for each, their sum above 0. */
export const memoryScores = (predictions: Predictions, weights: Float64Array | null, groups: number): MemoryScores => {
  const { recall, recalled } = predictions;
  const n = recall.length;
  let sum = 0;
  let loss = 0;
  let squares = 0;
  let excess = 0;
  let happened = 0;
  for (let k = 0; k < n; k += 1) {
    const weight = weights === null ? 1 : (weights[k] as number); // k < n
    const p = recall[k] as number;
    const y = recalled[k] as number;
    sum += weight;
    loss += weight * lossOf(p, y);
    squares += weight * (p - y) * (p - y);
    excess += weight * (p - y);
    happened += weight * y;
  }
  const share = happened / sum;
  const bins = binned(predictions, weights);
  let binSquares = 0;
  for (const bin of bins) binSquares += bin.weight * ((bin.predicted - bin.recalled) / bin.n) ** 2;
  const sorted = sortPredictions(recall, recalled);
  return {
    predictions: n,
    recalled: share,
    logLoss: loss / sum,
    logLossOfConstant: share * lossOf(share, 1) + (1 - share) * lossOf(share, 0),
    rmse: Math.sqrt(squares / sum),
    rmseBins: Math.sqrt(binSquares / sum),
    bins: bins.length,
    auc: areaUnderSorted(sorted),
    ici: calibrationIndex(sorted) ?? 0, // n > 0
    bias: excess / sum,
    calibration: calibrationCurve(sorted, groups),
  };
};
