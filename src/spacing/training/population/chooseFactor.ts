import type { MemoryModel, MemoryState } from "../../memory.ts";
import type { MemoryTrainer } from "../trainer.ts";
import { type Normal, offScale, posteriorOf } from "./posterior.ts";
import { labelsBetween, type Studied } from "./studied.ts";

/** What the spread may be multiplied by, the loosest first: the tighter one must be better, not as good. */
const FACTORS: readonly number[] = [Math.SQRT2, 1, Math.SQRT1_2, 0.5, 0.25, 0.125, 0.0625];
/** Learners are fitted on these shares of their labels, the first ones, and asked for the rest. */
const SHARES: readonly number[] = [0.125, 0.25, 0.5];
const MOST_STEPS = 30;

/** What the spread is multiplied by, and where that stands. */
export interface ChosenFactor {
  readonly factor: number;
  /** Whether a tighter or a looser one was not to be had. */
  readonly end: "tightest" | "loosest" | null;
  /** Fits that were compared; 0 where no learner has two labels: then it is the tightest, for nothing says that learners differ. */
  readonly comparisons: number;
}

/** The factor for the spread with which the first answers of learners predict their later ones best, under priors in which they had no part. */
export const chooseFactor = <M extends MemoryModel, S extends MemoryState>(
  trainer: MemoryTrainer<M, S>,
  parts: readonly { readonly prior: Normal; readonly learners: readonly Studied[] }[],
): ChosenFactor => {
  const losses = FACTORS.map(() => 0);
  let comparisons = 0;
  for (const { prior, learners } of parts) {
    const start = offScale(prior, prior.mean);
    trainer.project(start);
    const priors = FACTORS.map((factor) => ({ ...prior, spread: prior.spread.map((spread) => spread * factor) }));
    for (const learner of learners)
      for (const share of SHARES) {
        const known = Math.floor(learner.labels * share);
        if (known < 1) continue;
        comparisons += 1;
        const first = trainer.prepare(labelsBetween(learner, 0, known));
        const rest = trainer.prepare(labelsBetween(learner, known, learner.labels));
        for (const [index, each] of priors.entries()) {
          const { weights } = posteriorOf(trainer, each, first, learner.cards, start, MOST_STEPS);
          const mean = rest.loss(weights, 0, learner.cards, null, null) / (learner.labels - known);
          losses[index] = (losses[index] as number) + mean; // as many losses as priors
        }
      }
  }
  const last = FACTORS.length - 1;
  let best = comparisons === 0 ? last : 0;
  for (let index = 1; index <= last; index += 1) if ((losses[index] as number) < (losses[best] as number)) best = index; // index and best are at most the last
  const end = best === 0 ? "loosest" : best === last ? "tightest" : null;
  return { factor: FACTORS[best] as number, end, comparisons }; // as above
};
