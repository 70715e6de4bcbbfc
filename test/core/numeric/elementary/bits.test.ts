import { describe, expect, it } from "vitest";
import { elementaryHashes, hashBits } from "../../../support/bitHash.ts";

describe("bits", () => {
  it("the hash tells doubles apart that differ in the last bit, in sign of zero, and in order", () => {
    const hashes = [[1], [1 + 2 ** -52], [0], [-0], [1, 2], [2, 1], [Number.NaN]].map(hashBits);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashBits([])).toBe("811c9dc5"); // FNV-1a's offset basis
  });

  it("every engine computes these very bits (the runtimes stage compares the same hashes in Deno, Bun and Chromium)", () => {
    expect(elementaryHashes()).toEqual({
      exp: "9c9fc064",
      expm1: "a3106b55",
      log: "96c5b306",
      log1p: "7d43cf72",
      pow: "25f20eb2",
      tanh: "decb1b37",
      logistic: "3860d980",
      sin: "2e10d547",
      cos: "5c4762fc",
    });
  });
});
