import fc from "fast-check";
import { right } from "fp-ts/lib/Either.js";
import { describe, expect, it } from "vitest";
import { compileZone, studyDay } from "../../../src/core/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  type Card,
  createMemory,
  createScheduler,
  type Fsrs6State,
  fsrs6,
  fsrs7,
  GRADES,
  type Grade,
  type GradeNumber,
  intervalDays,
  type Memory,
  type MemoryState,
  NEW_CARD,
  previewCard,
  replayCard,
  review,
  reviewCard,
  type Scheduler,
  type SchedulerOptions,
  undoReview,
} from "../../../src/spacing/index.ts";
import { deepFreeze } from "../../support/property.ts";
import { anyHistory, DAY, START } from "../arbitraries.ts";

const MINUTE = 60_000;
const START_DAY = 20_089;
const memory = orThrow(createMemory(fsrs6)());

type Steps = Omit<SchedulerOptions, "memory">;

const schedulerOf = (options: Steps = {}) => orThrow(createScheduler({ memory, ...options }));

/** A card that answers of these grades, ten minutes apart, lead to. */
const cardAfter = (options: Steps, ...grades: readonly Grade[]): Card<Fsrs6State> | undefined => {
  let card: Card<Fsrs6State> | undefined;
  grades.forEach((grade, place) => {
    card = orThrow(reviewCard(schedulerOf(options))({ card, grade, at: START + place * 10 * MINUTE })).card;
  });
  return card;
};

/** Phase, step and minutes until due after one more answer. */
const afterwards = (
  options: Steps,
  grades: readonly Grade[],
  grade: Grade,
): readonly [phase: string, step: number, minutes: number] => {
  const at = START + grades.length * 10 * MINUTE;
  const { card } = orThrow(reviewCard(schedulerOf(options))({ card: cardAfter(options, ...grades), grade, at }));
  return [card.phase, card.step, (Number(card.dueAt) - at) / MINUTE];
};

describe("learning steps", () => {
  const three = { learningStepsMinutes: [2, 11, 30] };

  it.each<[readonly Grade[], Grade, string, number, number]>([
    // a new card
    [[], "again", "learning", 0, 2],
    [[], "hard", "learning", 0, 7], // (2 + 11) / 2, rounded half up
    [[], "good", "learning", 1, 11],
    [[], "easy", "review", 0, 8 * 1440],
    // at the second step
    [["good"], "again", "learning", 0, 2],
    [["good"], "hard", "learning", 1, 7], // the mean of the first two, at later steps too
    [["good"], "good", "learning", 2, 30],
    [["good"], "easy", "review", 0, 4 * 1440],
    // at the last step
    [["good", "good"], "again", "learning", 0, 2],
    [["good", "good"], "hard", "learning", 2, 7],
    [["good", "good"], "good", "review", 0, 2 * 1440],
    [["good", "good"], "easy", "review", 0, 4 * 1440],
  ])("after %j, %s leads to %s, step %d, in %d minutes", (grades, grade, phase, step, minutes) => {
    expect(afterwards(three, grades, grade)).toEqual([phase, step, minutes]);
  });

  it.each<[Grade, string, number, number]>([
    ["again", "learning", 0, 5],
    ["hard", "learning", 0, 8], // 7.5, rounded half up
    ["good", "review", 0, 2 * 1440],
    ["easy", "review", 0, 8 * 1440],
  ])("of one step: %s leads to %s, step %d, in %d minutes", (grade, phase, step, minutes) => {
    expect(afterwards({ learningStepsMinutes: [5] }, [], grade)).toEqual([phase, step, minutes]);
  });

  it.each(GRADES)("there are none: %s leads into review, at the day that the memory sets", (grade) => {
    const { card, intervalDays: days } = orThrow(
      reviewCard(schedulerOf({ learningStepsMinutes: [] }))({ grade, at: START }),
    );
    const alone = orThrow(review(memory)({ grade, at: START }));
    expect(card).toEqual({
      kind: "card",
      version: 1,
      phase: "review",
      step: 0,
      memory: alone.state,
      dueAt: alone.dueAt,
      dueDay: alone.dueDay,
      reviews: 1,
      lapses: 0,
    });
    expect(days).toBe(alone.intervalDays);
  });

  it("of a day or more lead into review, where the step is kept until the next review", () => {
    const options = { learningStepsMinutes: [10, 1440, 4321] };
    expect(afterwards(options, [], "good")).toEqual(["review", 1, 1440]);
    expect(afterwards(options, [], "hard")).toEqual(["learning", 0, 725]);
    const { card, intervalDays: days } = orThrow(
      reviewCard(schedulerOf(options))({ grade: "good", at: START, day: START_DAY }),
    );
    expect([card.dueDay, days]).toEqual([START_DAY + 1, 1]);
    const longer = orThrow(reviewCard(schedulerOf({ learningStepsMinutes: [1, 4321] }))({ grade: "good", at: START }));
    expect([longer.card.phase, longer.card.step, longer.card.dueDay, longer.intervalDays]).toEqual([
      "review",
      1,
      START_DAY + 3,
      3,
    ]);
    expect(afterwards({ learningStepsMinutes: [1, 1439] }, [], "good")).toEqual(["learning", 1, 1439]);
    const next = orThrow(reviewCard(schedulerOf(options))({ card, grade: "good", at: Number(card.dueAt) }));
    expect([next.card.phase, next.card.step]).toEqual(["review", 0]);
  });

  it("that are no more there let the card go into review, whatever the grade", () => {
    const card = cardAfter({ learningStepsMinutes: [1, 10, 30] }, "good", "good");
    expect([card?.phase, card?.step]).toEqual(["learning", 2]);
    for (const grade of GRADES) {
      const shorter = schedulerOf({ learningStepsMinutes: [1, 10] });
      expect(orThrow(reviewCard(shorter)({ card, grade, at: START + DAY })).card).toMatchObject({
        phase: "review",
        step: 0,
      });
    }
  });
});

