import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import {
  createMemory,
  GRADES,
  intervalDays,
  type Memory,
  type MemoryAlgorithm,
  type MemoryModel,
  type MemoryState,
  parseMemoryModel,
  parseMemoryState,
  preview,
  recall,
  replay,
  review,
} from "../../src/spacing/index.ts";
import { anyHistory, between, DAY } from "./arbitraries.ts";

const deepFreeze = <A>(value: A): A => {
  if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
};

/** What every memory model does, whatever its algorithm; `models` are further models of the kind, beside the default one. */
export const behavesAsMemoryModel = <M extends MemoryModel, S extends MemoryState>(
  algorithm: MemoryAlgorithm<M, S>,
  models: fc.Arbitrary<Memory<M, S>>,
): void => {
  const standard = orThrow(createMemory(algorithm)());
  const anyMemory = fc.oneof(fc.constant(standard), models);
  const after = (memory: Memory<M, S>, history: Parameters<ReturnType<typeof replay<M, S>>>[0]): S =>
    orThrow(replay(memory)(history)).state;

  describe(`${algorithm.kind} behaves as a memory model`, () => {
    it("comes back from its JSON, model and state, with the same answers", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, (memory, history) => {
          const stored: unknown = JSON.parse(JSON.stringify(memory.model));
          const restored = orThrow(parseMemoryModel([algorithm])(stored));
          expect(restored.model).toEqual(memory.model);
          const state = after(memory, history);
          expect(orThrow(parseMemoryState(memory)(JSON.parse(JSON.stringify(state))))).toEqual(state);
          const question = { state, at: state.lastAt + 30 * DAY };
          expect(recall(restored as Memory<M, S>)(question)).toEqual(recall(memory)(question)); // the same algorithm
        }),
      );
    });

    it("replays a history to the same state and records as review by review", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, (memory, history) => {
          const replayed = orThrow(replay(memory)(deepFreeze(history)));
          let state: S | undefined;
          for (const [index, { grade, at }] of history.entries()) {
            const outcome = orThrow(review(memory)(deepFreeze({ state, grade, at })));
            expect(outcome).toEqual(replayed.reviews[index]);
            state = outcome.state;
          }
          expect(replayed.state).toEqual(state);
          expect(replayed.state.reviews).toBe(history.length);
          expect(replayed.state.lastAt).toBe(history[history.length - 1]?.at);
        }),
      );
    });

    it("previews what each grade then gives", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, fc.nat(200), (memory, history, days) => {
          const state = after(memory, history);
          const at = state.lastAt + days * DAY;
          const previewed = orThrow(preview(memory)(deepFreeze({ state, at })));
          expect(Object.keys(previewed)).toEqual([...GRADES]);
          for (const grade of GRADES) expect(previewed[grade]).toEqual(orThrow(review(memory)({ state, grade, at })));
        }),
      );
    });

    it("keeps recall in (0, 1], 1 at the last review, and lets it only fall with time", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, between(0, 4000), between(0.01, 4000), (memory, history, early, more) => {
          const state = after(memory, history);
          const soon = memory.kernel.recall(state, early);
          const later = memory.kernel.recall(state, early + more);
          expect(memory.kernel.recall(state, 0)).toBe(1);
          expect(soon).toBeLessThanOrEqual(1);
          expect(later).toBeGreaterThan(0);
          expect(later).toBeLessThan(soon);
        }),
      );
    });

    it("has the interval as the inverse of recall, and longer for less retention", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, between(0.5, 0.98), (memory, history, retention) => {
          const state = after(memory, history);
          const days = orThrow(intervalDays(memory)({ state, retention }));
          expect(Math.abs(memory.kernel.recall(state, days) - retention)).toBeLessThan(1e-12);
          expect(orThrow(intervalDays(memory)({ state, retention: retention + 0.01 }))).toBeLessThan(days);
        }),
      );
    });

    it("gives longer intervals for better grades of the same later review", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, fc.integer({ min: 0, max: 200 }), (memory, history, days) => {
          const state = after(memory, history);
          const { again, hard, good, easy } = orThrow(preview(memory)({ state, at: state.lastAt + days * DAY }));
          expect(again.intervalDays).toBeLessThanOrEqual(hard.intervalDays);
          expect(hard.intervalDays).toBeLessThanOrEqual(good.intervalDays);
          expect(good.intervalDays).toBeLessThanOrEqual(easy.intervalDays);
        }),
      );
    });

    it("plans whole days between one and the longest, due so many days after the review", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, (memory, history) => {
          for (const [index, outcome] of orThrow(replay(memory)(history)).reviews.entries()) {
            const at = history[index]?.at ?? Number.NaN;
            expect(Number.isInteger(outcome.intervalDays)).toBe(true);
            expect(outcome.intervalDays).toBeGreaterThanOrEqual(1);
            expect(outcome.intervalDays).toBeLessThanOrEqual(memory.model.maximumIntervalDays);
            expect(outcome.dueAt).toBe(Number(at) + outcome.intervalDays * DAY);
            expect(outcome.dueDay).toBe(outcome.state.lastDay + outcome.intervalDays);
          }
        }),
      );
    });

    it("reports as recall before a review what recall says of that time", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, fc.nat(900), (memory, history, hours) => {
          const state = after(memory, history);
          const at = state.lastAt + hours * 3_600_000;
          const { recallBefore } = orThrow(review(memory)({ state, grade: "good", at }));
          expect(recallBefore).toBe(orThrow(recall(memory)({ state, at })));
        }),
      );
    });
  });
};
