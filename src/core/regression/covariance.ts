import { type Either, left, right } from "fp-ts/lib/Either.js";
import { crossProductScratch, invertCholesky, matrixProduct, weightedCrossProduct } from "../numeric/matrix/index.ts";
import type { NotIdentified } from "../vocabulary/failure.ts";
import { reason } from "../vocabulary/reason.ts";
import type { Design } from "./design.ts";
import { leverage } from "./leverage.ts";
import type { LinearFit } from "./linearRegression.ts";

/** Heteroscedasticity-consistent covariances (MacKinnon & White 1985; Long & Ervin 2000). */
export type RobustKind = "HC0" | "HC1" | "HC2" | "HC3";

/** A row whose leverage is nearer to 1 than this has a residual of 0 whatever its outcome was. */
const ALONE = 1e-10;

/**
 * T C T': a covariance of standardised coefficients turned into that of the raw ones, symmetric to the last bit. Row-major `columns` x
 * `columns`.
 */
export const rawCovariance = (design: Design, standardised: Float64Array): Float64Array => {
  const { columns, transform } = design;
  const half = new Float64Array(columns * columns);
  matrixProduct(transform, standardised, columns, columns, columns, half);
  const covariance = new Float64Array(columns * columns);
  // in range: i, j, k < columns
  for (let i = 0; i < columns; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = 0;
      for (let k = 0; k < columns; k += 1)
        sum += (half[i * columns + k] as number) * (transform[j * columns + k] as number);
      covariance[i * columns + j] = sum;
      covariance[j * columns + i] = sum;
    }
  }
  return covariance;
};

/** (Z'Z)^-1, from the factor of a fit. */
const inverse = (fit: LinearFit): Float64Array => {
  const { columns } = fit.design;
  const out = new Float64Array(columns * columns);
  invertCholesky(fit.factor, columns, out);
  return out;
};

/** s^2 (X'X)^-1: right where all rows have errors of one variance. Row-major, in the order of the coefficients. */
export const classicalCovariance = (fit: LinearFit): Float64Array => {
  const covariance = inverse(fit);
  for (let at = 0; at < covariance.length; at += 1) covariance[at] = fit.residualVariance * (covariance[at] as number); // in range
  return rawCovariance(fit.design, covariance);
};

/**
 * (X'X)^-1 X' diag(w) X (X'X)^-1 with w = e^2 (HC0), e^2 n / (n - k) (HC1), e^2 / (1 - h) (HC2), e^2 / (1 - h)^2 (HC3), for residuals e
 * and leverages h. Row-major, in the order of the coefficients.
 *
 * HC2 and HC3 are undefined where h = 1: the row alone determines a coefficient. That fails, naming the first such row (from 0).
 */
export const robustCovariance = (
  caller: string,
  fit: LinearFit,
  kind: RobustKind,
): Either<NotIdentified, Float64Array> => {
  const { rows, design, residuals } = fit;
  const { columns } = design;
  const weights = new Float64Array(rows);
  const h = kind === "HC2" || kind === "HC3" ? leverage(fit) : null;
  const factor = kind === "HC1" ? rows / fit.degreesOfFreedom : 1;
  for (let i = 0; i < rows; i += 1) {
    const square = (residuals[i] as number) ** 2; // in range: i < rows
    const rest = h === null ? 1 : 1 - (h[i] as number);
    if (rest < ALONE) return aloneInItsRow(caller, i);
    weights[i] = (square * factor) / (kind === "HC3" ? rest * rest : rest);
  }
  const meat = new Float64Array(columns * columns);
  weightedCrossProduct(design.z, weights, rows, columns, meat, crossProductScratch(columns));
  const bread = inverse(fit);
  const half = new Float64Array(columns * columns);
  matrixProduct(bread, meat, columns, columns, columns, half);
  const covariance = new Float64Array(columns * columns);
  matrixProduct(half, bread, columns, columns, columns, covariance);
  return right(rawCovariance(design, covariance));
};

const aloneInItsRow = (caller: string, row: number): Either<NotIdentified, never> =>
  left({
    _tag: "NotIdentified",
    in: caller,
    what: "the standard errors",
    involved: [`row ${row}`],
    because: reason("leverage-of-one", { row }),
  });
