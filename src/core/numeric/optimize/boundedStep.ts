import { cholesky, solveCholesky } from "../matrix/index.ts";

/** Σ a b. */
export const dot = (a: Float64Array, b: Float64Array): number => {
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

/** B d = -g over some coordinates, those of the others given; steepest descent where B is not positive definite. */
const newtonStep = (
  curvature: Float64Array,
  gradient: Float64Array,
  free: readonly number[],
  given: Float64Array,
): Float64Array => {
  const n = gradient.length;
  const size = free.length;
  const matrix = new Float64Array(size * size);
  const step = new Float64Array(size);
  for (const [i, row] of free.entries()) {
    let slope = gradient[row] as number; // row and column below are below n
    for (let k = 0; k < n; k += 1) slope += (curvature[row * n + k] as number) * (given[k] as number);
    step[i] = -slope;
    for (const [j, column] of free.entries()) matrix[i * size + j] = curvature[row * n + column] as number;
  }
  if (cholesky(matrix, size, 1e-14) < 0) solveCholesky(matrix, size, step);
  else
    for (const [i, row] of free.entries())
      step[i] = -(gradient[row] as number) / Math.abs(curvature[row * n + row] as number);
  const whole = given.slice();
  for (const [i, row] of free.entries()) whole[row] = step[i] as number; // i < size
  return whole;
};

/** The slope of the quadratic model after a step. */
const slopeAfter = (curvature: Float64Array, gradient: Float64Array, step: Float64Array): Float64Array =>
  gradient.map((slope, i) => {
    let sum = slope;
    for (let k = 0; k < step.length; k += 1) sum += (curvature[i * step.length + k] as number) * (step[k] as number); // i, k < n
    return sum;
  });

/**
 * The step to the minimum of the quadratic model within the bounds, by the primal active-set method: towards the minimum over the free coordinates as far as
 * the first bound, which is then kept; where nothing is in the way, the kept bound that holds the model back the most is let go.
 */
export const boundedStep = (
  curvature: Float64Array,
  gradient: Float64Array,
  point: Float64Array,
  bounds: readonly (readonly [lower: number, upper: number])[],
): Float64Array => {
  const n = point.length;
  const room = (k: number): readonly [number, number] => {
    const [lower, upper] = bounds[k] ?? [0, 0];
    return [lower - (point[k] as number), upper - (point[k] as number)]; // k < n
  };
  let free = freeCoordinates(point, gradient, bounds);
  let step: Float64Array = new Float64Array(n);
  for (let rounds = 0; rounds < 10 * n; rounds += 1) {
    const kept = step.slice();
    for (const k of free) kept[k] = 0;
    const target = newtonStep(curvature, gradient, free, kept);
    let share = 1;
    let blocking = -1;
    for (const k of free) {
      const [down, up] = room(k);
      const from = step[k] as number; // k < n
      const to = target[k] as number;
      const far = to < down ? (down - from) / (to - from) : to > up ? (up - from) / (to - from) : 1;
      if (far < share) [share, blocking] = [Math.max(0, far), k];
    }
    const part = share;
    step = step.map((d, k) => d + part * ((target[k] as number) - d)); // k < n
    if (blocking >= 0) {
      const [down, up] = room(blocking);
      step[blocking] = (target[blocking] as number) < down ? down : up;
      free = free.filter((k) => k !== blocking);
      continue;
    }
    // the model's slope at each kept bound says whether it holds the step back
    const slope = slopeAfter(curvature, gradient, step);
    let worst = -1;
    let most = 0;
    for (let k = 0; k < n; k += 1) {
      const [down, up] = room(k);
      if (free.includes(k) || down === up) continue;
      const pull = ((step[k] as number) <= down ? -1 : 1) * (slope[k] as number);
      const size = pull / Math.sqrt(Math.abs(curvature[k * n + k] as number)); // the fall it promises, squared and doubled
      if (size > most + 1e-9) [worst, most] = [k, size];
    }
    if (worst < 0) break;
    free = [...free, worst];
  }
  return step;
};

/** By how much the quadratic model falls: -(g'd + d'B d / 2). */
export const expectedFall = (curvature: Float64Array, gradient: Float64Array, step: Float64Array): number => {
  const n = step.length;
  let sum = dot(gradient, step);
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1)
      sum += 0.5 * (step[i] as number) * (curvature[i * n + j] as number) * (step[j] as number); // i, j < n
  return -sum;
};
