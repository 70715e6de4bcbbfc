import { describe, expect, it } from "vitest";
import { reading } from "../../../src/core/check/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { halfLife } from "../../../src/spacing/halfLife/halfLife.ts";
import { readTrainer } from "../../../src/spacing/training/readTrainer.ts";
import { type IssueLine, issuesOf } from "./issuesOf.ts";

const ALGORITHM = { kind: "made-up", defaults: { kind: "made-up" }, parse: () => null, prepare: () => null };
const TRAINER = {
  algorithm: ALGORITHM,
  defaults: [1, 2, 3, 4, 5],
  bounds: [
    [0, 9],
    [2, 2],
    [-1, 9],
    [0, 9],
    [0, 9],
  ],
  prior: { centre: [1, 2, 3, 4, 5], spread: [1, 1, 1, 1, null], strength: 2 },
  recency: { floor: 0.25, power: 3, reachesOne: true },
  labels: "later-days",
  firstStabilities: [0, 1, 2, 4],
  adam: { learningRate: 0.04, betas: [0.9, 0.999], epochs: 5, batchLabels: 512 },
  prepare: () => "prepared",
  project: () => "projected",
  weightsOf: () => "weights",
  modelOf: () => "model",
};

const of = (change: object): readonly IssueLine[] =>
  issuesOf((found) => readTrainer(found, ["trainer"], { ...TRAINER, ...change }));

describe("a trainer, read", () => {
  it("is what was given, part by part", () => {
    const plain = ({
      algorithm,
      defaults,
      bounds,
      prior,
      recency,
      labels,
      firstStabilities,
      adam,
    }: typeof TRAINER) => ({
      ...{ algorithm, defaults, bounds, prior, recency, labels, firstStabilities, adam },
    });
    const read = (change: object) =>
      orThrow(reading("a test", (found) => readTrainer(found, ["trainer"], { ...TRAINER, ...change })));
    expect(read({})).toMatchObject(plain(TRAINER));
    const bare = { recency: null, firstStabilities: null, adam: null, labels: "all" };
    expect(read(bare)).toMatchObject(bare);
  });

  it("hands everything on to the functions of the given one, with its this", () => {
    const calls: unknown[] = [];
    const given = {
      ...TRAINER,
      prepare(...all: unknown[]) {
        calls.push(["prepare", this === given, ...all]);
      },
      project(...all: unknown[]) {
        calls.push(["project", this === given, ...all]);
      },
      weightsOf(...all: unknown[]) {
        calls.push(["weightsOf", this === given, ...all]);
      },
      modelOf(...all: unknown[]) {
        calls.push(["modelOf", this === given, ...all]);
      },
    };
    const taken = orThrow(reading("a test", (found) => readTrainer(found, [], given)));
    const nothing = new Uint32Array(0);
    const histories = {
      ...{ offsets: nothing, grades: new Uint8Array(0) },
      ...{ elapsedDays: new Float64Array(0), weights: new Float64Array(0) },
    };
    const model = halfLife.defaults;
    taken?.prepare(histories);
    taken?.project(histories.weights);
    taken?.weightsOf(model);
    taken?.modelOf([1], model);
    expect(calls).toEqual([
      ["prepare", true, histories],
      ["project", true, histories.weights],
      ["weightsOf", true, model],
      ["modelOf", true, [1], model],
    ]);
  });

  it("is null where something is wrong", () => {
    for (const value of [7, { ...TRAINER, adam: 1 }]) {
      let answer: unknown = "not yet";
      issuesOf((found) => {
        answer = readTrainer(found, [], value);
      });
      expect(answer).toBeNull();
    }
  });

  it("is an object", () => {
    expect(issuesOf((found) => readTrainer(found, ["trainer"], undefined))).toEqual([
      ["trainer", "missing", "a trainer such as fsrs6Trainer", "undefined"],
    ]);
  });

  it.each<[object, IssueLine]>([
    [{ algorithm: 5 }, ["trainer.algorithm", "wrong-type", "a memory algorithm", "5"]],
    [
      { algorithm: { ...ALGORITHM, kind: "" } },
      ["trainer.algorithm.kind", "empty", "a string that is not empty", '""'],
    ],
    [
      { algorithm: { ...ALGORITHM, defaults: null } },
      ["trainer.algorithm.defaults", "wrong-type", "the default model", "null"],
    ],
    [{ algorithm: { ...ALGORITHM, parse: 1 } }, ["trainer.algorithm.parse", "wrong-type", "a function", "1"]],
    [
      { algorithm: { ...ALGORITHM, prepare: undefined } },
      ["trainer.algorithm.prepare", "missing", "a function", "undefined"],
    ],
    [{ prepare: 1 }, ["trainer.prepare", "wrong-type", "a function", "1"]],
    [{ project: 1 }, ["trainer.project", "wrong-type", "a function", "1"]],
    [{ weightsOf: 1 }, ["trainer.weightsOf", "wrong-type", "a function", "1"]],
    [{ modelOf: 1 }, ["trainer.modelOf", "wrong-type", "a function", "1"]],
    [{ defaults: 1 }, ["trainer.defaults", "wrong-type", "an array", "1"]],
    [{ defaults: [1, 2, Number.NaN, 4, 5] }, ["trainer.defaults.2", "not-finite", "a finite number", "NaN"]],
    [{ defaults: [] }, ["trainer.defaults", "empty", "at least one weight", "an empty array"]],
    [{ bounds: [[0, 9]] }, ["trainer.bounds", "inconsistent", "5 pairs, one for each weight", "an array of 1"]],
    [
      { bounds: [...TRAINER.bounds.slice(1), [3, 2]] },
      ["trainer.bounds.4", "inconsistent", "a lower and an upper bound", "an array of 2"],
    ],
    [
      { bounds: [...TRAINER.bounds.slice(1), [3]] },
      ["trainer.bounds.4", "inconsistent", "a lower and an upper bound", "an array of 1"],
    ],
    [{ bounds: [...TRAINER.bounds.slice(1), ["0", 1]] }, ["trainer.bounds.4.0", "wrong-type", "a number", '"0"']],
    [{ prior: undefined }, ["trainer.prior", "missing", "a prior, with centre and spread of each weight", "undefined"]],
    [
      { prior: { ...TRAINER.prior, centre: [1] } },
      ["trainer.prior.centre", "inconsistent", "5 numbers, one for each weight", "an array of 1"],
    ],
    [{ recency: { floor: 1 } }, ["trainer.recency.power", "missing", "a number above 0", "undefined"]],
    [{ labels: "al" }, ["trainer.labels", "unknown-value", 'one of "later-days", "all" (did you mean "all"?)', '"al"']],
    [
      { firstStabilities: [0, 1, 2] },
      ["trainer.firstStabilities", "inconsistent", "four places, again to easy", "an array of 3"],
    ],
    [
      { firstStabilities: [0, 1, 2, 5] },
      ["trainer.firstStabilities.3", "out-of-range", "a whole number at least 0 and below 5", "5"],
    ],
    [
      { firstStabilities: [-1, 1, 2, 3] },
      ["trainer.firstStabilities.0", "out-of-range", "a whole number at least 0 and below 5", "-1"],
    ],
    [
      { adam: { ...TRAINER.adam, epochs: 0.5 } },
      ["trainer.adam.epochs", "out-of-range", "a whole number at least 1 and at most 10000", "0.5"],
    ],
  ])("names what does not fit: case %#", (change, issue) => {
    expect(of(change)[0]).toEqual(issue);
  });
});
