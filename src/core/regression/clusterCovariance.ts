import { type Either, left, right } from "fp-ts/lib/Either.js";
import { matrixProduct, solveLower, solveLowerTransposed, symmetricEigen } from "../numeric/matrix/index.ts";
import { type InsufficientData, insufficientData, type NotIdentified } from "../vocabulary/failure.ts";
import { reason } from "../vocabulary/reason.ts";
import { rawCovariance } from "./covariance.ts";
import { orthonormalRows } from "./leverage.ts";
import type { LinearFit } from "./linearRegression.ts";

/** What of a fit the covariance is made of. */
export type LeastSquares = Pick<LinearFit, "names" | "design" | "factor" | "residuals" | "rows">;

/** The CR2 covariance of the coefficients, and the degrees of freedom of each coefficient's t. */
export interface ClusterCovariance {
  /** Row-major, in the order of the coefficients. */
  readonly covariance: Float64Array;
  /** Satterthwaite's, one a coefficient. */
  readonly degreesOfFreedom: Float64Array;
  /** How many clusters there are. */
  readonly clusters: number;
}

/** A direction with an eigenvalue nearer to 1 than this is determined by one cluster alone: it leaves no residual there. */
const ALONE = 1e-10;

/** A coefficient whose direction leans on such a one by more than this share depends on it. */
const LEANS = 1e-8;

/**
 * The bias-reduced linearisation covariance for clustered rows (CR2; Bell & McCaffrey 2002; Pustejovsky & Tipton 2018, equations 5 to 11,
 * with independent errors of one variance as the working model).
 *
 * With the orthonormal rows U of the design and S_g = U_g'U_g, the adjusted residuals of cluster g project to
 * m_g = (I - S_g)^(-1/2) U_g'e_g, and the covariance is (L')^-1 (sum of m_g m_g') L^-1.
 *
 * Fails with fewer than two clusters, and where one cluster alone determines a coefficient that is asked for (all treated rows in one
 * school): its error cannot be seen, and a sandwich would leave it out. For coefficients not asked for, such a direction counts as
 * without error.
 *
 * @param cluster - for each row a number from 0 to `clusters` - 1.
 * @param wanted - the coefficients that are asked for, by index; all of them by default.
 * Cost: rows * columns^2 + clusters * columns^3.
 */
export const clusterCovariance = (
  caller: string,
  fit: LeastSquares,
  cluster: Int32Array,
  clusters: number,
  wanted: readonly number[] = fit.names.map((_, j) => j),
): Either<InsufficientData | NotIdentified, ClusterCovariance> => {
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
    for (const lost of inverseRoot(s, columns, root)) {
      const leaning = wanted.some((j) => leansOn(directions[j] as Float64Array, lost)); // j < columns
      if (leaning) return determinedAlone(caller, g);
    }
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
  fit: LeastSquares,
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

/** (I - S)^(-1/2) into `out`, 0 along the directions that the cluster determines alone; returns those. */
const inverseRoot = (s: Float64Array, columns: number, out: Float64Array): readonly Float64Array[] => {
  const { values, vectors } = symmetricEigen(s, columns);
  const alone: Float64Array[] = [];
  out.fill(0);
  for (let k = 0; k < columns; k += 1) {
    const rest = 1 - (values[k] as number);
    if (rest < ALONE) {
      alone.push(Float64Array.from({ length: columns }, (_, i) => vectors[i * columns + k] as number));
      continue;
    }
    const factor = 1 / Math.sqrt(rest);
    for (let i = 0; i < columns; i += 1)
      for (let j = 0; j < columns; j += 1)
        out[i * columns + j] =
          (out[i * columns + j] as number) +
          factor * (vectors[i * columns + k] as number) * (vectors[j * columns + k] as number);
  }
  return alone;
};

const leansOn = (direction: Float64Array, lost: Float64Array): boolean =>
  Math.abs(dot(direction, lost)) > LEANS * Math.sqrt(dot(direction, direction));

const determinedAlone = (caller: string, cluster: number): Either<NotIdentified, never> =>
  left({
    _tag: "NotIdentified",
    in: caller,
    what: "the standard errors",
    involved: [`cluster ${cluster}`],
    because: reason("cluster-of-its-own", { cluster }),
  });

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
const sandwich = (fit: LeastSquares, m: Float64Array): Float64Array => {
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
