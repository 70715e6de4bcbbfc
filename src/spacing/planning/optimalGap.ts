import { isLeft, right } from "fp-ts/lib/Either.js";
import { orDefault, readChoice, readFields, readInteger, reading, readOptions } from "../../core/check/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { checkMemory } from "../checkMemory.ts";
import type { GradeNumber } from "../grade.ts";
import type { Memory, MemoryKernel, MemoryModel, MemoryState } from "../memory.ts";
import { DAY_MS } from "../moment.ts";
import { readState } from "../readInput.ts";
import { PASSING_GRADES, type PassingShares, readShares } from "./effort.ts";

/** What is asked of `optimalGap`. */
export interface OptimalGapOptions<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** From `createMemory` or `parseMemoryModel`. */
  readonly memory: Memory<M, S>;
  /** Days to the test: whole, from 1 to 3,650; from 2 where they count from the start. */
  readonly testDays: number;
  /**
   * From when the days to the test count. `"last-review"`, the default: from the last of the reviews that are placed here, as in experiments with
   * two sessions. `"start"`: from the last review of the state, so that the test has a date.
   */
  readonly countFrom?: "last-review" | "start" | undefined;
  /** How many reviews are placed: from 1 to 4. Default 1. */
  readonly reviews?: number | undefined;
  /** Shares of hard, good and easy among the recalled. Default .224, .631, .145 (fsrs-rs 6). */
  readonly passingShares?: PassingShares | undefined;
}

/** A card whose reviews are to be placed. */
export interface GapQuestion<S extends MemoryState = MemoryState> {
  /** The state after its last review. */
  readonly state: S;
}

/** The best gaps. */
export interface OptimalGap {
  /** Whole days before each review: the first since the last review of the state, each further one since the one before. */
  readonly gapDays: readonly number[];
  /** The probability of recall at the test, expected over how the reviews go. */
  readonly expectedRecall: number;
  /** The probability of recall at the test without a review, for a test on the same day. */
  readonly recallWithout: number;
}

const NAME = "spacing.optimalGap";
const KEYS = ["memory", "testDays", "countFrom", "reviews", "passingShares"];
const GRADES_UP = [1, 2, 3, 4] as const;
/** The longest gap that is looked at, in days. */
const LONGEST = 3650;

/** Recall `after` days after the last of the reviews, expected over their grades. */
const expectedRecall = <S extends MemoryState>(
  kernel: MemoryKernel<S>,
  passing: PassingShares,
  state: S,
  gaps: readonly number[],
  place: number,
  after: number,
): number => {
  const gap = gaps[place];
  if (gap === undefined) return kernel.recall(state, after);
  const recall = kernel.recall(state, gap);
  const moment = { at: state.lastAt + gap * DAY_MS, day: state.lastDay + gap };
  let expected = 0;
  for (const grade of GRADES_UP) {
    const share = grade === 1 ? 1 - recall : recall * (passing[grade - 2] as number); // grade - 2 is 0 to 2
    if (share <= 0) continue;
    const next = kernel.next(state, grade as GradeNumber, gap, recall, moment);
    expected += share * expectedRecall(kernel, passing, next, gaps, place + 1, after);
  }
  return expected;
};

/**
 * How long shall one wait before learning it again, for a test on a given day? The gap, in whole days, that makes the probability of recall at
 * the test largest, expected over how the review goes: P(again) = 1 - R(gap), the rest in the shares of hard, good and easy.
 *
 * Too short a gap adds little, after too long a one nothing is left to build on. By the default weights of FSRS-6 the best gap is about half of
 * the delay of the test at a week, a quarter at a month, a twentieth at a year; experiments with facts found the same fall (Cepeda and others 2008).
 * Where the test has a date, `countFrom: "start"`, a model that knows only recall at the test puts one free review on the day before it: what
 * holds after the test is the matter of `planDeadline`.
 *
 * One review: every gap is tried, the shortest of equals wins. Several: from equal and from growing gaps, each review in turn is put where it is best, on
 * its own and with all that come after it, until none moves. That is not proven the best of all; of two and three reviews within weeks no better
 * was found by trying all gaps.
 *
 * Fails on what is no memory, days and reviews out of range, more reviews than days, shares that do not sum to 1, and a state that does not fit.
 *
 * Cost: for one review, linear in the gaps tried (twice `testDays` or less); about forty times that for each further review, times four.
 *
 * @param options `memory` and `testDays`; `countFrom`, `reviews`, `passingShares` if wanted
 * @returns a function from a card's state to the gaps and the recall they lead to
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const { state } = orThrow(spacing.review(memory)({ grade: "good", at: new Date("2025-03-03T09:00:00Z") }));
 * const best = orThrow(spacing.optimalGap({ memory, testDays: 35 })({ state }));
 * best.gapDays; // => [9]
 * best.expectedRecall; // => 0.80
 * ```
 */
