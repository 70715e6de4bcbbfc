import { describe, expect, it } from "vitest";
import { stream } from "../../../src/core/numeric/random/index.ts";
import type { Reason } from "../../../src/core/vocabulary/index.ts";
import { explain } from "../../../src/explain/index.ts";
import * as spacing from "../../../src/spacing/index.ts";
import { deepFreeze, issuesOf, leftOf, rightOf } from "../../support/property.ts";

const DAY = 86_400_000;
const FROM = Date.UTC(2025, 2, 3, 9);
const FIRST = Math.floor(FROM / DAY);
const memory = rightOf(spacing.createMemory(spacing.fsrs6)());
const passing = [0.224, 0.631, 0.145];
const costs = [19.38, 17.59, 12.38, 8.94];

const deck = (count: number, seed: number): spacing.DeadlineCard<spacing.Fsrs6State>[] => {
  const chance = stream(seed, "deck");
  const uniform = () => chance.next() / 2 ** 32;
  return Array.from({ length: count }, (_, place) => {
    const grade = spacing.GRADES[Math.floor(uniform() * 4)] as spacing.Grade;
    let { state } = rightOf(spacing.review(memory)({ grade, at: FROM - 40 * DAY }));
    const again = FROM - (1 + Math.floor(uniform() * 30)) * DAY;
    if (uniform() < 0.7)
      ({ state } = rightOf(spacing.review(memory)({ state, grade: uniform() < 0.8 ? "good" : "again", at: again })));
    return { id: `c${place}`, state };
  });
};

const base = { memory, from: FROM, deadline: FROM + 14 * DAY };

/** The best there is for one card at one price per second: every tree of decisions, on the states themselves. */
const best = (state: spacing.Fsrs6State, day: number, deadline: number, price: number, after: number): number => {
  const at = (days: number) => FROM + days * DAY;
  const recallOn = (of: spacing.Fsrs6State, days: number) =>
    rightOf(spacing.recall(memory)({ state: of, at: at(days) }));
  let value = 0.5 * recallOn(state, deadline) + 0.5 * recallOn(state, deadline + after);
  for (let next = day; next < deadline; next += 1) {
    const recall = recallOn(state, next);
    let worth = 0;
    spacing.GRADES.forEach((grade, place) => {
      const share = place === 0 ? 1 - recall : recall * (passing[place - 1] as number);
      const { state: then } = rightOf(spacing.review(memory)({ state, grade, at: at(next) }));
      worth += share * (best(then, next + 1, deadline, price, after) - price * (costs[place] as number));
    });
    value = Math.max(value, worth);
  }
  return value;
};

