import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  byKey,
  countFold,
  type Fold,
  filterInput,
  foldOver,
  foldOverAsync,
  type MinMax,
  type Moments,
  mapInput,
  mapOutput,
  minMaxFold,
  momentsFold,
  monoid,
  sumFold,
  together,
} from "../../../src/core/vocabulary/index.ts";
import { foldLaws } from "../../../src/testing/index.ts";
import { issuesOf, rightOf } from "../../support/property.ts";

interface Session {
  readonly learner: string;
  readonly minutes: number;
}

// Whole minutes: of values that differ only in their last digits no variance is known to 1e-12.
const minutes = fc.oneof(
  fc.integer({ min: 1, max: 1000 }),
  fc.constantFrom(0, 1, Number.NaN, Number.POSITIVE_INFINITY),
);
const session: fc.Arbitrary<Session> = fc.record({
  learner: fc.constantFrom("a", "b", "__proto__", "constructor", ""),
  minutes,
});
const perLearner = byKey(
  together({ sessions: countFold, minutes: mapInput(momentsFold, (one: Session) => one.minutes) }),
  (one: Session) => one.learner,
);

describe.each([
  ["countFold", foldLaws(countFold, { input: fc.anything() })],
  ["sumFold", foldLaws(sumFold, { input: minutes })],
  ["minMaxFold", foldLaws(minMaxFold, { input: fc.double() })],
  ["momentsFold", foldLaws(momentsFold, { input: minutes })],
  [
    "mapInput",
    foldLaws(
      mapInput(sumFold, (one: Session) => one.minutes),
      { input: session },
    ),
  ],
  [
    "mapOutput",
    foldLaws(
      mapOutput(countFold, (n) => `${n}`),
      { input: fc.nat() },
    ),
  ],
  [
    "filterInput",
    foldLaws(
      filterInput(sumFold, (x: number) => x > 1),
      { input: minutes },
    ),
  ],
  ["together", foldLaws(together({ n: countFold, m: momentsFold, ends: minMaxFold }), { input: minutes })],
  ["byKey", foldLaws(perLearner, { input: session })],
])("%s keeps the laws of folds:", (_, laws) => {
  for (const law of laws) it(law.name, law.check);
});

describe("countFold", () => {
  it("counts whatever comes", () => {
    expect(rightOf(foldOver(countFold)([null, undefined, Number.NaN, "x"]))).toBe(4);
  });
});

describe("foldOver of what a fold cannot read", () => {
  const length: Fold<{ readonly name: string }, number[], number> = {
    ...mapInput(countFold, (_: { readonly name: string }) => 0),
    kind: "length",
    empty: () => [0],
    step: (state, { name }) => [(state[0] ?? 0) + name.length],
    merge: (into) => into,
    extract: ([sum = 0]) => sum,
    save: () => null,
    load: () => ({ _tag: "Right", right: [0] }),
  };
  const inputs = [{ name: "ana" }, null] as unknown as { readonly name: string }[]; // hostile on purpose

  it("names the place of the input, and throws nothing", async () => {
    for (const result of [foldOver(length)(inputs), await foldOverAsync(length)(inputs)]) {
      expect(issuesOf(result)).toEqual(["unreadable at 1"]);
      expect(result).toMatchObject({
        left: { issues: [{ expected: "what the fold length reads", received: "null" }] },
      });
    }
  });
});

