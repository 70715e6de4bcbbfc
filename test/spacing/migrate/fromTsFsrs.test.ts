import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  cardFromTsFsrs,
  createMemory,
  createScheduler,
  fsrs6,
  fsrs7,
  NEW_CARD,
  parseCard,
  replayCard,
  reviewCard,
  reviewsFromTsFsrs,
} from "../../../src/spacing/index.ts";
import { DAY, START } from "../arbitraries.ts";

const scheduler = orThrow(createScheduler({ memory: orThrow(createMemory(fsrs6)()) }));
const take = cardFromTsFsrs(scheduler);
const stored = Object.freeze({
  due: START + 11 * DAY,
  stability: 10.96,
  difficulty: 2.11,
  elapsed_days: 2,
  scheduled_days: 11,
  learning_steps: 0,
  reps: 3,
  lapses: 1,
  state: 2,
  last_review: START,
});

describe("a card of ts-fsrs", () => {
  it("keeps memory, phase, step, due time and counts", () => {
    expect(orThrow(take(stored))).toEqual({
      kind: "card",
      version: 1,
      phase: "review",
      step: 0,
      memory: {
        kind: "fsrs-6",
        version: 1,
        stability: 10.96,
        difficulty: 2.11,
        lastAt: START,
        lastDay: 20_089,
        reviews: 3,
        lapses: 1,
      },
      dueAt: START + 11 * DAY,
      dueDay: 20_100,
      reviews: 3,
      lapses: 1,
    });
  });

  it("may have its times as Date, milliseconds or ISO strings, and its state as number or name", () => {
    const expected = orThrow(take(stored));
    const date = (at: number) => new Date(at);
    const iso = (at: number) => date(at).toISOString();
    const abroad = (at: number) => iso(at + 2 * 3_600_000).replace("Z", "+02:00");
    for (const write of [date, iso, abroad])
      expect(orThrow(take({ ...stored, due: write(stored.due), last_review: write(START) }))).toEqual(expected);
    expect(orThrow(take({ ...stored, state: "Review" }))).toEqual(expected);
    const { learning_steps: _none, ...four } = stored; // ts-fsrs 4
    expect(orThrow(take(four))).toEqual(expected);
  });

  it("may be new, learning or relearning", () => {
    for (const state of [0, "New"])
      for (const last_review of [undefined, null])
        expect(
          orThrow(take({ ...stored, state, reps: 0, lapses: 0, stability: 0, difficulty: 0, last_review })),
        ).toEqual(NEW_CARD);
    for (const [state, phase] of [
      [1, "learning"],
      ["Learning", "learning"],
      [3, "relearning"],
      ["Relearning", "relearning"],
    ] as const)
      expect(orThrow(take({ ...stored, state, learning_steps: 1 }))).toMatchObject({ phase, step: 1, dueDay: null });
  });

  it("can be stored and goes on being reviewed", () => {
    const card = orThrow(take(stored));
    expect(orThrow(parseCard(scheduler)(JSON.parse(JSON.stringify(card))))).toEqual(card);
    const next = orThrow(reviewCard(scheduler)({ card, grade: "good", at: stored.due }));
    expect(next.card.reviews).toBe(4);
  });

  it("is refused by the names that ts-fsrs gives its parts", () => {
    for (const [change, path, code] of [
      [{ state: 4 }, ["state"], "unknown-value"],
      [{ state: 1.5 }, ["state"], "unknown-value"],
      [{ state: "review" }, ["state"], "unknown-value"],
      [{ state: undefined }, ["state"], "missing"],
      [{ due: "2025-03-14" }, ["due"], "unknown-value"],
      [{ due: "2025-03-14T09:00:00" }, ["due"], "unknown-value"],
      [{ due: "2025-13-14T09:00:00Z" }, ["due"], "unknown-value"],
      [{ due: START / 1000 }, ["due"], "wrong-unit"],
      [{ last_review: null }, ["last_review"], "missing"],
      [{ last_review: undefined }, ["last_review"], "missing"],
      [{ stability: 0 }, ["stability"], "out-of-range"],
      [{ difficulty: 11 }, ["difficulty"], "out-of-range"],
      [{ learning_steps: -1 }, ["learning_steps"], "out-of-range"],
      [{ reps: 0.5, lapses: 0 }, ["reps"], "not-integer"],
      [{ state: 0 }, ["reps"], "inconsistent"],
    ] as const) {
      const refused = take({ ...stored, ...change } as typeof stored);
      expect(refused).toMatchObject({
        left: {
          in: "spacing.cardFromTsFsrs",
          issues: expect.arrayContaining([expect.objectContaining({ path, code })]),
        },
      });
    }
    const wrong = orThrow(createScheduler({ memory: orThrow(createMemory(fsrs7)()) })) as unknown as typeof scheduler;
    expect(cardFromTsFsrs(wrong)(stored)).toMatchObject({
      left: { issues: [{ path: ["scheduler", "memory", "model", "kind"], expected: 'a memory of the kind "fsrs-6"' }] },
    });
  });
});

describe("a review log of ts-fsrs", () => {
  it("becomes reviews to replay, without cards moved by hand", () => {
    const logs = [3, 0, 1, 2, 4].map((rating, index) =>
      Object.freeze({
        rating,
        state: 0,
        due: new Date(START),
        review: index % 2 === 0 ? START + index * DAY : new Date(START + index * DAY),
      }),
    );
    const reviews = orThrow(reviewsFromTsFsrs(Object.freeze(logs)));
    expect(reviews).toEqual([
      { grade: "good", at: START },
      { grade: "again", at: START + 2 * DAY },
      { grade: "hard", at: START + 3 * DAY },
      { grade: "easy", at: START + 4 * DAY },
    ]);
    expect(orThrow(replayCard(scheduler)(reviews)).card.reviews).toBe(4);
    expect(orThrow(reviewsFromTsFsrs([]))).toEqual([]);
  });

  it("may be stored: ratings by name, times as ISO strings with an offset", () => {
    const written = ["2025-03-03T10:00:00+01:00", "2025-03-04T09:00:00.000Z"];
    const at = [Date.UTC(2025, 2, 3, 9), Date.UTC(2025, 2, 4, 9)];
    for (const [rating, grade] of [
      ["Again", "again"],
      ["Hard", "hard"],
      ["Good", "good"],
      ["Easy", "easy"],
    ] as const)
      for (const place of [0, 1])
        expect(orThrow(reviewsFromTsFsrs([{ rating, review: written[place] ?? "" }]))).toEqual([
          { grade, at: at[place] },
        ]);
    expect(orThrow(reviewsFromTsFsrs([{ rating: "Manual", review: START }]))).toEqual([]);
  });

  it("is refused where a rating or a time is none", () => {
    for (const [entry, path, code] of [
      [{ rating: 5, review: START }, ["logs", 0, "rating"], "out-of-range"],
      [{ rating: -1, review: START }, ["logs", 0, "rating"], "out-of-range"],
      [{ rating: 2.5, review: START }, ["logs", 0, "rating"], "out-of-range"],
      [{ review: START }, ["logs", 0, "rating"], "missing"],
      [{ rating: 3, review: START / 1000 }, ["logs", 0, "review"], "wrong-unit"],
      [{ rating: 0 }, ["logs", 0, "review"], "missing"],
    ] as const)
      expect(reviewsFromTsFsrs([entry as never])).toMatchObject({
        left: { in: "spacing.reviewsFromTsFsrs", issues: [{ path, code }] },
      });
  });
});
