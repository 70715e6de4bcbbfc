import type { MemoryModel } from "../memory.ts";

/** The 21 weights of FSRS-6, w0 to w20. */
export type Fsrs6Weights = readonly [
  ...[number, number, number, number, number, number, number],
  ...[number, number, number, number, number, number, number],
  ...[number, number, number, number, number, number, number],
];

/** An FSRS-6 memory model: plain JSON to store. */
export interface Fsrs6Model extends MemoryModel {
  /** The algorithm. */
  readonly kind: "fsrs-6";
  /** w0 to w20, each within `FSRS6_BOUNDS`. */
  readonly weights: Fsrs6Weights;
}

/** The published default weights of FSRS-6, fitted to the reviews of many learners. */
export const FSRS6_WEIGHTS: Fsrs6Weights = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
  0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/**
 * The range of each weight, both ends included. They are those of the trainers (fsrs-rs 6.6), except that w19 may be 0, which is
 * what weights trained without same-day reviews and weights migrated from FSRS-5 have.
 */
export const FSRS6_BOUNDS: readonly (readonly [lower: number, upper: number])[] = [
  [0.001, 100],
  [0.001, 100],
  [0.001, 100],
  [0.001, 100],
  [1, 10],
  [0.001, 4],
  [0.001, 4],
  [0.001, 0.75],
  [0, 4.5],
  [0, 0.8],
  [0.001, 3.5],
  [0.001, 5],
  [0.001, 0.25],
  [0.001, 0.9],
  [0, 4],
  [0, 1],
  [1, 6],
  [0, 2],
  [0, 2],
  [0, 0.8],
  [0.1, 0.8],
];
