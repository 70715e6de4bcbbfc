import { describe, expect, it } from "vitest";
import { type Found, type Path, readDocument, readHeader, reading } from "../../../src/core/check/index.ts";
import { invalidOf, rightOf } from "../../support/property.ts";

const AT: Path = ["stored"];

const told = (read: (found: Found) => unknown): readonly string[] =>
  invalidOf(reading("f", read)).issues.map(({ path, code, expected }) => `${code} at ${path.join(".")}: ${expected}`);

const NEWER = "unsupported-version at stored.version: version 1 (a newer learnlift wrote this)";

describe("readHeader", () => {
  it("takes the kind in layout 1, whatever else is there", () => {
    const document = Object.freeze({ kind: "card", version: 1, more: null });
    expect(rightOf(reading("f", (found) => readHeader(found, AT, document, "card")))).toBe(true);
  });

  it.each<[unknown, unknown, string]>([
    ["crad", 1, 'unknown-value at stored.kind: one of "card" (did you mean "card"?)'],
    ["zone", 2, 'unknown-value at stored.kind: one of "card"'],
    [undefined, 2, 'missing at stored.kind: one of "card"'],
    [7, undefined, 'wrong-type at stored.kind: one of "card"'],
    ["card", 2, NEWER],
    ["card", 1.5, "unknown-value at stored.version: version 1"],
    ["card", Number.POSITIVE_INFINITY, "unknown-value at stored.version: version 1"],
    ["card", 0, "unknown-value at stored.version: version 1"],
    ["card", "1", "unknown-value at stored.version: version 1"],
    ["card", null, "unknown-value at stored.version: version 1"],
    ["card", undefined, "missing at stored.version: version 1"],
  ])("of kind %o and version %o says one thing", (kind, version, issue) => {
    let answer = true;
    const issues = told((found) => {
      answer = readHeader(found, AT, { kind, version }, "card");
    });
    expect(issues).toEqual([issue]);
    expect(answer).toBe(false);
  });
});

describe("readDocument", () => {
  const read = (value: unknown) => (found: Found) => readDocument(found, AT, value, "card", ["phase"]);

  it("gives the parts of a document, copied", () => {
    const document = { kind: "card", version: 1, phase: "new" };
    const parts = rightOf(reading("f", read(document)));
    expect(parts).toEqual(document);
    expect(parts).not.toBe(document);
  });

  it("names a key that it does not know", () => {
    expect(told(read({ kind: "card", version: 1, phsae: "new" }))).toEqual([
      "unknown-key at stored.phsae: one of kind, version, phase (did you mean phase?)",
    ]);
  });

  it.each<[unknown, string]>([
    [undefined, 'missing at stored: a document of kind "card"'],
    [null, 'wrong-type at stored: a document of kind "card"'],
    [[], 'wrong-type at stored: a document of kind "card"'],
    [{ kind: "card", version: 2, phsae: 1 }, NEWER],
    [{ kind: "zone", version: 2, phsae: 1 }, 'unknown-value at stored.kind: one of "card"'],
  ])("says nothing further of %o", (value, issue) => {
    expect(told(read(value))).toEqual([issue]);
    expect(reading("f", (found) => expect(readDocument(found, AT, value, "card", ["phase"])).toBeNull())._tag).toBe(
      "Left",
    );
  });
});
