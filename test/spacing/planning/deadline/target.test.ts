import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/explain/index.ts";
import { type DeadlineCard, type DeadlineOptions, planDeadline } from "../../../../src/spacing/index.ts";
import type { MemoryModel } from "../../../../src/spacing/memory.ts";
import { meanOf } from "../../../../src/spacing/planning/deadline/searchPlan.ts";
import { rightOf } from "../../../support/property.ts";
import { type ToyState, toyMemory, toyState } from "../toyMemory.ts";

const DAY = 86_400_000;
const FROM = Date.UTC(2025, 2, 3, 9);
const FIRST = Math.floor(FROM / DAY);

/**
 * Two cards and one day, two days before the deadline, on which there is time for one of them. `soon` is forgotten by the deadline without a review,
 * known with it, and gone afterwards either way; `lasting` gains less by the deadline, and keeps it.
 */
const memory = toyMemory(
  {},
  (level, days) => [days <= 1 ? 1 : 0.1, days <= 2 ? 1 : 1e-9, days <= 1 ? 1 : 0.4, 0.9][level] ?? Number.NaN,
);
const yesterday = (level: number) => toyState(level, FIRST - 1, FROM - DAY);
const cards: readonly DeadlineCard<ToyState>[] = [
  { id: "soon", state: yesterday(0) },
  { id: "lasting", state: yesterday(2) },
];
const plan = (more: Partial<DeadlineOptions<MemoryModel, ToyState>>, those = cards) =>
  rightOf(
    planDeadline<MemoryModel, ToyState>({
      memory,
      from: FROM,
      deadline: FROM + 2 * DAY,
      minutesPerDay: [0.2],
      passingShares: [0, 1, 0],
      reviewSeconds: [99, 99, 10, 99],
      ...more,
    })(those),
  );
const visited = ({ days }: ReturnType<typeof plan>) => days.flatMap(({ visits }) => visits.map(({ card }) => card));

describe("meanOf", () => {
  it("is the mean by value", () => {
    const valued = [1, 3].map((value) => ({ state: null, value, effort: 1 }));
    expect(meanOf(valued, Float64Array.of(0.2, 0.6))).toBeCloseTo(0.5, 15);
  });
});

describe("a plan without a target", () => {
  it("takes what is worth most, at the deadline and after it, and says so in numbers", () => {
    const free = plan({});
    expect(free.days).toEqual([
      {
        day: FIRST,
        visits: [
          {
            card: "lasting",
            minutes: 10 / 60,
            reason: { code: "review-before-deadline", values: { days: 2, recall: 0.9, without: 0.4 } },
          },
        ],
        furtherReviews: 0,
        minutes: 10 / 60,
        availableMinutes: 0.2,
      },
    ]);
    expect(free.cards).toEqual([
      { card: "soon", day: null, recallAtDeadline: 0.1, recallAfter: 0.1, recallWithout: 0.1 },
      { card: "lasting", day: FIRST, recallAtDeadline: 0.9, recallAfter: 0.9, recallWithout: 0.4 },
    ]);
    expect(free.recall).toEqual({ atDeadline: 0.5, after: 0.5, without: 0.25 });
    expect([free.minutes, free.unmet, free.extraMinutes]).toEqual([10 / 60, [], 0]);
    expect(free.certificate.value).toBeCloseTo(0.5, 15);
    expect(free.certificate.bound).toBeGreaterThanOrEqual(0.5);
    // 12 seconds hold 1.2 reviews: the whole gain of one, .5 of two cards, and a fifth of the other, .4
    expect(free.certificate.bound).toBeLessThan(0.5 * (0.1 + 0.4 + 0.5 + 0.2 * 0.4) + 0.02);
    expect(free.workload).toEqual({ days: [FIRST], counts: [1], minutes: [10 / 60] });
    expect(explain(free.days[0]?.visits[0]?.reason as never)).toBe(
      "reviewed 2 days before the deadline: recall on it is then expected to be 0.90, without a review 0.40",
    );
  });

  it("goes by the deadline alone where nothing after it counts, and by value", () => {
    expect(visited(plan({ afterShare: 0 }))).toEqual(["soon"]);
    expect(visited(plan({ afterShare: 1 }))).toEqual(["lasting"]);
    const [soon, lasting] = cards as [DeadlineCard<ToyState>, DeadlineCard<ToyState>];
    const dear = plan({}, [{ ...soon, value: 9 }, lasting]);
    expect(visited(dear)).toEqual(["soon"]);
    expect(dear.recall.atDeadline).toBeCloseTo((9 * 1 + 0.4) / 10, 12);
    expect(dear.recall.without).toBeCloseTo((9 * 0.1 + 0.4) / 10, 12);
    // and by effort: with a fifth of the time there is room for both
    expect(visited(plan({}, [soon, { ...lasting, effort: 0.2 }])).sort()).toEqual(["lasting", "soon"]);
  });
});

