import { exp } from "../../core/numeric/elementary/index.ts";
import { clamp } from "../clamp.ts";
import { daysOverHalfLife, recallOverHalfLife } from "../exponentialForgetting.ts";
import type { MemoryKernel } from "../memory.ts";
import { HALF_LIFE_DAYS, type HalfLifeModel } from "./model.ts";
import { type HalfLifeState, parseHalfLifeState } from "./state.ts";

/**
 * Half-life regression with the weights of one model worked in.
 *
 * - half-life: h = 2^(w0 √(1 + right) + w1 √(1 + wrong) + w2) days, clipped to [15 minutes, 274 days]
 * - curve: R(t) = 2^(-t / h), at least 0.0001
 * - a review adds 1 to wrong where the grade is 1, else to right; right and wrong are counted with this review from then on
 */
export const halfLifeKernel = (model: HalfLifeModel): MemoryKernel<HalfLifeState> => {
  const [ofRight, ofWrong, bias] = model.weights;
  const halfLifeOf = ({ right, wrong }: HalfLifeState): number => {
    const power = ofRight * Math.sqrt(1 + right) + ofWrong * Math.sqrt(1 + wrong) + bias;
    return clamp(exp(Math.LN2 * power), HALF_LIFE_DAYS.min, HALF_LIFE_DAYS.max);
  };
  return {
    countsWithinDay: true,
    keepsIntervals: true, // hard, good and easy count alike
    parseState: parseHalfLifeState,
    first: (grade, { at, day }) => ({
      kind: "half-life",
      version: 1,
      right: grade === 1 ? 0 : 1,
      wrong: grade === 1 ? 1 : 0,
      lastAt: at,
      lastDay: day,
      reviews: 1,
      lapses: 0,
    }),
    next: (state, grade, elapsedDays, _recall, { at, day }) => ({
      kind: "half-life",
      version: 1,
      right: grade === 1 ? state.right : state.right + 1,
      wrong: grade === 1 ? state.wrong + 1 : state.wrong,
      lastAt: at,
      lastDay: day,
      reviews: state.reviews + 1,
      lapses: grade === 1 && elapsedDays >= 1 ? state.lapses + 1 : state.lapses,
    }),
    recall: (state, elapsedDays) => recallOverHalfLife(halfLifeOf(state), elapsedDays),
    intervalDays: (state, retention) => daysOverHalfLife(halfLifeOf(state), retention),
  };
};
