import type { MemoryModel, MemoryState, Moment } from "../memory.ts";
import { firstGradeCounts, fitFirstStabilities, orderedFirstStabilities } from "./firstStabilities.ts";
import type { MemoryFitPlan } from "./fitOptions.ts";
import type { Labelled } from "./trainingHistories.ts";

const NO_MOMENT: Moment = { at: 0, day: 0 };

/** The start with its first stabilities fitted by themselves. */
export const withFirstStabilities = <M extends MemoryModel, S extends MemoryState>(
  { trainer, settings }: MemoryFitPlan<M, S>,
  labelled: Labelled,
  start: Float64Array,
): Float64Array => {
  const places = trainer.firstStabilities;
  if (places === null) return start;
  const model = (stability: number): Float64Array => {
    const weights = start.slice();
    for (const place of places) weights[place] = stability;
    trainer.project(weights);
    return weights;
  };
  // recall after a first good review, with every first stability the same
  const recallAfter = (stability: number, days: number): number => {
    const kernel = trainer.algorithm.prepare(trainer.modelOf(Array.from(model(stability)), settings));
    return kernel.recall(kernel.first(3, NO_MOMENT), days);
  };
  const usual = places.map((place) => start[place] as number); // places are among the weights
  const fitted = fitFirstStabilities(labelled, usual, recallAfter);
  const ordered = orderedFirstStabilities(fitted, firstGradeCounts(labelled), usual);
  const weights = start.slice();
  places.forEach((place, k) => {
    weights[place] = ordered[k] as number; // four of them
  });
  trainer.project(weights);
  return weights;
};

/** The weights with first stabilities in order; and the same with those of first grades that no card has filled in, on which no label depends. */
export const ordered = <M extends MemoryModel, S extends MemoryState>(
  { trainer, firstStabilities }: MemoryFitPlan<M, S>,
  labelled: Labelled,
  weights: Float64Array,
): { readonly inOrder: Float64Array; readonly filled: Float64Array } => {
  const places = trainer.firstStabilities;
  if (firstStabilities === "free" || places === null) return { inOrder: weights, filled: weights };
  const four = (from: ArrayLike<number>): readonly number[] => places.map((place) => from[place] as number); // places are among the weights
  const counts = firstGradeCounts(labelled);
  const stabilities = orderedFirstStabilities(four(weights), counts, four(trainer.defaults));
  const inOrder = weights.slice();
  const filled = weights.slice();
  places.forEach((place, k) => {
    filled[place] = stabilities[k] as number; // four of them
    if ((counts[k] as number) > 0) inOrder[place] = stabilities[k] as number; // as above
  });
  trainer.project(inOrder);
  trainer.project(filled);
  return { inOrder, filled };
};
