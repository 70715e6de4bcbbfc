import { boundedStep, dot, expectedFall } from "./boundedStep.ts";

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
  /** The slope there. */
  readonly gradient: Float64Array;
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
 * Each step goes to the minimum of the quadratic model within the bounds (a primal active set: Nocedal & Wright 2006, section 16.5), for a step that is only cut
 * off at a bound may follow a valley of the model far out of it. Updates are damped (Powell 1978). Cost beside the objective: n^3 / 6 multiplications for
 * each bound that is met, an iteration.
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
    const step = boundedStep(curvature, gradient, point, bounds);
    expected = expectedFall(curvature, gradient, step);
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
  return { point, value, gradient, startValue, curvature, iterations, evaluations, converged, expected };
}
