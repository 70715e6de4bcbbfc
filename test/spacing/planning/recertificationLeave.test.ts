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

describe("the end of the plan", () => {
  it("leaves no heap behind: what is needed soon after is levelled with the rest", () => {
    const forty = span(0, 39).map((number) => held(`${number}`, 62));
    const plan = rightOf(spacing.planRecertification({ ...base, days: 60, minutesPerDay: 120 })(forty));
    // from day 32 to day 62 are 31 days, 28 of them in the plan: two a day
    expect(plan.fullest).toBe(0.5);
    expect(plan.refreshers).toHaveLength(40);
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
  });
});

describe("days of grace and recall", () => {
  const learnt = (daysAgo: number) =>
    rightOf(spacing.review(memory)({ grade: "good", at: FROM - daysAgo * DAY })).state;
  const state = learnt(1);
  const until = Math.floor(memory.kernel.intervalDays(state, 0.85)) - 1;

  it("renews before the expiry where recall can wait a day", () => {
    // one a day: the certificate expires on day 0 and has grace, recall holds for longer
    const options = { ...base, minutesPerDay: 30, target: 0.85, graceDays: 30, earliestDays: 30 };
    const plan = rightOf(spacing.planRecertification(options)([held("known", 300, { state }), held("soon", 0)]));
    expect(until).toBeGreaterThan(0);
    expect(plan.unmet).toEqual([]);
    expect(plan.refreshers.slice(0, 1).map(({ certificate, reason }) => [certificate, reason.code])).toEqual([
      ["soon", "renewed-before-expiry"],
    ]);
  });

  it("uses the grace where recall cannot wait", () => {
    const options = { ...base, minutesPerDay: 30, target: 0.85, graceDays: 30, earliestDays: 30 };
    const due = learnt(until + 1);
    const plan = rightOf(spacing.planRecertification(options)([held("soon", 0), held("known", 300, { state: due })]));
    expect(plan.unmet).toEqual([]);
    expect(
      plan.refreshers.slice(0, 2).map(({ certificate, day, reason }) => [certificate, day - FIRST, reason.code]),
    ).toEqual([
      ["known", 0, "refreshed-before-forgotten"],
      ["soon", 1, "renewed-in-grace"],
    ]);
  });
});
