import { right } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { memoryScores } from "../../../src/spacing/evaluation/memoryScores.ts";
import { predictionRows, predictRecall } from "../../../src/spacing/evaluation/predictRecall.ts";
import {
  chronologicalFolds,
  createMemory,
  crossValidateMemory,
  evaluateMemory,
  fitMemory,
  fsrs6,
  fsrs6Trainer,
  type ReviewColumns,
  type ReviewLog,
} from "../../../src/spacing/index.ts";
import { readHistories } from "../../../src/spacing/readHistories.ts";
import { sharedData } from "../../support/sharedData.ts";
import { type ExpectedScores, realLog } from "./realLog.ts";

const folder = sharedData("spacing");
const memoryOf = (weights?: readonly number[]) => orThrow(createMemory(fsrs6)({ weights }));

/** An item of fsrs-rs: a review on a later day with all before it. */
interface Item {
  /** Place among the predictions. */
  readonly place: number;
  readonly at: number;
  /** Whether it is the card's first on a later day. */
  readonly initial: boolean;
  readonly rating: number;
  /** Days until the first review on a later day. */
  readonly firstDays: number;
}

/** The items of a log as fsrs-rs 6.5 makes them, in order of time; written from the rules, apart from the code under test. */
const itemsOf = ({ offsets, grades, day, at }: ReviewLog): readonly Item[] => {
  const items: Item[] = [];
  for (let card = 0; card + 1 < offsets.length; card += 1) {
    const start = offsets[card] ?? 0;
    let firstDays = 0;
    for (let row = start + 1; row < (offsets[card + 1] ?? 0); row += 1) {
      const days = (day[row] ?? 0) - (day[row - 1] ?? 0);
      if (days <= 0) continue;
      const initial = firstDays === 0;
      if (initial) firstDays = days;
      items.push({ place: items.length, at: at[row] ?? 0, initial, rating: grades[start] ?? 0, firstDays });
    }
  }
  return items.sort((a, b) => a.at - b.at);
};

