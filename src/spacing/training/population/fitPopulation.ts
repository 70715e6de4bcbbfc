import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  ifGiven,
  note,
  orDefault,
  readArray,
  readChoice,
  readInteger,
  reading,
  readOptions,
  readResult,
} from "../../../core/check/index.ts";
import {
  insufficientData,
  type Progress,
  type Reason,
  type Result,
  reason,
  run,
  type Steps,
} from "../../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../../memory.ts";
import { type Histories, readHistories } from "../../readHistories.ts";
import type { ReviewColumns } from "../../replayMany.ts";
import type { ReviewLog } from "../../reviewLog/reviewLog.ts";
import { readTrainer } from "../readTrainer.ts";
import type { MemoryTrainer } from "../trainer.ts";
import { trainingHistories } from "../trainingHistories.ts";
import { chooseFactor } from "./chooseFactor.ts";
import { learnerHistories } from "./learnerHistories.ts";
import type { PopulationPrior } from "./populationPrior.ts";
import { type Normal, offScale, onScale, posteriorOf, wholeOf } from "./posterior.ts";
import { byReviews, type Studied, studiedOf } from "./studied.ts";

/** How `fitPopulation` works. */
export interface PopulationOptions<M extends MemoryModel, S extends MemoryState> {
  /** Whose weights: `fsrs6Trainer`, `fsrs7Trainer`, `sbdTrainer` or `halfLifeTrainer`. */
  readonly trainer: MemoryTrainer<M, S>;
  /** Rounds of fitting every learner and moving mean and spread, from 1 to 200; default 15. */
  readonly rounds?: number | undefined;
  /** Which reviews are labels: those at least a day after the one before, or all but the first. Default: the trainer's. It is kept, and `fitMemory` takes the same. */
  readonly labels?: "later-days" | "all" | undefined;
}

const NAME = "spacing.fitPopulation";
const FEWEST = 4;
/** With fewer, how far learners differ is told by too few of them. */
const MANY = 20;
/** A mean that moved by more spreads in the last round has not settled. */
const SETTLED = 0.1;
/** The published spread counts like this many learners when the spread is estimated. */
const PSEUDO_LEARNERS = 2;
/** Of the search for one learner's weights in one round: the next goes on from there. */
const MOST_STEPS = 8;

// Learners, weights and their parts are below their counts, so each `as number` is true.

/** Mean and spread over these learners, by empirical Bayes; learners keep their weights from round to round. */
function* populationOf<M extends MemoryModel, S extends MemoryState>(
  trainer: MemoryTrainer<M, S>,
  first: Normal,
  learners: readonly Studied[],
  rounds: number,
  phase: string,
): Generator<Progress, { readonly prior: Normal; readonly loss: number; readonly lastChange: number }, void> {
  const size = first.mean.length;
  const starts: Float64Array[] = learners.map(() => Float64Array.from(trainer.defaults));
  const kernels = learners.map(({ histories }) => trainer.prepare(histories));
  let prior: Normal = first;
  let loss = 0;
  let lastChange = 0;
  for (let round = 0; round < rounds; round += 1) {
    const mean = new Float64Array(size);
    const squares = new Float64Array(size);
    const points: Float64Array[] = [];
    loss = 0;
    for (const [index, kernel] of kernels.entries()) {
      const start = starts[index] as Float64Array;
      const posterior = posteriorOf(trainer, prior, kernel, (learners[index] as Studied).cards, start, MOST_STEPS);
      starts[index] = posterior.weights;
      const point = onScale(prior, posterior.weights);
      points.push(point);
      loss += posterior.loss;
      for (let k = 0; k < size; k += 1) {
        mean[k] = (mean[k] as number) + (point[k] as number) / kernels.length;
        squares[k] = (squares[k] as number) + (posterior.variance[k] as number);
      }
    }
    const spread = new Float64Array(size);
    lastChange = 0;
    for (let k = 0; k < size; k += 1) {
      let sum = (squares[k] as number) + PSEUDO_LEARNERS * (first.spread[k] as number) ** 2;
      for (const point of points) sum += ((point[k] as number) - (mean[k] as number)) ** 2;
      spread[k] = Math.sqrt(sum / (points.length + PSEUDO_LEARNERS));
      const moved = Math.abs((mean[k] as number) - (prior.mean[k] as number)) / (spread[k] as number);
      lastChange = Math.max(lastChange, moved);
    }
    prior = { ...first, mean, spread };
    yield { phase, done: round + 1, total: rounds, value: loss };
  }
  return { prior, loss, lastChange };
}

