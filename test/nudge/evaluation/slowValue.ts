import type { PolicyEstimator, PolicyRow } from "../../../src/nudge/index.ts";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The value of a policy and the variance of the value and of the gain, as the formulas stand: row by row, two passes, no statistics. */
export const slowValue = (
  rows: readonly PolicyRow[],
  estimator: PolicyEstimator,
): {
  readonly value: number;
  readonly logged: number;
  readonly valueVariance: number;
  readonly gainVariance: number;
} => {
  const n = rows.length;
  const w = rows.map(({ target, probability }) => target / probability);
  const q = rows.map(({ predicted }) => predicted ?? 0);
  const m = rows.map(({ predictedUnderTarget }) => predictedUnderTarget ?? 0);
  const r = rows.map(({ reward }) => reward);
  const at = (list: readonly number[], i: number): number => list[i] ?? Number.NaN;
  const meanWeight = sum(w) / n;
  const direct = sum(m) / n;
  const correction = sum(rows.map((_, i) => at(w, i) * (at(r, i) - at(q, i))));
  const value = {
    ips: sum(rows.map((_, i) => at(w, i) * at(r, i))) / n,
    snips: sum(rows.map((_, i) => at(w, i) * at(r, i))) / sum(w),
    direct,
    "doubly-robust": direct + correction / n,
    "self-normalised-doubly-robust": direct + correction / sum(w),
  }[estimator];
  const influence = (i: number): number => {
    if (estimator === "ips") return at(w, i) * at(r, i) - value;
    if (estimator === "snips") return (at(w, i) * (at(r, i) - value)) / meanWeight;
    if (estimator === "direct") return at(m, i) - value;
    const error = at(w, i) * (at(r, i) - at(q, i));
    if (estimator === "doubly-robust") return at(m, i) + error - value;
    return at(m, i) - direct + (error - (correction / sum(w)) * at(w, i)) / meanWeight;
  };
  const logged = sum(r) / n;
  const varianceOf = (each: (i: number) => number): number => {
    const units = new Map<string, number>();
    rows.forEach(({ learner = `row ${units.size}` }, i) => {
      units.set(learner, (units.get(learner) ?? 0) + each(i));
    });
    return ((units.size / (units.size - 1)) * sum([...units.values()].map((phi) => phi * phi))) / n / n;
  };
  return {
    value,
    logged,
    valueVariance: varianceOf(influence),
    gainVariance: varianceOf((i) => influence(i) - (at(r, i) - logged)),
  };
};
