import fc from "fast-check";
import { left, right } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { orThrow, run } from "../../../src/core/vocabulary/index.ts";
import { recallBin } from "../../../src/spacing/evaluation/recallBin.ts";
import {
  chronologicalFolds,
  compareMemories,
  createMemory,
  crossValidateMemory,
  crossValidateMemorySteps,
  evaluateMemory,
  FSRS6_WEIGHTS,
  fsrs6,
  fsrs7,
  gatherReviews,
  type ReviewColumns,
  replay,
} from "../../../src/spacing/index.ts";
import { anyHistory, DAY, START } from "../arbitraries.ts";

const memory = orThrow(createMemory(fsrs6)());
const quick = orThrow(createMemory(fsrs6)({ weights: FSRS6_WEIGHTS.map((w, k) => (k < 4 ? w / 2 : w)) }));
const exact = orThrow(createMemory(fsrs7)());
const HOUR = 3_600_000;

const logOf = (histories: readonly (readonly { readonly grade: unknown; readonly at: unknown }[])[]) =>
  orThrow(
    gatherReviews()(
      histories.flatMap(
        (history, card) =>
          history.map(({ grade, at }) => ({ card: `card ${card}`, grade: grade as 3, at: Number(at) })), // of anyHistory
      ),
    ),
  );

/** Instants a day apart and what follows from them, one card after the other. */
const dayLog: ReviewColumns & { readonly at: Float64Array } = {
  offsets: Uint32Array.of(0, 5, 8),
  grades: Uint8Array.of(3, 1, 3, 1, 3, 2, 3, 4),
  at: Float64Array.of(
    START,
    START + HOUR,
    START + 2 * DAY,
    START + 9 * DAY,
    START + 30 * DAY,
    START,
    START + DAY,
    START + 4 * DAY,
  ),
};

const failureOf = (answer: { readonly _tag: string; readonly left?: unknown }) => answer.left;
const issuesOf = (answer: { readonly _tag: string; readonly left?: unknown }) => {
  const failure = answer.left as { issues?: readonly { path: readonly unknown[]; code: string }[] } | undefined;
  return failure?.issues?.map(({ path, code }) => [path.join("."), code]);
};

