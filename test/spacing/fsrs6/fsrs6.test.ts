import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import {
  createMemory,
  FSRS6_BOUNDS,
  FSRS6_WEIGHTS,
  type Fsrs6Model,
  type Fsrs6State,
  fsrs6,
  GRADES,
  type Memory,
  preview,
  replay,
} from "../../../src/spacing/index.ts";
import { anyHistory, anyWeights, between, DAY, START } from "../arbitraries.ts";
import { behavesAsMemoryModel } from "../memoryModelSuite.ts";

type Fsrs6Memory = Memory<Fsrs6Model, Fsrs6State>;

const standard = orThrow(createMemory(fsrs6)());

const withWeights = (weights: readonly number[]): Fsrs6Memory => orThrow(createMemory(fsrs6)({ weights }));

const anyMemory = fc.oneof(
  fc.constant(standard),
  fc
    .record({
      weights: anyWeights,
      retention: between(0.5, 0.98),
      maximumIntervalDays: fc.integer({ min: 1, max: 36_500 }),
      elapsed: fc.constantFrom("study-days" as const, "exact" as const),
    })
    .map((options) => orThrow(createMemory(fsrs6)(options))),
);

const anyState = fc.record({ stability: between(0.001, 36_500), difficulty: between(1, 10) }).map(
  (trace): Fsrs6State => ({
    kind: "fsrs-6",
    version: 1,
    lastAt: START,
    lastDay: 20_089,
    reviews: 3,
    lapses: 1,
    ...trace,
  }),
);

const moment = { at: START, day: 20_089 };

const step = (memory: Fsrs6Memory, state: Fsrs6State, grade: 1 | 2 | 3 | 4, days: number): Fsrs6State =>
  memory.kernel.next(state, grade, days, memory.kernel.recall(state, days), moment);

/** Grades with the days since the review before, replayed at nine in the morning. */
const walk = (memory: Fsrs6Memory, history: readonly (readonly [grade: 1 | 2 | 3 | 4, days: number])[]) => {
  let day = 0;
  const reviews = history.map(([grade, days], index) => {
    day += days;
    return { grade: GRADES[grade - 1] ?? "again", at: START + day * DAY + index * 600_000 };
  });
  return orThrow(replay(memory)(reviews));
};

behavesAsMemoryModel(fsrs6, anyMemory);

describe("FSRS-6 against published numbers", () => {
  // fsrs-rs 6 `inference.rs` test_memory_state and py-fsrs 6 `test_memo_state`; both print about seven digits
  const published = [
    [1, 0],
    [3, 0],
    [3, 1],
    [3, 3],
    [3, 8],
    [3, 21],
  ] as const;

  it("ends the six-review check at S = 53.62691, D = 6.3574867", () => {
    const { stability, difficulty } = walk(standard, published).state;
    expect(Math.abs(stability - 53.62691)).toBeLessThan(2e-4); // published from 32-bit floats
    expect(Math.abs(difficulty - 6.3574867)).toBeLessThan(1e-6);
  });

  it("ends it at S = 53.335106 without the same-day weights w17 to w19", () => {
    const weights = FSRS6_WEIGHTS.map((weight, index) => (index >= 17 && index <= 19 ? 0 : weight));
    const { stability, difficulty } = walk(withWeights(weights), published).state;
    expect(Math.abs(stability - 53.335106)).toBeLessThan(2e-4);
    expect(Math.abs(difficulty - 6.3574867)).toBeLessThan(1e-6);
  });

  it("starts a new card at the published S and D of each grade", () => {
    const starts = GRADES.map((_, index) => walk(standard, [[(index + 1) as 1 | 2 | 3 | 4, 0]]).state); // index is 0 to 3
    expect(starts.map(({ stability }) => stability)).toEqual([0.212, 1.2931, 2.3065, 8.2956]);
    const published = [6.4133, 5.11217071, 2.11810397, 1]; // ts-fsrs 5 rounds to eight decimals
    for (const [index, state] of starts.entries())
      expect(Math.abs(state.difficulty - (published[index] ?? 0))).toBeLessThan(5.1e-9);
  });

  it("reproduces the intervals of py-fsrs's test_review_card", () => {
    // 13 reviews, each when due; the first, seventh and eighth go to learning steps there, which are reviews of the same day here
    const intervals = walk(standard, [
      [3, 0],
      [3, 0],
      [3, 2],
      [3, 11],
      [3, 46],
      [3, 163],
      [1, 498],
      [1, 0],
      [3, 0],
      [3, 2],
      [3, 4],
      [3, 7],
      [3, 12],
    ]).reviews.map(({ intervalDays }) => intervalDays);
    expect(intervals.filter((_, index) => index !== 0 && index !== 6 && index !== 7)).toEqual([
      2, 11, 46, 163, 498, 2, 4, 7, 12, 21,
    ]);
  });

  it("has the published curve: R(0), R(1), R(2), R(3) at S = 1 with w20 = 0.2", () => {
    const memory = withWeights([...FSRS6_WEIGHTS.slice(0, 20), 0.2]);
    const state = { ...walk(memory, [[3, 0]]).state, stability: 1 };
    const expected = [1, 0.9, 0.84028935, 0.7985001]; // fsrs-rs 6 `model.rs`, 32-bit floats
    for (const [days, value] of expected.entries())
      expect(Math.abs(memory.kernel.recall(state, days) - value)).toBeLessThan(1e-7);
  });
});

