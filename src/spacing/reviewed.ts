import { type Reason, reason } from "../core/vocabulary/index.ts";
import type { GradeNumber } from "./grade.ts";
import type { Memory, MemoryKernel, MemoryModel, MemoryState, Moment } from "./memory.ts";
import { DAY_MS, elapsedDays } from "./moment.ts";
import { plannedDays, whyThen } from "./plannedDays.ts";

/** What follows from one review. */
export interface Reviewed<S extends MemoryState = MemoryState> {
  /** The memory after the review: plain JSON to store with the card. */
  readonly state: S;
  /** When the next review is due: epoch milliseconds, `intervalDays` times 24 hours after this one, to the nearest millisecond. */
  readonly dueAt: number;
  /** The number of the study day from which the next review is due: this review's day plus the whole days of `intervalDays`. */
  readonly dueDay: number;
  /**
   * Days until the next review, from the model's `minimumIntervalDays` to its `maximumIntervalDays`: whole days, but where the model plans
   * within a day and this is less than one.
   */
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
  return planned(model, kernel, state, moment, recall, remembered(kernel, grade, days, recall));
};

const MINUTES_A_DAY = 1440;

const remembered = <S extends MemoryState>(
  { countsWithinDay }: MemoryKernel<S>,
  grade: GradeNumber,
  days: number,
  recall: number,
): Reason => {
  if (days >= 1) return reason(grade === 1 ? "forgotten" : "recalled", { days, recall });
  if (countsWithinDay !== true) return reason("same-day-review");
  const minutes = days * MINUTES_A_DAY;
  return reason(grade === 1 ? "forgotten-within-day" : "recalled-within-day", { minutes, recall });
};

const planned = <S extends MemoryState>(
  model: MemoryModel,
  kernel: MemoryKernel<S>,
  state: S,
  { at, day }: Moment,
  recallBefore: number | null,
  because: Reason,
): Reviewed<S> => {
  const days = kernel.intervalDays(state, model.retention);
  const intervalDays = plannedDays(model, days);
  return {
    state,
    dueAt: at + Math.round(intervalDays * DAY_MS),
    dueDay: day + Math.floor(intervalDays),
    intervalDays,
    recallBefore,
    reasons: [because, whyThen(model, days, () => kernel.recall(state, 0))],
  };
};
