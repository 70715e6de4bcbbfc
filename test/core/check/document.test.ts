import fc from "fast-check";
import { right } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { parseDocument, reading, readJson } from "../../../src/core/check/index.ts";
import type { Result } from "../../../src/core/vocabulary/index.ts";
import { deepFreeze, hostile, hostileValues, invalidOf, issuesOf, rightOf } from "../../support/property.ts";

const model = z.strictObject({
  kind: z.literal("toy"),
  version: z.literal(1),
  k: z.int().check(z.gte(2), z.lte(10)),
  weights: z.array(z.number()).check(z.length(2)),
  scale: z.number().check(z.gt(0)),
  title: z.exactOptional(z.string().check(z.minLength(3), z.maxLength(5))),
  metric: z.enum(["euclidean", "cosine"]),
  nested: z.exactOptional(z.nullable(z.strictObject({ alpha: z.number(), beta: z.exactOptional(z.number()) }))),
  by: z.exactOptional(z.record(z.string(), z.strictObject({ mean: z.number() }))),
  pair: z.exactOptional(z.tuple([z.number(), z.strictObject({ first: z.number() })])),
  shape: z.exactOptional(
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("circle"), radius: z.number() }),
      z.strictObject({ kind: z.literal("square"), side: z.number() }),
    ]),
  ),
  either: z.exactOptional(z.union([z.number(), z.string()])),
  share: z.exactOptional(z.number().check(z.refine((x) => x >= 0 && x <= 1, "a share from 0 to 1"))),
  odd: z.exactOptional(z.number().check(z.refine((x) => x % 2 === 1))),
});
const parse = parseDocument("toy.parse", model, z.safeParse);
const valid = deepFreeze({ kind: "toy", version: 1, k: 3, weights: [1, 2], scale: 1, metric: "cosine" });
const changed = (change: Readonly<Record<string, unknown>>): Result<unknown> => parse({ ...valid, ...change });

