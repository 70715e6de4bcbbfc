import { describe, expect, it } from "vitest";
import { orThrow, run } from "../../../../src/core/vocabulary/index.ts";
import { type SimulatedMemory, simulateReviewLog } from "../../../../src/simulate/index.ts";
import {
  fitMemory,
  fitPopulation,
  fitPopulationSteps,
  fsrs6Trainer,
  parsePopulationPrior,
  type ReviewColumns,
  sbdTrainer,
} from "../../../../src/spacing/index.ts";
import { readCsv } from "../../../support/readCsv.ts";
import { sharedData } from "../../../support/sharedData.ts";
import { columnsOf, crossed, evidenceOf, type LogRow, pseudoLearners } from "./evidence.ts";

const learnersOf = (
  memory: SimulatedMemory,
  learners: number,
  reviewsPerLearner: number,
  seed = "test",
): LogRow[][] => {
  const { reviews } = orThrow(simulateReviewLog({ seed, memory, learners, reviewsPerLearner }));
  return Array.from({ length: learners }, (_, index) =>
    reviews.slice(index * reviewsPerLearner, (index + 1) * reviewsPerLearner),
  );
};

describe("fitPopulation", () => {
  const learners = learnersOf("multiscale", 8, 150);
  const logs = learners.map(columnsOf);
  const population = orThrow(fitPopulation({ trainer: sbdTrainer, rounds: 6 })(logs));

  it("gives plain JSON that comes back, and predicts the learners it was made of better than the defaults", () => {
    expect(orThrow(parsePopulationPrior(JSON.parse(JSON.stringify(population))))).toEqual(population);
    expect(population).toMatchObject({ kind: "memory-population", version: 1, algorithm: "sbd", strength: 0.5 });
    expect(population.centre).toHaveLength(7);
    expect(population.scale).toEqual(Array.from({ length: 7 }, () => "linear"));
    expect(population.fit.learners).toBe(8);
    expect(population.fit.iterations).toBe(6);
    expect(population.fit.loss).toBeLessThan(population.fit.startLoss);
    for (const spread of population.spread) expect(spread).toBeGreaterThan(0);
  });

  it("counts the labels by the trainer's rule or by yours", () => {
    const all = learners.flat().length - new Set(learners.flat().map(({ card }) => card)).size;
    expect(population.fit.labels).toBe(all);
    const later = orThrow(fitPopulation({ trainer: sbdTrainer, rounds: 1, labels: "later-days" })(logs));
    expect(later.fit.labels).toBeLessThan(all);
    expect(later.fit.labels).toBeGreaterThan(all / 2);
  });

  it("keeps first stabilities by their logarithm, in order and within bounds", () => {
    const six = orThrow(fitPopulation({ trainer: fsrs6Trainer, rounds: 3 })(logs));
    expect(six.scale.map((scale, k) => (scale === "log" ? k : -1)).filter((k) => k >= 0)).toEqual([0, 1, 2, 3]);
    const projected = Float64Array.from(six.centre);
    fsrs6Trainer.project(projected);
    expect([...projected]).toEqual(six.centre);
  });

  it("is the same whatever is done in steps, and never touches its input", () => {
    const frozen = Object.freeze(logs.map((log) => Object.freeze(log)));
    const seen: string[] = [];
    const steps = fitPopulationSteps({ trainer: sbdTrainer, rounds: 6 })(frozen);
    const stepped = orThrow(run(steps, { onProgress: ({ phase }) => seen.push(phase) }));
    expect(stepped).toEqual(population);
    expect(seen).toEqual([
      ...Array.from({ length: 6 }, () => "all learners"),
      ...Array.from({ length: 6 }, () => "first half of the learners"),
      ...Array.from({ length: 6 }, () => "second half of the learners"),
    ]);
  });

  it("leaves a learner without labels at the mean, and moves one with many away from it", () => {
    const fitLearner = fitMemory({ trainer: sbdTrainer, prior: population });
    const [one] = learners[0] ?? [];
    const empty = orThrow(fitLearner(columnsOf(one === undefined ? [] : [one])));
    expect(empty.model.weights).toEqual(population.centre);
    const some = orThrow(fitLearner(logs[0] ?? { offsets: [0], grades: [], at: [] }));
    expect(some.model.weights).not.toEqual(population.centre);
    const tight = { ...population, spread: population.spread.map((spread) => spread * 1e-4) };
    const held = orThrow(
      fitMemory({ trainer: sbdTrainer, prior: tight })(logs[0] ?? { offsets: [0], grades: [], at: [] }),
    );
    for (const [k, weight] of held.model.weights.entries()) expect(weight).toBeCloseTo(population.centre[k] ?? 0, 3);
  });

  it("finds the spread smaller among learners who are all the same", () => {
    const same = Array.from({ length: 8 }, () => logs[0] ?? { offsets: [0], grades: [], at: [] });
    const clones = orThrow(fitPopulation({ trainer: sbdTrainer, rounds: 6 })(same));
    const sum = (spreads: readonly number[]): number => spreads.reduce((all, each) => all + each, 0);
    expect(sum(clones.spread) / clones.fit.factor).toBeLessThan(sum(population.spread) / population.fit.factor);
  });

  it("refuses logs without times, too few learners, and options it does not know", () => {
    const failure = (result: ReturnType<ReturnType<typeof fitPopulation>>) =>
      result._tag === "Left" ? result.left : undefined;
    const once = fitPopulation({ trainer: sbdTrainer, rounds: 1 });
    const untimed: ReviewColumns = { offsets: [0, 2], grades: [3, 3], elapsedDays: [0, 2] };
    expect(failure(once([untimed]))).toMatchObject({ issues: [{ path: [0, "at"], code: "missing" }] });
    expect(failure(once(logs.slice(0, 3)))).toEqual({
      _tag: "InsufficientData",
      in: "spacing.fitPopulation",
      of: "learners with reviews to learn from",
      needed: 4,
      found: 3,
    });
    expect(failure(once([{ ...untimed, grades: [3, 7], elapsedDays: undefined, at: [1e12, 1e12] }]))).toMatchObject({
      issues: [{ path: [0, "grades", 1], code: "unknown-value" }],
    });
    const mistyped = { trainer: sbdTrainer, round: 3 } as { trainer: typeof sbdTrainer };
    expect(failure(fitPopulation(mistyped)(logs))).toMatchObject({
      issues: [{ path: ["round"], code: "unknown-key" }],
    });
    expect(failure(fitPopulation({ trainer: sbdTrainer, rounds: 0 })(logs))).toMatchObject({
      issues: [{ path: ["rounds"], code: "out-of-range" }],
    });
  });
});

