import { describe, expect, it } from "vitest";
import { drawUniform, stream } from "../../../src/core/numeric/random/index.ts";
import { compileCalendar, compileZone } from "../../../src/core/time/index.ts";
import type { Result } from "../../../src/core/vocabulary/index.ts";
import { type DayQuestion, dayChooser, dueRange } from "../../../src/spacing/calendar/chooseDay.ts";
import { openDays } from "../../../src/spacing/calendar/openDays.ts";
import {
  advance,
  balanceLoad,
  createMemory,
  createScheduler,
  type DeckCard,
  disperseSiblings,
  dueCards,
  type Fsrs6State,
  flatten,
  fsrs6,
  leeches,
  parseReviewDays,
  planLoad,
  postpone,
  remedyHard,
  reviewDays,
  takeBreak,
} from "../../../src/spacing/index.ts";
import { invalidOf, issuesOf, leftOf, rightOf } from "../../support/property.ts";
import { cardOf, DAY, memory, scheduler, TODAY } from "./deck.ts";

const options = { scheduler, today: TODAY };
const WORKDAYS = { kind: "review-days", version: 1, weekdays: [1, 1, 1, 1, 1, null, null], exceptions: [] } as const;
const NEVER = { ...WORKDAYS, weekdays: [null, null, null, null, null, null, null] } as const;

type Plan = (given: object) => (cards: unknown) => Result<unknown>;

/** The function as a caller without types calls it. */
const loose = (plan: unknown): Plan => plan as Plan; // that is what the tests are about

const plans: readonly (readonly [name: string, plan: Plan, more: object])[] = [
  ["balanceLoad", loose(balanceLoad), {}],
  ["planLoad", loose(planLoad), {}],
  ["disperseSiblings", loose(disperseSiblings), {}],
  ["flatten", loose(flatten), { perDay: 1 }],
  ["postpone", loose(postpone), { count: 1 }],
  ["advance", loose(advance), { count: 1 }],
  ["takeBreak", loose(takeBreak), { from: TODAY, until: TODAY + 1 }],
];

