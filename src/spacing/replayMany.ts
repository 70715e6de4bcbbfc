import { isLeft, right } from "fp-ts/lib/Either.js";
import { reading } from "../core/check/index.ts";
import type { Result } from "../core/vocabulary/index.ts";
import { checkMemory } from "./checkMemory.ts";
import type { GradeNumber } from "./grade.ts";
import type { Memory, MemoryModel, MemoryState, Moment } from "./memory.ts";
import { plannedDays } from "./plannedDays.ts";
import { type Histories, readHistories } from "./readHistories.ts";

/** A column of numbers: a typed array, or an array of numbers. */
export type NumberColumn =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | readonly number[];

/** The reviews of many cards, card by card, those of each card in order of time. */
export interface ReviewColumns {
  /** Card c has the rows from `offsets[c]` up to `offsets[c + 1]`, at least one: so one entry more than cards, from 0 to the number of rows. */
  readonly offsets: NumberColumn;
  /** For each row the grade: 1 again, 2 hard, 3 good, 4 easy. */
  readonly grades: NumberColumn;
  /**
   * For each row when: epoch milliseconds. A Float64Array or an array, for no other column holds instants to the millisecond. Either this or
   * `elapsedDays`.
   */
  readonly at?: Float64Array | readonly number[] | undefined;
  /** With `at`, for each row the number of the learner's study day, as in `review`. Left out, the UTC day. */
  readonly day?: NumberColumn | undefined;
  /**
   * For each row the days since the row before, at least 0; whole days where the model counts study days. What stands in a card's first row is
   * not read.
   */
  readonly elapsedDays?: NumberColumn | undefined;
}

/** What an algorithm adds to the state of a card: `stability`, `difficulty`, … */
export type MemoryTrace<S extends MemoryState> = Exclude<keyof S, keyof MemoryState>;

/** What followed from each review of many cards, in columns with an entry for each row. */
export interface ReplayedMany<S extends MemoryState = MemoryState> {
  /** The numbers of the state after each review, such as `after.stability`, under their names in the state. */
  readonly after: { readonly [K in MemoryTrace<S>]: Float64Array };
  /** The probability of recall just before each review, in (0, 1]; NaN at the first review of a card. */
  readonly recallBefore: Float64Array;
  /** Days from each review until the next, as `review` plans them. */
  readonly intervalDays: Float64Array;
  /** For each card the state after its last review, to store; `null` where `at` was not given. */
  readonly states: readonly S[] | null;
}

const NAME = "spacing.replayMany";
/** What every state has, whatever its algorithm. */
const COMMON: readonly string[] = ["kind", "version", "lastAt", "lastDay", "reviews", "lapses"];
const NO_MOMENT: Moment = { at: 0, day: 0 };

// Rows below are below the number of rows, cards below the number of cards, so each `as number` is true.

const replayAll = <M extends MemoryModel, S extends MemoryState>(
  { model, kernel }: Memory<M, S>,
  { offsets, grades, at, day, elapsedDays }: Histories,
): ReplayedMany<S> => {
  const rows = grades.length;
  const sample: object = kernel.first(3, NO_MOMENT);
  const names = Object.entries(sample).flatMap(([key, value]) =>
    typeof value === "number" && !COMMON.includes(key) ? [key as MemoryTrace<S>] : [],
  );
  const columns = names.map(() => new Float64Array(rows));
  const recallBefore = new Float64Array(rows);
  const intervalDays = new Float64Array(rows);
  const states: S[] = [];
  for (let card = 0; card + 1 < offsets.length; card += 1) {
    const end = offsets[card + 1] as number;
    let state: S | null = null;
    for (let row = offsets[card] as number; row < end; row += 1) {
      const grade = grades[row] as GradeNumber; // 1 to 4, as was read
      const moment = at === null ? NO_MOMENT : { at: at[row] as number, day: day[row] as number };
      if (state === null) {
        state = kernel.first(grade, moment);
        recallBefore[row] = Number.NaN;
      } else {
        const days = elapsedDays[row] as number;
        const recall = kernel.recall(state, days);
        state = kernel.next(state, grade, days, recall, moment);
        recallBefore[row] = recall;
      }
      for (let k = 0; k < names.length; k += 1)
        (columns[k] as Float64Array)[row] = state[names[k] as MemoryTrace<S>] as number; // k < names.length; a number in every state
      intervalDays[row] = plannedDays(model, kernel.intervalDays(state, model.retention));
    }
    if (at !== null && state !== null) states.push(state);
  }
  const after = Object.fromEntries(names.map((name, k) => [name, columns[k]]));
  return {
    after: after as ReplayedMany<S>["after"], // a column for each number that the algorithm adds
    recallBefore,
    intervalDays,
    states: at === null ? null : states,
  };
};

/**
 * The model has new weights, or the whole log is to be analysed: what did each card's memory look like after each review, and what is it now?
 * `replay` for many cards at once, in columns: the same numbers, to the bit, without the reasons.
 *
 * Reads everything before it computes anything. Fails on columns that differ in length, offsets that do not rise from 0 to the number of rows, grades
 * other than 1 to 4, times that run backwards within a card, and whatever `review` refuses in a time, with column and row in the path; on
 * both or neither of `at` and `elapsedDays`. No cards are an answer without rows. Cost: linear in the reviews.
 *
 * @param memory from `createMemory` or `parseMemoryModel`
 * @returns a function from the columns of reviews to columns of what follows
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const { after, intervalDays } = orThrow(
 *   spacing.replayMany(memory)({
 *     offsets: Uint32Array.of(0, 2, 3), // two reviews of one card, one of another
 *     grades: Uint8Array.of(3, 3, 1),
 *     elapsedDays: Float64Array.of(0, 2, 0),
 *   }),
 * );
 * Array.from(intervalDays); // => [2, 11, 1]
 * after.stability[2]; // => 0.212
 * ```
 */
export const replayMany = <M extends MemoryModel, S extends MemoryState>(
  memory: Memory<M, S>,
): ((reviews: ReviewColumns) => Result<ReplayedMany<S>>) => {
  const checked = checkMemory(NAME, memory);
  return (reviews) => {
    if (isLeft(checked)) return checked;
    const read = reading(NAME, (found) => readHistories(found, memory.model, reviews));
    return isLeft(read) ? read : right(replayAll(memory, read.right));
  };
};
