import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../../src/core/vocabulary/index.ts";
import {
  createMemory,
  type Memory,
  type MemoryModel,
  type MemoryState,
  parseMemoryModel,
} from "../../../../src/spacing/index.ts";
import type { MemoryTrainer, TrainingHistories } from "../../../../src/spacing/training/trainer.ts";
import type { Dual } from "../../../support/dual.ts";
import { between } from "../../arbitraries.ts";
import { anyTrainingHistories } from "./trainingArbitraries.ts";

/** What is particular to one trainer. */
export interface TrainerCase {
  /** Valid weights, those at bounds among them. */
  readonly anyWeights: fc.Arbitrary<number[]>;
  /** Loss and slope by the formulas, in dual numbers. */
  readonly twin: (weights: readonly number[], histories: TrainingHistories) => Dual;
  /** Whether the algorithm counts days whole. */
  readonly wholeDays: boolean;
}

const cardsOf = ({ offsets }: TrainingHistories): number => offsets.length - 1;

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** What every trainer does, whatever its algorithm. */
export const behavesAsTrainer = <M extends MemoryModel, S extends MemoryState>(
  trainer: MemoryTrainer<M, S>,
  { anyWeights, twin, wholeDays }: TrainerCase,
): void => {
  const count = trainer.defaults.length;
  const defaults = Float64Array.from(trainer.defaults);
  const standard = orThrow(createMemory(trainer.algorithm)()).model;
  const weightsToTry = fc.oneof(fc.constant([...trainer.defaults]), anyWeights);
  const histories = anyTrainingHistories(wholeDays);
  const memoryWith = (weights: readonly number[]): Memory<MemoryModel, MemoryState> =>
    orThrow(parseMemoryModel([trainer.algorithm])(JSON.parse(JSON.stringify(trainer.modelOf(weights, standard)))));

  describe(`the trainer of ${trainer.algorithm.kind}`, () => {
    it("predicts what the algorithm's own kernel predicts, for each labelled row and no other", () => {
      fc.assert(
        fc.property(weightsToTry, histories, (weights, log) => {
          const { kernel } = memoryWith(weights);
          const recall = new Float64Array(log.grades.length).fill(-1);
          trainer.prepare(log).loss(Float64Array.from(weights), 0, cardsOf(log), null, recall);
          for (let card = 0; card < cardsOf(log); card += 1) {
            const first = log.offsets[card] ?? 0;
            let state: MemoryState | null = null;
            for (let row = first; row < (log.offsets[card + 1] ?? 0); row += 1) {
              const grade = (log.grades[row] ?? 0) as 1 | 2 | 3 | 4; // as drawn
              const days = log.elapsedDays[row] ?? 0;
              const moment = { at: 0, day: 0 };
              if (state === null) state = kernel.first(grade, moment);
              else {
                const before = kernel.recall(state, days);
                if (log.weights[row] === 0) expect(recall[row]).toBe(-1);
                else expect(Math.abs((recall[row] ?? 0) - before)).toBeLessThanOrEqual(1e-12 + 1e-11 * before);
                state = kernel.next(state, grade, days, before, moment);
              }
            }
            expect(recall[first]).toBe(-1);
          }
        }),
      );
    });

    it("has the loss and the slope of its twin in dual numbers, bounds and clamps included", () => {
      fc.assert(
        fc.property(weightsToTry, histories, (weights, log) => {
          const slope = new Float64Array(count);
          const loss = trainer.prepare(log).loss(Float64Array.from(weights), 0, cardsOf(log), slope, null);
          const expected = twin(weights, log);
          expect(Math.abs(loss - expected.value)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(expected.value)));
          const scale = 1e-7 * Math.max(1, largest(expected.slope)); // the twin cancels where 1 - R is small
          for (let k = 0; k < count; k += 1)
            expect(Math.abs((slope[k] ?? 0) - (expected.slope[k] ?? 0)), `weight ${k}`).toBeLessThanOrEqual(scale);
        }),
      );
    });

    it("has the slope of central differences at its defaults", () => {
      const log: TrainingHistories = {
        offsets: Uint32Array.of(0, 6, 12, 17, 22),
        grades: Uint8Array.of(3, 1, 2, 3, 4, 3, 1, 3, 4, 1, 2, 1, 2, 3, 3, 1, 3, 4, 4, 1, 1, 3),
        elapsedDays: Float64Array.of(
          ...[0, 1, 3, 6, 20, 31, 0, 1, 1, 5, 2, 9],
          ...[0, 4, 11, 25, 3],
          ...[0, 12, 60, 2, 5],
        ),
        weights: Float64Array.from({ length: 22 }, (_, row) => ([0, 6, 12, 17].includes(row) ? 0 : 1 + row / 22)),
      };
      const kernel = trainer.prepare(log);
      const at = Float64Array.from(trainer.defaults, (weight, k) => {
        const [lower, upper] = trainer.bounds[k] ?? [0, 0];
        return Math.min(Math.max(weight, lower + 1e-3), upper - 1e-3);
      });
      const slope = new Float64Array(count);
      kernel.loss(at, 0, 4, slope, null);
      const lossAt = (k: number, shift: number): number => {
        const moved = at.slice();
        moved[k] = (moved[k] ?? 0) + shift;
        return kernel.loss(moved, 0, 4, null, null);
      };
      for (let k = 0; k < count; k += 1) {
        const h = 1e-5 * Math.max(0.1, Math.abs(at[k] ?? 0));
        const coarse = (lossAt(k, h) - lossAt(k, -h)) / (2 * h);
        const fine = (lossAt(k, h / 2) - lossAt(k, -h / 2)) / h;
        expect(Math.abs((4 * fine - coarse) / 3 - (slope[k] ?? 0)), `weight ${k}`).toBeLessThan(
          1e-6 * Math.max(1, Math.abs(slope[k] ?? 0)),
        );
      }
      expect(slope.filter((each) => each !== 0).length).toBeGreaterThan(count / 2);
    });

    it("adds up over cards, and adds to the slope that is there", () => {
      fc.assert(
        fc.property(weightsToTry, histories, fc.nat(), (weights, log, cut) => {
          const cards = cardsOf(log);
          const middle = cut % (cards + 1);
          const at = Float64Array.from(weights);
          const kernel = trainer.prepare(log);
          const whole = new Float64Array(count);
          const parts = new Float64Array(count).fill(2);
          const total = kernel.loss(at, 0, cards, whole, null);
          const sum = kernel.loss(at, 0, middle, parts, null) + kernel.loss(at, middle, cards, parts, null);
          expect(Math.abs(total - sum)).toBeLessThanOrEqual(1e-10 * (1 + Math.abs(total)));
          const scale = 1e-9 * (1 + largest(whole));
          for (let k = 0; k < count; k += 1)
            expect(Math.abs((parts[k] ?? 0) - 2 - (whole[k] ?? 0))).toBeLessThanOrEqual(scale);
          expect(kernel.loss(at, 0, cards, null, null)).toBe(total);
          expect([...at]).toEqual(weights);
        }),
      );
    });

    it("has no loss where nothing is a label", () => {
      fc.assert(
        fc.property(weightsToTry, histories, (weights, log) => {
          const silent = { ...log, weights: new Float64Array(log.weights.length) };
          const slope = new Float64Array(count);
          expect(trainer.prepare(silent).loss(Float64Array.from(weights), 0, cardsOf(log), slope, null)).toBe(0);
          expect(largest(slope)).toBe(0);
        }),
      );
    });

    it("projects any numbers into weights that its algorithm takes, valid ones onto themselves, and no valid ones lie nearer", () => {
      const anyNumbers = fc.tuple(
        ...trainer.bounds.map(([lower, upper]) => between(lower - 1, upper + 1)),
      ) as fc.Arbitrary<number[]>;
      fc.assert(
        fc.property(fc.oneof(anyNumbers, anyWeights), anyWeights, (numbers, others) => {
          const weights = Float64Array.from(numbers);
          trainer.project(weights);
          const stored = trainer.weightsOf(memoryWith([...weights]).model as M); // a model of this kind
          expect(stored).toEqual(Array.from(weights, (weight) => weight + 0)); // JSON has no -0
          const once = weights.slice();
          trainer.project(weights);
          expect(weights).toEqual(once);
          const distance = (to: ArrayLike<number>): number =>
            numbers.reduce((sum, each, k) => sum + (each - (to[k] ?? 0)) ** 2, 0);
          expect(distance(weights)).toBeLessThanOrEqual(distance(others) * (1 + 1e-12));
          const valid = Float64Array.from(others);
          trainer.project(valid);
          expect([...valid]).toEqual(others);
        }),
      );
    });

    it("has defaults, bounds, penalty and places of the first stabilities that fit together", () => {
      expect(trainer.defaults).toEqual(trainer.weightsOf(standard));
      expect(trainer.bounds).toHaveLength(count);
      expect(trainer.prior.centre).toEqual(trainer.defaults);
      expect(trainer.prior.spread).toHaveLength(count);
      for (const spread of trainer.prior.spread) if (spread !== null) expect(spread).toBeGreaterThan(0);
      const projected = defaults.slice();
      trainer.project(projected);
      expect(projected).toEqual(defaults);
      expect(trainer.modelOf(trainer.defaults, standard)).toEqual(standard);
    });
  });
};