describe("relearning steps", () => {
  const inReview = { learningStepsMinutes: [] };

  it.each<[readonly number[], readonly Grade[], Grade, string, number, number]>([
    [[10], ["good"], "again", "relearning", 0, 10],
    [[10, 60], ["good"], "again", "relearning", 0, 10],
    [[10, 60], ["good", "again"], "again", "relearning", 0, 10],
    [[10, 60], ["good", "again"], "hard", "relearning", 0, 35],
    [[10, 60], ["good", "again"], "good", "relearning", 1, 60],
    [[10, 60], ["good", "again"], "easy", "review", 0, 1440],
    [[10, 60], ["good", "again", "good"], "good", "review", 0, 1440],
    [[], ["good"], "again", "review", 0, 1440],
    [[2880], ["good"], "again", "review", 0, 2880],
  ])("%j: after %j, %s leads to %s, step %d, in %d minutes", (steps, grades, grade, phase, step, minutes) => {
    expect(afterwards({ ...inReview, relearningStepsMinutes: steps }, grades, grade)).toEqual([phase, step, minutes]);
  });

  it("begin at the step that a long learning step has left with the card, as in ts-fsrs", () => {
    const learningStepsMinutes = [1, 1440];
    const lapse = (relearningStepsMinutes: readonly number[]) =>
      afterwards({ learningStepsMinutes, relearningStepsMinutes }, ["good"], "again");
    expect(lapse([10, 60])).toEqual(["relearning", 0, 60]);
    expect(lapse([10])[0]).toBe("review");
  });

  it("count a lapse only where a card in review was forgotten", () => {
    const lapsesAfter = (options: Steps, ...grades: readonly Grade[]) => cardAfter(options, ...grades)?.lapses;
    expect(lapsesAfter({}, "again", "again")).toBe(0);
    expect(lapsesAfter(inReview, "good", "again")).toBe(1);
    expect(lapsesAfter(inReview, "good", "hard")).toBe(0);
    expect(lapsesAfter(inReview, "good", "again", "again")).toBe(1); // the second time it was relearning
    expect(lapsesAfter({ ...inReview, relearningStepsMinutes: [] }, "good", "again", "again")).toBe(2);
  });
});

/** A memory that plans the days it is told to: what its states are is all the same. */
const told = (
  days: Readonly<Record<GradeNumber, number>>,
  more: { readonly maximumIntervalDays?: number; readonly minimumIntervalDays?: number } = {},
): Scheduler => {
  const state = (
    grade: GradeNumber,
    { at, day }: { readonly at: number; readonly day: number },
  ): MemoryState & { readonly days: number } => ({
    kind: "told",
    version: 1,
    lastAt: at,
    lastDay: day,
    reviews: 1,
    lapses: 0,
    days: days[grade],
  });
  const telling: Memory = {
    model: { kind: "told", version: 1, retention: 0.9, maximumIntervalDays: 100, elapsed: "study-days", ...more },
    kernel: {
      parseState: (stored) => right(stored as MemoryState), // made above
      first: (grade, moment) => state(grade, moment),
      next: (_, grade, __, ___, moment) => state(grade, moment),
      recall: () => 0.9,
      intervalDays: (told) => (told as MemoryState & { readonly days: number }).days, // made above
    },
  };
  return orThrow(createScheduler({ memory: telling, learningStepsMinutes: [] }));
};

