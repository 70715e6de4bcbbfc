import type { Reason } from "../../../core/vocabulary/index.ts";

/** One stretch of learning in a calendar. */
export interface PlannedSession {
  /** Whether something new is learned, or something known is reviewed. */
  readonly kind: "module" | "review";
  /** Id of the module or of the review; the first review of a module has the id of its module. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly from: number;
  /** Epoch milliseconds, excluded. */
  readonly to: number;
  /** The number of the study day. */
  readonly day: number;
  /** Why then; `explain` words it. */
  readonly reasons: readonly Reason[];
}

/** Something that found no place. */
export interface NotPlaced {
  /** What it is. */
  readonly kind: "module" | "review";
  /** Its id. */
  readonly id: string;
  /** Why not; `explain` words it. */
  readonly because: Reason;
}

/** A day with sessions. */
export interface SpreadDay {
  /** The number of the study day. */
  readonly day: number;
  /** The minutes of its sessions. */
  readonly minutes: number;
}

/** Modules and reviews in a calendar. */
export interface SpreadPlan {
  /** In order of time. */
  readonly sessions: readonly PlannedSession[];
  /** What found no place, modules first. */
  readonly notPlaced: readonly NotPlaced[];
  /** Each day with sessions, and its minutes. */
  readonly days: readonly SpreadDay[];
}
