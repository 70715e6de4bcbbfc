import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../../src/core/vocabulary/index.ts";
import { parsePopulationPrior } from "../../../../src/spacing/training/population/parsePopulationPrior.ts";
import type { IssueLine } from "../issuesOf.ts";

const WARNING = { code: "factor-at-end", values: { factor: 0.0625, end: "tightest" } };
const FIT = {
  learners: 4,
  labels: 100,
  labelRule: "all",
  iterations: 1,
  startLoss: 0.5,
  loss: 0.4,
  factor: 0.5,
  lastChange: 0,
  warnings: [WARNING],
};
const STORED = {
  kind: "memory-population",
  version: 1,
  algorithm: "half-life",
  centre: [1, -2],
  spread: [0.1, 0.2],
  scale: ["log", "linear"],
  strength: 0.5,
  fit: FIT,
};

const parsed = (stored: unknown) => orThrow(parsePopulationPrior(stored));

const issuesOf = (stored: unknown): readonly IssueLine[] => {
  const result = parsePopulationPrior(stored);
  if (result._tag === "Right" || result.left._tag !== "InvalidInput") return [];
  expect(result.left.in).toBe("spacing.parsePopulationPrior");
  return result.left.issues.map(({ path, code, expected, received }) => [path.join("."), code, expected, received]);
};

const positive = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
const measured = fc.double({ min: 0, max: 1e9, noNaN: true });
const count = fc.integer({ min: 1, max: 1e9 });
const weight = fc.record({ centre: positive, spread: positive, scale: fc.constantFrom("linear", "log") });
const warning = fc.oneof(
  fc.record({ code: fc.constant("few-learners"), values: fc.record({ learners: count, wanted: count }) }),
  fc.record({ code: fc.constant("population-moving"), values: fc.record({ lastChange: measured, iterations: count }) }),
  fc.record({ code: fc.constant("factor-not-compared"), values: fc.record({ factor: positive }) }),
  fc.constant(WARNING),
);

