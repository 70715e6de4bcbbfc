import { clamp } from "../clamp.ts";
import { daysOverInterval, recallOverInterval } from "../exponentialForgetting.ts";
import type { GradeNumber } from "../grade.ts";
import type { MemoryKernel } from "../memory.ts";
import type { AnkiSm2Model } from "./model.ts";
import { ANKI_EASE, type AnkiSm2State, parseAnkiSm2State } from "./state.ts";

/** What a grade adds to the ease: again, hard, good, easy. */
const EASE_CHANGE: readonly [number, number, number, number] = [-0.2, -0.15, 0, 0.15];
/** Eases are whole thousandths, which binary fractions miss by less than this: half a day is rounded up although it is 0.4999999…. */
const ROUNDING = 1e-9;

const whole = (days: number): number => Math.floor(days + 0.5 + ROUNDING);

/** What follows from an answer. */
type Step = Pick<AnkiSm2State, "intervalDays" | "ease" | "repetitions">;

/**
 * Anki's SM-2 with the options of one model worked in. In the equations i is the interval in days, f the ease, t days since the last review.
 *
 * - learned: i = the graduating interval, or the easy interval after easy; f = the starting ease. It can still be answered on the same day.
 * - forgotten: i' = i · lapse multiplier without its fraction, at least the lapse minimum
 * - passed late, t >= i, with L = t - i: hard i · h, good (i + L / 2) f, easy (i + L) f · bonus, each times the modifier, rounded, and at
 *   least a day more than i and the grade before (h <= 1: hard at least 1, good at least i + 1)
 * - passed early, t < i: hard max(t h, i h / 2), good max(t f, i), easy max(t f, i) (bonus + 1) / 2, each times the modifier, rounded, at least 1
 * - ease: f' = f - 0.2 after again, - 0.15 after hard, + 0.15 after easy, at least 1.3
 * - being learned, t < 1 and not passed yet: easy before the first lapse gives the easy interval; nothing else changes anything
 * - curve: R(t) = 0.9^(t / i), at least 0.0001
 */
export const ankiSm2Kernel = (model: AnkiSm2Model): MemoryKernel<AnkiSm2State> => {
  const { startingEase, easyBonus, hardMultiplier, intervalModifier, lapseMultiplier, lapseMinimumDays } = model;
  const most = model.maximumIntervalDays;
  const graduating = Math.min(model.graduatingIntervalDays, most);
  const easyGraduating = Math.min(model.easyIntervalDays, most);

  const easeAfter = (ease: number, grade: GradeNumber): number => {
    const changed = ease + (EASE_CHANGE[grade - 1] as number); // grade - 1 is 0 to 3
    return clamp(Math.round(changed * 1000) / 1000, ANKI_EASE.min, ANKI_EASE.max);
  };

  const daysBetween = (days: number, least: number): number =>
    Math.min(Math.max(whole(days * intervalModifier), least), most);

  const early = (interval: number, ease: number, grade: GradeNumber, elapsed: number): number => {
    if (grade === 2) return daysBetween(Math.max(elapsed * hardMultiplier, (interval * hardMultiplier) / 2), 1);
    const days = Math.max(elapsed * ease, interval);
    return daysBetween(grade === 3 ? days : days * (easyBonus - (easyBonus - 1) / 2), 1);
  };

  const late = (interval: number, ease: number, grade: GradeNumber, elapsed: number): number => {
    const lateBy = elapsed - interval;
    const hard = daysBetween(interval * hardMultiplier, hardMultiplier <= 1 ? 1 : interval + 1);
    if (grade === 2) return hard;
    const good = daysBetween((interval + lateBy / 2) * ease, hardMultiplier <= 1 ? interval + 1 : hard + 1);
    return grade === 3 ? good : daysBetween((interval + lateBy) * ease * easyBonus, good + 1);
  };

  const answered = (state: AnkiSm2State, grade: GradeNumber, elapsed: number): Step => {
    const { intervalDays, ease, repetitions } = state;
    if (elapsed < 1 && repetitions === 0) {
      const learned = grade === 4 && state.lapses === 0;
      return { intervalDays: learned ? easyGraduating : intervalDays, ease, repetitions };
    }
    const next = easeAfter(ease, grade);
    if (grade === 1) {
      const days = Math.floor(intervalDays * lapseMultiplier + ROUNDING);
      return { intervalDays: Math.min(Math.max(days, lapseMinimumDays), most), ease: next, repetitions: 0 };
    }
    const days = (elapsed < intervalDays ? early : late)(intervalDays, ease, grade, elapsed);
    return { intervalDays: days, ease: next, repetitions: repetitions + 1 };
  };

  return {
    keepsIntervals: true, // the rule sets the grades apart itself
    parseState: parseAnkiSm2State,
    first: (grade, { at, day }) => ({
      kind: "anki-sm-2",
      version: 1,
      intervalDays: grade === 4 ? easyGraduating : graduating,
      ease: startingEase,
      repetitions: 0,
      lastAt: at,
      lastDay: day,
      reviews: 1,
      lapses: 0,
    }),
    next: (state, grade, elapsedDays, _recall, { at, day }) => {
      const { intervalDays, ease, repetitions } = answered(state, grade, elapsedDays);
      return {
        kind: "anki-sm-2",
        version: 1,
        intervalDays,
        ease,
        repetitions,
        lastAt: at,
        lastDay: day,
        reviews: state.reviews + 1,
        lapses: grade === 1 && elapsedDays >= 1 ? state.lapses + 1 : state.lapses,
      };
    },
    recall: (state, elapsedDays) => recallOverInterval(state.intervalDays, elapsedDays),
    intervalDays: (state, retention) => daysOverInterval(state.intervalDays, retention),
  };
};
