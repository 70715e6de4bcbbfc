import { normalQuantile } from "../numeric/distributions/index.ts";
import { lowess } from "./lowess.ts";
import type { SortedPredictions } from "./sortPredictions.ts";

// Indices below stay within the columns they read, so `as number` is true.

/** The share of the points that a line is drawn through, and the share of the range between two lines. */
const FRACTION = 2 / 3;
const DELTA = 0.01;

/**
 * How far are predicted probabilities from what really happens at them? The integrated calibration index: the mean of |c(p) - p|, c the
 * lowess curve of the outcomes over the predictions (Austin & Steyerberg 2019, doi:10.1002/sim.8281), with two thirds of the points as
 * neighbours, no robustness iterations, and lines at every hundredth of the range. `null` without rows.
 */
export const calibrationIndex = ({ predicted, outcomes }: SortedPredictions): number | null => {
  const n = predicted.length;
  if (n === 0) return null;
  const range = (predicted[n - 1] as number) - (predicted[0] as number);
  const calibrated = lowess(predicted, outcomes, FRACTION, DELTA * range);
  let sum = 0;
  for (let row = 0; row < n; row += 1) sum += Math.abs((calibrated[row] as number) - (predicted[row] as number));
  return sum / n;
};

/** Predictions beside what happened, in groups of rising prediction: one entry of each column for each group. */
export interface CalibrationCurve {
  /** The mean prediction of the group. */
  readonly predicted: readonly number[];
  /** The share of the group in which it happened. */
  readonly observed: readonly number[];
  /** The lower end of the Wilson interval of that share, at 95 %. */
  readonly lower: readonly number[];
  /** The upper end. */
  readonly upper: readonly number[];
  /** How many predictions the group has. */
  readonly count: readonly number[];
}

const Z = /* @__PURE__ */ normalQuantile(0.975);

/** The Wilson (1927) interval of a share at 95 %, inside [0, 1]. */
export const wilsonInterval = (happened: number, n: number): readonly [lower: number, upper: number] => {
  const share = happened / n;
  const z2 = (Z * Z) / n;
  const centre = (share + z2 / 2) / (1 + z2);
  const half = (Z * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n))) / (1 + z2);
  return [happened === 0 ? 0 : centre - half, happened === n ? 1 : centre + half];
};

/** Mean and share of each group; groups are given by their ends, ascending, the first beginning at 0. */
export const curveOver = ({ predicted, outcomes }: SortedPredictions, ends: readonly number[]): CalibrationCurve => {
  const curve = {
    predicted: [] as number[],
    observed: [] as number[],
    lower: [] as number[],
    upper: [] as number[],
    count: [] as number[],
  };
  let start = 0;
  for (const end of ends) {
    let sum = 0;
    let happened = 0;
    for (let row = start; row < end; row += 1) {
      sum += predicted[row] as number;
      happened += outcomes[row] as number;
    }
    const count = end - start;
    const [lower, upper] = wilsonInterval(happened, count);
    curve.predicted.push(sum / count);
    curve.observed.push(happened / count);
    curve.lower.push(lower);
    curve.upper.push(upper);
    curve.count.push(count);
    start = end;
  }
  return curve;
};

/**
 * Groups of about the same size, at most so many; predictions of the same size are never parted, and what they leave over, less than half
 * a group, joins its neighbour.
 */
export const calibrationCurve = (sorted: SortedPredictions, groups: number): CalibrationCurve => {
  const { predicted } = sorted;
  const n = predicted.length;
  const least = n / groups / 2;
  const ends: number[] = [];
  let start = 0;
  for (let group = 1; group <= groups; group += 1) {
    let end = Math.floor((group * n) / groups);
    if (end <= start || end - start < least) continue;
    while (end < n && predicted[end] === predicted[end - 1]) end += 1;
    ends.push(end);
    start = end;
  }
  if (start < n && ends.length > 0) ends[ends.length - 1] = n;
  return curveOver(sorted, ends);
};
