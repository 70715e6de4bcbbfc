import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  note,
  orDefault,
  readBoolean,
  readChoice,
  readInstant,
  readInteger,
  reading,
  readOptions,
  readText,
} from "../../core/check/index.ts";
import { insufficientData, type Reason, type Result, reason } from "../../core/vocabulary/index.ts";
import { checkMemory } from "../checkMemory.ts";
import type { Memory, MemoryModel, MemoryState } from "../memory.ts";
import { readHistories } from "../readHistories.ts";
import type { ReviewColumns } from "../replayMany.ts";
import { type MemoryScores, memoryScores } from "./memoryScores.ts";
import { type PredictionRule, predictionRows, predictRecall } from "./predictRecall.ts";
import { weightsByRecency } from "./weightsByRecency.ts";

/** Which predictions are scored, and how they count. */
export interface MemoryEvaluationOptions {
  /** Also score reviews on the same day as the one before. Default false. */
  readonly sameDay?: boolean | undefined;
  /** Only score reviews at or after this instant, epoch milliseconds or a Date; those before it shape the memory only. */
  readonly from?: number | Date | undefined;
  /** `"equal"`: every prediction counts alike. `"recency"`: later ones count for more, up to four times as much. Default `"equal"`. */
  readonly weights?: "equal" | "recency" | undefined;
  /** Into how many groups the calibration curve is cut at most: whole, from 2 to 100. Default 10. */
  readonly groups?: number | undefined;
}

/** How well a memory model predicted a log. */
export interface MemoryEvaluation extends MemoryScores {
  /** The kind of the model. */
  readonly kind: string;
  /** What was read. */
  readonly counts: {
    /** Reviews in the log. */
    readonly reviews: number;
    /** Cards in the log. */
    readonly cards: number;
    /** Reviews that were not scored: first ones, those of the same day unless asked for, those before `from`. */
    readonly unscored: number;
  };
  /** What a reader must know before using the scores; `explain` words them. */
  readonly warnings: readonly Reason[];
}

/** The options, read. */
export interface EvaluationSettings extends PredictionRule {
  readonly weights: "equal" | "recency";
  readonly groups: number;
}

export const EVALUATION_KEYS: readonly string[] = ["sameDay", "from", "weights", "groups"];

/** Reads the options that evaluation, cross-validation and comparison share. */
export const readEvaluation = (found: Found, given: Readonly<Record<string, unknown>>): EvaluationSettings => ({
  sameDay: orDefault(given["sameDay"], false, (value) => readBoolean(found, ["sameDay"], value)),
  from: orDefault(given["from"], Number.NEGATIVE_INFINITY, (value) => readInstant(found, ["from"], value)),
  weights: orDefault(given["weights"], "equal", (value) => readChoice(found, ["weights"], value, ["equal", "recency"])),
  groups: orDefault(given["groups"], 10, (value) => readInteger(found, ["groups"], value, { min: 2, max: 100 })),
});

/** Notes a log without instants where a setting asks for them. */
export const needInstants = (found: Found, at: Float64Array | null, settings: EvaluationSettings): void => {
  if (at === null && (settings.weights === "recency" || settings.from > Number.NEGATIVE_INFINITY))
    note(found, ["at"], "missing", "the instants of the reviews, for weights by recency and for from", undefined);
};

/** Fewer predictions than this are few. */
const FEW = 100;

/** What to say about scores. */
export const scoreWarnings = ({ predictions, auc, logLoss, logLossOfConstant }: MemoryScores): readonly Reason[] => [
  ...(auc === null ? [reason("one-outcome-only", { predictions })] : []),
  ...(predictions < FEW ? [reason("few-predictions", { predictions })] : []),
  ...(auc !== null && logLoss >= logLossOfConstant
    ? [reason("no-better-than-constant", { logLoss, constant: logLossOfConstant })]
    : []),
];

const NAME = "spacing.evaluateMemory";

/**
 * Are the predictions right? Lets a memory model predict each review of a log from what happened before it, and scores what it said against
 * what happened: how surprised it was (log loss), how far off in situations that are alike (RMSE(bins)), whether it parts what is recalled
 * from what is forgotten (AUC), and whether 80 % means 80 % (ICI, bias, the calibration curve).
 *
 * By default the first review of a card and reviews on the same study day as the one before are not scored; they shape the memory. A log
 * with `elapsedDays` in place of `at` counts as later what came at least a day after. A model that was fitted to the same reviews looks
 * better than it is: score it on later ones with `from`, or use `crossValidateMemory`.
 *
 * Fails on options, memories and columns that do not fit, on `from` or recency weights where the log has no instants, and with
 * `InsufficientData` where no review is scored. Where all had one outcome, `auc` is `null`. Cost: linear in the reviews.
 *
 * Source: the metrics of srs-benchmark and fsrs-rs 6.5, reproduced on a real log; ICI: Austin & Steyerberg (2019).
 *
 * @param options `sameDay`, false; `from`, an instant; `weights`, `"equal"`, or `"recency"`, 0.25 + 0.75 (i / (n - 1))³ by rank i in
 *   time; `groups` of the curve, from 2 to 100, 10
 * @returns a function from a memory to a function from a log, such as `gatherReviews` gives, to the scores
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const { logLoss, predictions, auc } = orThrow(
 *   spacing.evaluateMemory()(memory)({
 *     offsets: [0, 3, 5],
 *     grades: [3, 3, 1, 1, 3],
 *     elapsedDays: [0, 2, 11, 0, 1],
 *   }),
 * );
 * predictions; // => 3
 * logLoss.toFixed(3); // => "0.887"
 * auc; // => 0.5
 * ```
 */
export const evaluateMemory = (
  options?: MemoryEvaluationOptions,
): (<M extends MemoryModel, S extends MemoryState>(
  memory: Memory<M, S>,
) => (reviews: ReviewColumns) => Result<MemoryEvaluation>) => {
  const settings = reading(NAME, (found) => readEvaluation(found, readOptions(found, [], options, EVALUATION_KEYS)));
  return (memory) => {
    const checked = checkMemory(NAME, memory);
    const named = isLeft(checked)
      ? checked
      : reading(NAME, (found) => readText(found, ["memory", "model", "kind"], memory.model.kind));
    return (reviews) => {
      if (isLeft(settings)) return settings;
      if (isLeft(named)) return named;
      const read = reading(NAME, (found) => {
        const histories = readHistories(found, memory.model, reviews);
        needInstants(found, histories.at, settings.right);
        return histories;
      });
      if (isLeft(read)) return read;
      const histories = read.right;
      const { weights, groups } = settings.right;
      const predictions = predictRecall(memory, histories, predictionRows(histories, settings.right));
      const n = predictions.row.length;
      if (n === 0) return insufficientData(NAME, "reviews to score", 1, 0);
      const { at } = histories;
      const scores = memoryScores(
        predictions,
        weights === "recency" && at !== null ? weightsByRecency(predictions.row, at) : null,
        groups,
      );
      const counts = {
        reviews: histories.grades.length,
        cards: histories.offsets.length - 1,
        unscored: histories.grades.length - n,
      };
      return right({ kind: named.right, ...scores, counts, warnings: scoreWarnings(scores) });
    };
  };
};
