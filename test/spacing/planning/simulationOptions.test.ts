import { describe, expect, it } from "vitest";
import { reading } from "../../../src/core/check/index.ts";
import type { MemoryModel } from "../../../src/spacing/memory.ts";
import { deckOf, readKnownCards, readSimulation } from "../../../src/spacing/planning/simulation/options.ts";
import { invalidOf, issuesOf, rightOf } from "../../support/property.ts";
import { type ToyState, toyMemory, toyState } from "./toyMemory.ts";

const DAY = 86_400_000;
const FROM = Date.UTC(2025, 2, 3, 9);
const FIRST = Math.floor(FROM / DAY);

const read = (options: object) =>
  reading("a test", (found) =>
    readSimulation<MemoryModel, ToyState>(found, "a test", { memory: toyMemory(), from: FROM, ...options }, ["more"]),
  );
const simulationOf = (options: object) => rightOf(read(options)).simulation;
const wrong = (options: object) => issuesOf(read(options));
const known = (cards: unknown, options: object = {}) =>
  reading("a test", (found) => readKnownCards(found, simulationOf(options), cards));
const sumTo1 = (row: readonly number[]) => row.map((share) => share / row.reduce((sum, one) => sum + one, 0));

describe("the options of a simulation", () => {
  it("are those of fsrs-rs 6 where nothing is given", () => {
    const { seconds, learning, relearning, ...rest } = simulationOf({});
    expect(rest).toMatchObject({
      from: { at: FROM, day: FIRST },
      deck: null,
      days: 365,
      newPerDay: Number.POSITIVE_INFINITY,
      reviewsPerDay: Number.POSITIVE_INFINITY,
      newIgnoreReviewLimit: true,
      suspendAfterLapses: Number.POSITIVE_INFINITY,
      order: "easiest-first",
      firstShares: [0.24, 0.094, 0.495, 0.171],
      passingShares: [0.224, 0.631, 0.145],
      reviewSeconds: [19.38, 17.59, 12.38, 8.94],
      mostSteps: 5,
      stepDays: 0,
      seed: 1,
    });
    expect([seconds.length, new Set(seconds)]).toEqual([365, new Set([1800])]);
    expect(learning).toMatchObject({ count: 2, seconds: [19.58, 18.79, 13.78, 10.71] });
    expect(relearning).toMatchObject({ count: 1, seconds: [16.44, 15.25, 12.32, 8.03] });
    [
      [0.3686, 0.0628, 0.5108, 0.0577],
      [0.0442, 0.4553, 0.4457, 0.0549],
      [0.0519, 0.047, 0.8462, 0.055],
    ].forEach((row, place) => {
      sumTo1(row).forEach((share, k) => {
        expect(learning.transitions[place]?.[k]).toBeCloseTo(share, 3);
      });
    });
    [
      [0.2157, 0.0643, 0.6595, 0.0604],
      [0.05, 0.4638, 0.4475, 0.0387],
      [0.1057, 0.1434, 0.7266, 0.0244],
    ].forEach((row, place) => {
      sumTo1(row).forEach((share, k) => {
        expect(relearning.transitions[place]?.[k]).toBeCloseTo(share, 3);
      });
    });
  });

  it("are taken from where they say", () => {
    const own = {
      fromDay: FIRST + 1,
      deck: 7,
      days: 3,
      minutesPerDay: [1, 0, 2, 9],
      newPerDay: 0,
      reviewsPerDay: 0,
      newIgnoreReviewLimit: false,
      suspendAfterLapses: 1,
      order: "as-given",
      firstSeconds: [1, 2, 3, 4],
      reviewSeconds: [5, 6, 7, 8],
      relearningSeconds: [9, 10, 11, 12],
      learningSteps: 0,
      relearningSteps: 20,
      mostSteps: 20,
      seed: 0,
    };
    expect(simulationOf(own)).toMatchObject({
      from: { at: FROM, day: FIRST + 1 },
      deck: 7,
      days: 3,
      seconds: Float64Array.of(60, 0, 120),
      newPerDay: 0,
      reviewsPerDay: 0,
      newIgnoreReviewLimit: false,
      suspendAfterLapses: 1,
      order: "as-given",
      learning: { count: 0, seconds: [1, 2, 3, 4] },
      reviewSeconds: [5, 6, 7, 8],
      relearning: { count: 20, seconds: [9, 10, 11, 12] },
      mostSteps: 20,
      seed: 0,
    });
    expect(Array.from(simulationOf({ days: 4, minutesPerDay: [2] }).seconds)).toEqual([120, 0, 0, 0]);
    expect(rightOf(read({ more: 3 })).given["more"]).toBe(3);
    // minutes between answers count where the memory counts exactly, and only there
    const exact = toyMemory({ elapsed: "exact" });
    expect(simulationOf({ memory: exact }).stepDays).toBe(10 / 1440);
    expect(simulationOf({ memory: exact, stepMinutes: 720 }).stepDays).toBe(0.5);
    expect(simulationOf({ stepMinutes: 720 }).stepDays).toBe(0);
  });

  it("are refused with their name where they do not fit", () => {
    for (const [key, low, high] of [
      ["deck", 0, 1_000_001],
      ["days", 0, 3651],
      ["minutesPerDay", -1, 1441],
      ["suspendAfterLapses", 0, null],
      ["newPerDay", -1, null],
      ["reviewsPerDay", -1, null],
      ["learningSteps", -1, 21],
      ["relearningSteps", -1, 21],
      ["mostSteps", -1, 21],
      ["stepMinutes", -1, 1441],
      ["seed", -1, null],
    ] as const)
      for (const value of [low, high])
        if (value !== null) expect(wrong({ [key]: value })).toEqual([`out-of-range at ${key}`]);
    for (const key of ["firstSeconds", "reviewSeconds", "relearningSeconds"]) {
      expect(wrong({ [key]: [1, 2, 3] })).toEqual([`inconsistent at ${key}`]);
      expect(wrong({ [key]: [1, 2, 3, -1] })).toEqual([`out-of-range at ${key}.3`]);
      expect(wrong({ [key]: [1, 2, 3, 86_401] })).toEqual([`out-of-range at ${key}.3`]);
    }
    expect(wrong({ firstShares: [0.5, 0.5] })).toEqual(["inconsistent at firstShares"]);
    expect(wrong({ passingShares: [0.5, 0.5, 0.5] })).toEqual(["out-of-range at passingShares"]);
    expect(wrong({ from: "today" })).toEqual(["wrong-type at from"]);
    expect(wrong({ fromDay: FIRST + 5 })).toEqual(["inconsistent at fromDay"]);
    expect(wrong({ fromDay: "x" })[0]).toBe("wrong-type at fromDay");
    expect(wrong({ less: 1 })).toEqual(["unknown-key at less"]);
    const rows = [
      [0, 0, 1, 0],
      [0, 0, 1, 0],
    ];
    for (const key of ["learningTransitions", "relearningTransitions"]) {
      expect(invalidOf(read({ [key]: rows })).issues).toMatchObject([
        { path: [key], code: "inconsistent", expected: "3 rows: after again, after hard and after good" },
      ]);
      expect(wrong({ [key]: [...rows, [0, 0, 0.5, 0]] })).toEqual([`out-of-range at ${key}.2`]);
      expect(wrong({ [key]: "steps" })).toEqual([`wrong-type at ${key}`]);
    }
  });

  it("count days of cards from the first day, and refuse more cards than there are", () => {
    const state = toyState(1, FIRST - 2, FROM - 2 * DAY);
    expect(rightOf(known([{ state }, { state, dueDay: FIRST + 4 }]))).toEqual([
      { state, due: null },
      { state, due: 4 },
    ]);
    expect(issuesOf(known([{ state, dueDay: 0.5 }]))).toEqual(["not-integer at 0.dueDay"]);
    expect(issuesOf(known([{ state: toyState(1, FIRST, FROM + 1) }]))).toEqual(["unordered at 0.state.lastAt"]);
    expect(invalidOf(known([{ state }, { state }], { deck: 1 })).issues).toMatchObject([
      { path: [], code: "too-many", expected: "at most the 1 cards of the deck", received: '"2 cards"' },
    ]);
    const million = new Array(1_000_001).fill({ state });
    expect(invalidOf(known(million)).issues).toMatchObject([
      { path: [], code: "too-many", expected: "at most 1000000 cards", received: '"1000001 cards"' },
    ]);
    expect([deckOf({ deck: null }, 5), deckOf({ deck: null }, 12_000), deckOf({ deck: 9 }, 5)]).toEqual([
      10_000, 12_000, 9,
    ]);
  });
});
