import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { createMemory, fsrs7, GRADES, intervalDays, recall, replay } from "../../../src/spacing/index.ts";
import { sharedData } from "../../support/sharedData.ts";
import { DAY, START } from "../arbitraries.ts";

const SETS = ["default", "perturbed"] as const;

interface Recorded {
  readonly rating: 1 | 2 | 3 | 4;
  readonly elapsedDays: number;
  readonly retrievabilityBefore: number | null;
  readonly stability: number;
  readonly stabilityFast: number;
  readonly difficulty: number;
  readonly interval90: number;
  readonly interval80: number;
  readonly retrievabilityAfter10d: number;
}

interface Vectors {
  readonly parameters: Readonly<Record<(typeof SETS)[number], readonly number[]>>;
  readonly cases: readonly Readonly<Record<(typeof SETS)[number], readonly Recorded[]>>[];
}

const folder = sharedData("spacing");

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);

describe.skipIf(folder === null)("FSRS-7 against an independent implementation of the published formulas", () => {
  const { fsrs7: vectors } = JSON.parse(
    folder === null
      ? '{"fsrs7":{"cases":[],"parameters":{}}}'
      : readFileSync(join(folder, "fsrs-vectors.json"), "utf8"),
  ) as { readonly fsrs7: Vectors }; // the layout is described beside the file

  it.each(SETS)("reproduces every state, recall and interval of the 20 histories to 1e-9, %s weights", (set) => {
    const memory = orThrow(createMemory(fsrs7)({ weights: vectors.parameters[set] }));
    let compared = 0;
    for (const recorded of vectors.cases.map((one) => one[set])) {
      const { kernel } = memory;
      let state = kernel.first(recorded[0]?.rating ?? 1, { at: START, day: 0 });
      for (const [index, expected] of recorded.entries()) {
        if (index > 0) {
          const before = kernel.recall(state, expected.elapsedDays);
          expect(relative(before, expected.retrievabilityBefore ?? Number.NaN)).toBeLessThan(1e-12);
          state = kernel.next(state, expected.rating, expected.elapsedDays, before, { at: START, day: 0 });
        }
        expect(relative(state.stability, expected.stability)).toBeLessThan(1e-12);
        expect(relative(state.fastStability, expected.stabilityFast)).toBeLessThan(1e-12);
        expect(relative(state.difficulty, expected.difficulty)).toBeLessThan(1e-12);
        expect(relative(orThrow(intervalDays(memory)({ state })), expected.interval90)).toBeLessThan(1e-12);
        const at80 = orThrow(intervalDays(memory)({ state, retention: 0.8 }));
        expect(relative(at80, expected.interval80)).toBeLessThan(1e-12);
        const inTenDays = orThrow(recall(memory)({ state, at: START + 10 * DAY }));
        expect(relative(inTenDays, expected.retrievabilityAfter10d)).toBeLessThan(1e-12);
        compared += 1;
      }
    }
    expect(compared).toBe(112);
  });

  it.each(SETS)("plans the recorded intervals from the times of the reviews, in whole days, %s weights", (set) => {
    const memory = orThrow(createMemory(fsrs7)({ weights: vectors.parameters[set] }));
    for (const recorded of vectors.cases.map((one) => one[set])) {
      let at = START;
      const history = recorded.map(({ rating, elapsedDays }) => {
        at += Math.round(elapsedDays * DAY);
        return { grade: GRADES[rating - 1] ?? "again", at };
      });
      for (const [index, { intervalDays: days }] of orThrow(replay(memory)(history)).reviews.entries())
        expect(days).toBe(Math.max(1, Math.round(recorded[index]?.interval90 ?? Number.NaN)));
    }
  });
});
