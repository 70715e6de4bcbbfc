import { exp, expm1, log, log1p, pow } from "../../core/numeric/elementary/index.ts";
import { clamp } from "../clamp.ts";
import type { GradeNumber } from "../grade.ts";
import type { MemoryKernel } from "../memory.ts";
import type { SbdModel } from "./model.ts";
import { parseSbdState, SBD_BRITTLENESS, SBD_STABILITY, type SbdState } from "./state.ts";

/** An interval is at most this many days: more would not be a number for some weights within their bounds. */
const LONGEST = 1e250;

const clampStability = (stability: number): number => clamp(stability, SBD_STABILITY.min, SBD_STABILITY.max);

/** How much more brittle a review leaves the memory: 1 after again, a half after hard. */
const brittler = (grade: GradeNumber): number => Math.max(0, (3 - grade) / 2);

/**
 * SBD with the weights of one model worked in. In the equations L, H, k, alpha, c, v and delta = e^w6 are the weights, S is stability in days, n
 * brittleness, g the grade of the last review less one (0 again to 3 easy), G the grade of this one (1 again to 4 easy), t days since the last
 * review with fractions, R recall before this one.
 *
 * - ladder: rho = e^((H - L) / 3)
 * - first review: S = e^L rho^(G-1), n = max(0, (3 - G) / 2)
 * - age: a(t) = t^(1/k) + e^(v/k) rho^(-g/2) √S
 * - curve: R(t) = (1 + a(t) / S)^-beta, beta = e^alpha (delta + n)^c
 * - recalled: S' = S + a(t)
 * - forgotten: S' = S (1 - R)^c
 * - every review: n' = min(50, n + max(0, (3 - G) / 2)), g' = G - 1
 *
 * S is kept in [0.001, 36500]. Every update reads S, n and g as they were before the review. There is no formula apart for the same day.
 * R(0) is below 1: the weaker the memory, the further. A retention above R(0) has the interval 0.
 */
export const sbdKernel = (model: SbdModel): MemoryKernel<SbdState> => {
  const [low, high, k, alpha, c, v, lnDelta] = model.weights;
  const step = (high - low) / 3;
  const delta = exp(lnDelta);
  const rootPower = 1 / k;
  const stabilityFirst = [1, 2, 3, 4].map((grade) => clampStability(exp(low + step * (grade - 1))));
  const restByGrade = [1, 2, 3, 4].map((grade) => exp(v / k - (step * (grade - 1)) / 2));

  /** a(0), which does not grow with time. */
  const restOf = ({ stability, lastGrade }: SbdState): number =>
    (restByGrade[lastGrade - 1] as number) * Math.sqrt(stability); // lastGrade - 1 is 0 to 3
  const betaOf = ({ brittleness }: SbdState): number => exp(alpha + c * log(delta + brittleness));
  const ageOf = (state: SbdState, days: number): number => pow(days, rootPower) + restOf(state);

  return {
    countsWithinDay: true,
    parseState: parseSbdState,
    first: (grade, { at, day }) => ({
      kind: "sbd",
      version: 1,
      stability: stabilityFirst[grade - 1] as number, // grade - 1 is 0 to 3
      brittleness: brittler(grade),
      lastGrade: grade,
      lastAt: at,
      lastDay: day,
      reviews: 1,
      lapses: 0,
    }),
    next: (state, grade, elapsedDays, recall, { at, day }) => ({
      kind: "sbd",
      version: 1,
      stability: clampStability(
        grade === 1 ? state.stability * pow(1 - recall, c) : state.stability + ageOf(state, elapsedDays),
      ),
      brittleness: Math.min(state.brittleness + brittler(grade), SBD_BRITTLENESS.max),
      lastGrade: grade,
      lastAt: at,
      lastDay: day,
      reviews: state.reviews + 1,
      lapses: grade === 1 && elapsedDays >= 1 ? state.lapses + 1 : state.lapses,
    }),
    recall: (state, elapsedDays) => exp(-betaOf(state) * log1p(ageOf(state, elapsedDays) / state.stability)),
    intervalDays: (state, retention) => {
      const age = state.stability * expm1(-log(retention) / betaOf(state)) - restOf(state);
      return age > 0 ? Math.min(pow(age, k), LONGEST) : 0;
    },
  };
};
