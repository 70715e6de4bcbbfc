import fc from "fast-check";
import { FSRS6_BOUNDS, FSRS7_BOUNDS, GRADES, type Grade, type Review } from "../../src/spacing/index.ts";

export const DAY = 86_400_000;
export const START = Date.UTC(2025, 0, 1, 9);

/** A number in a range, its ends among the likely ones. */
export const between = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true, noDefaultInfinity: true });

/** Weights of FSRS-6 anywhere within their bounds. */
export const anyWeights: fc.Arbitrary<number[]> = fc.tuple(
  ...FSRS6_BOUNDS.map(([lower, upper]) => between(lower, upper)),
);

/** Weights of FSRS-7 anywhere within their bounds and in their order. */
export const anyWeights7: fc.Arbitrary<number[]> = fc
  .tuple(...FSRS7_BOUNDS.map(([lower, upper]) => between(lower, upper)))
  .map((drawn) => {
    const weights = [...drawn];
    for (const [index, other] of [
      [1, 0],
      [2, 1],
      [3, 2],
      [26, 25],
    ] as const)
      weights[index] = Math.max(weights[index] ?? 0, weights[other] ?? 0);
    return weights;
  });

export const anyGrade: fc.Arbitrary<Grade> = fc.constantFrom(...GRADES);

/** The reviews of one card: grades, with whole days or minutes between them. */
export const anyHistory: fc.Arbitrary<readonly Omit<Review, "state">[]> = fc
  .array(
    fc.record({
      grade: anyGrade,
      gap: fc.oneof(
        fc.integer({ min: 0, max: 90 }).map((minutes) => minutes * 60_000),
        fc.integer({ min: 1, max: 400 }).map((days) => days * DAY),
      ),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((steps) => {
    let at = START;
    return steps.map(({ grade, gap }) => {
      at += gap;
      return { grade, at };
    });
  });
