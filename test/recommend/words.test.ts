import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow, type Reason } from "../../src/core/vocabulary/index.ts";
import { answer, createKnowledge, elo, nextStep, placement, remediation } from "../../src/recommend/index.ts";
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
        const catalogue = orThrow(makeCatalogue(modules));
        const taught = [...new Set(modules.flatMap(({ skills = [] }) => skills))];
        for (const passed of [null, true, false]) {
          const answers = passed === null ? [] : taught.slice(0, 2).map((skill) => ({ skill, passed }));
          const placed = orThrow(placement({ maximumProbes: 1 })({ id: "p", catalogue, ...rest, answers }));
          note([...placed.reasons, ...placed.modules.map(({ because }) => because)]);
          note(placed.skills.map(({ because }) => because));
        }
        for (const { id } of modules) {
          const mended = orThrow(remediation()({ catalogue, ...rest, module: id }));
          note([...mended.reasons, ...mended.others.map(({ because }) => because)]);
        }
      }),
      { numRuns: 600 },
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