describe("parseDocument", () => {
  it("answers with our own copy", () => {
    const read = rightOf(parse(valid));
    expect(read).toEqual(valid);
    expect(read).not.toBe(valid);
    expect(read.weights).not.toBe(valid.weights);
  });

  it("leaves out keys without a value", () => {
    expect(Object.keys(rightOf(changed({ title: undefined })) as object)).not.toContain("title");
  });

  it.each<[Readonly<Record<string, unknown>>, string, string, string, string]>([
    [{ kind: "toys" }, "unknown-value", "kind", 'one of "toy" (did you mean "toy"?)', '"toys"'],
    [{ kind: undefined }, "missing", "kind", 'one of "toy"', "undefined"],
    [{ version: 0 }, "unknown-value", "version", 'one of "1"', "0"],
    [{ k: 1 }, "out-of-range", "k", "a number at least 2", "1"],
    [{ k: 11 }, "out-of-range", "k", "a number at most 10", "11"],
    [{ k: 2.5 }, "not-integer", "k", "a whole number", "2.5"],
    [{ k: "3" }, "wrong-type", "k", "a number", '"3"'],
    [{ k: undefined }, "missing", "k", "a number", "undefined"],
    [{ weights: [1] }, "out-of-range", "weights", "an array of 2 elements", "an array of 1"],
    [{ weights: [1, 2, 3] }, "out-of-range", "weights", "an array of 2 elements", "an array of 3"],
    [{ weights: [1, "2"] }, "wrong-type", "weights.1", "a number", '"2"'],
    [{ weights: { 0: 1 } }, "wrong-type", "weights", "an array", "an object with 1 key"],
    [{ scale: 0 }, "out-of-range", "scale", "a number above 0", "0"],
    [{ title: "ab" }, "out-of-range", "title", "a string of at least 3 characters", '"ab"'],
    [{ title: "abcdef" }, "out-of-range", "title", "a string of at most 5 characters", '"abcdef"'],
    [
      { metric: "cosin" },
      "unknown-value",
      "metric",
      'one of "euclidean", "cosine" (did you mean "cosine"?)',
      '"cosin"',
    ],
    [{ nested: { alpha: 1, betta: 2 } }, "unknown-key", "nested.betta", "one of alpha, beta (did you mean beta?)", "2"],
    [{ nested: [] }, "wrong-type", "nested", "an object", "an empty array"],
    [{ by: { a: { mean: 1, maen: 2 } } }, "unknown-key", "by.a.maen", "one of mean (did you mean mean?)", "2"],
    [{ by: [] }, "wrong-type", "by", "an object", "an empty array"],
    [{ pair: [1, { first: 1, frist: 2 }] }, "unknown-key", "pair.1.frist", "one of first (did you mean first?)", "2"],
    [{ pair: 5 }, "wrong-type", "pair", "an array", "5"],
    [
      { shape: { kind: "circel" } },
      "unknown-value",
      "shape.kind",
      'one of "circle", "square" (did you mean "circle"?)',
      '"circel"',
    ],
    [
      { shape: { kind: "square", side: 1, sied: 2 } },
      "unknown-key",
      "shape.sied",
      "one of kind, side (did you mean side?)",
      "2",
    ],
    [{ either: true }, "unknown-value", "either", "one of the known forms", "true"],
    [{ share: 2 }, "inconsistent", "share", "a share from 0 to 1", "2"],
    [{ odd: 2 }, "inconsistent", "odd", "a valid value", "2"],
    [{ metrics: 1 }, "unknown-key", "metrics", "", "1"],
  ])("of %o says %s at %s", (change, code, path, expected, received) => {
    const [issue] = invalidOf(changed(change)).issues;
    expect(`${issue.code} at ${issue.path.join(".")}`).toBe(`${code} at ${path}`);
    expect(issue.received).toBe(received);
    if (expected !== "") expect(issue.expected).toBe(expected);
    else expect(issue.expected).toMatch(/\(did you mean metric\?\)$/);
  });

  it("names the function, and every issue of the document", () => {
    const failure = invalidOf(changed({ k: 1, scale: -1, weights: null }));
    expect(failure.in).toBe("toy.parse");
    expect(issuesOf(changed({ k: 1, scale: -1, weights: null }))).toEqual([
      "out-of-range at k",
      "wrong-type at weights",
      "out-of-range at scale",
    ]);
  });

  it("refuses a newer version by name, and says only that", () => {
    expect(invalidOf(changed({ version: 2, k: "new meaning" })).issues).toEqual([
      {
        path: ["version"],
        code: "unsupported-version",
        expected: "version 1 (a newer learnlift wrote this)",
        received: "2",
      },
    ]);
  });

  it("leaves what is no version of ours to the schema", () => {
    const any = parseDocument("toy.parse", z.strictObject({ version: z.number() }), z.safeParse);
    for (const version of [-1, 0, 1, 1.5]) expect(any({ version })).toEqual(right({ version }));
  });

  it("runs each getter once", () => {
    let reads = 0;
    const document = Object.defineProperty({ ...valid }, "k", {
      enumerable: true,
      get: () => {
        reads += 1;
        return reads === 1 ? 3 : "changed its mind";
      },
    });
    expect(rightOf(parse(document)).k).toBe(3);
    expect(reads).toBe(1);
  });

  it("refuses a hundred thousand wrong elements in good time", () => {
    const many = parseDocument("f", z.strictObject({ all: z.array(z.number()) }), z.safeParse);
    const start = performance.now();
    const failure = invalidOf(many({ all: new Array(100_000).fill("x") }));
    expect([failure.issues.length, failure.moreIssues]).toEqual([20, 99_980]);
    expect(failure.issues[19]?.path).toEqual(["all", 19]);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it("answers anything with a result, and never throws", () => {
    for (const value of hostileValues()) expect(parse(value)._tag).toBe("Left");
    fc.assert(fc.property(hostile, (value) => parse(value)._tag === "Left"));
  });
});

describe("readJson", () => {
  const copied = (value: unknown): Result<unknown> => reading("f", (found) => readJson(found, [], value));

  it("copies every JSON value unchanged", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false } as never), (value) => {
        fc.pre(!/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)));
        expect(rightOf(copied(deepFreeze(value)))).toEqual(value);
      }),
    );
  });

  it("takes 64 levels and no more", () => {
    const nest = (levels: number): unknown => (levels === 0 ? 1 : { a: nest(levels - 1) });
    expect(copied(nest(64))).toEqual(right(nest(64)));
    expect(issuesOf(copied(nest(65)))).toEqual(["too-deep at a.a.a.a.a.a"]);
    let deep: unknown[] = [];
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(issuesOf(copied(deep))).toEqual(["too-deep at 0.0.0.0.0.0"]);
  });

  it("counts levels from where it begins", () => {
    const nest = (levels: number): unknown => (levels === 0 ? 1 : [nest(levels - 1)]);
    expect(reading("f", (found) => readJson(found, ["a", "b"], nest(64)))._tag).toBe("Right");
    expect(invalidOf(reading("f", (found) => readJson(found, ["a", "b"], Number.NaN))).issues[0].path).toEqual([
      "a",
      "b",
    ]);
  });

  it("gives up in good time on what refers to itself or doubles at every level", () => {
    const start = performance.now();
    const cyclic: Record<string, unknown> = {};
    cyclic["x"] = cyclic;
    cyclic["y"] = cyclic;
    expect(invalidOf(copied(cyclic)).issues[0].code).toBe("too-deep");
    let doubling: unknown = 1;
    for (let level = 0; level < 60; level += 1) doubling = [doubling, doubling];
    expect(issuesOf(copied(doubling))).toEqual(["too-many at 0.0.0.0.0.0"]);
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it.each([
    [[Number.NaN], "not-finite at 0"],
    [{ a: [1, Number.POSITIVE_INFINITY] }, "not-finite at a.1"],
    [[undefined], "missing at 0"],
    [[() => 1], "wrong-type at 0"],
    [[Symbol("x")], "wrong-type at 0"],
    [[1n], "wrong-type at 0"],
    [{ a: new Date() }, "wrong-type at a"],
    [{ a: new Map() }, "wrong-type at a"],
    [new Float64Array(2), "wrong-type at "],
    [JSON.parse('{"a": {"__proto__": 1}}'), "forbidden-key at a.__proto__"],
    [{ a: { constructor: 1 } }, "forbidden-key at a.constructor"],
    [{ prototype: 1 }, "forbidden-key at prototype"],
  ])("refuses %o: %s", (value, issue) => {
    expect(issuesOf(copied(value))).toEqual([issue]);
  });

  it("goes on after a refused key, and finds its way back up", () => {
    const document = JSON.parse('{"a": {"b": [1, {"__proto__": 1}], "c": null}, "d": 5}');
    document.d = Number.NaN;
    document.a.c = Number.NaN;
    expect(issuesOf(copied(document))).toEqual([
      "forbidden-key at a.b.1.__proto__",
      "not-finite at a.c",
      "not-finite at d",
    ]);
  });

  it("ignores an iterator that an array brings along", () => {
    const endless = [1, 2];
    Object.defineProperty(endless, Symbol.iterator, {
      value: function* () {
        for (;;) yield 1;
      },
    });
    expect(copied(endless)).toEqual(right([1, 2]));
  });
});
