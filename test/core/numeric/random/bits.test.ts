import { describe, expect, it } from "vitest";
import { bitHash, randomHashes } from "../../../support/bitHash.ts";

describe("draws", () => {
  it("are these very bits in every engine (the runtimes stage compares the same hashes in Deno, Bun and Chromium)", () => {
    expect(randomHashes()).toEqual({
      uniform: "39e4e4ea",
      normal: "94a9d3c0",
      exponential: "0acab733",
      gamma: "acf95a60",
      beta: "db16d6fc",
      integer: "b670be49",
      sample: "0a15bec3",
    });
  });

  it("are part of the line that the runtimes stage prints", () => {
    expect(bitHash()).toMatch(/^exp=[0-9a-f]{8} .* sample=[0-9a-f]{8}$/);
  });
});
