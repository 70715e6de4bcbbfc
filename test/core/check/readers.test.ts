import fc from "fast-check";
import { right } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import {
  clean,
  EARLIEST_INSTANT,
  type Found,
  hopeless,
  ifGiven,
  isRecord,
  LATEST_INSTANT,
  note,
  orDefault,
  ownValue,
  readArray,
  readBoolean,
  readChoice,
  readId,
  readInstant,
  readInteger,
  reading,
  readNumber,
  readObject,
  readOptions,
  readRecord,
  readResult,
  readText,
} from "../../../src/core/check/index.ts";
import { insufficientData, invalidInput } from "../../../src/core/vocabulary/index.ts";
import { deepFreeze, hostile, hostileValues, invalidOf, rightOf } from "../../support/property.ts";

/** What a reader answers, and the first issue it noted: `code: expected`. */
const tried = <A>(
  read: (found: Found) => A,
): { readonly value: A; readonly issue: string | undefined; readonly count: number } => {
  const found: Found = { issues: [], more: 0 };
  const value = read(found);
  const first = found.issues[0];
  return {
    value,
    issue: first === undefined ? undefined : `${first.code}: ${first.expected}`,
    count: found.issues.length + found.more,
  };
};

describe("readNumber", () => {
  it.each([0, -0, -1.5, 1e308, 5e-324])("takes %d", (value) => {
    expect(tried((found) => readNumber(found, [], value))).toEqual({ value, issue: undefined, count: 0 });
  });

  it.each([
    [undefined, {}, "missing: a number"],
    [null, {}, "wrong-type: a number"],
    ["1", { min: 0 }, "wrong-type: a number at least 0"],
    [1n, {}, "wrong-type: a number"],
    [Number.NaN, { max: 2 }, "not-finite: a finite number at most 2"],
    [Number.POSITIVE_INFINITY, {}, "not-finite: a finite number"],
    [-1, { min: 0, max: 1 }, "out-of-range: a number at least 0 and at most 1"],
    [1.1, { min: 0, max: 1 }, "out-of-range: a number at least 0 and at most 1"],
    [0, { above: 0, below: 1 }, "out-of-range: a number above 0 and below 1"],
    [1, { above: 0, below: 1 }, "out-of-range: a number above 0 and below 1"],
  ])("refuses %o in %o: %s", (value, range, issue) => {
    expect(tried((found) => readNumber(found, [], value, range))).toEqual({ value: Number.NaN, issue, count: 1 });
  });

  it("takes the ends of a range where they belong to it", () => {
    expect(tried((found) => readNumber(found, [], 0, { min: 0, max: 1 })).value).toBe(0);
    expect(tried((found) => readNumber(found, [], 1, { min: 0, max: 1 })).value).toBe(1);
    expect(tried((found) => readNumber(found, [], 0.5, { above: 0, below: 1 })).value).toBe(0.5);
  });
});

describe("readInteger", () => {
  it.each([
    [1.5, "not-integer: a whole number at least 1"],
    [0, "out-of-range: a whole number at least 1"],
    ["3", "wrong-type: a whole number at least 1"],
    [2 ** 53, "unsafe-number: a whole number below 2^53 at least 1"],
    [Number.NaN, "not-finite: a finite whole number at least 1"],
  ])("refuses %o: %s", (value, issue) => {
    expect(tried((found) => readInteger(found, [], value, { min: 1 }))).toEqual({ value: Number.NaN, issue, count: 1 });
  });

  it("takes whole numbers up to 2^53 - 1", () => {
    expect(tried((found) => readInteger(found, [], 2 ** 53 - 1))).toMatchObject({ value: 2 ** 53 - 1, count: 0 });
    expect(tried((found) => readInteger(found, [], -3))).toMatchObject({ value: -3, count: 0 });
  });
});

