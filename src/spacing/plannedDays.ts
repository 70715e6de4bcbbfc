import { type Reason, reason } from "../core/vocabulary/index.ts";
import type { MemoryModel } from "./memory.ts";

/**
 * The interval that is planned where recall falls due after so many days: whole days, within the model's bounds. Only where the model plans
 * within a day does an interval of less than a day keep its fraction.
 */
export const plannedDays = ({ minimumIntervalDays = 1, maximumIntervalDays }: MemoryModel, days: number): number => {
  if (days < 1) return Math.max(days, minimumIntervalDays);
  return Math.min(Math.max(Math.round(days), 1), maximumIntervalDays);
};

/** Why `plannedDays` plans what it plans, where recall just after the review is `recallNow`, which is asked only of an interval of 0. */
export const whyThen = (
  { retention, minimumIntervalDays = 1, maximumIntervalDays }: MemoryModel,
  days: number,
  recallNow: () => number,
): Reason => {
  const recall = days === 0 ? recallNow() : 1;
  if (recall < retention) return reason("already-below", { recall, retention, minimumIntervalDays });
  if (Math.round(days) > maximumIntervalDays)
    return reason("longest-interval", { days, retention, maximumIntervalDays });
  const tooShort = minimumIntervalDays < 1 ? days < minimumIntervalDays : Math.round(days) < 1;
  return tooShort
    ? reason("shortest-interval", { days, retention, minimumIntervalDays })
    : reason("recall-falls-due", { days, retention });
};
