import { isLeft, right } from "fp-ts/lib/Either.js";
import { namedAfter, reading } from "../../core/check/index.ts";
import { type BfgsOptions, type Evaluation, type Minimum, projectedBfgs } from "../../core/numeric/optimize/index.ts";
import {
  insufficientData,
  invalidInput,
  type Progress,
  type Reason,
  type Result,
  reason,
  run,
  type Steps,
} from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState, Moment } from "../memory.ts";
import { readHistories } from "../readHistories.ts";
import type { ReviewColumns } from "../replayMany.ts";
import { adam } from "./adam.ts";
import { differencedCurvature, weightScales } from "./curvature.ts";
import { firstGradeCounts, fitFirstStabilities, orderedFirstStabilities } from "./firstStabilities.ts";
import { type FitMemoryOptions, type MemoryFitPlan, readFitOptions } from "./fitOptions.ts";
import { addPenalty } from "./penalty.ts";
import type { TrainerKernel, WeightPrior } from "./trainer.ts";
import { type Labelled, trainingHistories } from "./trainingHistories.ts";

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
  /** Whether bfgs met its tolerance; always true for adam, which ends after its epochs. */
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

const NAME = "spacing.fitMemory";
const STEPS = "spacing.fitMemorySteps";
/** A first search runs on a sample of at least so many labels, and of at least this part of them. */
const SAMPLE_LABELS = 12_000;
const SAMPLE_PARTS = 32;
/** The curvature at the start is seen well enough on this part of the sample. */
const CURVATURE_PART = 1 / 3;
/** A sample is only worth its while where there are so many times more labels than in it. */
const WORTHWHILE = 2;
/** The search on the sample ends earlier, since its minimum is not the one that is looked for. */
const SAMPLE_TOLERANCE = 3e-5;
/** Rows between two steps. */
const BLOCK_ROWS = 200_000;
const NO_MOMENT: Moment = { at: 0, day: 0 };

/** The objective: the loss of the first cards and the share of the penalty that goes with them. */
interface Objective {
  readonly kernel: TrainerKernel;
  readonly labelled: Labelled;
  readonly prior: WeightPrior | null;
  /** Cards from the first on. */
  readonly cards: number;
}

const shareOf = ({ labelled, cards }: Objective): number =>
  labelled.labels === 0 ? 0 : (labelled.labelsUpTo[cards] as number) / labelled.labels; // cards is at most their number