describe("planDeadline", () => {
  it("names the card of which one visit is longer than any day has minutes for, and plans the others", () => {
    const plan = rightOf(
      spacing.planDeadline({ ...base, minutesPerDay: 5 })([{ id: "big", effort: 60 }, { id: "small" }]),
    );
    expect(plan.cards.map(({ card, day }) => [card, day === null])).toEqual([
      ["big", true],
      ["small", false],
    ]);
    const [unmet, ...others] = plan.unmet;
    expect(others).toEqual([]);
    expect(unmet?.code).toBe("visit-beyond-every-day");
    expect(unmet?.values).toMatchObject({ card: "big", availableMinutes: 5 });
    const needed = Number(unmet?.values["minutes"]);
    expect(explain(unmet as Reason).startsWith("'big' has no place in the plan: one visit takes at least ")).toBe(true);
    // just enough on one day is enough, and a little less is not
    const minutesPerDay = (most: number) => Array.from({ length: 14 }, (_, day) => (day === 6 ? most : 1));
    const unmetWith = (most: number) =>
      rightOf(spacing.planDeadline({ ...base, minutesPerDay: minutesPerDay(most) })([{ id: "big", effort: 60 }])).unmet;
    expect(unmetWith(needed * (1 + 1e-9))).toEqual([]);
    expect(unmetWith(needed * (1 - 1e-9))).toHaveLength(1);
    expect(unmetWith(needed * 0.5)[0]?.values).toMatchObject({ availableMinutes: needed * 0.5 });
  });

  it("keeps the minutes of every day, leaves blocked days alone, and is within two percent of a bound that nothing exceeds", () => {
    const cards = deepFreeze(deck(120, 1));
    const plan = rightOf(
      spacing.planDeadline({
        ...base,
        deadline: FROM + 21 * DAY,
        minutesPerDay: 3,
        blockedDays: [FIRST + 5, FIRST + 6],
      })(cards),
    );
    expect(plan.days.map(({ day }) => day - FIRST)).toEqual([
      0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
    ]);
    for (const { minutes, availableMinutes } of plan.days) {
      expect(availableMinutes).toBe(3);
      expect(minutes).toBeLessThanOrEqual(3 + 1e-9);
    }
    expect(plan.recall.atDeadline).toBeGreaterThan(plan.recall.without + 0.1);
    const { value, bound } = plan.certificate;
    expect(value).toBeLessThanOrEqual(bound + 1e-6);
    expect(value).toBeGreaterThan(0.98 * bound);
    expect(value).toBeCloseTo(0.5 * plan.recall.atDeadline + 0.5 * plan.recall.after, 12);
    expect(plan.minutes).toBeCloseTo(
      plan.days.reduce((sum, { minutes }) => sum + minutes, 0),
      9,
    );
    // not crammed: the last two days have no more than their share
    expect(plan.days.slice(-2).reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(6 + 1e-9);
  });

  it("has each card's next visit once, on the day it says, with what it costs and why", () => {
    const cards = deck(40, 2);
    const plan = rightOf(spacing.planDeadline({ ...base, minutesPerDay: 1 })(cards));
    const visited = plan.days.flatMap(({ day, visits }) => visits.map(({ card }) => [card, day] as const));
    expect(new Set(visited.map(([card]) => card)).size).toBe(visited.length);
    const on = new Map(visited);
    for (const { card, day, recallAtDeadline, recallWithout } of plan.cards) {
      expect(on.get(card) ?? null).toBe(day);
      if (day === null) expect(recallAtDeadline).toBe(recallWithout);
      else expect(recallAtDeadline).toBeGreaterThan(recallWithout);
    }
    const today = plan.days[0]?.visits[0];
    expect(today?.minutes).toBeGreaterThan(8.94 / 60);
    expect(today?.minutes).toBeLessThan(19.38 / 60);
    expect(explain(today?.reason as never)).toMatch(
      /^reviewed 14 days before the deadline: recall on it is then expected to be 0\.\d+, without a review 0\.\d+$/,
    );
  });

  it("reaches what all decisions, tried one by one, reach for a card with time to spare", () => {
    const [card] = deck(1, 5) as [spacing.DeadlineCard<spacing.Fsrs6State>];
    const state = card.state as spacing.Fsrs6State;
    const plan = rightOf(spacing.planDeadline({ ...base, deadline: FROM + 4 * DAY, minutesPerDay: 10 })([card]));
    const exact = best(state, 0, 4, 0, 60);
    // the grid interpolates between 48 stabilities: two parts in a thousand
    expect(Math.abs(plan.certificate.value - exact)).toBeLessThan(2e-3);
    expect(Math.abs(plan.certificate.bound - exact)).toBeLessThan(2e-3);
  });

  it("takes no more minutes than a target needs, and says what is missing where it cannot be reached", () => {
    const cards = deck(30, 3);
    const all = rightOf(spacing.planDeadline({ ...base, minutesPerDay: 3 })(cards));
    const target = 0.5 * (all.recall.without + all.recall.atDeadline);
    const enough = rightOf(spacing.planDeadline({ ...base, minutesPerDay: 3, target })(cards));
    expect(enough.recall.atDeadline).toBeGreaterThanOrEqual(target);
    expect(enough.minutes).toBeLessThan(0.7 * all.minutes);
    expect(enough.unmet).toEqual([]);
    expect(enough.extraMinutes).toBe(0);
    expect(enough.certificate.value).toBeLessThanOrEqual(enough.certificate.bound + 1e-6);
    const short = rightOf(spacing.planDeadline({ ...base, minutesPerDay: 0.4, target: 0.9 })(cards));
    expect(short.unmet.map(({ code }) => code)).toEqual(["target-beyond-minutes"]);
    const extra = short.extraMinutes as number;
    expect(extra).toBeGreaterThan(0);
    const { most, recall } = (short.unmet[0] as Reason).values as { most: number; recall: number };
    expect(recall).toBe(short.recall.atDeadline);
    expect(most).toBeGreaterThan(recall);
    expect(most).toBeLessThan(1);
    // a plan was made with these minutes and reaches it
    const perDay = 0.4 + extra / 14 + 1e-6;
    expect(rightOf(spacing.planDeadline({ ...base, minutesPerDay: perDay, target: 0.9 })(cards)).unmet).toEqual([]);
    expect(rightOf(spacing.planDeadline({ ...base, minutesPerDay: 0.4, target: 0.9999 })(cards)).extraMinutes).toBe(
      null,
    );
  });

  it("gives the scarce minutes to what counts more", () => {
    const state = (deck(1, 7)[0] as spacing.DeadlineCard<spacing.Fsrs6State>).state;
    const cards = Array.from({ length: 20 }, (_, place) => ({ id: `${place}`, state, value: place < 5 ? 10 : 1 }));
    const plan = rightOf(spacing.planDeadline({ ...base, deadline: FROM + 2 * DAY, minutesPerDay: [0, 1.4] })(cards));
    expect(plan.days.flatMap(({ visits }) => visits.map(({ card }) => card)).slice(0, 5)).toEqual([
      "0",
      "1",
      "2",
      "3",
      "4",
    ]);
    expect(plan.workload.days).toEqual([FIRST + 1]);
  });

  it("plans by FSRS-7 and learns what was never seen", () => {
    const seven = rightOf(spacing.createMemory(spacing.fsrs7)());
    const plan = rightOf(
      spacing.planDeadline({ memory: seven, from: FROM, deadline: FROM + 7 * DAY, minutesPerDay: 2 })([
        { id: "a" },
        { id: "b" },
      ]),
    );
    expect(plan.days[0]?.visits.map(({ reason }) => reason.code)).toContain("learn-before-deadline");
    expect(plan.recall.without).toBe(0);
    expect(plan.recall.atDeadline).toBeGreaterThan(0.9);
  });

  it("is the same each time", () => {
    const make = () => rightOf(spacing.planDeadline({ ...base, minutesPerDay: 1 })(deck(20, 4)));
    expect(make()).toEqual(make());
  });

  it("says what is wrong", () => {
    const cards = deck(2, 1);
    const issues = (options: object, given: unknown = cards) =>
      issuesOf(spacing.planDeadline({ ...base, minutesPerDay: 1, ...options } as never)(given as never));
    expect(issues({ deadline: FROM })).toEqual(["unordered at deadline"]);
    expect(issues({ deadline: FROM + 121 * DAY })).toEqual(["out-of-range at deadline"]);
    expect(issues({ minutesPerDay: 0 })).toEqual(["inconsistent at minutesPerDay"]);
    expect(issues({ deadline: FROM + DAY, blockedDays: [FIRST] })).toEqual(["inconsistent at minutesPerDay"]);
    expect(issues({ target: 1 })).toEqual(["out-of-range at target"]);
    expect(issues({ memory: 3 })[0]).toBe("wrong-type at memory");
    expect(issues({}, [cards[0], cards[0]])).toEqual(["duplicate at 1.id"]);
    expect(issues({ from: FROM - 60 * DAY, deadline: FROM - 50 * DAY }, [cards[0]])).toEqual([
      "unordered at 0.state.lastAt",
    ]);
    expect(leftOf(spacing.planDeadline({ ...base, minutesPerDay: 1 })([]))).toMatchObject({
      _tag: "InsufficientData",
      of: "cards",
    });
  });
});
