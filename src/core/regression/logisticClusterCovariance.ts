import type { Either } from "fp-ts/lib/Either.js";
import type { InsufficientData, NotIdentified } from "../vocabulary/failure.ts";
import { type ClusterCovariance, clusterCovariance, type LeastSquares } from "./clusterCovariance.ts";
import type { LogisticFit, LogisticProblem } from "./logisticRegression.ts";

/**
 * CR2 for a logistic regression whose rows come in clusters: that of the weighted least squares with which Newton's rule ends
 * (McCaffrey & Bell 2006), with Satterthwaite's degrees of freedom.
 *
 * With v = w p (1 - p), the rows are z √v and the residuals w (y - p) / √v, so that their cross product is the information and the sums of row times
 * residual are the scores. Only these sums enter: rows that are alike may be one row with a weight. With (I - S_g)^(-1/2) left out it is the
 * plain sandwich.
 *
 * Fails as `clusterCovariance` does.
 *
 * @param problem - what was fitted.
 * @param fit - what came of it.
 * @param cluster - for each row a number from 0 to `clusters` - 1.
 * @param wanted - the coefficients that are asked for, by index; all of them by default.
 * Cost: rows * columns^2 + clusters * columns^3.
 */
export const logisticClusterCovariance = (
  problem: LogisticProblem,
  fit: LogisticFit,
  cluster: Int32Array,
  clusters: number,
  wanted?: readonly number[],
): Either<InsufficientData | NotIdentified, ClusterCovariance> =>
  clusterCovariance(problem.caller, lastLeastSquares(problem, fit), cluster, clusters, wanted);

/** The least squares problem of the last step, whose solution is no step at all. */
const lastLeastSquares = ({ y, weights, rows }: LogisticProblem, fit: LogisticFit): LeastSquares => {
  const { design, factor, fitted, names } = fit;
  const { columns } = design;
  const z = design.z.slice();
  const residuals = new Float64Array(rows);
  // in range: i < rows and j < columns
  for (let i = 0; i < rows; i += 1) {
    const p = fitted[i] as number;
    const weight = weights === undefined ? 1 : (weights[i] as number);
    const root = Math.sqrt(weight * p * (1 - p));
    for (let j = 0; j < columns; j += 1) z[i * columns + j] = root * (z[i * columns + j] as number);
    // a row without curvature (no weight, or told without error) pulls at nothing
    residuals[i] = root > 0 ? (weight * ((y[i] as number) - p)) / root : 0;
  }
  return { names, design: { ...design, z }, factor, residuals, rows };
};
