import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reading } from "../../../src/core/check/index.ts";
import type { GradeNumber } from "../../../src/spacing/grade.ts";
import type { MemoryModel } from "../../../src/spacing/memory.ts";
import { expectedWorkload } from "../../../src/spacing/planning/simulation/expectedWorkload.ts";
import {
  type KnownCard,
  readSimulation,
  type Simulation,
  type Steps,
} from "../../../src/spacing/planning/simulation/options.ts";
import { rightOf } from "../../support/property.ts";
import { halfLife, type ToyState, toyMemory, toyState } from "./toyMemory.ts";

const DAY = 86_400_000;
const FROM = Date.UTC(2025, 2, 3, 9);
const FIRST = Math.floor(FROM / DAY);
const LEVELS = 4;

const simulationOf = (options: object): Simulation<MemoryModel, ToyState> =>
  rightOf(
    reading("a test", (found) =>
      readSimulation<MemoryModel, ToyState>(found, "a test", { memory: toyMemory(), from: FROM, ...options }, []),
    ),
  ).simulation;

/** What a card adds to each day, and what of it is known in the end. */
interface Course {
  readonly seconds: Float64Array;
  memorised: number;
}

/**
 * Forward, where the planner goes backward: the probability of each level after the last review on each day, from the first day on. Everything
 * that can happen within a day is gone through, each answer with its probability.
 */
const course = (simulation: Simulation<MemoryModel, ToyState>, retention: number) => {
  const { memory, days, learning, relearning, mostSteps, stepDays, firstShares, passingShares, reviewSeconds } =
    simulation;
  const { kernel } = memory;
  const withinDay = (
    level: number,
    grade: number,
    { count, seconds, transitions }: Steps,
    share: number,
    end: (level: number, share: number) => void,
  ): number => {
    const needed = grade > 2 ? count - 1 : count;
    const go = (at: number, before: number, inRow: number, step: number, part: number): number => {
      if (part === 0) return 0;
      if (step === mostSteps || inRow >= needed || before === 4) {
        end(at, part);
        return 0;
      }
      let spent = 0;
      for (const next of [1, 2, 3, 4] as const) {
        const to = part * (transitions[before - 1]?.[next - 1] ?? 0);
        const state = kernel.next(toyState(at, 0, 0), next, stepDays, 1, { at: 0, day: 0 });
        spent +=
          to * (seconds[next - 1] ?? 0) +
          go(state.level, next, next > 2 ? inRow + 1 : next === 1 ? 0 : inRow, step + 1, to);
      }
      return spent;
    };
    return go(level, grade, 0, 0, share);
  };
  const interval = (level: number): number =>
    Math.max(1, Math.min(100, Math.round(halfLife(level) * (1 / retention - 1))));
  const review = (
    level: number,
    elapsed: number,
    share: number,
    end: (level: number, share: number) => void,
  ): number => {
    const recall = kernel.recall(toyState(level, 0, 0), elapsed);
    const after = (grade: GradeNumber): number =>
      kernel.next(toyState(level, 0, 0), grade, elapsed, recall, { at: 0, day: 0 }).level;
    let spent = share * (1 - recall) * reviewSeconds[0];
    spent += withinDay(after(1), 1, relearning, share * (1 - recall), end);
    passingShares.forEach((part, place) => {
      const grade = (place + 2) as GradeNumber; // three shares
      spent += share * recall * part * (reviewSeconds[grade - 1] ?? 0);
      end(after(grade), share * recall * part);
    });
    return spent;
  };
  /** From probabilities of levels after a last review on day `from` to the end. */
  const onwards = (start: readonly number[], from: number, into: Course): void => {
    const mass = Array.from({ length: days }, () => new Array<number>(LEVELS).fill(0));
    mass[from] = [...start];
    for (let last = from; last < days; last += 1)
      mass[last]?.forEach((share, level) => {
        if (share === 0) return;
        const due = last + interval(level);
        if (due >= days) {
          into.memorised += share * kernel.recall(toyState(level, 0, 0), days - 1 - last);
          return;
        }
        into.seconds[due] =
          (into.seconds[due] ?? 0) +
          review(level, due - last, share, (to, part) => {
            const there = mass[due] ?? [];
            there[to] = (there[to] ?? 0) + part;
          });
      });
  };
  const newCard = (day: number): Course => {
    const into: Course = { seconds: new Float64Array(days), memorised: 0 };
    const start = new Array<number>(LEVELS).fill(0);
    firstShares.forEach((share, place) => {
      const grade = (place + 1) as GradeNumber; // four shares
      const { level } = kernel.first(grade, { at: 0, day: 0 });
      into.seconds[day] =
        (into.seconds[day] ?? 0) +
        share * (learning.seconds[place] ?? 0) +
        withinDay(level, grade, learning, share, (to, part) => {
          start[to] = (start[to] ?? 0) + part;
        });
    });
    onwards(start, day, into);
    return into;
  };
  const knownCard = ({ state, due }: KnownCard<ToyState>): Course => {
    const into: Course = { seconds: new Float64Array(days), memorised: 0 };
    const before = FIRST - state.lastDay;
    const day = Math.max(0, due ?? interval(state.level) - before);
    if (day >= days) {
      into.memorised = kernel.recall(state, before + days - 1);
      return into;
    }
    const start = new Array<number>(LEVELS).fill(0);
    into.seconds[day] = review(state.level, before + day, 1, (to, part) => {
      start[to] = (start[to] ?? 0) + part;
    });
    onwards(start, day, into);
    return into;
  };
  return { newCard, knownCard };
};

