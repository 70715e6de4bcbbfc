import { exp, expm1, pow } from "../../core/numeric/elementary/index.ts";
import { clamp } from "../clamp.ts";
import type { GradeNumber } from "../grade.ts";
import type { MemoryKernel } from "../memory.ts";
import { daysUntil, fsrs7Curves, recallOn } from "./curve.ts";
import type { Fsrs7Model, Fsrs7Weights } from "./model.ts";
import { FSRS7_STABILITY, type Fsrs7State, parseFsrs7State } from "./state.ts";

const EASIEST = 1;
const HARDEST = 10;
/** After the first review, and at most after a lapse, the fast trace has this share of the slow one's stability. */
const FAST_SHARE = 0.8;
/** How far difficulty is pulled back, at each review, to that of a card which was easy at first. */
const PULL = 0.01;

const clampStability = (stability: number): number => clamp(stability, FSRS7_STABILITY.min, FSRS7_STABILITY.max);
const clampDifficulty = (difficulty: number): number => clamp(difficulty, EASIEST, HARDEST);

/** The stability of one trace after a review, from its stability before it, the difficulty before it, and recall q by that trace. */
type Trace = (grade: GradeNumber, stability: number, difficulty: number, recall: number) => number;

/** The trace whose eight weights begin at `from`: 7 is the slow one, 15 the fast one. */
const traceOf = (weights: Fsrs7Weights, from: 7 | 15): Trace => {
  const [gain, saturation, spacing, lapse, lapsePower, lapseSpacing, hard, easy] = weights.slice(
    from,
    from + 8,
  ) as unknown as [number, number, number, number, number, number, number, number]; // 34 weights, and from + 8 is at most 23
  const growth = exp(gain - 1.5);
  const growthByGrade = [0, growth * hard, growth, growth * easy];
  return (grade, stability, difficulty, recall) => {
    const forgetting = 1 - recall;
    const afterLapse = Math.min(
      stability,
      lapse * (pow(stability + 1, lapsePower) - 1) * exp(lapseSpacing * forgetting),
    );
    if (grade === 1) return clampStability(afterLapse);
    const gained =
      (growthByGrade[grade - 1] as number) * // grade - 1 is 1 to 3
      (11 - difficulty) *
      pow(stability, -saturation) *
      expm1(spacing * forgetting);
    return clampStability(Math.max(afterLapse, stability * (1 + gained)));
  };
};

/**
 * FSRS-7 with the weights of one model worked in. In the equations S and F are the slow and the fast stability in days, D difficulty, G the
 * grade (1 again to 4 easy), t days since the last review with fractions, R recall before the review, Rf that by the fast trace alone.
 *
 * - first review: S = w(G-1), F = 0.8 S, D = D0(G) clamped, D0(G) = w4 - e^(w5 (G-1)) + 1
 * - difficulty: D' = 0.01 D0(4) + 0.99 (D + (10 - D) / 9 · (-w6 (G - 3)) · [R + 0.1 if again]) clamped to [1, 10], D0(4) unclamped
 * - a trace x with weights from w(k) on, k = 7 and q = R for the slow one, k = 15 and q = Rf for the fast one:
 *   L = min(x, w(k+3) ((x + 1)^w(k+4) - 1) e^(w(k+5) (1-q))),
 *   U = x (1 + e^(w(k) - 1.5) (11 - D) x^-w(k+1) (e^(w(k+2) (1-q)) - 1) · [w(k+6) if hard] · [w(k+7) if easy]);
 *   again gives L, any other grade max(L, U); after again F' is at most 0.8 S'
 *
 * S and F are kept in [0.0001, 36500]. Every update reads S, F and D as they were before the review.
 */
export const fsrs7Kernel = (model: Fsrs7Model): MemoryKernel<Fsrs7State> => {
  const { weights } = model;
  const [w0, w1, w2, w3, w4, w5, w6] = weights;
  const curves = fsrs7Curves(weights);
  const slowAfter = traceOf(weights, 7);
  const fastAfter = traceOf(weights, 15);
  const stabilityFirst = [clampStability(w0), clampStability(w1), clampStability(w2), clampStability(w3)];
  const difficultyFirst = (grade: number): number => w4 - exp(w5 * (grade - 1)) + 1;
  const difficultyPull = PULL * difficultyFirst(4);

  const difficultyAfter = (difficulty: number, grade: GradeNumber, recall: number): number => {
    const change = -w6 * (grade - 3) * (grade === 1 ? recall + 0.1 : 1);
    return clampDifficulty(difficultyPull + (1 - PULL) * (difficulty + ((HARDEST - difficulty) / 9) * change));
  };

  return {
    countsWithinDay: true,
    parseState: parseFsrs7State,
    first: (grade, { at, day }) => {
      const stability = stabilityFirst[grade - 1] as number; // grade - 1 is 0 to 3
      return {
        kind: "fsrs-7",
        version: 1,
        stability,
        fastStability: clampStability(FAST_SHARE * stability),
        difficulty: clampDifficulty(difficultyFirst(grade)),
        lastAt: at,
        lastDay: day,
        reviews: 1,
        lapses: 0,
      };
    },
    next: (state, grade, elapsedDays, recall, { at, day }) => {
      const { difficulty } = state;
      const stability = slowAfter(grade, state.stability, difficulty, recall);
      const fastRecall = curves.fastRecall(state.fastStability, elapsedDays);
      const fastStability = fastAfter(grade, state.fastStability, difficulty, fastRecall);
      return {
        kind: "fsrs-7",
        version: 1,
        stability,
        fastStability: grade === 1 ? clampStability(Math.min(fastStability, FAST_SHARE * stability)) : fastStability,
        difficulty: difficultyAfter(difficulty, grade, recall),
        lastAt: at,
        lastDay: day,
        reviews: state.reviews + 1,
        lapses: grade === 1 && elapsedDays >= 1 ? state.lapses + 1 : state.lapses,
      };
    },
    recall: ({ stability, fastStability, difficulty }, elapsedDays) =>
      recallOn(curves.of(stability, fastStability, difficulty), elapsedDays),
    intervalDays: ({ stability, fastStability, difficulty }, retention) =>
      daysUntil(curves.of(stability, fastStability, difficulty), retention),
  };
};