describe("parsePopulationPrior", () => {
  const stored = {
    kind: "memory-population",
    version: 1,
    algorithm: "half-life",
    centre: [1, -2, 3],
    spread: [0.1, 0.2, 0.3],
    scale: ["linear", "linear", "log"],
    strength: 0.5,
    fit: {
      learners: 4,
      labels: 9,
      labelRule: "later-days",
      iterations: 1,
      startLoss: 0.5,
      loss: 0.4,
      factor: 0.5,
      lastChange: 0,
      warnings: [{ code: "few-learners", values: { learners: 4, wanted: 20 } }],
    },
  };
  const issueOf = (change: object) => {
    const result = parsePopulationPrior({ ...stored, ...change });
    return result._tag === "Left" && result.left._tag === "InvalidInput" ? result.left.issues[0] : undefined;
  };

  it("takes what fitPopulation made, and names what does not fit", () => {
    expect(orThrow(parsePopulationPrior(stored))).toEqual(stored);
    expect(issueOf({ version: 2 })).toMatchObject({ path: ["version"], code: "unsupported-version" });
    expect(issueOf({ kind: "sbd" })).toMatchObject({ path: ["kind"], code: "unknown-value" });
    expect(issueOf({ spread: [0.1, 0, 0.3] })).toMatchObject({ path: ["spread", 1], code: "out-of-range" });
    expect(issueOf({ spread: [0.1] })).toMatchObject({ path: ["spread"], expected: "3 entries, one for each weight" });
    expect(issueOf({ scale: ["log"] })).toMatchObject({ path: ["scale"], code: "inconsistent" });
    expect(issueOf({ scale: ["linear", "log", "log"] })).toMatchObject({ path: ["centre", 1], code: "out-of-range" });
    expect(issueOf({ extra: 1 })).toMatchObject({ path: ["extra"], code: "unknown-key" });
    expect(issueOf({ fit: { ...stored.fit, learners: 0 } })).toMatchObject({ path: ["fit", "learners"] });
    expect(issueOf({ algorithm: "" })).toMatchObject({ path: ["algorithm"], code: "empty" });
  });
});

// few learners and few rounds, for speed: scripts/populationEvidence.ts has the whole table
describe("a population's prior on learners who had no part in it", () => {
  it.each(["activation", "multiscale"] as const)(
    "predicts later reviews better than the defaults and than a fit of one's own, after 30, 100 and 300 reviews (%s)",
    (memory) => {
      const parts = crossed(sbdTrainer, learnersOf(memory, 20, 400, "evidence"), 4);
      for (const { againstDefaults, againstOwnFit, againstRecentFit, againstCentre } of evidenceOf(
        sbdTrainer,
        parts,
        [30, 100, 300],
        200,
      )) {
        expect(againstDefaults.learners).toBe(20);
        expect(againstDefaults.upper).toBeLessThan(0);
        expect(againstOwnFit.upper).toBeLessThan(0);
        expect(againstRecentFit.upper).toBeLessThan(0);
        expect(againstCentre.mean).toBeLessThan(0);
      }
    },
  );

  // All of them are one person: there are no differences between learners to find, so this says nothing about what a prior is worth.
  it("does no harm to pseudo-learners to whom the cards of one real person were dealt", () => {
    const folder = sharedData("spacing");
    if (folder === null) return;
    const parts = crossed(fsrs6Trainer, pseudoLearners(readCsv(`${folder}revlog-sample.csv`), 24), 3);
    const [thirty, hundred, threeHundred] = evidenceOf(fsrs6Trainer, parts, [30, 100, 300], 1000);
    for (const evidence of [thirty, hundred]) expect(evidence?.againstDefaults.upper).toBeLessThan(0);
    for (const evidence of [thirty, hundred, threeHundred]) {
      expect(evidence?.againstOwnFit.upper).toBeLessThan(0);
      expect(Math.abs(evidence?.againstCentre.mean ?? 1)).toBeLessThan(1e-3);
    }
    // the interval reaches over 0: the defaults predict this person's later answers almost as well
    expect(threeHundred?.againstDefaults.mean).toBeLessThan(0);
  });
});