describe("readBoolean, readText, readId", () => {
  it("take what they name", () => {
    expect(tried((found) => readBoolean(found, [], true)).value).toBe(true);
    expect(tried((found) => readBoolean(found, [], false))).toMatchObject({ value: false, count: 0 });
    expect(tried((found) => readText(found, [], "x")).value).toBe("x");
    expect(tried((found) => readId(found, [], "1042")).value).toBe("1042");
  });

  it.each([
    ["readBoolean", readBoolean, 1, false, "wrong-type: true or false"],
    ["readBoolean", readBoolean, undefined, false, "missing: true or false"],
    ["readText", readText, "", "", "empty: a string that is not empty"],
    ["readText", readText, undefined, "", "missing: a string"],
    ["readText", readText, 5, "", "wrong-type: a string"],
    ["readId", readId, 1042, "", 'wrong-type: an id as a string, such as "1042"'],
    ["readId", readId, 2 ** 53, "", 'unsafe-number: an id as a string, such as "1042"'],
    ["readId", readId, 1042n, "", 'wrong-type: an id as a string, such as "1042"'],
    ["readId", readId, "", "", "empty: an id as a string that is not empty"],
    ["readId", readId, null, "", "wrong-type: an id as a string"],
  ] as const)("%s refuses its third argument here: %o", (_, read, value, standIn, issue) => {
    expect(tried<unknown>((found) => read(found, [], value))).toEqual({ value: standIn, issue, count: 1 });
  });
});

describe("readInstant", () => {
  it("takes milliseconds and Dates from 2000 to 2200", () => {
    const at = Date.UTC(2026, 0, 1);
    for (const value of [at, new Date(at)]) expect(tried((found) => readInstant(found, [], value)).value).toBe(at);
    for (const value of [EARLIEST_INSTANT, LATEST_INSTANT])
      expect(tried((found) => readInstant(found, [], value))).toMatchObject({ value, count: 0 });
    expect([EARLIEST_INSTANT, LATEST_INSTANT]).toEqual([Date.UTC(2000, 0), Date.UTC(2200, 0)]);
  });

  it.each([
    [Date.UTC(2026, 0) / 1000, "wrong-unit: epoch milliseconds (this looks like seconds: multiply by 1000)"],
    [EARLIEST_INSTANT / 1000, "wrong-unit: epoch milliseconds (this looks like seconds: multiply by 1000)"],
    [Date.UTC(2026, 0) * 1000, "wrong-unit: epoch milliseconds (this looks like microseconds: divide by 1000)"],
    [EARLIEST_INSTANT - 1, "out-of-range: epoch milliseconds between the years 2000 and 2200"],
    [LATEST_INSTANT + 1, "out-of-range: epoch milliseconds between the years 2000 and 2200"],
    [0, "out-of-range: epoch milliseconds between the years 2000 and 2200"],
    [-5, "out-of-range: epoch milliseconds between the years 2000 and 2200"],
    [Number.NaN, "not-finite: epoch milliseconds or a valid Date"],
    [new Date(Number.NaN), "not-finite: epoch milliseconds or a valid Date"],
    ["2026-01-01", "wrong-type: epoch milliseconds or a Date"],
    [undefined, "missing: epoch milliseconds or a Date"],
  ])("refuses %o: %s", (value, issue) => {
    expect(tried((found) => readInstant(found, [], value))).toEqual({ value: Number.NaN, issue, count: 1 });
  });
});

describe("readChoice", () => {
  it.each([
    ["week", undefined],
    ["weak", 'unknown-value: one of "day", "week" (did you mean "week"?)'],
    ["year", 'unknown-value: one of "day", "week"'],
    [undefined, 'missing: one of "day", "week"'],
    [7, 'wrong-type: one of "day", "week"'],
  ])("of day and week, given %o: %s", (value, issue) => {
    const read = tried((found) => readChoice(found, [], value, ["day", "week"]));
    expect(read).toEqual({ value: issue === undefined ? value : "day", issue, count: issue === undefined ? 0 : 1 });
  });
});