const daysOf = (scheduler: Scheduler): readonly number[] => {
  const { card } = orThrow(reviewCard(scheduler)({ grade: "good", at: START }));
  const grades = orThrow(previewCard(scheduler)({ card, at: START + 5 * DAY }));
  return (["hard", "good", "easy"] as const).map((grade) => {
    const { card: after, intervalDays: days } = grades[grade];
    expect(after.dueAt).toBe(START + 5 * DAY + Math.round(days * DAY));
    expect(after.dueDay).toBe(START_DAY + 5 + Math.floor(days));
    return days;
  });
};

describe("the order of the grades in review", () => {
  it.each<[string, readonly [number, number, number], readonly [number, number, number]]>([
    ["leaves what is in order", [3, 4, 5], [3, 4, 5]],
    ["pulls hard down to good", [9, 4, 20], [4, 5, 20]],
    ["puts good a day after hard", [4, 4, 9], [4, 5, 9]],
    ["puts easy a day after good", [2, 4, 4], [2, 4, 5]],
    ["puts easy a day after a good that was moved", [4, 4, 5], [4, 5, 6]],
    ["goes no further than the longest interval", [100, 100, 100], [100, 100, 100]],
    ["goes up to the longest interval", [99, 99, 99], [99, 100, 100]],
  ])("%s", (_, [hard, good, easy], expected) => {
    expect(daysOf(told({ 1: 1, 2: hard, 3: good, 4: easy }))).toEqual(expected);
  });

  it("within a day keeps better grades from coming earlier, no more", () => {
    const within = { minimumIntervalDays: 0.01 };
    expect(daysOf(told({ 1: 0.01, 2: 0.5, 3: 0.25, 4: 0.125 }, within))).toEqual([0.25, 0.25, 0.25]);
    expect(daysOf(told({ 1: 0.01, 2: 0.5, 3: 0.75, 4: 2 }, within))).toEqual([0.5, 0.75, 2]);
    expect(daysOf(told({ 1: 0.01, 2: 0.5, 3: 1, 4: 1 }, within))).toEqual([0.5, 1, 2]);
  });

  it("can be left out, and then each interval is the memory's own", () => {
    const at = START + 2 * DAY;
    const options = { learningStepsMinutes: [] };
    const card = cardAfter(options, "again");
    const days = (orderIntervals: boolean) => {
      const grades = orThrow(previewCard(schedulerOf({ ...options, orderIntervals }))({ card, at }));
      return GRADES.map((grade) => grades[grade].intervalDays);
    };
    expect(days(true).slice(1)).toEqual([2, 3, 4]);
    expect(days(false).slice(1)).toEqual([2, 2, 4]);
    const good = orThrow(reviewCard(schedulerOf(options))({ card, grade: "good", at }));
    expect(good.reasons.map(({ code }) => code)).toEqual(["recalled", "recall-falls-due", "ordered-interval"]);
    expect(good.reasons[2]?.values).toEqual({ intervalDays: 3 });
    expect(orThrow(intervalDays(memory)({ state: good.card.memory ?? ({} as Fsrs6State) }))).toBeCloseTo(2.433, 3); // it is there
  });

  it("is for cards in review: who graduates is left where the memory puts it", () => {
    const scheduler = orThrow(createScheduler({ memory: told({ 1: 1, 2: 4, 3: 4, 4: 4 }).memory }));
    const preview = orThrow(previewCard(scheduler)({ card: undefined, at: START }));
    expect(preview.easy.intervalDays).toBe(4);
  });
});

describe("reasons", () => {
  it("name the step and its minutes, or the day that the memory sets", () => {
    const said = (options: Steps, grades: readonly Grade[], grade: Grade) =>
      orThrow(
        reviewCard(schedulerOf(options))({ card: cardAfter(options, ...grades), grade, at: START + DAY }),
      ).reasons.map(({ code, values }) => [code, values]);
    expect(said({}, [], "good")).toEqual([
      ["first-review", {}],
      ["learning-step", { step: 2, steps: 2, minutes: 10 }],
    ]);
    const [, step] = said({ learningStepsMinutes: [], relearningStepsMinutes: [7, 8, 9] }, ["good"], "again");
    expect(step).toEqual(["relearning-step", { step: 1, steps: 3, minutes: 7 }]);
    const relearning = { learningStepsMinutes: [], relearningStepsMinutes: [7, 8] };
    expect(said(relearning, ["good", "again"], "good")[1]).toEqual([
      "relearning-step",
      { step: 2, steps: 2, minutes: 8 },
    ]);
    expect(said({}, ["good"], "good").map(([code]) => code)).toEqual(["recalled", "recall-falls-due"]);
  });
});

