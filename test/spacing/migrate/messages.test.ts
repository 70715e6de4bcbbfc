import { describe, expect, it } from "vitest";
import type { Result } from "../../../src/core/vocabulary/index.ts";
import {
  cardFromTsFsrs,
  createMemory,
  createScheduler,
  type Fsrs6Model,
  type Fsrs6State,
  fsrs6,
  fsrs7,
  type Memory,
  migrateFsrsWeights,
  reviewsFromTsFsrs,
  stateFromInterval,
} from "../../../src/spacing/index.ts";
import { invalidOf, issuesOf, rightOf } from "../../support/property.ts";
import { DAY, START } from "../arbitraries.ts";

const memory = rightOf(createMemory(fsrs6)());
const scheduler = rightOf(createScheduler({ memory }));

/** The function as a caller without types calls it. */
const loose = (call: unknown) => call as (given: unknown) => Result<unknown>; // that is what the tests are about

/** Code, path and what was expected of each issue. */
const told = (result: Result<unknown>): readonly (readonly [string, string, string])[] =>
  invalidOf(result).issues.map(({ code, path, expected }) => [code, path.join("."), expected]);

describe("stateFromInterval", () => {
  const take = loose(stateFromInterval(memory));
  const card = { intervalDays: 10, at: START };

  it("names what it expected", () => {
    expect(told(take(3))[0]).toEqual(["wrong-type", "", "a card with an interval"]);
    expect(told(take({ ...card, reviews: 2, lapses: 2 }))).toEqual([
      ["inconsistent", "lapses", "fewer lapses than reviews"],
    ]);
    expect(told(take({ ...card, ease: 65.536 }))).toEqual([
      ["out-of-range", "ease", "a number above 1 and at most 65.535"],
    ]);
    expect(take({ ...card, ease: 65.535, intervalDays: 36_500 })._tag).toBe("Right");
  });

  it.each(["interalDays", "Ease", "retenton", "revews", "lapse", "AT", "Day"])("refuses the key %s", (key) => {
    const { intervalDays, ...without } = card;
    const given = key === "interalDays" ? without : key === "AT" ? { intervalDays } : card;
    expect(issuesOf(take({ ...given, [key]: undefined }))[0]).toBe(`unknown-key at ${key}`);
  });

  it("leaves keys of the host alone", () => {
    expect(take({ ...card, deck: "safety", note: 7 })._tag).toBe("Right");
  });

  it("refuses a memory whose model was changed by hand, by its place", () => {
    const model = (change: object) =>
      loose(stateFromInterval({ ...memory, model: { ...memory.model, ...change } } as Memory<Fsrs6Model, Fsrs6State>)); // what a caller without types may hand in
    expect(told(model({ kind: "sm-2" })(card))).toEqual([
      ["unknown-value", "memory.model.kind", 'a memory of the kind "fsrs-6" or "fsrs-7"'],
    ]);
    expect(issuesOf(model({ weights: 3 })(card))[0]).toBe("wrong-type at memory.model.weights");
    const weights = memory.model.weights.map((weight, place) => (place === 9 ? Number.NaN : weight));
    expect(issuesOf(model({ weights })(card))).toEqual(["not-finite at memory.model.weights.9"]);
  });

  it("is the same to the last digit for both ways to say the defaults, in FSRS-7 too", () => {
    const seven = rightOf(createMemory(fsrs7)());
    const state = rightOf(stateFromInterval(seven)(card));
    expect(state).toEqual(rightOf(stateFromInterval(seven)({ ...card, ease: 1.3, retention: 0.9 })));
    expect([state.reviews, state.lapses, state.difficulty]).toEqual([1, 0, 5]);
  });

  it("keeps difficulty between 1 and 10 however large or small the ease", () => {
    const difficulty = (ease: number) => rightOf(stateFromInterval(memory)({ ...card, ease })).difficulty;
    expect([difficulty(65), difficulty(1.0001)]).toEqual([1, 10]);
    expect(difficulty(2.4)).toBeGreaterThan(difficulty(2.5));
  });
});

