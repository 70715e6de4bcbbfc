import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain, orThrow } from "../../../src/index.ts";
import {
  createMemory,
  FSRS7_BOUNDS,
  FSRS7_WEIGHTS,
  type Fsrs7Model,
  type Fsrs7State,
  fsrs7,
  GRADES,
  intervalDays,
  type Memory,
  parseMemoryState,
  preview,
  recall,
  replay,
  replayMany,
  review,
} from "../../../src/spacing/index.ts";
import { anyHistory, anyWeights7, between, DAY, START } from "../arbitraries.ts";
import { behavesAsMemoryModel } from "../memoryModelSuite.ts";

type Fsrs7Memory = Memory<Fsrs7Model, Fsrs7State>;

const MINUTE = 60_000;
const standard = orThrow(createMemory(fsrs7)());
const within = orThrow(createMemory(fsrs7)({ minimumIntervalDays: 0 }));

const withWeights = (weights: readonly number[]): Fsrs7Memory => orThrow(createMemory(fsrs7)({ weights }));

const anyMemory = fc.oneof(
  fc.constant(standard),
  fc
    .record({
      weights: anyWeights7,
      retention: between(0.5, 0.98),
      maximumIntervalDays: fc.integer({ min: 1, max: 36_500 }),
      time: fc.oneof(
        fc.constant({ elapsed: "study-days" as const }),
        between(0, 1).map((minimumIntervalDays) => ({ elapsed: "exact" as const, minimumIntervalDays })),
      ),
    })
    .map(({ time, ...options }) => orThrow(createMemory(fsrs7)({ ...options, ...time }))),
);

const stateOf = (change: Partial<Fsrs7State>): Fsrs7State => ({
  kind: "fsrs-7",
  version: 1,
  stability: 10,
  fastStability: 2,
  difficulty: 5,
  lastAt: START,
  lastDay: 20_089,
  reviews: 3,
  lapses: 1,
  ...change,
});

const anyStability = between(Math.log(0.0001), Math.log(36_500)).map((ln) =>
  Math.min(36_500, Math.max(0.0001, Math.exp(ln))),
);
const anyState = fc
  .record({ stability: anyStability, fastStability: anyStability, difficulty: between(1, 10) })
  .map(stateOf);
const anyDays = fc.oneof(fc.constant(0), between(0, 1), between(1, 2000));

const moment = { at: START, day: 20_089 };

const step = (memory: Fsrs7Memory, state: Fsrs7State, grade: 1 | 2 | 3 | 4, days: number): Fsrs7State =>
  memory.kernel.next(state, grade, days, memory.kernel.recall(state, days), moment);

behavesAsMemoryModel(fsrs7, anyMemory, { orderedGrades: "by-default" });

describe("FSRS-7 against published numbers", () => {
  // The six-review check on which fsrs-rs, srs-benchmark and ts-fsrs 6 agree: again, then good at 0, 1, 3, 8 and 21 days.
  it("walks through the published D, S and F, digit for digit", () => {
    const grades = [1, 3, 3, 3, 3, 3];
    const elapsedDays = [0, 0, 1, 3, 8, 21];
    const { after } = orThrow(replayMany(standard)({ offsets: [0, 6], grades, elapsedDays }));
    const rows = grades.map((_, row) =>
      [after.difficulty, after.stability, after.fastStability].map((column) => Number((column[row] ?? 0).toFixed(4))),
    );
    expect(rows).toEqual([
      [6.1686, 0.1104, 0.0883],
      [6.1092, 0.1104, 0.0883],
      [6.0504, 0.9169, 44.4442],
      [5.9922, 3.5338, 193.5973],
      [5.9346, 10.186, 407.6265],
      [5.8775, 25.9857, 700.5589],
    ]);
  });

  it("starts a new card at S = w(G-1), F = 0.8 S and the D of its grade", () => {
    const starts = orThrow(preview(standard)({ at: START }));
    expect(GRADES.map((grade) => starts[grade].state.stability)).toEqual([0.1104, 2.2395, 3.9221, 11.7841]);
    for (const grade of GRADES) expect(starts[grade].state.fastStability).toBe(0.8 * starts[grade].state.stability);
    const difficulties = GRADES.map((grade) => starts[grade].state.difficulty);
    expect(difficulties[0]).toBe(6.1686);
    expect(difficulties[1]).toBeCloseTo(6.1686 - Math.exp(0.6457) + 1, 12);
    expect(difficulties[3]).toBe(1); // 6.1686 - e^(3 · 0.6457) + 1 is 0.23…
  });
});

