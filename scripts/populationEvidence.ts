// What a population's prior is worth to learners who had no part in it, as a table: `npx tsx scripts/populationEvidence.ts`. Some minutes.
import { orThrow } from "../src/core/vocabulary/index.ts";
import { type SimulatedMemory, simulateReviewLog } from "../src/simulate/index.ts";
import { fsrs6Trainer, sbdTrainer } from "../src/spacing/index.ts";
import {
  crossed,
  type Evidence,
  evidenceOf,
  type LogRow,
  pseudoLearners,
} from "../test/spacing/training/population/evidence.ts";
import { readCsv } from "../test/support/readCsv.ts";
import { sharedData } from "../test/support/sharedData.ts";

const PEOPLE = 100;
const REVIEWS = 500;
const trainers = { "FSRS-6": fsrs6Trainer, SBD: sbdTrainer } as const;

const simulated = (memory: SimulatedMemory): LogRow[][] => {
  const options = { seed: "evidence", memory, learners: PEOPLE, reviewsPerLearner: REVIEWS };
  const { reviews } = orThrow(simulateReviewLog(options));
  return Array.from({ length: PEOPLE }, (_, index) => reviews.slice(index * REVIEWS, (index + 1) * REVIEWS));
};

const row = (
  log: string,
  model: string,
  { reviews, lossWithPrior, againstDefaults, againstOwnFit, againstRecentFit, againstCentre }: Evidence,
): string => {
  const cells = [againstDefaults, againstOwnFit, againstRecentFit, againstCentre].map(
    ({ mean, lower, upper }) => `${mean.toFixed(4)} [${lower.toFixed(4)}, ${upper.toFixed(4)}]`,
  );
  return `| ${[log, model, reviews, againstDefaults.learners, lossWithPrior.toFixed(4), ...cells].join(" | ")} |`;
};

console.log(
  "| log | model | reviews | learners | log loss | against the defaults | against a fit of one's own | the same, with recency | against the prior's centre |",
);
console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
for (const [name, trainer] of Object.entries(trainers) as [string, typeof fsrs6Trainer][]) {
  for (const memory of ["activation", "multiscale"] as const)
    for (const evidence of evidenceOf(trainer, crossed(trainer, simulated(memory)), [30, 100, 300], 200))
      console.log(row(memory, name, evidence));
  const folder = sharedData("spacing");
  if (folder === null) continue;
  const rows = readCsv(`${folder}revlog-sample.csv`);
  for (const [learners, sizes] of [
    [24, [30, 100, 300]],
    [48, [30, 100]],
  ] as const)
    for (const evidence of evidenceOf(trainer, crossed(trainer, pseudoLearners(rows, learners)), sizes, 1000))
      console.log(row(`real, ${learners} pseudo-learners`, name, evidence));
}
