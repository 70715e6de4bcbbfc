import type { Estimate, Reason } from "../../core/vocabulary/index.ts";

/** How the band around a survival curve is made: on the log scale (R's default), on log(-log), or on the curve itself. */
export type BandKind = "log" | "log-log" | "plain";

/**
 * The share still "alive" (enrolled, active, not yet mastered) over time, for one group. Columnar: entry i of every list belongs to
 * `time[i]`; the curve is 1 before `time[0]` and steps down at its events.
 */
export interface SurvivalCurve {
  /** The group's label, or `null` where nothing was grouped. */
  readonly group: string | null;
  /** Rows in the group. */
  readonly n: number;
  /** Events in the group. */
  readonly eventCount: number;
  /** Distinct times of events and of censoring, ascending, in the unit of the input. */
  readonly time: readonly number[];
  /** How many were under observation just before each time. */
  readonly atRisk: readonly number[];
  /** Events at each time. */
  readonly events: readonly number[];
  /** Rows censored at each time, counted after its events. */
  readonly censored: readonly number[];
  /** S(t), from each time until the next. */
  readonly survival: readonly number[];
  /** Greenwood's standard error of S(t). */
  readonly standardError: readonly number[];
  /** Lower end of the pointwise band; `null` once the curve has reached 0, where no width can be computed. */
  readonly lower: readonly (number | null)[];
  /** Upper end of the pointwise band. */
  readonly upper: readonly (number | null)[];
  /** The time by which half have had the event, `null` where the curve stays above one half. */
  readonly median: Estimate;
}

/** Survival curves, one for each group. */
export interface SurvivalCurves {
  /** Names the estimator. */
  readonly kind: "kaplan-meier";
  /** Coverage of the bands. */
  readonly level: number;
  /** How the bands are made. */
  readonly band: BandKind;
  /** What times are counted in, such as "days": estimates of times are in it. */
  readonly unit: string;
  /** One curve for each group, in the order of the labels; one curve where nothing was grouped. */
  readonly curves: readonly SurvivalCurve[];
  /** What to know before reading them. */
  readonly warnings: readonly Reason[];
}
