import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { answer, createKnowledge, type EloItem, type EloLearner, elo } from "../../../src/recommend/index.ts";
import { sharedData } from "../../support/sharedData.ts";

const folder = sharedData("recommend");

interface Row {
  readonly user: string;
  readonly item: string;
  readonly skills: readonly string[];
  readonly correct: boolean;
}

const rowsOf = (file: string): readonly Row[] =>
  folder === null
    ? []
    : readFileSync(join(folder, file), "utf8")
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => {
          const [user = "", item = "", skill = "", correct = ""] = line.split(",");
          return { user, item, skills: [skill], correct: correct.trim() === "1" };
        });

/** The chance that a right answer was predicted higher than a wrong one, ties counted half: by ranks. */
const auc = (predicted: readonly number[], correct: readonly boolean[]): number => {
  const order = predicted
    .map((_, index) => index)
    .sort((one, other) => (predicted[one] ?? 0) - (predicted[other] ?? 0));
  let rightRanks = 0;
  let right = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && predicted[order[end] ?? 0] === predicted[order[start] ?? 0]) end += 1;
    for (let place = start; place < end; place += 1) {
      if (correct[order[place] ?? 0] !== true) continue;
      rightRanks += (start + 1 + end) / 2;
      right += 1;
    }
    start = end;
  }
  return (rightRanks - (right * (right + 1)) / 2) / (right * (order.length - right));
};

const rmse = (predicted: readonly number[], correct: readonly boolean[]): number =>
  Math.sqrt(
    predicted.reduce((sum, probability, index) => sum + (probability - (correct[index] ? 1 : 0)) ** 2, 0) /
      predicted.length,
  );

describe.skipIf(folder === null)("Elo on ASSISTments 2009", () => {
  const train = rowsOf("as09_train.csv");
  const test = rowsOf("as09_test.csv");

  type Options = NonNullable<
    Parameters<ReturnType<typeof createKnowledge<typeof elo.defaults, EloLearner, EloItem>>>[0]
  >;

  /** What follows from an answer, through the public function or, to save the time of checking, straight from the arithmetic. */
  const stepper = (options: Options, checked: boolean) => {
    const knowledge = orThrow(createKnowledge(elo)(options));
    const { kernel } = knowledge;
    const next = answer(knowledge);
    return (learner: EloLearner | undefined, item: EloItem | undefined, { skills, correct }: Row) =>
      checked
        ? orThrow(next({ learnerState: learner, itemState: item, skills, correct }))
        : kernel.answer(learner ?? kernel.newLearner(), item ?? kernel.newItem(), skills, correct);
  };

  /** Train, then test, learners one after the other; items carry over. `inTest` holds in the test. */
  const evaluate = (options: Options, inTest: Options, checked: boolean): { auc: number; rmse: number } => {
    const items = new Map<string, EloItem>();
    const predicted: number[] = [];
    const correct: boolean[] = [];
    for (const [rows, settings] of [
      [train, options],
      [test, inTest],
    ] as const) {
      const next = stepper(settings, checked && rows === test);
      let user: string | undefined;
      let learner: EloLearner | undefined;
      for (const row of rows) {
        if (row.user !== user) learner = undefined;
        user = row.user;
        const outcome = next(learner, items.get(row.item), options.skillWeight === 0 ? { ...row, skills: [] } : row);
        learner = outcome.learnerState;
        items.set(row.item, outcome.itemState);
        if (rows === train) continue;
        predicted.push(outcome.predicted);
        correct.push(row.correct);
      }
    }
    expect(predicted.length).toBe(58_266);
    return { auc: auc(predicted, correct), rmse: rmse(predicted, correct) };
  };

  // expected.json, elo_assistments09; recomputed there by a program of its own
  const constant = { skillWeight: 0, uncertainty: { a: 0.4, b: 0 } };
  it.each([
    ["plain", { skillWeight: 0 }, {}, 0.756106, 0.429108],
    ["items frozen in test", { skillWeight: 0 }, { freezeItems: true }, 0.753907, 0.429849],
    ["skills at half weight", { skillWeight: 0.5 }, {}, 0.760843, 0.427872],
    ["skills at full weight", { skillWeight: 1 }, {}, 0.75692, 0.431593],
    ["steps of .4 throughout", constant, {}, 0.747776, 0.430514],
  ])(
    "predicts the answers of 623 new learners as published: %s",
    (name, options, inTest, expectedAuc, expectedRmse) => {
      const reached = evaluate(options, { ...options, ...inTest }, name === "skills at half weight");
      expect(Math.abs(reached.auc - expectedAuc)).toBeLessThan(1e-6); // six decimals are given
      expect(Math.abs(reached.rmse - expectedRmse)).toBeLessThan(1e-6);
    },
  );
});
