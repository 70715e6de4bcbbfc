import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reason } from "../../src/core/vocabulary/index.ts";
import { guarded, importList, settle, shown } from "../../src/records/gather.ts";
import type { Imported, ImportOutcome } from "../../src/records/imported.ts";
import { deepFreeze, invalidOf, issuesOf, rightOf } from "../support/property.ts";

const mapped = (value: string, id?: string, notes: string[] = []): ImportOutcome<string> => ({
  outcome: "mapped",
  accepted: [value],
  notes: notes.map((code) => reason(code)),
  ...(id === undefined ? {} : { id }),
});
const voiding = (id: string): ImportOutcome<string> => ({ outcome: "setAside", reason: reason("voiding"), voids: id });
const refused: ImportOutcome<string> = { outcome: "refused", reason: reason("bad") };

/** Where each input went, in words. */
const fates = (imported: Imported<unknown>): readonly string[] => {
  const fate: string[] = [];
  imported.from.forEach((index) => {
    fate[index] = "mapped";
  });
  for (const { index, reason: given } of imported.refused) fate[index] = `refused ${given.code}`;
  for (const { index, reason: given } of imported.setAside) fate[index] = `aside ${given.code}`;
  return fate;
};

describe("settle", () => {
  it("keeps the order of the inputs and says where each record came from", () => {
    const group: ImportOutcome<string> = { outcome: "mapped", accepted: ["b", "c"], notes: [reason("group")] };
    const settled = settle([mapped("a"), refused, group, mapped("d", undefined, ["x", "x"])]);
    expect(settled.accepted).toEqual(["a", "b", "c", "d"]);
    expect(settled.from).toEqual([0, 2, 2, 3]);
    expect(settled.refused).toEqual([{ index: 1, reason: { code: "bad", values: {} } }]);
    expect(settled.notes.map(({ index, reason: given }) => [index, given.code])).toEqual([
      [2, "group"],
      [3, "x"],
      [3, "x"],
    ]);
    expect(settled.counts).toEqual({
      inputs: 4,
      mapped: 3,
      refused: 1,
      setAside: 0,
      accepted: 4,
      byReason: { bad: 1 },
      byNote: { group: 1, x: 2 },
    });
  });

  it("merges a second copy and refuses a contradiction; the first in the list stays", () => {
    const settled = settle([
      mapped("a", "1"),
      mapped("b", "1"),
      mapped("a", "1"),
      mapped("a"),
      mapped("a"),
      mapped("a", "2"),
    ]);
    expect(fates(settled)).toEqual([
      "mapped",
      "refused conflicting-duplicate",
      "aside merged-duplicate",
      "mapped",
      "mapped",
      "mapped",
    ]);
    expect(settled.refused[0]?.reason.values).toEqual({ id: "1", first: 0 });
    expect(settled.setAside[0]?.reason.values).toEqual({ id: "1", first: 0 });
    expect(settled.counts.byReason).toEqual({ "conflicting-duplicate": 1, "merged-duplicate": 1 });
  });

  it("leaves out the notes of what is merged or withdrawn", () => {
    const settled = settle([mapped("a", "1", ["n"]), mapped("a", "1", ["n"]), mapped("b", "2", ["n"]), voiding("2")]);
    expect(settled.notes).toEqual([{ index: 0, reason: { code: "n", values: {} } }]);
  });

  it("withdraws what is voided, before or after, every copy of it, and nothing else", () => {
    const settled = settle([
      voiding("1"),
      mapped("a", "1"),
      mapped("b", "2"),
      mapped("c", "1"),
      voiding("2"),
      mapped("d", "3"),
    ]);
    expect(fates(settled)).toEqual([
      "aside voiding",
      "aside voided",
      "aside voided",
      "aside voided",
      "aside voiding",
      "mapped",
    ]);
    expect(settled.setAside[1]?.reason.values).toEqual({ id: "1" });
  });

  const outcome = fc.oneof(
    fc
      .record({ value: fc.constantFrom("a", "b"), id: fc.option(fc.constantFrom("1", "2", "3"), { nil: undefined }) })
      .map(({ value, id }) => mapped(value, id)),
    fc.constantFrom("1", "2", "9").map(voiding),
    fc.constant(refused),
  );

  it("accounts for every input exactly once", () => {
    fc.assert(
      fc.property(fc.array(outcome), (outcomes) => {
        const { from, refused: out, setAside, counts, accepted } = settle(deepFreeze(outcomes));
        const indices = [...new Set(from), ...out.map((each) => each.index), ...setAside.map((each) => each.index)];
        expect(indices.sort((a, b) => a - b)).toEqual(outcomes.map((_, index) => index));
        expect(counts.inputs).toBe(counts.mapped + counts.refused + counts.setAside);
        expect([counts.accepted, counts.accepted]).toEqual([accepted.length, from.length]);
        const reasons = Object.values(counts.byReason).reduce((sum, n) => sum + n, 0);
        expect(reasons).toBe(counts.refused + counts.setAside);
      }),
    );
  });

  it("withdraws the same records in whatever order the list comes", () => {
    fc.assert(
      fc.property(
        fc.array(outcome, { maxLength: 12 }),
        fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
        (outcomes, keys) => {
          const shuffled = outcomes.map((_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
          const before = fates(settle(outcomes));
          const after = fates(settle(shuffled.map((i) => outcomes[i] ?? refused)));
          shuffled.forEach((original, place) => {
            expect(after[place] === "aside voided").toBe(before[original] === "aside voided");
          });
        },
      ),
    );
  });

  it("adds nothing when a list is given twice, where every record has an id", () => {
    const withId = fc.record({ value: fc.constantFrom("a", "b"), id: fc.constantFrom("1", "2", "3") });
    fc.assert(
      fc.property(fc.array(withId), (records) => {
        const outcomes = records.map(({ value, id }) => mapped(value, id));
        expect(settle([...outcomes, ...outcomes]).accepted).toEqual(settle(outcomes).accepted);
      }),
    );
  });
});

describe("importList", () => {
  const letters = importList<string>(
    "records.letters",
    ["letters"],
    "an array of letters",
    guarded((_found, input) => (typeof input === "string" ? mapped(input) : refused)),
  );

  it("refuses what is no list under the caller's name and path", () => {
    for (const list of [null, "abc", { length: 1 }]) {
      const failure = invalidOf(letters(list));
      expect([failure.in, failure.issues[0].code, failure.issues[0].path, failure.issues[0].expected]).toEqual([
        "records.letters",
        "wrong-type",
        ["letters"],
        "an array of letters",
      ]);
    }
    expect(invalidOf(letters(undefined)).issues[0].code).toBe("missing");
    expect(invalidOf(letters(new Proxy([], { get: () => expect.fail("read") }))).issues[0].code).toBe("unreadable");
  });

  it("refuses an element that cannot be read by itself, and goes on", () => {
    const list: unknown[] = ["a", "b", "c"];
    Object.defineProperty(list, 1, {
      get: () => {
        throw new Error("hostile");
      },
    });
    const imported = rightOf(letters(list));
    expect(imported.accepted).toEqual(["a", "c"]);
    expect(imported.from).toEqual([0, 2]);
    expect(imported.refused.map(({ index, reason: given, issue }) => [index, given.code, issue?.code])).toEqual([
      [1, "unreadable", "unreadable"],
    ]);
  });

  it("refuses a list that is longer than memory at once", () => {
    expect(issuesOf(letters(new Array(2 ** 32 - 1)))).toEqual(["too-many at letters"]);
    expect(issuesOf(letters(new Array(2 ** 26 + 1)))).toEqual(["too-many at letters"]);
  });

  it("reads holes as missing elements", () => {
    // biome-ignore lint/suspicious/noSparseArray: holes are what this is about
    expect(fates(rightOf(letters(["a", , "c"])))).toEqual(["mapped", "refused bad", "mapped"]);
  });
});

describe("guarded", () => {
  it("turns a throw into a refusal that says so", () => {
    const outcome = guarded<string>(() => {
      throw new Error("hostile");
    })(null);
    expect(outcome).toMatchObject({
      outcome: "refused",
      reason: { code: "unreadable", values: { where: "the record", expected: "an object that can be read" } },
    });
  });
});

describe("shown", () => {
  it("leaves short texts whole and cuts long ones to 200 characters", () => {
    expect(shown("a".repeat(200))).toBe("a".repeat(200));
    expect(shown("a".repeat(201))).toBe(`${"a".repeat(199)}…`);
  });
});
