import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../src/core/vocabulary/index.ts";
import {
  createMemory,
  createScheduler,
  GRADES,
  intervalDays,
  type Memory,
  type MemoryAlgorithm,
  type MemoryModel,
  type MemoryState,
  parseMemoryModel,
  parseMemoryState,
  parseScheduler,
  preview,
  recall,
  replay,
  replayCard,
  replayMany,
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

/** What a memory model does not promise, or promises beyond the rest. */
export interface Promises {
  /** Recall is next to 1 just after a review. Left out, true. */
  readonly certainAtOnce?: boolean;
  /** No recall is told lower than this. Left out, 0. */
  readonly leastRecall?: number;
  /** With which models a better grade never gives a shorter interval of a review on a later day. Left out, all of them. */
  readonly orderedGrades?: "always" | "by-default";
}

/** What every memory model does, whatever its algorithm; `models` are further models of the kind, beside the default one. */
export const behavesAsMemoryModel = <M extends MemoryModel, S extends MemoryState>(
  algorithm: MemoryAlgorithm<M, S>,
  models: fc.Arbitrary<Memory<M, S>>,
  { certainAtOnce = true, leastRecall = 0, orderedGrades = "always" }: Promises = {},
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

    it("keeps recall in (0, 1], next to 1 at the last review, and lets it only fall with time", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, between(0, 4000), between(0.01, 4000), (memory, history, early, more) => {
          const state = after(memory, history);
          const soon = memory.kernel.recall(state, early);
          const later = memory.kernel.recall(state, early + more);
          const atOnce = memory.kernel.recall(state, 0);
          if (certainAtOnce) expect(atOnce).toBeGreaterThan(0.9999);
          expect(atOnce).toBeLessThanOrEqual(1);
          expect(soon).toBeLessThanOrEqual(atOnce);
          expect(later).toBeGreaterThan(0);
          expect(later).toBeGreaterThanOrEqual(leastRecall);
          if (soon > leastRecall) expect(later).toBeLessThan(soon);
          else expect(later).toBe(leastRecall);
        }),
      );
    });

    it("has the interval as the inverse of recall, and longer for less retention", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, between(0.5, 0.98), (memory, history, retention) => {
          const state = after(memory, history);
          const days = orThrow(intervalDays(memory)({ state, retention }));
          const sooner = orThrow(intervalDays(memory)({ state, retention: retention + 0.01 }));
          if (days > 0) {
            expect(Math.abs(memory.kernel.recall(state, days) - retention)).toBeLessThan(1e-12);
            expect(sooner).toBeLessThan(days);
          } else {
            // recall is that low from the start
            expect(certainAtOnce).toBe(false);
            expect(memory.kernel.recall(state, 0)).toBeLessThanOrEqual(retention + 1e-12);
            expect([days, sooner]).toEqual([0, 0]);
          }
        }),
      );
    });

    it("plans days between the shortest and the longest, whole ones from one on, due so long after the review", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, (memory, history) => {
          const { minimumIntervalDays: least = 1, maximumIntervalDays: most } = memory.model;
          for (const [index, { state, intervalDays: days, dueAt, dueDay }] of orThrow(
            replay(memory)(history),
          ).reviews.entries()) {
            const exact = orThrow(intervalDays(memory)({ state }));
            expect(days).toBeGreaterThanOrEqual(least);
            expect(days).toBeLessThanOrEqual(most);
            if (days >= 1) expect(Number.isInteger(days)).toBe(true);
            else expect(days).toBe(Math.max(exact, least));
            if (exact >= 1 && exact < most) expect(Math.abs(days - exact)).toBeLessThanOrEqual(0.5);
            expect(dueAt).toBe(Number(history[index]?.at) + Math.round(days * DAY));
            expect(dueDay).toBe(state.lastDay + Math.floor(days));
          }
        }),
      );
    });

    it("replays many histories in columns to the same bits as one by one", () => {
      fc.assert(
        fc.property(anyMemory, fc.array(anyHistory, { maxLength: 4 }), (memory, histories) => {
          const rows = histories.flat();
          const grades = Uint8Array.from(rows, ({ grade }) => GRADES.indexOf(grade) + 1);
          const offsets = [0];
          for (const { length } of histories) offsets.push((offsets[offsets.length - 1] ?? 0) + length);
          const at = rows.map((row) => Number(row.at));
          const many = orThrow(replayMany(memory)(deepFreeze({ offsets, at, grades: Array.from(grades) })));
          const one = histories.flatMap((history) => orThrow(replay(memory)(history)).reviews);
          expect(Array.from(many.intervalDays)).toEqual(one.map(({ intervalDays: days }) => days));
          expect(Array.from(many.recallBefore)).toEqual(one.map(({ recallBefore }) => recallBefore ?? Number.NaN));
          expect(many.states).toEqual(histories.map((history) => after(memory, history)));
          for (const [name, column] of Object.entries<Float64Array>(many.after))
            expect(Array.from(column)).toEqual(
              one.map(({ state }) => Object.entries(state).find(([key]) => key === name)?.[1]),
            );
          const since = at.map((when, row) => {
            const before = at[row - 1] ?? when;
            if (memory.model.elapsed === "exact") return (when - before) / DAY;
            return Math.floor(when / DAY) - Math.floor(before / DAY);
          });
          const counted = orThrow(
            replayMany(memory)({ offsets: Float64Array.from(offsets), grades, elapsedDays: since }),
          );
          expect({ ...counted, states: many.states }).toEqual(many);
          expect(counted.states).toBeNull();
        }),
      );
    });

    it("never gives a better grade of the same later review a shorter interval", () => {
      const ordered = orderedGrades === "always" ? anyMemory : fc.constant(standard);
      fc.assert(
        fc.property(ordered, anyHistory, fc.integer({ min: 1, max: 400 }), (memory, history, days) => {
          const state = after(memory, history);
          const previewed = orThrow(preview(memory)({ state, at: state.lastAt + days * DAY }));
          const [again = 0, hard = 0, good = 0, easy = 0] = GRADES.map((grade) => previewed[grade].intervalDays);
          expect(again).toBeLessThanOrEqual(hard);
          expect(hard).toBeLessThanOrEqual(good);
          expect(good).toBeLessThanOrEqual(easy);
        }),
      );
    });

    it("refuses a state that lacks a part, or has nonsense in one, and names the part", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, (memory, history) => {
          const state = after(memory, history);
          const parse = parseMemoryState(memory);
          for (const [key, value] of Object.entries(state)) {
            const { [key]: _left, ...without } = { ...state } as Record<string, unknown>; // a state is plain JSON
            const nonsense =
              typeof value === "number"
                ? [Number.NaN, Number.POSITIVE_INFINITY, "1", null, ...(key === "lastDay" ? [] : [-1e15])]
                : ["", 1];
            const broken = [without, ...nonsense.map((wrong) => ({ ...state, [key]: wrong }))];
            for (const stored of broken)
              expect(parse(deepFreeze(stored))).toMatchObject({
                left: { _tag: "InvalidInput", in: "spacing.parseMemoryState", issues: [{ path: [key] }] },
              });
          }
          expect(parse({ ...state, something: "else" })).toEqual(parse(state));
        }),
        { numRuns: 20 },
      );
    });

    it("counts a lapse where a later day's review was forgotten, and none where it was passed", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, (memory, history) => {
          let before: S | undefined;
          for (const { state } of orThrow(replay(memory)(history)).reviews) {
            const index: number = state.reviews - 1;
            const lapsed = state.lapses - (before?.lapses ?? 0);
            const days = before === undefined ? 0 : state.lastDay - before.lastDay;
            if (history[index]?.grade !== "again") expect(lapsed).toBe(0);
            else if (days >= 2) expect(lapsed).toBe(1);
            before = state;
          }
        }),
      );
    });

    it("says once that something is no state, in words", () => {
      for (const [stored, code] of [
        [undefined, "missing"],
        ["state", "wrong-type"],
        [null, "wrong-type"],
      ] as const)
        expect(parseMemoryState(standard)(stored)).toMatchObject({
          left: {
            in: "spacing.parseMemoryState",
            issues: [{ path: [], code, expected: "a state of one card" }],
            moreIssues: 0,
          },
        });
    });

    it("drives a scheduler, stored or not: without steps the card's memory is that of the replay", () => {
      fc.assert(
        fc.property(anyMemory, anyHistory, (memory, history) => {
          const options = { memory, learningStepsMinutes: [], relearningStepsMinutes: [], orderIntervals: false };
          const scheduler = orThrow(createScheduler(options));
          const stored: unknown = JSON.parse(JSON.stringify(scheduler.model));
          const restored = orThrow(parseScheduler([algorithm])(stored));
          const replayed = orThrow(replay(memory)(history));
          const { card, reviews } = orThrow(replayCard(scheduler)(history));
          expect(card.memory).toEqual(replayed.state);
          expect(reviews.map(({ intervalDays: days }) => days)).toEqual(
            replayed.reviews.map(({ intervalDays: days }) => days),
          );
          expect(orThrow(replayCard(restored)(history)).card).toEqual(card);
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
