import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalName } from "../../src/nudge/canonicalName.ts";

describe("canonicalName", () => {
  it.each([
    ["email", "email"],
    ["E-Mail", "e-mail"],
    [" push\t", "push"],
    ["\u00A0Push", "push"],
    ["STRASSE", "strasse"],
    ["Straße", "strasse"],
    ["STRAẞE", "strasse"],
    ["ΟΔΟΣ", "οδος"],
    ["οδοσ", "οδος"],
    ["ｐｕｓｈ", "push"],
    ["cafe\u0301", "caf\u00E9"],
    ["in app", "in app"],
    ["İstanbul", "i\u0307stanbul"],
    ["a_b.c:d/e-9", "a_b.c:d/e-9"],
    ["  ", ""],
  ])("of %j is %j", (name, canonical) => {
    expect(canonicalName(name)).toBe(canonical);
  });

  it("has one form: what is canonical stays, and case makes no difference", () => {
    const name = fc.string({ unit: "grapheme", maxLength: 12 });
    fc.assert(
      fc.property(name, (text) => {
        const canonical = canonicalName(text);
        expect(canonicalName(canonical)).toBe(canonical);
        expect(canonicalName(` ${text}\n`)).toBe(canonical);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (ascii) => {
        expect(canonicalName(ascii)).toBe(ascii.trim().toLowerCase());
        expect(canonicalName(ascii.toUpperCase())).toBe(canonicalName(ascii));
      }),
    );
  });
});
