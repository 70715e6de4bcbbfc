import * as spacing from "../../../src/spacing/index.ts";
import { rightOf } from "../../support/property.ts";

export const DAY = 86_400_000;
export const FROM = Date.UTC(2025, 2, 3, 9);
export const FIRST = Math.floor(FROM / DAY);
export const memory = rightOf(spacing.createMemory(spacing.fsrs6)());
export const base = { memory, from: FROM, days: 60, minutesPerDay: 60 };

export const held = (id: string, expires: number, more: object = {}) => ({
  id,
  expires: FROM + expires * DAY,
  validityDays: 365,
  minutes: 30,
  ...more,
});

/** Whether jobs of one length, each with its days, can be given days that take so many each: by augmenting paths. */
export const fits = (windows: readonly (readonly number[])[], slots: readonly number[]): boolean => {
  const taken: number[][] = slots.map(() => []);
  const place = (job: number, seen: Set<number>): boolean => {
    for (const day of windows[job] as readonly number[]) {
      if (seen.has(day) || !(day in slots)) continue;
      seen.add(day);
      const here = taken[day] as number[];
      if (here.length < (slots[day] as number)) {
        here.push(job);
        return true;
      }
      for (let k = 0; k < here.length; k += 1)
        if (place(here[k] as number, seen)) {
          here[k] = job;
          return true;
        }
    }
    return false;
  };
  return windows.every((_, job) => place(job, new Set()));
};

/** The whole numbers from one to another. */
export const span = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
