import type { MemoryModel } from "../memory.ts";

/** The seven weights of SBD: L, H, k, alpha, c, v and ln delta. */
export type SbdWeights = readonly [number, number, number, number, number, number, number];

/** An SBD memory model: plain JSON to store. */
export interface SbdModel extends MemoryModel {
  /** The algorithm. */
  readonly kind: "sbd";
  /** L, H, k, alpha, c, v and ln delta, each within `SBD_BOUNDS`; H is not below L. */
  readonly weights: SbdWeights;
  /** No review is planned sooner than this: days, in [0, 1]. Below 1 only where `elapsed` is `"exact"`. */
  readonly minimumIntervalDays: number;
}

/** The published default weights of SBD, fitted to the reviews of many learners: L, H, k, alpha, c, v, ln delta. */
export const SBD_WEIGHTS: SbdWeights = [-2.803101, 1.386926, 1.739235, -1.819954, 0.529839, -0.886052, -1.393709];

/**
 * The range of each weight, both ends included. Those of L and H (ln 0.001 to ln 36500), of k and the 0 of c are the published ones; the published
 * trainer leaves the others free, and here they end where the memory would be no memory any more.
 */
export const SBD_BOUNDS: readonly (readonly [lower: number, upper: number])[] = [
  [-6.907755278982137, 10.505067539570582],
  [-6.907755278982137, 10.505067539570582],
  [0.5, 20],
  [-10, 5],
  [0, 2],
  [-20, 20],
  [-12, 5],
];
