import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as spacing from "../../../src/spacing/index.ts";
import { rightOf } from "../../support/property.ts";
import { bestTogether, everyWay } from "./deadlineTwin.ts";

const DAY = 86_400_000;
const FROM = Date.UTC(2025, 2, 3, 9);
const FIRST = Math.floor(FROM / DAY);
const memory = rightOf(spacing.createMemory(spacing.fsrs6)());

/** A card reviewed `ago` days before the plan. */
const cardOf = (stability: number, difficulty: number, ago: number): spacing.Fsrs6State => ({
  ...memory.kernel.first(3, { at: FROM - ago * DAY, day: FIRST - ago }),
  stability,
  difficulty,
});

const anyState = fc
  .tuple(
    fc.double({ min: 0.3, max: 60, noNaN: true }),
    fc.double({ min: 1, max: 10, noNaN: true }),
    fc.integer({ min: 1, max: 40 }),
  )
  .map(([stability, difficulty, ago]) => cardOf(stability, difficulty, ago));

const anyCard = fc.record(
  {
    state: anyState,
    value: fc.double({ min: 0.1, max: 20, noNaN: true }),
    effort: fc.double({ min: 0.1, max: 5, noNaN: true }),
  },
  { requiredKeys: [] },
);

const anyDeck = fc
  .array(anyCard, { minLength: 1, maxLength: 8 })
  .map((cards) => cards.map((card, place) => ({ id: `${place}`, ...card })));

const anyDays = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 1, maxLength: 10 });

