import { clamp } from "../../../clamp.ts";
import { FSRS7_STABILITY } from "../../../fsrs7/state.ts";

/** The weights of FSRS-7 and what can be computed of them once. */
export interface Fsrs7Constants {
  /** w0 to w33. */
  readonly w: Float64Array;
  /** By grade - 1: S, F and D after the first review, and w4 - e^(w5 (G - 1)) + 1, which is D before its clamp. */
  readonly firstSlow: Float64Array;
  readonly firstFast: Float64Array;
  readonly firstDifficulty: Float64Array;
  readonly firstDifficultyRaw: Float64Array;
  /** 0.01 D0(4). */
  readonly difficultyPull: number;
  /** e^(w7 - 1.5) and e^(w15 - 1.5). */
  readonly slowGrowth: number;
  readonly fastGrowth: number;
  /** ln w25, ln w26, ds, and w26^(1 / ds) - 1. */
  readonly lnW25: number;
  readonly lnW26: number;
  readonly slowDecay: number;
  readonly slowFactor: number;
}

/** Stability kept within the range of the model. */
export const clampStability = (stability: number): number => clamp(stability, FSRS7_STABILITY.min, FSRS7_STABILITY.max);

/** Difficulty kept within [1, 10]. */
export const clampDifficulty = (difficulty: number): number => clamp(difficulty, 1, 10);

/** How steep a curve may be. */
export const clampDecay = (size: number): number => clamp(size, 0.01, 0.95);

/** Works the weights in. `w` holds 34 numbers, so each `as number` below is true. */
export const fsrs7Constants = (w: Float64Array): Fsrs7Constants => {
  const raw = Float64Array.from([0, 1, 2, 3], (k) => (w[4] as number) - Math.exp((w[5] as number) * k) + 1);
  const slow = Float64Array.from([0, 1, 2, 3], (k) => clampStability(w[k] as number));
  const lnW26 = Math.log(w[26] as number);
  const slowDecay = -clampDecay(w[24] as number);
  return {
    w,
    firstSlow: slow,
    firstFast: slow.map((stability) => clampStability(0.8 * stability)),
    firstDifficulty: raw.map(clampDifficulty),
    firstDifficultyRaw: raw,
    difficultyPull: 0.01 * (raw[3] as number),
    slowGrowth: Math.exp((w[7] as number) - 1.5),
    fastGrowth: Math.exp((w[15] as number) - 1.5),
    lnW25: Math.log(w[25] as number),
    lnW26,
    slowDecay,
    slowFactor: Math.expm1(lnW26 / slowDecay),
  };
};