/** `fitPopulation` step by step: a step is a round over all learners. */
export const fitPopulationSteps = <M extends MemoryModel, S extends MemoryState>(
  options: PopulationOptions<M, S>,
): ((logs: ReviewColumns | ReviewLog | readonly (ReviewColumns | ReviewLog)[]) => Steps<PopulationPrior>) => {
  const checked = reading(NAME, (found) => {
    const { trainer, rounds, labels } = readOptions(found, [], options ?? null, ["trainer", "rounds", "labels"]);
    const taken = readTrainer<M, S>(found, ["trainer"], trainer);
    return {
      trainer: taken,
      kind: taken === null ? "" : taken.algorithm.kind,
      rounds: orDefault(rounds, 15, (n) => readInteger(found, ["rounds"], n, { min: 1, max: 200 })),
      labels: ifGiven(labels, (one) => readChoice<"later-days" | "all">(found, ["labels"], one, ["later-days", "all"])),
    };
  });
  return function* (logs) {
    if (isLeft(checked)) return checked;
    const { trainer, kind, rounds } = checked.right;
    if (trainer === null) return insufficientData(NAME, "trainers", 1, 0); // cannot be: what is wrong was noted
    const rule = checked.right.labels ?? trainer.labels;
    const read = reading(NAME, (found) =>
      Array.isArray(logs)
        ? readArray(found, [], logs, (log, path) => readLog(found, path, trainer, rule, log)).flat()
        : readLog(found, [], trainer, rule, logs),
    );
    if (isLeft(read)) return read;
    const learners = read.right.filter(({ labels }) => labels > 0).sort(byReviews);
    if (learners.length < FEWEST)
      return insufficientData(NAME, "learners with reviews to learn from", FEWEST, learners.length);

    const log = trainer.defaults.map((_, k) => trainer.firstStabilities?.includes(k) === true);
    const first = wholeOf(trainer.prior, log);
    const whole = yield* populationOf(trainer, first, learners, rounds, "all learners");
    // how tightly the prior is to hold is told by learners who had no part in it
    const even = learners.filter((_, index) => index % 2 === 0);
    const odd = learners.filter((_, index) => index % 2 === 1);
    const fromEven = yield* populationOf(trainer, first, even, rounds, "first half of the learners");
    const fromOdd = yield* populationOf(trainer, first, odd, rounds, "second half of the learners");
    const { factor, end, comparisons } = chooseFactor(trainer, [
      { prior: fromEven.prior, learners: odd },
      { prior: fromOdd.prior, learners: even },
    ]);

    const { mean, spread } = whole.prior;
    const centre = offScale(whole.prior, mean);
    trainer.project(centre);
    const labels = learners.reduce((sum, each) => sum + each.labels, 0);
    let startLoss = 0;
    const defaults = Float64Array.from(trainer.defaults);
    for (const { histories, cards } of learners)
      startLoss += trainer.prepare(histories).loss(defaults, 0, cards, null, null);
    const { lastChange } = whole;
    const warnings: Reason[] = [];
    if (learners.length < MANY) warnings.push(reason("few-learners", { learners: learners.length, wanted: MANY }));
    if (lastChange > SETTLED) warnings.push(reason("population-moving", { lastChange, iterations: rounds }));
    if (comparisons === 0) warnings.push(reason("factor-not-compared", { factor }));
    else if (end !== null) warnings.push(reason("factor-at-end", { factor, end }));
    const prior: PopulationPrior = {
      kind: "memory-population",
      version: 1,
      algorithm: kind,
      centre: [...centre],
      spread: Array.from(spread, (each) => each * factor),
      scale: log.map((isLog) => (isLog ? "log" : "linear")),
      strength: 0.5,
      fit: {
        learners: learners.length,
        labels,
        labelRule: rule,
        iterations: rounds,
        startLoss: startLoss / labels,
        loss: whole.loss / labels,
        factor,
        lastChange,
        warnings,
      },
    };
    return right(prior);
  };
};

