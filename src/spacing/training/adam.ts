import { cos } from "../../core/numeric/elementary/index.ts";
import { shuffle, stream } from "../../core/numeric/random/index.ts";
import type { Progress } from "../../core/vocabulary/index.ts";
import { addPenalty } from "./penalty.ts";
import type { AdamSettings, TrainerKernel, WeightPrior } from "./trainer.ts";
import type { Labelled } from "./trainingHistories.ts";

const TINY = 1e-8;

/** What Adam goes by. */
export interface AdamPlan {
  readonly settings: AdamSettings;
  readonly seed: number | string;
  readonly start: Float64Array;
  readonly prior: WeightPrior | null;
  readonly project: (weights: Float64Array) => void;
}

/** Cards side by side with about as many labels as a batch should have: from and to. */
const batchesOf = ({ offsets, labelsUpTo }: Labelled, labels: number): readonly (readonly [number, number])[] => {
  const cards = offsets.length - 1;
  const batches: [number, number][] = [];
  let from = 0;
  for (let card = 0; card < cards; card += 1) {
    const enough = (labelsUpTo[card + 1] as number) - (labelsUpTo[from] as number) >= labels; // card + 1 <= cards
    if (!(enough || card === cards - 1)) continue;
    batches.push([from, card + 1]);
    from = card + 1;
  }
  return batches;
};

/**
 * Stochastic training as the published trainer does it: Adam (Kingma & Ba 2015) over batches of whole cards in shuffled order, its step falling along half a
 * cosine, weights projected after each step. The penalty enters each batch by the batch's share of the labels.
 */
export function* adam(
  kernel: TrainerKernel,
  labelled: Labelled,
  { settings, seed, start, prior, project }: AdamPlan,
): Generator<Progress, { readonly weights: Float64Array; readonly steps: number }, void> {
  const { learningRate, betas, epochs, batchLabels } = settings;
  const [forgetMean, forgetSquare] = betas;
  const weights = start.slice();
  const n = weights.length;
  const gradient = new Float64Array(n);
  const mean = new Float64Array(n);
  const square = new Float64Array(n);
  const batches = batchesOf(labelled, batchLabels);
  const random = stream(seed, "fitMemory batches");
  const total = batches.length * epochs;
  let done = 0;
  let meanLeft = 1;
  let squareLeft = 1;
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    let epochLoss = 0;
    for (const [from, to] of shuffle(random, batches)) {
      gradient.fill(0);
      const labels = (labelled.labelsUpTo[to] as number) - (labelled.labelsUpTo[from] as number); // cards of a batch
      epochLoss += kernel.loss(weights, from, to, gradient, null);
      if (prior !== null) addPenalty(prior, labels / labelled.labels, weights, gradient);
      const rate = 0.5 * learningRate * (1 + cos((Math.PI * done) / total));
      done += 1;
      meanLeft *= forgetMean;
      squareLeft *= forgetSquare;
      for (let k = 0; k < n; k += 1) {
        const slope = gradient[k] as number; // k < n
        mean[k] = forgetMean * (mean[k] as number) + (1 - forgetMean) * slope;
        square[k] = forgetSquare * (square[k] as number) + (1 - forgetSquare) * slope * slope;
        const step =
          (mean[k] as number) / (1 - meanLeft) / (Math.sqrt((square[k] as number) / (1 - squareLeft)) + TINY);
        weights[k] = (weights[k] as number) - rate * step;
      }
      project(weights);
    }
    yield { phase: `epoch ${epoch} of ${epochs}`, done: epoch, total: epochs, value: epochLoss / labelled.totalWeight };
  }
  return { weights, steps: done };
}
