import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src/explain/index.ts";
import * as spacing from "../../../src/spacing/index.ts";
import { rightOf } from "../../support/property.ts";
import { base, DAY, FIRST, FROM, fits, held, memory, span } from "./certificates.ts";

const leave = (...days: readonly number[]) => ({ blockedDays: days.map((day) => FIRST + day) });
const daysOf = ({ refreshers }: spacing.RecertificationPlan) =>
  refreshers.map(({ certificate, day }) => [certificate, day - FIRST]);

describe("who is away", () => {
  it("comes on a day on which they are there, and before others who can come later", () => {
    const options = { ...base, minutesPerDay: 30, earliestDays: 2 };
    const plan = rightOf(spacing.planRecertification(options)([held("a", 2), held("b", 2, leave(1, 2)), held("c", 2)]));
    expect(daysOf(plan)).toEqual([
      ["b", 0],
      ["a", 1],
      ["c", 2],
    ]);
    expect(plan.unmet).toEqual([]);
  });

  it("is told so where they are away on every day that would do, and comes when they are back", () => {
    const options = { ...base, earliestDays: 3 };
    const plan = rightOf(spacing.planRecertification(options)([held("a", 5, leave(2, 3, 4, 5, 6)), held("b", 5)]));
    expect(daysOf(plan)).toEqual([
      ["b", 2],
      ["a", 7],
    ]);
    expect(plan.unmet).toEqual([
      {
        certificate: "a",
        day: FIRST + 5,
        extraMinutes: 0,
        reason: { code: "holder-away", values: { day: "2025-03-08", from: "2025-03-05" } },
      },
    ]);
    expect(explain(plan.unmet[0]?.reason as never)).toBe(
      "cannot be refreshed by 2025-03-08, the last day for it: its holder is away on every day from 2025-03-05 on that would do",
    );
    // there on one of them, which is full: minutes would help
    const full = rightOf(
      spacing.planRecertification({ ...options, minutesPerDay: [60, 60, 60, 10] })([held("a", 5, leave(2, 4, 5))]),
    );
    expect(full.unmet.map(({ extraMinutes, reason }) => [extraMinutes, reason.code])).toEqual([
      [20, "certificate-lapses"],
    ]);
  });

  it("is never asked to come, and where leave splits no one's days what can be met is met: by augmenting paths", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            expires: fc.integer({ min: 0, max: 12 }),
            away: fc.integer({ min: 0, max: 7 }),
            atStart: fc.boolean(),
          }),
          { minLength: 1, maxLength: 14 },
        ),
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 13, maxLength: 13 }),
        fc.integer({ min: 0, max: 6 }),
        (people, slots, earliestDays) => {
          const windows = people.map(({ expires }) => span(expires - earliestDays, expires));
          const off = people.map(({ away, atStart, expires }) =>
            atStart
              ? span(expires - earliestDays, expires - earliestDays + away - 1)
              : span(expires - away + 1, expires),
          );
          const plan = rightOf(
            spacing.planRecertification({
              ...base,
              days: 13,
              minutesPerDay: slots.map((one) => 10 * one),
              earliestDays,
            })(
              people.map(({ expires }, place) =>
                held(`${place}`, expires, { minutes: 10, ...leave(...(off[place] as readonly number[])) }),
              ),
            ),
          );
          for (const { certificate, day } of plan.refreshers)
            expect(off[Number(certificate)]).not.toContain(day - FIRST);
          const there = windows.map((days, place) =>
            days.filter((day) => !(off[place] as readonly number[]).includes(day)),
          );
          expect(plan.unmet.length === 0).toBe(fits(there, slots));
          for (const { certificate, extraMinutes, reason } of plan.unmet)
            expect(extraMinutes > 0).toBe(
              reason.code !== "certificate-already-expired" &&
                (there[Number(certificate)] as readonly number[]).some((day) => day >= 0),
            );
        },
      ),
    );
  });
});

describe("leave between days on which they could come", () => {
  it("lets those come first who have few days left, where the last day would mislead", () => {
    // a: days 0 and 3; b: days 0, 1 and 2; c: day 3 only. By the last day b takes day 0, and a and c want day 3
    const options = { ...base, minutesPerDay: 30, earliestDays: 3 };
    const plan = rightOf(
      spacing.planRecertification(options)([held("a", 3, leave(1, 2)), held("b", 2), held("c", 3, leave(0, 1, 2))]),
    );
    expect(daysOf(plan)).toEqual([
      ["a", 0],
      ["b", 1],
      ["c", 3],
    ]);
  });

  it("is met in all of some hundred small cases in which it can be: by augmenting paths", () => {
    const cases = fc.sample(
      fc.tuple(
        fc.array(
          fc.record({
            expires: fc.integer({ min: 0, max: 9 }),
            away: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 5 }),
          }),
          { minLength: 2, maxLength: 9 },
        ),
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 10, maxLength: 10 }),
        fc.integer({ min: 1, max: 8 }),
      ),
      { numRuns: 1000, seed: 7 },
    );
    let feasible = 0;
    for (const [people, slots, earliestDays] of cases) {
      const windows = people.map(({ expires, away }) =>
        span(expires - earliestDays, expires).filter((day) => !away.includes(day)),
      );
      if (!fits(windows, slots)) continue;
      feasible += 1;
      const plan = rightOf(
        spacing.planRecertification({ ...base, days: 10, minutesPerDay: slots.map((one) => 10 * one), earliestDays })(
          people.map(({ expires, away }, place) => held(`${place}`, expires, { minutes: 10, ...leave(...away) })),
        ),
      );
      expect(plan.unmet).toEqual([]);
    }
    expect(feasible).toBeGreaterThan(200);
  });
});

