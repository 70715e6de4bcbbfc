import fc from "fast-check";
import { right } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { countFold, type Fold, invalidInput } from "../../src/core/vocabulary/index.ts";
import { foldLaws, nearlyEqual } from "../../src/testing/index.ts";

/** A correct fold with a state that can be spoiled: all inputs, in order. */
const listFold: Fold<number, number[], readonly number[]> = {
  kind: "list",
  empty: () => [],
  step: (state, input) => {
    state.push(input);
    return state;
  },
  merge: (into, from) => {
    into.push(...from);
    return into;
  },
  extract: (state) => [...state],
  save: (state) => ({ kind: "list", version: 1, all: [...state] }),
  load: (saved) => {
    const { kind, version, all } = Object(saved);
    return kind === "list" && version === 1 && Array.isArray(all)
      ? right([...all])
      : invalidInput("load", [{ path: [], code: "wrong-type", expected: "a list", received: "something else" }]);
  },
};

const shared: number[] = [];

const broken: readonly (readonly [string, Partial<typeof listFold>, string])[] = [
  ["forgets the second shard", { merge: (into) => into }, "merging two shards says what one pass says"],
  [
    "puts the second shard first",
    { merge: (into, from) => [...from, ...into] },
    "merging two shards says what one pass says",
  ],
  [
    "doubles what it merges into nothing",
    { merge: (into, from) => [...into, ...from, ...from] },
    "the empty state changes nothing, on either side",
  ],
  [
    "takes the larger shard first",
    { merge: (into, from) => (from.length > into.length ? [...from, ...into] : [...into, ...from]) },
    "merging is associative",
  ],
  [
    "hands on the second state itself",
    { merge: (into, from) => (into.length === 0 ? from : listFold.merge(into, from)) },
    "merging leaves its second argument alone, then and later",
  ],
  [
    "empties the second state",
    { merge: (into, from) => [...into, ...from.splice(0)] },
    "the fp-ts monoid leaves both arguments alone",
  ],
  ["starts from one shared state", { empty: () => shared }, "every empty state is fresh"],
  ["uses up its state when asked", { extract: (state) => state.splice(0) }, "asking changes nothing"],
  [
    "forgets one input when saved",
    { save: (state) => ({ kind: "list", version: 1, all: state.slice(1) }) },
    "a state survives JSON and goes on from there",
  ],
  ["loads anything", { load: () => right([]) }, "what is no saved state is refused, and nothing is thrown"],
  [
    "throws at what it cannot load",
    { load: (saved) => (saved === null || typeof saved !== "object" ? JSON.parse("{") : listFold.load(saved)) },
    "what is no saved state is refused, and nothing is thrown",
  ],
];

describe("foldLaws", () => {
  it("finds nothing wrong with a fold that keeps them", () => {
    for (const law of foldLaws(listFold, { input: fc.nat(9) })) law.check();
  });

  it.each(broken)("catches a fold that %s", (_, change, name) => {
    const fold = { ...listFold, ...change };
    const law = foldLaws(fold, { input: fc.nat(9), runs: 300 }).find((one) => one.name === name);
    expect(law?.check).toThrow();
    shared.length = 0;
  });

  it("has a law broken by each of these folds, and each law broken by one", () => {
    const names = foldLaws(countFold, { input: fc.nat() }).map(({ name }) => name);
    expect(new Set(broken.map(([, , name]) => name))).toEqual(new Set(names));
  });

  it("takes the caller's own equality, and runs each law as often as asked", () => {
    const off: Fold<number, number, number> = { ...countFold, merge: (into, from) => into + from + 0.5 };
    const [law] = foldLaws(off, { input: fc.nat(), equal: (first, second) => Math.abs(first - second) < 1 });
    law?.check();
    let runs = 0;
    const counting: Fold<number, number, number> = {
      ...countFold,
      extract: (state) => {
        runs += 1;
        return state;
      },
    };
    foldLaws(counting, { input: fc.nat(), runs: 7 })[0]?.check();
    expect(runs).toBe(14);
  });
});

describe("nearlyEqual", () => {
  it.each([
    [1, 1 + 1e-13, true],
    [1, 1 + 1e-11, false],
    [1e300, 1e300 * (1 + 1e-13), true],
    [0, 1e-300, false],
    [Number.NaN, Number.NaN, true],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false],
    [Number.POSITIVE_INFINITY, 1e308, false],
    ["a", "a", true],
    [1, "1", false],
    [null, null, true],
    [null, {}, false],
    [undefined, null, false],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [[1, 2], [1], false],
    [[], {}, false],
    [{ a: { b: 1 } }, { a: { b: 1 + 1e-14 } }, true],
    [{ a: 1 }, { b: 1 }, false],
    [{ a: undefined }, { b: undefined }, false],
    [
      new Map([
        ["a", 1],
        ["b", 2],
      ]),
      new Map([
        ["b", 2],
        ["a", 1],
      ]),
      true,
    ],
    [new Map([["a", 1]]), new Map([["a", 2]]), false],
    [new Set([1, 2]), new Set([2, 1]), true],
    [new Set([1]), new Set([2]), false],
    [new Date(5), new Date(5), true],
    [new Date(5), new Date(6), false],
    [new Float64Array([1]), new Float64Array([1]), true],
    [new Float64Array([1]), new Float64Array([2]), false],
  ])("%o and %o: %s", (first, second, same) => {
    expect(nearlyEqual(first, second)).toBe(same);
    expect(nearlyEqual(second, first)).toBe(same);
  });
});
