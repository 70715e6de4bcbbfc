import type { Reason } from "../../core/vocabulary/index.ts";
import type { MemoryModel } from "../memory.ts";

/** How a fit came about: plain JSON to store beside the model. */
export interface MemoryFitRecord {
  /** How the weights were found. */
  readonly method: "bfgs" | "adam";
  /** The seed; only adam's batches depend on it. */
  readonly seed: number | string;
  /** Reviews that were given. */
  readonly n: number;
  /** Cards that were given. */
  readonly cards: number;
  /** Reviews that were to be predicted. */
  readonly labels: number;
  /** Which reviews these are. */
  readonly labelRule: "later-days" | "all";
  /** The sum of their weights: less than `labels` where later reviews count for more. */
  readonly totalWeight: number;
  /** Cards left out. */
  readonly dropped: {
    /** As outliers. */
    readonly outliers: number;
    /** As too long. */
    readonly tooLong: number;
  };
  /** The weighted mean of -ln of the probability of what happened, at the start; `null` without labels. */
  readonly startLoss: number | null;
  /** The same after the fit. */
  readonly loss: number | null;
  /** The loss with the penalty, which is what is minimised, at the start; a mean over the weights of the labels; `null` without labels. */
  readonly startObjective: number | null;
  /** The same after the fit, before first stabilities that no card has are filled in: never above that at the start. */
  readonly objective: number | null;
  /** Iterations of bfgs over all labels, or steps of adam. */
  readonly iterations: number;
  /**
   * Whether bfgs met its tolerance; always true for adam, which ends after its epochs. FSRS-7 takes the greater of two memories, so that its objective has
   * edges: a fit may end at one, where no step lowers it by more than the tolerance, and it says `false`, since no slope of zero was met.
   */
  readonly converged: boolean;
  /** What a reader must know before using the weights; `explain` words them. */
  readonly warnings: readonly Reason[];
}

/** A memory model fitted to reviews. */
export interface MemoryFit<M extends MemoryModel = MemoryModel> {
  /** Plain JSON to store, with the fitted weights, as they are, not rounded; `parseMemoryModel` or `createMemory` make it usable. */
  readonly model: M;
  /** How it came about. */
  readonly fit: MemoryFitRecord;
}
