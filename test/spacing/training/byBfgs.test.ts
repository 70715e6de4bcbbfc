import { describe, expect, it } from "vitest";
import { phases, type Slope, bfgsSearch as search, thousands } from "./bfgsSearch.ts";

/** ½ (w - target)², each card with a target of its own. */
const bowls =
  (target: (card: number) => number): Slope =>
  ([w = 0], card) => {
    const away = w - target(card);
    return [0.5 * away * away, away];
  };

describe("bfgs on few labels", () => {
  it("knows the curvature of a quadratic before it starts, and so is there in one step", () => {
    // ½ (x - 3)² + 8 (y + 1)² + x y, whose slope is 0 where x - 3 + y = 0 and 16 (y + 1) + x = 0
    const valley: Slope = ([x = 0, y = 0]) => [
      0.5 * (x - 3) ** 2 + 8 * (y + 1) ** 2 + x * y,
      x - 3 + y,
      16 * (y + 1) + x,
    ];
    const found = search(valley, [3, 2, 5], [1, 1]);
    const [y, x] = [-19 / 15, 3 + 19 / 15];
    expect(found.point[0]).toBeCloseTo(x, 6);
    expect(found.point[1]).toBeCloseTo(y, 6);
    expect(found).toMatchObject({ iterations: 1, evaluations: 2, converged: true });
    expect(found.startValue).toBeCloseTo(10 * (2 + 32 + 1), 12);
    // the slope at the start, beside it in each weight, and the two points of the search
    expect(found.asked.map(({ cards }) => cards)).toEqual([3, 3, 3, 3, 3]);
    expect(found.seen).toEqual([
      { phase: "curvature", done: 0, total: null },
      { phase: "bfgs", done: 0, total: null, value: 35 },
      { phase: "bfgs", done: 1, total: null, value: expect.closeTo(found.value / 10, 12) },
    ]);
  });

  it("tells the mean over the weights of the labels, but of less than one label the sum", () => {
    const values = (weight: number): (number | undefined)[] =>
      search(
        bowls(() => 3),
        [4, 6],
        [1],
        { weight },
      ).seen.map(({ value }) => value);
    expect(values(0.5)[1]).toBe(2); // 5 · ½ · 2² over 5
    expect(values(0.01)[1]).toBeCloseTo(0.1 * 2, 12);
  });

  it("ends at the bound beyond which it would go on", () => {
    const found = search(
      bowls(() => 3),
      [5],
      [1],
      { bounds: [[0, 2]] },
    );
    expect(Array.from(found.point)).toEqual([2]);
    expect(found.gradient[0]).toBe(-5);
    expect(found.converged).toBe(true);
  });

  it("stops after the iterations it may take", () => {
    const banana: Slope = ([x = 0, y = 0]) => [
      100 * (y - x * x) ** 2 + (1 - x) ** 2,
      -400 * x * (y - x * x) - 2 * (1 - x),
      200 * (y - x * x),
    ];
    const end = search(banana, [1], [-1.2, 1], { tolerance: 1e-14 });
    expect(end.point[0]).toBeCloseTo(1, 5);
    expect(end.point[1]).toBeCloseTo(1, 5);
    expect(end.converged).toBe(true);
    for (const maxIterations of [1, 2, 7]) {
      const cut = search(banana, [1], [-1.2, 1], { tolerance: 1e-14, maxIterations });
      expect(cut.iterations).toBe(maxIterations);
      expect(cut.converged).toBe(false);
      expect(cut.value).toBeGreaterThan(end.value);
      expect(phases(cut.seen)).toHaveLength(2);
    }
  });

  it("ends where a further step promises no more than the tolerance, a mean over the labels", () => {
    // a step promises 5 · ½ · 2², 2 for each label
    expect(
      search(
        bowls(() => 3),
        [5],
        [1],
        { tolerance: 2.01 },
      ),
    ).toMatchObject({ iterations: 0, converged: true });
    expect(
      search(
        bowls(() => 3),
        [5],
        [1],
        { tolerance: 1.99 },
      ),
    ).toMatchObject({ iterations: 1, converged: true });
  });
});

