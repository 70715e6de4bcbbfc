import type { Reason } from "./reason.ts";

/**
 * What a number rests on. Words follow it: `explain` says "caused" only for `randomised` and, with its assumptions named,
 * `quasi-experimental`; for the rest it says "goes along with".
 */
export type Evidence = "randomised" | "quasi-experimental" | "association" | "simulated" | "descriptive";

/** A range of values compatible with the data. `null` is an open end. */
export interface Interval {
  /** The lower end. */
  readonly lower: number | null;
  /** The upper end. */
  readonly upper: number | null;
  /** Coverage, in (0, 1): 0.95. */
  readonly level: number;
  /** In which sense the level holds. */
  readonly kind: "confidence" | "credible" | "simultaneous" | "always-valid";
  /** How it was made: "Welch t", "log-log". */
  readonly method: string;
}

/** A test of one hypothesis. */
export interface Test {
  /** The test: "Welch t". */
  readonly name: string;
  /** What it computed. */
  readonly statistic: number;
  /** Of the statistic's distribution, where it has any. */
  readonly degreesOfFreedom?: number | readonly [number, number];
  /** Two-sided unless `alternative` says otherwise. In [0, 1]. */
  readonly pValue: number;
  /** Which departures from the hypothesis count against it. */
  readonly alternative: "two-sided" | "greater" | "less";
}

/** One estimated number with what is needed to judge it. */
export interface Estimate {
  /** What is estimated, in words: "difference in mean started". */
  readonly estimand: string;
  /** Its unit: "minutes", "proportion", "days". */
  readonly scale: string;
  /** What it rests on. */
  readonly evidence: Evidence;
  /** `null` where the data do not determine it (a median that is not reached). */
  readonly estimate: number | null;
  /** How far it would move from sample to sample. */
  readonly standardError?: {
    /** On the estimate's scale. */
    readonly value: number;
    /** How it was computed: "HC2". */
    readonly kind: string;
  };
  /** The values that fit the data. */
  readonly interval: Interval;
  /** The test of no difference, where one is meant. */
  readonly test?: Test;
  /** What it was computed from. */
  readonly n: {
    /** Rows used. */
    readonly rows: number;
    /** Groups that were treated as one, where there are any. */
    readonly clusters?: number;
    /** Rows of equal weight that would say as much, where rows have weights. */
    readonly effective?: number;
    /** Rows of each arm. */
    readonly byArm?: Readonly<Record<string, number>>;
  };
  /** Numbers that help to judge it, by name. */
  readonly diagnostics: Readonly<Record<string, number>>;
  /** What a reader must know before using it; `explain` words them. */
  readonly warnings: readonly Reason[];
}

/** Several numbers estimated together, with their covariance (rows and columns in the order of `names`). */
export interface Estimates<N extends string = string> {
  /** Their names, in order. */
  readonly names: readonly N[];
  /** Each by its name. */
  readonly by: Readonly<Record<N, Estimate>>;
  /** Of the estimates with each other. */
  readonly covariance: readonly (readonly number[])[];
}
