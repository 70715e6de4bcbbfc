import { reading } from "../../../src/core/check/index.ts";
import type { Minimum } from "../../../src/core/numeric/optimize/index.ts";
import { orThrow, type Progress } from "../../../src/core/vocabulary/index.ts";
import { byBfgs } from "../../../src/spacing/training/byBfgs.ts";
import { type FitMemoryOptions, readFitOptions } from "../../../src/spacing/training/fitOptions.ts";
import type { TrainerKernel, WeightPrior } from "../../../src/spacing/training/trainer.ts";
import { drained } from "./drained.ts";
import { labelledWith } from "./labelledOf.ts";
import { type MadeUpModel, type MadeUpState, madeUpTrainer } from "./madeUpTrainer.ts";

/** What one label of a card costs at these weights, and its slope in each. */
export type Slope = (weights: Float64Array, card: number) => readonly [value: number, ...slope: number[]];
interface Asked {
  readonly cards: number;
  readonly at: readonly number[];
}

type Options = Omit<FitMemoryOptions<MadeUpModel, MadeUpState>, "trainer">;

const BOUNDS = [
  [-50, 50],
  [-50, 50],
] as const;

/** A search from `from`, over cards of so many labels each, a label of a card costing as `of` says. */
export const bfgsSearch = (
  of: Slope,
  labelsOf: readonly number[],
  from: readonly number[],
  {
    bounds = BOUNDS.slice(0, from.length),
    prior = null,
    weight = 1,
    ...options
  }: Options & { readonly bounds?: readonly (readonly [number, number])[]; readonly weight?: number } = {},
): Minimum & { readonly seen: readonly Progress[]; readonly asked: readonly Asked[] } => {
  const asked: Asked[] = [];
  const kernel: TrainerKernel = {
    loss: (weights, first, last, gradient) => {
      asked.push({ cards: last, at: Array.from(weights) });
      let sum = 0;
      for (let card = first; card < last; card += 1) {
        const [value, ...slope] = of(weights, card);
        const times = weight * (labelsOf[card] ?? 0);
        sum += times * value;
        slope.forEach((one, k) => {
          if (gradient !== null) gradient[k] = (gradient[k] ?? 0) + times * one;
        });
      }
      return sum;
    },
  };
  const free: WeightPrior = { centre: [...from], spread: from.map(() => null), strength: 0 };
  const trainer: typeof madeUpTrainer = {
    ...madeUpTrainer,
    ...{ defaults: from, bounds, prior: free, firstStabilities: null },
    project: (weights) => {
      for (const [k, [lower, upper]] of bounds.entries())
        weights[k] = Math.min(upper, Math.max(lower, weights[k] ?? 0));
    },
  };
  const plan = orThrow(reading("a test", (found) => readFitOptions(found, { trainer, prior, ...options })));
  if (plan === null) throw new Error("options that fit");
  const labelled = labelledWith(labelsOf, weight);
  const whole = { kernel, labelled, prior, cards: labelsOf.length };
  const { seen, answer } = drained(byBfgs(plan, whole, Float64Array.from(from)));
  return { ...answer, seen, asked };
};

/** So many cards of a thousand labels. */
export const thousands = (cards: number): number[] => Array.from({ length: cards }, () => 1000);

/** How the steps went: each phase, with how many steps it had. */
export const phases = (seen: readonly { readonly phase: string }[]): string[] => {
  const told: { phase: string; steps: number }[] = [];
  for (const { phase } of seen) {
    const last = told[told.length - 1];
    if (last?.phase === phase) last.steps += 1;
    else told.push({ phase, steps: 1 });
  }
  return told.map(({ phase, steps }) => `${phase} ${steps}`);
};
