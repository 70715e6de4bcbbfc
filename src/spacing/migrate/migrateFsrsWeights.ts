import { type NumberRange, note, readArray, reading, readNumber } from "../../core/check/index.ts";
import { log } from "../../core/numeric/elementary/index.ts";
import type { Result } from "../../core/vocabulary/index.ts";
import { FSRS6_BOUNDS, type Fsrs6Weights } from "../fsrs6/model.ts";

const NAME = "spacing.migrateFsrsWeights";
const NOT_NEGATIVE: NumberRange = { min: 0 };

/** FSRS-4.5 and before: a decay of 0.5, no same-day reviews, difficulty on another scale. */
const from17 = (weights: readonly number[]): number[] => {
  const [w4 = 0, w5 = 0, w6 = 0] = weights.slice(4, 7);
  return [...weights.slice(0, 4), w4 + 2 * w5, log(3 * w5 + 1) / 3, w6 + 0.5, ...weights.slice(7), 0, 0, 0, 0.5];
};

const to21 = (weights: readonly number[]): readonly number[] => {
  if (weights.length === 17) return from17(weights);
  return weights.length === 19 ? [...weights, 0, 0.5] : weights;
};

// A trainer in 32-bit floats may pass a bound by its rounding, as the schema of the model allows.
const SINGLE_PRECISION = 2 ** -23;

/**
 * We have weights of an older FSRS: what are they in FSRS-6? Takes the 17 weights of FSRS v4 and 4.5, the 19 of FSRS-5 or the 21 of FSRS-6, and gives
 * 21 for `createMemory(fsrs6)({ weights })`.
 *
 * From 19: append w19 = 0 and w20 = 0.5, which gives the same memory exactly. From 17: w4' = w4 + 2 w5, w5' = ln(3 w5 + 1) / 3,
 * w6' = w6 + 0.5, append 0, 0, 0 and 0.5, which is the published approximation: difficulty has another shape there. FSRS v4 has the weights
 * of 4.5 but another curve; refit them when you have reviews. 21 weights come back as they are.
 *
 * Fails on another number of weights, on one below 0 or not finite, and on one that comes to lie outside `FSRS6_BOUNDS`: nothing is clipped in silence.
 *
 * Source: fsrs-rs and ts-fsrs, which do the same (ts-fsrs rounds to eight decimals).
 *
 * @param weights w0, w1, … as the older model has them
 * @returns the 21 weights of FSRS-6
 *
 * @example
 * ```ts
 * import { orThrow, spacing } from "learnlift";
 *
 * const old = [0.4, 0.6, 2.4, 5.8, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29, 2.61];
 * const weights = orThrow(spacing.migrateFsrsWeights(old));
 * weights.slice(4, 7); // => [6.81, 0.44675014, 1.36]
 * const memory = orThrow(spacing.createMemory(spacing.fsrs6)({ weights }));
 * memory.model.weights.length; // => 21
 * ```
 */
export const migrateFsrsWeights = (weights: readonly number[]): Result<Fsrs6Weights> =>
  reading(NAME, (found) => {
    const given = readArray(found, ["weights"], weights, (weight, path) =>
      readNumber(found, path, weight, NOT_NEGATIVE),
    );
    if (found.issues.length > 0) return NOTHING;
    if (given.length !== 17 && given.length !== 19 && given.length !== 21) {
      note(found, ["weights"], "out-of-range", "17, 19 or 21 weights", given.length);
      return NOTHING;
    }
    const migrated = to21(given);
    for (const [index, [lower, upper]] of FSRS6_BOUNDS.entries()) {
      const weight = migrated[index] as number; // 21 of both
      if (weight < lower - lower * SINGLE_PRECISION || weight > upper + upper * SINGLE_PRECISION)
        note(found, ["weights", index], "out-of-range", `a w${index} in FSRS-6 from ${lower} to ${upper}`, weight);
    }
    return migrated as unknown as Fsrs6Weights; // 21 of them
  });

const NOTHING = [] as unknown as Fsrs6Weights; // used only where something was noted
