import { isLeft, right } from "fp-ts/lib/Either.js";
import { checkFunctions, namedAfter, reading, readObject, readOptions, readText } from "../../core/check/index.ts";
import { insufficientData, type Reason, type Result, run, type Steps } from "../../core/vocabulary/index.ts";
import type { MemoryAlgorithm, MemoryModel, MemoryState } from "../memory.ts";
import type { ReviewColumns } from "../replayMany.ts";
import { cutFolds, readFolds, readTimed, rowsWhere } from "./chronologicalFolds.ts";
import { EVALUATION_KEYS, type MemoryEvaluationOptions, readEvaluation, scoreWarnings } from "./evaluateMemory.ts";
import { before, fitted } from "./fittedBefore.ts";
import { type MemoryScores, memoryScores } from "./memoryScores.ts";
import { type Predictions, predictionRows, predictRecall } from "./predictRecall.ts";
import { weightsByRecency } from "./weightsByRecency.ts";

/** What is tried, and how. */
export interface CrossValidationOptions<M extends MemoryModel, S extends MemoryState>
  extends Omit<MemoryEvaluationOptions, "from"> {
  /** The algorithm whose models are fitted: `fsrs6`. */
  readonly algorithm: MemoryAlgorithm<M, S>;
  /** Fits a model to a log: `fitMemory(…)`, or a function of your own. It is called once a fold, with what came before the fold. */
  readonly fit: (reviews: ReviewColumns) => Result<{
    /** The fitted model. */
    readonly model: M;
  }>;
  /** How many folds: whole, from 1 to 100. Default 5. */
  readonly folds?: number | undefined;
}

/** One fold. */
export interface MemoryFold<M extends MemoryModel = MemoryModel> {
  /** Reviews to be predicted that came before it, and could be learned from. */
  readonly trained: number;
  /** Reviews it was tested on. */
  readonly tested: number;
  /** The model that was fitted before it. */
  readonly model: M;
}

/** How well fitted models predicted what came after their fit: scores over the predictions of all folds together. */
export interface CrossValidation<M extends MemoryModel = MemoryModel> extends MemoryScores {
  /** The kind of the models. */
  readonly kind: string;
  /** The folds, in order of time. */
  readonly folds: readonly MemoryFold<M>[];
  /** What the algorithm's default model scores on the same predictions: a fit is worth its while where it scores lower. */
  readonly unfitted: MemoryScores;
  /** What a reader must know before using the scores; `explain` words them. */
  readonly warnings: readonly Reason[];
}

const NAME = "spacing.crossValidateMemory";
const STEPS = "spacing.crossValidateMemorySteps";

// Rows below are below the number of rows, cards below the number of cards, places below the number of folds, so each `as number` is true.

/**
 * `crossValidateMemory`, handed over fold by fold: drive it with `run` or `runAsync`.
 *
 * @param options as there
 * @returns a function from a log to the steps, one a fold
 *
 * @example
 * ```ts
 * import { orThrow, run, spacing } from "learnlift";
 * import { right } from "fp-ts/lib/Either.js";
 *
 * const fit = () => right({ model: spacing.fsrs6.defaults });
 * const start = Date.UTC(2025, 2, 3, 9);
 * const at = Float64Array.from([0, 1, 3, 6, 0, 2, 4, 5], (days) => start + days * 86_400_000);
 * const steps = spacing.crossValidateMemorySteps({ algorithm: spacing.fsrs6, fit, folds: 2 })({
 *   offsets: [0, 4, 8],
 *   grades: [3, 3, 3, 3, 3, 1, 3, 3],
 *   at,
 * });
 * orThrow(run(steps)).predictions; // => 4
 * ```
 */
export const crossValidateMemorySteps =
  <M extends MemoryModel, S extends MemoryState>(
    options: CrossValidationOptions<M, S>,
  ): ((reviews: ReviewColumns) => Steps<CrossValidation<M>>) =>
  (reviews) =>
    validating(STEPS, options, reviews);

