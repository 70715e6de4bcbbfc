import { describe, expect, it } from "vitest";
import {
  type Card,
  createMemory,
  createScheduler,
  type Fsrs6State,
  fsrs6,
  NEW_CARD,
  parseCard,
  parseScheduler,
  previewCard,
  reviewCard,
  type Scheduler,
  undoReview,
} from "../../../src/spacing/index.ts";
import { fuzzed } from "../../../src/spacing/scheduler/fuzz.ts";
import { invalidOf, issuesOf, rightOf } from "../../support/property.ts";
import { DAY, START } from "../arbitraries.ts";

const memory = rightOf(createMemory(fsrs6)());
const scheduler = rightOf(createScheduler({ memory }));

/** The function as a caller without types calls it. */
const loose = <A>(call: (given: never) => A) => call as (given: unknown) => A; // that is what the tests are about

describe("one fault is one issue", () => {
  it("of a card: a part that is missing, and one that is no card", () => {
    const { memory: _, ...forgetful } = NEW_CARD;
    expect(issuesOf(parseCard(scheduler)(forgetful))).toEqual(["missing at memory"]);
    expect(issuesOf(parseCard(scheduler)("card"))).toEqual(["wrong-type at "]);
    expect(issuesOf(parseCard(scheduler)(undefined))).toEqual(["missing at "]);
  });

  it("of a stored scheduler that is none", () => {
    expect(issuesOf(parseScheduler([fsrs6])("scheduler"))).toEqual(["wrong-type at "]);
    expect(issuesOf(parseScheduler([fsrs6])({ ...scheduler.model, memory: 3 }))).toEqual(["wrong-type at memory"]);
  });

  it("of a scheduler that is none, at its use", () => {
    const use = (given: unknown) =>
      issuesOf(reviewCard(given as Scheduler<never, never>)({ grade: "good", at: START })); // what a caller without types may hand in
    expect(use(7)).toEqual(["wrong-type at scheduler", "missing at scheduler.model"]);
    expect(use({ ...scheduler, model: 7 })).toEqual(["wrong-type at scheduler.model"]);
    expect(use({ memory })).toEqual(["missing at scheduler.model"]);
  });

  it("of an entry of a log that is none", () => {
    const { card } = rightOf(reviewCard(scheduler)({ grade: "easy", at: START }));
    const undo = loose(undoReview(scheduler));
    expect(issuesOf(undo({ card, log: "log" }))).toEqual(["wrong-type at log"]);
    expect(issuesOf(undo({ card, Log: {} }))).toEqual(["unknown-key at Log", "missing at log"]);
    const before = { ...NEW_CARD, step: -1 };
    const log = { kind: "card-log", version: 1, grade: "easy", at: START, day: START / DAY - 0.375, before };
    expect(issuesOf(undo({ card, log }))).toEqual(["out-of-range at log.before.step"]);
  });
});

describe("keys in other letters", () => {
  it.each([["ID"], ["Day"], ["Card"]])("%s is refused, and not left aside", (key) => {
    const given = { grade: "good", at: START, [key]: undefined };
    expect(issuesOf(loose(reviewCard(scheduler))(given))).toEqual([`unknown-key at ${key}`]);
    expect(issuesOf(loose(previewCard(scheduler))(given))).toEqual([`unknown-key at ${key}`]);
  });

  it("AT and Grade are refused beside what they leave missing", () => {
    const at = { grade: "good", AT: START };
    expect(issuesOf(loose(reviewCard(scheduler))(at))).toEqual(["unknown-key at AT", "missing at at"]);
    expect(issuesOf(loose(previewCard(scheduler))(at))).toEqual(["unknown-key at AT", "missing at at"]);
    const grade = { Grade: "good", at: START };
    expect(issuesOf(loose(reviewCard(scheduler))(grade))).toEqual(["unknown-key at Grade", "missing at grade"]);
  });
});

describe("the seed of the fuzz", () => {
  const create = (given: object) => invalidOf(loose(createScheduler)({ memory, ...given })).issues;

  it("belongs to the fuzz by card alone", () => {
    for (const fuzz of ["none", "ts-fsrs-card", "ts-fsrs-time", undefined])
      expect(create({ fuzz, seed: 3 })).toEqual([
        { path: ["seed"], code: "inconsistent", expected: 'no seed, unless fuzz is "card"', received: "3" },
      ]);
  });

  it("is a number or a text", () => {
    const says = (seed: unknown) => create({ fuzz: "card", seed }).map(({ code, expected }) => [code, expected]);
    expect(says(true)).toEqual([["wrong-type", "a number or a text"]]);
    expect(says(null)).toEqual([["wrong-type", "a number or a text"]]);
    expect(says(Number.NaN)).toEqual([["not-finite", "a number or a text"]]);
  });

  it("is no part of a document without a fuzz", () => {
    expect(issuesOf(parseScheduler([fsrs6])({ ...scheduler.model, seed: 0 }))).toEqual(["inconsistent at seed"]);
  });
});

describe("fuzzed", () => {
  it("moves intervals from two and a half days on, and no shorter ones", () => {
    expect([0, 0.5, 0.99].map((draw) => fuzzed(2.5, draw, 0, 100))).toEqual([2, 3, 4]);
    expect([0, 0.5, 0.99].map((draw) => fuzzed(2.49, draw, 0, 100))).toEqual([2.49, 2.49, 2.49]);
  });

  it("gives each day of the range the same share of the draws", () => {
    // 20 days: from 17 to 23, seven days
    const days = Array.from({ length: 7 }, (_, place) => [
      fuzzed(20, place / 7 + 1e-9, 0, 100),
      fuzzed(20, (place + 1) / 7 - 1e-9, 0, 100),
    ]);
    expect(days).toEqual([17, 18, 19, 20, 21, 22, 23].map((day) => [day, day]));
  });
});

describe("a fuzz that changes the days between reviews", () => {
  it("states the day and the time that it has moved to", () => {
    const moved = rightOf(createScheduler({ memory, fuzz: "card", seed: 1, learningStepsMinutes: [] }));
    let card: Card<Fsrs6State> | undefined;
    for (let count = 0; count < 6; count += 1) {
      const at: number = card?.dueAt ?? START;
      const outcome = rightOf(reviewCard(moved)({ card, id: "a", grade: "good", at }));
      card = outcome.card;
      expect(card.dueAt).toBe(at + outcome.intervalDays * DAY);
      expect(card.dueDay).toBe(Math.floor((at - START) / DAY) + START / DAY - 0.375 + outcome.intervalDays);
    }
  });
});