describe("planDeadline, beside every way there is", () => {
  // stabilities are interpolated on a grid of 48, difficulties on one of 10: a few parts in a thousand
  const GRID = 4e-3;

  it("is within its bound, and the bound above the best of all combinations, where minutes are short", () => {
    const decks = [
      { days: 3, seconds: 14, states: [cardOf(4, 5, 6), cardOf(9, 7, 12), cardOf(2, 3, 3)] },
      { days: 3, seconds: 20, states: [cardOf(1, 8, 2), cardOf(15, 5, 30)] },
      { days: 2, seconds: 15, states: [cardOf(3, 5, 6), cardOf(5, 5, 6), cardOf(8, 2, 20)] },
    ];
    for (const { days, seconds, states } of decks) {
      const ways = states.map((state) => everyWay(memory, state, FIRST - state.lastDay, 0, days, 60, 0.5));
      const best =
        bestTogether(
          ways,
          Array.from({ length: days }, () => seconds),
        ) / states.length;
      const free =
        bestTogether(
          ways,
          Array.from({ length: days }, () => 1e9),
        ) / states.length;
      const without =
        bestTogether(
          ways,
          Array.from({ length: days }, () => 0),
        ) / states.length;
      const plan = spacing.planDeadline({
        memory,
        from: FROM,
        deadline: FROM + days * DAY,
        minutesPerDay: seconds / 60,
        passingShares: [0, 1, 0],
      });
      const { value, bound } = rightOf(plan(states.map((state, place) => ({ id: `${place}`, state })))).certificate;
      expect(best).toBeLessThan(free - 0.002); // minutes are short
      expect(bound).toBeGreaterThan(best - GRID);
      expect(bound).toBeLessThan(free + GRID);
      expect(value).toBeLessThanOrEqual(bound + 1e-9);
      // of what the best combination adds, a plan day by day has most
      expect(value - without).toBeGreaterThan(0.8 * (best - without));
    }
  });

  it("is worth seven tenths of what the best combination adds, or nearly all of it, whatever the cards", () => {
    fc.assert(
      fc.property(
        fc.array(anyState, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 2, max: 3 }),
        fc.double({ min: 5, max: 40, noNaN: true }),
        (all, days, seconds) => {
          const states = days === 3 ? all.slice(0, 2) : all;
          const ways = states.map((state) => everyWay(memory, state, FIRST - state.lastDay, 0, days, 60, 0.5));
          const worthAt = (each: number): number =>
            bestTogether(
              ways,
              Array.from({ length: days }, () => each),
            ) / states.length;
          const [best, without] = [worthAt(seconds), worthAt(0)];
          const plan = spacing.planDeadline({
            memory,
            from: FROM,
            deadline: FROM + days * DAY,
            minutesPerDay: seconds / 60,
            passingShares: [0, 1, 0],
          });
          const { value, bound } = rightOf(plan(states.map((state, place) => ({ id: `${place}`, state })))).certificate;
          expect(bound).toBeGreaterThan(best - GRID);
          expect(value).toBeGreaterThan(Math.min(without + 0.7 * (best - without), best - 0.02) - GRID);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("has as many ways as there are: two, six and forty-two", () => {
    const state = cardOf(3, 5, 2);
    expect([1, 2, 3].map((days) => everyWay(memory, state, 2, 0, days, 60, 0.5).length)).toEqual([2, 6, 42]);
  });
});

describe("planDeadline, whatever the cards", () => {
  it("keeps the minutes, leaves days without them empty, and is worth at most its bound", () => {
    fc.assert(
      fc.property(anyDeck, anyDays, fc.boolean(), (cards, minutesPerDay, seldom) => {
        fc.pre(minutesPerDay.some((one) => one > 0));
        const blocked = seldom && minutesPerDay.length > 1 ? [FIRST + minutesPerDay.length - 1] : [];
        fc.pre(minutesPerDay.some((one, day) => one > 0 && !blocked.includes(FIRST + day)));
        const deadline = FROM + minutesPerDay.length * DAY;
        const plan = rightOf(
          spacing.planDeadline({ memory, from: FROM, deadline, minutesPerDay, blockedDays: blocked })(cards),
        );
        for (const { day, minutes, availableMinutes } of plan.days) {
          expect(blocked).not.toContain(day);
          expect(availableMinutes).toBeCloseTo(minutesPerDay[day - FIRST] as number, 12);
          expect(minutes).toBeLessThanOrEqual(availableMinutes + 1e-9);
        }
        const { value, bound } = plan.certificate;
        expect(value).toBeLessThanOrEqual(bound + 1e-9);
        // doing nothing is a plan
        for (const { recallAtDeadline, recallAfter } of plan.cards) {
          expect(recallAtDeadline).toBeLessThanOrEqual(1);
          expect(recallAfter).toBeLessThanOrEqual(recallAtDeadline);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("has no lower a bound with more minutes than a plan with fewer is worth", () => {
    fc.assert(
      fc.property(anyDeck, fc.double({ min: 0.1, max: 2, noNaN: true }), (cards, minutesPerDay) => {
        const made = (times: number) =>
          rightOf(
            spacing.planDeadline({
              memory,
              from: FROM,
              deadline: FROM + 6 * DAY,
              minutesPerDay: times * minutesPerDay,
            })(cards),
          ).certificate;
        const [few, more] = [made(1), made(1.5)];
        expect(more.bound).toBeGreaterThanOrEqual(few.value - 1e-9);
        // bounds are those at the prices found, not the least there are: a bound may be off by a part in a hundred
        expect(more.bound).toBeGreaterThanOrEqual(few.bound - 0.01);
      }),
      { numRuns: 25 },
    );
  });

  it("is worth no less with more minutes, but for the little that a plan near the optimum may lack", () => {
    fc.assert(
      fc.property(
        anyDeck,
        fc.integer({ min: 1, max: 8 }),
        fc.double({ min: 0.1, max: 2, noNaN: true }),
        fc.constantFrom(1.1, 1.5, 2.5),
        (cards, days, minutesPerDay, times) => {
          const made = (minutes: number) =>
            rightOf(
              spacing.planDeadline({ memory, from: FROM, deadline: FROM + days * DAY, minutesPerDay: minutes })(cards),
            ).certificate.value;
          // worst of 1,260 pairs of decks of 1 to 60 cards: 0.0015
          expect(made(times * minutesPerDay)).toBeGreaterThan(made(minutesPerDay) - 0.005);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("does not visit again on the first day what was reviewed on it", () => {
    const cards = [0, 1].map((ago) => ({ id: `${ago}`, state: cardOf(1, 5, ago) }));
    const plan = rightOf(
      spacing.planDeadline({ memory, from: FROM, deadline: FROM + 3 * DAY, minutesPerDay: 9 })(cards),
    );
    expect(plan.cards.map(({ day }) => day)).not.toContain(null);
    expect(plan.cards[0]?.day).toBeGreaterThan(FIRST);
    const only = rightOf(spacing.planDeadline({ memory, from: FROM, deadline: FROM + DAY, minutesPerDay: 9 })(cards));
    expect(only.cards.map(({ day }) => day)).toEqual([null, FIRST]);
  });

  it("does not depend on the unit of value", () => {
    const cards = Array.from({ length: 12 }, (_, place) => ({ id: `${place}`, state: cardOf(1 + place, 5, 5) }));
    const made = (value: number) =>
      rightOf(
        spacing.planDeadline({ memory, from: FROM, deadline: FROM + 8 * DAY, minutesPerDay: 0.5 })(
          cards.map((card) => ({ ...card, value })),
        ),
      );
    const [one, many] = [made(1), made(1000)];
    // prices are sought in a range that moves with the ratio of effort and value, so only rounding differs
    expect(many.recall.atDeadline).toBeCloseTo(one.recall.atDeadline, 6);
    expect(many.certificate.bound).toBeCloseTo(one.certificate.bound, 6);
  });

  it("refuses no time, a deadline in the past and no day that is not blocked", () => {
    const codes = (options: object): string =>
      (
        spacing.planDeadline({ memory, from: FROM, deadline: FROM + 2 * DAY, minutesPerDay: 1, ...options })([
          { id: "a" },
        ]) as { _tag: string }
      )._tag;
    expect(codes({})).toBe("Right");
    expect(codes({ minutesPerDay: [0, 0] })).toBe("Left");
    expect(codes({ deadline: FROM - DAY })).toBe("Left");
    expect(codes({ blockedDays: [FIRST, FIRST + 1] })).toBe("Left");
  });
});
