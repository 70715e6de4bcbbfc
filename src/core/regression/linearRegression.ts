import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import {
  cholesky,
  crossProduct,
  crossProductScratch,
  crossVector,
  dependence,
  householder,
  matrixVector,
  solveCholesky,
} from "../numeric/matrix/index.ts";
import { type InsufficientData, insufficientData, type NotIdentified } from "../vocabulary/failure.ts";
import { collinear, type Design, type RegressionProblem, standardise } from "./design.ts";

/** A fitted linear regression. */
export interface LinearFit {
  /** "(intercept)" first, where there is one. */
  readonly names: readonly string[];
  /** In the order of `names`, for the columns as they came. */
  readonly coefficients: Float64Array;
  /** y minus what was fitted. */
  readonly residuals: Float64Array;
  /** Rows that were fitted. */
  readonly rows: number;
  /** Rows minus coefficients. */
  readonly degreesOfFreedom: number;
  /** Sum of squared residuals over `degreesOfFreedom`. */
  readonly residualVariance: number;
  /** Sum of squared residuals. */
  readonly residualSumOfSquares: number;
  /** The standardised columns and the factor L of Z'Z = L L': what the covariances are made of. */
  readonly design: Design;
  /** Lower triangle L, row-major. */
  readonly factor: Float64Array;
}

/** Cholesky serves while each column keeps this share of its sum of squares beside the others; below, QR takes over. */
const WELL_CONDITIONED = 1e-7;

/** QR calls a column dependent when its norm beside the others falls below this share of its own. */
const DEPENDENT = 1e-11;

/** A coefficient above this marks a column as involved in a dependence between standardised columns. */
const INVOLVED = 1e-6;

/**
 * Ordinary least squares on standardised columns: the Cholesky factor of the cross products with two corrections from the residuals
 * (Björck 1987, corrected seminormal equations), or Householder QR where columns are nearly collinear.
 *
 * Fails with the columns by name where they are collinear, and where there are fewer rows than coefficients plus one. Cost rows *
 * columns^2.
 */
export const linearRegression = (problem: RegressionProblem): Either<NotIdentified | InsufficientData, LinearFit> => {
  const { caller, rows, y } = problem;
  const wanted = problem.names.length + (problem.intercept === false ? 0 : 1) + 1;
  if (rows < wanted) return insufficientData(caller, "rows", wanted, rows);
  const standardised = standardise(problem);
  if (isLeft(standardised)) return standardised;
  const design = standardised.right;
  const { z, columns, names } = design;

  const factor = new Float64Array(columns * columns);
  crossProduct(z, rows, columns, factor, crossProductScratch(columns));
  const beta = new Float64Array(columns);
  const residuals = y.slice(0, rows);
  if (cholesky(factor, columns, WELL_CONDITIONED) < 0) {
    for (let pass = 0; pass < 3; pass += 1) correct(design, factor, y, beta, residuals);
  } else {
    const dependent = solveByQr(design, y, factor, beta);
    if (dependent >= 0) {
      const weights = dependence(factor, columns, dependent);
      const involved = names.filter(
        (_, j) => j === dependent || (j < dependent && Math.abs(weights[j] ?? 0) > INVOLVED),
      );
      return collinear(caller, involved);
    }
    subtractFitted(design, y, beta, residuals);
  }

  let residualSumOfSquares = 0;
  for (const residual of residuals) residualSumOfSquares += residual * residual;
  const degreesOfFreedom = rows - columns;
  const coefficients = new Float64Array(columns);
  matrixVector(design.transform, columns, columns, beta, coefficients);
  return right({
    names,
    coefficients,
    residuals,
    rows,
    degreesOfFreedom,
    residualVariance: residualSumOfSquares / degreesOfFreedom,
    residualSumOfSquares,
    design,
    factor,
  });
};

/** residuals := y - Z beta. */
const subtractFitted = (design: Design, y: Float64Array, beta: Float64Array, residuals: Float64Array): void => {
  matrixVector(design.z, design.rows, design.columns, beta, residuals);
  for (let i = 0; i < design.rows; i += 1) residuals[i] = (y[i] as number) - (residuals[i] as number); // in range: i < rows
};

/** beta += (Z'Z)^-1 Z' residuals, and the residuals that go with it. */
const correct = (
  design: Design,
  factor: Float64Array,
  y: Float64Array,
  beta: Float64Array,
  residuals: Float64Array,
): void => {
  const step = new Float64Array(design.columns);
  crossVector(design.z, design.rows, design.columns, residuals, step);
  solveCholesky(factor, design.columns, step);
  for (let j = 0; j < design.columns; j += 1) beta[j] = (beta[j] as number) + (step[j] as number); // in range: j < columns
  subtractFitted(design, y, beta, residuals);
};

/** Fills `factor` with R' and `beta` with R^-1 Q'y; returns -1, or the first column that follows from those before it. */
const solveByQr = (design: Design, y: Float64Array, factor: Float64Array, beta: Float64Array): number => {
  const { rows, columns } = design;
  const work = design.z.slice();
  const rotated = y.slice(0, rows);
  householder(work, rows, columns, rotated);
  // Each index below is in range: i, j < columns <= rows.
  for (let i = 0; i < columns; i += 1)
    for (let j = 0; j < columns; j += 1) factor[i * columns + j] = j <= i ? (work[j * columns + i] as number) : 0;
  for (let j = 0; j < columns; j += 1)
    if (!(Math.abs(factor[j * columns + j] as number) > DEPENDENT * Math.sqrt(rows))) return j;
  for (let i = columns - 1; i >= 0; i -= 1) {
    let sum = rotated[i] as number;
    for (let k = i + 1; k < columns; k += 1) sum -= (factor[k * columns + i] as number) * (beta[k] as number);
    beta[i] = sum / (factor[i * columns + i] as number);
  }
  return -1;
};
