import { daysOverInterval, recallOverInterval } from "../exponentialForgetting.ts";
import type { GradeNumber } from "../grade.ts";
import type { MemoryKernel } from "../memory.ts";
import type { LeitnerModel } from "./model.ts";
import { type LeitnerState, parseLeitnerState } from "./state.ts";

/** A review at most this much before the end of a gap, in days, is at its end: instants are whole milliseconds. */
const MILLISECOND = 1 / 86_400_000;

/**
 * A Leitner box with the options of one model worked in. In the equations b is the number of the box, from 1 to B, g(b) its gap in days, t days
 * since the last review.
 *
 * - first review: b = 1, whatever the grade
 * - passed: b' = min(b + 1, B), where t is at least a day or the gap as it is planned; earlier, b' = b
 * - forgotten: b' = 1, or max(b - 1, 1)
 * - curve: R(t) = 0.9^(t / g(b)), at least 0.0001
 */
export const leitnerKernel = (model: LeitnerModel): MemoryKernel<LeitnerState> => {
  const { gapsDays, onFailure, retention, elapsed } = model;
  const boxes = gapsDays.length;
  const gapOf = (box: number): number => gapsDays[box - 1] as number; // a box is 1 to boxes
  const boxAfter = (box: number, grade: GradeNumber, days: number): number => {
    if (grade === 1) return onFailure === "first-box" ? 1 : Math.max(box - 1, 1);
    const soonest = Math.min(1, daysOverInterval(gapOf(box), retention) - MILLISECOND);
    return days >= soonest ? Math.min(box + 1, boxes) : box;
  };
  return {
    countsWithinDay: elapsed === "exact",
    keepsIntervals: true,
    parseState: parseLeitnerState(boxes),
    first: (_grade, { at, day }) => ({
      kind: "leitner",
      version: 1,
      box: 1,
      lastAt: at,
      lastDay: day,
      reviews: 1,
      lapses: 0,
    }),
    next: (state, grade, elapsedDays, _recall, { at, day }) => ({
      kind: "leitner",
      version: 1,
      box: boxAfter(state.box, grade, elapsedDays),
      lastAt: at,
      lastDay: day,
      reviews: state.reviews + 1,
      lapses: grade === 1 && elapsedDays >= 1 ? state.lapses + 1 : state.lapses,
    }),
    recall: (state, elapsedDays) => recallOverInterval(gapOf(state.box), elapsedDays),
    intervalDays: (state, asked) => daysOverInterval(gapOf(state.box), asked),
  };
};
