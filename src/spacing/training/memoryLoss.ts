import type { MemoryModel, MemoryState } from "../memory.ts";
import type { MemoryTrainer } from "./trainer.ts";

/** The reviews of one card, in order of time. */
export interface CardHistory {
  /** 1 again, 2 hard, 3 good, 4 easy; at least one. */
  readonly grades: ArrayLike<number>;
  /** For each review the days since the one before, by the model's rule; what stands first is not read. */
  readonly elapsedDays: ArrayLike<number>;
  /** For each review what its label weighs, at least 0; left out, 1. Reviews that are no labels by the rule weigh nothing whatever stands here. */
  readonly weights?: ArrayLike<number>;
}

/** Under which weights the loss is taken. */
export interface MemoryLossOptions<M extends MemoryModel, S extends MemoryState> {
  /** What makes the weights trainable: `fsrs6Trainer`, … */
  readonly trainer: MemoryTrainer<M, S>;
  /** As many as the trainer has. They are moved into its bounds. */
  readonly weights: readonly number[];
  /** Which reviews are labels. Default: the trainer's. */
  readonly labels?: "later-days" | "all";
}

/** The loss of a set of weights over card histories: sums, so that those of shards add up. */
export interface MemoryLoss {
  /** Σ weight · -ln P(answer). */
  readonly loss: number;
  /** Its slope in each weight. */
  readonly gradient: readonly number[];
  /** Cards. */
  readonly cards: number;
  /** Labels that weigh anything; `fitMemory` counts those of weight 0 too. */
  readonly labels: number;
  /** Labels that were forgotten. */
  readonly forgotten: number;
  /** The sum of the weights of the labels. */
  readonly totalWeight: number;
  /** Histories that do not fit (see `CardHistory`): left out of everything else. */
  readonly missing: number;
}

/** What the fold holds. */
export interface MemoryLossState {
  /** Loss so far. */
  loss: number;
  /** Slope so far. */
  readonly gradient: Float64Array;
  /** Cards so far. */
  cards: number;
  /** Labels so far. */
  labels: number;
  /** Labels forgotten so far. */
  forgotten: number;
  /** Weight of the labels so far. */
  totalWeight: number;
  /** Histories left out so far. */
  missing: number;
}