describe("evaluateMemory", () => {
  it("scores what replay says before each review on a later day: the slow and obvious way", () => {
    fc.assert(
      fc.property(
        fc.array(anyHistory, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        fc.boolean(),
        (drawn, sameDay, fine) => {
          const subject = fine ? exact : memory;
          const histories = drawn.map((history) =>
            history.filter(({ at }, i) => i === 0 || Number(at) > Number(history[i - 1]?.at)),
          );
          const losses: number[] = [];
          let excess = 0;
          const bins = new Map<string, { p: number; y: number; n: number }>();
          for (const history of histories) {
            const { reviews } = orThrow(replay(subject as typeof memory)(history as never)); // either model
            let long = 1;
            let lapses = 0;
            reviews.forEach(({ recallBefore, state }, i) => {
              if (i === 0) return;
              const days = state.lastDay - (reviews[i - 1]?.state.lastDay ?? 0);
              const forgot = history[i]?.grade === "again";
              if (days > 0) long += 1;
              if (days > 0 || sameDay) {
                const p = recallBefore ?? Number.NaN;
                const kept = Math.min(Math.max(p, 1e-7), 1 - 1e-7);
                losses.push(-Math.log(forgot ? 1 - kept : kept));
                excess += p - (forgot ? 0 : 1);
                const key = recallBin(days, long, lapses);
                const bin = bins.get(key) ?? { p: 0, y: 0, n: 0 };
                bins.set(key, { p: bin.p + p, y: bin.y + (forgot ? 0 : 1), n: bin.n + 1 });
              }
              if (days > 0 && forgot) lapses += 1;
            });
          }
          const answer = evaluateMemory({ sameDay })(subject as typeof memory)(logOf(histories));
          if (losses.length === 0) {
            expect(failureOf(answer)).toEqual({
              _tag: "InsufficientData",
              in: "spacing.evaluateMemory",
              of: "reviews to score",
              needed: 1,
              found: 0,
            });
            return;
          }
          const scores = orThrow(answer);
          const n = losses.length;
          expect(scores.predictions).toBe(n);
          expect(scores.logLoss).toBeCloseTo(losses.reduce((sum, each) => sum + each, 0) / n, 9);
          expect(scores.bias).toBeCloseTo(excess / n, 9);
          expect(scores.bins).toBe(bins.size);
          const squares = Array.from(bins.values()).reduce(
            (sum, bin) => sum + bin.n * ((bin.p - bin.y) / bin.n) ** 2,
            0,
          );
          expect(scores.rmseBins).toBeCloseTo(Math.sqrt(squares / n), 9);
        },
      ),
    );
  });

  it("scores on two cards what can be worked out by hand", () => {
    const scores = orThrow(evaluateMemory({ groups: 2 })(memory)(dayLog));
    expect(scores.counts).toEqual({ reviews: 8, cards: 2, unscored: 3 });
    expect(scores.predictions).toBe(5);
    expect(scores.recalled).toBeCloseTo(0.8, 12);
    expect(scores.logLossOfConstant).toBeCloseTo(-(0.8 * Math.log(0.8) + 0.2 * Math.log(0.2)), 12);
    expect(scores.calibration.count).toEqual([2, 3]);
    expect(scores.kind).toBe("fsrs-6");
    const { logLoss, logLossOfConstant: constant } = scores;
    expect(scores.warnings).toEqual([
      { code: "few-predictions", values: { predictions: 5 } },
      { code: "no-better-than-constant", values: { logLoss, constant } },
    ]);
    expect(orThrow(evaluateMemory({ sameDay: true })(memory)(dayLog)).predictions).toBe(6);
    expect(orThrow(evaluateMemory({ from: START + 4 * DAY })(memory)(dayLog)).predictions).toBe(3);
    expect(orThrow(evaluateMemory({ from: new Date(START + 4 * DAY + 1) })(memory)(dayLog)).predictions).toBe(2);
  });

  it("weighs later reviews more, and one alone fully", () => {
    const weights = [0, 1, 2, 3, 4].map((i) => 0.25 + 0.75 * (i / 4) ** 3);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    // in order of time: recalled on days 1, 2 and 4, forgotten on day 9, recalled on day 30
    const expected = (sum - (weights[3] ?? 0)) / sum;
    expect(orThrow(evaluateMemory({ weights: "recency" })(memory)(dayLog)).recalled).toBeCloseTo(expected, 12);
    const one = { offsets: [0, 2], grades: [3, 3], at: [START, START + DAY] };
    const { recalled, auc, warnings } = orThrow(evaluateMemory({ weights: "recency" })(memory)(one));
    expect([recalled, auc]).toEqual([1, null]);
    expect(warnings.map(({ code }) => code)).toEqual(["one-outcome-only", "few-predictions"]);
  });

  it("takes days in place of instants, where nothing asks for instants", () => {
    const days = { offsets: [0, 3], grades: [3, 3, 1], elapsedDays: [0, 0.5, 3] };
    expect(orThrow(evaluateMemory()(exact)(days)).predictions).toBe(1);
    expect(orThrow(evaluateMemory()(exact)({ ...days, elapsedDays: [0, 1, 3] })).predictions).toBe(2);
    expect(issuesOf(evaluateMemory({ from: START })(exact)(days))).toEqual([["at", "missing"]]);
    expect(issuesOf(evaluateMemory({ weights: "recency" })(exact)(days))).toEqual([["at", "missing"]]);
    expect(issuesOf(chronologicalFolds()(days))).toEqual([["at", "missing"]]);
  });

  it("has the bins of srs-benchmark", () => {
    expect(recallBin(1, 2, 0)).toBe("2.48 4 0");
    expect(recallBin(3.62, 2, 1)).toBe("8.98 4 2");
    expect(recallBin(14, 4, 2)).toBe("32.5 7 3");
    expect(recallBin(13, 7, 3)).toBe("8.98 13 5");
    expect(recallBin(0, 1, 0)).toBe("0 2 0");
  });

  it("refuses options that do not fit", () => {
    expect(issuesOf(evaluateMemory({ groups: 1 })(memory)(dayLog))).toEqual([["groups", "out-of-range"]]);
    expect(issuesOf(evaluateMemory({ groups: 101 })(memory)(dayLog))).toEqual([["groups", "out-of-range"]]);
    expect(issuesOf(evaluateMemory({ weight: "recency" } as object)(memory)(dayLog))).toEqual([
      ["weight", "unknown-key"],
    ]);
    expect(issuesOf(chronologicalFolds({ folds: 0 })(dayLog))).toEqual([["folds", "out-of-range"]]);
  });
});

describe("chronologicalFolds", () => {
  it("never tests on what came before what was trained on, and leaves nothing out", () => {
    fc.assert(
      fc.property(
        fc.array(anyHistory, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (histories, folds) => {
          const log = logOf(histories);
          const answer = chronologicalFolds({ folds, sameDay: true })(log);
          const n = log.at.length - log.cards.length;
          if (answer._tag === "Left") {
            expect(n).toBeLessThanOrEqual(folds);
            return;
          }
          const { rows, starts } = answer.right;
          expect(new Set(rows).size).toBe(n);
          expect(starts.length).toBe(folds + 2);
          expect([starts[0], starts[folds + 1]]).toEqual([0, n]);
          for (let k = 1; k <= folds; k += 1)
            expect((starts[k] ?? 0) - (starts[k - 1] ?? 0)).toBe(Math.floor(n / (folds + 1)));
          for (let i = 1; i < n; i += 1)
            expect((log.at[rows[i] ?? 0] ?? 0) >= (log.at[rows[i - 1] ?? 0] ?? 0)).toBe(true);
        },
      ),
    );
  });
});

describe("crossValidateMemory", () => {
  const fits: ReviewColumns[] = [];
  const options = {
    algorithm: fsrs6,
    folds: 2,
    fit: (reviews: ReviewColumns) => {
      fits.push(reviews);
      return right({ model: fits.length % 2 === 1 ? memory.model : quick.model });
    },
  };

  it("fits before each fold to all that came before, and predicts the fold by that model", () => {
    fits.length = 0;
    const { folds, predictions, logLoss, unfitted, kind } = orThrow(crossValidateMemory(options)(dayLog));
    // later days in order of time: days 1, 2, 4, 9 and 30; so folds of one, one and three
    expect(folds.map(({ trained, tested }) => [trained, tested])).toEqual([
      [1, 1],
      [2, 3],
    ]);
    expect([kind, predictions]).toEqual(["fsrs-6", 4]);
    expect(folds[1]?.model).toEqual(quick.model);
    expect(fits.map(({ grades }) => Array.from(grades))).toEqual([
      [3, 1, 2, 3],
      [3, 1, 3, 2, 3],
    ]);
    expect(fits.map(({ offsets }) => Array.from(offsets))).toEqual([
      [0, 2, 4],
      [0, 3, 5],
    ]);
    const lossOf = (of: typeof memory, from: number) => orThrow(evaluateMemory({ from })(of)(dayLog));
    const early = lossOf(memory, START + 2 * DAY);
    const late = lossOf(memory, START + 4 * DAY);
    const quickly = lossOf(quick, START + 4 * DAY);
    expect(unfitted.logLoss).toBeCloseTo(early.logLoss, 12);
    expect(logLoss).toBeCloseTo((4 * early.logLoss - 3 * late.logLoss + 3 * quickly.logLoss) / 4, 12);
    fits.length = 0;
    const phases: string[] = [];
    const steps = run(crossValidateMemorySteps(options)(dayLog), { onProgress: ({ phase }) => phases.push(phase) });
    expect(orThrow(steps).logLoss).toBe(logLoss);
    expect(phases).toEqual(["fold 1 of 2", "fold 2 of 2"]);
  });

  it("hands the failure of a fit on, and tells what is wrong with what was handed in", () => {
    const failing = { ...options, fit: () => left({ _tag: "Cancelled", in: "fit", afterSteps: 3 } as const) };
    expect(failureOf(crossValidateMemory(failing)(dayLog))).toEqual({
      _tag: "Cancelled",
      in: "spacing.crossValidateMemory",
      afterSteps: 3,
    });
    for (const fit of [() => null, () => right({}), () => JSON.parse("{")])
      expect(issuesOf(crossValidateMemory({ ...options, fit: fit as never })(dayLog))).toEqual([["fit", "unreadable"]]);
    expect(failureOf(crossValidateMemory({ ...options, folds: 5 })(dayLog))).toEqual({
      _tag: "InsufficientData",
      in: "spacing.crossValidateMemory",
      of: "reviews to predict",
      needed: 6,
      found: 5,
    });
    expect(issuesOf(crossValidateMemory({ ...options, from: START } as never)(dayLog))).toEqual([
      ["from", "unknown-key"],
    ]);
  });
});

describe("compareMemories", () => {
  it("is the difference of the log losses, with the interval of a ratio over cards or learners", () => {
    const { estimate, standardError, interval, n, diagnostics, test } = orThrow(
      compareMemories()([memory, quick])(dayLog),
    );
    const losses = [memory, quick].map((each) => orThrow(evaluateMemory()(each)(dayLog)).logLoss);
    expect(diagnostics["firstLogLoss"]).toBeCloseTo(losses[0] ?? 0, 12);
    expect(diagnostics["secondLogLoss"]).toBeCloseTo(losses[1] ?? 0, 12);
    expect(estimate).toBeCloseTo((losses[1] ?? 0) - (losses[0] ?? 0), 12);
    expect(n).toEqual({ rows: 5, clusters: 2 });
    // by hand: two groups with three and two predictions
    const single = (from: number, to: number) => {
      const part = {
        offsets: [0, to - from],
        grades: Array.from(dayLog.grades).slice(from, to),
        at: dayLog.at.slice(from, to),
      };
      const [a = 0, b = 0] = [memory, quick].map((each) => orThrow(evaluateMemory()(each)(part)).logLoss);
      return b - a;
    };
    const d = estimate ?? 0;
    const groups = [3 * (single(0, 5) - d), 2 * (single(5, 8) - d)];
    const byHand = Math.sqrt(2 * groups.reduce((sum, each) => sum + each * each, 0)) / 5;
    expect(standardError?.value).toBeCloseTo(byHand, 12);
    const t = 12.706204736174698; // R 4.2: qt(.975, 1)
    expect(interval.lower).toBeCloseTo(d - t * byHand, 9);
    expect(interval.upper).toBeCloseTo(d + t * byHand, 9);
    expect(interval.method).toBe("t over 2 cards");
    expect(test?.statistic).toBeCloseTo(d / byHand, 9);
  });

  it("takes learners as groups where the log names them, finds no difference between a model and itself, and needs two groups", () => {
    const learners = ["ana", "ben"];
    const named = orThrow(compareMemories()([memory, quick])({ ...dayLog, learners }));
    expect(named.interval.method).toBe("t over 2 learners");
    const same = orThrow(compareMemories()([memory, memory])(dayLog));
    expect([same.estimate, same.standardError?.value, same.test]).toEqual([0, 0, undefined]);
    expect(failureOf(compareMemories()([memory, quick])({ ...dayLog, learners: ["ana", "ana"] }))).toEqual({
      _tag: "InsufficientData",
      in: "spacing.compareMemories",
      of: "learners with a review to score",
      needed: 2,
      found: 1,
    });
    expect(orThrow(compareMemories({ by: "card" })([memory, quick])({ ...dayLog, learners })).n.clusters).toBe(2);
    expect(issuesOf(compareMemories({ by: "learner" })([memory, quick])(dayLog))).toContainEqual([
      "learners",
      "missing",
    ]);
    expect(issuesOf(compareMemories()([memory] as never)(dayLog))).toEqual([["memories", "inconsistent"]]);
  });
});