describe("a plan of few cards", () => {
  it("takes the whole visit that gains more, where what gains most per second leaves minutes that no other fits", () => {
    const [soon, lasting] = cards as [DeadlineCard<ToyState>, DeadlineCard<ToyState>];
    // six seconds for .4, or twelve of twelve for .5; without what comes after, six for .9 or twelve for .5
    const either = [
      { ...soon, effort: 0.6 },
      { ...lasting, effort: 1.2 },
    ];
    expect(visited(plan({}, either))).toEqual(["lasting"]);
    expect(visited(plan({ afterShare: 0 }, either))).toEqual(["soon"]);
  });

  it("learns what is new, on days by their numbers", () => {
    const learnt = plan({ minutesPerDay: [0, 0.2], firstShares: [0, 0, 0, 1], firstSeconds: [99, 99, 99, 9] }, [
      { id: "new" },
    ]);
    // easy: level 2, a day before the deadline recall of it is 1
    expect(learnt.days.map(({ day, visits }) => [day, visits])).toEqual([
      [
        FIRST + 1,
        [{ card: "new", minutes: 9 / 60, reason: { code: "learn-before-deadline", values: { days: 1, recall: 1 } } }],
      ],
    ]);
    expect(learnt.workload).toEqual({ days: [FIRST + 1], counts: [1], minutes: [9 / 60] });
    expect(learnt.cards).toEqual([
      { card: "new", day: FIRST + 1, recallAtDeadline: 1, recallAfter: 0.4, recallWithout: 0 },
    ]);
  });

  it("counts the hours since the last review where the memory does", () => {
    const exact = toyMemory({ elapsed: "exact" });
    const [card] = plan({ memory: exact, minutesPerDay: [0.2] }, [
      { id: "a", state: toyState(1, FIRST - 2, FROM - 1.5 * DAY), effort: 9 },
    ]).cards;
    expect(card?.recallWithout).toBeCloseTo(1 / (1 + 3.5 / 4), 12);
    const [byDay] = plan({ memory: toyMemory(), minutesPerDay: [0.2] }, [
      { id: "a", state: toyState(1, FIRST - 2, FROM - 1.5 * DAY), effort: 9 },
    ]).cards;
    expect(byDay?.recallWithout).toBeCloseTo(1 / (1 + 4 / 4), 12);
  });
});

