import { exp, expm1, log, pow } from "../../core/numeric/elementary/index.ts";
import { clamp } from "../clamp.ts";
import type { GradeNumber } from "../grade.ts";
import type { MemoryKernel } from "../memory.ts";
import type { Fsrs6Model } from "./model.ts";
import { FSRS6_STABILITY, type Fsrs6State, parseFsrs6State } from "./state.ts";

const EASIEST = 1;
const HARDEST = 10;

const clampStability = (stability: number): number => clamp(stability, FSRS6_STABILITY.min, FSRS6_STABILITY.max);

/** By grade, again to easy. */
type ByGrade = readonly [again: number, hard: number, good: number, easy: number];

const byGrade = (value: (grade: GradeNumber) => number): ByGrade => [value(1), value(2), value(3), value(4)];

/**
 * FSRS-6 with the weights of one model worked in. In the equations S is stability in days, D difficulty, G the grade (1 again to 4
 * easy), t days since the last review, R recall before the review.
 *
 * - curve: R(t) = (1 + f t / S)^-w20, f = 0.9^(-1 / w20) - 1, so that R(S) = 0.9
 * - first review: S = w(G-1), D = D0(G) clamped, D0(G) = w4 - e^(w5 (G-1)) + 1
 * - difficulty: D' = w7 D0(4) + (1 - w7) (D + (10 - D) / 9 · (-w6 (G - 3))) clamped to [1, 10], D0(4) unclamped
 * - recalled, t >= 1: S' = S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1-R)) - 1) · [w15 if hard] · [w16 if easy])
 * - forgotten, t >= 1: S' = min(w11 D^-w12 ((S + 1)^w13 - 1) e^(w14 (1-R)), S e^(-w17 w18))
 * - same day, t < 1: S' = S k, k = e^(w17 (G - 3 + w18)) S^-w19, at least 1 unless again
 *
 * S is kept in [0.001, 36500]. Every update reads S and D as they were before the review.
 */
export const fsrs6Kernel = (model: Fsrs6Model): MemoryKernel<Fsrs6State> => {
  const [w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15, w16, w17, w18, w19, w20] = model.weights;
  const decay = -w20;
  const factor = expm1(log(0.9) / decay);
  const stabilityFirst: ByGrade = [clampStability(w0), clampStability(w1), clampStability(w2), clampStability(w3)];
  const difficultyUnclamped = byGrade((grade) => w4 - exp(w5 * (grade - 1)) + 1);
  const difficultyFirst = byGrade((grade) => clamp(difficultyUnclamped[grade - 1] as number, EASIEST, HARDEST)); // grade - 1 is 0 to 3
  const difficultyPull = w7 * difficultyUnclamped[3];
  const growth = exp(w8);
  const growthByGrade: ByGrade = [0, growth * w15, growth, growth * w16];
  const lapseCeiling = exp(-w17 * w18);
  const sameDayByGrade = byGrade((grade) => exp(w17 * (grade - 3 + w18)));
  const intervalOver = (retention: number): number => expm1(log(retention) / decay) / factor;
  const intervalAtRetention = intervalOver(model.retention);

  const recallAfter = (stability: number, days: number): number => pow(1 + (factor * days) / stability, decay);

  const difficultyAfter = (difficulty: number, grade: GradeNumber): number => {
    const moved = difficulty + ((HARDEST - difficulty) / 9) * (-w6 * (grade - 3));
    return clamp(difficultyPull + (1 - w7) * moved, EASIEST, HARDEST);
  };

  const stabilityAfter = (
    { stability, difficulty }: Fsrs6State,
    grade: GradeNumber,
    days: number,
    recall: number,
  ): number => {
    if (days < 1) {
      const change = (sameDayByGrade[grade - 1] as number) * pow(stability, -w19); // grade - 1 is 0 to 3
      return clampStability(stability * (grade >= 2 ? Math.max(1, change) : change));
    }
    const forgetting = 1 - recall;
    if (grade === 1) {
      const afterLapse = w11 * pow(difficulty, -w12) * (pow(stability + 1, w13) - 1) * exp(w14 * forgetting);
      return clampStability(Math.min(afterLapse, stability * lapseCeiling));
    }
    const gain =
      (growthByGrade[grade - 1] as number) * (11 - difficulty) * pow(stability, -w9) * expm1(w10 * forgetting); // grade - 1 is 1 to 3
    return clampStability(stability * (1 + gain));
  };

  return {
    parseState: parseFsrs6State,
    first: (grade, { at, day }) => ({
      kind: "fsrs-6",
      version: 1,
      stability: stabilityFirst[grade - 1] as number, // grade - 1 is 0 to 3
      difficulty: difficultyFirst[grade - 1] as number, // grade - 1 is 0 to 3
      lastAt: at,
      lastDay: day,
      reviews: 1,
      lapses: 0,
    }),
    next: (state, grade, elapsedDays, recall, { at, day }) => ({
      kind: "fsrs-6",
      version: 1,
      stability: stabilityAfter(state, grade, elapsedDays, recall),
      difficulty: difficultyAfter(state.difficulty, grade),
      lastAt: at,
      lastDay: day,
      reviews: state.reviews + 1,
      lapses: grade === 1 && elapsedDays >= 1 ? state.lapses + 1 : state.lapses,
    }),
    recall: (state, elapsedDays) => recallAfter(state.stability, elapsedDays),
    intervalDays: (state, retention) =>
      state.stability * (retention === model.retention ? intervalAtRetention : intervalOver(retention)),
  };
};
