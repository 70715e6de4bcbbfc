import { isLeft, right } from "fp-ts/lib/Either.js";
import {
  type Found,
  ifGiven,
  note,
  orDefault,
  readArray,
  readChoice,
  reading,
  readNumber,
  readObject,
  readOptions,
} from "../../core/check/index.ts";
import { studentTLowerTail, studentTQuantile } from "../../core/numeric/distributions/index.ts";
import { type Estimate, insufficientData, type Result, reason } from "../../core/vocabulary/index.ts";
import { checkMemory } from "../checkMemory.ts";
import type { Memory, MemoryModel, MemoryState } from "../memory.ts";
import { readHistories } from "../readHistories.ts";
import type { ReviewColumns } from "../replayMany.ts";
import { type MemoryEvaluationOptions, needInstants, readEvaluation } from "./evaluateMemory.ts";
import { lossOf } from "./memoryScores.ts";
import { predictionRows, predictRecall } from "./predictRecall.ts";
import { readLearners } from "./readLearners.ts";

/** Which predictions are compared, and what varies by chance. */
export interface CompareMemoriesOptions extends Pick<MemoryEvaluationOptions, "sameDay" | "from"> {
  /** Whose predictions stand or fall together: those of a learner, or those of a card. Default `"learner"` where the log names learners, else `"card"`. */
  readonly by?: "learner" | "card" | undefined;
  /** Of the interval, in (0, 1). Default 0.95. */
  readonly level?: number | undefined;
}

/** Columns of reviews, with the learner of each card where there are several. */
export interface ComparedReviews extends ReviewColumns {
  /** For each card whose memory it is. */
  readonly learners?: readonly string[] | undefined;
}

const NAME = "spacing.compareMemories";

/** Fewer learners or cards than this say little of how they vary. */
const FEW_CLUSTERS = 50;

/** For each card the number of its group. */
interface Groups {
  readonly by: "learner" | "card";
  readonly of: Uint32Array;
}

const readGroups = (found: Found, wanted: "learner" | "card" | undefined, reviews: unknown, cards: number): Groups => {
  const source = readObject(found, [], reviews, "columns of reviews")["learners"];
  const by = wanted ?? (source === undefined ? "card" : "learner");
  if (by === "card") return { by, of: Uint32Array.from({ length: cards }, (_, c) => c) };
  return { by, of: readLearners(found, source, cards) };
};

/**
 * Which of two models predicts better, and is that more than chance? The difference in log loss, second less first, on the same reviews:
 * below 0 the second is better. The interval is by Student's t over learners, or cards, as groups: with D the sum of a group's
 * differences, n its predictions, d the difference, and G groups, the squared standard error is G / (G - 1) · Σ (D - d n)² / N².
 *
 * It holds for learners, or cards, like these. Weights that were fitted to the same reviews look better than they are: take later ones, with
 * `from`.
 *
 * Fails on options, memories and columns that do not fit, on `by: "learner"` without learners, and with `InsufficientData` where fewer than
 * two groups have a prediction. Cost: linear in the reviews.
 *
 * @param options `by`, `"learner"` or `"card"`; `level`, 0.95; `sameDay`, false; `from`, an instant
 * @returns a function from two memories to a function from a log to the estimate; `diagnostics` holds the log loss of each
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const usual = orThrow(spacing.createMemory(spacing.fsrs6)());
 * const weights = spacing.FSRS6_WEIGHTS.map((weight, k) => (k < 4 ? weight / 2 : weight));
 * const quick = orThrow(spacing.createMemory(spacing.fsrs6)({ weights })); // forgets twice as fast at first
 * const { estimate, interval } = orThrow(
 *   spacing.compareMemories()([usual, quick])({
 *     offsets: [0, 2, 4, 6],
 *     grades: [3, 3, 3, 3, 3, 1],
 *     elapsedDays: [0, 2, 0, 3, 0, 2],
 *   }),
 * );
 * estimate?.toFixed(3); // => "-0.108"
 * interval.method; // => "t over 3 cards"
 * ```
 */
