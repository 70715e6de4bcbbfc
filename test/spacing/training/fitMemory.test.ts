import { describe, expect, it } from "vitest";
import { foldOver, orThrow, run } from "../../../src/core/vocabulary/index.ts";
import {
  crossValidateMemory,
  FSRS6_WEIGHTS,
  fitMemory,
  fitMemorySteps,
  fsrs6,
  fsrs6Trainer,
  memoryLossFold,
  type ReviewColumns,
} from "../../../src/spacing/index.ts";
import { sampleLog } from "./sampleLog.ts";

const log = sampleLog();
const fitted = fitMemory({ trainer: fsrs6Trainer });

/** A log of many cards alike: good every other day, forgotten each `every`th time; with instants. */
const madeUp = (cards: number, every: number, length = 6): ReviewColumns => {
  const rows = Array.from({ length: cards * length }, (_, k) => k);
  return {
    offsets: Array.from({ length: cards + 1 }, (_, card) => card * length),
    grades: rows.map((k) => (k % every === every - 1 ? 1 : 3)),
    at: rows.map((k) => Date.UTC(2025, 0, 1) + 86_400_000 * (2 ** (k % length) + Math.floor(k / length))),
  };
};

describe("fitting a memory model", () => {
  // expected values: /spacing/revlog-sample-expected.json
  it.skipIf(log === null)("finds the loss of known weights on the real log", () => {
    if (log === null) return;
    const theirs = [
      ...[0.199053, 0.894797, 2.542933, 6.190755, 6.601718, 0.48785, 3.208275, 0.045514, 1.625267, 0.233483, 0.571936],
      ...[1.591855, 0.031595, 0.375007, 1.835341, 0.600318, 1.8729, 0.757932, 0.092824, 0.146711, 0.233911],
    ];
    const start = fsrs6Trainer.modelOf(theirs, fsrs6.defaults);
    const kept = orThrow(fitMemory({ trainer: fsrs6Trainer, start, leastLabels: 1e9 })(log));
    expect(kept.fit).toMatchObject({ labels: 6032, n: 12_580, cards: 1205, iterations: 0 });
    expect(kept.fit.loss).toBeCloseTo(0.44583, 6);
    expect(kept.model.weights).toEqual(theirs);
    const plain = fitMemory({ trainer: fsrs6Trainer, start, leastLabels: 1e9, recency: null });
    expect(orThrow(plain(log)).fit.loss).toBeCloseTo(0.4552931953, 9);
    expect(orThrow(plain(log)).fit.totalWeight).toBe(6032);
  });

  it.skipIf(log === null)("fits the real log better than the published trainer, and the same each time", () => {
    if (log === null) return;
    const once = orThrow(fitted(log));
    expect(once.fit.startLoss).toBeCloseTo(0.4539186227, 9);
    expect(once.fit.loss).toBeLessThanOrEqual(0.4421);
    expect(once.fit.converged).toBe(true);
    expect(once.fit.warnings).toEqual([]);
    expect(orThrow(fitted(log))).toEqual(once);
    expect(orThrow(run(fitMemorySteps({ trainer: fsrs6Trainer })(log)))).toEqual(once);
    expect(orThrow(fsrs6.parse(JSON.parse(JSON.stringify(once.model))))).toEqual(once.model);
    // from its own answer there is nothing left to gain
    const again = orThrow(fitMemory({ trainer: fsrs6Trainer, start: once.model })(log));
    expect((once.fit.objective ?? 0) - (again.fit.objective ?? 0)).toBeLessThan(2e-6);
  });

  it.skipIf(log === null)("predicts later reviews of the real log: log loss 0.441, RMSE of bins 0.045", () => {
    if (log === null) return;
    const scores = orThrow(crossValidateMemory({ algorithm: fsrs6, fit: fitted })(log));
    expect(scores.predictions).toBe(5027);
    expect(scores.logLoss).toBeLessThanOrEqual(0.441);
    expect(scores.rmseBins).toBeLessThanOrEqual(0.045);
    expect(scores.unfitted.logLoss).toBeCloseTo(0.44547, 5);
  });

  it.skipIf(log === null)("trains as fsrs-rs does where asked: its outlier filter, near its loss", () => {
    if (log === null) return;
    const adam = fitMemory({ trainer: fsrs6Trainer, method: "adam" });
    const { fit: record, model } = orThrow(adam(log));
    expect(record.dropped).toEqual({ outliers: 50, tooLong: 0 });
    expect(record.labels).toBe(5688);
    expect(record.startLoss).toBeCloseTo(0.4530361518, 9); // default_filtered_chrono_recency
    expect(record.loss).toBeLessThan(0.444);
    expect(record.iterations).toBe(60);
    expect(orThrow(adam(log)).model).toEqual(model);
    expect(orThrow(fitMemory({ trainer: fsrs6Trainer, method: "adam", seed: 2 })(log)).model).not.toEqual(model);
    expect(model.weights[3]).toBeGreaterThan(model.weights[2]); // no card began with easy
  });

  it("is never worse than its start, and keeps its settings", () => {
    const start = { ...fsrs6.defaults, retention: 0.8, maximumIntervalDays: 100 };
    const { model, fit: record } = orThrow(fitMemory({ trainer: fsrs6Trainer, start })(madeUp(40, 4)));
    expect(model).toMatchObject({ kind: "fsrs-6", version: 1, retention: 0.8, maximumIntervalDays: 100 });
    expect(record.objective ?? 1).toBeLessThan(record.startObjective ?? 0);
    model.weights.forEach((weight, k) => {
      const [lower = 0, upper = 0] = fsrs6Trainer.bounds[k] ?? [];
      expect(weight).toBeGreaterThanOrEqual(lower);
      expect(weight).toBeLessThanOrEqual(upper);
    });
  });

  it("goes back to the start where Adam only made it worse", () => {
    const wild = { learningRate: 3, betas: [0.9, 0.999] as const, epochs: 1, batchLabels: 5 };
    const spoiled = fitMemory({ trainer: fsrs6Trainer, method: "adam", adam: wild, fitFirstStabilities: false });
    const { model, fit: record } = orThrow(spoiled(madeUp(40, 4)));
    expect(model.weights).toEqual(FSRS6_WEIGHTS);
    expect(record.warnings).toEqual([{ code: "kept-start", values: { labels: 200 } }]);
    expect(record.loss).toBe(record.startLoss);
  });

  it("takes the start for an answer where there is too little to learn from, and says so", () => {
    const reviews = madeUp(1, 3, 8);
    const { model, fit: record } = orThrow(fitted(reviews));
    expect(record.labels).toBe(7);
    expect(model.weights).toEqual(FSRS6_WEIGHTS);
    expect(record.warnings).toEqual([{ code: "too-few-labels", values: { labels: 7, leastLabels: 8 } }]);
    expect(orThrow(fitted(madeUp(1, 3, 9))).model.weights).not.toEqual(FSRS6_WEIGHTS);
  });

  it("has an answer for no cards and for cards reviewed once", () => {
    for (const reviews of [
      { offsets: [0], grades: [], elapsedDays: [] },
      { offsets: [0, 1, 2], grades: [3, 1], elapsedDays: [0, 0] },
    ]) {
      const { model, fit: record } = orThrow(fitted(reviews));
      expect(model.weights).toEqual(FSRS6_WEIGHTS);
      expect(record).toMatchObject({ labels: 0, totalWeight: 0, loss: null, startLoss: null, objective: null });
      expect(record.warnings.map(({ code }) => code)).toEqual(["no-times", "too-few-labels"]);
    }
  });

  it("lets what was known beforehand decide where all answers were alike, and says so", () => {
    const { model, fit: record } = orThrow(fitted(madeUp(30, 1000)));
    expect(record.warnings[0]).toEqual({ code: "one-outcome", values: { labels: 150, outcome: "recalled" } });
    expect(record.warnings).toHaveLength(1);
    expect(model.weights[2]).toBeGreaterThan(FSRS6_WEIGHTS[2]);
    const forgotten = { ...madeUp(30, 6), grades: new Uint8Array(180).fill(1) };
    expect(orThrow(fitted(forgotten)).fit.warnings[0]).toMatchObject({
      code: "one-outcome",
      values: { outcome: "forgotten" },
    });
  });

  it("counts all alike without times, and refuses recency by name", () => {
    const untimed = { offsets: [0, 4], grades: [3, 3, 1, 3], elapsedDays: [0, 1, 5, 2] };
    const { fit: record } = orThrow(fitted(untimed));
    expect(record).toMatchObject({ labels: 3, totalWeight: 3 });
    expect(record.warnings[0]).toEqual({ code: "no-times", values: { labels: 3 } });
    expect(fitMemory({ trainer: fsrs6Trainer, recency: { floor: 0.5, power: 1 } })(untimed)).toMatchObject({
      left: { _tag: "InvalidInput", in: "spacing.fitMemory", issues: [{ path: ["at"], code: "missing" }] },
    });
    expect(
      orThrow(fitMemory({ trainer: fsrs6Trainer, recency: null })(untimed)).fit.warnings.map(({ code }) => code),
    ).toEqual(["too-few-labels"]);
  });

  it("starts from the centre of a prior, and is held by it", () => {
    const centre = FSRS6_WEIGHTS.map((weight, k) => (k === 2 ? 5 : weight));
    const prior = { centre, spread: centre.map(() => 1e-6), strength: 0.5 };
    const { model, fit: record } = orThrow(fitMemory({ trainer: fsrs6Trainer, prior })(madeUp(20, 3)));
    model.weights.forEach((weight, k) => {
      expect(weight).toBeCloseTo(centre[k] ?? 0, 3);
    });
    expect(record.startObjective).toBe(record.startLoss);
    const free = orThrow(fitMemory({ trainer: fsrs6Trainer, prior: null })(madeUp(20, 3))).fit;
    expect(free.objective).toBe(free.loss);
    expect(free.loss ?? 1).toBeLessThan(record.loss ?? 0);
  });

  it("measures a prior by its logarithms where asked", () => {
    const prior = (scale: "linear" | "log") => ({
      centre: FSRS6_WEIGHTS,
      spread: FSRS6_WEIGHTS.map((_, k) => (k === 2 ? 0.5 : null)),
      scale: FSRS6_WEIGHTS.map(() => scale),
      strength: 2,
    });
    const start = fsrs6Trainer.modelOf(
      FSRS6_WEIGHTS.map((weight, k) => (k === 2 ? 2 * weight : weight)),
      fsrs6.defaults,
    );
    const penaltyOf = (scale: "linear" | "log"): number => {
      const { fit: record } = orThrow(
        fitMemory({ trainer: fsrs6Trainer, prior: prior(scale), start, leastLabels: 1e6 })(madeUp(20, 3)),
      );
      return ((record.objective ?? 0) - (record.loss ?? 0)) * record.totalWeight;
    };
    expect(penaltyOf("log")).toBeCloseTo(2 * (Math.LN2 / 0.5) ** 2, 8);
    expect(penaltyOf("linear")).toBeCloseTo(2 * (FSRS6_WEIGHTS[2] / 0.5) ** 2, 8);
  });

  it("names the weights that a bound holds while the objective falls beyond it, and no others at a bound", () => {
    const reviews = madeUp(100, 5);
    const { model, fit: record } = orThrow(fitMemory({ trainer: fsrs6Trainer, recency: null })(reviews));
    const { prior, bounds } = fsrs6Trainer;
    const fold = orThrow(memoryLossFold({ trainer: fsrs6Trainer, weights: model.weights }));
    const cards = Array.from({ length: 100 }, (_, card) => {
      const at = Array.from(reviews.at ?? []).slice(6 * card, 6 * card + 6);
      const elapsedDays = at.map((one, k) => Math.round((one - (at[k - 1] ?? one)) / 86_400_000));
      return { grades: Array.from(reviews.grades).slice(6 * card, 6 * card + 6), elapsedDays };
    });
    const { gradient } = orThrow(foldOver(fold)(cards));
    const held = bounds.flatMap(([lower, upper], k) => {
      const weight = model.weights[k] ?? 0;
      const spread = prior.spread[k] ?? Number.POSITIVE_INFINITY;
      const slope = (gradient[k] ?? 0) + (2 * prior.strength * (weight - (prior.centre[k] ?? 0))) / spread ** 2;
      return (weight === lower && slope > 0) || (weight === upper && slope < 0) ? [k] : [];
    });
    const atBound = record.warnings.find(({ code }) => code === "at-bound");
    expect(atBound?.values).toEqual({ weights: held.join(", ") });
    expect(held).toEqual([18, 20]);
  });

  it("says when no label weighs anything", () => {
    const { fit: record } = orThrow(
      fitMemory({ trainer: fsrs6Trainer, recency: { floor: 0, power: 1e9, reachesOne: false } })(madeUp(30, 5)),
    );
    expect(record).toMatchObject({ labels: 150, totalWeight: 0, loss: null, iterations: 0, converged: true });
    expect(record.warnings).toEqual([{ code: "labels-without-weight", values: { labels: 150 } }]);
  });

  it("leaves cards out that are longer than asked", () => {
    const { fit: record } = orThrow(fitMemory({ trainer: fsrs6Trainer, longestHistory: 5 })(madeUp(7, 4)));
    expect(record).toMatchObject({ labels: 0, dropped: { tooLong: 7, outliers: 0 } });
    expect(orThrow(fitMemory({ trainer: fsrs6Trainer, longestHistory: 6 })(madeUp(7, 4))).fit.labels).toBe(35);
  });

  it("says when it ran out of iterations", () => {
    const { fit: record } = orThrow(
      fitMemory({ trainer: fsrs6Trainer, maxIterations: 1, tolerance: 1e-12 })(madeUp(60, 4)),
    );
    const [first, ...others] = record.warnings;
    expect(first).toEqual({ code: "fit-not-converged", values: { iterations: 1 } });
    expect(others.every(({ code }) => code === "at-bound")).toBe(true);
    expect(record.converged).toBe(false);
  });

  it("names the option that does not fit", () => {
    const wrong = (options: object): unknown =>
      fitMemory({ trainer: fsrs6Trainer, ...options } as never)({ offsets: [0], grades: [], elapsedDays: [] });
    const at = (...path: (string | number)[]) => ({ left: { _tag: "InvalidInput", issues: [{ path }] } });
    expect(wrong({ metod: "adam" })).toMatchObject(at("metod"));
    expect(wrong({ method: "sgd" })).toMatchObject(at("method"));
    expect(wrong({ tolerance: 0 })).toMatchObject(at("tolerance"));
    expect(wrong({ maxIterations: 0 })).toMatchObject(at("maxIterations"));
    expect(wrong({ leastLabels: 0 })).toMatchObject(at("leastLabels"));
    expect(wrong({ longestHistory: 1 })).toMatchObject(at("longestHistory"));
    expect(wrong({ seed: 0.5 })).toMatchObject(at("seed"));
    expect(wrong({ recency: { floor: 2, power: 1 } })).toMatchObject(at("recency", "floor"));
    expect(wrong({ prior: { ...fsrs6Trainer.prior, centre: [1] } })).toMatchObject(at("prior", "centre"));
    const adam = { learningRate: 1, betas: [0.9, 0.9], epochs: 1, batchLabels: 1 };
    expect(wrong({ method: "adam", adam: { ...adam, betas: [0.9] } })).toMatchObject(at("adam", "betas"));
    expect(wrong({ adam })).toMatchObject(at("adam"));
    expect(wrong({ method: "adam", tolerance: 1e-3 })).toMatchObject(at("tolerance"));
    expect(wrong({ method: "adam", maxIterations: 9 })).toMatchObject(at("maxIterations"));
    const logarithms = { ...fsrs6Trainer.prior, scale: FSRS6_WEIGHTS.map(() => "log") };
    const zero = fsrs6Trainer.modelOf(
      FSRS6_WEIGHTS.map((weight, k) => (k === 8 ? 0 : weight)),
      fsrs6.defaults,
    );
    expect(wrong({ prior: logarithms, start: zero })).toMatchObject(at("start"));
    expect(wrong({ prior: { ...logarithms, spread: FSRS6_WEIGHTS.map(() => null) }, start: zero })).toHaveProperty(
      "right",
    );
    expect(wrong({ start: { kind: "fsrs-7" } })).toMatchObject(at("start"));
    expect(wrong({ trainer: { ...fsrs6Trainer, adam: null }, method: "adam" })).toMatchObject(at("adam"));
    expect(wrong({ trainer: 1 })).toMatchObject(at("trainer"));
  });
});