describe("what is refused, by name", () => {
  it.each(plans)("%s: cards that are none", (name, plan, more) => {
    const ask = plan({ ...options, ...more });
    const refused = invalidOf(ask([3, { id: "", card: null }]));
    expect(refused.in).toBe(`spacing.${name}`);
    expect(refused.issues[0]).toEqual({
      path: [0],
      code: "wrong-type",
      expected: "a card with its id",
      received: "3",
    });
    expect(issuesOf(ask([{ id: 5, card: cardOf(TODAY, 9, TODAY + 9) }]))).toEqual(["wrong-type at 0.id"]);
    expect(issuesOf(ask([{ id: "a", card: cardOf(TODAY, 9, TODAY + 9), siblings: 5 }]))).toEqual([
      "wrong-type at 0.siblings",
    ]);
    expect(issuesOf(ask(undefined))).toEqual(["missing at "]);
  });

  it.each(plans)("%s: options that are none, at each call", (name, plan, more) => {
    const asked = plan({ ...options, ...more, today: undefined, minutesPerReview: 0, days: 3 });
    for (const cards of [[], 3]) {
      expect(invalidOf(asked(cards)).in).toBe(`spacing.${name}`);
      expect(issuesOf(asked(cards)).slice(0, 3)).toEqual([
        "missing at today",
        "wrong-type at days",
        "out-of-range at minutesPerReview",
      ]);
    }
    expect(issuesOf(plan({ ...options, ...more, minutesPerReview: 1440.5 })([]))).toEqual([
      "out-of-range at minutesPerReview",
    ]);
    expect(plan({ ...options, ...more, minutesPerReview: 1440 })([])._tag).toBe("Right");
    expect(issuesOf(plan({ ...options, ...more, scheduler: {} })([]))[0]).toBe("missing at scheduler.model");
  });

  it.each<[string, Plan, object, string]>([
    ["balanceLoad", loose(balanceLoad), { seed: true }, "wrong-type at seed"],
    ["balanceLoad", loose(balanceLoad), { tolerance: -0.1 }, "out-of-range at tolerance"],
    ["planLoad", loose(planLoad), { seed: true }, "wrong-type at seed"],
    ["planLoad", loose(planLoad), { tolerance: 1.1 }, "out-of-range at tolerance"],
    ["planLoad", loose(planLoad), { horizonDays: 3651 }, "out-of-range at horizonDays"],
    ["flatten", loose(flatten), {}, "missing at perDay"],
    ["postpone", loose(postpone), {}, "missing at count"],
    ["postpone", loose(postpone), { count: 0 }, "out-of-range at count"],
    ["postpone", loose(postpone), { count: 1, seed: true }, "wrong-type at seed"],
    ["advance", loose(advance), {}, "missing at count"],
    ["advance", loose(advance), { count: 0 }, "out-of-range at count"],
    ["takeBreak", loose(takeBreak), { until: TODAY }, "missing at from"],
    ["takeBreak", loose(takeBreak), { from: TODAY }, "missing at until"],
    ["takeBreak", loose(takeBreak), { from: TODAY, until: TODAY, spreadDays: 0 }, "out-of-range at spreadDays"],
    ["takeBreak", loose(takeBreak), { from: TODAY, until: TODAY, spreadDays: 366 }, "out-of-range at spreadDays"],
  ])("%s: %j%j", (name, plan, more, issue) => {
    const refused = plan({ ...options, ...more })([]);
    expect([invalidOf(refused).in, issuesOf(refused)]).toEqual([`spacing.${name}`, [issue]]);
  });

  it("dueCards, leeches and remedyHard", () => {
    const due = (more: object) => loose(dueCards)({ scheduler, at: TODAY * DAY, ...more });
    expect(invalidOf(due({ limit: 0 })([])).in).toBe("spacing.dueCards");
    expect(issuesOf(due({ limit: 0, order: "late", seed: {} })([]))).toEqual([
      "unknown-value at order",
      "out-of-range at limit",
      "wrong-type at seed",
    ]);
    expect(issuesOf(due({ at: undefined })([]))).toEqual(["missing at at"]);
    expect(issuesOf(due({ day: 3 })([]))).toEqual(["inconsistent at day"]);
    expect(issuesOf(due({})([{ id: "a" }]))).toEqual(["missing at 0.card"]);
    expect(invalidOf(due({})([{ id: "a" }])).in).toBe("spacing.dueCards");
    const leech = loose(leeches);
    expect(issuesOf(leech({ scheduler, threshold: 0 })([]))).toEqual(["out-of-range at threshold"]);
    expect(invalidOf(leech({ scheduler, threshold: 0 })([])).in).toBe("spacing.leeches");
    expect(issuesOf(leech({ scheduler })([{ id: "a" }]))).toEqual(["missing at 0.card"]);
    const remedy = loose(remedyHard);
    expect(issuesOf(remedy({ from: "now", to: "then" })([]))).toEqual(["wrong-type at from", "wrong-type at to"]);
    expect(invalidOf(remedy({ from: TODAY * DAY, to: TODAY * DAY })([]))).toMatchObject({
      in: "spacing.remedyHard",
      issues: [{ path: ["to"], expected: "an instant after `from`" }],
    });
    expect(issuesOf(remedy({})([{ grade: "ok", at: "now" }, 3]))).toEqual([
      "unknown-value at 0.grade",
      "wrong-type at 0.at",
      "wrong-type at 1",
    ]);
    expect(invalidOf(remedy({})([3])).issues[0].expected).toBe("a review");
  });

  it("the texts of what was expected", () => {
    const expected = (result: Result<unknown>) => invalidOf(result).issues.map((issue) => issue.expected);
    expect(expected(takeBreak({ ...options, from: TODAY - 1, until: TODAY - 2 })([]))).toEqual([
      `today or a later day (${TODAY})`,
      `the first day of the break or a later one (${TODAY - 1})`,
    ]);
    const card = cardOf(TODAY, 9, TODAY + 9);
    expect(
      expected(
        balanceLoad(options)([
          { id: "a", card },
          { id: "a", card },
        ]),
      ),
    ).toEqual(["each card once"]);
    expect(expected(balanceLoad(options)([{ id: "a", card: cardOf(TODAY, 9, TODAY - 1) }]))).toEqual([
      `a day within a century of the last review (${TODAY})`,
    ]);
    expect(expected(balanceLoad({ ...options, seed: true as never })([]))).toEqual(["a number or a text"]);
  });
});

