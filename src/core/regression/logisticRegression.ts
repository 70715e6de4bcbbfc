import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import {
  cholesky,
  crossProductScratch,
  crossVector,
  dependence,
  invertCholesky,
  matrixVector,
  solveLower,
  solveLowerTransposed,
  weightedCrossProduct,
} from "../numeric/matrix/index.ts";
import {
  type InsufficientData,
  insufficientData,
  type NotConverged,
  type NotIdentified,
  notConverged,
} from "../vocabulary/failure.ts";
import { reason } from "../vocabulary/reason.ts";
import { rawCovariance } from "./covariance.ts";
import { collinear, type Design, INTERCEPT, type RegressionProblem, standardise } from "./design.ts";

/** What a logistic regression is fitted on: `y` holds 0 and 1. */
export interface LogisticProblem extends RegressionProblem {
  /** How often each row counts, at least 0. Default: once. */
  readonly weights?: Float64Array;
}

/** A fitted logistic regression: P(y = 1) = 1 / (1 + exp(-(x'b))). */
export interface LogisticFit {
  /** "(intercept)" first, where there is one. */
  readonly names: readonly string[];
  /** In the order of `names`, for the columns as they came: log odds a unit. */
  readonly coefficients: Float64Array;
  /** Of the coefficients: the inverse of the observed information. Row-major. */
  readonly covariance: Float64Array;
  /** P(y = 1) for each row, strictly between 0 and 1 in exact arithmetic. */
  readonly fitted: Float64Array;
  /** Of the data at the coefficients. */
  readonly logLikelihood: number;
  /** Newton steps taken, the last look included. */
  readonly iterations: number;
  /** The standardised columns. */
  readonly design: Design;
  /** The Cholesky factor of the information Z'diag(w p (1 - p))Z of the standardised columns, lower, row-major. */
  readonly factor: Float64Array;
}

/** The iteration ends when no coefficient is farther from its end than this share of its standard error. */
const TOLERANCE = 1e-10;
/** After the last iteration this will do: rounding may keep extreme data from coming nearer. */
const USABLE = 1e-6;
const MOST_ITERATIONS = 60;
/** Separation is looked for once a linear predictor passes this: a probability within 1e-4 of 0 or 1. */
const SUSPICIOUS = 9;
/** What is left of a column beside the others, below which it counts as dependent. */
const DEPENDENT = 1e-11;
/** A share of the largest coefficient of a direction above which a column takes part in it. */
const INVOLVED = 1e-3;

/**
 * Maximum likelihood by Newton's rule on standardised columns (iteratively reweighted least squares), with halved steps where the
 * likelihood would fall. At the end the next step g'H^-1 g is below 1e-20: no combination of coefficients would move by more than 1e-10
 * of its standard error.
 *
 * Fails with the columns by name where they are collinear, and where the outcome is separated: then some direction b has x'b >= 0
 * wherever y is 1 and x'b <= 0 wherever y is 0, not always with equality, and the likelihood has no maximum (Albert & Anderson 1984).
 * Cost: rows * columns^2 an iteration.
 */
export const logisticRegression = (
  problem: LogisticProblem,
): Either<NotIdentified | InsufficientData | NotConverged, LogisticFit> => {
  const { caller, rows } = problem;
  const wanted = problem.names.length + (problem.intercept === false ? 0 : 1);
  if (rows < wanted) return insufficientData(caller, "rows", wanted, rows);
  const standardised = standardise(problem);
  if (isLeft(standardised)) return standardised;
  const design = standardised.right;
  const { columns, z } = design;
  const y = problem.y;
  const weights = problem.weights ?? new Float64Array(rows).fill(1);
  const single = onlyOutcome(y, weights, rows);
  if (single !== null && problem.intercept !== false)
    return unidentified(caller, [INTERCEPT], reason("single-outcome", { outcome: single }));

  const beta = new Float64Array(columns);
  const step = new Float64Array(columns);
  const tried = new Float64Array(columns);
  const linear = new Float64Array(rows);
  const fitted = new Float64Array(rows);
  const pull = new Float64Array(rows);
  const curvature = new Float64Array(rows);
  const information = new Float64Array(columns * columns);
  const scratch = crossProductScratch(columns);
  let logLikelihood = logLikelihoodOf(linear, y, weights, rows);

  let distance = Number.MAX_VALUE;
  let iteration = 1;
  for (; iteration <= MOST_ITERATIONS; iteration += 1) {
    score(linear, y, weights, rows, fitted, pull, curvature);
    crossVector(z, rows, columns, pull, step);
    weightedCrossProduct(z, curvature, rows, columns, information, scratch);
    const failed = cholesky(information, columns, iteration === 1 ? DEPENDENT : 0);
    if (failed >= 0) {
      if (iteration === 1) return dependentColumns(caller, design, information, failed);
      break;
    }
    solveLower(information, columns, step);
    distance = norm(step);
    if (distance < (iteration === MOST_ITERATIONS ? USABLE : TOLERANCE))
      return right(finish(design, information, beta, fitted, logLikelihood, iteration));
    solveLowerTransposed(information, columns, step);
    logLikelihood = ascend(design, y, weights, { beta, step, tried, linear, logLikelihood });
    if (largest(linear) > SUSPICIOUS) {
      const failure = separated(caller, design, y, weights, step);
      if (failure !== null) return failure;
    }
  }
  return separated(caller, design, y, weights, beta) ?? notConverged(caller, iteration - 1, distance, TOLERANCE);
};

// Below, i < rows and j < columns, the lengths of the arrays they index, so each `as number` holds.

