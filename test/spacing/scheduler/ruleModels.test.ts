import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  ankiSm2,
  type Card,
  createMemory,
  createScheduler,
  type Fsrs6State,
  fsrs6,
  type Grade,
  halfLife,
  leitner,
  type Memory,
  type MemoryModel,
  type MemoryState,
  previewCard,
  replay,
  replayCard,
  reviewCard,
  sm2,
} from "../../../src/spacing/index.ts";
import { DAY, START } from "../arbitraries.ts";

const TEN_MINUTES = 600_000;

/** The intervals of good, each when it is due, after one of ten minutes: by review, by preview, and by the log of both replayed. */
const goodWhenDue = <M extends MemoryModel, S extends MemoryState>(
  memory: Memory<M, S>,
  reviews: number,
): { reviewed: number[]; previewed: number[]; replayed: number[]; grades: number[][]; codes: Set<string> } => {
  const scheduler = orThrow(createScheduler({ memory }));
  const answer = reviewCard(scheduler);
  const first = orThrow(answer({ grade: "good", at: START }));
  let card: Card<S> = first.card;
  const log: { grade: Grade; at: number }[] = [{ grade: "good", at: START }];
  const reviewed: number[] = [];
  const previewed: number[] = [];
  const grades: number[][] = [];
  const codes = new Set<string>();
  for (let step = 0; step < reviews; step += 1) {
    const at = card.dueAt ?? START;
    const shown = orThrow(previewCard(scheduler)({ card, at }));
    const outcome = orThrow(answer({ card, grade: "good", at }));
    for (const { code } of outcome.reasons) codes.add(code);
    previewed.push(shown.good.intervalDays);
    grades.push([shown.hard, shown.good, shown.easy].map(({ intervalDays }) => intervalDays));
    reviewed.push(outcome.intervalDays);
    card = outcome.card;
    log.push({ grade: "good", at });
  }
  const replayed = orThrow(replayCard(scheduler)(log)).reviews.map(({ intervalDays }) => intervalDays);
  expect(log[1]?.at).toBe(START + TEN_MINUTES);
  return { reviewed, previewed, replayed: replayed.slice(1), grades, codes };
};

const same = (days: number): number[] => [days, days, days];

describe("a fixed rule through a scheduler with everything at its default", () => {
  it.each([
    ["Leitner", orThrow(createMemory(leitner)({ gapsDays: [1, 7, 30, 90] })), [1, 7, 30, 90, 90]],
    ["SM-2", orThrow(createMemory(sm2)()), [1, 6, 15, 38, 95]],
    ["Anki's SM-2", orThrow(createMemory(ankiSm2)()), [1, 3, 8, 20, 50]],
  ] as const)("%s gives its own intervals", (_name, memory, days) => {
    const { reviewed, previewed, replayed, codes } = goodWhenDue(memory as Memory, days.length);
    expect(reviewed).toEqual(days);
    expect(previewed).toEqual(days);
    expect(replayed).toEqual(days);
    expect(codes.has("ordered-interval")).toBe(false);
  });

  it("Leitner and SM-2 give hard, good and easy the same interval, as the rules do", () => {
    const plan = orThrow(createMemory(leitner)({ gapsDays: [1, 7, 30, 90] }));
    expect(goodWhenDue(plan, 4).grades.slice(1)).toEqual([7, 30, 90].map(same));
    expect(goodWhenDue(orThrow(createMemory(sm2)()), 4).grades.slice(1)).toEqual([6, 15, 38].map(same));
  });

  it("Anki's SM-2 sets the grades apart by itself, and where it does not they stay together", () => {
    const memory = orThrow(createMemory(ankiSm2)());
    expect(goodWhenDue(memory, 3).grades.slice(1)).toEqual([
      [2, 3, 4],
      [4, 8, 10],
    ]);
    const scheduler = orThrow(createScheduler({ memory, learningStepsMinutes: [], relearningStepsMinutes: [] }));
    const answer = reviewCard(scheduler);
    const first = orThrow(answer({ grade: "good", at: START })).card;
    const again = orThrow(answer({ card: first, grade: "hard", at: START + DAY })).card;
    const early = orThrow(previewCard(scheduler)({ card: again, at: START + DAY + TEN_MINUTES }));
    expect([early.hard, early.good, early.easy].map(({ intervalDays }) => intervalDays)).toEqual([1, 2, 2]);
  });

  it("half-life regression counts hard, good and easy alike, and keeps its intervals", () => {
    const memory = orThrow(createMemory(halfLife)());
    const { reviewed, previewed, replayed, grades } = goodWhenDue(memory, 3);
    const times = [0, TEN_MINUTES];
    for (const days of reviewed.slice(0, -1)) times.push((times[times.length - 1] ?? 0) + days * DAY);
    const alone = orThrow(replay(memory)(times.map((after) => ({ grade: "good" as const, at: START + after }))));
    expect(reviewed).toEqual(alone.reviews.slice(1).map(({ intervalDays }) => intervalDays));
    expect([previewed, replayed]).toEqual([reviewed, reviewed]);
    expect(grades.slice(1)).toEqual(reviewed.slice(1).map(same));
  });
});

describe("a memory that tells the grades apart", () => {
  it("is put in order even where its intervals are equal before rounding, as in ts-fsrs", () => {
    // weights of FSRS-5 and before: reviews of the same day leave the stability as it is, whatever the grade
    const base = orThrow(createMemory(fsrs6)()).model.weights;
    const weights = base.map((weight, place) => (place >= 17 && place <= 19 ? 0 : weight));
    const memory: Memory<MemoryModel, Fsrs6State> = orThrow(createMemory(fsrs6)({ weights }));
    const scheduler = orThrow(createScheduler({ memory, learningStepsMinutes: [] }));
    const { card } = orThrow(reviewCard(scheduler)({ grade: "good", at: START }));
    const { hard, good, easy } = orThrow(previewCard(scheduler)({ card, at: START + TEN_MINUTES }));
    expect([hard, good, easy].map(({ intervalDays }) => intervalDays)).toEqual([2, 3, 4]);
    expect(hard.card.memory?.stability).toBe(easy.card.memory?.stability);
  });
});
