import { type Either, right } from "fp-ts/lib/Either.js";
import { matrixProduct, solveLower, solveLowerTransposed, symmetricEigen } from "../numeric/matrix/index.ts";
import { type InsufficientData, insufficientData } from "../vocabulary/failure.ts";
import { rawCovariance } from "./covariance.ts";
import { orthonormalRows } from "./leverage.ts";
import type { LinearFit } from "./linearRegression.ts";

/** The CR2 covariance of the coefficients, and the degrees of freedom of each coefficient's t. */
export interface ClusterCovariance {
  /** Row-major, in the order of the coefficients. */
  readonly covariance: Float64Array;
  /** Satterthwaite's, one a coefficient. */
  readonly degreesOfFreedom: Float64Array;
  readonly clusters: number;
}

/** Directions that a cluster determines alone (an eigenvalue of 1) carry no residual; their inverse root is taken as 0. */
const ALONE = 1e-10;

/**
 * The bias-reduced linearisation covariance for clustered rows (CR2; Bell & McCaffrey 2002; Pustejovsky & Tipton 2018, equations 5 to 11,
 * with independent errors of one variance as the working model).
 *
 * With the orthonormal rows U of the design and S_g = U_g'U_g, the adjusted residuals of cluster g project to
 * m_g = (I - S_g)^(-1/2) U_g'e_g, and the covariance is (L')^-1 (sum of m_g m_g') L^-1.
 *
 * @param cluster - for each row a number from 0 to `clusters` - 1.
 * Cost: rows * columns^2 + clusters * columns^3. Fails with fewer than two clusters.
 */
export const clusterCovariance = (
  caller: string,
  fit: LinearFit,
  cluster: Int32Array,
  clusters: number,
): Either<InsufficientData, ClusterCovariance> => {
  if (clusters < 2) return insufficientData(caller, "clusters", 2, clusters);
  const { columns, transform } = fit.design;
  const size = columns * columns;
  const { spread, scores } = clusterSums(fit, cluster, clusters);

  // For coefficient j, w_j = L^-1 T' e_j, so that its variance is the sum of (m_g' w_j)^2.
  const directions: Float64Array[] = [];
  for (let j = 0; j < columns; j += 1) {
    const w = transform.slice(j * columns, (j + 1) * columns);
    solveLower(fit.factor, columns, w);
    directions.push(w);
  }

  const meat = new Float64Array(size);
  const satterthwaite = directions.map(() => ({ trace: 0, squares: 0, cross: 0, outer: new Float64Array(size) }));
  const root = new Float64Array(size);
  const rooted = new Float64Array(columns);
  const projected = new Float64Array(columns);
  for (let g = 0; g < clusters; g += 1) {
    const s = spread.subarray(g * size, (g + 1) * size);
    inverseRoot(s, columns, root);
    multiply(root, columns, scores.subarray(g * columns, (g + 1) * columns), rooted);
    addOuter(meat, columns, rooted);
    for (let j = 0; j < columns; j += 1) {
      // v_g = A_g U_g w: d = v_g'v_g and q = U'v_g; then p_g'p_h = [g = h] d - q_g'q_h
      const direction = directions[j] as Float64Array; // j < columns
      const sums = satterthwaite[j] as (typeof satterthwaite)[number]; // j < columns
      multiply(root, columns, direction, rooted);
      multiply(s, columns, rooted, projected);
      const d = dot(rooted, projected);
      const qq = dot(projected, projected);
      sums.trace += d - qq;
      sums.squares += d * d;
      sums.cross += d * qq;
      addOuter(sums.outer, columns, projected);
    }
  }

  const degreesOfFreedom = Float64Array.from(satterthwaite, ({ trace, squares, cross, outer }) => {
    return (trace * trace) / (squares - 2 * cross + dot(outer, outer));
  });
  return right({ covariance: rawCovariance(fit.design, sandwich(fit, meat)), degreesOfFreedom, clusters });
};

// Below, matrices are row-major columns x columns, g < clusters and i, j < columns, so each `as number` holds.

/** S_g = U_g'U_g and U_g'e_g for each cluster. */
const clusterSums = (
  fit: LinearFit,
  cluster: Int32Array,
  clusters: number,
): { readonly spread: Float64Array; readonly scores: Float64Array } => {
  const { columns } = fit.design;
  const u = orthonormalRows(fit);
  const spread = new Float64Array(clusters * columns * columns);
  const scores = new Float64Array(clusters * columns);
  for (let row = 0; row < fit.rows; row += 1) {
    const g = cluster[row] as number;
    const residual = fit.residuals[row] as number;
    for (let i = 0; i < columns; i += 1) {
      const ui = u[row * columns + i] as number;
      scores[g * columns + i] = (scores[g * columns + i] as number) + ui * residual;
      const base = (g * columns + i) * columns;
      for (let j = 0; j < columns; j += 1)
        spread[base + j] = (spread[base + j] as number) + ui * (u[row * columns + j] as number);
    }
  }
  return { spread, scores };
};

/** (I - S)^(-1/2) into `out`. */
const inverseRoot = (s: Float64Array, columns: number, out: Float64Array): void => {
  const { values, vectors } = symmetricEigen(s, columns);
  out.fill(0);
  for (let k = 0; k < columns; k += 1) {
    const rest = 1 - (values[k] as number);
    if (rest < ALONE) continue;
    const factor = 1 / Math.sqrt(rest);
    for (let i = 0; i < columns; i += 1)
      for (let j = 0; j < columns; j += 1)
        out[i * columns + j] =
          (out[i * columns + j] as number) +
          factor * (vectors[i * columns + k] as number) * (vectors[j * columns + k] as number);
  }
};

const multiply = (m: Float64Array, columns: number, v: Float64Array, out: Float64Array): void =>
  matrixProduct(m, v, columns, columns, 1, out);

const addOuter = (m: Float64Array, columns: number, v: Float64Array): void => {
  for (let i = 0; i < columns; i += 1)
    for (let j = 0; j < columns; j += 1)
      m[i * columns + j] = (m[i * columns + j] as number) + (v[i] as number) * (v[j] as number);
};

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

/** (L')^-1 M L^-1 for a symmetric M. */
const sandwich = (fit: LinearFit, m: Float64Array): Float64Array => {
  const { columns } = fit.design;
  const half = m.slice();
  for (let i = 0; i < columns; i += 1)
    solveLowerTransposed(fit.factor, columns, half.subarray(i * columns, (i + 1) * columns));
  const out = new Float64Array(columns * columns);
  for (let j = 0; j < columns; j += 1) {
    const column = new Float64Array(columns);
    for (let i = 0; i < columns; i += 1) column[i] = half[i * columns + j] as number;
    solveLowerTransposed(fit.factor, columns, column);
    for (let i = 0; i < columns; i += 1) out[i * columns + j] = column[i] as number;
  }
  return out;
};
