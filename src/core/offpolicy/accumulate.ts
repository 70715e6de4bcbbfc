import { addRow, addUnit, noUnits, SUMS, type UnitMoments } from "./unitMoments.ts";

/** A log by columns, checked: rewards and probabilities of what was done, and what the other policy would have done. */
export interface OffPolicyColumns {
  readonly reward: Float64Array;
  /** Of the action taken, in (0, 1]. */
  readonly probability: Float64Array;
  /** Of the same action under the policy asked about, in [0, 1]. */
  readonly target: Float64Array;
  /** What a model expects of the action taken, or `null` where there is none. */
  readonly predicted: Float64Array | null;
  /** What it expects under the policy asked about. */
  readonly predictedUnderTarget: Float64Array | null;
  /** Which unit each row belongs to, from 0 to `units` - 1; `null` where each row stands for itself. */
  readonly unit: Int32Array | null;
  readonly units: number;
}

/** What the weights of a log look like. */
export interface WeightSummary {
  /** Sum of squares. */
  squares: number;
  /** The largest. */
  largest: number;
  /** How many were cut back. */
  clipped: number;
}

/** One pass over a log; weights above `clip` are cut back to it. */
export const accumulate = (
  columns: OffPolicyColumns,
  clip: number,
): { readonly moments: UnitMoments; readonly weights: WeightSummary } => {
  const { reward, probability, target, predicted, predictedUnderTarget, unit } = columns;
  const moments = noUnits();
  const weights: WeightSummary = { squares: 0, largest: 0, clipped: 0 };
  const sums = new Float64Array(SUMS * (unit === null ? 1 : columns.units));
  // row is below the length that all columns share, and units are below columns.units
  for (let row = 0; row < reward.length; row += 1) {
    let weight = (target[row] as number) / (probability[row] as number);
    if (weight > clip) {
      weight = clip;
      weights.clipped += 1;
    }
    weights.squares += weight * weight;
    if (weight > weights.largest) weights.largest = weight;
    const q = predicted === null ? 0 : (predicted[row] as number);
    const m = predictedUnderTarget === null ? 0 : (predictedUnderTarget[row] as number);
    addRow(sums, unit === null ? 0 : SUMS * (unit[row] as number), reward[row] as number, weight, q, m);
    if (unit === null) {
      addUnit(moments, sums, 0);
      sums.fill(0);
    }
  }
  if (unit !== null) for (let each = 0; each < columns.units; each += 1) addUnit(moments, sums, SUMS * each);
  return { moments, weights };
};