describe("the days of a card", () => {
  const read = (dueDay: number) => balanceLoad(options)([{ id: "a", card: cardOf(TODAY, 9, dueDay) }])._tag;

  it("lie between its last review and two centuries' half after it, both included", () => {
    expect([read(TODAY), read(TODAY + 73_000), read(TODAY + 73_001), read(TODAY - 1)]).toEqual([
      "Right",
      "Right",
      "Left",
      "Left",
    ]);
  });

  it("belong to its times", () => {
    const card = cardOf(TODAY, 9, TODAY + 9);
    const known = { ...(card.memory as Fsrs6State), lastDay: TODAY - 40 };
    expect(issuesOf(balanceLoad(options)([{ id: "a", card: { ...card, memory: known } }]))).toEqual([
      "inconsistent at 0.card.memory.lastDay",
    ]);
  });

  it("are today's from the year 2000 to a century after 2200", () => {
    const today = (day: number) => balanceLoad({ scheduler, today: day })([])._tag;
    expect([10_954, 10_955, 120_600, 120_601].map(today)).toEqual(["Left", "Right", "Right", "Left"]);
  });
});

describe("dueRange", () => {
  const { model, kernel } = memory;
  const rangeOf = (stability: number, interval: number) => {
    const { first, last } = dueRange(model, kernel, cardOf(100, stability, 200).memory as Fsrs6State, 100 + interval);
    return [first - 100, last - 100];
  };

  it.each<[string, number, number, number[]]>([
    ["where the model has it", 10, 10, [8, 12]],
    ["two days after the range", 10, 14, [8, 12]],
    ["three days after it", 10, 15, [13, 15]],
    ["two days before the range", 10, 6, [8, 12]],
    ["three days before it", 10, 5, [5, 6]],
    ["at two days, far before it", 10, 2, [2, 2]],
    ["of two days", 2, 2, [2, 2]],
    ["of two days, and two more", 2, 4, [4, 4]],
    ["of two days, and three more", 2, 5, [4, 5]],
    ["at the longest interval", 400, 400, [378, 400]],
  ])("of a card that is due %s", (_, stability, interval, range) => {
    expect(rangeOf(stability, interval)).toEqual(range);
  });
});

