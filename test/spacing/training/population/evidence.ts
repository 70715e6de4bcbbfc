import { studentTQuantile } from "../../../../src/core/numeric/distributions/index.ts";
import { drawInteger, stream } from "../../../../src/core/numeric/random/index.ts";
import { orThrow } from "../../../../src/core/vocabulary/index.ts";
import type { MemoryModel, MemoryState, ReviewColumns } from "../../../../src/spacing/index.ts";
import { fitMemory } from "../../../../src/spacing/training/fitMemory.ts";
import { fitPopulation } from "../../../../src/spacing/training/population/fitPopulation.ts";
import type { PopulationPrior } from "../../../../src/spacing/training/population/populationPrior.ts";
import type { MemoryTrainer } from "../../../../src/spacing/training/trainer.ts";

/** One review of a log, in order of time. */
export interface LogRow {
  readonly card: string;
  readonly at: number;
  readonly grade: number;
}

/** The real log as if it were of several learners: each card is dealt, with all of its reviews, to one of them, by chance. */
export const pseudoLearners = (rows: readonly Readonly<Record<string, string>>[], learners: number): LogRow[][] => {
  const dealt: LogRow[][] = Array.from({ length: learners }, () => []);
  for (const { card_id: card = "", t_ms: time = "", rating = "" } of rows) {
    const row = { card, at: Date.UTC(2024, 2, 29) + Number(time), grade: Number(rating) };
    dealt[drawInteger(stream("dealt", card), learners)]?.push(row);
  }
  return dealt;
};

/** Reviews of one learner in columns; its labels are the reviews on a later day. */
export const columnsOf = (rows: readonly LogRow[]): ReviewColumns => {
  const byCard = new Map<string, LogRow[]>();
  for (const row of rows) byCard.set(row.card, [...(byCard.get(row.card) ?? []), row]);
  const cards = [...byCard.values()];
  const offsets = [0];
  for (const card of cards) offsets.push((offsets[offsets.length - 1] ?? 0) + card.length);
  const all = cards.flat();
  return { offsets: Uint32Array.from(offsets), grades: all.map(({ grade }) => grade), at: all.map(({ at }) => at) };
};

/** Mean of -ln of the probability of what happened in the reviews from `from` up to `to` that were on a later day; `null` for fewer than 10. */
export const laterLoss = <M extends MemoryModel, S extends MemoryState>(
  { algorithm }: MemoryTrainer<M, S>,
  model: M,
  rows: readonly LogRow[],
  from: number,
  to: number,
): number | null => {
  const kernel = algorithm.prepare(model);
  const exact = model.elapsed === "exact";
  const states = new Map<string, S>();
  let loss = 0;
  let n = 0;
  for (const [index, { card, at, grade }] of rows.slice(0, to).entries()) {
    const moment = { at, day: Math.floor(at / 86_400_000) };
    const state = states.get(card);
    const given = grade as 1 | 2 | 3 | 4; // as in the log
    if (state === undefined) {
      states.set(card, kernel.first(given, moment));
      continue;
    }
    const days = moment.day - state.lastDay;
    const elapsed = exact ? (at - state.lastAt) / 86_400_000 : days;
    const recall = Math.min(Math.max(kernel.recall(state, elapsed), 1e-7), 1 - 1e-7);
    if (index >= from && days >= 1) {
      loss -= Math.log(grade > 1 ? recall : 1 - recall);
      n += 1;
    }
    states.set(card, kernel.next(state, given, elapsed, recall, moment));
  }
  return n < 10 ? null : loss / n;
};

/** A mean over learners with its 95 % interval, by Student's t. */
export interface Paired {
  readonly learners: number;
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

const pairedOf = (differences: readonly number[]): Paired => {
  const n = differences.length;
  const mean = differences.reduce((sum, each) => sum + each, 0) / n;
  const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1);
  const half = studentTQuantile(0.975, n - 1) * Math.sqrt(variance / n);
  return { learners: n, mean, lower: mean - half, upper: mean + half };
};

/** How a population prior did on learners who had no part in it. */
export interface Evidence {
  readonly reviews: number;
  readonly lossWithPrior: number;
  readonly againstDefaults: Paired;
  /** Against a fit of the learner's reviews alone; all reviews count alike there as they do with the prior. */
  readonly againstOwnFit: Paired;
  /** Against the same with the trainer's recency. */
  readonly againstRecentFit: Paired;
  /** Against the prior's centre as it is: what the learner's own reviews add to it. */
  readonly againstCentre: Paired;
}

/**
 * Fits each test learner on the first `sizes` reviews, with the population's prior and alone, and compares the loss in the `ahead` reviews that follow.
 */
export const evidenceOf = <M extends MemoryModel, S extends MemoryState>(
  trainer: MemoryTrainer<M, S>,
  parts: readonly { readonly population: PopulationPrior; readonly test: readonly (readonly LogRow[])[] }[],
  sizes: readonly number[],
  ahead: number,
): readonly Evidence[] =>
  sizes.map((reviews) => {
    const differences: Record<"defaults" | "own" | "recent" | "centre", number[]> = {
      defaults: [],
      own: [],
      recent: [],
      centre: [],
    };
    const losses: number[] = [];
    for (const { population, test } of parts) {
      const withPrior = fitMemory({ trainer, prior: population, firstStabilities: "free" });
      const centre = trainer.modelOf(population.centre, trainer.algorithm.defaults);
      for (const rows of test) {
        const end = Math.min(rows.length, reviews + ahead);
        const lossOf = (model: M): number | null => laterLoss(trainer, model, rows, reviews, end);
        const columns = columnsOf(rows.slice(0, reviews));
        const shrunk = lossOf(orThrow(withPrior(columns)).model);
        if (shrunk === null) continue;
        losses.push(shrunk);
        const others = {
          defaults: trainer.algorithm.defaults,
          own: orThrow(fitMemory({ trainer, recency: null })(columns)).model,
          recent: orThrow(fitMemory({ trainer })(columns)).model,
          centre,
        };
        for (const kind of ["defaults", "own", "recent", "centre"] as const)
          differences[kind].push(shrunk - (lossOf(others[kind]) ?? Number.NaN)); // the same reviews count as above
      }
    }
    return {
      reviews,
      lossWithPrior: losses.reduce((sum, each) => sum + each, 0) / losses.length,
      againstDefaults: pairedOf(differences.defaults),
      againstOwnFit: pairedOf(differences.own),
      againstRecentFit: pairedOf(differences.recent),
      againstCentre: pairedOf(differences.centre),
    };
  });

/** Learners cut in two: each half is tested with the population of the other. */
export const crossed = <M extends MemoryModel, S extends MemoryState>(
  trainer: MemoryTrainer<M, S>,
  learners: readonly (readonly LogRow[])[],
  rounds = 15,
): readonly { readonly population: PopulationPrior; readonly test: readonly (readonly LogRow[])[] }[] => {
  const populationOf = fitPopulation({ trainer, rounds });
  const halves = [0, 1].map((half) => learners.filter((_, index) => index % 2 === half));
  return halves.map((test, half) => ({
    population: orThrow(populationOf((halves[1 - half] ?? []).map(columnsOf))),
    test,
  }));
};