describe("bfgs on many labels", () => {
  // the targets of the first cards are not those of all
  const target = (card: number): number => (card < 5 ? 1 : card < 20 ? 4 : 7);
  const meanOf = (cards: number): number =>
    Array.from({ length: cards }, (_, card) => target(card)).reduce((a, b) => a + b, 0) / cards;

  it("looks at a third of a sample of 12,000, searches the sample, and goes on over all of them", () => {
    const found = search(bowls(target), thousands(40), [0]);
    expect(phases(found.seen)).toEqual(["curvature 1", "bfgs on a sample 2", "bfgs 2"]);
    expect(found.asked.map(({ cards }) => cards)).toEqual([4, 4, 12, 12, 40, 40]);
    expect(found.asked[3]?.at[0]).toBeCloseTo(meanOf(12), 5);
    expect(found.asked[4]?.at[0]).toBeCloseTo(meanOf(12), 5);
    expect(found.point[0]).toBeCloseTo(meanOf(40), 5);
    expect(found).toMatchObject({ iterations: 1, evaluations: 2, converged: true });
    // a mean over the labels that were looked at
    expect(found.seen[1]?.value).toBeCloseTo((5 * 0.5 + 7 * 8) / 12, 12);
    expect(found.seen[3]?.value).toBeCloseTo(found.startValue / 40_000, 12);
  });

  it("looks at a 32nd of more than 384,000 labels", () => {
    const found = search(
      bowls(() => 3),
      thousands(640),
      [0],
    );
    expect(found.asked.map(({ cards }) => cards).slice(0, 4)).toEqual([7, 7, 20, 20]); // 6,667 and 20,000 labels
  });

  it("looks at all of them where there are no more than twice as many as in a sample", () => {
    const exactly = search(
      bowls(() => 3),
      thousands(24),
      [0],
    );
    expect(exactly.asked.map(({ cards }) => cards)).toEqual([4, 4, 24, 24]);
    expect(phases(exactly.seen)).toEqual(["curvature 1", "bfgs 2"]);
    const more = search(
      bowls(() => 3),
      [...thousands(24), 1],
      [0],
    );
    expect(more.asked.map(({ cards }) => cards).slice(0, 4)).toEqual([4, 4, 12, 12]);
    const few = search(
      bowls(() => 3),
      thousands(8),
      [0],
    );
    expect(few.asked.map(({ cards }) => cards)).toEqual([8, 8, 8, 8]);
  });

  it("ends the search on the sample at 3e-5, or at a rougher tolerance of the plan", () => {
    const at = (away: number, tolerance?: number): string[] =>
      phases(
        search(
          bowls(() => 0),
          thousands(40),
          [away],
          tolerance === undefined ? {} : { tolerance },
        ).seen,
      );
    // a step promises ½ away² for each label
    expect(at(Math.sqrt(2 * 2.9e-5))).toEqual(["curvature 1", "bfgs on a sample 1", "bfgs 2"]);
    expect(at(Math.sqrt(2 * 3.1e-5))).toEqual(["curvature 1", "bfgs on a sample 2", "bfgs 1"]);
    expect(at(Math.sqrt(2 * 3.1e-5), 4e-5)).toEqual(["curvature 1", "bfgs on a sample 1", "bfgs 1"]);
  });

  it("has each part of the labels with its part of the penalty", () => {
    const prior = { centre: [-1], spread: [0.1], strength: 20 };
    const found = search(
      bowls(() => 3),
      thousands(40),
      [0],
      { prior },
    );
    // 40,000 (w - 3) + 2 · 20 (w + 1) / 0.01 is 0
    expect(found.point[0]).toBeCloseTo((120_000 - 4000) / 44_000, 5);
    expect(found).toMatchObject({ iterations: 0, evaluations: 1 }); // the sample knew
  });
});
