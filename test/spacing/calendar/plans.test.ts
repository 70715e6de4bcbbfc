import fc from "fast-check";
import { isLeft } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src/explain/index.ts";
import {
  advance,
  balanceLoad,
  disperseSiblings,
  dueCards,
  flatten,
  type LoadPlan,
  leeches,
  NEW_CARD,
  postpone,
  remedyHard,
  takeBreak,
} from "../../../src/spacing/index.ts";
import { deepFreeze, invalidOf, issuesOf, leftOf, rightOf } from "../../support/property.ts";
import { anyDays, anyDeck, asMap, cardOf, DAY, dueAfter, scheduler, shareOn, TODAY } from "./deck.ts";

const options = { scheduler, today: TODAY };
const WORKDAYS = { kind: "review-days", version: 1, weekdays: [1, 1, 1, 1, 1, null, null], exceptions: [] } as const;

/** Half widths of ranges, by the plainest way: each day of the interval adds its percentage. */
const rangeOf = (interval: number): readonly [number, number] => {
  let delta = 1;
  for (let part = 0; part < Math.round(interval * 1000); part += 1) {
    const at = part / 1000;
    delta += (at < 2.5 ? 0 : at < 7 ? 0.15 : at < 20 ? 0.1 : 0.05) / 1000;
  }
  return [Math.max(2, Math.round(interval - delta)), Math.round(interval + delta)];
};

describe("every plan", () => {
  const plans: readonly [string, (cards: Parameters<ReturnType<typeof balanceLoad>>[0], days: never) => LoadPlan][] = [
    ["balanceLoad", (cards, days) => rightOf(balanceLoad({ ...options, days })(cards as never))],
    ["disperseSiblings", (cards, days) => rightOf(disperseSiblings({ ...options, days })(cards as never))],
    ["postpone", (cards, days) => rightOf(postpone({ ...options, days, count: 5 })(cards as never))],
    ["advance", (cards, days) => rightOf(advance({ ...options, days, count: 5 })(cards as never))],
    [
      "takeBreak",
      (cards, days) => rightOf(takeBreak({ ...options, days, from: TODAY + 2, until: TODAY + 9 })(cards as never)),
    ],
  ];
  it.each(plans)("%s counts what it did, keeps every card, and leaves memory and input alone", (name, plan) => {
    fc.assert(
      fc.property(anyDeck(), anyDays, (cards, days) => {
        const { moves, before, after } = plan(deepFreeze(cards), deepFreeze(days) as never);
        expect(asMap(before)).toEqual(dueAfter(cards, []));
        expect(asMap(after)).toEqual(dueAfter(cards, moves));
        expect(Array.from(after.minutes)).toEqual(Array.from(after.counts, (count) => count * 0.2));
        for (const { id, card, from, to, recall, reasons } of moves) {
          const old = cards.find((one) => one.id === id)?.card;
          const last = old?.memory;
          expect(to).not.toBe(from);
          expect([old?.dueDay, card.dueDay, card.memory]).toEqual([from, to, last]);
          expect(card.dueAt).toBe((last?.lastAt ?? 0) + (to - (last?.lastDay ?? 0)) * DAY);
          expect(to).toBeGreaterThanOrEqual(TODAY);
          // FSRS-6 with default weights: R = (1 + f t / S)^-w20
          const decay = -0.1542;
          const factor = 0.9 ** (1 / decay) - 1;
          const t = to - (last?.lastDay ?? 0);
          expect(recall).toBeCloseTo((1 + (factor * t) / (last?.stability ?? 1)) ** decay, 9);
          expect(reasons.length).toBe(1);
          expect(explain(reasons[0] as never)).not.toMatch(/[{}]/);
          if (name !== "advance") expect(shareOn(days, to)).toBeGreaterThanOrEqual(0); // nobody is called in
        }
      }),
    );
  });

  it.each(plans)("%s of nothing is nothing", (_, plan) => {
    expect(plan([], undefined as never)).toEqual({
      moves: [],
      before: { days: [], counts: [], minutes: [] },
      after: { days: [], counts: [], minutes: [] },
    });
  });

  it("refuses the same card twice, days of another calendar, and options it does not know", () => {
    const card = cardOf(TODAY - 5, 10, TODAY + 5);
    const balance = balanceLoad(options);
    expect(
      issuesOf(
        balance([
          { id: "a", card },
          { id: "a", card },
        ]),
      ),
    ).toEqual(["duplicate at 1.id"]);
    const far = cardOf(TODAY - 5, 10, TODAY + 80_000);
    expect(issuesOf(balance([{ id: "a", card: far }]))).toEqual(["inconsistent at 0.card.dueDay"]);
    expect(issuesOf(balance([{ id: "a", card: cardOf(TODAY, 10, TODAY - 1) }]))).toEqual([
      "inconsistent at 0.card.dueDay",
    ]);
    expect(issuesOf(balanceLoad({ ...options, today: 20.5 })([]))).toEqual(["out-of-range at today"]);
    expect(issuesOf(balanceLoad({ ...options, tolerance: 2 })([]))).toEqual(["out-of-range at tolerance"]);
    expect(issuesOf(balanceLoad({ ...options, seed: Number.NaN })([]))).toEqual(["not-finite at seed"]);
    expect(issuesOf(balanceLoad({ ...options, dayz: 1 } as never)([]))).toEqual(["unknown-key at dayz"]);
    expect(issuesOf(flatten({ ...options, perDay: 0 })([]))).toEqual(["out-of-range at perDay"]);
    expect(issuesOf(takeBreak({ ...options, from: TODAY - 1, until: TODAY - 2 })([]))).toEqual([
      "inconsistent at from",
      "inconsistent at until",
    ]);
    expect(invalidOf(balance([{ id: "a", card: null as never }])).in).toBe("spacing.balanceLoad");
  });
});

