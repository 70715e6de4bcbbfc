import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import { type ReviewLogSimulation, simulateReviewLog } from "../../src/simulate/index.ts";

const DAY = 86_400_000;
const log = (options: Partial<ReviewLogSimulation> = {}) =>
  orThrow(simulateReviewLog({ seed: 7, learners: 12, reviewsPerLearner: 300, ...options }));

describe.each(["activation", "multiscale"] as const)("the review log of %s", (memory) => {
  const { reviews, truth } = log({ memory });

  it("holds the reviews that were asked for, in order of time, no instant twice in one head", () => {
    expect(reviews).toHaveLength(3600);
    expect(truth.recall).toHaveLength(3600);
    expect(truth.learners).toHaveLength(12);
    for (let index = 1; index < reviews.length; index += 1) {
      const before = reviews[index - 1];
      const review = reviews[index];
      if (before?.learner === review?.learner) expect(review?.at).toBeGreaterThan(before?.at ?? 0);
    }
    expect(Math.floor((reviews[0]?.at ?? 0) / DAY)).toBe(Date.UTC(2025, 0, 6) / DAY);
  });

  it("knows a chance of recall for all but the first review of each card", () => {
    const seen = new Set<string>();
    for (const [index, { card, learner }] of reviews.entries()) {
      expect(card.startsWith(`${learner}/`)).toBe(true);
      const chance = truth.recall[index] ?? null;
      if (!seen.has(card)) expect(chance).toBeNull();
      else {
        expect(chance).toBeGreaterThan(0);
        expect(chance).toBeLessThan(1);
      }
      seen.add(card);
    }
  });

  it("answers as often as the truth has it, within what chance allows", () => {
    let variance = 0;
    let surplus = 0;
    for (const [index, chance] of truth.recall.entries()) {
      if (chance === null) continue;
      surplus += ((reviews[index]?.grade ?? 0) > 1 ? 1 : 0) - chance;
      variance += chance * (1 - chance);
    }
    expect(Math.abs(surplus)).toBeLessThan(4 * Math.sqrt(variance));
  });

  it("brings a forgotten card back on the same day, and uses all of the grades", () => {
    expect(new Set(reviews.map(({ grade }) => grade))).toEqual(new Set([1, 2, 3, 4]));
    const last = new Map<string, number>();
    let sameDay = 0;
    for (const { card, at } of reviews) {
      if (Math.floor(at / DAY) === last.get(card)) sameDay += 1;
      last.set(card, Math.floor(at / DAY));
    }
    expect(sameDay).toBeGreaterThan(200);
  });

  it("recalls between six and ninety-nine in a hundred on a later day, each learner differently", () => {
    const rates = truth.learners.map(({ learner }) => {
      const chances = reviews.flatMap((review, index) =>
        review.learner === learner && truth.recall[index] !== null ? [truth.recall[index] ?? 0] : [],
      );
      return chances.reduce((sum, each) => sum + each, 0) / chances.length;
    });
    expect(Math.min(...rates)).toBeGreaterThan(0.5);
    expect(Math.max(...rates) - Math.min(...rates)).toBeGreaterThan(0.08);
    expect(new Set(truth.learners.map(({ parameters }) => JSON.stringify(parameters))).size).toBe(12);
  });

  it("forgets with time: a longer wait after the same first answer means less recall", () => {
    const byWait = new Map<number, number[]>();
    const last = new Map<string, { at: number; n: number }>();
    for (const [index, { card, at }] of reviews.entries()) {
      const before = last.get(card);
      const chance = truth.recall[index];
      if (before !== undefined && before.n === 1 && chance !== null && chance !== undefined) {
        const wait = Math.min(3, Math.floor(at / DAY) - Math.floor(before.at / DAY));
        byWait.set(wait, [...(byWait.get(wait) ?? []), chance]);
      }
      last.set(card, { at, n: (before?.n ?? 0) + 1 });
    }
    const mean = (wait: number): number => {
      const all = byWait.get(wait) ?? [];
      return all.reduce((sum, each) => sum + each, 0) / all.length;
    };
    expect(mean(1)).toBeGreaterThan(mean(3));
  });

  it("is the same for the same seed, and more learners leave those before them as they were", () => {
    expect(log({ memory })).toEqual({ reviews, truth });
    expect(log({ memory, seed: 8 }).reviews).not.toEqual(reviews);
    expect(log({ memory, learners: 3 }).reviews).toEqual(reviews.slice(0, 900));
    expect(JSON.parse(JSON.stringify(truth))).toEqual(truth);
  });
});

it("takes activation, 20 learners and 400 reviews where nothing else is said, and begins when it is told", () => {
  const plain = orThrow(simulateReviewLog({ seed: "x" }));
  expect(plain.reviews).toHaveLength(8000);
  expect(Object.keys(plain.truth.learners[0]?.parameters ?? {})).toEqual(["a", "c", "s", "tau", "h"]);
  const later = log({ learners: 1, startsAt: new Date("2026-03-02T00:00:00Z") });
  const first = log({ learners: 1 });
  const shift = Date.UTC(2026, 2, 2) - Date.UTC(2025, 0, 6);
  expect(later.reviews).toEqual(first.reviews.map((review) => ({ ...review, at: review.at + shift })));
});

it("refuses what it does not know", () => {
  const issueOf = (options: unknown) => {
    const result = simulateReviewLog(options as ReviewLogSimulation);
    return result._tag === "Left" && result.left._tag === "InvalidInput" ? result.left.issues[0] : undefined;
  };
  expect(issueOf({ seed: 1, memory: "fsrs" })).toMatchObject({ path: ["memory"], code: "unknown-value" });
  expect(issueOf({ seed: 1, learner: 3 })).toMatchObject({ path: ["learner"], code: "unknown-key" });
  expect(issueOf({ seed: 1, learners: 0 })).toMatchObject({ path: ["learners"], code: "out-of-range" });
  expect(issueOf({ seed: 1, reviewsPerLearner: 1.5 })).toMatchObject({ path: ["reviewsPerLearner"] });
  expect(issueOf({})).toMatchObject({ path: ["seed"], code: "missing" });
  expect(issueOf({ seed: 1, startsAt: 1_736_121_600 })).toMatchObject({ path: ["startsAt"], code: "wrong-unit" });
});