describe("the choice of a day", () => {
  const question = (more: Partial<DayQuestion>): DayQuestion => ({
    first: 110,
    last: 112,
    lastDay: 100,
    today: 105,
    label: "balance a 3",
    seed: 0,
    recall: () => 0.95,
    retention: 0.9,
    tolerance: 0.0625,
    ...more,
  });
  /** Open on some days, with a share of 1. */
  const openOn = (...days: readonly number[]) => ({
    share: (day: number) => (days.includes(day) ? 1 : -1),
    next: (day: number) => days.find((one) => one >= day) ?? null,
    nextWanted: (day: number) => days.find((one) => one >= day) ?? null,
  });
  const choose = (more: Partial<DayQuestion>, ...days: readonly number[]) =>
    dayChooser(openOn(...days))(question(more), () => 0);

  it("takes an earlier day while recall is no more above what is asked for than the tolerance", () => {
    const recall = (day: number) => 0.5 + (115 - day) / 16;
    const more = { recall, retention: 0.5, tolerance: 7 / 16 };
    expect(choose(more, 107, 108, 120)).toEqual({ day: 108, rule: "earlier" }); // 7 / 16 exactly
    expect(choose(more, 107, 120)).toEqual({ day: 120, rule: "later" });
  });

  it("takes none before today, none at or before the last review, and none in between that is nobody's", () => {
    expect(choose({}, 105, 130)).toEqual({ day: 105, rule: "earlier" });
    expect(choose({}, 104, 130)).toEqual({ day: 130, rule: "later" });
    expect(choose({ lastDay: 105, today: 90 }, 106, 130)).toEqual({ day: 106, rule: "earlier" });
    expect(choose({ lastDay: 105, today: 90 }, 105, 130)).toEqual({ day: 130, rule: "later" });
    expect(choose({}, 104)).toBeNull();
  });

  it("looks at no day before today, and where the range is over goes on from today", () => {
    expect(choose({ today: 111 }, 110, 111, 112)?.day).toBeGreaterThanOrEqual(111);
    expect(choose({ today: 112 }, 110, 111, 112)).toEqual({ day: 112, rule: "balanced" });
    expect(choose({ today: 115 }, 113, 114, 116)).toEqual({ day: 116, rule: "later" });
  });

  it("draws by weight: 1 where nothing is due, else count^-2.15 interval^-3", () => {
    const counts = [2, 0, 5];
    const weights = [2 ** -2.15 * 10 ** -3, 1, 5 ** -2.15 * 12 ** -3];
    const crowded = counts.map((count) => count + 1).map((count, at) => count ** -2.15 * (10 + at) ** -3);
    for (const [more, used] of [
      [0, weights],
      [1, crowded],
    ] as const)
      for (let seed = 0; seed < 300; seed += 1) {
        const answer = dayChooser(openDays(undefined))(question({ seed }), (day) => (counts[day - 110] ?? 0) + more);
        const left = drawUniform(stream(seed, "balance a 3")) * used.reduce((sum, weight) => sum + weight, 0);
        const ends = used.map((_, at) => used.slice(0, at + 1).reduce((sum, weight) => sum + weight, 0));
        expect(answer).toEqual({ day: 110 + ends.findIndex((end) => left < end), rule: "balanced" });
      }
  });

  it("lets a half day have one more while its count over its share is below that of the others", () => {
    // shares 1 and .5; the half day may have more while 2 c < others
    const half = {
      share: (day: number) => (day === 111 ? 0.5 : day === 110 ? 1 : -1),
      next: () => null,
      nextWanted: () => null,
    };
    const days = (onHalf: number, others: number) => {
      const found = new Set<number>();
      for (let seed = 0; seed < 200; seed += 1)
        found.add(dayChooser(half)(question({ seed }), (day) => (day === 111 ? onHalf : others))?.day ?? 0);
      return [...found].sort((one, other) => one - other);
    };
    expect(days(1, 3)).toEqual([110, 111]);
    expect(days(1, 2)).toEqual([110]);
    expect(days(0, 1)).toContain(111);
  });
});

describe("cards at a step of a day or more", () => {
  it("stay where somebody works, and leave a day on which nobody does", () => {
    const at = (dueDay: number) => ({ id: "a", siblings: "n", card: cardOf(TODAY - 5, 10, dueDay, { step: 1 }) });
    const to = (card: DeckCard<Fsrs6State>, days: typeof WORKDAYS | undefined) =>
      rightOf(balanceLoad({ ...options, days })([card])).moves.map((move) => move.to - TODAY);
    const crowd = Array.from({ length: 30 }, (_, id) => ({ id: `${id}`, card: cardOf(TODAY - 40, 50, TODAY + 4) }));
    expect(to(at(TODAY + 4), WORKDAYS)).toEqual([]);
    expect(to(at(TODAY + 5), undefined)).toEqual([]);
    expect(to(at(TODAY + 5), WORKDAYS)).toEqual([4]); // Saturday, Friday
    const { moves } = rightOf(balanceLoad({ ...options, days: WORKDAYS })([...crowd, at(TODAY + 4)]));
    expect(moves.some(({ id }) => id === "a")).toBe(false);
  });

  it("are not moved for their siblings", () => {
    const still = { id: "a", siblings: "n", card: cardOf(TODAY, 10, TODAY + 10, { step: 1 }) };
    const other = { id: "b", siblings: "n", card: cardOf(TODAY, 10, TODAY + 10) };
    const { moves } = rightOf(disperseSiblings(options)([still, other]));
    // from 8 to 12, as far as can be from 10 and from the last review
    expect(moves.map(({ id, to, reasons }) => [id, Math.abs(to - TODAY - 10), reasons])).toEqual([
      ["b", 2, [{ code: "apart-from-siblings", values: { days: 2, siblings: 2 } }]],
    ]);
  });
});

describe("the minutes of a plan", () => {
  it("are those that a review takes", () => {
    const cards = [cardOf(TODAY, 1, TODAY + 1), cardOf(TODAY - 9, 3, TODAY - 6)].map((card, id) => ({
      id: `${id}`,
      card,
    }));
    const { before } = rightOf(balanceLoad({ ...options, minutesPerReview: 3 })(cards));
    expect(before).toEqual({ days: [TODAY, TODAY + 1], counts: [1, 1], minutes: [3, 3] });
  });
});

