import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  firstGradeCounts,
  fitFirstStabilities,
  orderedFirstStabilities,
} from "../../../src/spacing/training/firstStabilities.ts";
import { type DealtRow, labelledOf } from "./labelledOf.ts";

const USUAL = [1, 2, 3, 4];

/** Recall of which the fit can be done by hand: the odds are the stability over the days. */
const byOdds = (stability: number, days: number): number => stability / (stability + days);

/** So many cards alike, of which some were recalled `days` after a first review of this grade. */
const group = (grade: number, days: number, n: number, recalled: number): DealtRow[][] =>
  Array.from({ length: n }, (_, k) => [
    { grade, days: 0 },
    { grade: k < recalled ? 3 : 1, days },
  ]);

const fitted = (cards: readonly (readonly DealtRow[])[], recallAfter = byOdds): readonly number[] =>
  fitFirstStabilities(labelledOf(cards), USUAL, recallAfter);

describe("cards by their first grade", () => {
  it("are counted, whatever comes after", () => {
    const cards = [...group(1, 3, 2, 1), ...group(4, 1, 5, 5), ...group(3, 9, 1, 0)];
    expect(Array.from(firstGradeCounts(labelledOf(cards)))).toEqual([2, 0, 1, 5]);
    expect(Array.from(firstGradeCounts(labelledOf([])))).toEqual([0, 0, 0, 0]);
  });
});

describe("first stabilities put in order", () => {
  const all = (stabilities: readonly number[], counts: readonly number[]): readonly number[] =>
    orderedFirstStabilities(stabilities, Float64Array.from(counts), USUAL);

  it("compares any two grades, with whatever grades without cards between them", () => {
    const found = all([2, 9, 1, 9], [9, 0, 1, 0]);
    expect([found[0], found[2]]).toEqual([2, 2]);
    const apart = all([9, 3, 9, 2], [0, 1, 0, 9]);
    expect([apart[1], apart[3]]).toEqual([2, 2]);
    const ends = all([4, 9, 9, 3], [5, 0, 0, 6]);
    expect([ends[0], ends[3]]).toEqual([3, 3]);
    const upper = all([9, 9, 5, 4], [0, 0, 7, 2]);
    expect([upper[2], upper[3]]).toEqual([5, 5]);
    // one after the other: easy takes what good has taken from hard
    expect(all([1, 8, 5, 6], [9, 9, 2, 1])).toEqual([1, 8, 8, 8]);
  });

  it("keeps a value that is known to the last bit", () => {
    expect(orderedFirstStabilities([9, 9, 1, 9], Float64Array.of(0, 0, 1, 0), [1, 1, 49, 98])[2]).toBe(1); // 1 / 49 · 49 is less
  });
});

describe("first stabilities by themselves", () => {
  // n (r - q) / S = 1/16 below the usual, -1/16 above, with the odds S of r and q = (recalled + mean) / (n + 1)
  it("are where a smoothed share of answers and the pull to the usual one balance, for one wait done by hand", () => {
    const cards = [...group(3, 1, 40, 20), ...group(4, 1, 40, 36)];
    const mean = 56 / 80;
    const balanced = (recalled: number, pull: number): number => {
      const q = (recalled + mean) / 41;
      // q + pull S / 640 = S / (S + 1), for S: pull S² / 640 + (q + pull / 640 - 1) S + q = 0
      const [a, b] = [pull / 640, q + pull / 640 - 1];
      return (-b - Math.sqrt(b * b - 4 * a * q)) / (2 * a);
    };
    const [again, hard, good, easy] = fitted(cards);
    expect([again, hard]).toEqual([1, 2]);
    expect(good).toBeCloseTo(balanced(20, 1), 5);
    expect(good).toBeLessThan(3);
    expect(easy).toBeCloseTo(balanced(36, -1), 5);
    expect(easy).toBeGreaterThan(4);
  });

  it("balance over all waits, each by its cards", () => {
    const waits = [
      { days: 1, n: 30, recalled: 28 },
      { days: 4, n: 12, recalled: 5 },
      { days: 9, n: 25, recalled: 4 },
    ];
    const [, , good = 0] = fitted(waits.flatMap(({ days, n, recalled }) => group(3, days, n, recalled)));
    const mean = 37 / 67;
    const slope = waits.reduce(
      (sum, { days, n, recalled }) => sum + (n * (byOdds(good, days) - (recalled + mean) / (n + 1))) / good,
      0,
    );
    expect(slope).toBeCloseTo(good < 3 ? 1 / 16 : -1 / 16, 4);
  });

  it("go by the first weighed review on a later day alone", () => {
    const plain = group(2, 5, 12, 7);
    const with0 = plain.map((card) => [
      card[0] ?? { days: 0 },
      { grade: 1, days: 0.9 }, // within the day
      { grade: 1, days: 2, weight: 0 }, // weighs nothing
      ...card.slice(1),
      { grade: 1, days: 5 }, // later
    ]);
    const never: DealtRow[] = [
      { grade: 2, days: 0 },
      { grade: 1, days: 0.5 },
    ];
    const read = labelledOf([...with0, never]);
    // the mean of all labels is that of the log, which these rows have changed
    const { labels, forgotten } = labelledOf(plain);
    expect(fitFirstStabilities({ ...read, labels, forgotten }, USUAL, byOdds)).toEqual(fitted(plain));
    expect(fitFirstStabilities(read, USUAL, byOdds)).not.toEqual(fitted(plain));
    // a day exactly is a later day
    expect(fitted(group(2, 1, 3, 3))[1]).not.toBe(2);
  });

  it("are the usual ones where recall says nothing, be it certain or impossible", () => {
    for (const always of [0, 0.5, 1])
      expect(fitted([...group(1, 2, 9, 4), ...group(4, 3, 5, 5)], () => always)[0]).toBeCloseTo(1, 5);
  });

  it("are between 0.001 and 100", () => {
    const within = (usual: number): number | undefined =>
      fitFirstStabilities(labelledOf(group(1, 1, 1, 1)), [usual, 1, 1, 1], () => 0.5)[0];
    expect(within(500)).toBeCloseTo(100, 5);
    expect(within(0)).toBeCloseTo(0.001, 5);
    expect(within(42)).toBeCloseTo(42, 5);
  });

  it("cost less than any other on a grid", () => {
    const counts = fc.record({
      days: fc.integer({ min: 1, max: 30 }),
      n: fc.integer({ min: 1, max: 20 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(counts, { minLength: 1, maxLength: 3, selector: ({ days }) => days }), (all) => {
        const waits = all.map(({ days, n, share }) => ({ days, n, recalled: Math.round(n * share) }));
        const sum = (of: (wait: (typeof waits)[number]) => number): number =>
          waits.reduce((so, one) => so + of(one), 0);
        const mean = sum(({ recalled }) => recalled) / sum(({ n }) => n);
        const cost = (s: number): number =>
          Math.abs(s - 3) / 16 +
          sum(({ days, n, recalled }) => {
            const q = (recalled + mean) / (n + 1);
            const r = byOdds(s, days);
            return -n * (q * Math.log(r) + (1 - q) * Math.log(1 - r));
          });
        const [, , good = 0] = fitted(waits.flatMap(({ days, n, recalled }) => group(3, days, n, recalled)));
        const least = cost(good);
        for (let s = 0.001; s <= 100; s *= 1.3) expect(cost(s)).toBeGreaterThan(least - 1e-4); // it is known to 1e-6, the slope is below 100
      }),
      { numRuns: 25 },
    );
  });
});