describe("study days", () => {
  it("decide what is the same day: the evening before and half past midnight are one, by the learner's clock", () => {
    const lisbon = orThrow(compileZone({ zone: "Europe/Lisbon" }));
    const evening = Date.UTC(2025, 6, 1, 21, 30);
    const midnight = Date.UTC(2025, 6, 1, 23, 30); // half past midnight in Lisbon
    const scheduler = schedulerOf({ learningStepsMinutes: [] });
    const day = (at: number) => studyDay(lisbon, at, 4);
    const { card } = orThrow(reviewCard(scheduler)({ grade: "good", at: evening, day: day(evening) }));
    const again = orThrow(reviewCard(scheduler)({ card, grade: "good", at: midnight, day: day(midnight) }));
    expect(again.reasons[0]?.code).toBe("same-day-review");
    expect(again.card.dueDay).toBe(day(evening) + again.intervalDays);
    expect(again.log.day).toBe(day(midnight));
  });
});

const anyMinutes = fc.array(fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 5000 })), {
  maxLength: 4,
});
const memories: readonly Memory[] = [
  memory,
  orThrow(createMemory(fsrs6)({ retention: 0.8, maximumIntervalDays: 20, elapsed: "exact" })),
  orThrow(createMemory(fsrs7)()),
];
const anyScheduler: fc.Arbitrary<Scheduler> = fc
  .record({
    memory: fc.constantFrom(...memories),
    learningStepsMinutes: anyMinutes,
    relearningStepsMinutes: anyMinutes,
    orderIntervals: fc.boolean(),
  })
  .map((options) => orThrow(createScheduler(options)));

describe("any history under any scheduler", () => {
  it("is undone review by review, to exactly the card before, and back to a new card", () => {
    fc.assert(
      fc.property(anyScheduler, anyHistory, (scheduler, history) => {
        let card: Card = NEW_CARD;
        const before: Card[] = [];
        const logs = history.map((each) => {
          before.push(card);
          const outcome = orThrow(reviewCard(scheduler)(deepFreeze({ ...each, card })));
          card = outcome.card;
          return outcome.log;
        });
        for (const log of logs.reverse()) {
          const stored: unknown = JSON.parse(JSON.stringify({ card, log }));
          card = orThrow(undoReview(scheduler)(stored as { card: Card; log: typeof log })); // what was stored is what it was
          expect(card).toEqual(before.pop());
        }
        expect(card).toEqual(NEW_CARD);
      }),
    );
  });

  it("replayed, from the reviews or from the log, is the same as reviewed in turn; previews say what reviews do", () => {
    fc.assert(
      fc.property(anyScheduler, anyHistory, (scheduler, history) => {
        let card: Card | undefined;
        const outcomes = history.map((each) => {
          const preview = orThrow(previewCard(scheduler)({ card, at: each.at }));
          const outcome = orThrow(reviewCard(scheduler)({ ...each, card }));
          expect(preview[each.grade]).toEqual(outcome);
          card = outcome.card;
          return outcome;
        });
        const replayed = orThrow(replayCard(scheduler)(deepFreeze(history)));
        expect(replayed).toEqual({ card, reviews: outcomes });
        expect(orThrow(replayCard(scheduler)(outcomes.map(({ log }) => log)))).toEqual(replayed);
      }),
    );
  });

  it("leaves the memory as reviews without a scheduler leave it, counts every review, and is due later than now", () => {
    fc.assert(
      fc.property(anyScheduler, anyHistory, (scheduler, history) => {
        let state: MemoryState | undefined;
        let card: Card | undefined;
        for (const each of history) {
          state = orThrow(review(scheduler.memory)({ ...each, state })).state;
          const outcome = orThrow(reviewCard(scheduler)({ ...each, card }));
          card = outcome.card;
          expect(card.memory).toEqual(state);
          expect(Number(card.dueAt)).toBeGreaterThan(Number(each.at));
          expect(card.dueDay === null).toBe(card.phase !== "review");
          expect(outcome.log).toMatchObject({ kind: "card-log", version: 1, grade: each.grade, at: each.at });
        }
        expect(card?.reviews).toBe(history.length);
      }),
    );
  });

  it("in review comes back later the better it was answered, and never later than the longest interval", () => {
    fc.assert(
      fc.property(anyScheduler, anyHistory, (scheduler, history) => {
        const { card } = orThrow(replayCard(scheduler)(history));
        const longest = scheduler.memory.model.maximumIntervalDays;
        const { hard, good, easy } = orThrow(previewCard(scheduler)({ card, at: Number(card.dueAt) }));
        if (card.phase !== "review" || !scheduler.model.orderIntervals) return;
        expect(hard.intervalDays).toBeLessThanOrEqual(good.intervalDays);
        expect(good.intervalDays).toBeLessThanOrEqual(easy.intervalDays);
        expect(easy.intervalDays).toBeLessThanOrEqual(longest);
        if (good.intervalDays >= 1 && easy.intervalDays < longest)
          expect(easy.intervalDays).toBeGreaterThanOrEqual(good.intervalDays + 1);
      }),
    );
  });
});
