import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawUniform, stream } from "../../../../src/core/numeric/random/index.ts";
import { type FourWords, murmur3 } from "../../../../src/core/numeric/random/murmur3.ts";
import { utf8 } from "../../../../src/core/numeric/random/utf8.ts";
import { xoshiro128 } from "../../../../src/core/numeric/random/xoshiro128.ts";

const words = (source: { next(): number }, count: number): number[] =>
  Array.from({ length: count }, () => source.next());

describe("xoshiro128**", () => {
  it("gives the reference implementation's numbers (xoshiro128starstar.c 1.1, state 1 2 3 4; the vector of Rust's rand_xoshiro)", () => {
    expect(words(xoshiro128([1, 2, 3, 4]), 10)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it("leaves the state of four zeros", () => {
    expect(new Set(words(xoshiro128([0, 0, 0, 0]), 50)).size).toBeGreaterThan(20);
  });

  it("keeps a state that is zero but for one word", () => {
    const states: FourWords[] = [
      [7, 0, 0, 0],
      [0, 7, 0, 0],
      [0, 0, 7, 0],
      [0, 0, 0, 7],
      [0, 0, 0, 0],
    ];
    expect(new Set(states.map((state) => words(xoshiro128(state), 20).join())).size).toBe(5);
  });
});

describe("MurmurHash3_x86_128", () => {
  it("passes the verification of its author's test suite (SMHasher: 0xB3ECE62A), which covers every length of tail", () => {
    const bytes = (hash: FourWords): number[] => [...new Uint8Array(Int32Array.from(hash).buffer)];
    const key: number[] = [];
    const all: number[] = [];
    for (let length = 0; length < 256; length += 1) {
      all.push(...bytes(murmur3(key, 256 - length)));
      key.push(length);
    }
    expect(murmur3(all, 0)[0] >>> 0).toBe(0xb3ece62a);
  });
});

describe("utf8", () => {
  it("writes what Node writes, for every well-formed text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(utf8(text)).toEqual([...Buffer.from(text, "utf8")]);
      }),
    );
    expect(utf8("é€😀\u{10ffff}\u07ff\u0800\uffff\u007f\u0080")).toEqual([
      ...Buffer.from("é€😀\u{10ffff}\u07ff\u0800\uffff\u007f\u0080", "utf8"),
    ]);
  });

  it("tells broken surrogate pairs apart", () => {
    const texts = [
      "\ud800",
      "\ud801",
      "\udc00",
      "\udfff",
      "\udc00\ud800",
      "\ud800a",
      "\ud800\ud800",
      "\ufffd",
      "\udbff\ue000",
    ];
    expect(new Set(texts.map((text) => utf8(text).join())).size).toBe(texts.length);
    expect(utf8("\ud800a")).toEqual([0xed, 0xa0, 0x80, 0x61]);
  });
});

describe("stream", () => {
  it("is the same for the same seed and label, and another for any other", () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.string()), fc.string(), (seed, label) => {
        const first = words(stream(seed, label), 5);
        expect(words(stream(seed, label), 5)).toEqual(first);
        expect(words(stream(seed, `${label} `), 5)).not.toEqual(first);
        expect(words(stream(`${seed} `, label), 5)).not.toEqual(first);
        expect(words(stream(`${seed}x`, label), 5)).not.toEqual(words(stream(seed, `x${label}`), 5));
      }),
    );
  });

  it("takes a number as its decimal text", () => {
    expect(words(stream(7, "a"), 5)).toEqual(words(stream("7", "a"), 5));
  });

  it("gives these very numbers in every engine and every version", () => {
    expect(words(stream(7, "learner-1"), 4)).toEqual([2463035707, 1186408829, 971647101, 324504958]);
    expect(words(stream("école", "😀"), 4)).toEqual([1616249362, 165533678, 951965915, 2307774013]);
  });

  it("does not let one stream disturb another", () => {
    const alone = words(stream(1, "a"), 10);
    const a = stream(1, "a");
    const b = stream(1, "b");
    const together: number[] = [];
    for (let i = 0; i < 10; i += 1) {
      together.push(a.next());
      b.next();
    }
    expect(together).toEqual(alone);
  });
});

describe("the first draws of consecutive labels, which are all that decisions use", () => {
  const COUNT = 10_000;
  const labellings: Readonly<Record<string, (i: number) => string>> = {
    "learner-1 …": (i) => `learner-${i + 1}`,
    "bare numbers": (i) => String(i),
    "zero-padded": (i) => String(i).padStart(12, "0"),
    "a decision's id with a date": (i) => `nudge:learner-${i % 100}:2025-01-${Math.floor(i / 100)}`,
    "one letter changing": (i) =>
      `${String.fromCharCode(33 + (i % 90))}campaign${String.fromCharCode(33 + Math.floor(i / 90))}`,
  };
  const correlation = (x: readonly number[], y: readonly number[]): number => {
    let sum = 0;
    x.forEach((value, i) => {
      sum += (value - 0.5) * ((y[i] ?? 0) - 0.5);
    });
    return (12 * sum) / x.length;
  };

  for (const [name, label] of Object.entries(labellings)) {
    it(`are uniform and uncorrelated: ${name}`, () => {
      const first: number[] = [];
      const second: number[] = [];
      const otherSeed: number[] = [];
      for (let i = 0; i < COUNT; i += 1) {
        const source = stream(7, label(i));
        first.push(drawUniform(source));
        second.push(drawUniform(source));
        otherSeed.push(drawUniform(stream(8, label(i))));
      }
      const bins = new Array<number>(100).fill(0);
      for (const value of first) bins[Math.floor(value * 100)] = (bins[Math.floor(value * 100)] ?? 0) + 1;
      const chiSquare = bins.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0);
      expect(chiSquare).toBeGreaterThan(61); // 99 degrees of freedom: 0.1 % of samples lie below 61 or above 148
      expect(chiSquare).toBeLessThan(148);
      const limit = 3.3 / Math.sqrt(COUNT); // 0.1 % two-sided
      expect(Math.abs(correlation(first.slice(1), first.slice(0, -1)))).toBeLessThan(limit);
      expect(Math.abs(correlation(first, second))).toBeLessThan(limit);
      expect(Math.abs(correlation(first, otherSeed))).toBeLessThan(limit);
    });
  }

  it("have every bit set half of the time", () => {
    const ones = new Array<number>(32).fill(0);
    for (let i = 0; i < COUNT; i += 1) {
      const word = stream(3, `learner-${i}`).next();
      for (let bit = 0; bit < 32; bit += 1) ones[bit] = (ones[bit] ?? 0) + ((word >>> bit) & 1);
    }
    for (const count of ones) expect(Math.abs(count - COUNT / 2)).toBeLessThan(4 * Math.sqrt(COUNT / 4));
  });
});
