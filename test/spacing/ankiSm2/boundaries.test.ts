import { describe, expect, it } from "vitest";
import {
  type AnkiSm2Model,
  type AnkiSm2State,
  ankiSm2,
  createMemory,
  parseMemoryState,
} from "../../../src/spacing/index.ts";
import { invalidOf, rightOf } from "../../support/property.ts";
import { DAY, START } from "../arbitraries.ts";

/** The interval of each grade for a card of 10 days and ease 2 that is asked after some days. */
const intervals = (options: Partial<AnkiSm2Model>, days: number, intervalDays = 10): readonly number[] => {
  const { kernel } = rightOf(createMemory(ankiSm2)(options));
  const state: AnkiSm2State = {
    kind: "anki-sm-2",
    version: 1,
    intervalDays,
    ease: 2,
    repetitions: 3,
    lastAt: START,
    lastDay: 20_089,
    reviews: 9,
    lapses: 0,
  };
  return ([1, 2, 3, 4] as const).map(
    (grade) => kernel.next(state, grade, days, 0.9, { at: START + days * DAY, day: 20_089 + days }).intervalDays,
  );
};

describe("intervals of Anki's SM-2, by hand", () => {
  it.each<[string, Partial<AnkiSm2Model>, number, number[]]>([
    // hard 10 × 1.2, good 10 × 2, easy 10 × 2 × 1.3
    ["on the day", {}, 10, [1, 12, 20, 26]],
    // good (10 + 2) × 2, easy (10 + 4) × 2 × 1.3 = 36.4
    ["four days late", {}, 14, [1, 12, 24, 36]],
    // hard max(6 × 1.2, 6), good max(6 × 2, 10), easy 12 × 1.15 = 13.8
    ["four days early", {}, 6, [1, 7, 12, 14]],
    // hard max(3.6, 6), good max(6, 10), easy 10 × 1.15 = 11.5
    ["seven days early", {}, 3, [1, 6, 10, 12]],
    ["with a modifier of a half", { intervalModifier: 0.5 }, 10, [1, 11, 12, 13]],
    ["with a modifier of two", { intervalModifier: 2 }, 10, [1, 24, 40, 52]],
    ["early with a modifier of a half", { intervalModifier: 0.5 }, 6, [1, 4, 6, 7]],
    // a hard multiplier of 1 or less may shorten, and good has at least a day more than before
    ["with a hard multiplier of 1", { hardMultiplier: 1 }, 10, [1, 10, 20, 26]],
    ["with a hard multiplier of 0.5", { hardMultiplier: 0.5 }, 10, [1, 5, 20, 26]],
    ["with both small", { hardMultiplier: 1, intervalModifier: 0.5 }, 10, [1, 5, 11, 13]],
    ["early with a hard multiplier of 0.5", { hardMultiplier: 0.5 }, 6, [1, 3, 12, 14]],
  ])("%s", (_, options, days, expected) => {
    expect(intervals(options, days)).toEqual(expected);
  });
});

describe("a stored state", () => {
  it("has fewer repetitions than reviews", () => {
    const memory = rightOf(createMemory(ankiSm2)());
    const state = memory.kernel.first(3, { at: START, day: 20_089 });
    expect(parseMemoryState(memory)(state)._tag).toBe("Right");
    expect(invalidOf(parseMemoryState(memory)({ ...state, repetitions: 1 })).issues).toMatchObject([
      { path: ["repetitions"], code: "inconsistent", expected: "fewer repetitions than reviews" },
    ]);
  });
});
