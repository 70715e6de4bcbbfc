import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, note, orDefault, readBoolean, readInteger, reading, readOptions } from "../../core/check/index.ts";
import { insufficientData, type Result } from "../../core/vocabulary/index.ts";
import type { MemoryModel } from "../memory.ts";
import { type Histories, readHistories } from "../readHistories.ts";
import type { ReviewColumns } from "../replayMany.ts";
import { rankByTime } from "../training/rankByTime.ts";
import { predictionRows } from "./predictRecall.ts";

/** How a log is cut. */
export interface ChronologicalFoldsOptions {
  /** How many folds are tested: whole, from 1 to 100. Default 5. */
  readonly folds?: number | undefined;
  /** Also test reviews on the same day as the one before. Default false. */
  readonly sameDay?: boolean | undefined;
}

/** The reviews to be predicted, in order of time over all cards, and where they are cut. */
export interface ChronologicalFolds {
  /** Rows of the log, in order of time; those at the same instant in the order of the log. */
  readonly rows: Uint32Array;
  /** Fold k, from 1, is tested on `rows` from `starts[k]` up to `starts[k + 1]`, after a fit to those before `starts[k]`. */
  readonly starts: Uint32Array;
}

const NAME = "spacing.chronologicalFolds";

/** Days are only compared here, whatever a model does with them. */
const ANY_MODEL: MemoryModel = {
  kind: "",
  version: 1,
  retention: 0.9,
  maximumIntervalDays: 36_500,
  elapsed: "exact",
};

/** How many folds, read. */
export const readFolds = (found: Found, value: unknown): number =>
  orDefault(value, 5, (folds) => readInteger(found, ["folds"], folds, { min: 1, max: 100 }));

/** Reads a log that has instants. */
export const readTimed = (
  found: Found,
  model: MemoryModel,
  reviews: unknown,
): Histories & { readonly at: Float64Array } => {
  const histories = readHistories(found, model, reviews);
  const { at } = histories;
  if (at === null) note(found, ["at"], "missing", "the instants of the reviews: folds follow time", undefined);
  return { ...histories, at: at ?? new Float64Array(0) };
};

/** Cuts rows, ascending, into so many equal parts and one more, the last one taking what is left. */
export const cutFolds = (rows: Uint32Array, at: Float64Array, folds: number): ChronologicalFolds => {
  // rows have instants, and places are below the number of rows, so each `as number` is true
  const ranks = rankByTime(Float64Array.from(rows, (row) => at[row] as number));
  const inOrder = new Uint32Array(rows.length);
  ranks.forEach((rank, place) => {
    inOrder[rank] = rows[place] as number;
  });
  const part = Math.floor(rows.length / (folds + 1));
  return {
    rows: inOrder,
    starts: Uint32Array.from({ length: folds + 2 }, (_, k) => (k > folds ? rows.length : k * part)),
  };
};

/** The rows that count. */
export const rowsWhere = (counts: Uint8Array): Uint32Array =>
  Uint32Array.from(counts, (_, row) => row).filter((row) => counts[row] === 1);

/**
 * How do we test on the future only? Cuts the reviews to be predicted into folds + 1 parts of equal size, in order of time over all cards;
 * the last part takes the remainder. Fold k is tested on part k + 1 and trained on all before it, so that nothing is predicted from what came
 * later, of no card.
 *
 * Predicted are reviews on a later study day than the one before; with `sameDay` all but the first of a card.
 *
 * Fails on options and columns that do not fit, on a log without instants, and with `InsufficientData` where there are fewer reviews than
 * parts. Cost: n log n.
 *
 * Source: fsrs-rs 6.5. Its own order is not by time; sklearn's `TimeSeriesSplit` gives the remainder to the first part.
 *
 * @param options `folds`, from 1 to 100, 5; `sameDay`, false
 * @returns a function from a log to the folds
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const start = Date.UTC(2025, 2, 3, 9);
 * const at = Float64Array.from([0, 1, 3, 6, 0, 2, 4, 5], (days) => start + days * 86_400_000);
 * const { rows, starts } = orThrow(
 *   spacing.chronologicalFolds({ folds: 2 })({ offsets: [0, 4, 8], grades: [3, 3, 3, 3, 3, 1, 3, 3], at }),
 * );
 * Array.from(rows); // => [1, 5, 2, 6, 7, 3]
 * Array.from(starts); // => [0, 2, 4, 6]
 * ```
 */
export const chronologicalFolds = (
  options?: ChronologicalFoldsOptions,
): ((reviews: ReviewColumns) => Result<ChronologicalFolds>) => {
  const settings = reading(NAME, (found) => {
    const given = readOptions(found, [], options, ["folds", "sameDay"]);
    return {
      folds: readFolds(found, given["folds"]),
      sameDay: orDefault(given["sameDay"], false, (value) => readBoolean(found, ["sameDay"], value)),
    };
  });
  return (reviews) => {
    if (isLeft(settings)) return settings;
    const { folds, sameDay } = settings.right;
    const read = reading(NAME, (found) => readTimed(found, ANY_MODEL, reviews));
    if (isLeft(read)) return read;
    const rows = rowsWhere(predictionRows(read.right, { sameDay, from: Number.NEGATIVE_INFINITY }));
    if (rows.length <= folds) return insufficientData(NAME, "reviews to predict", folds + 1, rows.length);
    return right(cutFolds(rows, read.right.at, folds));
  };
};
