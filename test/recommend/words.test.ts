import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow, type Reason } from "../../src/core/vocabulary/index.ts";
import { answer, createKnowledge, elo, nextStep } from "../../src/recommend/index.ts";
import { recommendWords } from "../../src/recommend/words.ts";
import { catalogue as makeCatalogue } from "../../src/records/catalogue/index.ts";
import { anySituation } from "./arbitraries.ts";

describe("the words of recommend", () => {
  it("has words for every reason given, and every value of a reason has its place in them", () => {
    const seen = new Map<string, Reason>();
    const note = (reasons: readonly Reason[]): void => {
      for (const reason of reasons) seen.set(reason.code, reason);
    };
    fc.assert(
      fc.property(anySituation, ({ modules, ...rest }) => {
        const result = orThrow(nextStep()({ catalogue: orThrow(makeCatalogue(modules)), ...rest }));
        note(result.reasons);
        note(result.others.map(({ because }) => because));
        note(result.warnings);
      }),
      { numRuns: 1000 },
    );
    for (const correct of [true, false]) note(orThrow(answer(orThrow(createKnowledge(elo)()))({ correct })).reasons);
    for (const { code, values } of seen.values()) {
      const words: string = Object.entries(recommendWords).find(([known]) => known === code)?.[1] ?? "";
      const places = [...words.matchAll(/\{(\w+)\}/g)].map(([, place]) => place);
      expect(words, code).not.toBe("");
      for (const place of places) expect(Object.keys(values), code).toContain(place);
      for (const key of Object.keys(values)) expect(places, code).toContain(key);
    }
    expect([...seen.keys()].sort()).toEqual(Object.keys(recommendWords).sort());
  });
});