describe("postpone", () => {
  it("draws by seed, card and review, and says by how much the card is overdue then", () => {
    const card = cardOf(TODAY - 42, 40, TODAY - 2);
    for (const seed of [0, 7, "a"]) {
      const [move] = rightOf(postpone({ ...options, count: 1, seed })([{ id: "it", card }])).moves;
      const draw = drawUniform(stream(seed, "postpone it 3"));
      const to = TODAY - 42 + Math.ceil(40 * (1.05 + 0.05 * draw)) + 2;
      expect(move?.to).toBe(to);
      expect(move?.reasons).toEqual([
        {
          code: "postponed",
          values: { days: to - TODAY + 2, overdue: expect.closeTo((42 + 3) / 40 - 1, 9), recall: move?.recall },
        },
      ]);
    }
    expect(rightOf(postpone({ ...options, count: 1 })([{ id: "it", card }]))).toEqual(
      rightOf(postpone({ ...options, count: 1, seed: 0 })([{ id: "it", card }])),
    );
  });

  it("goes on to the next working day, or fails where there is none", () => {
    const cards = [{ id: "a", card: cardOf(TODAY + 1, 3, TODAY + 4) }];
    const on = { scheduler, today: TODAY + 4, count: 1 }; // Friday
    expect(rightOf(postpone({ ...on, days: WORKDAYS })(cards)).moves.map(({ to }) => to - TODAY)).toEqual([7]);
    expect(leftOf(postpone({ ...on, days: NEVER })(cards))).toEqual({
      _tag: "Infeasible",
      in: "spacing.postpone",
      conflict: [{ code: "no-open-day", values: { day: TODAY + 5 } }],
    });
  });

  it("passes a card over that has waited for the longest interval", () => {
    const cards = [{ id: "a", card: cardOf(TODAY - 400, 380, TODAY - 10) }];
    expect(rightOf(postpone({ ...options, count: 1 })(cards)).moves).toEqual([]);
  });

  it("does not pass the longest interval over a weekend: the last working day before, or else another card", () => {
    const atLongest = { id: "a", card: cardOf(TODAY - 395, 380, TODAY - 15) }; // 400 days are over on Saturday
    const postponed = (today: number, cards: readonly DeckCard<Fsrs6State>[]) =>
      rightOf(postpone({ scheduler, today, days: WORKDAYS, count: 1 })(cards)).moves.map(({ id, to }) => [
        id,
        to - TODAY,
      ]);
    expect(postponed(TODAY + 3, [atLongest])).toEqual([["a", 4]]); // Thursday: Friday
    expect(postponed(TODAY + 4, [atLongest])).toEqual([]); // Friday: no day between
    const other = { id: "b", card: cardOf(TODAY - 10, 3, TODAY - 5) };
    expect(postponed(TODAY + 4, [atLongest, other])).toEqual([["b", 7]]); // wanted on Saturday
    const noFriday = { ...WORKDAYS, weekdays: [1, 1, 1, 1, 0, null, null] };
    expect(rightOf(postpone({ scheduler, today: TODAY + 3, days: noFriday, count: 1 })([atLongest])).moves).toEqual([]);
  });
});