/** The whole, as the documentation tells it. */
const slow = (
  simulation: Simulation<MemoryModel, ToyState>,
  cards: readonly KnownCard<ToyState>[],
  retention: number,
) => {
  const { newCard, knownCard } = course(simulation, retention);
  const { days, seconds: available, newPerDay, deck } = simulation;
  const used = new Float64Array(days);
  let memorised = 0;
  let learned = 0;
  const add = (one: Course, times: number): void => {
    memorised += times * one.memorised;
    one.seconds.forEach((spent, day) => {
      used[day] = (used[day] ?? 0) + times * spent;
    });
  };
  for (const card of cards) add(knownCard(card), 1);
  for (let day = 0; day < days; day += 1) {
    const room = (available[day] ?? 0) - (used[day] ?? 0);
    if (room < 0 || available[day] === 0) continue;
    const one = newCard(day);
    const fits = room / (one.seconds[day] ?? 0) + 0.5; // the last one is begun while there is room
    const many = Math.min(newPerDay, (deck ?? 0) - cards.length - learned, fits);
    learned += many;
    add(one, many);
  }
  return { seconds: used.reduce((sum, one) => sum + one, 0), memorised, learned };
};

/** Halves and quarters only, so that nothing that can happen is rarer than what is let go. */
const coarse = fc.constantFrom(
  [0.25, 0.25, 0.25, 0.25],
  [0.5, 0, 0.5, 0],
  [0, 0.5, 0.25, 0.25],
  [0.25, 0.5, 0, 0.25],
  [0, 0, 1, 0],
);
const scene = fc.record({
  days: fc.integer({ min: 1, max: 16 }),
  deck: fc.integer({ min: 5, max: 40 }),
  newPerDay: fc.integer({ min: 0, max: 9 }),
  minutesPerDay: fc.oneof(fc.constantFrom(0, 1, 3, 1440), fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 18 })),
  firstShares: coarse,
  learningSteps: fc.integer({ min: 0, max: 3 }),
  relearningSteps: fc.integer({ min: 0, max: 2 }),
  mostSteps: fc.integer({ min: 0, max: 5 }),
  learningTransitions: fc.tuple(coarse, coarse, coarse),
  relearningTransitions: fc.tuple(coarse, coarse, coarse),
  firstSeconds: fc.constantFrom([20, 15, 10, 5], [1, 2, 3, 4]),
  reviewSeconds: fc.constantFrom([9, 7, 5, 3], [1, 4, 9, 16]),
  relearningSeconds: fc.constantFrom([8, 6, 4, 2], [2, 3, 5, 7]),
});
const knownCards = fc.array(
  fc.record({
    state: fc
      .record({ level: fc.integer({ min: 0, max: 3 }), ago: fc.integer({ min: 0, max: 9 }) })
      .map(({ level, ago }) => toyState(level, FIRST - ago, FROM - ago * DAY)),
    due: fc.option(fc.integer({ min: -2, max: 18 })),
  }),
  { maxLength: 4 },
);

describe("expectedWorkload", () => {
  it("is what every course of events comes to, each with its probability", () => {
    fc.assert(
      fc.property(scene, knownCards, fc.constantFrom(0.3, 0.5, 0.7, 0.9), (options, cards, retention) => {
        const simulation = simulationOf(options);
        const found = expectedWorkload(simulation, ["level"], cards)(retention);
        const expected = slow(simulation, cards, retention);
        expect(found.learned).toBeCloseTo(expected.learned, 9);
        expect(found.memorised).toBeCloseTo(expected.memorised, 9);
        expect(found.seconds).toBeCloseTo(expected.seconds, 7);
      }),
    );
  });

  it("counts the hours since the last review where the memory does", () => {
    const memory = toyMemory({ elapsed: "exact" });
    const simulation = simulationOf({ memory, days: 5, deck: 1, newPerDay: 0 });
    // due far behind the last day, on which the last review is seven and a half days ago
    const state = toyState(1, FIRST - 3, FROM - 3.5 * DAY);
    const { memorised } = expectedWorkload(simulation, ["level"], [{ state, due: 90 }])(0.5);
    expect(memorised).toBe(1 / (1 + (3.5 + 4) / 4));
    const byDay = expectedWorkload(
      simulationOf({ days: 5, deck: 1, newPerDay: 0 }),
      ["level"],
      [{ state, due: 90 }],
    )(0.5);
    expect(byDay.memorised).toBe(1 / (1 + (3 + 4) / 4));
  });

  it("lets go what is rarer than one in a hundred thousand, and gives its share to the rest", () => {
    const rare = (share: number) => [share, 0, 1 - share, 0];
    const scenery = (share: number) =>
      simulationOf({
        days: 12,
        deck: 10,
        newPerDay: 1,
        learningTransitions: [rare(share), rare(share), rare(share)],
        firstShares: [0.5, 0, 0.5, 0],
      });
    const told = (share: number) => expectedWorkload(scenery(share), ["level"], [])(0.5);
    const without = told(0);
    expect(told(5e-6).memorised).toBeCloseTo(without.memorised, 4);
    // the answers that are let go still take their seconds
    expect(told(5e-6).seconds).toBeGreaterThan(without.seconds);
    // what is not that rare counts
    expect(Math.abs(told(0.1).memorised - without.memorised)).toBeGreaterThan(0.01);
    expect(Math.abs(told(0.1).memorised - slow(scenery(0.1), [], 0.5).memorised)).toBeLessThan(1e-3);
  });
});
