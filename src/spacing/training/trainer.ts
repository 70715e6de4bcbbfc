import type { MemoryAlgorithm, MemoryModel, MemoryState } from "../memory.ts";

/**
 * Histories flattened for training. Card c has the rows from `offsets[c]` up to `offsets[c + 1]`, in order of time, at least one. Everything is
 * valid: grades are 1 to 4, days at least 0 and finite, weights at least 0 and finite.
 */
export interface TrainingHistories {
  /** One entry more than there are cards, from 0 to the number of rows. */
  readonly offsets: Uint32Array;
  /** For each row the grade: 1 again, 2 hard, 3 good, 4 easy. */
  readonly grades: Uint8Array;
  /** For each row the days since the row before, by the model's rule; 0 in a card's first row. */
  readonly elapsedDays: Float64Array;
  /**
   * For each row how much its answer counts in the loss. 0: the row is no label and shapes the memory only, as every first row of a card
   * does.
   */
  readonly weights: Float64Array;
}

/** The loss of a memory model over the histories it was prepared for, and its slope in the weights. It keeps scratch memory: one at a time. */
export interface TrainerKernel {
  /**
   * The weighted negative log likelihood of the cards in [from, to): the sum over their labels of -weight · ln R where the grade is above
   * 1, -weight · ln(1 - R) where it is 1, with R, the recall before the review, clamped to [1e-7, 1 - 1e-7].
   *
   * @param weights of the model, inside `project`; as many as `defaults`. Read only.
   * @param from the first card
   * @param to one past the last card
   * @param gradient where not `null`, the slope of the sum in each weight is added to it (where R is clamped, that label adds nothing).
   *   A weight at a bound has the slope towards the inside.
   * @param recall where not `null`, an entry for each row of the histories: R, not clamped, is written for every labelled row of these cards,
   *   other rows are left as they are.
   * @returns the sum
   */
  loss(
    weights: Float64Array,
    from: number,
    to: number,
    gradient: Float64Array | null,
    recall: Float64Array | null,
  ): number;
}

/**
 * What is known of weights before the reviews of a learner are seen: for each weight a centre and how far learners spread around it. One
 * mechanism for the published penalty (centre: the default weights) and for a prior from a population. The penalty is
 * `strength` · Σ ((w - centre) / spread)², in ln w - ln centre where `scale` says `"log"`. A negative log density has the strength 0.5.
 * A spread of `null` leaves that weight free.
 */
export interface WeightPrior {
  /** For each weight where it is without any review. Above 0 where its scale is `"log"`. */
  readonly centre: readonly number[];
  /** For each weight the standard deviation over learners, above 0 and on its scale; `null`: it is not held back at all. */
  readonly spread: readonly (number | null)[];
  /** For each weight whether it is compared as it is or by its logarithm. Left out, every weight as it is. */
  readonly scale?: readonly ("linear" | "log")[];
  /** What the sum of squares is multiplied by, at least 0, beside the sum of the weighted losses of the labels. */
  readonly strength: number;
}

/**
 * How later reviews count for more: the label of rank i among n in order of time (i from 0) weighs floor + (1 - floor) · (i / m)^power,
 * where m is n - 1, or n where `reachesOne` is false.
 */
export interface Recency {
  /** What the oldest label weighs, in [0, 1]. */
  readonly floor: number;
  /** How late the weight rises, above 0. */
  readonly power: number;
  /** Whether the latest label weighs exactly 1. Left out, true. */
  readonly reachesOne?: boolean;
}

/** What makes the weights of one memory algorithm trainable. Hand it to `fitMemory`; what is not handed in is not bundled. */
export interface MemoryTrainer<M extends MemoryModel = MemoryModel, S extends MemoryState = MemoryState> {
  /** The algorithm whose weights it trains. */
  readonly algorithm: MemoryAlgorithm<M, S>;
  /** Where training starts unless it is told otherwise. */
  readonly defaults: readonly number[];
  /** The range of each weight in training, both ends included. */
  readonly bounds: readonly (readonly [lower: number, upper: number])[];
  /** What the published trainer holds against weights far from the defaults. */
  readonly prior: WeightPrior;
  /** How the published trainer weighs by time; `null`: all labels alike. */
  readonly recency: Recency | null;
  /** Which reviews are labels in the published trainer: those with at least a day since the one before, or all but the first. */
  readonly labels: "later-days" | "all";
  /**
   * Where the stability after a first review of grade 1, 2, 3 and 4 stands among the weights, in this order; `null` where a first review does
   * not set a stability of its own.
   */
  readonly firstStabilities: readonly [again: number, hard: number, good: number, easy: number] | null;
  /** The settings of the published stochastic trainer, for `method: "adam"`; `null` where there is none. */
  readonly adam: AdamSettings | null;
  /** A kernel for these histories, with scratch of its own; what does not depend on the weights may be worked out here, once. */
  prepare(histories: TrainingHistories): TrainerKernel;
  /** Moves weights, in place, into the bounds and to where the order between them holds. Twice is the same as once. */
  project(weights: Float64Array): void;
  /** The weights of a model. */
  weightsOf(model: M): readonly number[];
  /** The model with these weights, everything else as in `settings`. The weights are inside `project`. */
  modelOf(weights: readonly number[], settings: M): M;
}

/** Adam with cosine annealing, as trainers publish their settings. */
export interface AdamSettings {
  /** The step at the start, above 0. */
  readonly learningRate: number;
  /** How slowly the mean of the slope and that of its square forget, each in [0, 1). */
  readonly betas: readonly [mean: number, square: number];
  /** Passes over the reviews, at least 1. */
  readonly epochs: number;
  /** Labels in a batch, at least 1. */
  readonly batchLabels: number;
}