describe("a stored population", () => {
  it("comes back as it was, and is a copy", () => {
    const documents = fc.record({
      weights: fc.array(weight, { maxLength: 5 }),
      algorithm: fc.string({ minLength: 1, maxLength: 9 }),
      strength: measured,
      fit: fc.record({
        ...{ learners: count, labels: count, labelRule: fc.constantFrom("later-days", "all"), iterations: count },
        ...{ startLoss: measured, loss: measured, factor: measured, lastChange: measured },
        warnings: fc.array(warning, { maxLength: 3 }),
      }),
    });
    fc.assert(
      fc.property(documents, ({ weights, ...rest }) => {
        const stored = {
          ...{ kind: "memory-population", version: 1, ...rest },
          centre: weights.map(({ centre }) => centre),
          spread: weights.map(({ spread }) => spread),
          scale: weights.map(({ scale }) => scale),
        };
        const once = JSON.stringify(stored);
        expect(parsed(JSON.parse(once))).toEqual(JSON.parse(once));
      }),
      { numRuns: 50 },
    );
    const copy = parsed(STORED);
    expect(copy).toEqual(STORED);
    expect(copy.centre).not.toBe(STORED.centre);
    expect(copy.fit).not.toBe(FIT);
    expect(copy.fit.warnings[0]).not.toBe(WARNING);
  });

  it("may have notes of the host's own in its fit and in a warning", () => {
    const kept = { ...STORED, fit: { ...FIT, source: "spring", warnings: [{ ...WARNING, seen: true }] } };
    expect(parsed(kept)).toEqual(STORED);
  });

  it.each<[object, IssueLine]>([
    [{ algorithm: 6 }, ["algorithm", "wrong-type", "the kind of a memory model", "6"]],
    [{ algorithm: "" }, ["algorithm", "empty", "the kind of a memory model that is not empty", '""']],
    [{ centre: "1" }, ["centre", "wrong-type", "an array", '"1"']],
    [{ centre: [1, Number.NaN] }, ["centre.1", "not-finite", "a finite number", "NaN"]],
    [{ centre: [0, 1] }, ["centre.0", "out-of-range", "a number above 0, since it is compared by its logarithm", "0"]],
    [{ spread: undefined }, ["spread", "missing", "an array", "undefined"]],
    [{ spread: [0.1, 0] }, ["spread.1", "out-of-range", "a number above 0", "0"]],
    [{ spread: [0.1, null] }, ["spread.1", "wrong-type", "a number above 0", "null"]],
    [{ spread: [0.1] }, ["spread", "inconsistent", "2 entries, one for each weight", "an array of 1"]],
    [{ scale: 1 }, ["scale", "wrong-type", "an array", "1"]],
    [{ scale: ["log", "Log"] }, ["scale.1", "unknown-value", 'one of "linear", "log" (did you mean "log"?)', '"Log"']],
    [{ scale: ["log"] }, ["scale", "inconsistent", "2 entries, one for each weight", "an array of 1"]],
    [{ strength: -1 }, ["strength", "out-of-range", "a number at least 0", "-1"]],
    [{ fit: 3 }, ["fit", "wrong-type", "how it came about", "3"]],
  ])("is refused with the place named: %j", (change, issue) => {
    expect(issuesOf({ ...STORED, ...change })[0]).toEqual(issue);
  });

  it.each<[object, IssueLine]>([
    [{ learners: 0 }, ["fit.learners", "out-of-range", "a whole number at least 1", "0"]],
    [{ labels: 1.5 }, ["fit.labels", "not-integer", "a whole number at least 1", "1.5"]],
    [
      { labelRule: "al" },
      ["fit.labelRule", "unknown-value", 'one of "later-days", "all" (did you mean "all"?)', '"al"'],
    ],
    [{ iterations: null }, ["fit.iterations", "wrong-type", "a whole number at least 1", "null"]],
    [{ startLoss: -0.1 }, ["fit.startLoss", "out-of-range", "a number at least 0", "-0.1"]],
    [{ loss: undefined }, ["fit.loss", "missing", "a number at least 0", "undefined"]],
    [{ factor: "1" }, ["fit.factor", "wrong-type", "a number at least 0", '"1"']],
    [{ lastChange: -1 }, ["fit.lastChange", "out-of-range", "a number at least 0", "-1"]],
    [{ warnings: {} }, ["fit.warnings", "wrong-type", "an array", "an empty object"]],
  ])("is refused with the place in its fit named: %j", (change, issue) => {
    expect(issuesOf({ ...STORED, fit: { ...FIT, ...change } })).toEqual([issue]);
  });

  it.each<[object, IssueLine]>([
    [
      { code: "few-learner" },
      [
        ...(["fit.warnings.1.code", "unknown-value"] as const),
        'one of "few-learners", "population-moving", "factor-at-end", "factor-not-compared" (did you mean "few-learners"?)',
        '"few-learner"',
      ],
    ],
    [{ values: 3 }, ["fit.warnings.1.values", "wrong-type", "what the warning rests on", "3"]],
    [{ values: { end: 3 } }, ["fit.warnings.1.values.end", "wrong-type", "a string", "3"]],
    [{ values: { factor: "3" } }, ["fit.warnings.1.values.factor", "wrong-type", "a number", '"3"']],
  ])("is refused with the place in a warning named: %j", (change, issue) => {
    expect(issuesOf({ ...STORED, fit: { ...FIT, warnings: [WARNING, { ...WARNING, ...change }] } })).toEqual([issue]);
  });

  it("is refused where a key is misspelled, at each level", () => {
    expect(issuesOf({ ...STORED, centres: [] })).toEqual([
      [
        ...(["centres", "unknown-key"] as const),
        "one of kind, version, algorithm, centre, spread, scale, strength, fit (did you mean centre?)",
        "an empty array",
      ],
    ]);
    for (const key of Object.keys(FIT)) {
      const wrong = key === "loss" ? "Loss" : `${key}s`; // of a short word, only the case is a slip
      const spelled = Object.fromEntries(Object.entries(FIT).map(([k, value]) => [k === key ? wrong : k, value]));
      const issues = issuesOf({ ...STORED, fit: spelled });
      expect(issues.map(([path, code]) => [path, code])).toEqual([
        [`fit.${wrong}`, "unknown-key"],
        [`fit.${key}`, "missing"],
      ]);
      expect(issues[0]?.[2]).toBe(`${key}, or a key that does not look like it`);
    }
    const misspelled = { codes: WARNING.code, value: WARNING.values };
    expect(issuesOf({ ...STORED, fit: { ...FIT, warnings: [misspelled] } }).map(([path]) => path)).toEqual([
      ...["fit.warnings.0.value", "fit.warnings.0.values", "fit.warnings.0.code"],
    ]);
  });

  it("is refused as a whole where it is no such document", () => {
    expect(issuesOf(undefined)).toEqual([["", "missing", 'a document of kind "memory-population"', "undefined"]]);
    expect(issuesOf({ ...STORED, kind: "sbd" })[0]).toEqual([
      "kind",
      "unknown-value",
      'one of "memory-population"',
      '"sbd"',
    ]);
    expect(issuesOf({ ...STORED, version: 2 })[0]).toEqual([
      ...(["version", "unsupported-version", "version 1 (a newer learnlift wrote this)", "2"] as const),
    ]);
  });
});
