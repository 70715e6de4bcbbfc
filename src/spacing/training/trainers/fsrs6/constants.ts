import { quickExp, quickLog } from "../../../../core/numeric/elementary/quick.ts";
import { clamp } from "../../../clamp.ts";
import { FSRS6_STABILITY } from "../../../fsrs6/state.ts";

/** What the rows of all cards share under one set of weights. The names are those of the equations in `fsrs6/kernel.ts`. */
export interface Fsrs6Constants {
  readonly w6: number;
  readonly w7: number;
  readonly w9: number;
  readonly w10: number;
  readonly w11: number;
  readonly w12: number;
  readonly w13: number;
  readonly w14: number;
  readonly w17: number;
  readonly w18: number;
  readonly w19: number;
  readonly w20: number;
  /** f of the curve: 0.9^(-1/w20) - 1. */
  readonly factor: number;
  /** w7 · D0(4), unclamped. */
  readonly difficultyPull: number;
  /** e^(-w17 w18): what a lapse leaves of stability at most. */
  readonly ceiling: number;
  /** e^w8. */
  readonly growth: number;
  /** By grade - 1, what growth is multiplied by after a recall: 0, w15, 1, w16. */
  readonly gradeFactor: Float64Array;
  /** By grade - 1, stability after a first review, and its logarithm. */
  readonly firstStability: Float64Array;
  readonly firstLogarithm: Float64Array;
  /** By grade - 1, difficulty after a first review, before and after it is kept in [1, 10]. */
  readonly firstUnclamped: Float64Array;
  readonly firstDifficulty: Float64Array;
}

/** ln 0.9. */
export const LN_09: number = /* @__PURE__ */ quickLog(0.9);

/** Works weights in. */
export const fsrs6Constants = (weights: Float64Array): Fsrs6Constants => {
  const at = (k: number): number => weights[k] as number; // 21 weights, and k is below 21
  const firstStability = weights.slice(0, 4).map((s) => clamp(s, FSRS6_STABILITY.min, FSRS6_STABILITY.max));
  const firstUnclamped = Float64Array.from([0, 1, 2, 3], (g) => at(4) - quickExp(at(5) * g) + 1);
  return {
    w6: at(6),
    w7: at(7),
    w9: at(9),
    w10: at(10),
    w11: at(11),
    w12: at(12),
    w13: at(13),
    w14: at(14),
    w17: at(17),
    w18: at(18),
    w19: at(19),
    w20: at(20),
    factor: quickExp(-LN_09 / at(20)) - 1,
    difficultyPull: at(7) * (firstUnclamped[3] as number), // four grades
    ceiling: quickExp(-at(17) * at(18)),
    growth: quickExp(at(8)),
    gradeFactor: Float64Array.of(0, at(15), 1, at(16)),
    firstStability,
    firstLogarithm: firstStability.map(quickLog),
    firstUnclamped,
    firstDifficulty: firstUnclamped.map((d) => clamp(d, 1, 10)),
  };
};
