import { pow } from "../../core/numeric/elementary/index.ts";
import { drawUniform, stream } from "../../core/numeric/random/index.ts";
import type { MemoryKernel, MemoryModel, MemoryState } from "../memory.ts";
import { plannedDays } from "../plannedDays.ts";
import { type FuzzRange, fuzzRange, SHORTEST_FUZZED } from "../scheduler/fuzz.ts";
import type { OpenDays } from "./openDays.ts";

/** What the choice of a day rests on. */
export interface DayQuestion {
  /** First and last day of the range. */
  readonly first: number;
  readonly last: number;
  /** The day of the last review. */
  readonly lastDay: number;
  readonly today: number;
  /** Which card, and which of its reviews: what the draw goes by. */
  readonly label: string;
  readonly seed: string | number;
  /** The recall on a day. */
  readonly recall: (day: number) => number;
  /** The recall that is asked for, and by how much an earlier review may be above it. */
  readonly retention: number;
  readonly tolerance: number;
}

/** A day, and which rule gave it. */
export interface ChosenDay {
  readonly day: number;
  readonly rule: "balanced" | "earlier" | "later";
}

/**
 * The days on which a card in review may be due: its fuzz range around the interval that the memory model plans. A card that is due
 * outside it, by more than the two days that rounding and the order of grades can make, was put there: its range lies around where it
 * is, and only to the side that brings it no further away.
 */
export const dueRange = <S extends MemoryState>(
  model: MemoryModel,
  kernel: MemoryKernel<S>,
  memory: S,
  dueDay: number,
): { readonly first: number; readonly last: number } => {
  const { lastDay } = memory;
  const longest = model.maximumIntervalDays;
  const now = dueDay - lastDay;
  const planned = plannedDays(model, kernel.intervalDays(memory, model.retention));
  const alone: FuzzRange =
    planned < SHORTEST_FUZZED ? { earliest: planned, latest: planned } : fuzzRange(planned, 0, longest);
  if (now > alone.latest + 2) {
    const here = fuzzRange(now, 0, now);
    return { first: lastDay + Math.min(here.earliest, now), last: dueDay };
  }
  if (now < alone.earliest - 2) {
    const here = fuzzRange(now, 0, longest);
    return { first: dueDay, last: lastDay + (now < SHORTEST_FUZZED ? now : Math.max(now, here.latest)) };
  }
  if (planned < SHORTEST_FUZZED) return { first: dueDay, last: dueDay };
  return { first: lastDay + alone.earliest, last: lastDay + alone.latest };
};

/**
 * Whether a day with less than a full share may have one more review (fsrs4anki-helper, check_review_distribution): while its
 * reviews over its share are fewer than those of the other days over theirs. Days of share 0 count as .0001 there.
 */
const mayHaveMore = (count: number, share: number, total: number, shares: number): boolean => {
  if (share === 1) return true;
  if (share === 0) return false;
  return count / share < (total - count) / (shares - share);
};

const LEAST_SHARE = 0.0001;

/** Weights by count, above 0, remembered: they are asked for again and again. */
const byCount: (known: number[], count: number) => number = (known, count) => {
  const weight = known[count];
  if (weight !== undefined) return weight;
  const made = pow(count, -2.15);
  if (count < 100_000) known[count] = made;
  return made;
};

/** Makes the chooser of days: one for each plan, so that what it remembers belongs to one call. */
export const dayChooser = (
  open: OpenDays,
): ((question: DayQuestion, count: (day: number) => number) => ChosenDay | null) => {
  const known: number[] = [];
  const days: number[] = [];
  const shares: number[] = [];
  const counts: number[] = [];
  const weights: number[] = [];
  return (question, countOf) => {
    const { lastDay, today, last } = question;
    const first = Math.max(question.first, today);
    let found = 0;
    let total = 0;
    let sharesTotal = 0;
    for (let day = first; day <= last; day += 1) {
      const share = open.share(day);
      if (share < 0) continue;
      const count = countOf(day);
      days[found] = day;
      shares[found] = share;
      counts[found] = count;
      total += count;
      sharesTotal += share === 0 ? LEAST_SHARE : share;
      found += 1;
    }
    if (found === 0) return nearest(open, question, first);
    if (found === 1) return { day: days[0] as number, rule: "balanced" }; // there is one
    // the arrays hold what was found up to here
    let all = 0;
    let allowed = 0;
    for (let at = 0; at < found; at += 1) {
      const interval = (days[at] as number) - lastDay;
      const count = counts[at] as number;
      const weight = count <= 0 ? 1 : byCount(known, count) / (interval * interval * interval);
      weights[at] = weight;
      all += weight;
      if (mayHaveMore(count, shares[at] as number, total, sharesTotal)) allowed += weight;
    }
    const wishes = allowed > 0;
    let left = drawUniform(stream(question.seed, question.label)) * (wishes ? allowed : all);
    let chosen = first;
    for (let at = 0; at < found; at += 1) {
      if (wishes && !mayHaveMore(counts[at] as number, shares[at] as number, total, sharesTotal)) continue;
      chosen = days[at] as number;
      left -= weights[at] as number;
      if (left < 0) break;
    }
    return { day: chosen, rule: "balanced" };
  };
};

/** Where the range has no working day: the nearest one before it, if recall is not too far above what is asked for; else the next one after. */
const nearest = (open: OpenDays, question: DayQuestion, from: number): ChosenDay | null => {
  const { today, lastDay, last, recall, retention, tolerance } = question;
  for (let day = from - 1; day >= Math.max(today, lastDay + 1); day -= 1) {
    if (recall(day) - retention > tolerance) break; // it only rises from here
    if (open.share(day) >= 0) return { day, rule: "earlier" };
  }
  const later = open.next(Math.max(last + 1, from));
  return later === null ? null : { day: later, rule: "later" };
};
