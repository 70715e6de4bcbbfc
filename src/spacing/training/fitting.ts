import { isLeft, right } from "fp-ts/lib/Either.js";
import { clean, namedAfter, note, reading } from "../../core/check/index.ts";
import {
  insufficientData,
  type Progress,
  type Reason,
  type Result,
  reason,
  type Steps,
} from "../../core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../memory.ts";
import { readHistories } from "../readHistories.ts";
import type { ReviewColumns } from "../replayMany.ts";
import { adam } from "./adam.ts";
import { byBfgs } from "./byBfgs.ts";
import type { MemoryFitPlan } from "./fitOptions.ts";
import type { MemoryFit } from "./memoryFit.ts";
import { evaluating, type Objective } from "./objective.ts";
import { addPenalty } from "./penalty.ts";
import { ordered, withFirstStabilities } from "./placedStabilities.ts";
import { type Labelled, trainingHistories } from "./trainingHistories.ts";

/** What a search found. */
interface Found {
  /** Where the objective is as `value` says. */
  readonly weights: Float64Array;
  /** The same with the first stabilities of first grades that no card has filled in. */
  readonly filled: Float64Array;
  readonly value: number;
  /** The slope of the objective at `weights`. */
  readonly slope: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
}

const LOOK: Progress = { phase: "looking", done: 0, total: null };

/** The weights under which the labels are least surprising, by the method of the plan. */
function* searching<M extends MemoryModel, S extends MemoryState>(
  plan: MemoryFitPlan<M, S>,
  whole: Objective,
  start: Float64Array,
): Generator<Progress, Found, void> {
  const { trainer, prior, seed } = plan;
  const { kernel, labelled } = whole;
  const from = plan.fitFirstStabilities ? withFirstStabilities(plan, labelled, start) : start;
  const search = function* (): Generator<Progress, Omit<Found, "filled">, void> {
    if (plan.method === "bfgs" || plan.adam === null) {
      const { point, value, gradient, iterations, converged } = yield* byBfgs(plan, whole, from);
      return { weights: point, value, slope: gradient, iterations, converged };
    }
    const centre =
      prior === null ? null : { ...prior, centre: prior === trainer.prior ? Array.from(from) : prior.centre };
    const rest = { settings: plan.adam, seed, start: from, prior: centre, project: trainer.project };
    const { weights, steps } = yield* adam(kernel, labelled, rest);
    const { value, gradient } = yield* evaluating(whole, weights, LOOK);
    return { weights, value, slope: gradient, iterations: steps, converged: true };
  };
  const found = yield* search();
  const { inOrder, filled } = ordered(plan, labelled, found.weights);
  if (inOrder.every((weight, k) => weight === found.weights[k])) return { ...found, filled };
  const { value, gradient } = yield* evaluating(whole, inOrder, LOOK);
  return { ...found, weights: inOrder, filled, value, slope: gradient };
}

/** The weights that only their bound keeps from going on: the objective still falls beyond it. */
const heldByBounds = (
  bounds: readonly (readonly [number, number])[],
  { weights, filled, slope }: Found,
): readonly number[] =>
  [...bounds.keys()].filter((k) => {
    const [lower = Number.NaN, upper = Number.NaN] = bounds[k] ?? [];
    const weight = weights[k] ?? Number.NaN;
    const fall = -(slope[k] ?? 0);
    if (lower === upper || filled[k] !== weight) return false;
    return (weight === lower && fall < 0) || (weight === upper && fall > 0);
  });

/** What can be said of a fit before it begins. */
const warningsBefore = (
  { leastLabels }: { readonly leastLabels: number },
  { labels, forgotten, totalWeight }: Labelled,
  untimed: boolean,
): readonly Reason[] =>
  [
    untimed ? reason("no-times", { labels }) : null,
    labels < leastLabels ? reason("too-few-labels", { labels, leastLabels }) : null,
    labels > 0 && totalWeight === 0 ? reason("labels-without-weight", { labels }) : null,
    labels > 0 && forgotten === 0 ? reason("one-outcome", { labels, outcome: "recalled" }) : null,
    labels > 0 && forgotten === labels ? reason("one-outcome", { labels, outcome: "forgotten" }) : null,
  ].filter((one) => one !== null);

/** What can be said after it. */
const warningsAfter = (
  bounds: readonly (readonly [number, number])[],
  found: Found | null,
  startValue: number,
  labels: number,
): readonly Reason[] => {
  if (found === null) return [];
  const worse = !(found.value <= startValue);
  const held = worse ? [] : heldByBounds(bounds, found);
  return [
    found.converged ? null : reason("fit-not-converged", { iterations: found.iterations }),
    worse ? reason("kept-start", { labels }) : null,
    held.length > 0 ? reason("at-bound", { weights: held.join(", ") }) : null,
  ].filter((one) => one !== null);
};

/** The fit of both faces: `fitMemory` runs it, `fitMemorySteps` hands it over. */
export function* fitting<M extends MemoryModel, S extends MemoryState>(
  name: string,
  planned: Result<MemoryFitPlan<M, S> | null>,
  reviews: ReviewColumns,
): Steps<MemoryFit<M>> {
  if (isLeft(planned)) return planned;
  if (planned.right === null) return insufficientData(name, "options", 1, 0); // cannot be: what is wrong was noted
  const plan = planned.right;
  const { trainer, settings, method, seed, rules, prior } = plan;
  const read = reading(name, (found) => {
    const histories = readHistories(found, settings, reviews);
    if (clean(found) && plan.recencyAsked && histories.at === null)
      note(found, ["at"], "missing", "when each review was, since later ones are to count for more", undefined);
    return histories;
  });
  if (isLeft(read)) return read;
  const histories = read.right;
  const untimed = histories.at === null && rules.recency !== null;
  const labelled = trainingHistories(histories, untimed ? { ...rules, recency: null } : rules);
  const { labels, totalWeight, outliers, tooLong } = labelled;
  const start = plan.start.slice();
  trainer.project(start);
  const cards = labelled.offsets.length - 1;
  const whole: Objective = { kernel: trainer.prepare(labelled), labelled, prior, cards };
  const { value: startValue } = yield* evaluating(whole, start, LOOK, false);
  const found = labels < plan.leastLabels || totalWeight === 0 ? null : yield* searching(plan, whole, start);
  const better = found !== null && found.value <= startValue ? found : null;
  const model = namedAfter(
    name,
    trainer.algorithm.parse(trainer.modelOf(Array.from(better === null ? start : better.filled), settings)),
  );
  if (isLeft(model)) return model;
  const mean = (value: number): number | null => (totalWeight > 0 ? value / totalWeight : null);
  const penaltyOf = (at: Float64Array): number =>
    prior === null ? 0 : addPenalty(prior, labels === 0 ? 0 : 1, at, new Float64Array(at.length));
  const objective = better === null ? startValue : better.value;
  return right({
    model: model.right,
    fit: {
      method,
      seed,
      n: histories.grades.length,
      cards: histories.offsets.length - 1,
      labels,
      labelRule: rules.labels,
      totalWeight,
      dropped: { outliers, tooLong },
      startLoss: mean(startValue - penaltyOf(start)),
      loss: mean(objective - penaltyOf(better === null ? start : better.weights)),
      startObjective: mean(startValue),
      objective: mean(objective),
      iterations: found?.iterations ?? 0,
      converged: found?.converged ?? true,
      warnings: [
        ...warningsBefore(plan, labelled, untimed),
        ...warningsAfter(trainer.bounds, found, startValue, labels),
      ],
    },
  });
}
