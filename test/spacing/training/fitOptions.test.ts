import { describe, expect, it } from "vitest";
import { reading } from "../../../src/core/check/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { readFitOptions } from "../../../src/spacing/training/fitOptions.ts";
import { type IssueLine, issuesOf } from "./issuesOf.ts";
import { madeUpTrainer as trainer } from "./madeUpTrainer.ts";

const PRIOR = { centre: [9, 8, 7, 6, 5], spread: [1, 1, 1, 1, null], strength: 2 };
const POPULATION = { ...PRIOR, kind: "memory-population", algorithm: "made-up", fit: { labelRule: "all" } };
const ADAM = { learningRate: 1, betas: [0.5, 0.5], epochs: 2, batchLabels: 3 };

const planOf = (options: object) =>
  // what is no option at all is what these tests are about
  orThrow(reading("a test", (found) => readFitOptions(found, { trainer, ...options } as never)));

const of = (options: object): readonly IssueLine[] =>
  issuesOf((found) => readFitOptions(found, { trainer, ...options } as never)); // as above

describe("a plan of a fit", () => {
  it("is by default that of bfgs, from the trainer's weights, with its penalty and its labels", () => {
    const plan = planOf({});
    expect(plan).toMatchObject({
      ...{ method: "bfgs", settings: trainer.algorithm.defaults, prior: trainer.prior, adam: trainer.adam, seed: 1 },
      rules: { labels: "later-days", recency: trainer.recency, outliers: "keep", longestHistory: null },
      ...{ recencyAsked: false, leastLabels: 8, fitFirstStabilities: false, firstStabilities: "ordered" },
      ...{ maxIterations: 200, tolerance: 1e-6 },
    });
    expect(Array.from(plan?.start ?? [])).toEqual(trainer.defaults);
  });

  it("is for adam that of the published trainer", () => {
    expect(planOf({ method: "adam" })).toMatchObject({
      ...{ method: "adam", adam: trainer.adam, leastLabels: 8, fitFirstStabilities: true },
      rules: { outliers: "drop", longestHistory: 256 },
      firstStabilities: "ordered",
    });
  });

  it("lets a prior of one's own say more: from its centre, first stabilities free, few labels, all of them alike", () => {
    const plan = planOf({ prior: PRIOR });
    expect(plan).toMatchObject({
      ...{ prior: PRIOR, leastLabels: 1, firstStabilities: "free", recencyAsked: false },
      rules: { labels: "later-days", recency: null },
    });
    expect(Array.from(plan?.start ?? [])).toEqual(PRIOR.centre);
    const none = planOf({ prior: null });
    expect(none).toMatchObject({ prior: null, leastLabels: 8, firstStabilities: "ordered" });
    expect(none?.rules.recency).toEqual(trainer.recency);
    expect(Array.from(none?.start ?? [])).toEqual(trainer.defaults);
  });

  it("starts from a model that is given, with its settings, whatever the prior", () => {
    const start = { ...trainer.algorithm.defaults, retention: 0.8, weights: [1, 2, 3, 4, 5] };
    const plan = planOf({ start, prior: PRIOR });
    expect(plan?.settings).toEqual(start);
    expect(Array.from(plan?.start ?? [])).toEqual([1, 2, 3, 4, 5]);
  });

  it("takes the labels by which a population's prior was made", () => {
    expect(planOf({ prior: POPULATION })?.rules.labels).toBe("all");
    expect(planOf({ prior: POPULATION, labels: "all" })?.rules.labels).toBe("all");
    expect(planOf({ prior: { ...POPULATION, fit: {} } })?.rules.labels).toBe("later-days");
    expect(planOf({ prior: { ...POPULATION, kind: "mine" }, labels: "later-days" })?.rules.labels).toBe("later-days");
    // of a prior of another make, its other keys say nothing
    expect(planOf({ prior: { ...PRIOR, algorithm: "another", fit: 3 } })?.rules.labels).toBe("later-days");
  });

  it("takes every option that is given, the first and the last allowed", () => {
    const recency = { floor: 0, power: 1, reachesOne: false };
    expect(planOf({ recency, labels: "all", outliers: "drop", longestHistory: 2 })).toMatchObject({
      rules: { recency, labels: "all", outliers: "drop", longestHistory: 2 },
      recencyAsked: true,
    });
    expect(planOf({ recency: null })).toMatchObject({ rules: { recency: null }, recencyAsked: false });
    expect(planOf({ method: "adam", longestHistory: null, outliers: "keep" })).toMatchObject({
      rules: { longestHistory: null, outliers: "keep" },
    });
    expect(planOf({ leastLabels: 1, maxIterations: 1, tolerance: 1e-300, seed: "a" })).toMatchObject({
      ...{ leastLabels: 1, maxIterations: 1, tolerance: 1e-300, seed: "a" },
    });
    expect(
      planOf({ maxIterations: 10_000, seed: -3, fitFirstStabilities: true, firstStabilities: "free" }),
    ).toMatchObject({ maxIterations: 10_000, seed: -3, fitFirstStabilities: true, firstStabilities: "free" });
    expect(planOf({ method: "adam", adam: ADAM, fitFirstStabilities: false })).toMatchObject({
      ...{ adam: ADAM, fitFirstStabilities: false },
    });
  });
});