export const optimalGap = <M extends MemoryModel, S extends MemoryState>(
  options: OptimalGapOptions<M, S>,
): ((question: GapQuestion<S>) => Result<OptimalGap>) => {
  const settings = reading(NAME, (found) => {
    const given = readOptions(found, [], options ?? null, KEYS);
    const countFrom = orDefault(given["countFrom"], "last-review", (one) =>
      readChoice(found, ["countFrom"], one, ["last-review", "start"]),
    );
    const least = countFrom === "start" ? 2 : 1;
    const testDays = readInteger(found, ["testDays"], given["testDays"], { min: least, max: LONGEST });
    const most = countFrom === "start" ? Math.min(4, testDays - 1) : 4;
    return {
      memory: given["memory"] as Memory<M, S>, // checkMemory reads it as unknown
      testDays,
      countFrom,
      reviews: orDefault(given["reviews"], 1, (one) => readInteger(found, ["reviews"], one, { min: 1, max: most })),
      passing: readShares(found, ["passingShares"], given["passingShares"], PASSING_GRADES),
    };
  });
  const checked = isLeft(settings) ? settings : checkMemory(NAME, settings.right.memory);
  return (question) => {
    if (isLeft(settings)) return settings;
    if (isLeft(checked)) return checked;
    const memory = checked.right;
    const read = reading(NAME, (found) =>
      readState(found, memory, readFields(found, [], question, "a card", ["state"])["state"]),
    );
    if (isLeft(read)) return read;
    const { testDays, countFrom, reviews, passing } = settings.right;
    const gapsTo = (gaps: readonly number[]): number => gaps.reduce((sum, gap) => sum + gap, 0);
    const value = (gaps: readonly number[]): number =>
      expectedRecall(
        memory.kernel,
        passing,
        read.right,
        gaps,
        0,
        countFrom === "start" ? testDays - gapsTo(gaps) : testDays,
      );
    const longest = (gaps: readonly number[], place: number): number =>
      countFrom === "start"
        ? testDays - 1 - gapsTo(gaps) + (gaps[place] as number) // place is below the number of gaps
        : Math.min(LONGEST, Math.max(7, 2 * testDays));
    const fixed = bestGaps(startsFor(reviews, testDays), longest, value);
    const end = countFrom === "start" ? testDays : gapsTo(fixed.gaps) + testDays;
    return right({
      gapDays: fixed.gaps,
      expectedRecall: fixed.value,
      recallWithout: memory.kernel.recall(read.right, end),
    });
  };
};

/** Gaps to start from: equal ones, and ones that double. All of them together are within the days. */
const startsFor = (reviews: number, days: number): readonly (readonly number[])[] => {
  const within = (shares: readonly number[]): readonly number[] => {
    const total = shares.reduce((sum, share) => sum + share, 1);
    const room = Math.max(0, days - 1 - reviews);
    return shares.map((share) => 1 + Math.floor((share / total) * room));
  };
  const equal = within(Array.from({ length: reviews }, () => 1));
  const growing = within(Array.from({ length: reviews }, (_, place) => 2 ** place));
  return reviews === 1 ? [equal] : [equal, growing];
};

const bestGaps = (
  starts: readonly (readonly number[])[],
  longest: (gaps: readonly number[], place: number) => number,
  value: (gaps: readonly number[]) => number,
): { readonly gaps: readonly number[]; readonly value: number } => {
  let best: { readonly gaps: readonly number[]; readonly value: number } = { gaps: [], value: -1 };
  for (const start of starts) {
    let gaps = start;
    let reached = -1;
    for (let moved = true; moved; ) {
      moved = false;
      for (let place = 0; place < gaps.length; place += 1) {
        const most = longest(gaps, place);
        const take = (tried: readonly number[]): void => {
          const recall = value(tried);
          if (!(recall > reached)) return;
          reached = recall;
          gaps = tried;
          moved = gaps.length > 1;
        };
        // with all that come after it
        for (let gap = 1; gap <= most; gap += 1) take(gaps.map((one, at) => (at === place ? gap : one)));
        // on its own, between the one before and the one after
        const [here = 0, next] = gaps.slice(place, place + 2);
        if (next === undefined) continue;
        for (let gap = 1; gap < here + next; gap += 1)
          take(gaps.map((one, at) => (at === place ? gap : at === place + 1 ? here + next - gap : one)));
      }
    }
    if (reached > best.value) best = { gaps, value: reached };
  }
  return best;
};