const readLog = <M extends MemoryModel, S extends MemoryState>(
  found: Found,
  path: readonly (string | number)[],
  trainer: MemoryTrainer<M, S>,
  labels: "later-days" | "all",
  log: unknown,
): readonly Studied[] => {
  const inner = reading(NAME, (within) => readHistories(within, trainer.algorithm.defaults, log));
  const histories = readResult<Histories | null>(found, path, inner, null);
  if (histories === null) return [];
  if (histories.at === null) {
    note(found, [...path, "at"], "missing", "the time of each review", undefined);
    return [];
  }
  const rules = { labels, outliers: "keep", longestHistory: null } as const;
  // weights that rise by rank, so that the rank can be told from the weight: labels are dealt out of order
  const recency = { floor: 0.5, power: 1, reachesOne: false };
  return learnerHistories(found, path, log, histories).map((own) =>
    studiedOf(trainingHistories(own, { ...rules, recency })),
  );
};

/**
 * A learner has thirty reviews so far. What weights should her memory model have? Those of people like her: this measures how the weights vary
 * over a population of learners, and `fitMemory` with the `prior` that comes out pulls a learner's weights towards the mean, less and less as her own
 * reviews speak.
 *
 * Empirical Bayes. Weights w of learner l are normal around m with standard deviations s (independent; first stabilities by their logarithm). Each round
 * fits every learner, ŵ = argmin loss(w) + ½ Σ ((w - m) / s)², takes how uncertain the fit is from Laplace's approximation, V = (Σ g g' + diag(s)⁻²)⁻¹ with g the slope of
 * the loss of one card, and moves the population: m = mean of ŵ; s² = (2 s₀² + Σ ((ŵ - m)² + diag V)) / (n + 2), with s₀ the spread of the published
 * trainer, or 1 where it has none. Last, s is multiplied by one factor of 1/16 to 1.41: the one with which learners predict best
 * what they answered later from what they answered first, with a prior from the other half of the learners. It brings s down where differences between
 * learners are smaller than their reviews can tell, or pass with time.
 *
 * All labels count alike here, as they do in `fitMemory` with this prior unless you ask for `recency`. The order of the learners does not matter. How far the
 * prior is to be trusted is in `fit.warnings`: where the factor is the tightest there is, it is hardly more than its centre, and learners were not found to differ.
 * A log that names `learners` for its cards is taken apart by them; one without is one learner, and the same name in two logs is two learners. Fails on what `replayMany` refuses in a log, on a log without `at`, on fewer than 4 learners with labels, and on unknown options.
 * Cost: 2 rounds' worth of some ten passes over all reviews for each round, and at most 21 fits of each learner's first reviews, of up to 30 iterations each, at the end.
 *
 * Source: Morris (1983, JASA 78) for empirical Bayes; Dempster, Laird and Rubin (1977) with Laplace's approximation (Tierney and Kadane 1986) for the rounds;
 * Berndt, Hall, Hall and Hausman (1974) for the information.
 *
 * @param options see `PopulationOptions`
 * @returns a function from a log that names its learners, or from several logs, to the population
 *
 * @example
 * ```ts
 * import { orThrow, simulate, spacing } from "learnlift";
 *
 * const { reviews } = orThrow(simulate.simulateReviewLog({ seed: 7, memory: "multiscale", learners: 8, reviewsPerLearner: 120 }));
 * const log = orThrow(spacing.gatherReviews()(reviews)); // names the learner of each card
 * const population = orThrow(spacing.fitPopulation({ trainer: spacing.sbdTrainer, rounds: 5 })(log));
 * population.fit.learners; // => 8
 * population.fit.loss < population.fit.startLoss; // => true
 * population.fit.warnings.map(({ code }) => code).includes("few-learners"); // => true
 * ```
 */
export const fitPopulation = <M extends MemoryModel, S extends MemoryState>(
  options: PopulationOptions<M, S>,
): ((logs: ReviewColumns | ReviewLog | readonly (ReviewColumns | ReviewLog)[]) => Result<PopulationPrior>) => {
  const steps = fitPopulationSteps(options);
  return (logs) => run(steps(logs));
};