/**
 * How well will a fitted memory model predict reviews that it has not seen? Cuts the log as `chronologicalFolds` does; before each fold a
 * model is fitted to everything that came earlier, over all cards, and predicts the fold. The scores are those of all folds' predictions
 * together. Reviews before a predicted one, also those of its own fold, shape the memory of its card, as they do in use; they teach the
 * model no weights.
 *
 * Fails on options and columns that do not fit, on a log without instants, with `InsufficientData` where there are fewer reviews to predict
 * than parts, and with the failure of `fit` where it fails. Cost: as many fits as there are folds.
 *
 * Source: the splits of fsrs-rs 6.5, in order of time (its own are not).
 *
 * @param options `algorithm`; `fit`, a function from a log to a Result with a `model`; `folds`, from 1 to 100, 5; `sameDay`, `weights` and
 *   `groups` as in `evaluateMemory`
 * @returns a function from a log to the scores
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 * import { right } from "fp-ts/lib/Either.js";
 *
 * const fit = () => right({ model: spacing.fsrs6.defaults }); // a fit that learns nothing
 * const start = Date.UTC(2025, 2, 3, 9);
 * const at = Float64Array.from([0, 1, 3, 6, 0, 2, 4, 5], (days) => start + days * 86_400_000);
 * const { folds, predictions, logLoss, unfitted } = orThrow(
 *   spacing.crossValidateMemory({ algorithm: spacing.fsrs6, fit, folds: 2 })({
 *     offsets: [0, 4, 8],
 *     grades: [3, 3, 3, 3, 3, 1, 3, 3],
 *     at,
 *   }),
 * );
 * folds.map(({ trained, tested }) => [trained, tested]); // => [[2, 2], [4, 2]]
 * predictions; // => 4
 * logLoss === unfitted.logLoss; // => true
 * ```
 */
export const crossValidateMemory =
  <M extends MemoryModel, S extends MemoryState>(
    options: CrossValidationOptions<M, S>,
  ): ((reviews: ReviewColumns) => Result<CrossValidation<M>>) =>
  (reviews) =>
    run(validating(NAME, options, reviews));

function* validating<M extends MemoryModel, S extends MemoryState>(
  name: string,
  options: CrossValidationOptions<M, S>,
  reviews: ReviewColumns,
): Steps<CrossValidation<M>> {
  const settings = reading(name, (found) => {
    const given = readOptions(found, [], options ?? null, [
      "algorithm",
      "fit",
      "folds",
      ...EVALUATION_KEYS.filter((key) => key !== "from"),
    ]);
    const algorithm = readObject(found, ["algorithm"], given["algorithm"], "a memory algorithm such as fsrs6");
    checkFunctions(found, ["algorithm"], algorithm, ["parse", "prepare"]);
    readObject(found, ["algorithm", "defaults"], algorithm["defaults"]);
    checkFunctions(found, [], given, ["fit"]);
    return {
      kind: readText(found, ["algorithm", "kind"], algorithm["kind"]),
      algorithm: algorithm as unknown as MemoryAlgorithm<M, S>, // looked at just now
      fit: given["fit"] as CrossValidationOptions<M, S>["fit"], // a function, or an issue
      folds: readFolds(found, given["folds"]),
      ...readEvaluation(found, given),
    };
  });
  if (isLeft(settings)) return settings;
  const { kind, algorithm, fit, folds, sameDay, weights, groups } = settings.right;
  const prepared = (model: unknown) => {
    const parsed = namedAfter(name, algorithm.parse(model));
    return isLeft(parsed) ? parsed : right({ model: parsed.right, kernel: algorithm.prepare(parsed.right) });
  };
  const standard = prepared(algorithm.defaults);
  if (isLeft(standard)) return standard;
  const read = reading(name, (found) => readTimed(found, standard.right.model, reviews));
  if (isLeft(read)) return read;
  const histories = read.right;
  const all = rowsWhere(predictionRows(histories, { sameDay, from: Number.NEGATIVE_INFINITY }));
  if (all.length <= folds) return insufficientData(name, "reviews to predict", folds + 1, all.length);
  const { rows, starts } = cutFolds(all, histories.at, folds);
  const recall = new Float64Array(histories.grades.length);
  const done: MemoryFold<M>[] = [];
  for (let fold = 1; fold <= folds; fold += 1) {
    const start = starts[fold] as number;
    const end = starts[fold + 1] as number;
    const model = fitted(name, fit, before(histories, rows[start] as number));
    if (isLeft(model)) return model;
    const memory = prepared(model.right);
    if (isLeft(memory)) return memory;
    const counts = new Uint8Array(recall.length);
    for (let place = start; place < end; place += 1) counts[rows[place] as number] = 1;
    const predicted = predictRecall(memory.right, histories, counts);
    predicted.row.forEach((row, k) => {
      recall[row] = predicted.recall[k] as number;
    });
    done.push({ trained: start, tested: end - start, model: memory.right.model });
    yield { phase: `fold ${fold} of ${folds}`, done: fold, total: folds };
  }
  const tested = new Uint8Array(recall.length);
  for (let place = starts[1] as number; place < rows.length; place += 1) tested[rows[place] as number] = 1;
  const unfitted = predictRecall(standard.right, histories, tested);
  const pooled: Predictions = { ...unfitted, recall: Float64Array.from(unfitted.row, (row) => recall[row] as number) };
  const weighing = weights === "recency" ? weightsByRecency(pooled.row, histories.at) : null;
  const scores = memoryScores(pooled, weighing, groups);
  return right({
    kind,
    ...scores,
    folds: done,
    unfitted: memoryScores(unfitted, weighing, groups),
    warnings: scoreWarnings(scores),
  });
}