describe("FSRS-7 against its slow twin", () => {
  // straight from the published formulas, one expression each, with the platform's own Math, and bisection for the interval
  const twin = (w: readonly number[]) => {
    const at = (index: number): number => w[index] ?? Number.NaN;
    const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));
    const bound = (s: number): number => clamp(s, 0.0001, 36_500);
    const fast = (F: number, t: number): number => {
      const decay = -clamp(at(23) * F ** (at(33) - 0.3), 0.01, 0.95);
      return (1 + ((Math.exp(Math.min(Math.log(at(25)) / decay, 60)) - 1) * t) / F) ** decay;
    };
    const R = (S: number, F: number, D: number, t: number): number => {
      const decay = -clamp(at(24), 0.01, 0.95);
      const b = (at(26) ** (1 / decay) - 1) * Math.exp((D - 5) * (at(32) - 0.3));
      const slow = (1 + (b * t) / S) ** decay;
      const pf = at(27) * F ** -at(29);
      const ps = at(28) * S ** at(30) * Math.exp((D - 5) * (at(31) - 0.5));
      return ((pf * fast(F, t) + ps * slow) / (pf + ps)) * (1 - 2e-5) + 1e-5;
    };
    const trace = (k: number, G: number, x: number, D: number, q: number): number => {
      const L = Math.min(x, at(k + 3) * ((x + 1) ** at(k + 4) - 1) * Math.exp((1 - q) * at(k + 5)));
      const bonus = G === 2 ? at(k + 6) : G === 4 ? at(k + 7) : 1;
      const gain = Math.exp(at(k) - 1.5) * (11 - D) * x ** -at(k + 1) * (Math.exp((1 - q) * at(k + 2)) - 1);
      return bound(G === 1 ? L : Math.max(L, x * (1 + gain * bonus)));
    };
    const next = ({ stability, fastStability, difficulty }: Fsrs7State, G: number, t: number) => {
      const before = R(stability, fastStability, difficulty, t);
      const S = trace(7, G, stability, difficulty, before);
      const F = trace(15, G, fastStability, difficulty, fast(fastStability, t));
      const delta = -at(6) * (G - 3) * (G === 1 ? before + 0.1 : 1);
      const easiest = at(4) - Math.exp(3 * at(5)) + 1;
      const D = 0.01 * easiest + 0.99 * (difficulty + ((10 - difficulty) / 9) * delta);
      return { S, F: bound(G === 1 ? Math.min(F, 0.8 * S) : F), D: clamp(D, 1, 10) };
    };
    const interval = ({ stability, fastStability, difficulty }: Fsrs7State, retention: number): number => {
      let [low, high] = [-100, 200]; // ln of days
      for (let i = 0; i < 200; i += 1) {
        const middle = (low + high) / 2;
        if (R(stability, fastStability, difficulty, Math.exp(middle)) > retention) low = middle;
        else high = middle;
      }
      return Math.exp(low);
    };
    return { R, next, interval };
  };

  it("agrees on both stabilities, difficulty and recall for any weights, state, grade and time", () => {
    fc.assert(
      fc.property(anyWeights7, anyState, fc.constantFrom(1, 2, 3, 4), anyDays, (weights, state, grade, t) => {
        const memory = withWeights(weights);
        const expected = twin(weights);
        const after = expected.next(state, grade, t);
        const ours = step(memory, state, grade, t);
        // a few roundings of 1e-16, made larger where 1 - q or (x + 1)^w - 1 cancels
        expect(Math.abs(ours.stability / after.S - 1)).toBeLessThan(1e-9);
        expect(Math.abs(ours.fastStability / after.F - 1)).toBeLessThan(1e-9);
        expect(Math.abs(ours.difficulty - after.D)).toBeLessThan(1e-12);
        const { stability, fastStability, difficulty } = state;
        const R = expected.R(stability, fastStability, difficulty, t);
        expect(Math.abs(memory.kernel.recall(state, t) - R)).toBeLessThan(1e-12);
      }),
      { numRuns: 1000 },
    );
  });

  it("agrees with bisection on the interval", () => {
    fc.assert(
      fc.property(anyWeights7, anyState, between(0.3, 0.99), (weights, state, retention) => {
        const memory = withWeights(weights);
        const ours = memory.kernel.intervalDays(state, retention);
        const expected = twin(weights).interval(state, retention);
        if (expected < Math.exp(199)) expect(Math.abs(Math.log(ours / expected))).toBeLessThan(1e-8);
      }),
      { numRuns: 300 },
    );
  });
});

