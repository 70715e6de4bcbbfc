import { cholesky, solveCholesky } from "../matrix/index.ts";

/** What an objective is at a point. */
export interface Evaluation {
  readonly value: number;
  /** Its slope in each coordinate. */
  readonly gradient: Float64Array;
}

/** Where a minimisation starts and how far it goes. */
export interface BfgsOptions {
  /** Inside the bounds. */
  readonly start: Float64Array;
  /** A first guess of the matrix of second derivatives, positive definite, row-major n x n. */
  readonly curvature: Float64Array;
  readonly bounds: readonly (readonly [lower: number, upper: number])[];
  /** Moves a point, in place, to the nearest one that is allowed; at least into the bounds. */
  readonly project: (point: Float64Array) => void;
  /** Iterations at most. */
  readonly maxIterations: number;
  /** It ends where the quadratic model expects no more than this from a further step. In units of the objective. */
  readonly tolerance: number;
}

/** Where a minimisation ended. */
export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  /** The value at the start. */
  readonly startValue: number;
  /** The last approximation of the matrix of second derivatives. */
  readonly curvature: Float64Array;
  readonly iterations: number;
  readonly evaluations: number;
  /** Whether the tolerance was met; false where iterations ran out or no further step lowered the objective. */
  readonly converged: boolean;
  /** What the quadratic model still expected when it ended. */
  readonly expected: number;
}

/** How much of the decrease that the slope promises a step must bring. */
const ARMIJO = 1e-4;
/** How often a step is shortened before the direction is given up. */
const SHORTENINGS = 16;
/** Powell's damping: of the curvature expected along a step at least this share is taken over. */
const DAMPING = 0.2;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) sum += (a[k] as number) * (b[k] as number); // as long as each other
  return sum;
};

/** The coordinates that may move: those not at a bound over which the slope would push them. */
const freeCoordinates = (
  point: Float64Array,
  gradient: Float64Array,
  bounds: readonly (readonly [lower: number, upper: number])[],
): readonly number[] => {
  const free: number[] = [];
  for (const [k, [lower, upper]] of bounds.entries()) {
    const x = point[k] as number; // as many coordinates as bounds
    const slope = gradient[k] as number;
    if (!((x <= lower && slope >= 0) || (x >= upper && slope <= 0) || lower === upper)) free.push(k);
  }
  return free;
};

/** The step to the minimum of the quadratic model over the free coordinates: B d = -g; steepest descent where B is not positive definite. */
const newtonStep = (curvature: Float64Array, gradient: Float64Array, free: readonly number[]): Float64Array => {
  const n = gradient.length;
  const size = free.length;
  const matrix = new Float64Array(size * size);
  const step = new Float64Array(size);
  for (const [i, row] of free.entries()) {
    step[i] = -(gradient[row] as number); // row and column below are below n
    for (const [j, column] of free.entries()) matrix[i * size + j] = curvature[row * n + column] as number;
  }
  if (cholesky(matrix, size, 1e-14) < 0) solveCholesky(matrix, size, step);
  else
    for (const [i, row] of free.entries())
      step[i] = -(gradient[row] as number) / Math.abs(curvature[row * n + row] as number);
  const whole = new Float64Array(n);
  for (const [i, row] of free.entries()) whole[row] = step[i] as number; // i < size
  return whole;
};

/** B := B + y y' / s'y - B s s' B / s'B s, with y damped towards B s so that B stays positive definite. */
const updateCurvature = (b: Float64Array, s: Float64Array, difference: Float64Array): void => {
  const n = s.length;
  const bs = new Float64Array(n);
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1) bs[i] = (bs[i] as number) + (b[i * n + j] as number) * (s[j] as number); // i, j < n
  const sBs = dot(s, bs);
  const sy = dot(s, difference);
  if (!(sBs > 0)) return;
  const theta = sy >= DAMPING * sBs ? 1 : ((1 - DAMPING) * sBs) / (sBs - sy);
  const y = difference.map((value, k) => theta * value + (1 - theta) * (bs[k] as number)); // k < n
  const damped = dot(s, y);
  if (!(damped > 0)) return;
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1)
      b[i * n + j] =
        (b[i * n + j] as number) + // i, j < n
        ((y[i] as number) * (y[j] as number)) / damped -
        ((bs[i] as number) * (bs[j] as number)) / sBs;
};

/**
 * Minimises a smooth function of a few dozen coordinates within bounds: BFGS with the whole matrix, its steps projected back into what is allowed
 * and shortened until the objective falls. It asks: each yielded point is to be answered with value and slope there, so the objective
 * may take as long as it likes, and anywhere. The value at the answer is never above that at the start.
 *
 * Coordinates at a bound over which the slope pushes them stay there for the step (Bertsekas 1982, SIAM J. Control Optim. 20); updates are
 * damped (Powell 1978). Cost beside the objective: n^3 / 6 multiplications an iteration.
 */
export function* projectedBfgs(options: BfgsOptions): Generator<Float64Array, Minimum, Evaluation> {
  const { bounds, project, maxIterations, tolerance } = options;
  const curvature = options.curvature.slice();
  let point: Float64Array = options.start.slice();
  let { value, gradient } = yield point.slice();
  const startValue = value;
  let evaluations = 1;
  let iterations = 0;
  let expected = Number.POSITIVE_INFINITY;
  let fresh = true;
  let converged = false;
  while (iterations < maxIterations) {
    const free = freeCoordinates(point, gradient, bounds);
    const step = newtonStep(curvature, gradient, free);
    expected = -0.5 * dot(gradient, step);
    if (!(expected > tolerance)) {
      converged = true;
      break;
    }
    let length = 1;
    let found: { readonly at: Float64Array; readonly is: Evaluation } | null = null;
    for (let tries = 0; tries < SHORTENINGS && found === null; tries += 1) {
      const trial = point.map((x, k) => x + length * (step[k] as number)); // k < n
      project(trial);
      const moved = trial.map((x, k) => x - (point[k] as number)); // k < n
      if (moved.every((x) => x === 0)) break;
      const is = yield trial.slice();
      evaluations += 1;
      const promised = dot(gradient, moved);
      if (is.value <= value + Math.min(0, ARMIJO * promised) && is.value < value) found = { at: trial, is };
      else {
        // the minimum of the parabola through both values and the slope at the first
        const parabola = Number.isFinite(is.value) ? (-0.5 * promised) / (is.value - value - promised) : 0;
        length *= Math.min(0.5, Math.max(0.1, parabola));
      }
    }
    if (found === null) {
      if (fresh) break;
      // the matrix may mislead: once more from the first guess
      curvature.set(options.curvature);
      fresh = true;
      continue;
    }
    const from = point;
    const before = gradient;
    updateCurvature(
      curvature,
      found.at.map((x, k) => x - (from[k] as number)), // k < n
      found.is.gradient.map((x, k) => x - (before[k] as number)), // k < n
    );
    fresh = false;
    point = found.at;
    ({ value, gradient } = found.is);
    iterations += 1;
  }
  return { point, value, startValue, curvature, iterations, evaluations, converged, expected };
}
