import type { Reason } from "./reason.ts";

/**
 * What a number rests on. Words follow it: `explain` says "caused" only for `randomised` and, with its assumptions named,
 * `quasi-experimental`; for the rest it says "goes along with".
 */
export type Evidence = "randomised" | "quasi-experimental" | "association" | "simulated" | "descriptive";

/** A range of values compatible with the data. `null` is an open end. */
export interface Interval {
  readonly lower: number | null;
  readonly upper: number | null;
  /** Coverage, in (0, 1): 0.95. */
  readonly level: number;
  readonly kind: "confidence" | "credible" | "simultaneous" | "always-valid";
  /** How it was made: "Welch t", "log-log". */
  readonly method: string;
}

/** A test of one hypothesis. */
export interface Test {
  readonly name: string;
  readonly statistic: number;
  readonly degreesOfFreedom?: number | readonly [number, number];
  /** Two-sided unless `alternative` says otherwise. In [0, 1]. */
  readonly pValue: number;
  readonly alternative: "two-sided" | "greater" | "less";
}

/** One estimated number with what is needed to judge it. */
export interface Estimate {
  /** What is estimated, in words: "difference in mean started". */
  readonly estimand: string;
  /** Its unit: "minutes", "proportion", "days". */
  readonly scale: string;
  readonly evidence: Evidence;
  /** `null` where the data do not determine it (a median that is not reached). */
  readonly estimate: number | null;
  readonly standardError?: { readonly value: number; readonly kind: string };
  readonly interval: Interval;
  readonly test?: Test;
  readonly n: {
    readonly rows: number;
    readonly clusters?: number;
    readonly effective?: number;
    readonly byArm?: Readonly<Record<string, number>>;
  };
  readonly diagnostics: Readonly<Record<string, number>>;
  readonly warnings: readonly Reason[];
}

/** Several numbers estimated together, with their covariance (rows and columns in the order of `names`). */
export interface Estimates<N extends string = string> {
  readonly names: readonly N[];
  readonly by: Readonly<Record<N, Estimate>>;
  readonly covariance: readonly (readonly number[])[];
}
