import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../../src/core/vocabulary/index.ts";
import { fsrs6 } from "../../../../src/spacing/fsrs6/fsrs6.ts";
import { FSRS6_WEIGHTS, fsrs6Trainer, fsrs6TrainerWith } from "../../../../src/spacing/index.ts";
import type { TrainingHistories } from "../../../../src/spacing/training/trainer.ts";

interface Row {
  readonly grade: number;
  readonly days: number;
  readonly weight: number;
}

const historiesOf = (cards: readonly (readonly Row[])[]): TrainingHistories => {
  const rows = cards.flatMap((card) => card.map((row, k) => (k === 0 ? { ...row, days: 0, weight: 0 } : row)));
  const offsets = [0];
  for (const card of cards) offsets.push((offsets[offsets.length - 1] ?? 0) + card.length);
  return {
    offsets: Uint32Array.from(offsets),
    grades: Uint8Array.from(rows, ({ grade }) => grade),
    elapsedDays: Float64Array.from(rows, ({ days }) => days),
    weights: Float64Array.from(rows, ({ weight }) => weight),
  };
};

/** The slow twin: the model as it is applied, review by review. */
const slowLoss = (weights: Float64Array, cards: readonly (readonly Row[])[]): number => {
  const kernel = fsrs6.prepare(fsrs6Trainer.modelOf(Array.from(weights), fsrs6.defaults));
  const moment = { at: 0, day: 0 };
  let loss = 0;
  for (const card of cards) {
    let state = kernel.first((card[0]?.grade ?? 3) as 1 | 2 | 3 | 4, moment);
    for (const { grade, days, weight } of card.slice(1)) {
      const recall = kernel.recall(state, days);
      const p = Math.min(Math.max(recall, 1e-7), 1 - 1e-7);
      loss -= weight * Math.log(grade > 1 ? p : 1 - p);
      state = kernel.next(state, grade as 1 | 2 | 3 | 4, days, recall, moment);
    }
  }
  return loss;
};

const row = fc.record({
  grade: fc.integer({ min: 1, max: 4 }),
  days: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 }), fc.constant(400)),
  weight: fc.constantFrom(0, 0.25, 1),
});
const cards = fc.array(fc.array(row, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 });
/** Weights well inside the bounds, so that no difference steps over one. */
const inside = fc
  .array(fc.double({ min: 0.1, max: 0.9, noNaN: true }), { minLength: 21, maxLength: 21 })
  .map((shares) =>
    Float64Array.from(shares, (share, k) => {
      const [lower, upper] = fsrs6Trainer.bounds[k] ?? [0, 0];
      return lower + share * (Math.min(upper, 20) - lower);
    }),
  );

// fsrs-rs 6.6, its gradient test: four cards, defaults; f32
const PUBLISHED = [
  ...[-0.095688, -0.005161, -0.001225, 0.007462, 0.036508, -0.082112, 0.059396, -2.147484, 0.576265, -2.875132],
  ...[0.715488, -0.028994, 0.009917, -0.218922, -0.00178, -0.089381, 0.299141, 0.068104, -0.011605, -0.253982],
  0.277005,
];
const published = historiesOf(
  (
    [
      [[0, 0, 0, 0, 1, 3], [1, 3, 1, 4, 3, 2], 4, 3],
      [[0, 0, 0, 1, 3, 6], [2, 4, 4, 3, 1, 3], 11, 3],
      [[0, 0, 0, 1, 3, 6], [3, 2, 4, 3, 3, 3], 12, 3],
      [[0, 0, 1, 3, 5, 12], [4, 4, 3, 3, 3, 4], 23, 1],
    ] as const
  ).map(([days, grades, after, answer]) => [
    ...days.map((each, k) => ({ days: each, grade: grades[k] ?? 0, weight: 0 })),
    { days: after, grade: answer, weight: 1 },
  ]),
);

