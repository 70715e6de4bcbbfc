import type { Memory, MemoryModel, MemoryState } from "../../memory.ts";

/** How certificates are kept valid. */
export interface RecertificationOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** From `createMemory` or `parseMemoryModel`. */
  readonly memory: Memory<M, S>;
  /** The first day of the plan: epoch milliseconds or a Date. */
  readonly from: number | Date;
  /** The number of its study day, as in `review`. Left out, the UTC day. */
  readonly fromDay?: number | undefined;
  /** Days to plan, from 1 to 1,095. Default 365. */
  readonly days?: number | undefined;
  /**
   * Minutes for refreshers on each day, or on the first day, the second, ..., of all rooms, trainers or people together: from 0 to 1,000,000. A day
   * beyond the list has none.
   */
  readonly minutesPerDay: number | readonly number[];
  /** Numbers of study days without refreshers: weekends, holidays, leave. */
  readonly blockedDays?: readonly number[] | undefined;
  /**
   * Recall that what is certified shall not fall below, in (0, 1): a refresher comes in between where a certificate is valid for longer than memory lasts. Left
   * out, only dates count.
   */
  readonly target?: number | undefined;
  /** How many days before it is needed a refresher may come: from 0 to 365. Default 30. */
  readonly earliestDays?: number | undefined;
  /** Days after its expiry on which a certificate can still be renewed, where no day before had room: from 0 to 365. Default 0. */
  readonly graceDays?: number | undefined;
  /** From when a renewed certificate is valid: from the old expiry, or from the day of renewal. Default `"expiry"`. */
  readonly validFrom?: "expiry" | "renewal" | undefined;
}

/** Something a learner is certified for. */
export interface Certificate<S extends MemoryState = MemoryState> {
  /** Its id. */
  readonly id: string;
  /** The last day on which it is valid: epoch milliseconds or a Date. */
  readonly expires: number | Date;
  /** The number of that study day. Left out, the UTC day. */
  readonly expiresDay?: number | undefined;
  /** Days for which a renewal is valid, from 1 to 36,500. */
  readonly validityDays: number;
  /** Minutes of a refresher, above 0, at most 1,440. */
  readonly minutes: number;
  /** Numbers of study days on which its holder is away: leave, shifts. Default none. */
  readonly blockedDays?: readonly number[] | undefined;
  /** The state after its last review, where a memory is kept of it. */
  readonly state?: S | undefined;
}
