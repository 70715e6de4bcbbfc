import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { didYouMean, oneOf } from "../../../src/core/check/index.ts";

const OPTIONS = ["maxIterations", "tolerance", "seed", "restarts", "kernels"];

describe("didYouMean", () => {
  it.each([
    ["maxIteratons", "maxIterations"],
    ["max_iterations", "maxIterations"],
    ["MAX-ITERATIONS", "maxIterations"],
    ["max.iterations", "maxIterations"],
    ["maxIter", "maxIterations"],
    ["tolerence", "tolerance"],
    ["tolreance", "tolerance"],
    ["sede", "seed"],
    ["seeds", "seed"],
    ["sed", "seed"],
    ["see", "seed"],
    ["restart", "restarts"],
    ["kernel", "kernels"],
  ])("%s means %s", (word, meant) => {
    expect(didYouMean(word, OPTIONS)).toBe(meant);
  });

  it.each(["", "k", "x", "banana", "speed limit", "se", "_", "a".repeat(61)])("nothing is near %j", (word) => {
    expect(didYouMean(word, OPTIONS)).toBeUndefined();
  });

  it("takes a third of the letters and no more", () => {
    expect(didYouMean("abcXef", ["abcdef"])).toBe("abcdef");
    expect(didYouMean("abXXef", ["abcdef"])).toBe("abcdef");
    expect(didYouMean("aXXXef", ["abcdef"])).toBeUndefined();
    expect(didYouMean("abcdeXX", ["abcde"])).toBe("abcde"); // one begins with the other
    expect(didYouMean("XXabcde", ["abcde"])).toBeUndefined();
  });

  it("compares words of up to sixty letters", () => {
    const word = `${"abcdefghij".repeat(6)}`;
    expect(didYouMean(word, [word])).toBe(word);
    expect(didYouMean(`${word}k`, [word])).toBeUndefined();
    expect(didYouMean(word.slice(1), [`${word}k`])).toBeUndefined();
  });

  it("counts each kind of slip as one, a swap only of neighbours", () => {
    const nine = "abcdefghi"; // three slips allowed
    expect(didYouMean("bacdefXhZ", [nine])).toBe(nine);
    expect(didYouMean("badcfeXhi", [nine])).toBeUndefined();
    expect(didYouMean("badcfeghi", [nine])).toBe(nine);
    expect(didYouMean("badcfehgi", [nine])).toBeUndefined();
    expect(didYouMean("cbadefghi", [nine])).toBe(nine);
    expect(didYouMean("XXXXefghi", [nine])).toBeUndefined();
    expect(didYouMean("defghi", [nine])).toBe(nine);
    expect(didYouMean("efghi", [nine])).toBeUndefined();
  });

  it("prefers the nearer, and of two equally near the first", () => {
    expect(didYouMean("colour", ["colours", "colour"])).toBe("colour");
    expect(didYouMean("cat", ["bat", "cart", "rat"])).toBe("bat");
  });

  it("does not replace a word by one that shares no letter with it", () => {
    expect(didYouMean("a", ["k"])).toBeUndefined();
    expect(didYouMean("ab", ["ak"])).toBe("ak");
  });

  it("finds a word again after one slip, wherever it is", () => {
    const words = fc.stringMatching(/^[a-z]{4,20}$/);
    fc.assert(
      fc.property(words, fc.nat(), fc.constantFrom("drop", "double", "swap", "replace"), (word, where, slip) => {
        const at = where % word.length;
        const next = Math.min(at + 1, word.length - 1);
        const slipped = {
          drop: word.slice(0, at) + word.slice(at + 1),
          double: word.slice(0, at) + word.charAt(at) + word.slice(at),
          swap: at === next ? word : word.slice(0, at) + word.charAt(next) + word.charAt(at) + word.slice(next + 1),
          replace: `${word.slice(0, at)}Z${word.slice(at + 1)}`,
        }[slip];
        return didYouMean(slipped, ["0000000", word, "11"]) === word;
      }),
    );
  });

  it("is quick with long words and many of them", () => {
    const start = performance.now();
    const long = "x".repeat(1e6);
    expect(didYouMean(long, [long])).toBeUndefined();
    expect(didYouMean("xx", [long])).toBeUndefined();
    didYouMean(
      "y".repeat(60),
      Array.from({ length: 2_000 }, (_, index) => `${"z".repeat(50)}${index}`),
    );
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe("oneOf", () => {
  it("lists what there is, with the nearest to what was received", () => {
    expect(oneOf(["a", "b"], "zzz")).toBe("one of a, b");
    expect(oneOf(["minutes", "clicks"], "minute")).toBe("one of minutes, clicks (did you mean minutes?)");
    expect(oneOf(["minutes"], "minute", (word) => `<${word}>`)).toBe("one of <minutes> (did you mean <minutes>?)");
    expect(oneOf(["minutes"], 7)).toBe("one of minutes");
    expect(oneOf([], "minute")).toBe("nothing here");
  });

  it("lists at most twelve", () => {
    const many = Array.from({ length: 14 }, (_, index) => `column${index}`);
    expect(oneOf(many.slice(0, 12), null)).toMatch(/^one of column0, .*, column11$/);
    expect(oneOf(many, null)).toMatch(/column11 and 2 more$/);
  });
});
