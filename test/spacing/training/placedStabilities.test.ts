import { describe, expect, it } from "vitest";
import { reading } from "../../../src/core/check/index.ts";
import { orThrow } from "../../../src/core/vocabulary/index.ts";
import { fitFirstStabilities, orderedFirstStabilities } from "../../../src/spacing/training/firstStabilities.ts";
import { type MemoryFitPlan, readFitOptions } from "../../../src/spacing/training/fitOptions.ts";
import { ordered, withFirstStabilities } from "../../../src/spacing/training/placedStabilities.ts";
import { type DealtRow, labelledOf } from "./labelledOf.ts";
import { type MadeUpModel, type MadeUpState, madeUpTrainer } from "./madeUpTrainer.ts";

type Trainer = typeof madeUpTrainer;

/** Again, hard, good and easy stand at 1, 3, 0 and 4; by default they are 1, 2, 3 and 4. */
const planOf = (change: Partial<Trainer> = {}, firstStabilities: "free" | "ordered" = "ordered") => {
  const options = { trainer: { ...madeUpTrainer, ...change }, firstStabilities };
  const plan: MemoryFitPlan<MadeUpModel, MadeUpState> | null = orThrow(
    reading("a test", (found) => readFitOptions(found, options)),
  );
  if (plan === null) throw new Error("options that fit");
  return plan;
};

const group = (grade: number, days: number, n: number, recalled: number): DealtRow[][] =>
  Array.from({ length: n }, (_, k) => [
    { grade, days: 0 },
    { grade: k < recalled ? 3 : 1, days },
  ]);

const START = Float64Array.of(3, 1, 7, 2, 4);

describe("a start with first stabilities fitted by themselves", () => {
  const labelled = labelledOf([...group(1, 2, 20, 9), ...group(3, 2, 30, 24)]);
  const byHand = fitFirstStabilities(labelled, [1, 2, 3, 4], (s, days) => s / (s + days));

  it("has them in their places, those that no card has between and beyond the others, and the rest as it was", () => {
    const fitted = withFirstStabilities(planOf(), labelled, START);
    const [again, hard, good, easy] = orderedFirstStabilities(byHand, Float64Array.of(20, 0, 30, 0), [1, 2, 3, 4]);
    expect(Array.from(fitted)).toEqual([good, again, 7, hard, easy]);
    expect(again).toBe(byHand[0]);
    expect(good).toBe(byHand[2]);
    expect(Array.from(START)).toEqual([3, 1, 7, 2, 4]);
  });

  it("asks the model as the trainer would have it, all its first stabilities alike, with the plan's settings", () => {
    const asked: (readonly number[])[] = [];
    const modelOf: Trainer["modelOf"] = (weights, settings) => {
      asked.push(weights);
      expect(settings.retention).toBe(0.9);
      return madeUpTrainer.modelOf(weights, settings);
    };
    const project: Trainer["project"] = (weights) => {
      weights[2] = 5;
    };
    const fitted = withFirstStabilities(planOf({ modelOf, project }), labelled, START);
    for (const [good, again, rest, hard, easy] of asked) {
      expect([again, hard, easy]).toEqual([good, good, good]);
      expect(rest).toBe(5);
    }
    expect(asked.length).toBeGreaterThan(0);
    expect(fitted[2]).toBe(5);
  });

  it("is the start where a first review sets no stability of its own", () => {
    expect(withFirstStabilities(planOf({ firstStabilities: null }), labelled, START)).toBe(START);
  });
});

describe("first stabilities after a fit", () => {
  // grades 2 (10 cards), 3 (30 cards) and 4 (5 cards); hard is above good
  const labelled = labelledOf([...group(2, 2, 10, 5), ...group(3, 2, 30, 20), ...group(4, 2, 5, 5)]);
  const found = Float64Array.of(4, 9, 7, 6, 8);

  it("are put in order, and filled in apart from that where no card has one", () => {
    const { inOrder, filled } = ordered(planOf(), labelled, found);
    const again = Math.exp((Math.log(4) - 0.59 * Math.log(4)) / 0.41); // ln hard = 0.41 ln again + 0.59 ln good
    expect(Array.from(inOrder)).toEqual([4, 9, 7, 4, 8]);
    expect(filled[1]).toBeCloseTo(again, 12);
    expect([filled[0], ...Array.from(filled).slice(2)]).toEqual([4, 7, 4, 8]);
    expect(Array.from(found)).toEqual([4, 9, 7, 6, 8]);
  });

  it("are scaled by the defaults where one grade alone has cards, which touches the others only when filled in", () => {
    const { inOrder, filled } = ordered(planOf(), labelledOf(group(3, 2, 9, 5)), Float64Array.of(6, 9, 7, 9, 9));
    expect(Array.from(inOrder)).toEqual([6, 9, 7, 9, 9]);
    expect(Array.from(filled)).toEqual([6, 2, 7, 4, 8]);
  });

  it("are moved into what is allowed, both", () => {
    const project: Trainer["project"] = (weights) => {
      weights[2] = 5;
    };
    const { inOrder, filled } = ordered(planOf({ project }), labelled, found);
    expect([inOrder[2], filled[2]]).toEqual([5, 5]);
  });

  it("are left as they are where they may be free, and where there are none", () => {
    const free = ordered(planOf({}, "free"), labelled, found);
    expect(free.inOrder).toBe(found);
    expect(free.filled).toBe(found);
    expect(ordered(planOf({ firstStabilities: null }), labelled, found)).toEqual({ inOrder: found, filled: found });
  });
});
