import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classificationBic } from "../../../src/segment/choice/classificationBic.ts";
import {
  type CountCriterion,
  type CountEvidence,
  type CountHearing,
  favouriteOf,
  isAllowed,
  reasonsForCount,
  winnerOf,
} from "../../../src/segment/choice/recommendCount.ts";

const one = (k: number, values: Partial<CountEvidence> = {}): CountEvidence => ({
  k,
  silhouette: null,
  bic: null,
  stability: null,
  smallestShare: 0.2,
  ...values,
});

const hearing = (changes: Partial<CountHearing>): CountHearing => ({
  evidence: [],
  gap: null,
  criteria: ["silhouette", "gap", "bic", "stability"],
  rules: { smallestShare: 0.05, mostPersonas: 7 },
  ...changes,
});

describe("what a criterion speaks for", () => {
  it("is the largest silhouette or BIC, the first on a tie", () => {
    const evidence = [
      one(2, { silhouette: 0.5, bic: -9 }),
      one(3, { silhouette: 0.6, bic: -5 }),
      one(4, { silhouette: 0.6, bic: -7 }),
    ];
    expect(favouriteOf("silhouette", evidence, null)).toBe(3);
    expect(favouriteOf("bic", evidence, null)).toBe(3);
    expect(favouriteOf("bic", [one(2), one(3)], null)).toBeNull();
    expect(favouriteOf("bic", [one(2), one(3, { bic: -1 })], null)).toBe(3);
  });

  it("is what the gap chose, if that is allowed", () => {
    expect(favouriteOf("gap", [one(2), one(3)], 3)).toBe(3);
    expect(favouriteOf("gap", [one(2), one(3)], 1)).toBeNull();
    expect(favouriteOf("gap", [one(2), one(3)], null)).toBeNull();
  });

  it("is the most personas that are all highly stable, above .85, or else the most stable", () => {
    const stabilities = (...values: readonly number[]) => values.map((stability, at) => one(at + 2, { stability }));
    expect(favouriteOf("stability", stabilities(0.99, 0.9, 0.86, 0.85), null)).toBe(4);
    expect(favouriteOf("stability", stabilities(0.99, 0.8, 0.76), null)).toBe(2);
    expect(favouriteOf("stability", stabilities(0.6, 0.7, 0.5), null)).toBe(3);
    expect(favouriteOf("stability", [one(2)], null)).toBeNull();
  });
});

describe("rules", () => {
  it("allow a share and a number just at the limit", () => {
    const rules = { smallestShare: 0.05, mostPersonas: 7 };
    expect(isAllowed(rules, one(7, { smallestShare: 0.05 }))).toBe(true);
    expect(isAllowed(rules, one(8))).toBe(false);
    expect(isAllowed(rules, one(2, { smallestShare: 0.0499 }))).toBe(false);
  });
});