describe("the end of the plan", () => {
  it("leaves no heap behind: what is needed soon after is levelled with the rest", () => {
    const thirty = span(0, 29).map((number) => held(`${number}`, 61));
    const plan = rightOf(spacing.planRecertification({ ...base, days: 60, minutesPerDay: 120 })(thirty));
    // from day 31 to day 61 are 31 days for thirty refreshers, 29 of them in the plan: one a day, where four would fit
    expect(plan.fullest).toBe(0.25);
    expect(plan.refreshers).toHaveLength(29);
    expect(plan.unmet).toEqual([]);
    expect(plan.workload.days).toHaveLength(60);
    expect(plan.refreshers.every(({ day }) => day < FIRST + 60)).toBe(true);
  });

  it("takes the days after it to be like those of its last week", () => {
    // the last week has minutes on one day only, which are enough for one: the other has to come before
    const minutesPerDay = [...span(1, 8).map(() => 60), 0, 0, 0, 30, 0, 0];
    const two = [held("a", 20, { validityDays: 60 }), held("b", 20, { validityDays: 60 })];
    const plan = rightOf(spacing.planRecertification({ ...base, days: 14, minutesPerDay, earliestDays: 11 })(two));
    // day 11 of the plan has 30 minutes, and so has day 18 after it: nobody needs day 9 or 10
    expect(daysOf(plan)).toEqual([["a", 11]]);
    expect(plan.certificates.map(({ expiresDay }) => expiresDay - FIRST)).toEqual([80, 20]);
    const none = rightOf(
      spacing.planRecertification({
        ...base,
        days: 14,
        minutesPerDay: [...span(1, 11).map(() => 0), 30, 30],
        earliestDays: 11,
      })(two),
    );
    expect(daysOf(none)).toEqual([
      ["a", 11],
      ["b", 12],
    ]);
  });

  it("does not put off into the days of grace what has room before", () => {
    const plan = rightOf(
      spacing.planRecertification({ ...base, graceDays: 100, earliestDays: 0 })([held("a", 59), held("b", -1)]),
    );
    expect(daysOf(plan)).toEqual([
      ["b", 0],
      ["a", 59],
    ]);
    expect(plan.unmet).toEqual([]);
    // nor what has room on its last day only, and none after it
    const last = { ...base, graceDays: 100, earliestDays: 0, minutesPerDay: [...span(1, 59).map(() => 0), 30] };
    expect(daysOf(rightOf(spacing.planRecertification(last)([held("a", 59)])))).toEqual([["a", 59]]);
  });

  it("does not report what can still be done after it", () => {
    const closed = spacing.planRecertification({ ...base, days: 10, minutesPerDay: 0 });
    const after = rightOf(closed([held("a", 10), held("b", 12), held("c", 9)]));
    expect([after.refreshers, after.unmet.map(({ certificate }) => certificate)]).toEqual([[], ["c"]]);
  });
});

describe("what is late", () => {
  it("is in time again afterwards", () => {
    const plan = rightOf(
      spacing.planRecertification({ ...base, earliestDays: 3 })([held("a", -2, { validityDays: 20 })]),
    );
    expect(plan.refreshers.map(({ day, reason }) => [day - FIRST, reason.code])).toEqual([
      [0, "refreshed-late"],
      [17, "renewed-before-expiry"],
      [37, "renewed-before-expiry"],
      [57, "renewed-before-expiry"],
    ]);
  });
});