/** Value and slope of the objective, block by block; without `sloped` the slope is that of the penalty alone. */
function* evaluating(
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

/** Runs bfgs on an objective. */
function* minimising(objective: Objective, options: BfgsOptions, phase: string): Generator<Progress, Minimum, void> {
  const search = projectedBfgs(options);
  let asked = search.next();
  let done = 0;
  while (asked.done !== true) {
    const step: Progress = { phase, done, total: null };
    const evaluation = yield* evaluating(objective, asked.value, step);
    yield { ...step, value: evaluation.value / Math.max(1, objective.labelled.totalWeight * shareOf(objective)) };
    done += 1;
    asked = search.next(evaluation);
  }
  return asked.value;
}

/** The curvature at a point, from slopes beside it. */
function* curvatureAt<M extends MemoryModel, S extends MemoryState>(
  { trainer }: MemoryFitPlan<M, S>,
  objective: Objective,
  point: Float64Array,
): Generator<Progress, Float64Array, void> {
  const step: Progress = { phase: "curvature", done: 0, total: null };
  const { gradient } = yield* evaluating(objective, point, step);
  const search = differencedCurvature(
    point,
    gradient,
    weightScales(trainer.prior, point, trainer.bounds),
    trainer.bounds,
  );
  let asked = search.next();
  while (asked.done !== true) {
    const beside = yield* evaluating(objective, asked.value, step);
    asked = search.next(beside.gradient);
  }
  yield step;
  return asked.value;
}

/** Where bfgs ends: first on a sample, whose curvature then guides the search on everything. */
function* byBfgs<M extends MemoryModel, S extends MemoryState>(
  plan: MemoryFitPlan<M, S>,
  whole: Objective,
  from: Float64Array,
): Generator<Progress, Minimum, void> {
  const { trainer, maxIterations, tolerance } = plan;
  const { labelled } = whole;
  const wanted = Math.max(SAMPLE_LABELS, labelled.labels / SAMPLE_PARTS);
  // the first cards with so many labels, or all of them
  const firstWith = (labels: number): Objective => {
    if (labelled.labels <= WORTHWHILE * labels) return whole;
    let cards = 0;
    while ((labelled.labelsUpTo[cards] as number) < labels) cards += 1; // there are more labels than that
    return { ...whole, cards };
  };
  const sample = firstWith(wanted);
  const share = shareOf(sample);
  const small = firstWith(wanted * CURVATURE_PART);
  const scale = share / shareOf(small);
  const curvature = (yield* curvatureAt(plan, small, from)).map((value) => value * scale);
  const common = { bounds: trainer.bounds, project: trainer.project, maxIterations };
  if (sample === whole)
    return yield* minimising(
      whole,
      { ...common, start: from, curvature, tolerance: tolerance * labelled.totalWeight },
      "bfgs",
    );
  const roughly = Math.max(SAMPLE_TOLERANCE, tolerance) * labelled.totalWeight * share;
  const rough = yield* minimising(
    sample,
    { ...common, start: from, curvature, tolerance: roughly },
    "bfgs on a sample",
  );
  return yield* minimising(
    whole,
    {
      ...common,
      start: rough.point,
      curvature: rough.curvature.map((value) => value / share),
      tolerance: tolerance * labelled.totalWeight,
    },
    "bfgs",
  );
}

/** The start with its first stabilities fitted by themselves. */
const withFirstStabilities = <M extends MemoryModel, S extends MemoryState>(
  { trainer, settings }: MemoryFitPlan<M, S>,
  labelled: Labelled,
  start: Float64Array,
): Float64Array => {
  const places = trainer.firstStabilities;
  if (places === null) return start;
  const model = (stability: number): Float64Array => {
    const weights = start.slice();
    for (const place of places) weights[place] = stability;
    trainer.project(weights);
    return weights;
  };
  // recall after a first good review, with every first stability the same
  const recallAfter = (stability: number, days: number): number => {
    const kernel = trainer.algorithm.prepare(trainer.modelOf(Array.from(model(stability)), settings));
    return kernel.recall(kernel.first(3, NO_MOMENT), days);
  };
  const usual = places.map((place) => start[place] as number); // places are among the weights
  const fitted = fitFirstStabilities(labelled, usual, recallAfter);
  const ordered = orderedFirstStabilities(fitted, firstGradeCounts(labelled), usual);
  const weights = start.slice();
  places.forEach((place, k) => {
    weights[place] = ordered[k] as number; // four of them
  });
  trainer.project(weights);
  return weights;
};

/** The weights with first stabilities in order; and the same with those of first grades that no card has filled in, on which no label depends. */
const ordered = <M extends MemoryModel, S extends MemoryState>(
  { trainer, firstStabilities }: MemoryFitPlan<M, S>,
  labelled: Labelled,
  weights: Float64Array,
): { readonly inOrder: Float64Array; readonly filled: Float64Array } => {
  const places = trainer.firstStabilities;
  if (firstStabilities === "free" || places === null) return { inOrder: weights, filled: weights };
  const four = (from: ArrayLike<number>): readonly number[] => places.map((place) => from[place] as number); // places are among the weights
  const counts = firstGradeCounts(labelled);
  const stabilities = orderedFirstStabilities(four(weights), counts, four(trainer.defaults));
  const inOrder = weights.slice();
  const filled = weights.slice();
  places.forEach((place, k) => {
    filled[place] = stabilities[k] as number; // four of them
    if ((counts[k] as number) > 0) inOrder[place] = stabilities[k] as number; // as above
  });
  trainer.project(inOrder);
  trainer.project(filled);
  return { inOrder, filled };
};

function* fitting<M extends MemoryModel, S extends MemoryState>(
  name: string,
  planned: Result<MemoryFitPlan<M, S> | null>,
  reviews: ReviewColumns,
): Steps<MemoryFit<M>> {
  if (isLeft(planned)) return planned;
  if (planned.right === null) return insufficientData(name, "options", 1, 0); // cannot be: what is wrong was noted
  const plan = planned.right;
  const { trainer, settings, method, seed, rules, prior } = plan;
  const read = reading(name, (found) => readHistories(found, settings, reviews));
  if (isLeft(read)) return read;
  const histories = read.right;
  const untimed = histories.at === null && rules.recency !== null;
  if (untimed && plan.recencyAsked)
    return invalidInput(name, [
      {
        path: ["at"],
        code: "missing",
        expected: "when each review was, since later ones are to count for more",
        received: "undefined",
      },
    ]);
  const labelled = trainingHistories(histories, untimed ? { ...rules, recency: null } : rules);
  const { labels, totalWeight } = labelled;
  const start = plan.start.slice();
  trainer.project(start);
  const cards = labelled.offsets.length - 1;
  const warnings: Reason[] = [];
  if (untimed) warnings.push(reason("no-times", { labels }));
  const few = labels < plan.leastLabels;
  if (few) warnings.push(reason("too-few-labels", { labels, leastLabels: plan.leastLabels }));
  if (labels > 0 && (labelled.forgotten === 0 || labelled.forgotten === labels))
    warnings.push(reason("one-outcome", { labels, outcome: labelled.forgotten === 0 ? "recalled" : "forgotten" }));

  const kernel = trainer.prepare(labelled);
  const whole: Objective = { kernel, labelled, prior, cards };
  const look: Progress = { phase: "looking", done: 0, total: null };
  let weights: Float64Array = start;
  let filled: Float64Array = start;
  let iterations = 0;
  let converged = true;
  let minimum: Minimum | null = null;
  const atStart = yield* evaluating(whole, start, look, false);
  if (!few && labels > 0 && totalWeight > 0) {
    const from = plan.fitFirstStabilities ? withFirstStabilities(plan, labelled, start) : start;
    if (method === "adam" && plan.adam !== null) {
      const centre =
        prior === null ? null : { ...prior, centre: prior === trainer.prior ? Array.from(from) : prior.centre };
      const ran = yield* adam(kernel, labelled, {
        settings: plan.adam,
        seed,
        start: from,
        prior: centre,
        project: trainer.project,
      });
      weights = ran.weights;
      iterations = ran.steps;
    } else {
      minimum = yield* byBfgs(plan, whole, from);
      weights = minimum.point;
      iterations = minimum.iterations;
      converged = minimum.converged;
      if (!converged) warnings.push(reason("fit-not-converged", { iterations }));
    }
    ({ inOrder: weights, filled } = ordered(plan, labelled, weights));
  }
  // the minimum was just looked at, unless first stabilities were put in order since
  const seen = minimum !== null && weights.every((weight, k) => weight === minimum?.point[k]);
  const after =
    weights === start
      ? atStart.value
      : seen && minimum !== null
        ? minimum.value
        : (yield* evaluating(whole, weights, look, false)).value;
  const worse = !(after <= atStart.value);
  if (worse) warnings.push(reason("kept-start", { labels }));
  const chosen = worse ? start : weights;
  if (iterations > 0 && !worse)
    for (const [k, [lower, upper]] of trainer.bounds.entries())
      if (lower < upper && (filled[k] === lower || filled[k] === upper))
        warnings.push(reason("at-bound", { weight: k, value: filled[k] as number })); // one of its bounds
  const mean = (value: number): number | null => (totalWeight > 0 ? value / totalWeight : null);
  const penaltyOf = (at: Float64Array): number =>
    prior === null ? 0 : addPenalty(prior, labels === 0 ? 0 : 1, at, new Float64Array(at.length));
  const objective = worse ? atStart.value : after;
  const model = namedAfter(
    name,
    trainer.algorithm.parse(trainer.modelOf(Array.from(worse ? start : filled), settings)),
  );
  if (isLeft(model)) return model;
  return right({
    model: model.right,
    fit: {
      method,
      seed,
      n: histories.grades.length,
      cards: histories.offsets.length - 1,
      labels,
      labelRule: rules.labels,
      totalWeight,
      dropped: { outliers: labelled.outliers, tooLong: labelled.tooLong },
      startLoss: mean(atStart.value - penaltyOf(start)),
      loss: mean(objective - penaltyOf(chosen)),
      startObjective: mean(atStart.value),
      objective: mean(objective),
      iterations,
      converged,
      warnings,
    },
  });
}

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
 * `leastLabels` leave the start as it is too (`too-few-labels`), so a log without labels has an answer. A fitted weight that ends at one of the trainer's
 * bounds is named (`at-bound`, weights counted from 0): the reviews would have it beyond. Where all answers were alike the
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
