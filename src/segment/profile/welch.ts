import { studentTUpperTail } from "../../core/numeric/distributions/index.ts";

/** Number, mean and sum of squared deviations of some values. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

/**
 * The two-sided p-value of Welch's t test that two means are the same; `null` where a side has one value or nothing varies. Source:
 * Welch (1947), Biometrika 34.
 */
export const welchPValue = (first: Moments, second: Moments): number | null => {
  if (first.count < 2 || second.count < 2) return null;
  const a = first.squares / (first.count - 1) / first.count;
  const b = second.squares / (second.count - 1) / second.count;
  const variance = a + b;
  if (!(variance > 0)) return null;
  const t = Math.abs(first.mean - second.mean) / Math.sqrt(variance);
  const shareA = a / variance;
  const shareB = b / variance;
  const degreesOfFreedom = 1 / (shareA ** 2 / (first.count - 1) + shareB ** 2 / (second.count - 1));
  return 2 * studentTUpperTail(t, degreesOfFreedom);
};
