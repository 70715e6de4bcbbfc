import type { Reason } from "../../../core/vocabulary/index.ts";
import type { Workload } from "../../calendar/workload.ts";

/** What comes on one day for the first time in the plan. */
export interface DeadlineVisit {
  /** The id of the card. */
  readonly card: string;
  /** Minutes it is expected to take. */
  readonly minutes: number;
  /** Why. */
  readonly reason: Reason;
}

/** One day of the plan. */
export interface DeadlineDay {
  /** The number of the study day. */
  readonly day: number;
  /** The cards whose next visit it is, those first that gain most per minute over their best alternative. Of the first day: what to do today. */
  readonly visits: readonly DeadlineVisit[];
  /** Further visits of cards, expected: how many depends on how the ones before go. */
  readonly furtherReviews: number;
  /** Minutes of all visits, expected; never above `availableMinutes`. */
  readonly minutes: number;
  /** Minutes there are. */
  readonly availableMinutes: number;
}

/** What the plan does for one card. */
export interface DeadlineCardPlan {
  /** Its id. */
  readonly card: string;
  /** The study day of its next visit; `null`: it has none. */
  readonly day: number | null;
  /** Recall at the deadline, expected. */
  readonly recallAtDeadline: number;
  /** Recall `afterDays` later, expected. */
  readonly recallAfter: number;
  /** Recall at the deadline without the plan. */
  readonly recallWithout: number;
}

/** A plan for a deadline. */
export interface DeadlinePlan {
  /** The days on which there is time, in order. */
  readonly days: readonly DeadlineDay[];
  /** Each card, in the order given. */
  readonly cards: readonly DeadlineCardPlan[];
  /** Means over the cards by value. */
  readonly recall: {
    /** At the deadline. */
    readonly atDeadline: number;
    /** `afterDays` later. */
    readonly after: number;
    /** At the deadline without the plan. */
    readonly without: number;
  };
  /** Minutes of the plan, expected. */
  readonly minutes: number;
  /** What could not be met: each card of which one visit is longer than every day has minutes, and a target that is not reached. */
  readonly unmet: readonly Reason[];
  /**
   * Where the target is not reached: how many minutes more reach it, spread over the days in proportion to what they have. A plan with them was made
   * and reaches it; fewer may do, by a tenth or by what the plan lacks to its bound. `null` where none of up to 64 times the minutes, or of 1,440 a
   * day, did. 0 where the target is reached, or none was named.
   */
  readonly extraMinutes: number | null;
  /**
   * How good the plan is: `value` is what it is worth, the mean of (1 - afterShare) R(deadline) + afterShare R(deadline + afterDays), less the price
   * of its minutes where a target made minutes scarce; no plan, whatever it does, is worth more than `bound`, on the same grid.
   */
  readonly certificate: {
    /** What the plan is expected to be worth. */
    readonly value: number;
    /** What no plan can be worth more than, under the same model. */
    readonly bound: number;
  };
  /** The same days as a forecast, for `charts.workloadChart`. */
  readonly workload: Workload;
}
