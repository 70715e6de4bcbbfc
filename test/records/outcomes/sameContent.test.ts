import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameContent } from "../../../src/records/outcomes/sameContent.ts";

const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("sameContent", () => {
  it("is true of a copy, and of keys in another order", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(sameContent(copyOf(value), copyOf(value))).toBe(true);
      }),
    );
    expect(sameContent({ a: [1, { b: null }], c: "d" }, { c: "d", a: [1, { b: null }] })).toBe(true);
  });

  it("is true of two values only if their JSON with sorted keys is one", () => {
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === "object" && value !== null
          ? Object.entries(value)
              .map(([key, inner]) => [key, sorted(inner)])
              .sort()
          : value;
    const small = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(0, 1, "0", null, true),
        fc.array(tie("value"), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom("a", "b"), tie("value"), { maxKeys: 2 }),
      ),
    })).value;
    const tagged = (value: unknown): string =>
      JSON.stringify(Array.isArray(value) ? ["array", value] : [sorted(value)]);
    fc.assert(
      fc.property(small, small, (one, other) => {
        if (sameContent(one, other)) expect(tagged(one)).toBe(tagged(other));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [[1, 2], [1]],
    [[1], [1, 2]],
    [
      [1, 2],
      [1, 3],
    ],
    [[], {}],
    [{}, []],
    [{ a: 1 }, {}],
    [{}, { a: 1 }],
    [{ a: 1 }, { a: 1, b: undefined }],
    [
      { a: 1, b: undefined },
      { a: 1, c: undefined },
    ],
    [{ toString: undefined }, {}],
    [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
    [null, {}],
    [{}, null],
    [1, "1"],
  ])("is false of %j and %j", (one, other) => {
    expect(sameContent(one, other)).toBe(false);
  });

  it("takes NaN for itself", () => {
    expect(sameContent({ a: Number.NaN }, { a: Number.NaN })).toBe(true);
  });

  it("looks 64 levels deep, then takes things for different", () => {
    const nested = (depth: number): unknown => (depth === 0 ? {} : [nested(depth - 1)]);
    expect(sameContent(nested(64), nested(64))).toBe(true);
    expect(sameContent(nested(65), nested(65))).toBe(false);
  });
});