describe("FSRS-7, its laws", () => {
  it("has the interval as the inverse of recall wherever it stays below 1e250 days, from 0.0001 to 0.9999", () => {
    const anyRetention = fc.oneof(fc.constantFrom(0.0001, 0.001, 0.9, 0.99, 0.9999), between(0.0001, 0.9999));
    fc.assert(
      fc.property(anyWeights7, anyState, anyRetention, (weights, state, retention) => {
        const { kernel } = withWeights(weights);
        const days = kernel.intervalDays(state, retention);
        expect(days).toBeGreaterThan(0);
        expect(Number.isFinite(days)).toBe(true);
        if (days < 1e249) expect(Math.abs(kernel.recall(state, days) - retention)).toBeLessThan(1e-13);
        else expect(kernel.recall(state, days)).toBeGreaterThan(retention - 1e-3);
      }),
      { numRuns: 1000 },
    );
  });

  it("stops at 1e250 days where recall would fall so low only later", () => {
    const slowest = FSRS7_WEIGHTS.map((weight, index) => ({ 23: 0.01, 24: 0.01, 25: 0.85, 26: 0.99 })[index] ?? weight);
    expect(withWeights(slowest).kernel.intervalDays(stateOf({ stability: 36_500 }), 0.0001) / 1e250).toBeCloseTo(1, 9);
  });

  it("never lowers a stability on success and never raises one on a lapse", () => {
    fc.assert(
      fc.property(anyWeights7, anyState, anyDays, (weights, state, days) => {
        const memory = withWeights(weights);
        for (const grade of [2, 3, 4] as const) {
          const after = step(memory, state, grade, days);
          expect(after.stability).toBeGreaterThanOrEqual(state.stability);
          expect(after.fastStability).toBeGreaterThanOrEqual(state.fastStability);
        }
        const after = step(memory, state, 1, days);
        expect(after.stability).toBeLessThanOrEqual(state.stability);
        expect(after.fastStability).toBeLessThanOrEqual(state.fastStability);
        expect(after.fastStability).toBeLessThanOrEqual(Math.max(0.0001, 0.8 * after.stability));
      }),
    );
  });

  it("orders both stabilities by the grade, and difficulty the other way round", () => {
    fc.assert(
      fc.property(anyWeights7, anyState, anyDays, (weights, state, days) => {
        const memory = withWeights(weights);
        const after = ([1, 2, 3, 4] as const).map((grade) => step(memory, state, grade, days));
        for (const [index, worse] of after.slice(0, 3).entries()) {
          const better = after[index + 1] ?? worse;
          expect(worse.stability).toBeLessThanOrEqual(better.stability);
          expect(worse.fastStability).toBeLessThanOrEqual(better.fastStability);
          if (index > 0) expect(worse.difficulty).toBeGreaterThanOrEqual(better.difficulty);
        }
      }),
    );
  });

  it("keeps stabilities within [0.0001, 36500], difficulty within [1, 10], and any history storable", () => {
    fc.assert(
      fc.property(anyMemory, anyHistory, (memory, history) => {
        for (const { state } of orThrow(replay(memory)(history)).reviews) {
          for (const stability of [state.stability, state.fastStability]) {
            expect(stability).toBeGreaterThanOrEqual(0.0001);
            expect(stability).toBeLessThanOrEqual(36_500);
          }
          expect(state.difficulty).toBeGreaterThanOrEqual(1);
          expect(state.difficulty).toBeLessThanOrEqual(10);
          expect(orThrow(memory.kernel.parseState(state))).toEqual(state);
        }
      }),
    );
  });

  it("keeps recall at least 1e-5 away from 0 and 1", () => {
    expect(standard.kernel.recall(stateOf({}), 0)).toBeCloseTo(0.99999, 15);
    fc.assert(
      fc.property(anyWeights7, anyState, between(0, 1e9), (weights, state, days) => {
        const value = withWeights(weights).kernel.recall(state, days);
        expect(value).toBeGreaterThanOrEqual(1e-5);
        expect(value).toBeLessThanOrEqual(0.99999 + 1e-15);
      }),
    );
  });

  it("counts a lapse where it was forgotten a day or more after the review before", () => {
    const history = [0, 0.9, 1.9, 1].map((days) => days * DAY);
    let at = START;
    const lapses = orThrow(
      replay(standard)(
        history.map((gap) => {
          at += gap;
          return { grade: "again", at };
        }),
      ),
    ).reviews.map(({ state }) => state.lapses);
    expect(lapses).toEqual([0, 0, 1, 2]);
  });
});

