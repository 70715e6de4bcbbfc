import type { Memory, MemoryModel, MemoryState } from "../../memory.ts";
import type { GradeShares, PassingShares, SecondsByGrade } from "../effort.ts";

/** What a plan for a deadline is made of. */
export interface DeadlineOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** From `createMemory` or `parseMemoryModel`; its state has to be made of numbers, as that of `fsrs6` and `fsrs7` is. */
  readonly memory: Memory<M, S>;
  /** The first day of the plan: epoch milliseconds or a Date. */
  readonly from: number | Date;
  /** The number of its study day, as in `review`. Left out, the UTC day. */
  readonly fromDay?: number | undefined;
  /** The day on which they have to know it, at most 120 days later. The last reviews are on the day before. */
  readonly deadline: number | Date;
  /** The number of its study day. Left out, the UTC day. */
  readonly deadlineDay?: number | undefined;
  /** Minutes for reviews on each day, or on the first day, the second, ...: from 0 to 1,440. A day beyond the list has none. */
  readonly minutesPerDay: number | readonly number[];
  /** Numbers of study days without reviews: weekends, holidays, leave. */
  readonly blockedDays?: readonly number[] | undefined;
  /**
   * Recall to reach at the deadline, as a mean over the cards by their value, in (0, 1). With it, the plan takes few more minutes than that
   * needs; without it, all that add recall. Where only a plan that leaves out what comes after the deadline reaches it, it is that plan.
   */
  readonly target?: number | undefined;
  /** How long after the deadline it counts what is still known: days, from 0 to 3,650. Default 60. For a certificate, its validity. */
  readonly afterDays?: number | undefined;
  /** How much recall `afterDays` after the deadline counts, beside recall at the deadline: in [0, 1]. Default 0.5. */
  readonly afterShare?: number | undefined;
  /** Shares of again, hard, good and easy when a card is learned. Default .24, .094, .495, .171 (fsrs-rs 6). */
  readonly firstShares?: GradeShares | undefined;
  /** Shares of hard, good and easy among the recalled. Default .224, .631, .145 (fsrs-rs 6). */
  readonly passingShares?: PassingShares | undefined;
  /** Seconds to learn a card, by grade. Default 19.58, 18.79, 13.78, 10.71 (fsrs-rs 6). */
  readonly firstSeconds?: SecondsByGrade | undefined;
  /** Seconds of a review, by grade. Default 19.38, 17.59, 12.38, 8.94 (fsrs-rs 6). */
  readonly reviewSeconds?: SecondsByGrade | undefined;
}

/** A card or a module that has to be known at the deadline. */
export interface DeadlineCard<S extends MemoryState = MemoryState> {
  /** Its id. */
  readonly id: string;
  /** The state after its last review; left out of what was never learned. */
  readonly state?: S | undefined;
  /** What its recall counts beside that of others, above 0, at most 1000. Default 1. */
  readonly value?: number | undefined;
  /** How many times as long as `firstSeconds` and `reviewSeconds` say it takes, from 0.01 to 1000. Default 1. */
  readonly effort?: number | undefined;
}
