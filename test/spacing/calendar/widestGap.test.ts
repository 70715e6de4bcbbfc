import { describe, expect, it } from "vitest";
import { type DayRange, widestGap } from "../../../src/spacing/calendar/widestGap.ts";

const everyDay = (day: number): number => day;
/** Days that are fixed, so far behind that they constrain nobody. */
const fixed = (many: number): readonly DayRange[] =>
  Array.from({ length: many }, (_, place) => ({ first: 100 + 20 * place, last: 100 + 20 * place }));
/** In the order of the ends of their ranges 5 and 9 is the best; the other way round 0 and 8. */
const crossed: readonly DayRange[] = [
  { first: 0, last: 9 },
  { first: 5, last: 8 },
];

describe("widestGap", () => {
  it("looks at every order of ten ranges, and keeps to the order of their ends beyond", () => {
    expect(widestGap([...crossed, ...fixed(8)], everyDay)).toMatchObject({ gap: 8 });
    expect(widestGap([...crossed, ...fixed(8)], everyDay).days.slice(0, 2)).toEqual([0, 8]);
    expect(widestGap([...crossed, ...fixed(9)], everyDay)).toMatchObject({ gap: 4 });
    expect(widestGap([...crossed, ...fixed(9)], everyDay).days.slice(0, 2)).toEqual([9, 5]);
  });

  it("puts each as late as the gap allows, on days on which there may be a review", () => {
    const ranges = [0, 1, 2].map(() => ({ first: 0, last: 10 }));
    expect([...widestGap(ranges, everyDay).days].sort((one, other) => one - other)).toEqual([0, 5, 10]);
    // even days only
    const even = (day: number): number => day + (((day % 2) + 2) % 2);
    const { days, gap } = widestGap(ranges, even);
    expect([gap, [...days].sort((one, other) => one - other)]).toEqual([4, [2, 6, 10]]);
    // one on its own
    expect(widestGap([{ first: 3, last: 7 }], everyDay).days).toEqual([7]);
  });

  it("has no gap where two can only come on one day, and the others come as late as they can", () => {
    const ranges = [
      { first: 4, last: 4 },
      { first: 4, last: 4 },
      { first: 0, last: 9 },
    ];
    expect(widestGap(ranges, everyDay)).toEqual({ days: [4, 4, 9], gap: 0 });
  });
});
