import { type Reason, reason } from "../core/vocabulary/index.ts";
import type { GradeNumber } from "./grade.ts";
import type { Memory, MemoryKernel, MemoryModel, MemoryState, Moment } from "./memory.ts";
import { DAY_MS, elapsedDays } from "./moment.ts";

/** What follows from one review. */
export interface Reviewed<S extends MemoryState = MemoryState> {
  /** The memory after the review: plain JSON to store with the card. */
  readonly state: S;
  /** When the next review is due: epoch milliseconds, `intervalDays` times 24 hours after this one. */
  readonly dueAt: number;
  /** The number of the study day on which the next review is due: this review's day plus `intervalDays`. */
  readonly dueDay: number;
  /** Whole days until the next review, from 1 to the model's `maximumIntervalDays`. */
  readonly intervalDays: number;
  /** The probability of recall just before this review, in (0, 1]; `null` at the first review. */
  readonly recallBefore: number | null;
  /** What the answer rests on; `explain` words it. */
  readonly reasons: readonly Reason[];
}

/** The arithmetic of one review; everything it is given is valid. */
export const reviewed = <M extends MemoryModel, S extends MemoryState>(
  { model, kernel }: Memory<M, S>,
  before: S | null,
  grade: GradeNumber,
  moment: Moment,
): Reviewed<S> => {
  if (before === null) return planned(model, kernel, kernel.first(grade, moment), moment, null, reason("first-review"));
  const days = elapsedDays(model, before, moment);
  const recall = kernel.recall(before, days);
  const state = kernel.next(before, grade, days, recall, moment);
  return planned(model, kernel, state, moment, recall, remembered(grade, days, recall));
};

const remembered = (grade: GradeNumber, days: number, recall: number): Reason => {
  if (days < 1) return reason("same-day-review");
  return reason(grade === 1 ? "forgotten" : "recalled", { days, recall });
};

const planned = <S extends MemoryState>(
  { retention, maximumIntervalDays }: MemoryModel,
  kernel: MemoryKernel<S>,
  state: S,
  { at, day }: Moment,
  recallBefore: number | null,
  because: Reason,
): Reviewed<S> => {
  const days = kernel.intervalDays(state, retention);
  const rounded = Math.round(days);
  const intervalDays = Math.min(Math.max(rounded, 1), maximumIntervalDays);
  const due =
    rounded > maximumIntervalDays
      ? reason("longest-interval", { days, retention, maximumIntervalDays })
      : reason(rounded < 1 ? "shortest-interval" : "recall-falls-due", { days, retention });
  return {
    state,
    dueAt: at + intervalDays * DAY_MS,
    dueDay: day + intervalDays,
    intervalDays,
    recallBefore,
    reasons: [because, due],
  };
};
