import type { Either } from "fp-ts/lib/Either.js";
import { left, right } from "fp-ts/lib/Either.js";
import type { NotIdentified } from "../vocabulary/failure.ts";
import { reason } from "../vocabulary/reason.ts";

/** What a regression is fitted on. */
export interface RegressionProblem {
  /** The public function that asks, for failures. */
  readonly caller: string;
  /** Row-major `rows` x `names.length`, without a column of ones. Finite. */
  readonly x: Float64Array;
  /** One outcome a row. Finite. */
  readonly y: Float64Array;
  /** Rows of `x`. */
  readonly rows: number;
  /** One name a column of `x`. */
  readonly names: readonly string[];
  /** Whether the fit has an intercept. Default true. */
  readonly intercept?: boolean;
}

/** How the intercept is called in results and failures. */
export const INTERCEPT = "(intercept)";

/**
 * Columns of mean 0 and root mean square 1 (with an intercept: after a column of ones; without: not centred), and the way back:
 * `transform` (row-major `columns` x `columns`) takes their coefficients to those of the raw columns.
 */
export interface Design {
  /** Row-major `rows` x `columns`. */
  readonly z: Float64Array;
  /** Rows of `z`. */
  readonly rows: number;
  /** Columns of `z`, the one of ones included. */
  readonly columns: number;
  /** One name a column, "(intercept)" for that of ones. */
  readonly names: readonly string[];
  /** Row-major `columns` x `columns`. */
  readonly transform: Float64Array;
}

/** A failure for columns that follow from one another. */
export const collinear = (caller: string, involved: readonly string[]): Either<NotIdentified, never> =>
  left({
    _tag: "NotIdentified",
    in: caller,
    what: "the coefficients",
    involved,
    because: reason("collinear-columns", { columns: involved.join(", ") }),
  });

/** A failure for a column that is constant beside an intercept, or all zero. */
const constantColumn = (caller: string, column: string): Either<NotIdentified, never> =>
  left({
    _tag: "NotIdentified",
    in: caller,
    what: "the coefficients",
    involved: [column],
    because: reason("constant-column", { columns: column }),
  });

/** A column whose spread is below this share of its size is constant but for rounding. */
const CONSTANT = 1e-13;

/**
 * Centres and scales the columns, so that neither the origin nor the unit of a column costs digits. Fails, naming the column, where
 * one is constant beside an intercept, or all zero.
 */
export const standardise = (problem: RegressionProblem): Either<NotIdentified, Design> => {
  const { x, rows, names, caller } = problem;
  const shift = problem.intercept === false ? 0 : 1;
  const raw = names.length;
  const columns = raw + shift;
  const means = new Float64Array(raw);
  if (shift === 1) {
    // twice: the second pass takes off what rounding left in the first
    addMeans(x, rows, raw, means);
    addMeans(x, rows, raw, means);
  }
  const scales = new Float64Array(raw);
  const constant = rootMeanSquares(x, rows, raw, means, scales);
  if (constant >= 0) return constantColumn(caller, names[constant] as string); // constant < raw

  // Below, i < rows and j < raw, so every index is in range and each `as number` holds.
  const z = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i += 1) {
    const from = i * raw;
    const to = i * columns + shift;
    if (shift === 1) z[to - 1] = 1;
    for (let j = 0; j < raw; j += 1)
      z[to + j] = ((x[from + j] as number) - (means[j] as number)) / (scales[j] as number);
  }
  const transform = new Float64Array(columns * columns);
  if (shift === 1) transform[0] = 1;
  for (let j = 0; j < raw; j += 1) {
    const scale = scales[j] as number;
    transform[(j + shift) * columns + j + shift] = 1 / scale;
    if (shift === 1) transform[j + 1] = -(means[j] as number) / scale;
  }
  return right({ z, rows, columns, names: shift === 1 ? [INTERCEPT, ...names] : [...names], transform });
};

/** means += the mean of each column's distance from them. */
const addMeans = (x: Float64Array, rows: number, columns: number, means: Float64Array): void => {
  const sums = new Float64Array(columns);
  for (let i = 0; i < rows; i += 1) {
    const base = i * columns;
    // in range: i < rows and j < columns
    for (let j = 0; j < columns; j += 1)
      sums[j] = (sums[j] as number) + ((x[base + j] as number) - (means[j] as number));
  }
  for (let j = 0; j < columns; j += 1) means[j] = (means[j] as number) + (sums[j] as number) / rows;
};

/** Fills `scales` with the root mean squares about the means; returns -1, or the first column that is constant. */
const rootMeanSquares = (
  x: Float64Array,
  rows: number,
  columns: number,
  means: Float64Array,
  scales: Float64Array,
): number => {
  const largest = new Float64Array(columns);
  for (let i = 0; i < rows; i += 1) {
    const base = i * columns;
    // in range: i < rows and j < columns
    for (let j = 0; j < columns; j += 1) {
      const value = x[base + j] as number;
      const distance = value - (means[j] as number);
      scales[j] = (scales[j] as number) + distance * distance;
      if (Math.abs(value) > (largest[j] as number)) largest[j] = Math.abs(value);
    }
  }
  for (let j = 0; j < columns; j += 1) {
    scales[j] = Math.sqrt((scales[j] as number) / rows);
    // "not above" is true for NaN as well
    if (!((scales[j] as number) > CONSTANT * (largest[j] as number))) return j;
  }
  return -1;
};