describe("takeBreak and flatten", () => {
  it("say by how many days, and what recall is then", () => {
    const card = cardOf(TODAY - 10, 12, TODAY + 2);
    const holidays = { from: TODAY + 1, until: TODAY + 9, spreadDays: 1 };
    const [move] = rightOf(takeBreak({ ...options, ...holidays })([{ id: "a", card }])).moves;
    expect([move?.to, move?.reasons]).toEqual([
      TODAY + 10,
      [{ code: "after-break", values: { days: 8, recall: move?.recall } }],
    ]);
    const late = [{ id: "a", card: cardOf(TODAY - 10, 5, TODAY - 5) }];
    const [capped] = rightOf(flatten({ ...options, perDay: 3 })(late)).moves;
    expect([capped?.to, capped?.reasons]).toEqual([
      TODAY,
      [{ code: "taken-up", values: { date: "2025-03-03", days: 5, recall: capped?.recall } }],
    ]);
  });

  it("makes up for a break on seven days, where nothing is said", () => {
    const cards = Array.from({ length: 14 }, (_, id) => ({ id: `${id}`, card: cardOf(TODAY - 10, 11, TODAY + 1) }));
    const { after } = rightOf(takeBreak({ ...options, from: TODAY, until: TODAY + 3 })(cards));
    expect([after.days, after.counts]).toEqual([
      [4, 5, 6, 7, 8, 9, 10].map((day) => TODAY + day),
      [2, 2, 2, 2, 2, 2, 2],
    ]);
  });

  it("cannot be where nobody works any more", () => {
    const cards = [{ id: "a", card: cardOf(TODAY - 10, 12, TODAY + 2) }];
    expect(leftOf(takeBreak({ ...options, days: NEVER, from: TODAY, until: TODAY + 4 })(cards))).toEqual({
      _tag: "Infeasible",
      in: "spacing.takeBreak",
      conflict: [{ code: "no-open-day", values: { day: TODAY + 4 } }],
    });
    expect(rightOf(takeBreak({ ...options, days: NEVER, from: TODAY, until: TODAY + 1 })(cards)).moves).toEqual([]);
    expect(leftOf(flatten({ ...options, days: NEVER, perDay: 1 })(cards))).toMatchObject({
      _tag: "Infeasible",
      in: "spacing.flatten",
    });
  });

  it("keeps the order given among cards of one interval", () => {
    const cards = ["a", "b", "c"].map((id) => ({ id, card: cardOf(TODAY - 10, 5, TODAY - 5) }));
    const { moves } = rightOf(flatten({ ...options, perDay: 1 })(cards));
    expect(moves.map(({ id, to }) => [id, to - TODAY])).toEqual([
      ["a", 0],
      ["b", 1],
      ["c", 2],
    ]);
  });
});

describe("planLoad", () => {
  it("states what it would be without, review by review", () => {
    // a memory of ten days that is answered well on its day: the next interval is the model's
    const cards = [{ id: "a", card: cardOf(TODAY - 1, 2, TODAY + 1) }];
    const { before } = rightOf(planLoad({ ...options, horizonDays: 300 })(cards));
    const { kernel, model } = memory;
    let state = cards[0]?.card.memory as Fsrs6State;
    const days: number[] = [];
    for (let day = TODAY + 1; day < TODAY + 300; ) {
      days.push(day);
      const elapsed = day - state.lastDay;
      const at = state.lastAt + elapsed * DAY;
      state = kernel.next(state, 3, elapsed, kernel.recall(state, elapsed), { at, day });
      day += Math.round(kernel.intervalDays(state, model.retention));
    }
    expect(days.length).toBeGreaterThan(3);
    expect(before.days).toEqual(days);
    expect(before.counts).toEqual(days.map(() => 1));
  });

  it("fails by name where nobody works any more, on the first review or on a later one", () => {
    const cards = [{ id: "a", card: cardOf(TODAY, 9, TODAY + 9) }];
    expect(leftOf(planLoad({ ...options, days: NEVER })(cards))).toEqual({
      _tag: "Infeasible",
      in: "spacing.planLoad",
      conflict: [{ code: "no-open-day", values: { day: TODAY + 9 } }],
    });
    const once = { ...NEVER, exceptions: [{ day: TODAY + 9, share: 1 }] };
    expect(leftOf(planLoad({ ...options, days: once, horizonDays: 50 })(cards))).toEqual({
      _tag: "Infeasible",
      in: "spacing.planLoad",
      conflict: [{ code: "no-open-day", values: { day: TODAY + 50 } }],
    });
    const late = [{ id: "a", card: cardOf(TODAY - 9, 5, TODAY - 4) }];
    expect(leftOf(planLoad({ ...options, days: NEVER })(late))._tag).toBe("Infeasible");
  });
});