describe("FSRS-7 within a day", () => {
  const first = orThrow(review(standard)({ grade: "good", at: START }));

  it("counts minutes: time and grade matter on the same day", () => {
    const at = START + 12 * MINUTE;
    const { good, again } = orThrow(preview(standard)({ state: first.state, at }));
    expect(good.recallBefore).toBe(standard.kernel.recall(first.state, 12 / 1440));
    expect(good.recallBefore).toBeLessThan(0.9999);
    expect(good.reasons[0]).toEqual({
      code: "recalled-within-day",
      values: { minutes: 12, recall: good.recallBefore },
    });
    expect(again.reasons[0]).toEqual({
      code: "forgotten-within-day",
      values: { minutes: 12, recall: good.recallBefore },
    });
    expect(good.reasons.map((reason) => explain(reason)).join()).toContain("12 minutes after the last review");
    const later = orThrow(review(standard)({ state: first.state, grade: "good", at: at + MINUTE }));
    expect(later.state.stability).not.toBe(good.state.stability);
    const nextDay = orThrow(review(standard)({ state: first.state, grade: "good", at: START + DAY }));
    expect(nextDay.reasons[0]?.code).toBe("recalled");
    const justBefore = orThrow(review(standard)({ state: first.state, grade: "good", at: START + DAY - 1 }));
    expect(justBefore.reasons[0]?.code).toBe("recalled-within-day");
  });

  it("plans whole days from one on, unless told that it may plan sooner", () => {
    const plain = orThrow(review(standard)({ grade: "again", at: START }));
    const exact = orThrow(intervalDays(standard)({ state: plain.state }));
    expect([plain.intervalDays, plain.dueAt, plain.dueDay]).toEqual([1, START + DAY, 20_090]);
    expect(plain.reasons[1]).toEqual({
      code: "shortest-interval",
      values: { days: exact, retention: 0.9, minimumIntervalDays: 1 },
    });
    const soon = orThrow(review(within)({ grade: "again", at: START }));
    expect(soon.intervalDays).toBe(exact);
    expect(soon.dueAt).toBe(START + 3307); // 3.8e-5 days
    expect(soon.dueDay).toBe(20_089);
    expect(soon.reasons[1]).toEqual({ code: "recall-falls-due", values: { days: exact, retention: 0.9 } });
    const minutes = orThrow(createMemory(fsrs7)({ minimumIntervalDays: 10 / 1440 }));
    const floored = orThrow(review(minutes)({ grade: "again", at: START }));
    expect(floored.intervalDays).toBe(10 / 1440);
    expect(floored.dueAt).toBe(START + 10 * MINUTE);
    expect(floored.reasons[1]).toEqual({
      code: "shortest-interval",
      values: { days: exact, retention: 0.9, minimumIntervalDays: 10 / 1440 },
    });
  });

  it("keeps the fraction just below a day, and rounds from a day on", () => {
    const { state } = orThrow(review(standard)({ grade: "good", at: START }));
    const lasting = (retention: number): number => orThrow(intervalDays(within)({ state, retention }));
    const plan = (retention: number): number => {
      const memory = orThrow(createMemory(fsrs7)({ minimumIntervalDays: 0, retention }));
      return orThrow(review(memory)({ grade: "good", at: START })).intervalDays;
    };
    let retention = 0.99; // the highest at which this card lasts a day, by bisection
    for (let step = 0.4; step > 1e-9; step /= 2) if (lasting(retention - step) < 1) retention -= step;
    expect(lasting(retention)).toBeLessThan(1);
    expect(lasting(retention)).toBeGreaterThan(0.999);
    expect(plan(retention)).toBe(lasting(retention));
    expect(lasting(retention - 1e-6)).toBeGreaterThan(1);
    expect(plan(retention - 1e-6)).toBe(1);
  });

  it("falls continuously between reviews", () => {
    const ask = (minutes: number): number =>
      orThrow(recall(standard)({ state: first.state, at: START + minutes * MINUTE }));
    expect(ask(1)).toBeLessThan(ask(0));
    expect(ask(2)).toBeLessThan(ask(1));
  });
});