describe("an option that does not fit", () => {
  const bare = { ...trainer, adam: null };
  const short = { ...trainer, weightsOf: () => [1, 2] };
  const all =
    "one of trainer, method, start, prior, recency, labels, outliers, longestHistory, leastLabels, fitFirstStabilities, firstStabilities, maxIterations and 3 more";

  it.each<[object, IssueLine]>([
    [{ metod: "adam" }, ["metod", "unknown-key", `${all} (did you mean method?)`, '"adam"']],
    [{ trainer: 3 }, ["trainer", "wrong-type", "a trainer such as fsrs6Trainer", "3"]],
    [{ method: "sgd" }, ["method", "unknown-value", 'one of "bfgs", "adam"', '"sgd"']],
    [{ start: { kind: "other" } }, ["start", "inconsistent", "a model of the kind made-up", "an object with 1 key"]],
    [
      { trainer: short, start: trainer.algorithm.defaults },
      ["start", "inconsistent", "5 weights", "an object with 6 keys"],
    ],
    [
      { prior: { ...PRIOR, centre: [1] } },
      ["prior.centre", "inconsistent", "5 numbers, one for each weight", "an array of 1"],
    ],
    [
      { prior: { ...POPULATION, algorithm: "sbd" } },
      ["prior.algorithm", "inconsistent", '"made-up", the trainer\'s model', '"sbd"'],
    ],
    [{ prior: { ...POPULATION, fit: 3 } }, ["prior.fit", "wrong-type", "how the prior came about", "3"]],
    [
      { prior: { ...POPULATION, fit: { labelRule: "none" } } },
      ["prior.fit.labelRule", "unknown-value", 'one of "later-days", "all"', '"none"'],
    ],
    [
      { prior: POPULATION, labels: "later-days" },
      ["labels", "inconsistent", '"all", by which the prior was made', '"later-days"'],
    ],
    [{ labels: 1 }, ["labels", "wrong-type", 'one of "later-days", "all"', "1"]],
    [{ recency: { floor: 2, power: 1 } }, ["recency.floor", "out-of-range", "a number at least 0 and at most 1", "2"]],
    [{ outliers: "drops" }, ["outliers", "unknown-value", 'one of "keep", "drop" (did you mean "drop"?)', '"drops"']],
    [{ longestHistory: 1 }, ["longestHistory", "out-of-range", "a whole number at least 2", "1"]],
    [{ leastLabels: 0 }, ["leastLabels", "out-of-range", "a whole number at least 1", "0"]],
    [{ fitFirstStabilities: 1 }, ["fitFirstStabilities", "wrong-type", "true or false", "1"]],
    [
      { firstStabilities: "freed" },
      ["firstStabilities", "unknown-value", 'one of "ordered", "free" (did you mean "free"?)', '"freed"'],
    ],
    [{ maxIterations: 0 }, ["maxIterations", "out-of-range", "a whole number at least 1 and at most 10000", "0"]],
    [
      { maxIterations: 10_001 },
      ["maxIterations", "out-of-range", "a whole number at least 1 and at most 10000", "10001"],
    ],
    [{ tolerance: 0 }, ["tolerance", "out-of-range", "a number above 0", "0"]],
    [
      { method: "adam", adam: { ...ADAM, epochs: 0 } },
      ["adam.epochs", "out-of-range", "a whole number at least 1 and at most 10000", "0"],
    ],
    [
      { adam: ADAM },
      ["adam", "inconsistent", 'left out with method "bfgs", which does not read it', "an object with 4 keys"],
    ],
    [
      { method: "adam", tolerance: 1e-3 },
      ["tolerance", "inconsistent", 'left out with method "adam", which does not read it', "0.001"],
    ],
    [
      { method: "adam", maxIterations: 9 },
      ["maxIterations", "inconsistent", 'left out with method "adam", which does not read it', "9"],
    ],
    [
      { trainer: bare, method: "adam" },
      ["adam", "missing", "settings of adam, for this trainer has none of its own", "undefined"],
    ],
    [{ seed: 0.5 }, ["seed", "wrong-type", "a whole number or a string", "0.5"]],
    [{ seed: 2 ** 53 }, ["seed", "wrong-type", "a whole number or a string", "9007199254740992"]],
    [{ seed: true }, ["seed", "wrong-type", "a whole number or a string", "true"]],
  ])("is named, and nothing else: case %#", (options, issue) => {
    expect(of(options)).toEqual([issue]);
  });

  it("is a prior that is none, said once", () => {
    expect(of({ prior: 5 }).filter(([path]) => path === "prior")).toEqual([
      ["prior", "wrong-type", "a prior, with centre and spread of each weight", "5"],
    ]);
  });

  it("is the options themselves, where they are none", () => {
    for (const options of [undefined, null])
      expect(issuesOf((found) => readFitOptions(found, options as never))).toEqual([
        ["", "wrong-type", "an object with options", "null"],
        ["trainer", "missing", "a trainer such as fsrs6Trainer", "undefined"],
      ]); // what is no object is what this is about
  });

  it("is a start at 0 that a prior measures by its logarithm", () => {
    const logarithms = { ...PRIOR, scale: ["linear", "log", "log", "log", "log"] };
    const start = { ...trainer.algorithm.defaults, weights: [0, 0, 1, 2, 0] };
    expect(of({ prior: logarithms, start })).toEqual([
      [
        ...(["start", "inconsistent"] as const),
        "a model whose weight 1 is above 0, for the prior takes its logarithm",
        "an object with 6 keys",
      ],
    ]); // weight 0 is linear, weight 4 has no spread
    expect(of({ prior: PRIOR, start })).toEqual([]);
    expect(of({ prior: null, start })).toEqual([]);
    // one thing at a time
    expect(of({ prior: logarithms, start, tolerance: 0 }).map(([path]) => path)).toEqual(["tolerance"]);
  });
});
