import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as spacing from "../../../src/spacing/index.ts";
import { simulateReviews } from "../../../src/spacing/planning/simulateReviews.ts";
import type { SimulationOptions } from "../../../src/spacing/planning/simulation/options.ts";
import { deepFreeze, issuesOf, rightOf } from "../../support/property.ts";
import { slowSimulation } from "./slowSimulation.ts";

const DAY = 86_400_000;
const FROM = Date.UTC(2025, 2, 3, 9);
const FIRST = Math.floor(FROM / DAY);
const memory = rightOf(spacing.createMemory(spacing.fsrs6)());
type Options = Partial<SimulationOptions<spacing.Fsrs6Model, spacing.Fsrs6State>>;
const run = (options: Options = {}, cards: readonly { state: spacing.Fsrs6State; dueDay?: number }[] = []) =>
  rightOf(simulateReviews({ memory, from: FROM, deck: 200, days: 60, ...options })(deepFreeze(cards)));
const sum = (column: ArrayLike<number>) => Array.from(column).reduce((total, one) => total + one, 0);

const reviewed = (grade: spacing.Grade, daysAgo: number) =>
  rightOf(spacing.review(memory)({ grade, at: FROM - daysAgo * DAY })).state;

interface Case {
  readonly retention: number;
  readonly deck: number;
  readonly days: number;
  readonly minutes: number;
  readonly new: number | null;
  readonly reviews: number | null;
  readonly runs: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

describe("simulateReviews", () => {
  const oracle = JSON.parse(readFileSync(new URL("../../fixtures/simulateReviews.json", import.meta.url), "utf8")) as {
    readonly rows: readonly Case[];
  };

  it.each(oracle.rows)("agrees with the simulator of fsrs-rs over seeds, $retention for $days days", (row) => {
    const { kernel, model } = rightOf(spacing.createMemory(spacing.fsrs6)({ retention: row.retention }));
    // a hard answer on the same day lowers stability in the simulator of fsrs-rs, though not in its memory model
    const weights = spacing.FSRS6_WEIGHTS;
    const next: typeof kernel.next = (state, grade, days, recall, moment) => {
      const after = kernel.next(state, grade, days, recall, moment);
      if (days >= 1 || grade !== 2) return after;
      const change = Math.exp(weights[17] * (-1 + weights[18])) * state.stability ** -weights[19];
      return { ...after, stability: Math.max(0.001, state.stability * change) };
    };
    const runs = Array.from({ length: 6 }, (_, place) => {
      const options = { memory: { model, kernel: { ...kernel, next } }, from: FROM, deck: row.deck, days: row.days };
      const limits = { newPerDay: row.new ?? undefined, reviewsPerDay: row.reviews ?? undefined };
      const minutesPerDay = row.minutes;
      const one = rightOf(simulateReviews({ ...options, ...limits, minutesPerDay, seed: place + 1 })([]));
      const last = one.memorised[row.days - 1] as number;
      return [last, sum(one.reviews), sum(one.learned), sum(one.minutes), sum(one.correct)];
    });
    row.mean.forEach((mean, column) => {
      const ours = sum(runs.map((one) => one[column] as number)) / runs.length;
      const deviation = row.deviation[column] as number;
      // four standard errors of the difference of two means
      const error = deviation * Math.sqrt(1 / row.runs + 1 / runs.length);
      expect(Math.abs(ours - mean)).toBeLessThanOrEqual(4 * error);
    });
  });

  it("does what a plain loop over every card and day does", () => {
    fc.assert(
      fc.property(
        fc.record({
          deck: fc.integer({ min: 4, max: 40 }),
          days: fc.integer({ min: 1, max: 40 }),
          minutesPerDay: fc.constantFrom(1, 2.5, 30),
          newPerDay: fc.integer({ min: 0, max: 20 }),
          reviewsPerDay: fc.integer({ min: 0, max: 20 }),
          seed: fc.integer({ min: 0, max: 1e6 }),
        }),
        (settings) => {
          const known = [reviewed("good", 1), reviewed("again", 9), reviewed("easy", 40)];
          const all = { memory, from: FROM, ...settings };
          const fast = rightOf(simulateReviews(all)(known.map((state) => ({ state }))));
          const slow = slowSimulation(all, known);
          slow.forEach(([memorised, reviews, learned, correct, minutes], day) => {
            expect(fast.memorised[day]).toBeCloseTo(memorised as number, 8);
            expect([fast.reviews[day], fast.learned[day], fast.correct[day]]).toEqual([reviews, learned, correct]);
            expect(fast.minutes[day]).toBeCloseTo(minutes as number, 9);
            expect(fast.counts[day]).toBe((reviews as number) + (learned as number));
          });
        },
      ),
    );
  });

  it("numbers the days from the first, and is the same each time and another with another seed", () => {
    const one = run();
    expect([one.days[0], one.days[59], one.days.length]).toEqual([FIRST, FIRST + 59, 60]);
    expect(run()).toEqual(one);
    expect(run({ seed: 1 })).toEqual(one);
    expect(run({ seed: 2 })).not.toEqual(one);
  });

  it("learns on the first day what fits, and runs over by less than a card", () => {
    const { minutes, learned } = run({ minutesPerDay: [5, 0, 2], days: 5, deck: 500, firstShares: [0, 0, 0, 1] });
    // 10.71 seconds each, begun while not above 300 seconds: 29 cards; none on a day without minutes
    expect([learned[0], learned[1]]).toEqual([29, 0]);
    expect(minutes[0]).toBeCloseTo((29 * 10.71) / 60, 10);
    expect(Array.from(minutes.slice(3))).toEqual([0, 0]);
    expect(run({ minutesPerDay: (2 * 10.71) / 60, days: 1, firstShares: [0, 0, 0, 1] }).learned[0]).toBe(3);
  });

  it("takes the further answers of the day by count and seconds", () => {
    const sure = [
      [0, 0, 1, 0],
      [0, 0, 1, 0],
      [0, 0, 1, 0],
    ] as const;
    const first = (options: Options): number =>
      (run({ deck: 1, days: 1, learningTransitions: sure, ...options }).minutes[0] as number) * 60;
    expect(first({ firstShares: [1, 0, 0, 0] })).toBeCloseTo(19.58 + 2 * 13.78, 9);
    expect(first({ firstShares: [0, 1, 0, 0] })).toBeCloseTo(18.79 + 2 * 13.78, 9);
    expect(first({ firstShares: [0, 0, 1, 0] })).toBeCloseTo(13.78 + 13.78, 9);
    expect(first({ firstShares: [0, 0, 0, 1] })).toBeCloseTo(10.71, 9);
    expect(first({ firstShares: [1, 0, 0, 0], learningSteps: 4 })).toBeCloseTo(19.58 + 4 * 13.78, 9);
    expect(first({ firstShares: [1, 0, 0, 0], learningSteps: 4, mostSteps: 1 })).toBeCloseTo(19.58 + 13.78, 9);
    expect(first({ firstShares: [0, 0, 1, 0], learningSteps: 0 })).toBeCloseTo(13.78, 9);
    const again = [
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [1, 0, 0, 0],
    ] as const;
    expect(first({ firstShares: [1, 0, 0, 0], learningTransitions: again })).toBeCloseTo(6 * 19.58, 9);
    expect(first({ firstShares: [0, 0, 0, 1], firstSeconds: [1, 2, 3, 4] })).toBeCloseTo(4, 9);
  });

  it("keeps the limits of a day, and lets new cards pass the limit of reviews unless told otherwise", () => {
    const cards = Array.from({ length: 30 }, () => ({ state: reviewed("good", 20) }));
    const both = run({ reviewsPerDay: 5, newPerDay: 3, days: 2 }, cards);
    expect([both.reviews[0], both.learned[0]]).toEqual([5, 3]);
    const shared = run({ reviewsPerDay: 5, newPerDay: 3, newIgnoreReviewLimit: false, days: 2 }, cards);
    expect([shared.reviews[0], shared.learned[0]]).toEqual([5, 0]);
    const some = run({ reviewsPerDay: 32, newPerDay: 9, newIgnoreReviewLimit: false, days: 2 }, cards);
    expect([some.reviews[0], some.learned[0]]).toEqual([30, 2]);
  });

  it("reviews a card on the day it is given, at once where that has passed, and never what was forgotten too often", () => {
    const state = reviewed("easy", 2);
    const on = (dueDay?: number, options: Options = {}) =>
      run({ newPerDay: 0, days: 12, ...options }, [dueDay === undefined ? { state } : { state, dueDay }]).reviews;
    expect(Array.from(on()).indexOf(1)).toBe(6); // 8 days after two days ago
    expect(Array.from(on(FIRST + 3)).indexOf(1)).toBe(3);
    expect(Array.from(on(FIRST - 3)).indexOf(1)).toBe(0);
    const lapsed = { ...state, reviews: 4, lapses: 3 };
    const rest = { newPerDay: 0, days: 12, deck: 1 };
    expect(sum(run({ ...rest, suspendAfterLapses: 3 }, [{ state: lapsed }]).reviews)).toBe(0);
    expect(sum(run({ ...rest, suspendAfterLapses: 4 }, [{ state: lapsed }]).reviews)).toBeGreaterThan(0);
    expect(run({ ...rest, suspendAfterLapses: 3 }, [{ state: lapsed }]).memorised[11]).toBeCloseTo(
      rightOf(spacing.recall(memory)({ state: lapsed, at: FROM + 11 * DAY })),
      12,
    );
  });

  it("takes the cards of a day in the order asked for", () => {
    const hard = reviewed("again", 3);
    const easy = reviewed("easy", 9);
    const cards = [{ state: hard }, { state: easy }, { state: reviewed("good", 300) }];
    const recall = (order: Options["order"]) =>
      // only one card a day: what it is shows in what is remembered of it
      run({ order, reviewsPerDay: 1, newPerDay: 0, deck: 3, days: 1 }, cards).memorised[0] as number;
    const of = cards.map(({ state }) => rightOf(spacing.recall(memory)({ state, at: FROM })));
    const all = sum(of);
    expect(recall("as-given")).toBeCloseTo(all + 1 - (of[0] as number), 9);
    expect(recall("easiest-first")).toBeCloseTo(all + 1 - (of[1] as number), 9);
    const least = of.indexOf(Math.min(...of));
    expect(recall("least-recall-first")).toBeCloseTo(all + 1 - (of[least] as number), 9);
  });

  it.each([
    ["fsrs7", rightOf(spacing.createMemory(spacing.fsrs7)())],
    ["sbd", rightOf(spacing.createMemory(spacing.sbd)())],
    ["sm2", rightOf(spacing.createMemory(spacing.sm2)())],
    ["leitner", rightOf(spacing.createMemory(spacing.leitner)())],
    ["halfLife", rightOf(spacing.createMemory(spacing.halfLife)())],
    ["ankiSm2", rightOf(spacing.createMemory(spacing.ankiSm2)())],
  ] as const)("goes by any memory: %s", (_name, any) => {
    // each memory is of its own kind, and is only handed through
    const simulated = rightOf(simulateReviews({ memory: any as never, from: FROM, deck: 50, days: 100 })([]));
    expect(sum(simulated.learned)).toBe(50);
    expect(sum(simulated.correct)).toBeLessThanOrEqual(sum(simulated.reviews));
    for (const one of simulated.memorised) {
      expect(one).toBeGreaterThan(0);
      expect(one).toBeLessThanOrEqual(50 + 1e-9);
    }
  });

  it("counts the minutes between the answers of a day where the memory counts time exactly", () => {
    const seven = rightOf(spacing.createMemory(spacing.fsrs7)());
    const after = (stepMinutes: number) =>
      rightOf(simulateReviews({ memory: seven, from: FROM, deck: 20, days: 5, minutesPerDay: [60], stepMinutes })([]))
        .memorised[4] as number;
    expect(after(600)).not.toBe(after(10));
  });

  it("says what is wrong", () => {
    const issues = (options: object, cards: unknown = []) =>
      issuesOf(simulateReviews({ memory, from: FROM, ...options } as never)(cards as never));
    expect(issues({ deck: 0 })).toEqual(["out-of-range at deck"]);
    expect(issues({ deck: 1_000_001 })).toEqual(["out-of-range at deck"]);
    expect(issues({ days: 0 })).toEqual(["out-of-range at days"]);
    expect(issues({ days: 3651 })).toEqual(["out-of-range at days"]);
    expect(issues({ minutesPerDay: 1441 })).toEqual(["out-of-range at minutesPerDay"]);
    expect(issues({ minutesPerDay: [1, -1] })).toEqual(["out-of-range at minutesPerDay.1"]);
    expect(issues({ suspendAfterLapses: 0 })).toEqual(["out-of-range at suspendAfterLapses"]);
    expect(issues({ newIgnoreReviewLimit: 1 })).toEqual(["wrong-type at newIgnoreReviewLimit"]);
    expect(issues({ order: "hardest" })).toEqual(["unknown-value at order"]);
    expect(issues({ learningTransitions: [[0, 0, 1, 0]] })).toEqual(["inconsistent at learningTransitions"]);
    expect(
      issues({
        relearningTransitions: [
          [0.1, 0, 0.1, 0],
          [0, 0, 1, 0],
          [0, 0, 1, 0],
        ],
      }),
    ).toEqual(["out-of-range at relearningTransitions.0"]);
    expect(issues({ newPerDya: 3 })).toEqual(["unknown-key at newPerDya"]);
    expect(issues({ memory: 3 })[0]).toBe("wrong-type at memory");
    expect(issues({}, [{}])[0]).toBe("missing at 0.state");
    expect(issues({ from: FROM - 9 * DAY }, [{ state: reviewed("good", 3) }])).toEqual(["unordered at 0.state.lastAt"]);
    expect(issues({ deck: 1 }, [{ state: reviewed("good", 3) }, { state: reviewed("good", 3) }])).toEqual([
      "too-many at ",
    ]);
  });
});