/** The outlier filter of fsrs-rs 6.5, and what its `evaluate` makes of the order: first ones first, by group, then the rest by time. */
const filtered = (
  items: readonly Item[],
): { readonly chronological: readonly Item[]; readonly concat: readonly Item[] } => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    if (!item.initial) continue;
    const key = `${item.rating} ${item.firstDays}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  const dropped = new Set<string>();
  const kept: Item[] = [];
  for (const rating of [1, 2, 3, 4]) {
    const own = Array.from(groups.entries())
      .filter(([key]) => key.startsWith(`${rating} `))
      .sort(([, a], [, b]) => a.length - b.length || (a[0]?.firstDays ?? 0) - (b[0]?.firstDays ?? 0));
    const total = own.reduce((sum, [, each]) => sum + each.length, 0);
    let removed = 0;
    for (const [key, each] of own) {
      const few = removed + each.length < Math.max(20, Math.floor(total / 20));
      const odd = each.length < 6 || (each[0]?.firstDays ?? 0) > (rating === 4 ? 365 : 100);
      if (few || odd) {
        dropped.add(key);
        removed += few ? each.length : 0;
      } else kept.push(...each);
    }
  }
  const chronological = items.filter(({ rating, firstDays }) => !dropped.has(`${rating} ${firstDays}`));
  return { chronological, concat: [...kept, ...chronological.filter(({ initial }) => !initial)] };
};

/** Scores these items, the later in the list the more they count. */
const scored = (log: ReviewLog, weights: readonly number[] | undefined, items: readonly Item[]) => {
  const memory = memoryOf(weights);
  const histories = readHistories({ issues: [], more: 0 }, memory.model, log);
  const all = predictRecall(memory, histories, predictionRows(histories, { sameDay: false, from: -Infinity }));
  const pick = <A extends Float64Array | Uint32Array | Uint8Array>(column: A, into: A): A => {
    items.forEach(({ place }, k) => {
      into[k] = column[place] ?? 0;
    });
    return into;
  };
  const n = items.length;
  const predictions = {
    row: pick(all.row, new Uint32Array(n)),
    card: pick(all.card, new Uint32Array(n)),
    recall: pick(all.recall, new Float64Array(n)),
    recalled: pick(all.recalled, new Uint8Array(n)),
    days: pick(all.days, new Float64Array(n)),
    reviews: pick(all.reviews, new Uint32Array(n)),
    lapses: pick(all.lapses, new Uint32Array(n)),
  };
  return memoryScores(
    predictions,
    Float64Array.from(items, (_, i) => 0.25 + 0.75 * (i / (n - 1)) ** 3),
    10,
  );
};

describe.skipIf(folder === null)("evaluateMemory on a real log", () => {
  if (folder === null) return;
  const { log, expected } = realLog(folder);
  const own = expected.ownEvaluation;
  const optimised = expected.binding.shortTermTrue.parameters;

  // another program, in float64, written from the published rules: data/spacing/revlog-sample-expected.json, ownEvaluation
  const agrees = (
    scores: {
      readonly logLoss: number;
      readonly rmseBins: number;
      readonly auc: number | null;
      readonly bins: number;
      readonly predictions: number;
    },
    wanted: ExpectedScores | undefined,
    digits = 1e-6,
  ): void => {
    expect(Math.abs(scores.logLoss - (wanted?.logLoss ?? 0))).toBeLessThan(digits);
    expect(Math.abs(scores.rmseBins - (wanted?.rmseBins ?? 0))).toBeLessThan(digits);
    expect(Math.abs((scores.auc ?? 0) - (wanted?.auc ?? 0))).toBeLessThan(digits);
    expect([scores.bins, scores.predictions]).toEqual([wanted?.bins, wanted?.n]);
  };

  it("scores default, optimised and py-fsrs weights as an independent program does, unweighted and by recency", () => {
    const evaluate = (weights: readonly number[] | undefined, by: "equal" | "recency") =>
      orThrow(evaluateMemory({ weights: by })(memoryOf(weights))(log));
    const py = expected.pyFsrsParametersEvaluated;
    agrees(evaluate(undefined, "equal"), own["default_all_unweighted"]);
    agrees(evaluate(undefined, "recency"), own["default_all_recency"]);
    agrees(evaluate(optimised, "equal"), own["optimised_all_unweighted"]);
    agrees(evaluate(py.parameters, "equal"), py.allUnweighted);
    agrees(evaluate(py.parameters, "recency"), py.allRecency);
  });

  it("counts what the log holds", () => {
    const { counts, predictions, recalled, warnings } = orThrow(evaluateMemory()(memoryOf())(log));
    expect(counts).toEqual({ reviews: 12_580, cards: 1_205, unscored: 1_205 + 5_343 });
    expect(predictions).toBe(6_032);
    expect(recalled).toBeCloseTo(0.7791777188328912, 12);
    expect(warnings).toEqual([]);
  });

  it("pools five chronological folds as an independent program does, for weights that nothing is learned by", () => {
    const lengths: number[] = [];
    const fit = (reviews: ReviewColumns) => {
      lengths.push(reviews.grades.length);
      return right({ model: fsrs6.defaults });
    };
    const validated = orThrow(crossValidateMemory({ algorithm: fsrs6, fit })(log));
    // data/spacing/revlog-sample-expected.json, timeSeries5Split.default, given to five digits
    const { logLoss, rmseBins } = expected.timeSeries5Split.default;
    expect(validated.logLoss).toBeCloseTo(logLoss, 5);
    expect(validated.rmseBins).toBeCloseTo(rmseBins, 5);
    expect(validated.predictions).toBe(5_027);
    expect(validated.folds.map(({ trained, tested }) => [trained, tested])).toEqual([
      [1005, 1005],
      [2010, 1005],
      [3015, 1005],
      [4020, 1005],
      [5025, 1007],
    ]);
    const { logLoss: again, ici, auc } = validated.unfitted;
    expect([again, ici, auc]).toEqual([validated.logLoss, validated.ici, validated.auc]);
    // before each fold a fit sees every review, of any card, that came before the fold's first
    const { rows, starts } = orThrow(chronologicalFolds()(log));
    const before = (fold: number): number =>
      log.at.filter((at) => at < (log.at[rows[starts[fold] ?? 0] ?? 0] ?? 0)).length;
    expect(lengths).toEqual([1, 2, 3, 4, 5].map(before));
  });

  it("reaches on five chronological folds, fitted to what came before, what full-batch training was measured to reach", () => {
    const { predictions, logLoss, rmseBins, unfitted } = orThrow(
      crossValidateMemory({ algorithm: fsrs6, fit: fitMemory({ trainer: fsrs6Trainer }) })(log),
    );
    // timeSeries5Split: a prototype .44024 / .04277, the binding .44931 / .05676; the bars are those of the research
    expect(predictions).toBe(5_027);
    expect(logLoss).toBeLessThan(0.441);
    expect(rmseBins).toBeLessThan(0.045);
    expect(logLoss).toBeLessThan(unfitted.logLoss);
  });

  it("reproduces evaluate of @open-spaced-repetition/binding 0.5.0, with its filter and its order", () => {
    const items = itemsOf(log);
    const { chronological, concat } = filtered(items);
    expect(concat.length).toBe(5_688);
    agrees(scored(log, undefined, concat), own["default_filteredConcat_recency"]);
    agrees(scored(log, optimised, concat), own["optimised_filteredConcat_recency"]);
    agrees(scored(log, undefined, chronological), own["default_filtered_chrono_recency"]);
    // the binding itself works in float32
    const { defaultParametersEvaluate, shortTermTrue } = expected.binding;
    for (const [weights, wanted] of [
      [undefined, defaultParametersEvaluate],
      [optimised, shortTermTrue.evaluateOnTrain],
    ] as const) {
      const { logLoss, rmseBins } = scored(log, weights, concat);
      expect(Math.abs(logLoss - wanted.logLoss)).toBeLessThan(1e-6);
      expect(Math.abs(rmseBins - wanted.rmseBins)).toBeLessThan(1e-6);
    }
  });
});
