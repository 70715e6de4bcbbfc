import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { render } from "../../../src/core/check/index.ts";
import { hostile, hostileValues } from "../../support/property.ts";

class Secretive {
  readonly password = "hunter2";
}

describe("render", () => {
  it.each([
    ["text", '"text"'],
    ["", '""'],
    ['say "hi"\n', '"say \\"hi\\"\\n"'],
    [1.5, "1.5"],
    [-0, "-0"],
    [0, "0"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [true, "true"],
    [undefined, "undefined"],
    [null, "null"],
    [12n, "12n"],
    [Symbol("name"), "a symbol"],
    [() => "secret", "a function"],
    [[], "an empty array"],
    [["secret", 2], "an array of 2"],
    [{}, "an empty object"],
    [{ secret: 1 }, "an object with 1 key"],
    [{ secret: 1, other: 2 }, "an object with 2 keys"],
    [new Secretive(), "an object with 1 key"],
    [new Date(Date.UTC(2026, 0, 31)), "Date 2026-01-31T00:00:00.000Z"],
    [new Date(Number.NaN), "an invalid Date"],
    [new Float32Array(3), "a typed array"],
    [new Map([["secret", 1]]), "a Map"],
    [new Set(["secret"]), "a Set"],
    [new Error("secret"), "an error"],
    [/secret/, "a regular expression"],
    [Promise.resolve("secret"), "a promise"],
    [new ArrayBuffer(2), "a buffer"],
  ])("of %o is %s", (value, text) => {
    expect(render(value)).toBe(text);
  });

  it("never throws and never takes more than 80 characters, whatever it is given", () => {
    for (const value of hostileValues()) expect(render(value).length).toBeLessThanOrEqual(80);
    fc.assert(fc.property(hostile, (value) => render(value).length <= 80));
    fc.assert(
      fc.property(fc.string({ minLength: 60, maxLength: 200, unit: "binary" }), (text) => render(text).length <= 80),
    );
    expect(render(BigInt("9".repeat(200)))).toBe(`${"9".repeat(79)}…`);
  });

  it("shows strings up to its limit whole and cuts longer ones", () => {
    expect(render("a".repeat(78))).toBe(`"${"a".repeat(78)}"`);
    expect(render("a".repeat(79))).toBe(`"${"a".repeat(78)}…`);
  });

  it("never shows half a character", () => {
    for (let lead = 70; lead < 82; lead += 1) {
      const shown = render(`${"a".repeat(lead)}${"😀".repeat(5)}`);
      expect(shown).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    }
  });

  it("says that an object cannot be read where its traps throw", () => {
    const trap = (): never => {
      throw new Error("hostile");
    };
    expect(render(new Proxy({}, { ownKeys: trap }))).toBe("an object that cannot be read");
    expect(render(new Proxy([], { get: trap }))).toBe("an object that cannot be read");
  });

  it("shows nothing that an object holds, neither keys nor values", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 12 }), fc.string({ minLength: 12 }), { minKeys: 1 }),
        (record) => {
          const shown = render(record);
          return Object.entries(record).every(([key, value]) => !shown.includes(key) && !shown.includes(value));
        },
      ),
    );
  });
});
