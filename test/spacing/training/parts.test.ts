import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Histories } from "../../../src/spacing/readHistories.ts";
import { dropOutliers } from "../../../src/spacing/training/dropOutliers.ts";
import { orderedFirstStabilities } from "../../../src/spacing/training/firstStabilities.ts";
import { rankByTime } from "../../../src/spacing/training/rankByTime.ts";
import { recencyWeights } from "../../../src/spacing/training/recencyWeights.ts";
import { trainingHistories } from "../../../src/spacing/training/trainingHistories.ts";

const historiesOf = (
  cards: readonly (readonly (readonly [grade: number, days: number])[])[],
  timed = true,
): Histories => {
  const rows = cards.flat();
  const offsets = [0];
  for (const card of cards) offsets.push((offsets[offsets.length - 1] ?? 0) + card.length);
  return {
    offsets: Float64Array.from(offsets),
    grades: Float64Array.from(rows, ([grade]) => grade),
    elapsedDays: Float64Array.from(rows, ([, days]) => days),
    at: timed ? Float64Array.from(rows, (_, row) => Date.UTC(2025, 0, 1) + 1000 * row) : null,
    day: new Float64Array(rows.length),
  };
};

describe("ranks in time", () => {
  it("are those of a stable sort", () => {
    const instants = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1e13 }), fc.constant(2047), fc.constant(2048)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(instants, (at) => {
        const slow = at.map((when, i) => at.filter((other, j) => other < when || (other === when && j < i)).length);
        expect(Array.from(rankByTime(Float64Array.from(at)))).toEqual(slow);
      }),
    );
  });
});

describe("weights by recency", () => {
  it("rise from the floor to 1 as published", () => {
    expect(Array.from(recencyWeights({ floor: 0.25, power: 3 }, 5))).toEqual([
      0.25,
      0.25 + 0.75 * 0.25 ** 3,
      0.25 + 0.75 * 0.125,
      0.25 + 0.75 * 0.75 ** 3,
      1,
    ]);
    const late = recencyWeights({ floor: 0.0667, power: 11.25, reachesOne: false }, 4);
    expect(late[0]).toBe(0.0667);
    expect(late[3]).toBeCloseTo(0.0667 + 0.9333 * 0.75 ** 11.25, 14);
    expect(Array.from(recencyWeights({ floor: 0.25, power: 3 }, 1))).toEqual([1]);
    expect(recencyWeights({ floor: 0.25, power: 3 }, 0)).toHaveLength(0);
  });
});

describe("the outlier filter", () => {
  const group = (n: number, grade: number, days: number) =>
    Array.from(
      { length: n },
      () =>
        [
          [grade, 0],
          [3, 0],
          [3, days],
        ] as const,
    );

  it("drops the smallest groups while less than 20 cards go, then those with fewer than 6 cards or a long wait", () => {
    const cards = [
      ...group(50, 3, 1), // stays
      ...group(12, 3, 2), // the second smallest: 7 + 12 = 19 go
      ...group(7, 3, 9), // the smallest
      ...group(13, 3, 4), // stays: the allowance is used up
      ...group(14, 3, 101), // goes: too long a wait
      ...group(15, 3, 100), // stays
      ...group(30, 4, 365), // stays: easy may wait longer
      ...group(30, 4, 366), // goes, as the allowance does not hold it
      [[3, 0]] as const, // no label: stays
    ];
    const stays = dropOutliers(historiesOf(cards));
    const kept = (from: number, n: number): number => stays.slice(from, from + n).reduce((sum, each) => sum + each, 0);
    expect([kept(0, 50), kept(50, 12), kept(62, 7), kept(69, 13), kept(82, 14), kept(96, 15)]).toEqual([
      50, 0, 0, 13, 0, 15,
    ]);
    expect([kept(111, 30), kept(141, 30), kept(171, 1)]).toEqual([30, 0, 1]);
  });

  it("lets a group with just enough cards stay, and of equal groups drops the shorter wait first", () => {
    const exactly = dropOutliers(historiesOf([...group(20, 3, 5), ...group(400, 3, 1)]));
    expect(exactly[0]).toBe(0); // 20 of 420: below 21, a twentieth
    const limit = dropOutliers(historiesOf([...group(20, 3, 5), ...group(380, 3, 1)]));
    expect(limit[0]).toBe(1); // 20 is not below 20
    const equal = dropOutliers(historiesOf([...group(10, 3, 7), ...group(10, 3, 5), ...group(30, 3, 1)]));
    expect([equal[0], equal[10]]).toEqual([1, 0]);
    const few = dropOutliers(
      historiesOf([...group(19, 3, 5), ...group(5, 3, 8), ...group(6, 3, 9), ...group(40, 3, 1)]),
    );
    expect([few[0], few[19], few[24]]).toEqual([1, 0, 0]); // 5, then 11 are below 20; 30 is not
  });
});