describe("sumFold", () => {
  it("keeps what a plain sum loses", () => {
    const terms = [1, 1e100, 1, -1e100];
    expect(terms.reduce((sum, term) => sum + term, 0)).toBe(0);
    expect(rightOf(foldOver(sumFold)(terms))).toBe(2);
    expect(rightOf(foldOver(sumFold)([1e100, 1, -1e100, 1]))).toBe(2);
  });

  it("keeps what shards lost when they merge", () => {
    const [first, second] = [
      [1e16, 1],
      [1, -1e16],
    ].map((terms) => terms.reduce((state, term) => sumFold.step(state, term), sumFold.empty()));
    if (first === undefined || second === undefined) throw new Error("two shards");
    expect(sumFold.extract(sumFold.merge(first, second))).toBe(2);
  });

  it("is within one rounding of the exact sum of integers scaled by a power of two", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }), { maxLength: 60 }), (wholes) => {
        const exact = Number(wholes.reduce((sum, whole) => sum + whole, 0n)) / 1024;
        const sum = rightOf(foldOver(sumFold)(wholes.map((whole) => Number(whole) / 1024)));
        return Math.abs(sum - exact) <= Math.abs(exact) * 2 ** -52;
      }),
    );
  });

  it("leaves out what is not finite, and says infinity once the sum is beyond all numbers", () => {
    expect(rightOf(foldOver(sumFold)([1, Number.NaN, Number.POSITIVE_INFINITY, 2]))).toBe(3);
    const beyond = [1e308, 1e308].reduce((state, term) => sumFold.step(state, term), sumFold.empty());
    expect(sumFold.extract(beyond)).toBe(Number.POSITIVE_INFINITY);
    const restored = rightOf(sumFold.load(JSON.parse(JSON.stringify(sumFold.save(beyond)))));
    expect(sumFold.extract(restored)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("momentsFold", () => {
  it("finds the variance of values far from zero, where the difference of two sums finds none", () => {
    expect(rightOf(foldOver(momentsFold)([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]))).toEqual({
      n: 4,
      mean: 1e9 + 10,
      variance: 30,
      standardDeviation: Math.sqrt(30),
      missing: 0,
    });
  });

  it("agrees with the two-pass definition", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 40 }), (xs) => {
        const mean = xs.reduce((sum, x) => sum + x, 0) / xs.length;
        const variance = xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (xs.length - 1);
        const said = rightOf(foldOver(momentsFold)(xs));
        // a thousand roundings of values up to a thousand
        expect(said.mean).toBeCloseTo(mean, 9);
        expect(said.variance).toBeCloseTo(variance, 6);
      }),
    );
  });

  it("says null where there is nothing to say, and counts what was missing", () => {
    const nothing = { mean: null, variance: null, standardDeviation: null };
    expect(rightOf(foldOver(momentsFold)([]))).toEqual({ n: 0, missing: 0, ...nothing });
    expect(rightOf(foldOver(momentsFold)([Number.NaN, 5]))).toEqual({ n: 1, missing: 1, ...nothing, mean: 5 });
  });
});

describe("minMaxFold", () => {
  it("finds both ends, of one value too", () => {
    expect(rightOf(foldOver(minMaxFold)([3, -1, 2]))).toEqual({ n: 3, min: -1, max: 3 });
    expect(rightOf(foldOver(minMaxFold)([7]))).toEqual({ n: 1, min: 7, max: 7 });
    expect(rightOf(foldOver(minMaxFold)([Number.NaN]))).toEqual({ n: 0, min: null, max: null });
  });
});

describe("combinators", () => {
  it("filterInput keeps what its test keeps", () => {
    expect(rightOf(foldOver(filterInput(countFold, (x: number) => x > 1))([0, 1, 2, 3]))).toBe(2);
  });

  it("together runs every fold once on every input, under its name", () => {
    expect(rightOf(foldOver(together({ n: countFold, total: sumFold }))([4, 5]))).toEqual({ n: 2, total: 9 });
  });

  it("byKey keeps learners apart whose names reach the prototype", () => {
    const counts = rightOf(
      foldOver(byKey(countFold, (name: string) => name))(["__proto__", "a", "__proto__", "constructor"]),
    );
    expect([...counts]).toEqual([
      ["__proto__", 2],
      ["a", 1],
      ["constructor", 1],
    ]);
  });

  it("call the operations on the fold itself, so that a fold may be an object with methods that use this", () => {
    const doubled: Fold<number, number, number> & { factor: number } = {
      ...countFold,
      factor: 2,
      step(state) {
        return state + this.factor;
      },
    };
    expect(rightOf(foldOver(filterInput(doubled, (x: number) => x > 0))([1, 1]))).toBe(4);
  });

  it("infer what goes in and what comes out", () => {
    const both = together({ n: countFold, m: momentsFold });
    expectTypeOf(both.extract).returns.toEqualTypeOf<{ readonly n: number; readonly m: Moments }>();
    expectTypeOf<Parameters<typeof both.step>[1]>().toEqualTypeOf<number>();
    const mixed = together({
      a: mapInput(sumFold, (x: { a: number }) => x.a),
      b: mapInput(sumFold, (x: { b: number }) => x.b),
    });
    expectTypeOf<Parameters<typeof mixed.step>[1]>().toEqualTypeOf<{ a: number } & { b: number }>();
    const keyed = byKey(minMaxFold, (x) => String(x));
    expectTypeOf(keyed.extract).returns.toEqualTypeOf<ReadonlyMap<string, MinMax>>();
    expectTypeOf(perLearner).toExtend<
      Fold<Session, unknown, ReadonlyMap<string, { sessions: number; minutes: Moments }>>
    >();
  });
});

