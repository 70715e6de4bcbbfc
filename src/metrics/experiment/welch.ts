import { studentTQuantile, studentTUpperTail } from "../../core/numeric/distributions/index.ts";
import { type Estimate, type Interval, type Reason, reason, type Test } from "../../core/vocabulary/index.ts";

/** The moments of one arm, as the test needs them. */
export interface Arm {
  /** Rows, at least 2. */
  readonly n: number;
  readonly mean: number;
  /** Sample variance, with n - 1. */
  readonly variance: number;
}

/** The parts of an estimate that a difference with a standard error determines. */
export type Inference = Pick<Estimate, "estimate" | "standardError" | "interval" | "test" | "diagnostics">;

/**
 * The interval and the two-sided test of a difference with a standard error, on a t distribution. A standard error of 0 (no spread in
 * the data) says nothing of how sure the difference is: the interval is open at both ends, and there is no test.
 *
 * @param kind - how the standard error was made; `method` names interval and test.
 */
export const inferFromT = (
  difference: number,
  standardError: number,
  degreesOfFreedom: number,
  { kind, method, level }: { readonly kind: string; readonly method: string; readonly level: number },
): Inference => {
  const shared = { estimate: difference, standardError: { value: standardError, kind } };
  if (standardError === 0)
    return { ...shared, interval: { lower: null, upper: null, level, kind: "confidence", method }, diagnostics: {} };
  const half = studentTQuantile(0.5 + level / 2, degreesOfFreedom) * standardError;
  const interval: Interval = { lower: difference - half, upper: difference + half, level, kind: "confidence", method };
  const statistic = difference / standardError;
  const test: Test = {
    name: method,
    statistic,
    degreesOfFreedom,
    pValue: Math.min(1, 2 * studentTUpperTail(Math.abs(statistic), degreesOfFreedom)),
    alternative: "two-sided",
  };
  return { ...shared, interval, test, diagnostics: { degreesOfFreedom } };
};

/** The warning that nothing varies within the arms, where nothing does. */
export const spreadWarning = ({ standardError }: Inference): readonly Reason[] =>
  standardError?.value === 0 ? [reason("no-spread")] : [];

/**
 * Welch's comparison of two means: d = m1 - m0, V_i = s_i^2 / n_i, standard error √(V1 + V0),
 * degrees of freedom (V1 + V0)^2 / (V1^2 / (n1 - 1) + V0^2 / (n0 - 1)). Source: Welch 1947; Satterthwaite 1946.
 */
export const welch = (treated: Arm, control: Arm, level: number): Inference => {
  const v1 = treated.variance / treated.n;
  const v0 = control.variance / control.n;
  const variance = v1 + v0;
  const share = v1 / variance; // of the variance, so that no square can under- or overflow
  const degreesOfFreedom = 1 / (share ** 2 / (treated.n - 1) + (1 - share) ** 2 / (control.n - 1));
  return inferFromT(treated.mean - control.mean, Math.sqrt(variance), degreesOfFreedom, {
    kind: "Welch",
    method: "Welch t",
    level,
  });
};
