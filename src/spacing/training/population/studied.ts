import type { TrainingHistories } from "../trainer.ts";
import type { Labelled } from "../trainingHistories.ts";

/** The reviews of one learner, every label weighing 1. */
export interface Studied {
  readonly histories: TrainingHistories;
  readonly cards: number;
  readonly labels: number;
  /** For each row its rank among the labels in order of time; -1 where it is none. */
  readonly rank: Int32Array;
}

/** From histories whose labels weigh ½ + ½ rank / labels. */
export const studiedOf = (labelled: Labelled): Studied => {
  const { offsets, grades, elapsedDays, weights, labels } = labelled;
  const rank = Int32Array.from(weights, (weight) => (weight === 0 ? -1 : Math.round((2 * weight - 1) * labels)));
  const ones = Float64Array.from(rank, (each) => (each < 0 ? 0 : 1));
  return { histories: { offsets, grades, elapsedDays, weights: ones }, cards: offsets.length - 1, labels, rank };
};

/** The same reviews with only the labels of these ranks. */
export const labelsBetween = ({ histories, rank }: Studied, from: number, to: number): TrainingHistories => ({
  ...histories,
  weights: Float64Array.from(rank, (each) => (each >= from && each < to ? 1 : 0)),
});

/** Puts learners in an order that depends on their reviews alone, not on where they stand: those with few labels first. */
export const byReviews = (one: Studied, other: Studied): number =>
  one.labels - other.labels ||
  compared(one.histories.offsets, other.histories.offsets) ||
  compared(one.histories.elapsedDays, other.histories.elapsedDays) ||
  compared(one.histories.grades, other.histories.grades) ||
  compared(one.rank, other.rank);

const compared = (one: ArrayLike<number>, other: ArrayLike<number>): number => {
  for (let k = 0; k < one.length && k < other.length; k += 1) {
    const difference = (one[k] as number) - (other[k] as number); // k is below both lengths
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
};