describe("readArray", () => {
  it("reads each element with its path and place, holes as undefined", () => {
    const seen: unknown[] = [];
    tried((found) => readArray(found, ["rows"], new Array(2), (...given) => seen.push(given)));
    expect(seen).toEqual([
      [undefined, ["rows", 0], 0],
      [undefined, ["rows", 1], 1],
    ]);
  });

  it("copies", () => {
    const source = deepFreeze(["a", "b"]);
    const { value } = tried((found) => readArray(found, [], source, (one) => one));
    expect(value).toEqual(source);
    expect(value).not.toBe(source);
  });

  it("refuses what is no array", () => {
    expect(tried((found) => readArray(found, [], "abc", (one) => one))).toEqual({
      value: [],
      issue: "wrong-type: an array",
      count: 1,
    });
    expect(tried((found) => readArray(found, [], undefined, (one) => one)).issue).toBe("missing: an array");
    expect(tried((found) => readArray(found, [], { length: 3 }, (one) => one)).count).toBe(1);
  });

  it("takes 2^26 elements and no more", () => {
    expect(tried((found) => readArray(found, [], new Array(2 ** 32 - 1), (one) => one)).issue).toBe(
      "too-many: at most 67108864 elements",
    );
    const longest = new Proxy([], { get: (_, key) => (key === "length" ? 2 ** 26 + 1 : undefined) });
    expect(tried((found) => readArray(found, [], longest, (one) => one))).toMatchObject({ value: [], count: 1 });
    const wordy = new Proxy([], { get: () => "long" });
    expect(tried((found) => readArray(found, [], wordy, (one) => one)).count).toBe(1);
  });

  it("gives up early on arrays that only claim to be long", () => {
    const start = performance.now();
    const { count } = tried((found) =>
      readArray(found, [], new Array(2 ** 25), (one, path) => readNumber(found, path, one)),
    );
    expect(count).toBeGreaterThan(10_000);
    expect(count).toBeLessThan(10_100);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe("readObject, readOptions, readRecord", () => {
  it("take literals, class instances and objects without a prototype", () => {
    class Row {
      readonly a = 1;
    }
    for (const value of [{ a: 1 }, new Row(), Object.assign(Object.create(null), { a: 1 })])
      expect(tried((found) => readObject(found, [], value)).value).toBe(value);
  });

  it.each([
    [[]],
    [new Date()],
    [new Map()],
    [new Set()],
    [new Float64Array(1)],
    [null],
    ["x"],
    [Object("x")],
    [new Error("x")],
  ])("refuse %o", (value) => {
    expect(isRecord(value)).toBe(false);
    expect(tried((found) => readObject(found, [], value))).toEqual({
      value: {},
      issue: "wrong-type: an object",
      count: 1,
    });
  });

  it("say what is missing, and what was expected", () => {
    expect(tried((found) => readObject(found, [], undefined)).issue).toBe("missing: an object");
    expect(tried((found) => readOptions(found, [], 5, [])).issue).toBe("wrong-type: an object with options");
    expect(tried((found) => readRecord(found, [], { prototype: 1 }, (one) => one)).issue).toBe(
      "forbidden-key: a key other than __proto__, constructor and prototype",
    );
  });

  it("stop once there is no hope", () => {
    const many = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`key${index}`, "x"]));
    for (const { count } of [
      tried((found) => readOptions(found, [], many, ["known"])),
      tried((found) => readRecord(found, [], many, (one, path) => readNumber(found, path, one))),
    ])
      expect(count).toBe(10_020);
  });

  it("options are copied, known keys only, and undefined is the empty one", () => {
    expect(tried((found) => readOptions(found, [], undefined, ["k"]))).toEqual({
      value: {},
      issue: undefined,
      count: 0,
    });
    let reads = 0;
    const options = Object.defineProperty({ seed: 1 }, "k", {
      enumerable: true,
      get: () => {
        reads += 1;
        return 4;
      },
    });
    const { value } = tried((found) => readOptions(found, [], options, ["k", "seed"]));
    expect([value["k"], value["k"], value["seed"], reads]).toEqual([4, 4, 1, 1]);
    expect(value["toString"]).toBeUndefined();
  });

  it("an unknown option is named with the nearest known one", () => {
    const read = reading("f", (found) => readOptions(found, [], { sede: 1, zzz: 2 }, ["k", "seed"]));
    expect(invalidOf(read).issues).toEqual([
      { path: ["sede"], code: "unknown-key", expected: "one of k, seed (did you mean seed?)", received: "1" },
      { path: ["zzz"], code: "unknown-key", expected: "one of k, seed", received: "2" },
    ]);
  });

  it("options inherited from a prototype are no options", () => {
    const { value } = tried((found) => readOptions(found, [], Object.create({ k: 4 }), ["k"]));
    expect(value["k"]).toBeUndefined();
  });

  it("keys that reach the prototype are refused in options and records", () => {
    const polluted: unknown = JSON.parse('{"__proto__": {"seed": 1}, "constructor": 2, "prototype": 3}');
    for (const read of [
      reading("f", (found) => readOptions(found, [], polluted, ["seed"])),
      reading("f", (found) => readRecord(found, [], polluted, (one) => one)),
    ])
      expect(invalidOf(read).issues.map(({ code, path }) => [code, ...path])).toEqual([
        ["forbidden-key", "__proto__"],
        ["forbidden-key", "constructor"],
        ["forbidden-key", "prototype"],
      ]);
  });

  it("records are copied key by key, each with its path", () => {
    const read = tried((found) => readRecord(found, ["by"], { a: 1, b: 2 }, (one, path, key) => [one, path, key]));
    expect(read.value).toEqual({ a: [1, ["by", "a"], "a"], b: [2, ["by", "b"], "b"] });
  });

  it("ownValue reads own keys only", () => {
    expect(ownValue({ a: 1 }, "a")).toBe(1);
    expect(ownValue({}, "toString")).toBeUndefined();
  });
});

describe("orDefault and ifGiven", () => {
  it("read what is there, null included, and nothing else", () => {
    expect(orDefault(undefined, 3, () => 4)).toBe(3);
    expect(orDefault(null, 3, (given) => (given === null ? 5 : 4))).toBe(5);
    expect(ifGiven(undefined, () => 4)).toBeUndefined();
    expect(ifGiven(null, () => 4)).toBe(4);
  });
});

describe("reading", () => {
  it("answers with what was read where nothing was noted", () => {
    expect(reading("f", () => 5)).toEqual(right(5));
  });

  it("keeps twenty issues and counts the rest", () => {
    const failure = invalidOf(
      reading("f", (found) => Array.from({ length: 50 }, (_, i) => note(found, [i], "empty", "x", i))),
    );
    expect(failure).toMatchObject({ in: "f", moreIssues: 30 });
    expect(failure.issues.map(({ path }) => path[0])).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it("turns a throw into an issue, and keeps what was noted before", () => {
    const thrown = reading("f", (found) => {
      note(found, ["a"], "empty", "x", "");
      throw new Error("secret");
    });
    expect(invalidOf(thrown).issues).toEqual([
      { path: ["a"], code: "empty", expected: "x", received: '""' },
      {
        path: [],
        code: "unreadable",
        expected: "an object that can be read",
        received: "one that throws when it is touched",
      },
    ]);
    expect(JSON.stringify(thrown)).not.toContain("secret");
  });

  it("says whether it is clean, and when it is hopeless", () => {
    const found: Found = { issues: [], more: 0 };
    expect([clean(found), hopeless(found)]).toEqual([true, false]);
    note(found, [], "empty", "x", "");
    expect([clean(found), hopeless(found)]).toEqual([false, false]);
    found.more = 9_999;
    expect(hopeless(found)).toBe(false);
    found.more = 10_000;
    expect(hopeless(found)).toBe(true);
  });

  it("copies the path it notes", () => {
    const path: (string | number)[] = ["a"];
    const read = reading("f", (found) => {
      note(found, path, "empty", "x", "");
      path.push("b");
    });
    expect(invalidOf(read).issues[0].path).toEqual(["a"]);
  });

  it("notes a failure from inside under its place, with the issues not kept", () => {
    const inner = invalidInput("g", [{ path: ["x"], code: "empty", expected: "y", received: "z" }], 4);
    const read = reading("f", (found) => readResult(found, ["part", 1], inner, "stand-in"));
    expect(read).toEqual(
      invalidInput("f", [{ path: ["part", 1, "x"], code: "empty", expected: "y", received: "z" }], 4),
    );
    expect(rightOf(reading("f", (found) => readResult(found, [], right(3), 0)))).toBe(3);
    const full = reading("f", (found) => {
      for (let index = 0; index < 19; index += 1) note(found, [index], "empty", "x", index);
      const issue = { path: [], code: "empty", expected: "y", received: "z" } as const;
      readResult(found, ["part"], invalidInput("g", [issue, issue, issue], 1), 0);
    });
    expect(invalidOf(full).issues.length).toBe(20);
    expect(invalidOf(full).moreIssues).toBe(3);
    const other = reading("f", (found) => readResult(found, ["part"], insufficientData("g", "rows", 3, 1), 0));
    expect(invalidOf(other).issues[0]).toMatchObject({
      path: ["part"],
      code: "inconsistent",
      expected: "what g accepts (InsufficientData)",
    });
  });

  it("never throws, whatever the readers are given", () => {
    const readAll = (value: unknown): unknown =>
      reading("f", (found) => {
        readNumber(found, [], value);
        readInteger(found, [], value);
        readBoolean(found, [], value);
        readText(found, [], value);
        readId(found, [], value);
        readInstant(found, [], value);
        readChoice(found, [], value, ["a"]);
        readArray(found, [], value, (one) => one);
        readOptions(found, [], value, ["a"]);
        return readRecord(found, [], value, (one) => one);
      });
    for (const value of hostileValues()) expect(readAll(value)).toHaveProperty("_tag", "Left");
    fc.assert(
      fc.property(hostile, (value) => {
        expect(readAll(value)).toHaveProperty("_tag");
      }),
    );
  });
});