describe("the recommendation", () => {
  it("has the most votes, and the fewest personas on a tie", () => {
    const evidence = [
      one(2, { silhouette: 0.6, bic: 1, stability: 0.9 }),
      one(3, { silhouette: 0.5, bic: 2, stability: 0.86 }),
    ];
    expect(winnerOf(hearing({ evidence, gap: 3 }))).toBe(3);
    expect(winnerOf(hearing({ evidence, gap: 3, criteria: ["silhouette", "gap"] }))).toBe(2);
    expect(reasonsForCount(hearing({ evidence, gap: 3, criteria: ["gap", "silhouette"] }))).toStrictEqual([
      { code: "silhouette-decides", values: { k: 2, without: 3 } },
      { code: "fewest-of-tied", values: { k: 2, votes: 1, other: 3 } },
    ]);
  });

  it("names no criterion where none decides alone", () => {
    const evidence = [one(2, { silhouette: 0.6, bic: 1 }), one(3, { silhouette: 0.7, bic: 2 })];
    expect(reasonsForCount(hearing({ evidence, gap: 3 }))).toStrictEqual([
      { code: "criteria-agree", values: { k: 3, votes: 3, of: 4 } },
    ]);
  });

  it("says last that the gap statistic speaks for none, where it has a voice and chooses 1", () => {
    const none = { code: "gap-speaks-for-none", values: { k: 2 } };
    const evidence = [one(2, { silhouette: 0.6, bic: 2 }), one(3, { silhouette: 0.5, bic: 1 })];
    expect(reasonsForCount(hearing({ evidence, gap: 1 }))).toStrictEqual([
      { code: "criteria-agree", values: { k: 2, votes: 2, of: 4 } },
      none,
    ]);
    const deciding = reasonsForCount(hearing({ evidence, gap: 1, criteria: ["bic", "gap"] }));
    expect(deciding).toStrictEqual([{ code: "criteria-agree", values: { k: 2, votes: 1, of: 2 } }, none]);
    const tied = reasonsForCount(hearing({ evidence: [one(2), one(3)], gap: 1 }));
    expect(tied.map(({ code }) => code)).toStrictEqual(["fewest-of-tied", "gap-speaks-for-none"]);
    const codes = (change: Partial<CountHearing>): readonly string[] =>
      reasonsForCount(hearing({ evidence, gap: 1, ...change })).map(({ code }) => code);
    expect(codes({ gap: 2 })).not.toContain("gap-speaks-for-none");
    expect(codes({ gap: null })).not.toContain("gap-speaks-for-none");
    expect(codes({ criteria: ["bic", "silhouette"] })).not.toContain("gap-speaks-for-none");
    expect(codes({ rules: { smallestShare: 0.5, mostPersonas: 7 } })).not.toContain("gap-speaks-for-none");
  });

  it("names a rule where it decides", () => {
    const evidence = [one(2, { bic: 1 }), one(3, { bic: 2, smallestShare: 0.01 })];
    expect(reasonsForCount(hearing({ evidence, criteria: ["bic"] }))).toStrictEqual([
      { code: "share-decides", values: { k: 2, without: 3, limit: 5 } },
    ]);
    const many = [one(7, { bic: 1 }), one(8, { bic: 2 })];
    expect(reasonsForCount(hearing({ evidence: many, criteria: ["bic"] }))).toStrictEqual([
      { code: "most-decides", values: { k: 7, without: 8, limit: 7 } },
    ]);
  });

  it("is none where the rules allow none, and says which rule", () => {
    const evidence = [one(2, { bic: 1, smallestShare: 0.01 })];
    expect(winnerOf(hearing({ evidence }))).toBeNull();
    expect(reasonsForCount(hearing({ evidence }))).toStrictEqual([
      { code: "no-count-allowed", values: {} },
      { code: "share-decides", values: { without: 2, limit: 5 } },
    ]);
  });

  it("is the only one allowed where nothing speaks", () => {
    expect(reasonsForCount(hearing({ evidence: [one(2)] }))).toStrictEqual([{ code: "only-count", values: { k: 2 } }]);
    expect(reasonsForCount(hearing({ evidence: [one(2), one(3)] }))).toStrictEqual([
      { code: "fewest-of-tied", values: { k: 2, votes: 0, other: 3 } },
    ]);
  });

  it("has reasons that are true: what is named changes it when taken away, and what is not named does not", () => {
    const value = fc.option(fc.integer({ min: 0, max: 4 }).map((tenth) => tenth / 4));
    const anyHearing = fc.record({
      evidence: fc
        .array(
          fc.record({ silhouette: value, bic: value, stability: value, smallestShare: fc.constantFrom(0.01, 0.1) }),
          {
            minLength: 1,
            maxLength: 8,
          },
        )
        .map((all) => all.map((values, at) => ({ k: at + 2, ...values }))),
      gap: fc.option(fc.integer({ min: 1, max: 9 })),
      criteria: fc.subarray<CountCriterion>(["silhouette", "gap", "bic", "stability"], { minLength: 1 }),
      rules: fc.record({ smallestShare: fc.constantFrom(0, 0.05), mostPersonas: fc.integer({ min: 2, max: 9 }) }),
    });
    fc.assert(
      fc.property(anyHearing, (one) => {
        const winner = winnerOf(one);
        const reasons = reasonsForCount(one);
        expect(reasons.length).toBeGreaterThan(0);
        const without = (code: string): number | null => {
          if (code === "share-decides") return winnerOf({ ...one, rules: { ...one.rules, smallestShare: 0 } });
          if (code === "most-decides") return winnerOf({ ...one, rules: { ...one.rules, mostPersonas: 100 } });
          return winnerOf({ ...one, criteria: one.criteria.filter((criterion) => `${criterion}-decides` !== code) });
        };
        for (const code of [
          ...one.criteria.map((criterion) => `${criterion}-decides`),
          "share-decides",
          "most-decides",
        ]) {
          const said = reasons.find((reason) => reason.code === code);
          const other = without(code);
          if (said === undefined) expect(other === null || other === winner).toBe(true);
          else expect([said.values["without"], said.values["k"] ?? null]).toStrictEqual([other, winner]);
        }
      }),
    );
  });
});

describe("the BIC of a classification", () => {
  it("is twice the log likelihood of round clouds of one variance, less ln n for each parameter", () => {
    // Rows -1, 1 and 9, 11: inertia 4, variance 1, shares 1/2; k (d + 1) = 4 parameters.
    const density = (x: number, mean: number): number =>
      Math.log(0.5) - 0.5 * Math.log(2 * Math.PI) - (x - mean) ** 2 / 2;
    const logLikelihood = density(-1, 0) + density(1, 0) + density(9, 10) + density(11, 10);
    expect(classificationBic(4, [2, 2], 1)).toBeCloseTo(2 * logLikelihood - 4 * Math.log(4), 12);
    // Two dimensions, sizes 1 and 3, inertia 16 over 8 cells.
    const spread = -8 / 2 - (8 / 2) * Math.log(2 * Math.PI * 2);
    const mixing = Math.log(0.25) + 3 * Math.log(0.75);
    expect(classificationBic(16, [1, 3], 2)).toBeCloseTo(2 * (spread + mixing) - 6 * Math.log(4), 12);
  });

  it("is not known where nothing varies; an empty cluster costs its parameters only", () => {
    expect(classificationBic(0, [2, 2], 1)).toBeNull();
    expect(classificationBic(4, [4, 0], 1)).toBeCloseTo((classificationBic(4, [4], 1) ?? 0) - 2 * Math.log(4), 12);
  });
});
