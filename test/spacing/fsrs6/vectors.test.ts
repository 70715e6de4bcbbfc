import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { createMemory, fsrs6, GRADES, intervalDays, recall, replay } from "../../../src/spacing/index.ts";
import { sharedData } from "../../support/sharedData.ts";
import { DAY, START } from "../arbitraries.ts";

interface Recorded {
  readonly rating: 1 | 2 | 3 | 4;
  readonly elapsedDays: number;
  readonly retrievabilityBefore: number | null;
  readonly tsFsrs: {
    readonly stability: number;
    readonly difficulty: number;
    readonly rawInterval90: number;
    readonly rawInterval80: number;
    readonly days90: number;
    readonly days80: number;
    readonly retrievabilityAfter10d: number;
  };
  readonly binding: {
    readonly stability: number;
    readonly difficulty: number;
    readonly interval90: number;
    readonly interval80: number;
  };
}

interface Vectors {
  readonly parameters: Readonly<Record<"default" | "personal", readonly number[]>>;
  readonly cases: readonly {
    readonly id: number;
    readonly memory: Readonly<Record<"default" | "personal", readonly Recorded[]>>;
  }[];
  readonly extra: {
    readonly forgettingCurve: readonly {
      readonly t: number;
      readonly stability: number;
      readonly default: number;
      readonly personal: number;
    }[];
    readonly intervalModifier: readonly {
      readonly retention: number;
      readonly default: number;
      readonly personal: number;
    }[];
  };
}

const folder = sharedData("spacing");
const SETS = ["default", "personal"] as const;

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);

describe.skipIf(folder === null)("FSRS-6 against ts-fsrs 5.4.2 and the binding 0.5.0", () => {
  const vectors = JSON.parse(
    folder === null ? '{"cases":[],"parameters":{}}' : readFileSync(join(folder, "fsrs-vectors.json"), "utf8"),
  ) as Vectors; // the layout is described beside the file

  // ts-fsrs rounds every intermediate to eight decimals: 2e-6. The binding computes in 32-bit floats: 1e-5.
  it.each(SETS)("reproduces every state, recall and interval of the 20 histories, %s weights", (set) => {
    const weights = vectors.parameters[set];
    const at90 = orThrow(createMemory(fsrs6)({ weights }));
    const at80 = orThrow(createMemory(fsrs6)({ weights, retention: 0.8 }));
    let compared = 0;
    for (const { memory } of vectors.cases) {
      let day = 0;
      const recorded = memory[set];
      const history = recorded.map(({ rating, elapsedDays }, index) => {
        day += elapsedDays;
        return { grade: GRADES[rating - 1] ?? "again", at: START + day * DAY + index * 900_000 };
      });
      const ours = orThrow(replay(at90)(history)).reviews;
      const ours80 = orThrow(replay(at80)(history)).reviews;
      for (const [index, { retrievabilityBefore, tsFsrs, binding }] of recorded.entries()) {
        const review = ours[index];
        const review80 = ours80[index];
        if (review === undefined || review80 === undefined) throw new Error("a review is missing");
        const { state } = review;
        expect(relative(state.stability, tsFsrs.stability)).toBeLessThan(2e-6);
        expect(relative(state.difficulty, tsFsrs.difficulty)).toBeLessThan(2e-6);
        expect(relative(state.stability, binding.stability)).toBeLessThan(1e-5);
        expect(relative(state.difficulty, binding.difficulty)).toBeLessThan(1e-5);
        expect(relative(orThrow(intervalDays(at90)({ state })), tsFsrs.rawInterval90)).toBeLessThan(2e-6);
        expect(relative(orThrow(intervalDays(at80)({ state })), tsFsrs.rawInterval80)).toBeLessThan(2e-6);
        expect(relative(orThrow(intervalDays(at90)({ state })), binding.interval90)).toBeLessThan(1e-5);
        expect(relative(orThrow(intervalDays(at80)({ state })), binding.interval80)).toBeLessThan(1e-5);
        expect(review.intervalDays).toBe(tsFsrs.days90);
        expect(review80.intervalDays).toBe(tsFsrs.days80);
        const inTenDays = orThrow(recall(at90)({ state, at: state.lastAt + 10 * DAY }));
        expect(relative(inTenDays, tsFsrs.retrievabilityAfter10d)).toBeLessThan(2e-6);
        if (retrievabilityBefore === null) expect(review.recallBefore).toBeNull();
        else expect(relative(review.recallBefore ?? Number.NaN, retrievabilityBefore)).toBeLessThan(2e-6);
        compared += 1;
      }
    }
    expect(compared).toBe(88);
  });

  it.each(SETS)("reproduces the curve and the interval modifier, %s weights", (set) => {
    const { kernel } = orThrow(createMemory(fsrs6)({ weights: vectors.parameters[set] }));
    const state = kernel.first(3, { at: START, day: 0 });
    for (const row of vectors.extra.forgettingCurve)
      expect(Math.abs(kernel.recall({ ...state, stability: row.stability }, row.t) - row[set])).toBeLessThan(1e-8);
    for (const row of vectors.extra.intervalModifier)
      expect(relative(kernel.intervalDays({ ...state, stability: 1 }, row.retention), row[set])).toBeLessThan(1e-7);
  });
});
