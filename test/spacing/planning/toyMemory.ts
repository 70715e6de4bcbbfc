import { right } from "fp-ts/lib/Either.js";
import type { GradeNumber } from "../../../src/spacing/grade.ts";
import type { Memory, MemoryModel, MemoryState } from "../../../src/spacing/memory.ts";

/** A memory on four levels, for reckoning by hand. */
export interface ToyState extends MemoryState {
  readonly level: number;
}

const AFTER_FIRST = [0, 0, 1, 2];
const LEVELS = 3;

const levelAfter = (level: number, grade: GradeNumber): number =>
  [Math.max(0, level - 1), level, Math.min(LEVELS, level + 1), LEVELS][grade - 1] ?? Number.NaN;

/** A state of a level, reviewed on a study day at so many milliseconds. */
export const toyState = (level: number, lastDay: number, lastAt: number, lapses = 0): ToyState => ({
  kind: "toy",
  version: 1,
  lastAt,
  lastDay,
  reviews: lapses + 1,
  lapses,
  level,
});

/** Days until recall has fallen to a half. */
export const halfLife = (level: number): number => 2 * (1 + level);

/** Recall falls as 1 / (1 + days / half-life); with a recall of its own, it always is that. */
export const toyMemory = (
  own: Partial<MemoryModel> = {},
  recallOf = (level: number, days: number): number => 1 / (1 + days / halfLife(level)),
): Memory<MemoryModel, ToyState> => ({
  model: { kind: "toy", version: 1, retention: 0.5, maximumIntervalDays: 100, elapsed: "study-days", ...own },
  kernel: {
    parseState: (stored) => right(stored as ToyState), // tests hand in nothing else
    first: (grade, { at, day }) => toyState(AFTER_FIRST[grade - 1] ?? Number.NaN, day, at),
    next: (state, grade, elapsedDays, _recall, { at, day }) => ({
      ...state,
      level: levelAfter(state.level, grade),
      lastAt: at,
      lastDay: day,
      reviews: state.reviews + 1,
      lapses: state.lapses + (grade === 1 && elapsedDays >= 1 ? 1 : 0),
    }),
    recall: ({ level }, days) => recallOf(level, days),
    intervalDays: ({ level }, retention) => halfLife(level) * (1 / retention - 1),
  },
});
