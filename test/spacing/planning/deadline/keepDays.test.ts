import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestPlan } from "../../../../src/spacing/planning/deadline/bestPlan.ts";
import { type KeptPlan, keepDays } from "../../../../src/spacing/planning/deadline/keepDays.ts";
import type { DeadlineProblem } from "../../../../src/spacing/planning/deadline/problem.ts";
import { deadlineTables } from "../../../../src/spacing/planning/deadline/tables.ts";
import type { ToyState } from "../toyMemory.ts";
import { neverSeen, onLevel, slowPriced, toyProblem, toyProblems } from "./toyProblem.ts";

const worthOf = ({ cards, afterShare }: DeadlineProblem<ToyState>, { recallAt, recallAfter }: KeptPlan): number =>
  cards.reduce(
    (sum, { value }, card) =>
      sum + value * ((1 - afterShare) * (recallAt[card] ?? 0) + afterShare * (recallAfter[card] ?? 0)),
    0,
  );

describe("keepDays", () => {
  it("is worth all that can be had where every day is long enough, and uses the seconds of that", () => {
    fc.assert(
      fc.property(toyProblems, (problem) => {
        const long = { ...problem, seconds: problem.days.map(() => 1e6) };
        const prices = problem.days.map(() => 0);
        const { bound, used } = slowPriced(long, prices);
        const plan = keepDays(deadlineTables(long), Float64Array.from(prices), 0);
        // parts of a card below a ten-millionth are not carried on; between levels of effort over value a bound is a mixture
        const few = new Set(problem.cards.map(({ effort, value }) => effort / value)).size <= 5;
        expect(worthOf(problem, plan)).toBeLessThanOrEqual(plan.bound + 1e-9);
        expect(plan.bound).toBeCloseTo(bound, 9);
        if (!few) return;
        expect(worthOf(problem, plan)).toBeCloseTo(bound, 4);
        used.forEach((seconds, j) => {
          expect(Math.abs((plan.seconds[j] ?? 0) - seconds)).toBeLessThan(1e-3 * (1 + seconds));
        });
      }),
    );
  });

  it("keeps the seconds of each day, visits a card once at first and not before it may, and is worth at most its bound", () => {
    fc.assert(
      fc.property(toyProblems, fc.double({ min: 0, max: 0.05, noNaN: true }), fc.boolean(), (problem, price, dear) => {
        const tables = deadlineTables(problem);
        const prices = new Float64Array(tables.m).fill(price);
        const plan = dear ? keepDays(tables, prices, price) : bestPlan(tables, prices, (one) => worthOf(problem, one));
        plan.seconds.forEach((seconds, j) => {
          expect(seconds).toBeLessThanOrEqual((problem.seconds[j] ?? 0) + 1e-9);
          expect(seconds).toBeGreaterThanOrEqual(0);
        });
        expect(worthOf(problem, plan)).toBeLessThanOrEqual(plan.bound + 1e-9);
        const seen = plan.order.flat();
        expect(new Set(seen).size).toBe(seen.length);
        plan.order.forEach((cards, j) => {
          for (const card of cards) {
            expect(plan.first[card]).toBe(j);
            expect(j).toBeGreaterThanOrEqual(tables.open[card] ?? 0);
          }
        });
        expect(Array.from(plan.first).filter((j) => j !== -1)).toHaveLength(seen.length);
        // who is never visited knows what they would know anyway
        plan.first.forEach((j, card) => {
          if (j === -1)
            expect([plan.recallAt[card], plan.recallAfter[card]]).toEqual([
              tables.cardEnd.at[card],
              tables.cardEnd.after[card],
            ]);
        });
      }),
    );
  });

  it("takes of equal cards those of most value, and of equal value those that take least", () => {
    const one = { days: [0], seconds: [3 * 14], deadline: 3 };
    const byValue = toyProblem({ ...one, cards: [1, 5, 2, 4, 3, 6].map((value) => neverSeen({ value })) });
    // a new card takes 14 seconds
    expect(keepDays(deadlineTables(byValue), new Float64Array(1), 0).order).toEqual([[5, 1, 3]]);
    const byEffort = toyProblem({ ...one, cards: [2, 0.5, 1, 3, 1.5].map((effort) => neverSeen({ effort })) });
    expect(keepDays(deadlineTables(byEffort), new Float64Array(1), 0).order).toEqual([[1, 2, 4]]);
  });

  it("spends nothing that gains less than the floor", () => {
    const problem = toyProblem({ cards: [onLevel(3, 1), onLevel(0, 9)], days: [0, 1], seconds: [99, 99], deadline: 3 });
    const tables = deadlineTables(problem);
    const spent = (floor: number): number =>
      keepDays(tables, new Float64Array(2).fill(floor), floor).seconds.reduce((sum, one) => sum + one, 0);
    const all = [0, 0.005, 0.01, 0.02, 0.03].map(spent);
    expect(all).toEqual([...all].sort((one, other) => other - one));
    expect(new Set(all).size).toBeGreaterThan(2);
    expect(spent(9)).toBe(0);
  });

  it("reviews a part of those who would come again, where there is time for a part", () => {
    // forty new cards on the first day; on the second a third of the time that their reviews would take
    const cards = Array.from({ length: 40 }, () => neverSeen());
    const problem = toyProblem({ cards, days: [0, 3], seconds: [40 * 14, 100], deadline: 6 });
    const plan = keepDays(deadlineTables(problem), new Float64Array(2), 0);
    expect(plan.order[0]).toHaveLength(40);
    expect(plan.seconds[1]).toBeCloseTo(100, 9);
    expect(plan.furtherReviews[0]).toBe(0);
    // level 0 after three days: recall .4, and 8.4 seconds; those are reviewed first that gain most
    expect(plan.furtherReviews[1]).toBeGreaterThan(100 / 10);
    expect(plan.furtherReviews[1]).toBeLessThan(100 / 6);
    // twice the effort is half the cards
    const heavy = toyProblem({
      ...problem,
      cards: cards.map((card) => ({ ...card, effort: 2 })),
      seconds: [40 * 28, 100],
    });
    const half = keepDays(deadlineTables(heavy), new Float64Array(2), 0);
    expect(half.furtherReviews[1]).toBeCloseTo(0.5 * (plan.furtherReviews[1] ?? 0), 9);
  });

  it("expects of a part that is reviewed what they all would come to, in proportion", () => {
    // all are answered good at first, so all are on level 1: of a half-life of four days
    const cards = Array.from({ length: 40 }, () => neverSeen());
    const worthWith = (seconds: readonly number[]) => {
      const problem = toyProblem({
        cards,
        days: [0, 12, 25],
        seconds: [40 * 12, ...seconds],
        deadline: 26,
        firstShares: [0, 0, 1, 0],
      });
      // dear days later, so that they are learned on the first
      const plan = keepDays(deadlineTables(problem), Float64Array.of(0, 0.05, 0.05), 0);
      expect(plan.order.map(({ length }) => length)).toEqual([40, 0, 0]);
      return { worth: worthOf(problem, plan), plan };
    };
    const none = worthWith([0, 0]).worth;
    // recall of level 1 after 12 days is a quarter, after 25 days 4 / 29
    const reviewTakes = (recall: number) => 10 * (1 - recall) + recall * (2 + 3 + 1);
    const [all12, all25] = [40 * reviewTakes(1 / 4), 40 * reviewTakes(4 / 29)];
    const [early, late] = [worthWith([all12, 0]).worth, worthWith([0, all25]).worth];
    expect(early).toBeGreaterThan(none);
    expect(late).toBeGreaterThan(none);
    expect(worthWith([0.25 * all12, 0]).worth).toBeCloseTo(none + 0.25 * (early - none), 9);
    expect(worthWith([0, 0.75 * all25]).worth).toBeCloseTo(none + 0.75 * (late - none), 9);
    expect(worthWith([0, 0.5 * all25]).plan.furtherReviews[2]).toBeCloseTo(20, 9);
    expect(worthWith([0, 3 * all25]).plan.seconds[2]).toBeCloseTo(all25, 9);
  });
});