describe("dueCards", () => {
  const at = TODAY * DAY + 12 * 3_600_000;
  const ids = (cards: readonly DeckCard<Fsrs6State>[], more: object = {}) =>
    rightOf(dueCards({ scheduler, at, ...more })(cards)).map(({ id }) => id);

  it("takes a card in steps from its minute on, and one in review from its day on", () => {
    const step = (ms: number) => ({
      id: `${ms}`,
      card: { ...cardOf(TODAY, 0.5, TODAY), phase: "learning" as const, dueDay: null, dueAt: at + ms },
    });
    expect(ids([step(-1), step(0), step(1)])).toEqual(["-1", "0"]);
    expect(ids([0, 1].map((day) => ({ id: `${day}`, card: cardOf(TODAY - 3, 3, TODAY + day) })))).toEqual(["0"]);
  });

  it("measures a delay in steps in days, relative to the step", () => {
    const card = { ...cardOf(TODAY, 0.5, TODAY), phase: "learning" as const, dueDay: null, dueAt: at - 3_600_000 };
    const [due] = rightOf(dueCards({ scheduler, at })([{ id: "a", card }]));
    expect(due?.overdue).toBeCloseTo(1 / 2, 9); // reviewed at nine, due at eleven, now it is twelve
    expect(due?.reasons).toEqual([{ code: "due-for-minutes", values: { minutes: 60, recall: due?.recall } }]);
    const [zero] = rightOf(dueCards({ scheduler, at })([{ id: "b", card: cardOf(TODAY - 4, 3, TODAY - 4) }]));
    expect([zero?.overdue, zero?.reasons]).toEqual([
      4, // an interval of none: its delay alone
      [{ code: "due-for-days", values: { days: 4, recall: zero?.recall } }],
    ]);
  });

  it("sorts at random by the draw of the card, whatever the order given", () => {
    const cards = ["a", "b", "c", "d", "e"].map((id) => ({ id, card: cardOf(TODAY - 3, 3, TODAY) }));
    const draw = (id: string): number => drawUniform(stream(5, `due ${id}`));
    const sorted = cards.map(({ id }) => id).sort((one, other) => draw(one) - draw(other));
    expect(ids(cards, { order: "random", seed: 5 })).toEqual(sorted);
    expect(ids([...cards].reverse(), { order: "random", seed: 5 })).toEqual(sorted);
    expect(ids(cards)).toEqual(["a", "b", "c", "d", "e"]); // equal ones keep the order given
  });

  it("counts a card that was reviewed later as just reviewed", () => {
    const [due] = rightOf(
      dueCards({ scheduler, at, day: TODAY })(
        [{ id: "a", card: cardOf(TODAY + 1, 3, TODAY + 1) }].map(({ id, card }) => ({
          id,
          card: { ...card, phase: "learning" as const, dueDay: null, dueAt: at - 1 },
        })),
      ),
    );
    expect(due?.recall).toBe(1);
  });
});

describe("advance", () => {
  it("says how many days early, and what recall is then", () => {
    const [move] = rightOf(
      advance({ ...options, count: 1 })([{ id: "a", card: cardOf(TODAY - 6, 10, TODAY + 4) }]),
    ).moves;
    expect(move?.reasons).toEqual([{ code: "advanced", values: { days: 4, recall: move?.recall } }]);
  });
});

describe("leeches", () => {
  it("names the lapses, the worst first, equal ones in the order given", () => {
    const cards = [8, 9, 8].map((lapses, id) => ({
      id: `${id}`,
      card: cardOf(TODAY, 5, TODAY + 5, { lapses, reviews: 30 }),
    }));
    expect(rightOf(leeches({ scheduler })(cards)).map(({ id, lapses, reasons }) => [id, lapses, reasons])).toEqual([
      ["1", 9, [{ code: "leech", values: { lapses: 9 } }]],
      ["0", 8, [{ code: "leech", values: { lapses: 8 } }]],
      ["2", 8, [{ code: "leech", values: { lapses: 8 } }]],
    ]);
  });
});

