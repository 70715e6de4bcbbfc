import type { MemoryModel } from "../memory.ts";

/** The weights of half-life regression: of √(1 + right), of √(1 + wrong), and the bias. */
export type HalfLifeWeights = readonly [right: number, wrong: number, bias: number];

/** A half-life regression: plain JSON to store. */
export interface HalfLifeModel extends MemoryModel {
  /** The algorithm. */
  readonly kind: "half-life";
  /** The weights of √(1 + right) and √(1 + wrong), and the bias, each within `HALF_LIFE_BOUNDS`. */
  readonly weights: HalfLifeWeights;
  /** No review is planned sooner than this: days, in [0, 1]. Below 1 only where `elapsed` is `"exact"`. */
  readonly minimumIntervalDays: number;
}

/**
 * Where to start before there is a fit. The public benchmark's start weights belong to √right and √wrong; these come nearest to them, by least
 * squares over right 0 to 20 and wrong 0 to 10.
 */
export const HALF_LIFE_WEIGHTS: HalfLifeWeights = [2.9342, -1.109, 1.8819];

/** The range of each weight, both ends included: the half-life is clipped long before. */
export const HALF_LIFE_BOUNDS: readonly (readonly [lower: number, upper: number])[] = [
  [-10, 10],
  [-10, 10],
  [-20, 20],
];

/** The shortest and the longest half-life, in days: 15 minutes and 9 months (Settles & Meeder 2016). */
export const HALF_LIFE_DAYS: Readonly<Record<"min" | "max", number>> = { min: 15 / 1440, max: 274 };
