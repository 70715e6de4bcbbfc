import type { Inference } from "./welch.ts";

/** Between these the squares of deviations, and sums of them, are far from both ends of the number range. */
const SMALL = 1e-100;
const LARGE = 1e100;

/**
 * A power of two in which the largest of the values is near 1, where their squares would under- or overflow; else 1. NaN is passed over. Division by a power
 * of two is exact, so that nothing but the range changes.
 */
export const unitOf = (values: Float64Array): number => {
  let largest = 0;
  for (let row = 0; row < values.length; row += 1) {
    const size = Math.abs(values[row] as number); // row < length
    if (size > largest) largest = size; // NaN is not
  }
  if (largest === 0 || (largest > SMALL && largest < LARGE)) return 1;
  return 2 ** Math.max(-1000, Math.floor(Math.log2(largest)));
};

/** An inference in units of `unit`, in the unit of the data. */
export const inUnit = (inference: Inference, unit: number): Inference => {
  if (unit === 1) return inference;
  const { estimate, standardError, interval } = inference;
  const times = (value: number | null): number | null => (value === null ? null : unit * value);
  return {
    ...inference,
    estimate: times(estimate),
    ...(standardError === undefined ? {} : { standardError: { ...standardError, value: unit * standardError.value } }),
    interval: { ...interval, lower: times(interval.lower), upper: times(interval.upper) },
  };
};

/** What rounding alone leaves of the spread of a perfect fit, relative to the largest outcome. */
const ROUNDING = 1e-14;

/** The standard error that belongs to a variance; 0 where it is nothing but rounding. */
export const realSpread = (variance: number, outcome: Float64Array): number => {
  const standardError = Math.sqrt(variance);
  let largest = 0;
  for (let row = 0; row < outcome.length; row += 1) largest = Math.max(largest, Math.abs(outcome[row] as number)); // row < length
  return standardError <= ROUNDING * largest ? 0 : standardError;
};
