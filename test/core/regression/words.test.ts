import { describe, expect, it } from "vitest";
import { regressionWords } from "../../../src/core/regression/words.ts";

describe("regressionWords", () => {
  it("has a sentence for each reason, with the values that the reason carries", () => {
    const carried: Readonly<Record<keyof typeof regressionWords, string>> = {
      "constant-column": "{columns}",
      "collinear-columns": "{columns}",
      "leverage-of-one": "{row}",
      "cluster-of-its-own": "{cluster}",
      separation: "{columns}",
      "single-outcome": "{outcome}",
    };
    expect(Object.keys(regressionWords).sort()).toEqual(Object.keys(carried).sort());
    for (const [code, sentence] of Object.entries(regressionWords)) {
      expect(sentence).toContain(Reflect.get(carried, code));
      expect(sentence.match(/\{\w+\}/g)).toHaveLength(1);
      expect(sentence.length).toBeGreaterThan(20);
    }
  });
});
