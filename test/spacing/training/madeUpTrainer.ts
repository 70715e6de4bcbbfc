import { right } from "fp-ts/lib/Either.js";
import { invalidInput } from "../../../src/core/vocabulary/index.ts";
import type { MemoryModel, MemoryState } from "../../../src/spacing/memory.ts";
import type { MemoryTrainer } from "../../../src/spacing/training/trainer.ts";

/** A model of five weights; those at 1, 3, 0 and 4 are the stability after a first review of again, hard, good and easy. */
export interface MadeUpModel extends MemoryModel {
  readonly weights: readonly number[];
}

/** What it remembers. */
export interface MadeUpState extends MemoryState {
  readonly stability: number;
}

const PLACES = [1, 3, 0, 4] as const;

const isMadeUp = (stored: unknown): stored is MadeUpModel =>
  typeof stored === "object" && stored !== null && "kind" in stored && stored.kind === "made-up";

/** A trainer whose parts can be done by hand: recall after t days of stability S is S / (S + t), and no weight is above 1,000. */
export const madeUpTrainer: MemoryTrainer<MadeUpModel, MadeUpState> = {
  algorithm: {
    kind: "made-up",
    defaults: {
      ...{ kind: "made-up", version: 1, retention: 0.9, maximumIntervalDays: 365, elapsed: "study-days" },
      weights: [3, 1, 7, 2, 4],
    },
    parse: (stored) =>
      isMadeUp(stored)
        ? right(stored)
        : invalidInput("a test", [{ path: [], code: "wrong-type", expected: "made up", received: "something else" }]),
    prepare: ({ weights }) => {
      const first = (grade: 1 | 2 | 3 | 4): MadeUpState => ({
        ...{ kind: "made-up", version: 1, lastAt: 0, lastDay: 0, reviews: 1, lapses: 0 },
        stability: weights[PLACES[grade - 1] ?? 0] ?? Number.NaN,
      });
      return {
        parseState: () => right(first(3)),
        first,
        next: (_, grade) => first(grade),
        recall: ({ stability }, days) => stability / (stability + days),
        intervalDays: ({ stability }, retention) => stability * (1 / retention - 1),
      };
    },
  },
  defaults: [3, 1, 7, 2, 4],
  bounds: [
    [0.001, 1000],
    [0.001, 1000],
    [0, 1000],
    [0.001, 1000],
    [0.001, 1000],
  ],
  prior: { centre: [3, 1, 7, 2, 4], spread: [1, 1, 1, 1, null], strength: 0.5 },
  recency: { floor: 0.5, power: 2, reachesOne: true },
  labels: "later-days",
  firstStabilities: PLACES,
  adam: { learningRate: 0.04, betas: [0.9, 0.999], epochs: 5, batchLabels: 512 },
  prepare: () => ({ loss: () => 0 }),
  project: (weights) => {
    for (const [k, weight] of weights.entries()) weights[k] = Math.min(weight, 1000);
  },
  weightsOf: ({ weights }) => weights,
  modelOf: (weights, settings) => ({ ...settings, weights }),
};