describe("the training kernel of FSRS-6", () => {
  it("has the loss and the slope that fsrs-rs publishes", () => {
    const gradient = new Float64Array(21);
    const loss = fsrs6Trainer.prepare(published).loss(Float64Array.from(FSRS6_WEIGHTS), 0, 4, gradient, null);
    expect(loss).toBeCloseTo(4.0466048, 6);
    PUBLISHED.forEach((slope, k) => {
      expect(Math.abs((gradient[k] ?? Number.NaN) - slope), `w${k}`).toBeLessThan(1e-5); // theirs has 32 bits
    });
  });

  it("adds up to what the model itself says, review by review", () => {
    fc.assert(
      fc.property(cards, inside, (histories, weights) => {
        const flat = historiesOf(histories);
        const loss = fsrs6Trainer.prepare(flat).loss(weights, 0, histories.length, null, null);
        const slow = slowLoss(weights, histories);
        expect(Math.abs(loss - slow)).toBeLessThan(1e-9 * (1 + slow));
      }),
    );
  });

  it("has the slope that central differences of the model show", () => {
    fc.assert(
      fc.property(cards, inside, (histories, weights) => {
        const gradient = new Float64Array(21);
        fsrs6Trainer.prepare(historiesOf(histories)).loss(weights, 0, histories.length, gradient, null);
        for (let k = 0; k < 21; k += 1) {
          const at = (step: number): number =>
            slowLoss(
              weights.map((w, i) => (i === k ? w + step : w)),
              histories,
            );
          const h = 1e-5;
          const here = at(0);
          const [up, down] = [(at(h) - here) / h, (here - at(-h)) / h];
          // where the model has a kink in between, the slopes on both sides differ, and ours is one of them or between
          const slack = 1e-4 * (1 + Math.abs(up)) + 1.01 * Math.abs(up - down);
          expect(Math.abs((gradient[k] ?? Number.NaN) - (up + down) / 2), `w${k}`).toBeLessThan(slack);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("writes recall for labelled rows only, and takes any part of the cards", () => {
    const flat = historiesOf([
      [
        { grade: 3, days: 0, weight: 0 },
        { grade: 3, days: 2, weight: 1 },
        { grade: 1, days: 9, weight: 0 },
        { grade: 3, days: 1, weight: 0.5 },
      ],
      [
        { grade: 1, days: 0, weight: 0 },
        { grade: 2, days: 1, weight: 1 },
      ],
    ]);
    const weights = Float64Array.from(FSRS6_WEIGHTS);
    const recall = new Float64Array(6).fill(-1);
    const kernel = fsrs6Trainer.prepare(flat);
    const first = kernel.loss(weights, 0, 1, null, null);
    const second = kernel.loss(weights, 1, 2, null, recall);
    expect(Array.from(recall.slice(0, 5))).toEqual([-1, -1, -1, -1, -1]);
    expect(second).toBeCloseTo(-Math.log(recall[5] ?? 0), 12);
    expect(kernel.loss(weights, 0, 2, null, recall)).toBeCloseTo(first + second, 12);
    expect([recall[0], recall[2], recall[4]]).toEqual([-1, -1, -1]);
    expect(recall[1]).toBeGreaterThan(0.9);
    expect(first).toBeCloseTo(-Math.log(recall[1] ?? 0) - 0.5 * Math.log(recall[3] ?? 0), 12);
  });

  it("keeps recall off 0 and 1 in the loss, without a slope there", () => {
    const flat = historiesOf([
      [
        { grade: 3, days: 0, weight: 0 },
        { grade: 1, days: 0, weight: 1 },
      ],
    ]);
    const gradient = new Float64Array(21);
    const loss = fsrs6Trainer.prepare(flat).loss(Float64Array.from(FSRS6_WEIGHTS), 0, 1, gradient, null);
    expect(loss).toBeCloseTo(-Math.log(1e-7), 10);
    expect(Array.from(gradient).every((slope) => slope === 0)).toBe(true);
  });
});

describe("the trainer of FSRS-6", () => {
  it("clips to the bounds of the published trainer, twice the same as once", () => {
    const wild = Float64Array.from({ length: 21 }, (_, k) => (k % 2 === 0 ? 1e6 : -1e6));
    fsrs6Trainer.project(wild);
    const once = Array.from(wild);
    expect(once).toEqual(fsrs6Trainer.bounds.map(([lower, upper], k) => (k % 2 === 0 ? upper : lower)));
    fsrs6Trainer.project(wild);
    expect(Array.from(wild)).toEqual(once);
    expect(fsrs6Trainer.bounds[19]).toEqual([0.01, 0.8]);
    expect(fsrs6Trainer.bounds[17]).toEqual([0, 2]);
  });

  it("lowers the ceiling of w17 and w18 where there are several relearning steps", () => {
    const weights = (steps: number): readonly number[] => {
      const all = Float64Array.from(FSRS6_WEIGHTS);
      all[17] = 2;
      all[18] = 1.9;
      orThrow(fsrs6TrainerWith({ relearningSteps: steps })).project(all);
      return Array.from(all.slice(17, 19));
    };
    expect(weights(1)).toEqual([2, 1.9]);
    expect(weights(0)).toEqual([2, 1.9]);
    // sqrt(-(ln w11 + ln(2^w13 - 1) + 0.3 w14) / n) with the default weights, by hand
    const room = -(Math.log(1.4835) + Math.log(2 ** 0.2629 - 1) + 0.3 * 1.6483);
    expect(weights(2)[0]).toBeCloseTo(Math.sqrt(room / 2), 12);
    expect(weights(5)[1]).toBeCloseTo(Math.sqrt(room / 5), 12);
    expect(weights(1000)[0]).toBeCloseTo(0.1, 12);
  });

  it("leaves same-day reviews without an effect where asked", () => {
    const trainer = orThrow(fsrs6TrainerWith({ sameDay: false }));
    expect(trainer.defaults.slice(17, 20)).toEqual([0, 0, 0]);
    expect(trainer.bounds.slice(17, 20)).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(trainer.prior.centre).toEqual(trainer.defaults);
  });

  it("refuses options that do not fit", () => {
    expect(fsrs6TrainerWith({ relearningSteps: -1 })).toMatchObject({
      left: { in: "spacing.fsrs6TrainerWith", issues: [{ path: ["relearningSteps"], code: "out-of-range" }] },
    });
  });
});