describe("loading", () => {
  const saved = (fold: typeof perLearner): unknown =>
    JSON.parse(JSON.stringify(fold.save(fold.step(fold.empty(), { learner: "a", minutes: 3 }))));

  it("names where in a nested state the trouble is", () => {
    const text = JSON.stringify(saved(perLearner)).replace('"squares":0', '"squares":"much"');
    expect(issuesOf(perLearner.load(JSON.parse(text)))).toEqual(["wrong-type at states.0.1.states.1.1.squares"]);
  });

  it.each([
    [
      "a state of a fold with other parts",
      { kind: "together(m: count)", version: 1, states: [] },
      ["unknown-value at kind"],
    ],
    ["a newer layout", { kind: "count", version: 2, n: 1 }, ["unsupported-version at version"]],
    ["a fractional version", { kind: "count", version: 1.5, n: 1 }, ["unknown-value at version"]],
    ["no kind", { version: 1, n: 1 }, ["missing at kind"]],
    ["a negative count", { kind: "count", version: 1, n: -1 }, ["out-of-range at n"]],
    ["nothing", undefined, ["missing at "]],
    ["an array", [1], ["wrong-type at "]],
  ])("refuses %s", (_, value, issues) => {
    expect(issuesOf(countFold.load(value))).toEqual(issues);
  });

  it("refuses parts that are missing, twice there, or not there at all", () => {
    const fold = together({ n: countFold, s: sumFold });
    const n = ["n", { kind: "count", version: 1, n: 1 }];
    const of = (states: unknown): unknown => ({ kind: fold.kind, version: 1, states });
    expect(issuesOf(fold.load(of([n])))).toEqual(["missing at states"]);
    expect(issuesOf(fold.load(of([n, n])))).toEqual(["duplicate at states.1.0", "missing at states"]);
    expect(issuesOf(fold.load(of([n, ["x", 1]])))).toEqual(["unknown-key at states.1.1", "missing at states"]);
    expect(issuesOf(fold.load(of([n, "s"])))).toEqual(["wrong-type at states.1", "missing at states"]);
    expect(issuesOf(fold.load(of([n, ["s", 1, 2]])))).toEqual(["wrong-type at states.1", "missing at states"]);
  });
});

describe("foldOver", () => {
  it("reads any iterable, and refuses what is none", () => {
    expect(rightOf(foldOver(countFold)(new Set([1, 2])))).toBe(2);
    expect(rightOf(foldOver(countFold)("abc"))).toBe(3);
    for (const wrong of [
      null,
      undefined,
      5,
      {},
      new Proxy([], {
        get: () => {
          throw new Error("hostile");
        },
      }),
    ])
      expect(foldOver(countFold)(wrong as never)).toMatchObject({ left: { in: "foldOver", _tag: "InvalidInput" } });
  });
});

describe("foldOverAsync", () => {
  async function* stream(): AsyncGenerator<number> {
    yield 40;
    yield 25;
  }

  it("reads streams and iterables alike", async () => {
    expect(rightOf(await foldOverAsync(sumFold)(stream()))).toBe(65);
    expect(rightOf(await foldOverAsync(sumFold)([40, 25]))).toBe(65);
  });

  it("refuses what is no stream, and passes on the stream's own error", async () => {
    expect(await foldOverAsync(sumFold)(7 as never)).toMatchObject({ left: { in: "foldOverAsync" } });
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error("connection lost");
    }
    await expect(foldOverAsync(sumFold)(broken())).rejects.toThrow("connection lost");
  });
});

describe("monoid", () => {
  it("concatenates in the order given", () => {
    const letters: Fold<string, string, string> = {
      ...countFold,
      empty: () => "",
      step: (state, input) => state + input,
      merge: (into, from) => into + from,
      extract: (state) => state,
      save: (state) => state,
      load: () => {
        throw new Error("not asked");
      },
    };
    expect(monoid(letters).concat("a", "b")).toBe("ab");
  });
});