describe("reviewDays", () => {
  const zone = rightOf(compileZone({ zone: "UTC", from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 0, 1) }));
  const weekdaysOf = (hours: readonly { from: string; to: string; weekdays: number[] }[], more: object = {}) => {
    const calendar = rightOf(compileCalendar({ hours }));
    return rightOf(reviewDays({ zone, calendar, cutoffHour: 4, ...more })).weekdays;
  };

  it("count the minutes of a day from its cutoff to the next", () => {
    const day = [{ from: "03:59", to: "04:01", weekdays: [3] }];
    expect(weekdaysOf(day)).toEqual([null, 1, 1, null, null, null, null]); // a minute each for Tuesday and Wednesday
    expect(weekdaysOf(day, { minimumMinutes: 2 })).toEqual([null, null, null, null, null, null, null]);
    expect(weekdaysOf(day, { cutoffHour: 0, minimumMinutes: 2 })).toEqual([null, null, 1, null, null, null, null]);
    expect(weekdaysOf(day, { cutoffHour: 0, minimumMinutes: 3 })).toEqual([null, null, null, null, null, null, null]);
  });

  it("know nights: a window over midnight works on both sides of the cutoff", () => {
    const night = [{ from: "22:00", to: "05:00", weekdays: [7] }];
    expect(weekdaysOf(night)).toEqual([1, null, null, null, null, null, 1]);
    expect(weekdaysOf(night, { minimumMinutes: 61 })).toEqual([null, null, null, null, null, null, 1]);
    expect(weekdaysOf(night, { minimumMinutes: 60 })).toEqual([1, null, null, null, null, null, 1]);
  });

  it("keep exceptions in order, and name what was expected", () => {
    const days = rightOf(
      reviewDays({ dateShares: ["2025-06-11", "2025-03-04", "2025-12-24"].map((date) => ({ date, share: 0 })) }),
    );
    const numbers = days.exceptions.map(({ day }) => day);
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    expect(numbers).toHaveLength(3);
    const expected = (result: Result<unknown>) => {
      const failure = invalidOf(result);
      return [failure.in, failure.issues.map((issue) => issue.expected)];
    };
    const calendar = rightOf(compileCalendar({ hours: [] }));
    expect(expected(reviewDays({ calendar }))).toEqual([
      "spacing.reviewDays",
      ["the zone in which the calendar holds"],
    ]);
    expect(expected(reviewDays({ weekdayShares: [1] }))).toEqual([
      "spacing.reviewDays",
      ["seven shares, Monday first"],
    ]);
    expect(expected(parseReviewDays({ ...days, weekdays: [1] }))).toEqual([
      "spacing.parseReviewDays",
      ["seven shares, Monday first"],
    ]);
    expect(issuesOf(reviewDays({ zone: {} as never }))[0]).toMatch(/ at zone/);
    expect(issuesOf(reviewDays({ zone, calendar: {} as never }))[0]).toMatch(/ at calendar\./);
    const unordered = { ...days, exceptions: [...days.exceptions].reverse() };
    expect(invalidOf(parseReviewDays(unordered)).issues[0].expected).toBe(`a day after the one before (${numbers[2]})`);
  });

  it("take leave up to the ends of the zone's stretch", () => {
    const whole = { from: zone.from, to: zone.to };
    const within = rightOf(compileCalendar({ hours: [], leave: [whole] }));
    expect(reviewDays({ zone, calendar: within })._tag).toBe("Right");
    for (const [leave, received] of [
      [{ ...whole, from: zone.from - 1 }, zone.from - 1],
      [{ ...whole, to: zone.to + 1 }, zone.to + 1],
    ] as const)
      expect(
        invalidOf(reviewDays({ zone, calendar: rightOf(compileCalendar({ hours: [], leave: [leave] })) })),
      ).toMatchObject({
        issues: [
          {
            path: ["calendar", "leave", 0],
            expected: "an interval within the stretch for which the zone was compiled",
            received: `${received}`,
          },
        ],
      });
  });
});

describe("a memory with another retention", () => {
  it("sets the ranges by its own intervals", () => {
    const strict = rightOf(createMemory(fsrs6)({ retention: 0.95 }));
    const cards = Array.from({ length: 40 }, (_, id) => ({ id: `${id}`, card: cardOf(TODAY, 30, TODAY + 13) }));
    const own = rightOf(createScheduler({ memory: strict }));
    const planned = strict.kernel.intervalDays(cards[0]?.card.memory as Fsrs6State, 0.95);
    expect(Math.round(planned)).toBeLessThan(18);
    const { after } = rightOf(balanceLoad({ scheduler: own, today: TODAY })(cards));
    for (const day of after.days) expect(Math.abs(day - TODAY - planned)).toBeLessThan(3.5);
  });
});
