import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { areaUnderCurve, rootMeanSquaredError } from "../../../src/core/scoring/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  type AnswerLog,
  type AnswerTrace,
  createKnowledge,
  type EloItem,
  type EloLearner,
  elo,
  traceAnswers,
} from "../../../src/recommend/index.ts";
import { sharedData } from "../../support/sharedData.ts";

const folder = sharedData("recommend");

type Options = NonNullable<Parameters<ReturnType<typeof createKnowledge<typeof elo>>>[0]>;

interface Log extends AnswerLog<EloLearner, EloItem> {
  readonly skills: readonly (readonly string[])[];
  readonly correct: Uint8Array;
}

const logOf = (file: string): Log => {
  const text = folder === null ? "" : readFileSync(join(folder, file), "utf8");
  const rows = text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(","));
  return {
    learners: rows.map(([user = ""]) => user),
    items: rows.map(([, item = ""]) => item),
    skills: rows.map(([, , skill = ""]) => [skill]),
    correct: Uint8Array.from(rows, ([, , , correct]) => Number(correct)),
  };
};

describe.skipIf(folder === null)("Elo on ASSISTments 2009", () => {
  const train = logOf("as09_train.csv");
  const test = logOf("as09_test.csv");

  /** Train, then test; items carry over, and every learner of the test is new. `inTest` holds in the test. */
  const evaluate = (options: Options, inTest: Options): AnswerTrace<EloLearner, EloItem> => {
    const plain = options.skillWeight === 0;
    const log = ({ skills, ...rest }: Log) => (plain ? rest : { ...rest, skills });
    const { itemStates } = orThrow(traceAnswers(orThrow(createKnowledge(elo)(options)))(log(train)));
    return orThrow(traceAnswers(orThrow(createKnowledge(elo)(inTest)))({ ...log(test), itemStates }));
  };

  const expectScores = (predicted: Float64Array, area: number, error: number): void => {
    expect(predicted.length).toBe(58_266);
    expect(Math.abs((areaUnderCurve(predicted, test.correct) ?? 0) - area)).toBeLessThan(1e-6); // six decimals are given
    expect(Math.abs((rootMeanSquaredError(predicted, test.correct) ?? 0) - error)).toBeLessThan(1e-6);
  };

  // expected.json, elo_assistments09; recomputed there by a program of its own
  const constant = { skillWeight: 0, uncertainty: { a: 0.4, b: 0 } };
  it.each([
    ["plain", { skillWeight: 0 }, {}, 0.756106, 0.429108],
    ["items frozen in test", { skillWeight: 0 }, { itemWeight: 0 }, 0.753907, 0.429849],
    ["skills at half weight", { skillWeight: 0.5 }, {}, 0.760843, 0.427872],
    ["skills at full weight", { skillWeight: 1 }, {}, 0.75692, 0.431593],
    ["steps of .4 throughout", constant, {}, 0.747776, 0.430514],
    // from another program of twenty lines in Python that shares nothing with this one
    ["items that learn less", { itemWeight: 0.7 }, {}, 0.760845, 0.42647],
  ])(
    "predicts the answers of 623 new learners as an independent program does: %s",
    (_, options, inTest, area, error) => {
      const { predicted, learnerStates } = evaluate(options, { ...options, ...inTest });
      expect(learnerStates.size).toBe(623);
      expectScores(predicted, area, error);
    },
  );

  it("predicts better where new items start from those of their skill, as the comment of coldItem says", () => {
    const knowledge = orThrow(createKnowledge(elo)());
    const { kernel } = knowledge;
    const items = new Map<string, EloItem>();
    const itemsOfSkill = new Map<string, string[]>();
    const predicted = new Float64Array(test.correct.length);
    for (const log of [train, test]) {
      let learner = kernel.newLearner();
      for (const [row, id] of log.items.entries()) {
        if (log.learners[row] !== log.learners[row - 1]) learner = kernel.newLearner();
        const [skill = ""] = log.skills[row] ?? [];
        let item = items.get(id);
        if (item === undefined) {
          const similar = itemsOfSkill.get(skill) ?? [];
          item = kernel.newItem(similar.flatMap((other) => items.get(other) ?? [])); // the arithmetic of coldItem
          itemsOfSkill.set(skill, [...similar, id]);
        }
        const outcome = kernel.answer(learner, item, [skill], log.correct[row] === 1);
        learner = outcome.learnerState;
        items.set(id, outcome.itemState);
        if (log === test) predicted[row] = outcome.predicted;
      }
    }
    expectScores(predicted, 0.764963, 0.425643); // from the same program in Python
  });
});
