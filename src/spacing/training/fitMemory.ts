import { reading } from "../../core/check/index.ts";
import { type Result, run, type Steps } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import type { ReviewColumns } from "../replayMany.ts";
import { type FitMemoryOptions, readFitOptions } from "./fitOptions.ts";
import { fitting } from "./fitting.ts";
import type { MemoryFit } from "./memoryFit.ts";

const NAME = "spacing.fitMemory";
const STEPS = "spacing.fitMemorySteps";

/**
 * `fitMemory`, handed over step by step: to show progress, to pause, or to stop. A step is a pass over at most 200,000 reviews; its `value`, where there
 * is one, is the mean loss with the penalty.
 *
 * @example
 * ```ts
 * import { orThrow, run, spacing } from "learnlift";
 *
 * const steps = spacing.fitMemorySteps({ trainer: spacing.fsrs6Trainer })({
 *   offsets: [0, 4, 8, 12],
 *   grades: [3, 3, 1, 3, 3, 1, 3, 3, 1, 3, 3, 3],
 *   elapsedDays: [0, 2, 9, 1, 0, 3, 1, 4, 0, 1, 2, 6],
 * });
 * const { fit } = orThrow(run(steps));
 * fit.labels; // => 9
 * ```
 */
export const fitMemorySteps = <M extends MemoryModel, S extends MemoryState>(
  options: FitMemoryOptions<M, S>,
): ((reviews: ReviewColumns) => Steps<MemoryFit<M>>) => {
  const planned = reading(STEPS, (found) => readFitOptions(found, options));
  return (reviews) => fitting(STEPS, planned, reviews);
};

/**
 * How do these learners forget? Finds the weights of a memory model under which what they recalled and forgot was least surprising.
 *
 * Minimises Σ v · -ln P(answer) + strength · Σ ((w - centre) / spread)² over the labels, the reviews that are to be predicted, with v their
 * weight by recency. `"bfgs"` uses all labels in each step: quasi-Newton steps within the bounds, first on a sample where there are many labels. It
 * leaves nothing to chance. `"adam"` is the published stochastic trainer of fsrs-rs: outlier filter, first stabilities by themselves, penalty around
 * them, batches in shuffled order, cosine annealing; batches hold whole cards instead of the starts of cards, which is the same sum.
 *
 * Never worse than its start: where what came out has the higher penalised loss, the start is the answer, with the warning `kept-start`. Fewer labels than
 * `leastLabels` leave the start as it is too (`too-few-labels`), so a log without labels has an answer. Weights that one of the trainer's
 * bounds holds, with an objective that still falls beyond it, are named (`at-bound`, counted from 0). Where all answers were alike the
 * penalty and the bounds decide (`one-outcome`). Without `at` all labels weigh alike (`no-times`), unless `recency` was asked for by name,
 * which fails. Fails with `InvalidInput` on options and columns that do not fit.
 *
 * Cost: linear in the reviews; for FSRS-6 some ten passes of 60 ns a review.
 *
 * Sources: fsrs-rs 6.6 (objective, Adam); Nocedal and Wright (2006) and Powell (1978) for the bounded, damped BFGS.
 *
 * @param options see `FitMemoryOptions`
 * @returns a function from the columns of reviews to the model and how it came about
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const { model, fit } = orThrow(
 *   spacing.fitMemory({ trainer: spacing.fsrs6Trainer })({
 *     offsets: [0, 4, 8, 12],
 *     grades: [3, 3, 1, 3, 3, 1, 3, 3, 1, 3, 3, 3],
 *     elapsedDays: [0, 2, 9, 1, 0, 3, 1, 4, 0, 1, 2, 6],
 *   }),
 * );
 * model.kind; // => "fsrs-6"
 * (fit.objective ?? 0) < (fit.startObjective ?? 0); // => true
 * fit.warnings.map(({ code }) => code); // => ["no-times"]
 * ```
 */
export const fitMemory = <M extends MemoryModel, S extends MemoryState>(
  options: FitMemoryOptions<M, S>,
): ((reviews: ReviewColumns) => Result<MemoryFit<M>>) => {
  const planned = reading(NAME, (found) => readFitOptions(found, options));
  return (reviews) => run(fitting(NAME, planned, reviews));
};
