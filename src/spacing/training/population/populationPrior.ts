import type { Reason } from "../../../core/vocabulary/index.ts";
import type { WeightPrior } from "../trainer.ts";

/**
 * How the weights of a memory model vary over a population of learners: plain JSON to store. Hand it to `fitMemory` as `prior`, and a learner
 * with few reviews starts from what others have taught.
 */
export interface PopulationPrior extends WeightPrior {
  /** What this document is. */
  readonly kind: "memory-population";
  /** Of the JSON layout, from 1. */
  readonly version: 1;
  /** The kind of the memory model whose weights they are. */
  readonly algorithm: string;
  /** For each weight its mean over learners, on its scale: where a learner without reviews is. */
  readonly centre: readonly number[];
  /** For each weight the standard deviation over learners, on its scale. */
  readonly spread: readonly number[];
  /** For each weight whether mean and spread are those of the weight or of its logarithm. */
  readonly scale: readonly ("linear" | "log")[];
  /** 0.5: the penalty is a negative log density of normal distributions. */
  readonly strength: number;
  /** How it came about. */
  readonly fit: {
    /** Learners with at least one label. */
    readonly learners: number;
    /** Their labels. */
    readonly labels: number;
    /** Which reviews these are; `fitMemory` takes the same with this prior. */
    readonly labelRule: "later-days" | "all";
    /** Rounds of fitting all learners and moving mean and spread. */
    readonly iterations: number;
    /** The mean loss of a label with the default weights; natural logarithms. */
    readonly startLoss: number;
    /** The mean loss of a label with each learner's own weights, as fitted in the last round: before the last move of mean and spread, and before the factor. */
    readonly loss: number;
    /** What the spread was multiplied by, so that first answers predict later ones best. */
    readonly factor: number;
    /** By how much a mean moved, at most, in the last round: in spreads before the factor. */
    readonly lastChange: number;
    /**
     * How far it is to be trusted; `explain` words them. `few-learners`: fewer than 20. `population-moving`: `lastChange` is above 0.1.
     * `factor-at-end`: a tighter or a looser spread was not tried; at the tightest the prior is hardly more than its centre. `factor-not-compared`: no
     * learner had two labels, and the tightest was taken.
     */
    readonly warnings: readonly Reason[];
  };
}
