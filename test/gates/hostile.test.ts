import { left, right } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { type Found, readInteger, reading, readNumber, readOptions } from "../../src/core/check/index.ts";
import type { Result } from "../../src/core/vocabulary/index.ts";
import { takes } from "./hostile/case.ts";
import { callables } from "./hostile/exports.ts";
import { complaintsAbout, covers, notFinite } from "./hostile/verdict.ts";
import { CASES } from "./hostileCases.ts";

const ENTRIES = {
  "": await import("../../src/index.ts"),
  segment: await import("../../src/segment/index.ts"),
  spacing: await import("../../src/spacing/index.ts"),
  recommend: await import("../../src/recommend/index.ts"),
  nudge: await import("../../src/nudge/index.ts"),
  metrics: await import("../../src/metrics/index.ts"),
  records: await import("../../src/records/index.ts"),
  simulate: await import("../../src/simulate/index.ts"),
  charts: await import("../../src/charts/index.ts"),
  core: await import("../../src/core/index.ts"),
  testing: await import("../../src/testing/index.ts"),
};

// The root offers what core and explain offer: those are known by the root's name.
const exported = callables(ENTRIES).filter(
  ({ name, value }) => !name.startsWith("core.") || !Object.values(ENTRIES[""]).includes(value as never), // compared by identity only
);

describe("hostile input", () => {
  it("has a case for every public function, and none for what is gone", () => {
    const names = exported.map(({ name }) => name);
    expect(names.filter((name) => CASES[name] === undefined)).toEqual([]);
    expect(Object.keys(CASES).filter((name) => !names.includes(name))).toEqual([]);
  });

  for (const { name, value } of exported) {
    const the = CASES[name];
    if (the?.kind !== "checked") continue;
    it(`${name} answers with a failure or with a finite answer, soon, and changes nothing`, () => {
      expect(complaintsAbout(name, value, the)).toEqual([]);
    }, 60_000);
  }

  it("is kept from functions only for a reason", () => {
    for (const the of Object.values(CASES)) if (the.kind === "plain") expect(the.because.length).toBeGreaterThan(15);
  });
});

/** A function as it should be: doubles a count. */
const good =
  (options: { readonly times?: number }) =>
  (input: { readonly count: number }): Result<number> => {
    const read = reading("made.good", (found: Found) => {
      const { times } = readOptions(found, ["options"], options, ["times"]);
      const count = (typeof input === "object" ? input : undefined)?.count;
      return {
        times: times === undefined ? 2 : readInteger(found, ["options", "times"], times, { min: 0, max: 9 }),
        count: readNumber(found, ["count"], count, { min: -1e6, max: 1e6 }),
      };
    });
    return read._tag === "Left" ? read : right(read.right.times * read.right.count);
  };

const calls = () => [[{ times: 3 }], [{ count: 2 }]];

const about = (made: (options: { times: number }) => (input: { count: number }) => unknown): string =>
  complaintsAbout("made.good", made, takes(calls)).join("\n");

describe("the attacks", () => {
  it("find nothing in a function that reads its input", () => {
    expect(complaintsAbout("made.good", good, takes(calls))).toEqual([]);
  });

  it.each<[string, (options: { times: number }) => (input: { count: number }) => unknown, string]>([
    ["throws", (options) => (input) => right(options.times * input.count), "throws"],
    [
      "throws before it is given its data",
      (options) => {
        if (!Number.isInteger(options.times)) throw new Error("no");
        return good(options);
      },
      "throws",
    ],
    ["lets NaN through", () => (input) => right(Number(typeof input?.count === "number" ? input.count : 4)), "NaN"],
    [
      "changes its input",
      (options) => (input) => {
        try {
          input.count += 0;
          (input as { count: number; seen?: boolean }).seen = true; // what a careless function does
        } catch {
          return good(options)(input);
        }
        return good(options)(input);
      },
      "changes its arguments",
    ],
    [
      "takes unknown options",
      (options) => (input) => {
        try {
          return good({ times: options.times })(input);
        } catch {
          return good({ times: Number.NaN })(input);
        }
      },
      "an unknown key: is taken",
    ],
    [
      "coerces",
      (options) => (input) => good(options)(typeof input?.count === "string" ? { count: Number(input.count) } : input),
      "a number in quotes: is taken, and changes the answer",
    ],
    [
      "names another function",
      (options) => (input) => {
        const result = good(options)(input);
        return result._tag === "Left" ? left({ ...result.left, in: "made.other" }) : result;
      },
      "its failure says it is in made.other",
    ],
    [
      "names another place",
      (options) => (input) => {
        const result = good(options)(input);
        if (result._tag === "Right" || result.left._tag !== "InvalidInput") return result;
        return left({ ...result.left, issues: result.left.issues.map((issue) => ({ ...issue, path: ["elsewhere"] })) });
      },
      "no issue is about it",
    ],
    [
      "hands the raw value out",
      (options) => (input) => {
        const result = good(options)(input);
        if (result._tag === "Right" || result.left._tag !== "InvalidInput") return result;
        return left({
          ...result.left,
          issues: result.left.issues.map((issue) => ({ ...issue, received: "a".repeat(100) })),
        });
      },
      "an issue received aaa",
    ],
    [
      "takes too long",
      (options) => (input) => {
        const until = performance.now() + (options?.times === -1 ? 1100 : 0);
        while (performance.now() < until);
        return good(options)(input);
      },
      "takes 1",
    ],
    ["does not answer with a Result", () => () => 4, "does not succeed on its valid arguments"],
  ])("catch a function that %s", (_, made, says) => {
    expect(about(made)).toContain(says);
  });

  it("catch seconds that are taken for milliseconds", () => {
    const day = (at: number): Result<number> =>
      right(Number.isFinite(at) && typeof at === "number" ? Math.floor(at / 86_400_000) : 0);
    const found = complaintsAbout(
      "made.day",
      day,
      takes(() => [[1_700_000_000_000]]),
    ).join("\n");
    expect(found).toContain("0.0 := seconds for milliseconds: is taken");
  });

  it("know which places a pattern covers", () => {
    expect(covers("1.0.*.score", [1, 0, 3, "score"])).toBe(true);
    expect(covers("1.0.**", [1, 0, 3, "score"])).toBe(true);
    expect(covers("1.0.*", [1, 0, 3, "score"])).toBe(false);
    expect(covers("1.0", [1, 0])).toBe(true);
  });

  it("find what is not finite, however deep", () => {
    expect(notFinite({ a: [1, { b: new Float64Array([1, Number.NaN]) }] })).toBe(".a.1.b.1 is NaN");
    expect(notFinite(new Map([["a", Number.POSITIVE_INFINITY]]))).toBe(".a is Infinity");
    expect(notFinite({ a: [null, "NaN", 1] })).toBeNull();
  });
});