describe("first stabilities", () => {
  const defaults = [0.2, 1.3, 2.3, 8.3];
  const all = (s: readonly number[], counts: readonly number[]) =>
    orderedFirstStabilities(s, Float64Array.from(counts), defaults);

  it("take the value of the grade with more cards where they are out of order", () => {
    expect(all([1, 2, 3, 4], [1, 1, 1, 1])).toEqual([1, 2, 3, 4]);
    expect(all([3, 2, 5, 9], [10, 1, 5, 5])).toEqual([3, 3, 5, 9]);
    expect(all([3, 2, 5, 9], [1, 10, 5, 5])).toEqual([2, 2, 5, 9]);
    expect(all([3, 2, 5, 9], [4, 4, 5, 5])).toEqual([2, 2, 5, 9]);
  });

  it("fill in what no card has by two geometric relations", () => {
    const whole = (s: readonly number[]): boolean => {
      const [a = 0, h = 0, g = 0, e = 0] = s.map(Math.log);
      return Math.abs(h - 0.41 * a - 0.59 * g) < 1e-12 && Math.abs(g - 0.46 * h - 0.54 * e) < 1e-12;
    };
    for (const counts of [
      [1, 1, 0, 0],
      [1, 0, 1, 0],
      [1, 0, 0, 1],
      [0, 1, 1, 0],
      [0, 1, 0, 1],
      [0, 0, 1, 1],
    ]) {
      const filled = all([0.5, 1, 2, 6], counts);
      expect(whole(filled), counts.join()).toBe(true);
      counts.forEach((count, k) => {
        if (count === 1) expect(filled[k]).toBe([0.5, 1, 2, 6][k]);
      });
    }
    expect(all([0.5, 1, 2, 6], [1, 0, 1, 1])[1]).toBeCloseTo(0.5 ** 0.41 * 2 ** 0.59, 12);
    expect(all([0.5, 1, 2, 6], [1, 1, 0, 1])[2]).toBeCloseTo(6 ** 0.54, 12);
    expect(all([0.5, 1, 2, 6], [0, 1, 1, 1])[0]).toBeCloseTo((1 / 2 ** 0.59) ** (1 / 0.41), 12);
    expect(all([0.5, 1, 2, 6], [1, 1, 1, 0])[3]).toBeCloseTo(2 ** (1 / 0.54), 12);
  });

  it("scale the defaults by the only one known, and stay where none is", () => {
    const one = all([9, 9, 4.6, 9], [0, 0, 3, 0]);
    expect(one[2]).toBe(4.6);
    [0.4, 2.6, 4.6, 16.6].forEach((expected, k) => {
      expect(one[k]).toBeCloseTo(expected, 12);
    });
    expect(all([4, 3, 2, 1], [0, 0, 0, 0])).toEqual([4, 3, 2, 1]);
  });
});

describe("histories dealt out for training", () => {
  const rules = { labels: "later-days", recency: null, outliers: "keep", longestHistory: null } as const;

  it("leave out cards without a label and what follows a card's last label", () => {
    const dealt = trainingHistories(
      historiesOf([
        [[3, 0]],
        [
          [3, 0],
          [1, 0],
          [2, 4],
          [3, 0],
        ],
        [
          [1, 0],
          [3, 0],
        ],
        [
          [4, 0],
          [1, 1],
        ],
      ]),
      rules,
    );
    expect(Array.from(dealt.offsets)).toEqual([0, 3, 5]);
    expect(Array.from(dealt.grades)).toEqual([3, 1, 2, 4, 1]);
    expect(Array.from(dealt.weights)).toEqual([0, 0, 1, 0, 1]);
    expect(Array.from(dealt.labelsUpTo)).toEqual([0, 1, 2]);
    expect(dealt).toMatchObject({ labels: 2, forgotten: 1, totalWeight: 2 });
  });

  it("take same-day reviews for labels where asked, and weigh by rank over all cards", () => {
    const reviews = historiesOf([
      [
        [3, 0],
        [1, 0],
        [2, 4],
      ],
      [
        [4, 0],
        [1, 1],
      ],
    ]);
    const dealt = trainingHistories(reviews, { ...rules, labels: "all", recency: { floor: 0, power: 1 } });
    expect(Array.from(dealt.weights)).toEqual([0, 0, 0.5, 0, 1]);
    expect(dealt).toMatchObject({ labels: 3, totalWeight: 1.5, forgotten: 2 });
  });

  it("deal every card once, any first part of them spread over the log", () => {
    const cards = Array.from(
      { length: 200 },
      (_, card) =>
        [
          [3, 0],
          [3, card + 1],
        ] as const,
    );
    const { elapsedDays } = trainingHistories(historiesOf(cards), rules);
    const order = Array.from(elapsedDays).filter((days) => days > 0);
    expect([...order].sort((a, b) => a - b)).toEqual(cards.map((_, card) => card + 1));
    const first = order.slice(0, 8);
    expect(Math.max(...first)).toBeGreaterThan(150);
    expect(Math.min(...first)).toBeLessThan(50);
  });
});
