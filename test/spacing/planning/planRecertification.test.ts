import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src/explain/index.ts";
import * as spacing from "../../../src/spacing/index.ts";
import { deepFreeze, invalidOf, issuesOf, leftOf, rightOf } from "../../support/property.ts";
import { base, DAY, FIRST, FROM, fits, held, memory, span } from "./certificates.ts";

const sum = (column: ArrayLike<number>) => Array.from(column).reduce((total, one) => total + one, 0);

describe("planRecertification", () => {
  it("renews what has expired at once, with all minutes of a day, however level the rest is", () => {
    const alone = rightOf(spacing.planRecertification(base)([held("late", -1)]));
    expect(alone.refreshers.map(({ certificate, day }) => [certificate, day])).toEqual([["late", FIRST]]);
    expect(alone.unmet.map(({ reason }) => reason.code)).toEqual(["certificate-already-expired"]);
    const two = rightOf(spacing.planRecertification(base)([held("late", -1, { minutes: 50 }), held("soon", 20)]));
    expect(two.refreshers.map(({ certificate, day, reason }) => [certificate, day - FIRST, reason.code])).toEqual([
      ["soon", 0, "renewed-before-expiry"],
      ["late", 1, "refreshed-late"],
    ]);
  });

  it("refreshes as soon as there are minutes where recall has fallen already, and renews before the expiry", () => {
    const learnt = rightOf(spacing.review(memory)({ grade: "good", at: FROM - 20 * DAY })).state;
    const plan = rightOf(
      spacing.planRecertification({ ...base, target: 0.9, blockedDays: [FIRST] })([held("a", 20, { state: learnt })]),
    );
    expect(plan.refreshers[0]).toMatchObject({ certificate: "a", day: FIRST + 1, renews: true });
    expect(plan.unmet.map(({ reason }) => reason.code)).toEqual(["recall-falls-below-target"]);
    expect(plan.certificates).toEqual([{ id: "a", expiresDay: FIRST + 385 }]);
  });

  it("renews everything in time and level, on the days there are, where everything expires on one day", () => {
    const all = deepFreeze(Array.from({ length: 40 }, (_, place) => held(`c${place}`, 29)));
    const weekends = Array.from({ length: 60 }, (_, day) => FIRST + day).filter((_, day) => day % 7 > 4);
    const plan = rightOf(spacing.planRecertification({ ...base, minutesPerDay: 240, blockedDays: weekends })(all));
    expect(plan.unmet).toEqual([]);
    expect(new Set(plan.refreshers.map(({ certificate }) => certificate)).size).toBe(40);
    for (const { day, renews, recall } of plan.refreshers) {
      expect(day).toBeLessThanOrEqual(FIRST + 29);
      expect(weekends).not.toContain(day);
      expect([renews, recall]).toEqual([true, null]);
    }
    // 22 working days for 40 refreshers: two a day
    expect(plan.fullest).toBe(0.25);
    expect(Math.max(...Array.from(plan.workload.minutes))).toBe(60);
    expect(sum(plan.workload.counts)).toBe(40);
    expect(plan.workload.days).not.toContain(weekends[0]);
    const lastWeek = plan.refreshers.filter(({ day }) => day > FIRST + 22).length;
    expect(lastWeek).toBeLessThanOrEqual(10);
  });

  it("misses nothing that can be met, and no lesser share of the days would do: by augmenting paths", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 14 }),
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 13, maxLength: 13 }),
        fc.integer({ min: 0, max: 6 }),
        (expiries, slots, earliestDays) => {
          const plan = rightOf(
            spacing.planRecertification({
              ...base,
              days: 13,
              minutesPerDay: slots.map((slot) => 10 * slot),
              earliestDays,
            })(expiries.map((expires, place) => held(`${place}`, expires, { minutes: 10 }))),
          );
          const windows = expiries.map((expires) => span(expires - earliestDays, expires));
          expect(plan.unmet.length === 0).toBe(fits(windows, slots));
          for (const { extraMinutes } of plan.unmet) expect(extraMinutes).toBeGreaterThan(0);
          plan.workload.days.forEach((day, place) => {
            expect(plan.workload.minutes[place]).toBeLessThanOrEqual(10 * (slots[day - FIRST] as number) + 1e-6);
          });
          if (plan.unmet.length > 0) return;
          const less = slots.map((slot) => Math.floor(slot * (plan.fullest - 1e-3)));
          expect(fits(windows, less)).toBe(false);
        },
      ),
    );
  });

  it("is valid from the old expiry, or from the day of renewal, and renewed again when that comes", () => {
    const one = [held("a", 10, { validityDays: 20 })];
    const plan = rightOf(spacing.planRecertification({ ...base, earliestDays: 5 })(one));
    // earliest 5 days before each expiry: days 5, 25, 45 of the plan
    expect(plan.refreshers.map(({ day }) => day - FIRST)).toEqual([5, 25, 45]);
    expect(plan.certificates).toEqual([{ id: "a", expiresDay: FIRST + 70 }]);
    const later = rightOf(spacing.planRecertification({ ...base, earliestDays: 5, validFrom: "renewal" })(one));
    expect(later.refreshers.map(({ day }) => day - FIRST)).toEqual([5, 20, 35, 50]);
    expect(explain(plan.refreshers[0]?.reason as never)).toBe("renewed 5 days before it expires on 2025-03-13");
    // not before half of its validity is over
    const short = rightOf(
      spacing.planRecertification({ ...base, earliestDays: 300 })([held("a", 4, { validityDays: 8 })]),
    );
    expect(short.refreshers.slice(0, 3).map(({ day }) => day - FIRST)).toEqual([0, 8, 16]);
  });

  it("refreshes in between, before recall falls below what is asked for", () => {
    const { state } = rightOf(spacing.review(memory)({ grade: "good", at: FROM - DAY }));
    const options = { ...base, days: 200, target: 0.85, earliestDays: 3 };
    const plan = rightOf(spacing.planRecertification(options)([held("a", 190, { state })]));
    expect(plan.unmet).toEqual([]);
    expect(plan.refreshers.length).toBeGreaterThan(3);
    expect(plan.refreshers.map(({ renews }) => renews)).toEqual(
      plan.refreshers.map((_, k) => k === plan.refreshers.length - 1),
    );
    let known = state;
    for (const { day, recall } of plan.refreshers) {
      const at = FROM + (day - FIRST) * DAY;
      expect(recall).toBe(rightOf(spacing.recall(memory)({ state: known, at })));
      expect(recall).toBeGreaterThanOrEqual(0.85);
      known = rightOf(spacing.review(memory)({ state: known, grade: "good", at })).state;
    }
    expect(explain(plan.refreshers[0]?.reason as never)).toMatch(
      /^refreshed \d+ days before recall falls below the 0.85 asked for: the chance of recall is 0\.\d+ by then$/,
    );
    expect(
      rightOf(spacing.planRecertification({ ...base, days: 200 })([held("a", 190, { state })])).refreshers,
    ).toHaveLength(1);
  });

  it("says what lapses, what it would need, and does it late; what has lapsed already keeps nobody else waiting", () => {
    const plan = rightOf(
      spacing.planRecertification({ ...base, minutesPerDay: 30 })([
        held("late", -3),
        held("a", 0),
        held("b", 0),
        held("c", 2),
      ]),
    );
    expect(
      plan.unmet.map(({ certificate, day, extraMinutes, reason: { code } }) => [
        certificate,
        day - FIRST,
        extraMinutes,
        code,
      ]),
    ).toEqual([
      ["late", -3, 0, "certificate-already-expired"],
      ["b", 0, 30, "certificate-lapses"],
    ]);
    expect(plan.refreshers.map(({ certificate }) => certificate)).toEqual(["a", "c", "late", "b"]);
    expect(plan.refreshers[3]?.reason).toEqual({ code: "refreshed-late", values: { days: 3 } });
    expect(explain(plan.unmet[1]?.reason as never)).toBe(
      "cannot be renewed by 2025-03-03, the last day for it: no day before it has 30 minutes left",
    );
    const grace = { ...base, minutesPerDay: 30, graceDays: 1 };
    expect(rightOf(spacing.planRecertification(grace)([held("a", 0), held("b", 0)])).unmet).toEqual([]);
    const long = rightOf(spacing.planRecertification({ ...base, minutesPerDay: 20 })([held("a", 5)]));
    expect(long.unmet.map(({ extraMinutes }) => extraMinutes)).toEqual([10]);
    expect([long.refreshers, long.fullest]).toEqual([[], 0]);
    const { state } = rightOf(spacing.review(memory)({ grade: "again", at: FROM - 9 * DAY }));
    const full = { ...base, minutesPerDay: [0, 30], target: 0.9 };
    expect(rightOf(spacing.planRecertification(full)([held("a", 50, { state })])).unmet[0]?.reason.code).toBe(
      "recall-falls-below-target",
    );
  });

  it("lets nothing expire for the sake of level days, and says where it had to use the days of grace", () => {
    const four = ["a", "b", "c", "d"].map((id) => held(id, 1));
    const plan = rightOf(spacing.planRecertification({ ...base, graceDays: 30 })(four));
    expect(plan.refreshers.map(({ day }) => day - FIRST)).toEqual([0, 0, 1, 1]);
    expect([plan.unmet, plan.fullest]).toEqual([[], 1]);
    expect(explain(plan.refreshers[3]?.reason as never)).toBe("renewed 0 days before it expires on 2025-03-04");
    const fuller = rightOf(spacing.planRecertification({ ...base, graceDays: 30 })([...four, held("e", 1)]));
    expect(fuller.refreshers.map(({ day }) => day - FIRST)).toEqual([0, 0, 1, 1, 2]);
    expect(fuller.unmet).toEqual([]);
    expect(fuller.refreshers[4]?.reason).toEqual({
      code: "renewed-in-grace",
      values: { days: 1, expires: "2025-03-04" },
    });
    expect(explain(fuller.refreshers[4]?.reason as never)).toBe(
      "renewed 1 day after it expired on 2025-03-04, within its days of grace",
    );
    // already expired when the plan begins, but within its grace
    const past = rightOf(spacing.planRecertification({ ...base, graceDays: 5 })([held("a", -3)]));
    expect([past.unmet, past.refreshers[0]?.reason.code]).toEqual([[], "renewed-in-grace"]);
  });

  it("says that a certificate lapses also where recall fell before, and renews it in time where it can be", () => {
    const { state } = rightOf(spacing.review(memory)({ grade: "again", at: FROM - DAY }));
    const one = [held("a", 40, { state })];
    const codes = ({ unmet }: spacing.RecertificationPlan) =>
      unmet.map(({ day, reason: { code } }) => [day - FIRST, code]);
    const never = rightOf(spacing.planRecertification({ ...base, minutesPerDay: 0, target: 0.9 })(one));
    expect(codes(never).map(([, code]) => code)).toEqual(["recall-falls-below-target", "certificate-lapses"]);
    expect(codes(never)[1]?.[0]).toBe(40);
    expect(never.unmet[1]?.extraMinutes).toBe(30);
    // room from the day before the expiry on: one refresher, and it renews
    const minutesPerDay = Array.from({ length: 60 }, (_, day) => (day === 39 ? 30 : 0));
    const once = rightOf(spacing.planRecertification({ ...base, minutesPerDay, target: 0.9 })(one));
    expect(once.refreshers.map(({ day, renews, reason: { code } }) => [day - FIRST, renews, code])).toEqual([
      [39, true, "renewed-before-expiry"],
    ]);
    expect(once.certificates).toEqual([{ id: "a", expiresDay: FIRST + 405 }]);
  });

  it("takes days by number, and a list of minutes that is longer than the plan", () => {
    // the learner's study day is the one before that of UTC
    const early = { ...base, fromDay: FIRST - 1, days: 3, minutesPerDay: [0, 30, 30, 30, 30] };
    const plan = rightOf(
      spacing.planRecertification({ ...early, blockedDays: [FIRST - 9, FIRST, FIRST + 900] })([
        held("a", 3, { expiresDay: FIRST + 2 }),
      ]),
    );
    expect(plan.refreshers.map(({ day }) => day - FIRST)).toEqual([1]);
    expect(plan.certificates).toEqual([{ id: "a", expiresDay: FIRST + 367 }]);
    expect(plan.workload.days).toEqual([FIRST + 1]);
  });

  it("says what is wrong", () => {
    const issues = (options: object, certificates: unknown = [held("a", 5)]) =>
      issuesOf(spacing.planRecertification({ ...base, ...options } as never)(certificates as never));
    expect(issues({ days: 1096 })).toEqual(["out-of-range at days"]);
    expect(issues({ days: 0 })).toEqual(["out-of-range at days"]);
    expect(issues({ days: 1e12 })).toEqual(["out-of-range at days"]);
    expect(issues({ days: 1.5 })).toEqual(["not-integer at days"]);
    expect(issues({ from: "today" })).toEqual(["wrong-type at from"]);
    expect(issues({ fromDay: FIRST + 9 })).toEqual(["inconsistent at fromDay"]);
    expect(issues({ minutesPerDay: -1 })).toEqual(["out-of-range at minutesPerDay"]);
    expect(issues({ minutesPerDay: 1_000_001 })).toEqual(["out-of-range at minutesPerDay"]);
    expect(issues({ minutesPerDay: [1, 1_000_001] })).toEqual(["out-of-range at minutesPerDay.1"]);
    expect(issues({ blockedDays: [FIRST, "x"] })).toEqual(["wrong-type at blockedDays.1"]);
    expect(
      invalidOf(spacing.planRecertification({ ...base, blockedDays: ["2025-03-03" as never] })([held("a", 5)])).issues,
    ).toMatchObject([
      { code: "wrong-type", expected: "the number of a study day, counted from 1970-01-01", received: '"2025-03-03"' },
    ]);
    expect(issues({}, [held("a", 5, { blockedDays: ["today"] })])).toEqual(["wrong-type at 0.blockedDays.0"]);
    expect(issues({ earliestDays: -1 })).toEqual(["out-of-range at earliestDays"]);
    expect(issues({ minutesPerDay: undefined })).toEqual(["missing at minutesPerDay"]);
    expect(issues({ target: 1 })).toEqual(["out-of-range at target"]);
    expect(issues({ earliestDays: 366 })).toEqual(["out-of-range at earliestDays"]);
    expect(issues({ graceDays: -1 })).toEqual(["out-of-range at graceDays"]);
    expect(issues({ validFrom: "today" })).toEqual(["unknown-value at validFrom"]);
    expect(issues({}, [held("a", 5), held("a", 6)])).toEqual(["duplicate at 1.id"]);
    expect(issues({}, [held("a", 5, { validityDays: 0 })])).toEqual(["out-of-range at 0.validityDays"]);
    expect(issues({}, [held("a", 5, { minutes: 0 })])).toEqual(["out-of-range at 0.minutes"]);
    expect(issues({}, [held("a", 5, { blockedDays: [1, 1.5] })])).toEqual(["not-integer at 0.blockedDays.1"]);
    expect(issues({}, [held("a", 5, { expires: "soon" })])).toEqual(["wrong-type at 0.expires"]);
    expect(issues({}, [held("a", 5, { expiresDay: FIRST })])).toEqual(["inconsistent at 0.expiresDay"]);
    expect(issues({}, [held("a", 5, { state: 3 })])).toEqual(["wrong-type at 0.state"]);
    expect(issues({}, [held("a", 5, { blockedDay: [] })])).toEqual(["unknown-key at 0.blockedDay"]);
    // what is no misspelling is left alone
    expect(spacing.planRecertification(base)([held("a", 5, { learner: "ana" })])._tag).toBe("Right");
    expect(invalidOf(spacing.planRecertification(base)([held("a", 5), held("a", 5)])).issues[0]?.expected).toBe(
      "an id that no other certificate has",
    );
    const { state } = rightOf(spacing.review(memory)({ grade: "good", at: FROM + DAY }));
    expect(issues({}, [held("a", 5, { state })])).toEqual(["unordered at 0.state.lastAt"]);
    expect(leftOf(spacing.planRecertification(base)([]))).toMatchObject({
      _tag: "InsufficientData",
      of: "certificates",
    });
  });
});