describe("cardFromTsFsrs", () => {
  const take = loose(cardFromTsFsrs(scheduler));
  const stored = {
    due: START + 11 * DAY,
    stability: 10.96,
    difficulty: 2.11,
    learning_steps: 0,
    reps: 3,
    lapses: 1,
    state: 2,
    last_review: START,
  };

  it("names what it expected", () => {
    expect(told(take(3))[0]).toEqual(["wrong-type", "", "a card of ts-fsrs"]);
    for (const state of [4, -1, 1.5, true, null])
      expect(told(take({ ...stored, state }))[0]).toEqual([
        "unknown-value",
        "state",
        "0, 1, 2 or 3, or the name of the state",
      ]);
    expect(told(take({ ...stored, lapses: 3 }))).toEqual([["inconsistent", "lapses", "fewer lapses than reviews"]]);
    expect(issuesOf(take({ ...stored, lapses: 0.5 }))).toEqual(["not-integer at lapses"]);
    expect(issuesOf(take({ ...stored, reps: 3.5 }))).toEqual(["not-integer at reps"]);
    expect(issuesOf(take({ ...stored, due: "then", last_review: "now" }))).toEqual([
      "unknown-value at due",
      "unknown-value at last_review",
    ]);
    const wrong = rightOf(createScheduler({ memory: rightOf(createMemory(fsrs7)()) }));
    expect(told(cardFromTsFsrs(wrong as unknown as typeof scheduler)(stored))).toEqual([
      ["unknown-value", "scheduler.memory.model.kind", 'a memory of the kind "fsrs-6"'],
    ]);
  });

  it.each([
    ["due", "Due"],
    ["stability", "stabilty"],
    ["difficulty", "dificulty"],
    ["learning_steps", "learning_step"],
    ["reps", "Reps"],
    ["lapses", "lapse"],
    ["state", "State"],
    ["last_review", "lastReview"],
  ])("a card without %s and with %s is refused for the latter", (key, misspelt) => {
    const given = { ...stored, [key]: undefined, [misspelt]: 0 };
    expect(issuesOf(take(given))).toContain(`unknown-key at ${misspelt}`);
  });

  it("a card that has reviews is not new, whatever its state says", () => {
    expect(take({ ...stored, state: 0 })._tag).toBe("Left");
    expect(take({ ...stored, reps: 0, lapses: 0 })._tag).toBe("Left"); // in review without a review
    expect(issuesOf(take({ ...stored, reps: 0, lapses: 0, state: 4 }))).toContain("unknown-value at state");
  });
});

describe("reviewsFromTsFsrs", () => {
  it("names what it expected", () => {
    expect(told(reviewsFromTsFsrs([3 as never]))[0]).toEqual(["wrong-type", "logs.0", "an entry of a review log"]);
    for (const rating of [5, -1, true])
      expect(told(reviewsFromTsFsrs([{ rating: rating as never, review: START }]))).toEqual([
        ["out-of-range", "logs.0.rating", "a rating from 0 to 4, or the name of the rating"],
      ]);
    for (const rating of ["3", "good", ""])
      expect(issuesOf(reviewsFromTsFsrs([{ rating, review: START }]))).toEqual(["unknown-value at logs.0.rating"]);
    expect(issuesOf(reviewsFromTsFsrs([{ rating: 3, review: "2025-03-03T09:00:00" }]))).toEqual([
      "unknown-value at logs.0.review",
    ]);
  });
});

describe("migrateFsrsWeights", () => {
  it("gives one issue for what is no list", () => {
    expect(issuesOf(loose(migrateFsrsWeights)("weights"))).toHaveLength(1);
    expect(issuesOf(loose(migrateFsrsWeights)([1, 2, 3]))).toHaveLength(1);
  });
});