const largest = (values: Float64Array): number => {
  let most = 0;
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value);
  return most;
};

const norm = (values: Float64Array): number => {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
};

/** The one outcome that all rows with weight have, or null. */
const onlyOutcome = (y: Float64Array, weights: Float64Array, rows: number): number | null => {
  let ones = false;
  let zeros = false;
  for (let i = 0; i < rows; i += 1) {
    if (!((weights[i] as number) > 0)) continue;
    if (y[i] === 1) ones = true;
    else zeros = true;
  }
  return ones && zeros ? null : ones ? 1 : 0;
};

/** log(1 + exp(t)) without overflow. */
const softplus = (t: number): number => (t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t)));

/** A compensated sum (Neumaier 1974): over many rows the rounding of a plain one passes the last gains of the iteration. */
const logLikelihoodOf = (linear: Float64Array, y: Float64Array, weights: Float64Array, rows: number): number => {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < rows; i += 1) {
    const t = linear[i] as number;
    const term = -(weights[i] as number) * softplus(y[i] === 1 ? -t : t);
    const next = sum + term; // both are at most 0
    lost += sum < term ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
};

/** Probabilities p, what each row pulls, w (y - p), and how it curves, w p (1 - p): small factors are taken without cancellation. */
const score = (
  linear: Float64Array,
  y: Float64Array,
  weights: Float64Array,
  rows: number,
  fitted: Float64Array,
  pull: Float64Array,
  curvature: Float64Array,
): void => {
  for (let i = 0; i < rows; i += 1) {
    const t = linear[i] as number;
    const weight = weights[i] as number;
    const odds = Math.exp(-Math.abs(t)); // of the less likely outcome
    const small = odds / (1 + odds);
    const large = 1 / (1 + odds);
    const p = t > 0 ? large : small;
    const rest = t > 0 ? small : large;
    fitted[i] = p;
    pull[i] = weight * (y[i] === 1 ? rest : -p);
    curvature[i] = weight * small * large;
  }
};

interface Ascent {
  readonly beta: Float64Array;
  readonly step: Float64Array;
  readonly tried: Float64Array;
  readonly linear: Float64Array;
  readonly logLikelihood: number;
}

/** Takes the step, or as many halves of it as it needs for the likelihood not to fall; returns the new log likelihood. */
const ascend = (design: Design, y: Float64Array, weights: Float64Array, ascent: Ascent): number => {
  const { beta, step, tried, linear } = ascent;
  const slack = 1e-12 * Math.abs(ascent.logLikelihood);
  let reached = ascent.logLikelihood;
  let share = 1;
  for (let halving = 0; halving < 40; halving += 1) {
    for (let j = 0; j < design.columns; j += 1) tried[j] = (beta[j] as number) + share * (step[j] as number);
    matrixVector(design.z, design.rows, design.columns, tried, linear);
    reached = logLikelihoodOf(linear, y, weights, design.rows);
    if (reached >= ascent.logLikelihood - slack) break;
    share /= 2;
  }
  beta.set(tried);
  return reached;
};

/**
 * A failure if the direction separates the outcomes: no row with weight lies on the wrong side of it, beyond a millionth of the
 * farthest on the right side.
 */
const separated = (
  caller: string,
  design: Design,
  y: Float64Array,
  weights: Float64Array,
  direction: Float64Array,
): Either<NotIdentified, never> | null => {
  const { z, rows, columns } = design;
  const along = new Float64Array(rows);
  matrixVector(z, rows, columns, direction, along);
  let worst = Number.POSITIVE_INFINITY;
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < rows; i += 1) {
    if (!((weights[i] as number) > 0)) continue;
    const margin = y[i] === 1 ? (along[i] as number) : -(along[i] as number);
    worst = Math.min(worst, margin);
    best = Math.max(best, margin);
  }
  if (!(best > 0 && worst >= -1e-6 * best)) return null;
  const size = largest(direction);
  const takesPart = (j: number): boolean => Math.abs(direction[j] as number) > INVOLVED * size;
  const all = design.names.filter((_, j) => takesPart(j));
  const involved = all.filter((name) => name !== INTERCEPT);
  const named = involved.length > 0 ? involved : all;
  return unidentified(caller, named, reason("separation", { columns: named.join(", ") }));
};

const unidentified = (
  caller: string,
  involved: readonly string[],
  because: NotIdentified["because"],
): Either<NotIdentified, never> =>
  left({ _tag: "NotIdentified", in: caller, what: "the coefficients", involved, because });

const dependentColumns = (
  caller: string,
  design: Design,
  factor: Float64Array,
  failed: number,
): Either<NotIdentified, never> => {
  const shares = dependence(factor, design.columns, failed);
  const takesPart = (j: number): boolean => j === failed || (j < failed && Math.abs(shares[j] as number) > 1e-6);
  return collinear(
    caller,
    design.names.filter((_, j) => takesPart(j)),
  );
};

const finish = (
  design: Design,
  factor: Float64Array,
  beta: Float64Array,
  fitted: Float64Array,
  logLikelihood: number,
  iterations: number,
): LogisticFit => {
  const { columns } = design;
  const coefficients = new Float64Array(columns);
  matrixVector(design.transform, columns, columns, beta, coefficients);
  const inverse = new Float64Array(columns * columns);
  invertCholesky(factor, columns, inverse);
  return {
    names: design.names,
    coefficients,
    covariance: rawCovariance(design, inverse),
    fitted,
    logLikelihood,
    iterations,
    design,
    factor,
  };
};
