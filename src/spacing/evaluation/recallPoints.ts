import type { Reason } from "../../core/vocabulary/index.ts";
import type { Grade } from "../grade.ts";
import type { MemoryEvaluationOptions } from "./evaluateMemory.ts";

/** Whose second reviews are looked at, and how fine. */
export interface ObservedRecallOptions extends Pick<MemoryEvaluationOptions, "sameDay" | "from" | "groups"> {
  /** How the first review was graded. Default `"good"`. */
  readonly firstGrade?: Grade | undefined;
  /** Points rest on at least so many learners, where the log is of several: whole, from 2 to 1,000. Default 10. */
  readonly smallestGroup?: number | undefined;
}

/** Recall at the second review, by the days since the first: one entry of each column for each point, in rising days. */
export interface RecallPoints {
  /** The kind of the model. */
  readonly kind: string;
  /** How the first review was graded. */
  readonly firstGrade: Grade;
  /** The mean of the days since the first review, as the model counts them. */
  readonly days: readonly number[];
  /** The mean of what the model said of the same reviews. */
  readonly predicted: readonly number[];
  /** The share that was recalled: graded better than again. */
  readonly observed: readonly number[];
  /** The lower end of the Wilson interval of that share, at 95 %. */
  readonly lower: readonly number[];
  /** The upper end. */
  readonly upper: readonly number[];
  /** How many reviews the point rests on. */
  readonly count: readonly number[];
  /** What a reader must know before using the points; `explain` words them. */
  readonly warnings: readonly Reason[];
}

/** Observed recall of one person. */
export interface PersonRecall extends RecallPoints {
  /** The tag that `disclose` reads. */
  readonly subject: "person";
}

/** Observed recall of several people. */
export interface GroupRecall extends RecallPoints {
  /** The tag that `disclose` reads. */
  readonly subject: "group";
  /** The fewest learners that a point rests on: what `disclose` compares with the smallest group. */
  readonly people: number;
  /** For each point how many learners it rests on. */
  readonly learners: readonly number[];
}

/** What was recalled after one review, of one person or of several. */
export type ObservedRecall = PersonRecall | GroupRecall;
