import type { Issue, Reason } from "../../core/vocabulary/index.ts";
import type { ReviewLog } from "./reviewLog.ts";

/** A row of the table `revlog` of an Anki collection; the columns that are not named here are left alone. */
export interface AnkiReview {
  /** When it was answered, epoch milliseconds: Anki's key of the row. */
  readonly id: number;
  /** The card: Anki's number, or that number as a string. */
  readonly cid: number | string;
  /** The button: 1 again, 2 hard, 3 good, 4 easy; 0 where there was no answer. */
  readonly ease: number;
  /** What happened: 0 learning, 1 review, 2 relearning, 3 filtered deck, 4 manual, 5 rescheduled. */
  readonly type: number;
  /** The ease factor afterwards, per mille; 0 in a filtered deck that does not reschedule, and where a card was reset. */
  readonly factor?: number | undefined;
}

/** A row that cannot be read. */
export interface RefusedReview {
  /** Position in the list that was given, from 0. */
  readonly index: number;
  /** Why, as a code with values. */
  readonly reason: Reason;
  /** The value that does not fit. */
  readonly issue: Issue;
}

/** Rows that can be read and yet are no reviews of this log, for one reason. */
export interface ReviewsSetAside {
  /** Why, as a code with values. */
  readonly reason: Reason;
  /** Positions in the list that was given, from 0, ascending. */
  readonly rows: Uint32Array;
}

/** The log of an Anki collection, with what is not in it. `counts` is about the rows that are. */
export interface AnkiReviewLog extends ReviewLog {
  /** Rows that cannot be read, in the order in which they were given. */
  readonly refused: readonly RefusedReview[];
  /** Rows that Anki's rules leave out, by reason. */
  readonly setAside: readonly ReviewsSetAside[];
}