describe("FSRS-7, its documents", () => {
  const make = createMemory(fsrs7);
  const set = (index: number, value: number): readonly number[] =>
    FSRS7_WEIGHTS.map((weight, place) => (place === index ? value : weight));

  it("has the defaults written down", () => {
    expect(standard.model).toEqual({
      kind: "fsrs-7",
      version: 1,
      weights: FSRS7_WEIGHTS,
      retention: 0.9,
      minimumIntervalDays: 1,
      maximumIntervalDays: 36_500,
      elapsed: "exact",
    });
    expect(FSRS7_WEIGHTS.length).toBe(34);
    expect(FSRS7_BOUNDS.length).toBe(34);
    for (const [index, [lower, upper]] of FSRS7_BOUNDS.entries()) {
      expect(FSRS7_WEIGHTS[index]).toBeGreaterThanOrEqual(lower);
      expect(FSRS7_WEIGHTS[index]).toBeLessThanOrEqual(upper);
    }
  });

  it("takes all weights at their lower and at their upper bounds, also in 32-bit floats", () => {
    for (const end of [0, 1] as const)
      for (const round of [(x: number) => x, Math.fround]) {
        const weights = FSRS7_BOUNDS.map((bound) => round(bound[end]));
        expect(make({ weights })._tag).toBe("Right");
      }
  });

  it("refuses a weight beyond its bound, by number", () => {
    for (const [index, [lower, upper]] of FSRS7_BOUNDS.entries())
      for (const value of [lower - 0.00009, upper + 0.0001])
        expect(make({ weights: set(index, value) })).toMatchObject({
          left: {
            in: "spacing.createMemory",
            issues: expect.arrayContaining([
              expect.objectContaining({ path: ["weights", index], code: "out-of-range" }),
            ]),
          },
        });
  });

  it("refuses weights out of order: w0 to w3 do not fall, w26 is not below w25", () => {
    for (const [index, value, other] of [
      [1, 0.1103, 0],
      [2, 2.2394, 1],
      [3, 3.922, 2],
    ] as const)
      expect(make({ weights: set(index, value) })).toMatchObject({
        left: {
          issues: [{ path: ["weights", index], code: "inconsistent", expected: `a weight not below w${other}` }],
        },
      });
    const weights = FSRS7_WEIGHTS.map((weight, index) => ({ 25: 0.8, 26: 0.79 })[index] ?? weight);
    expect(make({ weights })).toMatchObject({
      left: { issues: [{ path: ["weights", 26], code: "inconsistent", expected: "a weight not below w25" }] },
    });
    expect(make({ weights: set(1, 0.1104) })._tag).toBe("Right");
  });

  it("refuses the weights of FSRS-6 and of the 35-weight draft by their number", () => {
    for (const weights of [FSRS7_WEIGHTS.slice(0, 21), [...FSRS7_WEIGHTS, 0.5]])
      expect(make({ weights })).toMatchObject({ left: { issues: [{ path: ["weights"] }] } });
  });

  it("plans within a day only where time is exact", () => {
    expect(make({ minimumIntervalDays: 0.5, elapsed: "study-days" })).toMatchObject({
      left: {
        in: "spacing.createMemory",
        issues: [{ path: ["minimumIntervalDays"], code: "inconsistent", received: "0.5" }],
      },
    });
    expect(make({ elapsed: "study-days" })._tag).toBe("Right");
    for (const minimumIntervalDays of [0, 0.5, 1]) expect(make({ minimumIntervalDays })._tag).toBe("Right");
    for (const minimumIntervalDays of [-0.001, 1.001])
      expect(make({ minimumIntervalDays })).toMatchObject({
        left: { issues: [{ path: ["minimumIntervalDays"], code: "out-of-range" }] },
      });
  });

  it.each([
    ["kind", "fsrs-6", "unknown-value"],
    ["version", 2, "unsupported-version"],
    ["stability", 0.00009, "out-of-range"],
    ["stability", 36_501, "out-of-range"],
    ["fastStability", 0.00009, "out-of-range"],
    ["fastStability", 36_501, "out-of-range"],
    ["fastStability", undefined, "missing"],
    ["difficulty", 0.99, "out-of-range"],
    ["difficulty", 10.01, "out-of-range"],
    ["lapses", 3, "inconsistent"],
  ])("refuses a state with %s: %s as %s", (key, value, code) => {
    expect(parseMemoryState(standard)({ ...stateOf({}), [key]: value })).toMatchObject({
      left: { in: "spacing.parseMemoryState", issues: [{ path: [key], code }] },
    });
  });

  it("takes the ends of every range of a state, and copies only the known keys", () => {
    for (const change of [
      { stability: 0.0001, fastStability: 36_500 },
      { stability: 36_500, fastStability: 0.0001 },
      { difficulty: 1 },
      { difficulty: 10 },
    ])
      expect(orThrow(parseMemoryState(standard)({ ...stateOf(change), card: "7" }))).toEqual(stateOf(change));
  });
});
