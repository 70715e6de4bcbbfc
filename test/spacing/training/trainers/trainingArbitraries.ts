import fc from "fast-check";
import type { TrainingHistories } from "../../../../src/spacing/training/trainer.ts";

/** The reviews of some cards: minutes, days and years apart, with rows that are labels and rows that are none. */
export const anyTrainingHistories = (wholeDays: boolean): fc.Arbitrary<TrainingHistories> =>
  fc
    .array(
      fc.array(
        fc.record({
          grade: fc.integer({ min: 1, max: 4 }),
          days: fc.oneof(
            fc.integer({ min: 0, max: 400 }),
            fc.constant(0),
            wholeDays ? fc.integer({ min: 0, max: 9 }) : fc.double({ min: 1e-4, max: 3, noNaN: true }),
          ),
          weight: fc.constantFrom(0, 1, 0.25, 3),
        }),
        { minLength: 1, maxLength: 9 },
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((cards) => {
      const rows = cards.flatMap((card) =>
        card.map((row, index) => (index === 0 ? { ...row, days: 0, weight: 0 } : row)),
      );
      const offsets = [0];
      for (const card of cards) offsets.push((offsets[offsets.length - 1] ?? 0) + card.length);
      return {
        offsets: Uint32Array.from(offsets),
        grades: Uint8Array.from(rows, (row) => row.grade),
        elapsedDays: Float64Array.from(rows, (row) => row.days),
        weights: Float64Array.from(rows, (row) => row.weight),
      };
    });