describe("a plan with a target", () => {
  it("is the plan for the deadline alone where only that reaches it", () => {
    const sure = plan({ target: 0.65 });
    expect(visited(sure)).toEqual(["soon"]);
    expect(sure.recall.atDeadline).toBeCloseTo(0.7, 12);
    expect([sure.unmet, sure.extraMinutes]).toEqual([[], 0]);
    // the certificate is about both, as without the target
    expect(sure.certificate.value).toBeCloseTo(0.5 * 0.7 + 0.5 * (0.5 * 0.4), 6);
    expect(sure.certificate.bound).toBeGreaterThanOrEqual(0.5);
  });

  it("says how many minutes more would reach it, to within a tenth of them", () => {
    const short = plan({ target: 0.9 });
    expect(visited(short)).toEqual(["lasting"]);
    const { extraMinutes } = short;
    // both need 20 seconds; there are 12
    expect(extraMinutes).toBeGreaterThanOrEqual(8 / 60);
    expect(extraMinutes).toBeLessThanOrEqual((8 / 60) * 1.12);
    const [unmet] = short.unmet;
    expect(unmet).toMatchObject({ code: "target-beyond-minutes", values: { target: 0.9, recall: 0.5, days: 2 } });
    // the most that any plan could have: at least the best whole one
    expect(unmet?.values["most"]).toBeGreaterThanOrEqual(0.7);
    expect(unmet?.values["most"]).toBeLessThan(0.8);
    const reached = plan({ target: 0.9, minutesPerDay: [0.2 + (extraMinutes ?? 0)] });
    expect(reached.recall.atDeadline).toBeGreaterThanOrEqual(0.9);
    expect(reached.unmet).toEqual([]);
  });

  it("says that no minutes would reach it where none would", () => {
    const never = plan({ target: 0.99 });
    expect(never.extraMinutes).toBeNull();
    expect(never.unmet.map(({ code }) => code)).toEqual(["target-beyond-minutes"]);
    expect(visited(never)).toEqual(["lasting"]);
    // a day has no more than 24 hours: two cards of nearly twelve hours fit in, two of more do not
    const long = plan({ target: 0.9, minutesPerDay: [1400], reviewSeconds: [99, 99, 43_000, 99] });
    expect(long.extraMinutes).toBeGreaterThan(0);
    const longer = plan({ target: 0.9, minutesPerDay: [1400], reviewSeconds: [99, 99, 46_000, 99] });
    expect(longer.extraMinutes).toBeNull();
  });

  it("takes few more minutes than it needs", () => {
    const many = Array.from({ length: 40 }, (_, place) => ({
      id: `${place}`,
      state: yesterday(place % 2 === 0 ? 0 : 2),
    }));
    const all = plan({ minutesPerDay: 60 }, many);
    expect(visited(all)).toHaveLength(40);
    const half = plan({ minutesPerDay: 60, target: 0.7 }, many);
    // soon cards gain .9 of recall at the deadline, lasting ones .5 at both: the worth of either is .4 and .5
    expect(half.recall.atDeadline).toBeGreaterThanOrEqual(0.7);
    expect(half.minutes).toBeLessThan(0.75 * all.minutes);
    expect([half.unmet, half.extraMinutes]).toEqual([[], 0]);
    // its worth less what its seconds cost at the floor, beside what bounds that
    const { value, bound } = half.certificate;
    expect(value).toBeLessThanOrEqual(bound + 1e-12);
    expect(value).toBeGreaterThan(0.9 * bound);
    expect(value).toBeLessThan(0.5 * half.recall.atDeadline + 0.5 * half.recall.after);
  });
});

describe("what a plan cannot hold", () => {
  it("is named, with what it takes and what the longest day has", () => {
    const [soon, lasting] = cards as [DeadlineCard<ToyState>, DeadlineCard<ToyState>];
    const found = plan({ minutesPerDay: [0.2, 0.3] }, [{ ...soon, effort: 6 }, lasting]);
    // on the next day recall of it is .1, and most answers are "again"
    expect(found.unmet).toEqual([
      { code: "visit-beyond-every-day", values: { card: "soon", minutes: 1, availableMinutes: 0.3 } },
    ]);
    expect(explain(found.unmet[0] as never)).toBe(
      "'soon' has no place in the plan: one visit takes at least 1 minute, and no day has more than 0.30",
    );
    // just as long as a day is not too long
    expect(plan({ minutesPerDay: [1] }, [{ ...soon, effort: 6 }, lasting]).unmet).toEqual([]);
    // what was reviewed today has its days from tomorrow on
    const today = { ...soon, effort: 6, state: toyState(0, FIRST, FROM) };
    expect(plan({ minutesPerDay: [60] }, [today, lasting]).unmet).toEqual([]);
    expect(plan({ minutesPerDay: [60, 0.2] }, [today, lasting]).unmet.map(({ code }) => code)).toEqual([
      "visit-beyond-every-day",
    ]);
  });
});
