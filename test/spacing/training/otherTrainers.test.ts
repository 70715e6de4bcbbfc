import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { simulateReviewLog } from "../../../src/simulate/index.ts";
import {
  crossValidateMemory,
  fitMemory,
  fsrs7Trainer,
  gatherReviews,
  halfLifeTrainer,
  type MemoryModel,
  type MemoryState,
  type MemoryTrainer,
  sbdTrainer,
} from "../../../src/spacing/index.ts";
import { sampleLog } from "./sampleLog.ts";

const log = sampleLog();

const simulated = (memory: "activation" | "multiscale") =>
  orThrow(
    gatherReviews({})(orThrow(simulateReviewLog({ seed: 3, memory, learners: 3, reviewsPerLearner: 400 })).reviews),
  );

/** What a fit to the real log reaches, and the scores of its five chronological folds. */
interface Reached {
  /** Whether the objective of 1,200 reviews is smooth where it is least: FSRS-7's has edges, at which no step lowers it further. */
  readonly smooth: boolean;
  readonly objective: number;
  readonly logLoss: number;
  readonly rmseBins: number;
}

const suite = <M extends MemoryModel, S extends MemoryState>(
  name: string,
  trainer: MemoryTrainer<M, S>,
  reached: Reached,
): void => {
  describe(`fitMemory with ${name}`, () => {
    const fitted = fitMemory({ trainer });

    it.each(["activation", "multiscale"] as const)("lowers the loss on a simulated log (%s)", (memory) => {
      const reviews = simulated(memory);
      const { fit: record, model } = orThrow(fitted(reviews));
      expect(record.converged).toBe(reached.smooth);
      const codes = record.warnings.map(({ code }) => code).filter((code) => code !== "at-bound");
      expect(codes).toEqual(reached.smooth ? [] : ["fit-not-converged"]);
      expect(record.loss ?? 1).toBeLessThan(record.startLoss ?? 0);
      expect(orThrow(trainer.algorithm.parse(JSON.parse(JSON.stringify(model))))).toEqual(model);
      trainer.weightsOf(model).forEach((weight, k) => {
        const [lower = 0, upper = 0] = trainer.bounds[k] ?? [];
        expect(weight).toBeGreaterThanOrEqual(lower);
        expect(weight).toBeLessThanOrEqual(upper);
      });
      // at an edge, too, a search that begins there finds no more
      const again = orThrow(fitMemory({ trainer, start: model, fitFirstStabilities: false })(reviews));
      expect((record.objective ?? 0) - (again.fit.objective ?? 0)).toBeLessThan(1e-5);
    });

    it.skipIf(log === null)("ends on the real log where no further step is worth it", () => {
      if (log === null) return;
      const once = orThrow(fitted(log));
      expect(once.fit.converged).toBe(true);
      expect(once.fit.objective).toBeLessThanOrEqual(reached.objective);
      const again = orThrow(fitMemory({ trainer, start: once.model })(log));
      expect((once.fit.objective ?? 0) - (again.fit.objective ?? 0)).toBeLessThan(1e-5);
    });

    it.skipIf(log === null)("predicts later reviews of the real log", () => {
      if (log === null) return;
      const scores = orThrow(crossValidateMemory({ algorithm: trainer.algorithm, fit: fitted })(log));
      expect(scores.predictions).toBe(5027);
      expect(scores.logLoss).toBeLessThanOrEqual(reached.logLoss);
      expect(scores.rmseBins).toBeLessThanOrEqual(reached.rmseBins);
    });
  });
};

// what they reached when they were written, rounded up: no program publishes these
suite("FSRS-7", fsrs7Trainer, { smooth: false, objective: 0.4489, logLoss: 0.4335, rmseBins: 0.042 });
suite("SBD", sbdTrainer, { smooth: true, objective: 0.45502, logLoss: 0.44, rmseBins: 0.0395 });
suite("half-life regression", halfLifeTrainer, { smooth: true, objective: 0.7993, logLoss: 0.6198, rmseBins: 0.0902 });
