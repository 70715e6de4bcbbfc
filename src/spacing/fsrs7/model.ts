import type { MemoryModel } from "../memory.ts";

/** The 34 weights of FSRS-7, w0 to w33. */
export type Fsrs7Weights = readonly [
  ...[number, number, number, number, number, number, number],
  ...[number, number, number, number, number, number, number, number],
  ...[number, number, number, number, number, number, number, number],
  ...[number, number, number, number, number, number, number, number, number, number, number],
];

/** An FSRS-7 memory model: plain JSON to store. */
export interface Fsrs7Model extends MemoryModel {
  /** The algorithm. */
  readonly kind: "fsrs-7";
  /** w0 to w33, each within `FSRS7_BOUNDS`; w0 to w3 do not fall, and w26 is not below w25. */
  readonly weights: Fsrs7Weights;
  /** No review is planned sooner than this: days, in [0, 1]. Below 1 only where `elapsed` is `"exact"`. */
  readonly minimumIntervalDays: number;
}

/** The published default weights of FSRS-7, fitted to the reviews of many learners. */
export const FSRS7_WEIGHTS: Fsrs7Weights = [
  ...([0.1104, 2.2395, 3.9221, 11.7841, 6.1686, 0.6457, 3.6807] as const),
  ...([1.9795, 0, 1.3826, 0.7024, 0.5999, 0.8146, 0.6398, 1] as const),
  ...([1.3207, 0.6707, 3.8668, 0.4416, 0.0934, 1.8631, 0.6162, 1.0869] as const),
  ...([0.1567, 0.0801, 0.2421, 0.9464, 0.1433, 0.7145, 0, 0.5667, 0.3734, 0.5333, 0.3048] as const),
];

/** The range of each weight, both ends included: those of the trainers (fsrs-rs). */
export const FSRS7_BOUNDS: readonly (readonly [lower: number, upper: number])[] = [
  [0.0001, 50],
  [0.0001, 100],
  [0.0001, 100],
  [0.0001, 100],
  [1, 10],
  [0.001, 4],
  [0.1, 4],
  // the slow trace
  [0, 4],
  [0, 1.2],
  [0.3, 3],
  [0.01, 1.5],
  [0.1, 1],
  [0, 3.5],
  [0, 1],
  [1, 7],
  // the fast trace
  [0, 4],
  [0, 2],
  [0.5, 6],
  [0.001, 1.5],
  [0.001, 1],
  [0, 5],
  [0, 1],
  [1, 7],
  // the curve
  [0.01, 0.25],
  [0.01, 0.95],
  [0.2, 0.85],
  [0.5, 0.99],
  [0.01, 1],
  [0.1, 1],
  [0, 0.9],
  [0.1, 1.1],
  [0, 1],
  [0, 0.6],
  [0, 0.6],
];
