import { clamp } from "../clamp.ts";
import { daysOverInterval, recallOverInterval } from "../exponentialForgetting.ts";
import type { GradeNumber } from "../grade.ts";
import type { MemoryKernel } from "../memory.ts";
import type { Sm2Model } from "./model.ts";
import { parseSm2State, RULE_INTERVAL, SM2_EASE, type Sm2State } from "./state.ts";

const FIRST_INTERVAL = 1;
const SECOND_INTERVAL = 6;
const FIRST_EASE = 2.5;
/** Eases are sums of whole hundredths, which binary fractions miss by less than this: 10 · 2.7 is 27, and not rounded up to 28. */
const ROUNDING = 1e-9;

/** What follows from an answer that is not of the same day. */
type Step = Pick<Sm2State, "intervalDays" | "ease" | "repetitions">;

/**
 * SM-2 with the options of one model worked in. In the equations I is the interval in days, n the repetitions, EF the ease, q the quality.
 *
 * - start: n = 0, EF = 2.5; the first review is answered like any other
 * - passed, q >= 3: n' = n + 1; I' = 1 where n' = 1, 6 where n' = 2, else I EF rounded up, with EF as it was before the answer
 * - failed, q < 3: n' = 0, I' = 1
 * - ease: EF' = max(1.3, EF + 0.1 - (5 - q) (0.08 + (5 - q) 0.02)); a failure keeps EF unless the model says otherwise
 * - same day, t < 1: nothing but the time of the review changes
 * - curve: R(t) = 0.9^(t / I), at least 0.0001
 */
export const sm2Kernel = (model: Sm2Model): MemoryKernel<Sm2State> => {
  const easeChange = model.qualities.map((quality) => 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02));
  const easeAfter = (ease: number, grade: GradeNumber): number => {
    if (grade === 1 && !model.failureLowersEase) return ease;
    const changed = ease + (easeChange[grade - 1] as number); // grade - 1 is 0 to 3
    return clamp(Math.round(changed * 1e6) / 1e6, SM2_EASE.min, SM2_EASE.max);
  };
  const after = ({ intervalDays, ease, repetitions }: Step, grade: GradeNumber): Step => {
    const next = easeAfter(ease, grade);
    if (grade === 1) return { intervalDays: FIRST_INTERVAL, ease: next, repetitions: 0 };
    const days =
      repetitions === 0
        ? FIRST_INTERVAL
        : repetitions === 1
          ? SECOND_INTERVAL
          : Math.min(Math.ceil(intervalDays * ease - ROUNDING), RULE_INTERVAL.max);
    return { intervalDays: days, ease: next, repetitions: repetitions + 1 };
  };
  const start: Step = { intervalDays: FIRST_INTERVAL, ease: FIRST_EASE, repetitions: 0 };

  return {
    keepsIntervals: true,
    parseState: parseSm2State,
    first: (grade, { at, day }) => ({
      kind: "sm-2",
      version: 1,
      ...after(start, grade),
      lastAt: at,
      lastDay: day,
      reviews: 1,
      lapses: 0,
    }),
    next: (state, grade, elapsedDays, _recall, { at, day }) => {
      const later = elapsedDays >= 1;
      const { intervalDays, ease, repetitions } = later ? after(state, grade) : state;
      return {
        kind: "sm-2",
        version: 1,
        intervalDays,
        ease,
        repetitions,
        lastAt: at,
        lastDay: day,
        reviews: state.reviews + 1,
        lapses: grade === 1 && later ? state.lapses + 1 : state.lapses,
      };
    },
    recall: (state, elapsedDays) => recallOverInterval(state.intervalDays, elapsedDays),
    intervalDays: (state, retention) => daysOverInterval(state.intervalDays, retention),
  };
};
