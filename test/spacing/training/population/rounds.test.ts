import { describe, expect, it } from "vitest";
import { orThrow } from "../../../../src/core/vocabulary/index.ts";
import { fitPopulation } from "../../../../src/spacing/index.ts";
import { chooseFactor } from "../../../../src/spacing/training/population/chooseFactor.ts";
import { labelsBetween, type Studied } from "../../../../src/spacing/training/population/studied.ts";
import { logOf, square } from "./square.ts";

const people = [
  [2, 4, 6],
  [3, 5, 10],
  [1, 2, 3],
  [8, 9, 13],
  [7, 7, 4],
];

describe("a round of empirical Bayes", () => {
  it("moves the mean to that of the modes, and the squared spread to (2 s₀² + Σ ((ŵ - m)² + V)) / (n + 2)", () => {
    const s0 = 3;
    const { centre, spread, fit } = orThrow(fitPopulation({ trainer: square(s0), rounds: 1 })(people.map(logOf)));
    // each learner: ½ Σ (w - d)² + ½ ((w - 1) / s₀)² is least at ŵ, and the squares of the cards' slopes are the information
    const modes = people.map(
      (days) => (days.reduce((sum, d) => sum + d, 0) + 1 / s0 ** 2) / (days.length + 1 / s0 ** 2),
    );
    const variances = people.map(
      (days, who) => 1 / (1 / s0 ** 2 + days.reduce((sum, d) => sum + ((modes[who] ?? 0) - d) ** 2, 0)),
    );
    const mean = modes.reduce((sum, each) => sum + each, 0) / 5;
    const squares = modes.reduce((sum, each, who) => sum + (each - mean) ** 2 + (variances[who] ?? 0), 0);
    expect(centre[0]).toBeCloseTo(mean, 5);
    expect((spread[0] ?? 0) / fit.factor).toBeCloseTo(Math.sqrt((2 * s0 ** 2 + squares) / 7), 5);
    expect(fit.lastChange).toBeCloseTo((mean - 1) / ((spread[0] ?? 0) / fit.factor), 5);
    const loss = people.reduce(
      (sum, days, who) => sum + days.reduce((own, d) => own + 0.5 * ((modes[who] ?? 0) - d) ** 2, 0),
      0,
    );
    expect(fit.loss).toBeCloseTo(loss / 15, 5);
  });
});

describe("the factor of the spread", () => {
  /** Labels in order of time, each on a card of its own. */
  const studied = (days: readonly number[]): Studied => ({
    histories: {
      offsets: Uint32Array.from({ length: days.length + 1 }, (_, card) => 2 * card),
      grades: new Uint8Array(2 * days.length).fill(3),
      elapsedDays: Float64Array.from(days.flatMap((apart) => [0, apart])),
      weights: Float64Array.from(days.flatMap(() => [0, 1])),
    },
    cards: days.length,
    labels: days.length,
    rank: Int32Array.from(days.flatMap((_, card) => [-1, card])),
  });
  const trainer = square(1);
  const prior = { mean: Float64Array.of(4, 0, 1), spread: Float64Array.of(1, 1, 1), log: [false, false, false] };
  const FACTORS = [Math.SQRT2, 1, Math.SQRT1_2, 0.5, 0.25, 0.125, 0.0625];

  /** The loss of later answers for each factor, done by hand. */
  const byHand = (all: readonly (readonly number[])[]): number[] =>
    FACTORS.map((s) =>
      all.reduce(
        (sum, days) =>
          sum +
          [0.125, 0.25, 0.5].reduce((own, share) => {
            const known = Math.floor(days.length * share);
            if (known < 1) return own;
            const mode = (days.slice(0, known).reduce((a, d) => a + d, 0) + 4 / s ** 2) / (known + 1 / s ** 2);
            return own + days.slice(known).reduce((a, d) => a + 0.5 * (mode - d) ** 2, 0) / (days.length - known);
          }, 0),
        0,
      ),
    );

  it.each<[string, readonly (readonly number[])[], "loosest" | "tightest" | null]>([
    [
      "the loosest where people stay far from the mean",
      [
        [9, 9, 9, 9, 9, 9, 9, 9],
        [0, 0, 0, 0, 0, 0, 0, 0],
      ],
      "loosest",
    ],
    [
      "the tightest where first answers say nothing of later ones",
      [
        [9, 0, 4, 4, 4, 4, 4, 4],
        [0, 8, 4, 4, 4, 4, 4, 4],
      ],
      "tightest",
    ],
    [
      "one between where they say a little",
      [
        [9, 3, 5, 4, 6, 4, 5, 5.5],
        [1, 5, 4, 3, 2.5, 4, 3, 3.5],
      ],
      null,
    ],
    [
      "one between, with later halves unlike the earlier",
      [
        [6, 4, 4, 5, 4.6, 4.4],
        [2, 3.5, 4, 3, 3.5, 3.6, 3.4],
      ],
      null,
    ],
  ])("is %s", (_, all, expected) => {
    const losses = byHand(all);
    const best = FACTORS[losses.indexOf(Math.min(...losses))];
    const { factor, comparisons, end } = chooseFactor(trainer, [{ prior, learners: all.map(studied) }]);
    expect(factor).toBe(best);
    expect(comparisons).toBe(
      all.reduce((sum, days) => sum + [0.125, 0.25, 0.5].filter((s) => days.length * s >= 1).length, 0),
    );
    expect(end).toBe(expected);
  });

  it("is the tightest where nobody has two labels", () => {
    expect(chooseFactor(trainer, [{ prior, learners: [studied([3])] }])).toEqual({
      factor: 0.0625,
      end: "tightest",
      comparisons: 0,
    });
  });

  it("takes the first labels as known and asks for the others", () => {
    expect([...labelsBetween(studied([1, 2, 3, 4]), 1, 3).weights]).toEqual([0, 0, 0, 1, 0, 1, 0, 0]);
  });
});