describe("FSRS-6 against its slow twin", () => {
  // straight from the published formulas, one expression each, with the platform's own Math
  const twin = (
    w: readonly number[],
    S: number,
    D: number,
    G: number,
    t: number,
  ): { S: number; D: number; R: number } => {
    const at = (index: number): number => w[index] ?? Number.NaN;
    const clampD = (d: number): number => Math.min(10, Math.max(1, d));
    const start = (g: number): number => at(4) - Math.exp(at(5) * (g - 1)) + 1;
    const decay = -at(20);
    const factor = 0.9 ** (1 / decay) - 1;
    const R = (1 + (factor * t) / S) ** decay;
    const moved = D + ((10 - D) / 9) * (-at(6) * (G - 3));
    const bonus = G === 2 ? at(15) : G === 4 ? at(16) : 1;
    const k = Math.exp(at(17) * (G - 3 + at(18))) * S ** -at(19);
    const next =
      t < 1
        ? S * (G >= 2 ? Math.max(1, k) : k)
        : G === 1
          ? Math.min(
              at(11) * D ** -at(12) * ((S + 1) ** at(13) - 1) * Math.exp(at(14) * (1 - R)),
              S / Math.exp(at(17) * at(18)),
            )
          : S * (1 + Math.exp(at(8)) * (11 - D) * S ** -at(9) * (Math.exp(at(10) * (1 - R)) - 1) * bonus);
    return {
      S: Math.min(36_500, Math.max(0.001, next)),
      D: clampD(at(7) * start(4) + (1 - at(7)) * moved),
      R,
    };
  };

  it("agrees on stability, difficulty and recall for any weights, state, grade and gap", () => {
    const days = fc.oneof(fc.constant(0), between(0, 1), fc.integer({ min: 1, max: 2000 }));
    fc.assert(
      fc.property(anyWeights, anyState, fc.constantFrom(1, 2, 3, 4), days, (weights, state, grade, t) => {
        const memory = withWeights(weights);
        const next = step(memory, state, grade, t);
        const expected = twin(weights, state.stability, state.difficulty, grade, t);
        // a few roundings of 1e-16, made larger where 1 - R or (S + 1)^w13 - 1 cancels at small t / S or S
        expect(Math.abs(next.stability / expected.S - 1)).toBeLessThan(1e-10);
        expect(Math.abs(next.difficulty - expected.D)).toBeLessThan(1e-13);
        expect(Math.abs(memory.kernel.recall(state, t) / expected.R - 1)).toBeLessThan(1e-13);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("FSRS-6, its laws", () => {
  it("gives longer intervals for better grades of the same later review", () => {
    fc.assert(
      fc.property(anyMemory, anyHistory, fc.integer({ min: 0, max: 200 }), (memory, history, days) => {
        const { state } = orThrow(replay(memory)(history));
        const { again, hard, good, easy } = orThrow(preview(memory)({ state, at: state.lastAt + days * DAY }));
        expect(again.intervalDays).toBeLessThanOrEqual(hard.intervalDays);
        expect(hard.intervalDays).toBeLessThanOrEqual(good.intervalDays);
        expect(good.intervalDays).toBeLessThanOrEqual(easy.intervalDays);
      }),
    );
  });

  it("has recall 1 at the last review", () => {
    fc.assert(
      fc.property(anyWeights, anyState, (weights, state) => {
        expect(withWeights(weights).kernel.recall(state, 0)).toBe(1);
      }),
    );
  });

  it("has recall 0.9 at t = S, whatever the weights", () => {
    fc.assert(
      fc.property(anyWeights, anyState, (weights, state) => {
        expect(Math.abs(withWeights(weights).kernel.recall(state, state.stability) - 0.9)).toBeLessThan(1e-14);
      }),
    );
  });

  it("has S itself as the interval at retention 0.9", () => {
    fc.assert(
      fc.property(anyWeights, anyState, (weights, state) => {
        expect(withWeights(weights).kernel.intervalDays(state, 0.9)).toBe(state.stability);
      }),
    );
  });

  it("never lowers stability on success and never raises it on a lapse of a later day", () => {
    fc.assert(
      fc.property(anyWeights, anyState, fc.integer({ min: 1, max: 3000 }), (weights, state, days) => {
        const memory = withWeights(weights);
        for (const grade of [2, 3, 4] as const)
          expect(step(memory, state, grade, days).stability).toBeGreaterThanOrEqual(state.stability);
        expect(step(memory, state, 1, days).stability).toBeLessThanOrEqual(state.stability);
      }),
    );
  });

  it("never lowers stability by a hard, good or easy of the same day", () => {
    fc.assert(
      fc.property(anyWeights, anyState, (weights, state) => {
        const memory = withWeights(weights);
        for (const grade of [2, 3, 4] as const)
          expect(step(memory, state, grade, 0).stability).toBeGreaterThanOrEqual(state.stability);
      }),
    );
  });

  it("caps what is left after a lapse at S e^(-w17 w18), which decides for a weak memory", () => {
    fc.assert(
      fc.property(
        between(0.002, 0.05),
        between(1, 10),
        fc.integer({ min: 50, max: 500 }),
        (stability, difficulty, days) => {
          const state = { ...walk(standard, [[3, 0]]).state, stability, difficulty };
          const expected = stability * Math.exp(-0.5425 * 0.0912);
          expect(step(standard, state, 1, days).stability / expected).toBeCloseTo(1, 12);
        },
      ),
    );
  });

  it("gains more from a success the more had been forgotten", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        between(2, 9),
        (days, more, difficulty) => {
          const state = { ...walk(standard, [[3, 0]]).state, stability: 20, difficulty };
          const early = step(standard, state, 3, days).stability;
          expect(step(standard, state, 3, days + more).stability).toBeGreaterThan(early);
        },
      ),
    );
  });

  it("keeps difficulty in [1, 10] and lets it rise with worse grades", () => {
    fc.assert(
      fc.property(anyWeights, anyState, (weights, state) => {
        const memory = withWeights(weights);
        const [again = 0, hard = 0, good = 0, easy = 0] = ([1, 2, 3, 4] as const).map(
          (grade) => step(memory, state, grade, 1).difficulty,
        );
        for (const difficulty of [again, hard, good, easy]) {
          expect(difficulty).toBeGreaterThanOrEqual(1);
          expect(difficulty).toBeLessThanOrEqual(10);
        }
        expect(again).toBeGreaterThanOrEqual(hard);
        expect(hard).toBeGreaterThanOrEqual(good);
        expect(good).toBeGreaterThanOrEqual(easy);
      }),
    );
  });

  it("counts a lapse where it was forgotten on a later day, and not on the same day or at the first review", () => {
    const lapses = walk(standard, [
      [1, 0],
      [1, 0],
      [3, 1],
      [1, 2],
      [1, 0],
      [2, 1],
      [1, 1],
    ]).reviews.map(({ state }) => state.lapses);
    expect(lapses).toEqual([0, 0, 0, 1, 1, 1, 2]);
  });

  it("keeps stability within [0.001, 36500] and any history storable", () => {
    fc.assert(
      fc.property(anyMemory, anyHistory, (memory, history) => {
        for (const { state } of orThrow(replay(memory)(history)).reviews) {
          expect(state.stability).toBeGreaterThanOrEqual(0.001);
          expect(state.stability).toBeLessThanOrEqual(36_500);
          expect(orThrow(memory.kernel.parseState(state))).toEqual(state);
        }
      }),
    );
  });
});

describe("FSRS-6, its weights", () => {
  it("takes the ends of every bound and the rounding of 32-bit floats, and nothing beyond", () => {
    const make = createMemory(fsrs6);
    const set = (index: number, value: number): readonly number[] =>
      FSRS6_WEIGHTS.map((weight, place) => (place === index ? value : weight));
    expect(FSRS6_BOUNDS.length).toBe(21);
    for (const [index, [lower, upper]] of FSRS6_BOUNDS.entries()) {
      for (const value of [lower, upper, Math.fround(lower), Math.fround(upper)])
        expect(make({ weights: set(index, value) })._tag).toBe("Right");
      for (const value of [lower - 0.0001, upper + 0.0001]) {
        const refused = make({ weights: set(index, value) });
        expect(refused).toMatchObject({
          left: {
            _tag: "InvalidInput",
            in: "spacing.createMemory",
            issues: [{ path: ["weights", index], code: "out-of-range" }],
          },
        });
      }
    }
  });

  it("refuses too few and too many weights, naming them", () => {
    for (const weights of [FSRS6_WEIGHTS.slice(0, 19), [...FSRS6_WEIGHTS, 0.5], []]) {
      expect(createMemory(fsrs6)({ weights })).toMatchObject({ left: { issues: [{ path: ["weights"] }] } });
    }
  });
});
