import { type BfgsOptions, type Minimum, projectedBfgs } from "../../core/numeric/optimize/index.ts";
import type { Progress } from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { differencedCurvature, weightScales } from "./curvature.ts";
import type { MemoryFitPlan } from "./fitOptions.ts";
import { evaluating, type Objective, shareOf } from "./objective.ts";

/** A first search runs on a sample of at least so many labels, and of at least this part of them. */
const SAMPLE_LABELS = 12_000;
const SAMPLE_PARTS = 32;
/** The curvature at the start is seen well enough on this part of the sample. */
const CURVATURE_PART = 1 / 3;
/** A sample is only worth its while where there are so many times more labels than in it. */
const WORTHWHILE = 2;
/** The search on the sample ends earlier, since its minimum is not the one that is looked for. */
const SAMPLE_TOLERANCE = 3e-5;
/** How often a search that is stuck looks again at the curvature where it stands. */
const LOOKS = 6;

/** Runs bfgs on an objective. */
function* minimising(objective: Objective, options: BfgsOptions, phase: string): Generator<Progress, Minimum, void> {
  const search = projectedBfgs(options);
  let asked = search.next();
  let done = 0;
  while (asked.done !== true) {
    const step: Progress = { phase, done, total: null };
    const evaluation = yield* evaluating(objective, asked.value, step);
    yield { ...step, value: evaluation.value / Math.max(1, objective.labelled.totalWeight * shareOf(objective)) };
    done += 1;
    asked = search.next(evaluation);
  }
  return asked.value;
}

/** The curvature at a point, from slopes beside it. */
function* curvatureAt<M extends MemoryModel, S extends MemoryState>(
  { trainer }: MemoryFitPlan<M, S>,
  objective: Objective,
  point: Float64Array,
): Generator<Progress, Float64Array, void> {
  const step: Progress = { phase: "curvature", done: 0, total: null };
  const { gradient } = yield* evaluating(objective, point, step);
  const search = differencedCurvature(
    point,
    gradient,
    weightScales(trainer.prior, point, trainer.bounds),
    trainer.bounds,
  );
  let asked = search.next();
  while (asked.done !== true) {
    const beside = yield* evaluating(objective, asked.value, step);
    asked = search.next(beside.gradient);
  }
  yield step;
  return asked.value;
}

/**
 * Runs bfgs; where no step lowers the objective any more, though the quadratic model expects it, the curvature at that point is seen anew, and the search goes on
 * from there, as long as that brings more than the tolerance.
 */
function* settling<M extends MemoryModel, S extends MemoryState>(
  plan: MemoryFitPlan<M, S>,
  { objective, near }: { readonly objective: Objective; readonly near: Objective },
  options: BfgsOptions,
  phase: string,
): Generator<Progress, Minimum, void> {
  let best = yield* minimising(objective, options, phase);
  for (let look = 0; look < LOOKS && !best.converged && best.iterations < options.maxIterations; look += 1) {
    const scale = shareOf(objective) / shareOf(near);
    const curvature = (yield* curvatureAt(plan, near, best.point)).map((value) => value * scale);
    const maxIterations = options.maxIterations - best.iterations;
    const next = yield* minimising(objective, { ...options, start: best.point, curvature, maxIterations }, phase);
    const brings = best.value - next.value;
    best = {
      ...next,
      startValue: best.startValue,
      iterations: best.iterations + next.iterations,
      evaluations: best.evaluations + next.evaluations,
    };
    if (!(brings > options.tolerance)) break;
  }
  return best;
}

/** Where bfgs ends: first on a sample, whose curvature then guides the search on everything. */
export function* byBfgs<M extends MemoryModel, S extends MemoryState>(
  plan: MemoryFitPlan<M, S>,
  whole: Objective,
  from: Float64Array,
): Generator<Progress, Minimum, void> {
  const { trainer, maxIterations, tolerance } = plan;
  const { labelled } = whole;
  const wanted = Math.max(SAMPLE_LABELS, labelled.labels / SAMPLE_PARTS);
  // the first cards with so many labels, or all of them
  const firstWith = (labels: number): Objective => {
    if (labelled.labels <= WORTHWHILE * labels) return whole;
    let cards = 0;
    while ((labelled.labelsUpTo[cards] as number) < labels) cards += 1; // there are more labels than that
    return { ...whole, cards };
  };
  const sample = firstWith(wanted);
  const share = shareOf(sample);
  const small = firstWith(wanted * CURVATURE_PART);
  const scale = share / shareOf(small);
  const curvature = (yield* curvatureAt(plan, small, from)).map((value) => value * scale);
  const common = { bounds: trainer.bounds, project: trainer.project, maxIterations };
  if (sample === whole)
    return yield* settling(
      plan,
      { objective: whole, near: small },
      { ...common, start: from, curvature, tolerance: tolerance * labelled.totalWeight },
      "bfgs",
    );
  const roughly = Math.max(SAMPLE_TOLERANCE, tolerance) * labelled.totalWeight * share;
  const rough = yield* minimising(
    sample,
    { ...common, start: from, curvature, tolerance: roughly },
    "bfgs on a sample",
  );
  return yield* settling(
    plan,
    { objective: whole, near: sample },
    {
      ...common,
      start: rough.point,
      curvature: rough.curvature.map((value) => value / share),
      tolerance: tolerance * labelled.totalWeight,
    },
    "bfgs",
  );
}
