import type { ReviewColumns } from "../replayMany.ts";

/** How the rows that were given became reviews. `rows` is the sum of `reviews`, `repeated`, `afterUntil` and `inShortHistories`. */
export interface ReviewLogCounts {
  /** Rows that were given. */
  readonly rows: number;
  /** Rows of the log. */
  readonly reviews: number;
  /** Cards of the log, each of one learner. */
  readonly cards: number;
  /** Rows left out because another row has the same card and the same instant. */
  readonly repeated: number;
  /** How many of those had another grade. */
  readonly contradicted: number;
  /** Rows whose card had a later review further up: they were put in order. */
  readonly unordered: number;
  /** Rows left out because they lie at or after `until`. */
  readonly afterUntil: number;
  /** Cards left out because they have fewer than `minimumReviews`. */
  readonly shortHistories: number;
  /** The reviews of those cards. */
  readonly inShortHistories: number;
}

/**
 * The reviews of many cards in columns, card by card, those of each card in order of time: what `replayMany`, `fitMemory` and `evaluateMemory`
 * take. Cards stand in the order of their first review; where that is the same, by learner, then by name.
 */
export interface ReviewLog extends ReviewColumns {
  /** Card c has the rows from `offsets[c]` up to `offsets[c + 1]`. */
  readonly offsets: Uint32Array;
  /** For each row the grade: 1 again, 2 hard, 3 good, 4 easy. */
  readonly grades: Uint8Array;
  /** For each row when: epoch milliseconds. */
  readonly at: Float64Array;
  /** For each row the number of the learner's study day. */
  readonly day: Int32Array;
  /** For each card its name. The same name with two learners is two cards. */
  readonly cards: readonly string[];
  /** For each card whose memory it is; left out where no learners were given. */
  readonly learners?: readonly string[] | undefined;
  /** How the rows became reviews. */
  readonly counts: ReviewLogCounts;
}