describe("days of grace and recall", () => {
  const learnt = (daysAgo: number) =>
    rightOf(spacing.review(memory)({ grade: "good", at: FROM - daysAgo * DAY })).state;
  /** Days for which recall holds after one good review. */
  const holds = Math.floor(memory.kernel.intervalDays(learnt(0), 0.85));
  const options = { ...base, minutesPerDay: 30, target: 0.85, graceDays: 30, earliestDays: 30 };
  const first = (plan: spacing.RecertificationPlan, many: number) =>
    plan.refreshers.slice(0, many).map(({ certificate, day, reason }) => [certificate, day - FIRST, reason.code]);

  it("renews before the expiry where recall can wait a day", () => {
    // one a day: the certificate expires on day 0 and has grace until day 30, recall holds until day 1
    const known = held("known", 300, { state: learnt(holds - 1) });
    const plan = rightOf(spacing.planRecertification(options)([known, held("soon", 0)]));
    expect(plan.unmet).toEqual([]);
    expect(first(plan, 2)).toEqual([
      ["soon", 0, "renewed-before-expiry"],
      ["known", 1, "refreshed-before-forgotten"],
    ]);
  });

  it("uses the grace where recall cannot wait", () => {
    const plan = rightOf(
      spacing.planRecertification(options)([held("soon", 0), held("known", 300, { state: learnt(holds) })]),
    );
    expect(plan.unmet).toEqual([]);
    expect(first(plan, 2)).toEqual([
      ["known", 0, "refreshed-before-forgotten"],
      ["soon", 1, "renewed-in-grace"],
    ]);
  });

  it("counts the days to the expiry while they can come before it, then to the end of the grace", () => {
    // two a day would be needed on day 0; away on day 1, its expiry, the first one comes before
    const plan = rightOf(spacing.planRecertification(options)([held("b", 1), held("a", 1, leave(1)), held("c", 2)]));
    expect(first(plan, 3)).toEqual([
      ["a", 0, "renewed-before-expiry"],
      ["b", 1, "renewed-before-expiry"],
      ["c", 2, "renewed-before-expiry"],
    ]);
    // nobody can come before the expiry: whose grace ends first comes first
    const late = [held("b", -2), held("a", -5), held("c", -1)];
    expect(first(rightOf(spacing.planRecertification({ ...options, graceDays: 6 })(late)), 3)).toEqual([
      ["a", 0, "renewed-in-grace"],
      ["b", 1, "renewed-in-grace"],
      ["c", 2, "renewed-in-grace"],
    ]);
  });

  it("gives what has expired all minutes of the day, and the rest is as level as without it", () => {
    const thirty = span(0, 29).map((number) => held(`${number}`, 29, { minutes: 10 }));
    const plan = rightOf(
      spacing.planRecertification({ ...base, graceDays: 9 })([...thirty, held("past", -1, { minutes: 50 })]),
    );
    const today = plan.refreshers.filter(({ day }) => day === FIRST);
    expect(today.map(({ certificate }) => certificate)).toEqual(["past", "0"]);
    expect(plan.workload.counts.slice(0, 31)).toEqual([2, ...span(1, 29).map(() => 1), 0]);
  });

  it("lets what is in time pass before what has expired already", () => {
    const known = held("known", 300, { state: learnt(holds - 1) });
    const plan = rightOf(spacing.planRecertification(options)([known, held("past", -1), held("soon", 0)]));
    expect(first(plan, 3)).toEqual([
      ["soon", 0, "renewed-before-expiry"],
      ["known", 1, "refreshed-before-forgotten"],
      ["past", 2, "renewed-in-grace"],
    ]);
  });

  it("refreshes late what has fallen below the target, long before it can be renewed", () => {
    const late = { ...options, minutesPerDay: [0, 0, ...span(1, 58).map(() => 30)], earliestDays: 5 };
    const plan = rightOf(spacing.planRecertification(late)([held("a", 300, { state: learnt(holds) })]));
    expect(first(plan, 2)).toEqual([
      ["a", 2, "refreshed-late"],
      ["a", plan.refreshers[1]?.day === undefined ? -1 : plan.refreshers[1].day - FIRST, "refreshed-before-forgotten"],
    ]);
    expect(plan.refreshers[0]).toMatchObject({ renews: false, reason: { values: { days: 2 } } });
  });

  it("is told by the hour where the memory counts so", () => {
    const exact = rightOf(spacing.createMemory(spacing.fsrs7)());
    const state = rightOf(spacing.review(exact)({ grade: "good", at: FROM - DAY / 2 })).state;
    const plan = rightOf(
      spacing.planRecertification({ ...base, memory: exact, days: 90, target: 0.95 })([held("a", 300, { state })]),
    );
    expect(plan.refreshers.length).toBeGreaterThan(1);
    let known = state;
    for (const { day, recall } of plan.refreshers) {
      const at = FROM + (day - FIRST) * DAY;
      expect(recall).toBe(rightOf(spacing.recall(exact)({ state: known, at })));
      known = rightOf(spacing.review(exact)({ state: known, grade: "good", at })).state;
    }
  });

  it("says in words what falls below the target", () => {
    const { unmet } = rightOf(
      spacing.planRecertification({ ...options, minutesPerDay: 20 })([held("a", 300, { state: learnt(holds) })]),
    );
    expect(explain(unmet[0]?.reason as never)).toBe(
      "recall falls below the 0.85 asked for after 2025-03-03: no day before it has 30 minutes left",
    );
  });
});
