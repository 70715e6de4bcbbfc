import { describe, expect, it } from "vitest";
import { reading } from "../../../src/core/check/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { readAdam, readPrior, readRecency } from "../../../src/spacing/training/readTrainer.ts";
import { type IssueLine, issuesOf } from "./issuesOf.ts";

const PATH = ["at", 7];
const PRIOR = { centre: [1, 2], spread: [0.5, null], strength: 0.5 };
const RECENCY = { floor: 0.25, power: 3 };
const ADAM = { learningRate: 0.04, betas: [0.9, 0.999], epochs: 5, batchLabels: 512 };

describe("a prior, read", () => {
  const of = (change: object): readonly IssueLine[] =>
    issuesOf((found) => readPrior(found, PATH, { ...PRIOR, ...change }, 2));

  it("is what was given, a scale only where there was one", () => {
    const read = (change: object) =>
      orThrow(reading("a test", (found) => readPrior(found, PATH, { ...PRIOR, ...change }, 2)));
    expect(read({})).toEqual(PRIOR);
    expect(read({})).not.toHaveProperty("scale");
    expect(read({ scale: ["log", "linear"], strength: 0, name: "mine" })).toEqual({
      ...PRIOR,
      scale: ["log", "linear"],
      strength: 0,
    });
    expect(read({ centre: [0, -2] })).toEqual({ ...PRIOR, centre: [0, -2] });
    expect(read({ centre: [1, -2], scale: ["log", "linear"] })).toHaveProperty("centre", [1, -2]);
  });

  it.each<[object, IssueLine]>([
    [{ centre: 3 }, ["at.7.centre", "wrong-type", "an array", "3"]],
    [{ centre: [1] }, ["at.7.centre", "inconsistent", "2 numbers, one for each weight", "an array of 1"]],
    [{ centre: [1, "2"] }, ["at.7.centre.1", "wrong-type", "a number", '"2"']],
    [{ centre: [0, 2], scale: ["log", "log"] }, ["at.7.centre.0", "out-of-range", "a number above 0", "0"]],
    [{ spread: [1, 1, 1] }, ["at.7.spread", "inconsistent", "2 numbers, one for each weight", "an array of 3"]],
    [{ spread: [1, 0] }, ["at.7.spread.1", "out-of-range", "a number above 0", "0"]],
    [{ scale: ["log"] }, ["at.7.scale", "inconsistent", "2 numbers, one for each weight", "an array of 1"]],
    [
      { scale: ["linear", "lg"] },
      ["at.7.scale.1", "unknown-value", 'one of "linear", "log" (did you mean "log"?)', '"lg"'],
    ],
    [{ scale: null }, ["at.7.scale", "wrong-type", "an array", "null"]],
    [{ strength: -0.5 }, ["at.7.strength", "out-of-range", "a number at least 0", "-0.5"]],
    [{ strength: undefined }, ["at.7.strength", "missing", "a number at least 0", "undefined"]],
  ])("names what does not fit: %j", (change, issue) => {
    expect(of(change)).toEqual([issue]);
  });

  it("is an object", () => {
    expect(issuesOf((found) => readPrior(found, PATH, 5, 2))[0]).toEqual([
      "at.7",
      "wrong-type",
      "a prior, with centre and spread of each weight",
      "5",
    ]);
  });
});

describe("recency, read", () => {
  it("reaches 1 unless it is told not to", () => {
    const read = (value: object) => orThrow(reading("a test", (found) => readRecency(found, PATH, value)));
    expect(read(RECENCY)).toEqual({ ...RECENCY, reachesOne: true });
    expect(read({ floor: 0, power: 1e-3, reachesOne: false })).toEqual({ floor: 0, power: 1e-3, reachesOne: false });
    expect(read({ floor: 1, power: 1 })).toHaveProperty("floor", 1);
  });

  it.each<[object, IssueLine]>([
    [{ floor: -0.1 }, ["at.7.floor", "out-of-range", "a number at least 0 and at most 1", "-0.1"]],
    [{ floor: 1.5 }, ["at.7.floor", "out-of-range", "a number at least 0 and at most 1", "1.5"]],
    [{ power: 0 }, ["at.7.power", "out-of-range", "a number above 0", "0"]],
    [{ reachesOne: 1 }, ["at.7.reachesOne", "wrong-type", "true or false", "1"]],
    [{ flor: 1 }, ["at.7.flor", "unknown-key", "one of floor, power, reachesOne (did you mean floor?)", "1"]],
  ])("names what does not fit: %j", (change, issue) => {
    expect(issuesOf((found) => readRecency(found, PATH, { ...RECENCY, ...change }))).toEqual([issue]);
  });
});

describe("the settings of adam, read", () => {
  it("are what was given", () => {
    const read = (change: object) =>
      orThrow(reading("a test", (found) => readAdam(found, PATH, { ...ADAM, ...change })));
    expect(read({})).toEqual(ADAM);
    const least = { betas: [0, 0], epochs: 1, batchLabels: 1 };
    expect(read(least)).toEqual({ ...ADAM, ...least });
    expect(read({ epochs: 10_000 })).toEqual({ ...ADAM, epochs: 10_000 });
  });

  it.each<[object, IssueLine]>([
    [{ learningRate: 0 }, ["at.7.learningRate", "out-of-range", "a number above 0", "0"]],
    [{ betas: [0.9] }, ["at.7.betas", "inconsistent", "two numbers", "an array of 1"]],
    [{ betas: [0.9, 0.9, 0.9] }, ["at.7.betas", "inconsistent", "two numbers", "an array of 3"]],
    [{ betas: "both" }, ["at.7.betas", "wrong-type", "an array", '"both"']],
    [{ betas: [0.9, 1] }, ["at.7.betas.1", "out-of-range", "a number at least 0 and below 1", "1"]],
    [{ betas: [-0.1, 0.9] }, ["at.7.betas.0", "out-of-range", "a number at least 0 and below 1", "-0.1"]],
    [{ epochs: 0 }, ["at.7.epochs", "out-of-range", "a whole number at least 1 and at most 10000", "0"]],
    [{ epochs: 10_001 }, ["at.7.epochs", "out-of-range", "a whole number at least 1 and at most 10000", "10001"]],
    [{ batchLabels: 0 }, ["at.7.batchLabels", "out-of-range", "a whole number at least 1", "0"]],
    [{ batchLabels: 1.5 }, ["at.7.batchLabels", "not-integer", "a whole number at least 1", "1.5"]],
    [
      { epoch: 3 },
      ["at.7.epoch", "unknown-key", "one of learningRate, betas, epochs, batchLabels (did you mean epochs?)", "3"],
    ],
  ])("name what does not fit: %j", (change, issue) => {
    expect(issuesOf((found) => readAdam(found, PATH, { ...ADAM, ...change }))).toEqual([issue]);
  });
});