describe("balanceLoad", () => {
  it("never leaves the range of a card that lies in it, unless nobody works there", () => {
    fc.assert(
      fc.property(anyDeck(), anyDays, (cards, days) => {
        const { moves } = rightOf(balanceLoad({ ...options, days })(cards));
        for (const { id, card } of cards) {
          const { memory: last, dueDay } = card;
          if (last === null || dueDay === null) continue;
          const move = moves.find((one) => one.id === id);
          if (dueDay < TODAY) {
            expect(move).toBeUndefined();
            continue;
          }
          const to = move?.to ?? dueDay;
          const planned = Math.max(1, Math.round(last.stability));
          const now = dueDay - last.lastDay;
          const [low, high] = planned < 2.5 ? [planned, planned] : rangeOf(planned);
          const inRange = now >= low && now <= high;
          const first = Math.max(TODAY, last.lastDay + low);
          const workable: number[] = [];
          for (let day = first; day <= last.lastDay + high; day += 1) if (shareOn(days, day) >= 0) workable.push(day);
          if (inRange && planned >= 2.5 && workable.length > 0) expect(workable).toContain(to);
          if (inRange && workable.length === 0) expect(move !== undefined || shareOn(days, dueDay) >= 0).toBe(true);
          expect(shareOn(days, to)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("finds nothing more to move a second time, and leaves what another plan has placed", () => {
    fc.assert(
      fc.property(anyDeck(), anyDays, (cards, days) => {
        const plan = balanceLoad({ ...options, days });
        const first = plan(cards);
        if (isLeft(first)) return; // no working day
        const placed = new Map(first.right.moves.map(({ id, card }) => [id, card]));
        const then = cards.map((one) => ({ ...one, card: placed.get(one.id) ?? one.card }));
        expect(rightOf(plan(then)).moves).toEqual([]);
      }),
    );
    const pile = Array.from({ length: 60 }, (_, number) => ({
      id: `card-${number}`,
      siblings: `note-${number >> 1}`,
      card: cardOf(TODAY - 2, 20, TODAY + 18),
    }));
    for (const days of [undefined, WORKDAYS]) {
      const plan = balanceLoad({ ...options, days });
      const { moves } = rightOf(plan(pile));
      expect(moves.length).toBeGreaterThan(40);
      const placed = new Map(moves.map(({ id, card }) => [id, card]));
      const then = pile.map((one) => ({ ...one, card: placed.get(one.id) ?? one.card }));
      expect(rightOf(plan(then)).moves).toEqual([]);
      for (let note = 0; note < 60; note += 2) {
        const [one, other] = [then[note], then[note + 1]].map((sibling) => sibling?.card.dueDay);
        if (one === other) expect(one).toBe(TODAY + 18); // both stayed
      }
      const apart = rightOf(disperseSiblings({ ...options, days })(pile.slice(0, 2))).moves;
      const kept = apart.filter(({ to }) => to !== TODAY + 18).map(({ id, card }) => ({ id, card }));
      expect(kept.length).toBeGreaterThan(0);
      expect(rightOf(plan(kept)).moves).toEqual([]);
    }
  });

  it("levels what is due on one day", () => {
    const cards = Array.from({ length: 120 }, (_, id) => ({ id: `${id}`, card: cardOf(TODAY - 1, 20, TODAY + 19) }));
    const { before, after, moves } = rightOf(balanceLoad(options)(cards));
    expect(Array.from(before.counts)).toEqual([120]);
    expect(Array.from(after.days)).toEqual([16, 17, 18, 19, 20, 21, 22].map((days) => TODAY + days));
    expect(Math.max(...Array.from(after.counts))).toBeLessThanOrEqual(30);
    expect(moves.length).toBeGreaterThan(80);
    expect(explain(moves[0]?.reasons[0] as never)).toMatch(
      /^moved to 2025-03-\d\d, within the days that its memory cannot tell apart, beside \d+ other reviews$/,
    );
    expect(rightOf(balanceLoad(options)(cards))).toEqual({ before, after, moves });
    expect(rightOf(balanceLoad({ ...options, seed: "other" })(cards)).moves).not.toEqual(moves);
  });

  it("draws a day by count^-2.15 interval^-3", () => {
    // 3 days: the range is 2 to 4; fixed cards that nothing can move make counts of 2, 3 and 1
    const fixed = [2, 2, 3, 3, 3, 4].map((days, place) => ({
      id: `f${place}`,
      card: cardOf(TODAY, days, TODAY + days, { step: 1 }),
    }));
    const weights = [2 ** -2.15 / 8, 3 ** -2.15 / 27, 1 / 64];
    const total = weights.reduce((sum, weight) => sum + weight);
    const drawn = [0, 0, 0];
    for (let seed = 0; seed < 4000; seed += 1) {
      const cards = [...fixed, { id: "it", card: cardOf(TODAY, 3, TODAY + 3) }];
      const { moves } = rightOf(balanceLoad({ ...options, seed })(cards));
      const to = (moves[0]?.to ?? TODAY + 3) - TODAY - 2;
      drawn[to] = (drawn[to] ?? 0) + 1;
    }
    // 4000 draws: four standard errors are below .032
    drawn.forEach((count, place) => {
      expect(Math.abs(count / 4000 - (weights[place] ?? 0) / total)).toBeLessThan(0.032);
    });
  });

  it("keeps easy days easy, and gives a half day about half", () => {
    const cards = Array.from({ length: 400 }, (_, id) => ({ id: `${id}`, card: cardOf(TODAY - 10, 50, TODAY + 40) }));
    const days = { ...WORKDAYS, weekdays: [0.5, 1, 1, 1, 1, 0, 0] };
    const { after } = rightOf(balanceLoad({ ...options, days })(cards));
    const byWeekday = [0, 0, 0, 0, 0, 0, 0];
    for (const [day, count] of asMap(after)) byWeekday[(day - TODAY) % 7] = (byWeekday[(day - TODAY) % 7] ?? 0) + count;
    expect([byWeekday[5], byWeekday[6]]).toEqual([0, 0]);
    expect(byWeekday[0]).toBeGreaterThan(10);
    expect(byWeekday[0]).toBeLessThan(0.75 * Math.max(...byWeekday));
    const none = { ...WORKDAYS, weekdays: [0, 0, 0, 0, 0, 0, 0] };
    expect(rightOf(balanceLoad({ ...options, days: none })(cards)).moves.length).toBeGreaterThan(200); // wishes, not rules
  });

  it("takes the working day before a weekend where recall allows, and the one after where not", () => {
    // 2 days, due on Saturday the 8th
    const card = cardOf(TODAY + 3, 2, TODAY + 5);
    const move = (tolerance: number, days: object = WORKDAYS, today = TODAY) =>
      rightOf(balanceLoad({ scheduler, today, days: days as never, tolerance })([{ id: "a", card }])).moves[0];
    expect(move(0.05)?.to).toBe(TODAY + 4);
    expect(move(0.05)?.reasons[0]?.code).toBe("earlier-working-day");
    expect(move(0.001)?.to).toBe(TODAY + 7);
    expect(explain(move(0.001)?.reasons[0] as never)).toMatch(
      /nobody works on the days on which it should come, and this is the next working day/,
    );
    expect(move(0.05, WORKDAYS, TODAY + 5)?.to).toBe(TODAY + 7); // Friday is over
    const leave = {
      ...WORKDAYS,
      exceptions: [
        { day: TODAY + 4, share: null },
        { day: TODAY + 7, share: null },
      ],
    };
    expect(move(0.05, leave)?.to).toBe(TODAY + 8); // not the day of the last review
  });

  it("fails where nobody works any more", () => {
    const days = { ...WORKDAYS, weekdays: [null, null, null, null, null, null, null] };
    const failure = leftOf(balanceLoad({ ...options, days })([{ id: "a", card: cardOf(TODAY, 9, TODAY + 9) }]));
    expect(failure).toEqual({
      _tag: "Infeasible",
      in: "spacing.balanceLoad",
      conflict: [{ code: "no-open-day", values: { day: TODAY + 9 } }],
    });
  });

  it("leaves new cards, steps and what is overdue", () => {
    const steps = { ...cardOf(TODAY, 9, TODAY), phase: "learning" as const, dueDay: null };
    const cards = [
      { id: "new", card: NEW_CARD },
      { id: "steps", card: steps },
      { id: "late", card: cardOf(TODAY - 30, 20, TODAY - 10) },
    ];
    const { moves, after } = rightOf(balanceLoad(options)(cards));
    expect([moves, asMap(after)]).toEqual([[], new Map([[TODAY, 1]])]);
  });
});

/** The widest smallest gap, by trying every day of every range. */
const widest = (ranges: readonly (readonly number[])[]): number => {
  let best = -1;
  const go = (place: number, chosen: readonly number[]): void => {
    if (place === ranges.length) {
      const sorted = [...chosen].sort((a, b) => a - b);
      const gap = sorted.slice(1).reduce((least, day, at) => Math.min(least, day - (sorted[at] ?? 0)), 1e9);
      best = Math.max(best, gap);
      return;
    }
    for (const day of ranges[place] ?? []) go(place + 1, [...chosen, day]);
  };
  go(0, []);
  return best;
};

describe("disperseSiblings", () => {
  it("finds the widest gap there is, within the ranges", () => {
    let dispersed = 0;
    fc.assert(
      fc.property(
        fc.array(fc.record({ ago: fc.integer({ min: 0, max: 8 }), stability: fc.integer({ min: 1, max: 16 }) }), {
          minLength: 2,
          maxLength: 4,
        }),
        anyDays,
        (rows, days) => {
          const cards = rows.map(({ ago, stability }, place) => ({
            id: `${place}`,
            card: cardOf(TODAY - ago, stability, TODAY - ago + stability),
            siblings: "note",
          }));
          const ranges = cards.map(({ card }) => {
            const due = card.dueDay ?? 0;
            const last = card.memory?.lastDay ?? 0;
            const [low, high] = due - last < 2.5 ? [due - last, due - last] : rangeOf(due - last);
            if (due < TODAY) return [due];
            const workable: number[] = [];
            for (let day = Math.max(TODAY, last + low); day <= last + high; day += 1)
              if (shareOn(days, day) >= 0) workable.push(day);
            return workable.length === 0 || due - last < 2.5 ? [due] : workable;
          });
          const { moves } = rightOf(disperseSiblings({ ...options, days })(cards));
          const to = cards.map(({ id, card }) => moves.find((move) => move.id === id)?.to ?? card.dueDay ?? 0);
          to.forEach((day, place) => {
            expect(ranges[place]).toContain(day);
          });
          const latest = Math.max(...rows.map(({ ago }) => TODAY - ago));
          const sorted = [...to, latest].sort((a, b) => a - b);
          const gap = sorted.slice(1).reduce((least, day, at) => Math.min(least, day - (sorted[at] ?? 0)), 1e9);
          expect(gap).toBe(widest([...ranges, [latest]]));
          dispersed += moves.length;
        },
      ),
    );
    expect(dispersed).toBeGreaterThan(20);
  });

  it("keeps a dozen siblings in their ranges and apart", () => {
    const cards = Array.from({ length: 12 }, (_, id) => ({
      id: `${id}`,
      siblings: "n",
      card: cardOf(TODAY - 1, 200, TODAY + 199),
    }));
    const { after } = rightOf(disperseSiblings(options)(cards));
    expect(after.days.length).toBe(12);
    // 200 days: 188 to 212; eleven gaps of two days fit, each as late as can be
    expect(Array.from(after.days)).toEqual(Array.from({ length: 12 }, (_, place) => TODAY + 189 + 2 * place));
  });

  it("leaves cards alone that have no siblings", () => {
    const card = cardOf(TODAY - 1, 20, TODAY + 19);
    const cards = [
      { id: "a", card },
      { id: "b", card },
      { id: "c", card, siblings: "x" },
    ];
    expect(rightOf(disperseSiblings(options)(cards)).moves).toEqual([]);
  });
});

describe("flatten", () => {
  it("keeps to the cap, brings nothing forward, and leaves no room unused before a card that waits", () => {
    let over = 0;
    fc.assert(
      fc.property(anyDeck(60), fc.integer({ min: 1, max: 6 }), fc.boolean(), (cards, perDay, workdays) => {
        const days = workdays ? { ...WORKDAYS, weekdays: [0.5, 1, 1, 1, 1, null, null] } : undefined;
        const room = (day: number): number =>
          days === undefined ? perDay : Math.floor(perDay * Math.max(0, shareOn(days, day)));
        const { moves, before, after } = rightOf(flatten({ ...options, days, perDay })(deepFreeze(cards)));
        const counts = asMap(after);
        expect(counts).toEqual(dueAfter(cards, moves));
        for (const [day, count] of counts) expect(count).toBeLessThanOrEqual(room(day));
        if ([...asMap(before)].some(([day, count]) => count > room(day))) over += 1;
        for (const { from, to } of moves) {
          expect(to).toBeGreaterThan(from);
          for (let day = Math.max(TODAY, from); day < to; day += 1) expect(counts.get(day) ?? 0).toBe(room(day));
        }
        // every overdue card has its day
        for (const { id, card } of cards)
          if ((card.dueDay ?? TODAY) < TODAY) expect(moves.some((move) => move.id === id)).toBe(true);
      }),
    );
    expect(over).toBeGreaterThan(20);
  });

  it("lets the shortest interval go first", () => {
    const cards = [30, 3, 12].map((stability) => ({
      id: `${stability}`,
      card: cardOf(TODAY - 40, stability, TODAY - 2),
    }));
    const { moves } = rightOf(flatten({ ...options, perDay: 1 })(cards));
    expect(moves.map(({ id, to }) => [id, to - TODAY])).toEqual([
      ["30", 2],
      ["3", 0],
      ["12", 1],
    ]);
    expect(explain(moves[0]?.reasons[0] as never)).toMatch(
      /^moved by 4 days, since no day is to have more than 1 review; the chance/,
    );
  });

  it("fails where no day has room", () => {
    const days = { ...WORKDAYS, weekdays: [0.4, 0.4, 0.4, 0.4, 0.4, 0, null] };
    const late = [{ id: "a", card: cardOf(TODAY - 9, 5, TODAY - 4) }];
    expect(leftOf(flatten({ ...options, days, perDay: 2 })(late))._tag).toBe("Infeasible");
    expect(rightOf(flatten({ ...options, days, perDay: 3 })(late)).moves[0]?.to).toBe(TODAY);
  });
});

describe("takeBreak", () => {
  it("leaves nothing in the break, and makes up for it as level as can be", () => {
    let moved = 0;
    fc.assert(
      fc.property(
        anyDeck(40),
        fc.integer({ min: 0, max: 10 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 1, max: 5 }),
        (cards, start, length, spreadDays) => {
          const from = TODAY + start;
          const until = from + length;
          const { moves, before, after } = rightOf(
            takeBreak({ ...options, days: WORKDAYS, from, until, spreadDays })(cards),
          );
          const counts = asMap(after);
          for (let day = from; day <= until; day += 1) expect(counts.get(day) ?? 0).toBe(0);
          const days: number[] = [];
          for (let day = until + 1; days.length < spreadDays; day += 1) if (shareOn(WORKDAYS, day) >= 0) days.push(day);
          for (const { to, from: was } of moves) {
            expect(days).toContain(to);
            expect(Math.max(TODAY, was)).toBeGreaterThanOrEqual(from);
            expect(was).toBeLessThanOrEqual(until);
          }
          // poured in, no day that got something stands more than one above another
          const standing = asMap(before);
          const got = days.filter((day) => (counts.get(day) ?? 0) > (standing.get(day) ?? 0));
          const least = Math.min(...days.map((day) => counts.get(day) ?? 0));
          for (const day of got) expect((counts.get(day) ?? 0) - least).toBeLessThanOrEqual(1);
          // who has the shorter interval comes first
          const interval = (id: string): number => {
            const card = cards.find((one) => one.id === id)?.card;
            return (card?.dueDay ?? 0) - (card?.memory?.lastDay ?? 0);
          };
          for (const one of moves)
            for (const other of moves)
              if (interval(one.id) < interval(other.id)) expect(one.to).toBeLessThanOrEqual(other.to);
          moved += moves.length;
        },
      ),
    );
    expect(moved).toBeGreaterThan(50);
  });
});

describe("postpone", () => {
  const overdue = (card: ReturnType<typeof cardOf>): number => {
    const i = (card.dueDay ?? 0) - (card.memory?.lastDay ?? 0);
    return (TODAY - (card.memory?.lastDay ?? 0) + 0.075 * i) / (card.memory?.stability ?? 1);
  };

  it("puts off the least overdue ones, as many as asked for, in order", () => {
    let left = 0;
    fc.assert(
      fc.property(anyDeck(), fc.integer({ min: 1, max: 8 }), (cards, count) => {
        const { moves } = rightOf(postpone({ ...options, count })(cards));
        const due = cards.filter(({ card }) => (card.dueDay ?? TODAY + 1) <= TODAY);
        expect(moves.length).toBe(Math.min(count, due.length));
        const waits = due.filter(({ id }) => moves.some((move) => move.id === id));
        const stays = due.filter(({ id }) => !moves.some((move) => move.id === id));
        left += stays.length;
        for (const one of waits)
          for (const other of stays) expect(overdue(one.card)).toBeLessThanOrEqual(overdue(other.card) + 1e-9);
        for (const { from, to, card } of moves) {
          const i = from - (card.memory?.lastDay ?? 0);
          const late = TODAY - from;
          expect(to).toBeGreaterThan(TODAY);
          expect(to - from - late).toBeGreaterThanOrEqual(Math.ceil(i * 1.05 - 1e-9) - i);
          expect(to - from - late).toBeLessThanOrEqual(Math.ceil(i * 1.1) - i);
        }
      }),
    );
    expect(left).toBeGreaterThan(20);
  });

  it("keeps to the longest interval", () => {
    const cards = [
      { id: "at it", card: cardOf(TODAY - 400, 390, TODAY) },
      { id: "near it", card: cardOf(TODAY - 395, 390, TODAY) },
    ];
    expect(rightOf(postpone({ ...options, count: 5 })(cards)).moves.map(({ id, to }) => [id, to - TODAY])).toEqual([
      ["near it", 5],
    ]);
  });
});

describe("advance", () => {
  it("brings forward those that are nearest to their day, and none that was reviewed today", () => {
    const cards = [
      { id: "far", card: cardOf(TODAY - 1, 30, TODAY + 29) },
      { id: "near", card: cardOf(TODAY - 9, 10, TODAY + 1) },
      { id: "today", card: cardOf(TODAY, 1, TODAY + 1) },
      { id: "half", card: cardOf(TODAY - 10, 20, TODAY + 10) },
      { id: "half, longer", card: cardOf(TODAY - 10, 20, TODAY + 11) },
      { id: "due", card: cardOf(TODAY - 5, 5, TODAY) },
    ];
    const first = (count: number) => rightOf(advance({ ...options, count })(cards)).moves.map(({ id }) => id);
    expect(first(1)).toEqual(["near"]);
    expect(first(2)).toEqual(["near", "half, longer"]);
    expect(first(99)).toEqual(["far", "near", "half", "half, longer"]);
    const { moves } = rightOf(advance({ ...options, count: 1 })(cards));
    expect(moves.map(({ to, from }) => [from, to])).toEqual([[TODAY + 1, TODAY]]);
    expect(explain(moves[0]?.reasons[0] as never)).toBe("comes 1 day early, when the chance of recall is 0.91");
  });
});

describe("dueCards", () => {
  const at = TODAY * DAY + 12 * 3_600_000;
  const steps = (minutes: number) => ({
    ...cardOf(TODAY, 0.5, TODAY),
    phase: "learning" as const,
    dueDay: null,
    dueAt: at + minutes * 60_000,
  });
  const cards = [
    { id: "fresh", card: cardOf(TODAY - 10, 10, TODAY) },
    { id: "late", card: cardOf(TODAY - 30, 10, TODAY - 20) },
    { id: "long", card: cardOf(TODAY - 125, 100, TODAY - 25) },
    { id: "tomorrow", card: cardOf(TODAY - 10, 11, TODAY + 1) },
    { id: "step", card: steps(-5) },
    { id: "step in a minute", card: steps(1) },
    { id: "new", card: NEW_CARD },
  ];
  const ids = (more: object) => rightOf(dueCards({ scheduler, at, ...more })(cards as never)).map(({ id }) => id);

  it("lists what is due, in the order asked for", () => {
    expect(ids({})).toEqual(["late", "long", "fresh", "step"]);
    expect(ids({ order: "overdue" })[0]).toBe("late");
    expect(ids({ order: "due" })).toEqual(["long", "late", "step", "fresh"]);
    expect(ids({ limit: 2 })).toEqual(["late", "long"]);
    expect(ids({ day: TODAY + 1 })).toContain("tomorrow");
    expect(ids({ order: "random", seed: 3 })).toEqual(ids({ order: "random", seed: 3 }));
    const orders = new Set(Array.from({ length: 40 }, (_, seed) => ids({ order: "random", seed }).join()));
    expect(orders.size).toBeGreaterThan(10);
  });

  it("says how late it is", () => {
    const due = rightOf(dueCards({ scheduler, at })(cards));
    expect(due.map(({ overdue }) => overdue.toFixed(2)).slice(0, 3)).toEqual(["2.00", "0.25", "0.00"]);
    expect(due.map(({ reasons }) => explain(reasons[0] as never)).slice(2)).toEqual([
      "due for 0 days; the chance of recall is 0.90",
      "due for 5 minutes; the chance of recall is 1",
    ]);
  });
});

describe("leeches", () => {
  it("are found from the threshold on, and called up at each half of it", () => {
    const cards = [7, 8, 9, 12, 15, 16].map((lapses) => ({
      id: `${lapses}`,
      card: cardOf(TODAY, 5, TODAY + 5, { lapses, reviews: 30 }),
    }));
    const found = (threshold?: number) =>
      rightOf(leeches({ scheduler, threshold })(cards)).map(({ id, now }) => `${id}${now ? "!" : ""}`);
    expect(found()).toEqual(["16!", "15", "12!", "9", "8!"]);
    expect(found(7)).toEqual(["16", "15!", "12", "9", "8", "7!"]); // every fourth: 7, 11, 15
    expect(found(1)).toEqual(["16!", "15!", "12!", "9!", "8!", "7!"]);
  });
});

describe("remedyHard", () => {
  it("turns hard into again within the stretch, its end excluded, and copies only that", () => {
    const rows = [TODAY, TODAY + 1, TODAY + 2].map((day) => ({ grade: "hard" as const, at: day * DAY, note: day }));
    const from = (TODAY + 1) * DAY;
    const { reviews, changed } = rightOf(remedyHard({ from, to: new Date(from + DAY) })(deepFreeze(rows)));
    expect([reviews.map(({ grade }) => grade), changed]).toEqual([["hard", "again", "hard"], [1]]);
    expect(reviews[0]).toBe(rows[0]);
    expect(reviews[1]).toEqual({ grade: "again", at: from, note: TODAY + 1 });
    expect(rightOf(remedyHard()([{ grade: "easy", at: from }])).changed).toEqual([]);
    expect(issuesOf(remedyHard({ from, to: from })([]))).toEqual(["inconsistent at to"]);
    expect(issuesOf(remedyHard()([{ grade: "hard", at: 5 }]))).toEqual(["out-of-range at 0.at"]);
  });
});
