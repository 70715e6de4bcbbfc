import type { Evaluation } from "../../core/numeric/optimize/index.ts";
import type { Progress } from "../../core/vocabulary/index.ts";
import { addPenalty } from "./penalty.ts";
import type { TrainerKernel, WeightPrior } from "./trainer.ts";
import type { Labelled } from "./trainingHistories.ts";

/** Rows between two steps. */
const BLOCK_ROWS = 200_000;
/** The objective: the loss of the first cards and the share of the penalty that goes with them. */
export interface Objective {
  readonly kernel: TrainerKernel;
  readonly labelled: Labelled;
  readonly prior: WeightPrior | null;
  /** Cards from the first on. */
  readonly cards: number;
}

/** Which part of all labels the objective is over. */
export const shareOf = ({ labelled, cards }: Objective): number =>
  labelled.labels === 0 ? 0 : (labelled.labelsUpTo[cards] as number) / labelled.labels; // cards is at most their number

/** Value and slope of the objective, block by block; without `sloped` the slope is that of the penalty alone. */
export function* evaluating(
  objective: Objective,
  weights: Float64Array,
  step: Progress,
  sloped = true,
): Generator<Progress, Evaluation, void> {
  const { kernel, labelled, prior, cards } = objective;
  const gradient = new Float64Array(weights.length);
  let value = 0;
  let from = 0;
  while (from < cards) {
    let to = from;
    const start = labelled.offsets[from] as number; // from and to are at most the number of cards
    while (to < cards && (labelled.offsets[to] as number) - start < BLOCK_ROWS) to += 1;
    value += kernel.loss(weights, from, to, sloped ? gradient : null, null);
    from = to;
    if (from < cards) yield step;
  }
  if (prior !== null) value += addPenalty(prior, shareOf(objective), weights, gradient);
  return { value, gradient };
}
