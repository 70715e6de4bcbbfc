import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import {
  createMemory,
  createScheduler,
  fsrs6,
  fsrs7,
  type Reviewed,
  review,
  reviewCard,
} from "../../src/spacing/index.ts";
import { spacingWords } from "../../src/spacing/words.ts";
import { DAY, START } from "./arbitraries.ts";

/** What a review says. The codes of plans, splits, logs and fits are met where they are given. */
const REVIEW_CODES = [
  "first-review",
  "forgotten",
  "forgotten-within-day",
  "fuzzed-interval",
  "learning-step",
  "longest-interval",
  "ordered-interval",
  "recall-falls-due",
  "recalled",
  "recalled-within-day",
  "relearning-step",
  "same-day-review",
  "shortest-interval",
];

describe("the words of spacing", () => {
  it("has words for every reason a review gives, and every place in them is filled by its values", () => {
    const memory = orThrow(createMemory(fsrs6)());
    const short = orThrow(createMemory(fsrs6)({ maximumIntervalDays: 1 }));
    const first = orThrow(review(memory)({ grade: "good", at: START }));
    const byMinutes = orThrow(createMemory(fsrs7)());
    const { state } = orThrow(review(byMinutes)({ grade: "good", at: START }));
    const answer = reviewCard(orThrow(createScheduler({ memory, learningStepsMinutes: [1] })));
    const { card } = orThrow(answer({ grade: "easy", at: START }));
    const { card: forgotten } = orThrow(answer({ card, grade: "again", at: START + DAY }));
    const { card: relearned } = orThrow(answer({ card: forgotten, grade: "good", at: START + DAY }));
    const fuzzed = reviewCard(orThrow(createScheduler({ memory, fuzz: "card" })));
    const outcomes: readonly Pick<Reviewed, "reasons">[] = [
      orThrow(answer({ grade: "again", at: START })),
      orThrow(answer({ card, grade: "again", at: START + DAY })),
      orThrow(answer({ card: relearned, grade: "good", at: START + DAY })),
      orThrow(review(byMinutes)({ state, grade: "good", at: START + 600_000 })),
      orThrow(review(byMinutes)({ state, grade: "again", at: START + 600_000 })),
      first,
      ...["a", "b", "c"].map((id) => orThrow(fuzzed({ id, grade: "easy", at: START }))),
      orThrow(review(memory)({ grade: "again", at: START })),
      orThrow(review(memory)({ state: first.state, grade: "good", at: START })),
      orThrow(review(memory)({ state: first.state, grade: "good", at: START + DAY })),
      orThrow(review(short)({ state: first.state, grade: "again", at: START + DAY })),
      orThrow(review(short)({ state: first.state, grade: "easy", at: START + DAY })),
    ];
    const seen = new Set<string>();
    for (const { code, values } of outcomes.flatMap(({ reasons }) => reasons)) {
      seen.add(code);
      const words: string | undefined = Object.entries(spacingWords).find(([known]) => known === code)?.[1];
      const places = [...(words ?? "").matchAll(/\{(\w+)\}/g)].map(([, place]) => place);
      expect(words ?? "").not.toBe("");
      for (const place of places) expect(Object.keys(values)).toContain(place);
      for (const key of Object.keys(values)) expect(places).toContain(key);
    }
    expect([...seen].sort()).toEqual(REVIEW_CODES);
  });
});
