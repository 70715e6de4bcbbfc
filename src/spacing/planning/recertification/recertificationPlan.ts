import type { Reason } from "../../../core/vocabulary/index.ts";
import type { Workload } from "../../calendar/workload.ts";

/** A refresher in the plan. */
export interface Refresher {
  /** The id of the certificate. */
  readonly certificate: string;
  /** The study day. */
  readonly day: number;
  /** Minutes it takes. */
  readonly minutes: number;
  /** Whether it renews the certificate; else it only keeps recall up. */
  readonly renews: boolean;
  /** Recall just before it, where a memory is kept; every refresher of the plan is taken to end well. */
  readonly recall: number | null;
  /** Why then. */
  readonly reason: Reason;
}

/** What the plan cannot do. */
export interface UnmetRefresher {
  /** The id of the certificate. */
  readonly certificate: string;
  /** The last study day on which it would have been in time. */
  readonly day: number;
  /**
   * Minutes that are missing on any one of the days on which it could be: what one of them would need on top of what it has. 0 where minutes would not help:
   * those days were over before the plan begins, or its holder is away on all of them.
   */
  readonly extraMinutes: number;
  /** Why. */
  readonly reason: Reason;
}

/** A plan of refreshers. */
export interface RecertificationPlan {
  /** By day, and within a day those needed first. */
  readonly refreshers: readonly Refresher[];
  /** What could not be met; empty where every certificate stays valid. */
  readonly unmet: readonly UnmetRefresher[];
  /** Each certificate with the last day on which it is valid at the end of the plan, in the order given. */
  readonly certificates: readonly {
    /** Id of the certificate. */
    readonly id: string;
    /** The study day on which it expires. */
    readonly expiresDay: number;
  }[];
  /** The greatest share of a day's minutes that the plan takes, in [0, 1]. */
  readonly fullest: number;
  /** The same days as a forecast, for `charts.workloadChart`. */
  readonly workload: Workload;
}