export const compareMemories = (
  options?: CompareMemoriesOptions,
): (<M extends MemoryModel, S extends MemoryState, N extends MemoryModel, T extends MemoryState>(
  memories: readonly [first: Memory<M, S>, second: Memory<N, T>],
) => (reviews: ComparedReviews) => Result<Estimate>) => {
  const settings = reading(NAME, (found) => {
    const given = readOptions(found, [], options, ["by", "level", "sameDay", "from"]);
    return {
      by: ifGiven(given["by"], (value) => readChoice<"learner" | "card">(found, ["by"], value, ["learner", "card"])),
      level: orDefault(given["level"], 0.95, (value) => readNumber(found, ["level"], value, { above: 0, below: 1 })),
      ...readEvaluation(found, given),
    };
  });
  return (memories) => {
    const pair = reading(NAME, (found) => {
      const both = readArray(found, ["memories"], memories, (memory) => memory);
      if (both.length !== 2) note(found, ["memories"], "inconsistent", "two memories", memories);
      return memories;
    });
    return (reviews) => {
      if (isLeft(settings)) return settings;
      if (isLeft(pair)) return pair;
      const [one, other] = pair.right;
      const first = checkMemory(NAME, one);
      if (isLeft(first)) return first;
      const second = checkMemory(NAME, other);
      if (isLeft(second)) return second;
      const read = reading(NAME, (found) => {
        const histories = readHistories(found, first.right.model, reviews);
        const otherwise = readHistories(found, second.right.model, reviews);
        needInstants(found, histories.at, settings.right);
        const cards = Math.max(0, histories.offsets.length - 1);
        return { histories, otherwise, groups: readGroups(found, settings.right.by, reviews, cards) };
      });
      if (isLeft(read)) return read;
      const { histories, otherwise, groups: grouping } = read.right;
      const { by, of: groups } = grouping;
      const a = predictRecall(first.right, histories, predictionRows(histories, settings.right));
      const b = predictRecall(second.right, otherwise, predictionRows(otherwise, settings.right));
      const size = groups.reduce((most, group) => Math.max(most, group + 1), 0);
      const sums = new Float64Array(size);
      const counts = new Float64Array(size);
      let firstLoss = 0;
      let secondLoss = 0;
      const n = a.row.length;
      for (let k = 0; k < n; k += 1) {
        // k < n, and every card has a group, so each `as number` is true
        const recalled = a.recalled[k] as number;
        const group = groups[a.card[k] as number] as number;
        const x = lossOf(a.recall[k] as number, recalled);
        const y = lossOf(b.recall[k] as number, recalled);
        firstLoss += x;
        secondLoss += y;
        sums[group] = (sums[group] as number) + y - x;
        counts[group] = (counts[group] as number) + 1;
      }
      const clusters = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
      if (clusters < 2) return insufficientData(NAME, `${by}s with a review to score`, 2, clusters);
      const difference = (secondLoss - firstLoss) / n;
      let squares = 0;
      for (let group = 0; group < size; group += 1)
        squares += ((sums[group] as number) - difference * (counts[group] as number)) ** 2; // group < size
      const standardError = Math.sqrt((clusters / (clusters - 1)) * squares) / n;
      const { level } = settings.right;
      const half = studentTQuantile((1 + level) / 2, clusters - 1) * standardError;
      const statistic = difference / standardError;
      return right({
        estimand: "difference in log loss, second less first",
        scale: "nats a prediction",
        evidence: "descriptive",
        estimate: difference,
        standardError: { value: standardError, kind: `clustered by ${by}` },
        interval: {
          lower: difference - half,
          upper: difference + half,
          level,
          kind: "confidence",
          method: `t over ${clusters} ${by}s`,
        },
        ...(standardError > 0
          ? {
              test: {
                name: "t",
                statistic,
                degreesOfFreedom: clusters - 1,
                pValue: 2 * studentTLowerTail(-Math.abs(statistic), clusters - 1),
                alternative: "two-sided",
              },
            }
          : {}),
        n: { rows: n, clusters },
        diagnostics: { firstLogLoss: firstLoss / n, secondLogLoss: secondLoss / n },
        warnings: clusters < FEW_CLUSTERS ? [reason("few-clusters", { clusters, by, few: FEW_CLUSTERS })] : [],
      });
    };
  };
};
