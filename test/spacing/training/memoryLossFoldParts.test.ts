import { expect, it } from "vitest";
import { reading } from "../../../src/core/check/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { memoryLossFold } from "../../../src/spacing/training/memoryLossFold.ts";
import type { IssueLine } from "./issuesOf.ts";
import { madeUpTrainer } from "./madeUpTrainer.ts";

const WEIGHTS = [3, 1, 7, 2, 4];

const issuesOf = (options: object): readonly IssueLine[] => {
  const result = memoryLossFold({ trainer: madeUpTrainer, weights: WEIGHTS, ...options } as never); // what is no option is what this is about
  if (result._tag === "Right" || result.left._tag !== "InvalidInput") return [];
  return result.left.issues.map(({ path, code, expected, received }) => [path.join("."), code, expected, received]);
};

it.each<[object, IssueLine]>([
  [{ trainer: 3 }, ["trainer", "wrong-type", "a trainer such as fsrs6Trainer", "3"]],
  [{ weights: 3 }, ["weights", "wrong-type", "an array", "3"]],
  [{ weights: [3, 1, "7", 2, 4] }, ["weights.2", "wrong-type", "a number", '"7"']],
  [{ weights: [3, 1] }, ["weights", "inconsistent", "5 weights", "an array of 2"]],
  [{ labels: "al" }, ["labels", "unknown-value", 'one of "later-days", "all" (did you mean "all"?)', '"al"']],
  [{ weight: 3 }, ["weight", "unknown-key", "one of trainer, weights, labels (did you mean weights?)", "3"]],
])("names the option that does not fit: case %#", (options, issue) => {
  expect(issuesOf(options)[0]).toEqual(issue);
});

it("is named after the model, the rule of the labels, and the weights inside their bounds", () => {
  const of = (options: object) =>
    orThrow(memoryLossFold({ trainer: madeUpTrainer, weights: [3, 1, 7, 2, 4000], ...options })).kind;
  expect(of({})).toBe("memory-loss(made-up, later-days, 3 1 7 2 1000)");
  expect(of({ labels: "all" })).toBe("memory-loss(made-up, all, 3 1 7 2 1000)");
});

it("refuses a saved state with the place named", () => {
  const fold = orThrow(memoryLossFold({ trainer: madeUpTrainer, weights: WEIGHTS }));
  const saved = JSON.parse(JSON.stringify(fold.save(fold.empty())));
  expect(fold.load(saved)).toMatchObject({ right: fold.empty() });
  const text = JSON.stringify(saved);
  for (const key of ["loss", "gradient", "cards", "labels", "forgotten", "totalWeight", "missing"]) {
    const spoiled: unknown = JSON.parse(text, (name, value: unknown) => (name === key ? { no: "number" } : value));
    const result = orThrow(reading("a test", () => fold.load(spoiled as never))); // spoiled on purpose
    expect(result).toMatchObject({ left: { _tag: "InvalidInput" } });
    if (result._tag === "Left" && result.left._tag === "InvalidInput")
      expect(result.left.issues.map(({ path }) => path[path.length - 1])).toContain(key);
  }
});
