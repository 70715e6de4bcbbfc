import { weekdayOf } from "../../core/time/civilDate.ts";
import type { ReviewDays } from "./reviewDays.ts";

/** Review days as the kernels ask them. */
export interface OpenDays {
  /** The share of a full day's reviews; -1 where nobody works. */
  share(day: number): number;
  /** The first working day at or after one, or `null` where there is none any more. */
  next(day: number): number | null;
  /** As `next`, but a day of share 0 is taken only where no other is left. */
  nextWanted(day: number): number | null;
}

const CLOSED = -1;

const ALWAYS: OpenDays = { share: () => 1, next: (day) => day, nextWanted: (day) => day };

/** Makes review days ready to be asked; without any, each day is a full one. */
export const openDays = (days: ReviewDays | undefined): OpenDays => {
  if (days === undefined) return ALWAYS;
  const weekdays = days.weekdays.map((share) => share ?? CLOSED);
  const exceptions = new Map(days.exceptions.map(({ day, share }) => [day, share ?? CLOSED]));
  const last = days.exceptions[days.exceptions.length - 1]?.day ?? Number.NEGATIVE_INFINITY;
  const share = (day: number): number => exceptions.get(day) ?? (weekdays[weekdayOf(day) - 1] as number); // seven of them
  const first = (day: number, fits: (share: number) => boolean): number | null => {
    const end = Math.max(last, day) + 7; // beyond it a week is like the next
    for (let then = day; then <= end; then += 1) if (fits(share(then))) return then;
    return null;
  };
  const next = (day: number): number | null => first(day, (of) => of >= 0);
  return { share, next, nextWanted: (day) => first(day, (of) => of > 0) ?? next(day) };
};
