import { describe, expect, it } from "vitest";
import type { Progress } from "../../../src/core/vocabulary/index.ts";
import { bfgsSearch, phases, type Slope, thousands } from "./bfgsSearch.ts";

const BOUNDS = [
  [0, 50],
  [-50, 50],
] as const;

/**
 * A valley along an edge: 100 |x| + cosh(y - 5), least at (0, 5). On the edge the slope is that of its other side, as it may be where a loss
 * takes the greater of two; a step that goes by it goes up.
 */
const edge: Slope = ([x = 0, y = 0]) => [100 * Math.abs(x) + Math.cosh(y - 5), x > 0 ? 100 : -100, Math.sinh(y - 5)];

/** The least value of each search over all labels: one before the first look, and one after each. */
const values = (seen: readonly Progress[]): readonly number[] => {
  const least: number[] = [];
  let last = "";
  for (const { phase, value = Number.NaN } of seen) {
    if (phase === "bfgs" && last !== "bfgs") least.push(value);
    else if (phase === "bfgs") least.push(Math.min(value, least.pop() ?? value));
    last = phase;
  }
  return least;
};

describe("a search that is stuck", () => {
  it.each([
    ["few labels", [1], "bfgs", 1],
    ["many labels", thousands(40), "bfgs on a sample", 12],
  ] as const)("sees the curvature where it stands, and goes on from there (%s)", (_, labelsOf, phase, near) => {
    const found = bfgsSearch(edge, labelsOf, [1, 0], { bounds: BOUNDS });
    const labels = labelsOf.reduce((sum, each) => sum + each, 0);
    expect(Array.from(found.point)).toEqual([0, expect.closeTo(5, 1)]);
    expect(found.value / labels).toBeCloseTo(1, 4);
    expect(found.seen[1]?.phase).toBe(phase);
    expect(found.evaluations).toBe(found.seen.filter(({ phase: one }) => one === "bfgs").length);
    // it looks again as long as that brings more than the tolerance, 1e-6 for each label: six times at most
    const ends = values(found.seen);
    const brought = ends.slice(1).map((value, k) => (ends[k] ?? 0) - value);
    expect(brought.length).toBeGreaterThan(1);
    expect(brought.length).toBeLessThanOrEqual(6);
    brought.forEach((by, k) => {
      if (k === brought.length - 1) expect(by).toBeLessThanOrEqual(1e-6);
      else expect(by).toBeGreaterThan(1e-6);
    });
    // no slope of zero was met
    expect(found.converged).toBe(false);
    expect(phases(found.seen).slice(-2)).toEqual(["curvature 1", "bfgs 17"]); // once, and 16 times shorter
    // a look asks at the point and beside it in each weight; on a sample where there is one
    const look = found.asked.findIndex(({ at: [x, y] }, k) => {
      const next = found.asked[k + 1]?.at;
      return k > 3 && x === 0 && next?.[1] === y && (next?.[0] ?? 0) > 0 && (next?.[0] ?? 1) < 1e-4;
    });
    expect(found.asked.slice(look, look + 3).map(({ cards }) => cards)).toEqual([near, near, near]);
    // there the second weight is all that matters, and the first step is Newton's
    const before = found.asked[look + 3]?.at[1] ?? 0;
    const after = found.asked[look + 4]?.at[1] ?? 0;
    expect(after).toBeCloseTo(before - Math.tanh(before - 5), 2);
    expect(found.asked[look + 4]?.cards).toBe(labelsOf.length);
  });

  it("keeps the value of its start, and counts all iterations against those it may take", () => {
    // stuck after one
    const flat: Slope = ([x = 0, y = 0]) => [100 * Math.abs(x) + 0.25 * (y - 5) ** 4, x > 0 ? 100 : -100, (y - 5) ** 3];
    const of = (maxIterations: number) => bfgsSearch(flat, [1], [1, 0], { bounds: BOUNDS, maxIterations });
    const ends = [1, 2, 3, 4, 5].map((maxIterations) => {
      const found = of(maxIterations);
      expect(found).toMatchObject({ iterations: maxIterations, converged: false });
      expect(found.startValue).toBe(100 + 0.25 * 625);
      expect(phases(found.seen)).toHaveLength(maxIterations === 1 ? 2 : 4);
      return found.value;
    });
    expect(ends).toEqual([...ends].sort((a, b) => b - a));
    expect(new Set(ends).size).toBe(5);
  });

  it("looks once in vain where it stands at the minimum", () => {
    const kink: Slope = ([x = 0]) => [Math.abs(x - 1), x >= 1 ? 1 : -1];
    const found = bfgsSearch(kink, [1], [1], { bounds: [[-9, 9]] });
    expect(phases(found.seen)).toEqual(["curvature 1", "bfgs 17", "curvature 1", "bfgs 17"]);
    expect(found).toMatchObject({ value: 0, iterations: 0, evaluations: 34, converged: false });
  });
});
