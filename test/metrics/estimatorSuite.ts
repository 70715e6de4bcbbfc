import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Estimate, orThrow, type Result } from "../../src/core/vocabulary/index.ts";
import type { Assignment } from "../../src/metrics/index.ts";

/** One learner of a comparison of two arms: its outcome (above 0), its arm, what was known before and its chance to be treated. */
export interface SuiteRow {
  readonly y: number;
  readonly treated: boolean;
  readonly before: number;
  readonly chance: number;
}

/** An estimator of the difference between two arms, treated minus the other. */
export interface SuiteEstimator {
  readonly name: string;
  readonly estimate: (rows: readonly SuiteRow[], assignment: Assignment) => Result<Estimate>;
  /** Whether adding the same to all outcomes leaves the difference; false where outcomes are lengths from 0. */
  readonly shifts: boolean;
  /** Worlds whose true difference is known. */
  readonly worlds: readonly SuiteWorld[];
}

/** A world to sample from: `random` gives numbers in (0, 1). */
export interface SuiteWorld {
  readonly name: string;
  readonly truth: number;
  readonly row: (treated: boolean, random: () => number) => SuiteRow;
}

const arm = (treated: boolean): fc.Arbitrary<SuiteRow[]> =>
  fc.array(
    fc.record({
      y: fc.double({ min: 1, max: 60, noNaN: true }),
      treated: fc.constant(treated),
      before: fc.integer({ min: 0, max: 9 }),
      chance: fc.constantFrom(0.25, 0.5, 0.75),
    }),
    { minLength: 5, maxLength: 12 },
  );

const twoArms = fc.tuple(arm(true), arm(false)).map(([one, other]) => [...one, ...other]);

const numbersOf = ({ estimate, standardError, interval }: Estimate) => ({
  estimate: estimate ?? Number.NaN,
  spread: standardError?.value ?? Number.NaN,
  lower: interval.lower ?? Number.NaN,
  upper: interval.upper ?? Number.NaN,
});

type Numbers = ReturnType<typeof numbersOf>;

/** Outcomes are up to 60: rounding of sums over some dozen of them stays far below this. */
const expectNear = (found: Numbers, expected: Numbers): void => {
  for (const key of ["estimate", "spread", "lower", "upper"] as const)
    expect(Math.abs(found[key] - expected[key]), key).toBeLessThan(1e-6);
};

const deepFrozen = (rows: readonly SuiteRow[]): readonly SuiteRow[] =>
  Object.freeze(rows.map((row) => Object.freeze({ ...row })));

/** What every estimator of a difference obeys. */
export const describeEstimator = ({ name, estimate, shifts }: SuiteEstimator): void => {
  const law = (title: string, check: (rows: readonly SuiteRow[], base: Estimate) => void): void =>
    it(title, () => {
      fc.assert(
        fc.property(twoArms, (rows) => {
          const base = estimate(rows, "randomised");
          fc.pre(base._tag === "Right" && (base.right.standardError?.value ?? 0) > 1e-3);
          check(rows, orThrow(base));
        }),
      );
    });
  const ask = (rows: readonly SuiteRow[]): Numbers => numbersOf(orThrow(estimate(rows, "randomised")));

  describe(`${name}, as every estimator of a difference`, () => {
    law("turns its sign and its interval when the arms change places", (rows, base) => {
      const { estimate: difference, spread, lower, upper } = numbersOf(base);
      const turned = rows.map((row) => ({ ...row, treated: !row.treated, chance: 1 - row.chance }));
      expectNear(ask(turned), { estimate: -difference, spread, lower: -upper, upper: -lower });
    });
    law("scales with the outcome", (rows, base) => {
      const { estimate: difference, spread, lower, upper } = numbersOf(base);
      const scaled = rows.map((row) => ({ ...row, y: 4 * row.y }));
      expectNear(ask(scaled), { estimate: 4 * difference, spread: 4 * spread, lower: 4 * lower, upper: 4 * upper });
    });
    if (shifts)
      law("does not move when all outcomes move", (rows, base) => {
        expectNear(ask(rows.map((row) => ({ ...row, y: row.y + 100 }))), numbersOf(base));
      });
    law("does not care for the order of the rows", (rows, base) => {
      const middle = Math.floor(rows.length / 3);
      expectNear(ask([...rows.slice(middle).reverse(), ...rows.slice(0, middle)]), numbersOf(base));
    });
    law("keeps the estimate, and is surer, when every row is there twice", (rows, base) => {
      const { estimate: difference, spread } = numbersOf(base);
      const twice = ask([...rows, ...rows]);
      expect(Math.abs(twice.estimate - difference)).toBeLessThan(1e-6);
      expect(twice.spread).toBeLessThan(0.85 * spread);
    });
    law("holds its estimate within its interval, and answers in plain JSON", (_, base) => {
      const { estimate: difference, lower, upper } = numbersOf(base);
      expect(lower).toBeLessThan(difference);
      expect(upper).toBeGreaterThan(difference);
      expect(JSON.parse(JSON.stringify(base))).toEqual(base);
    });
    law("counts every row in its arm", (rows, { n }) => {
      const treated = rows.filter((row) => row.treated).length;
      expect(n.rows).toBe(rows.length);
      expect(Object.values(n.byArm ?? {})).toEqual([treated, rows.length - treated]);
    });
    law("leaves frozen rows as they are", (rows, base) => {
      expect(estimate(deepFrozen(rows), "randomised")).toEqual({ _tag: "Right", right: base });
    });
    law("says of causes no more than the assignment allows", (rows, base) => {
      expect(base.evidence).toBe("randomised");
      expect(orThrow(estimate(rows, "observed")).evidence).toBe("association");
    });
  });
};

/** How often the interval holds the truth, in samples of two arms of `perArm`. */
export const coverageOf = (
  { estimate }: SuiteEstimator,
  world: SuiteWorld,
  { samples, perArm, seed }: { readonly samples: number; readonly perArm: number; readonly seed: number },
): number => {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 4294967296;
  };
  let covered = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    const rows = Array.from({ length: 2 * perArm }, (_, i) => world.row(i % 2 === 1, random));
    const { lower, upper } = orThrow(estimate(rows, "randomised")).interval;
    if ((lower ?? 0) <= world.truth && (upper ?? 0) >= world.truth) covered += 1;
  }
  return covered / samples;
};
