import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { FSRS6_STABILITY } from "../../../src/spacing/fsrs6/state.ts";
import { FSRS7_STABILITY } from "../../../src/spacing/fsrs7/state.ts";
import {
  createMemory,
  fsrs6,
  fsrs7,
  intervalDays,
  parseMemoryState,
  review,
  sm2,
  stateFromInterval,
} from "../../../src/spacing/index.ts";
import { sharedData } from "../../support/sharedData.ts";
import { anyWeights, anyWeights7, between, DAY, START } from "../arbitraries.ts";

const six = orThrow(createMemory(fsrs6)());
const seven = orThrow(createMemory(fsrs7)());

describe("the state of a card of which only interval and ease are known", () => {
  it("agrees with fsrs-rs's memory_state_from_sm2", (context) => {
    const folder = sharedData("spacing");
    if (folder === null) return context.skip();
    const { extra } = JSON.parse(readFileSync(`${folder}fsrs-vectors.json`, "utf8")) as {
      extra: { fromSM2: Record<"easeFactor" | "interval" | "sm2Retention" | "stability" | "difficulty", number>[] };
    };
    expect(extra.fromSM2.length).toBe(6);
    for (const { easeFactor: ease, interval, sm2Retention: retention, stability, difficulty } of extra.fromSM2) {
      const state = orThrow(stateFromInterval(six)({ intervalDays: interval, ease, retention, at: START }));
      expect(Math.abs(state.stability / stability - 1)).toBeLessThan(1e-5); // 32-bit floats there
      expect(Math.abs(state.difficulty / difficulty - 1)).toBeLessThan(1e-5);
    }
  });

  it("has the old interval at the old retention, and grows by the ease at a good review when due", () => {
    fc.assert(
      fc.property(between(1, 200), between(1.3, 2.6), between(0.7, 0.97), (interval, ease, retention) => {
        const state = orThrow(stateFromInterval(six)({ intervalDays: interval, ease, retention, at: START }));
        const days = orThrow(intervalDays(six)({ state, retention }));
        expect(Math.abs(days / interval - 1)).toBeLessThan(1e-9);
        if (state.difficulty > 1 && state.difficulty < 10) {
          const after = six.kernel.next(state, 3, interval, retention, { at: START, day: 20_089 });
          expect(Math.abs(after.stability / state.stability / ease - 1)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it("has the old interval under FSRS-7 too, at D = 5 and F = 0.8 S", () => {
    fc.assert(
      fc.property(between(1, 200), between(0.8, 0.95), (interval, retention) => {
        const state = orThrow(stateFromInterval(seven)({ intervalDays: interval, ease: 2, retention, at: START }));
        expect(state.difficulty).toBe(5);
        expect(state.fastStability).toBeCloseTo(0.8 * state.stability, 10);
        expect(Math.abs(seven.kernel.recall(state, interval) - retention)).toBeLessThan(1e-9);
      }),
    );
  });

  it("gives a state to store and review, for any weights, intervals and eases", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyWeights.map((weights) => orThrow(createMemory(fsrs6)({ weights }))),
          anyWeights7.map((weights) => orThrow(createMemory(fsrs7)({ weights }))),
        ),
        between(0.001, 36_500),
        between(1.01, 65),
        between(0.0001, 0.9999),
        (memory, interval, ease, retention) => {
          // either of the two models, each with its own state
          const made = stateFromInterval(memory as typeof six)({ intervalDays: interval, ease, retention, at: START });
          if (made._tag === "Left") {
            expect(made).toMatchObject({ left: { issues: [{ path: ["intervalDays"], code: "out-of-range" }] } });
            const { min, max } = memory.model.kind === "fsrs-6" ? FSRS6_STABILITY : FSRS7_STABILITY;
            const plain = { stability: min, fastStability: min, difficulty: 5 };
            const recallOf = (stability: number): number =>
              (memory as typeof six).kernel.recall(
                { ...plain, stability, fastStability: Math.max(0.8 * stability, 0.0001) } as never, // what a curve reads
                interval,
              );
            expect(recallOf(min) > retention || recallOf(max) < retention).toBe(true);
            return;
          }
          const state = made.right;
          expect(orThrow(parseMemoryState(memory as typeof six)(state))).toEqual(state);
          expect(review(memory as typeof six)({ state, grade: "good", at: START + DAY })._tag).toBe("Right");
        },
      ),
    );
  });

  it("refuses an interval that no stability has, in place of clipping it", () => {
    const at = START;
    for (const memory of [six, seven as unknown as typeof six]) {
      const take = stateFromInterval(memory);
      for (const card of [
        { intervalDays: 36_500, retention: 0.99, at },
        { intervalDays: 0.00001, retention: 0.01, at },
      ])
        expect(take(card)).toMatchObject({
          left: { issues: [{ path: ["intervalDays"], code: "out-of-range", received: String(card.intervalDays) }] },
        });
    }
    expect(stateFromInterval(six)({ intervalDays: 36_500, at, retention: 0.99 })).toMatchObject({
      left: {
        issues: [{ expected: "an interval after which recall is 0.99 for some stability from 0.001 to 36500 days" }],
      },
    });
    for (const intervalDays of [0.001, 36_500])
      expect(orThrow(stateFromInterval(six)({ intervalDays, at })).stability).toBe(intervalDays);
  });

  it("takes ease 2.5, retention 0.9 and one review where nothing is said, and counts as told", () => {
    const made = stateFromInterval(six);
    const card = { intervalDays: 10, at: START };
    const plain = orThrow(made(card));
    expect(plain).toEqual(orThrow(made({ ...card, ease: 2.5, retention: 0.9, reviews: 1, lapses: 0, day: 20_089 })));
    expect([plain.reviews, plain.lapses, plain.lastAt, plain.lastDay]).toEqual([1, 0, START, 20_089]);
    expect(orThrow(made({ ...card, lapses: 3 })).reviews).toBe(4);
    expect(orThrow(made({ ...card, lapses: 3, reviews: 9, day: 20_088 }))).toMatchObject({
      reviews: 9,
      lapses: 3,
      lastDay: 20_088,
    });
  });

  it("refuses other models, and what cannot be a card", () => {
    const other = orThrow(createMemory(sm2)()) as unknown as typeof six;
    expect(stateFromInterval(other)({ intervalDays: 1, at: START })).toMatchObject({
      left: {
        in: "spacing.stateFromInterval",
        issues: [{ path: ["memory", "model", "kind"], expected: 'a memory of the kind "fsrs-6" or "fsrs-7"' }],
      },
    });
    const card = { intervalDays: 10, at: START };
    for (const [change, path] of [
      [{ intervalDays: 0 }, ["intervalDays"]],
      [{ intervalDays: 36_501 }, ["intervalDays"]],
      [{ ease: 2500 }, ["ease"]],
      [{ ease: 1 }, ["ease"]],
      [{ retention: 1 }, ["retention"]],
      [{ at: START / 1000 }, ["at"]],
      [{ lapses: -1 }, ["lapses"]],
      [{ reviews: 0 }, ["reviews"]],
      [{ reviews: 2, lapses: 2 }, ["lapses"]],
      [{ day: 20_100 }, ["day"]],
    ] as const)
      expect(stateFromInterval(six)({ ...card, ...change })).toMatchObject({ left: { issues: [{ path }] } });
  });
});
