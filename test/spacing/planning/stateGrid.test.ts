import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MemoryKernel, MemoryState } from "../../../src/spacing/memory.ts";
import { type StateGrid, stateGrid, tracesOf } from "../../../src/spacing/planning/stateGrid.ts";

interface ToyState extends MemoryState {
  readonly strength: number;
  readonly load: number;
  readonly box: number;
}

const START: ToyState = {
  kind: "toy",
  version: 1,
  lastAt: 7,
  lastDay: 3,
  reviews: 1,
  lapses: 0,
  strength: 1,
  load: 5,
  box: 2,
};

type Change = (state: ToyState, grade: number, gap: number, recall: number) => Partial<ToyState>;

const kernelOf = (change: Change): MemoryKernel<ToyState> => ({
  parseState: () => {
    throw new Error("nobody reads a state");
  },
  first: () => START,
  next: (state, grade, gap, recall, { at, day }) => ({
    ...state,
    ...change(state, grade, gap, recall),
    lastAt: at,
    lastDay: day,
  }),
  recall: (state, gap) => state.strength / (state.strength + gap),
  intervalDays: ({ strength }) => strength,
});

/** What easy makes stronger and again weaker, by so much. */
const times =
  (factor: number): Change =>
  ({ strength }, grade) => ({ strength: grade === 4 ? strength * factor : grade === 1 ? strength / factor : strength });

/** The share of each node that a state lies on. */
const sharesOf = (grid: StateGrid<ToyState>, state: ToyState, share = 1): ReadonlyMap<number, number> => {
  const nodes = new Int32Array(grid.corners + 3).fill(-7);
  const shares = new Float64Array(grid.corners + 3).fill(-7);
  grid.locate(state, share, nodes, shares, 2);
  expect([nodes[0], nodes[1], nodes[grid.corners + 2], shares[1], shares[grid.corners + 2]]).toEqual([
    -7, -7, -7, -7, -7,
  ]);
  const byNode = new Map<number, number>();
  for (let k = 2; k < grid.corners + 2; k += 1) {
    const node = nodes[k] ?? -1;
    byNode.set(node, (byNode.get(node) ?? 0) + (shares[k] ?? Number.NaN));
  }
  return byNode;
};

const valuesOf = (grid: StateGrid<ToyState>, name: "strength" | "load" | "box"): readonly number[] =>
  [...new Set(grid.states.map((state) => state[name]))].sort((one, other) => one - other);

describe("tracesOf", () => {
  it("names the numbers that are an algorithm's own, and gives up where one is none", () => {
    expect(tracesOf(START)).toEqual(["strength", "load", "box"]);
    const worded: MemoryState = { ...START, lastGrade: "good" } as MemoryState; // a state of some other algorithm
    expect(tracesOf(worded)).toBeNull();
  });
});

describe("stateGrid", () => {
  it("spans what five rounds of reviews reach, by their logarithm where that is wide", () => {
    const grid = stateGrid(kernelOf(times(10)), ["strength"], [START], [1]);
    expect([grid.size, grid.corners, grid.states.length]).toEqual([96, 2, 96]);
    expect(grid.states[0]?.strength).toBeCloseTo(1e-5, 15);
    expect(grid.states[95]?.strength).toBeCloseTo(1e5, 5);
    const steps = grid.states.slice(1).map(({ strength }, k) => strength / (grid.states[k]?.strength ?? 0));
    for (const step of steps) expect(step).toBeCloseTo(1e10 ** (1 / 95), 9);
    // all else is as in the first state
    expect(grid.states[4]).toEqual({ ...START, strength: grid.states[4]?.strength });
  });

  it("takes equal steps where the greatest is at most twenty times the least, or one is not above 0", () => {
    const reached = (least: number, most: number) =>
      stateGrid(
        kernelOf((_, grade) => ({ strength: grade === 4 ? most : least })),
        ["strength"],
        [{ ...START, strength: least }],
        [1],
      );
    for (const [least, most] of [
      [0.5, 10],
      [0, 1.5],
      [-0.5, 100],
    ] as const) {
      const linear = reached(least, most);
      expect(linear.size).toBe(48);
      linear.states.forEach(({ strength }, k) => {
        expect(strength).toBeCloseTo(least + ((most - least) * k) / 47, 9);
      });
    }
    expect(reached(0.5, 10.1).size).toBe(96);
  });

  it("has a point for each whole number, at most forty, and one for what stays the same", () => {
    const boxes = (most: number) =>
      stateGrid(
        kernelOf((_, grade) => ({ box: grade === 4 ? most : 2 })),
        ["strength", "box"],
        [START],
        [1],
      );
    expect(valuesOf(boxes(9), "box")).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect([boxes(9).size, boxes(9).corners]).toEqual([8, 2]);
    expect(boxes(41).size).toBe(40);
    expect(valuesOf(boxes(42), "box").length).toBe(40);
    const alone = stateGrid(
      kernelOf(() => ({})),
      ["strength", "load", "box"],
      [START],
      [1],
    );
    expect([alone.size, alone.corners, alone.states]).toEqual([1, 1, [START]]);
    expect(sharesOf(alone, START, 0.3)).toEqual(new Map([[0, 0.3]]));
  });

  it("cuts coarser where more numbers vary, as it is told", () => {
    const both: Change = ({ strength, load }, grade) => ({
      strength: grade === 4 ? strength * 9.5 : strength,
      load: grade === 1 ? load + 0.7 : load,
    });
    const three: Change = (state, grade, gap, recall) => ({
      ...both(state, grade, gap, recall),
      box: state.box + (grade === 2 ? 0.5 : 0),
    });
    const two = stateGrid(kernelOf(both), ["strength", "load"], [START], [1]);
    expect([valuesOf(two, "strength").length, valuesOf(two, "load").length]).toEqual([48, 10]);
    expect([two.size, two.corners]).toEqual([480, 4]);
    expect(stateGrid(kernelOf(three), ["strength", "load", "box"], [START], [1]).size).toBe(16 * 6 * 6);
    const told = { logarithmic: [9, 7], linear: [5] };
    expect(stateGrid(kernelOf(times(10)), ["strength"], [START], [1], told).size).toBe(9);
    expect(stateGrid(kernelOf(both), ["strength", "load"], [START], [1], told).size).toBe(7 * 5);
    expect(stateGrid(kernelOf(three), ["strength", "load", "box"], [START], [1], told).size).toBe(7 * 5 * 5);
  });

  it("asks for every grade after every gap, at the recall there is by then, from every extreme", () => {
    const seen: string[] = [];
    const kernel = kernelOf((state, grade, gap, recall) => {
      expect(recall).toBe(state.strength / (state.strength + gap));
      seen.push(`${grade} after ${gap}`);
      // twice as strong by one grade after one gap only
      return { strength: grade === 3 && gap === 30 ? state.strength * 2 : state.strength };
    });
    const grid = stateGrid(kernel, ["strength"], [START, { ...START, strength: 0.5 }], [1, 30]);
    expect(new Set(seen).size).toBe(8);
    expect([grid.states[0]?.strength, grid.states[grid.size - 1]?.strength].map((one) => one?.toFixed(9))).toEqual([
      "0.500000000",
      "32.000000000",
    ]);
  });

  it("places a node on itself, and what lies between so that all that is linear on the axes is kept", () => {
    const kernel = kernelOf(({ strength, load, box }, grade) => ({
      strength: grade === 4 ? Math.min(100, strength * 7) : Math.max(0.1, strength / 3),
      load: grade === 1 ? Math.min(9.5, load + 1.5) : Math.max(1, load - 1),
      box: grade === 1 ? 0 : Math.min(6, box + 1),
    }));
    const grid = stateGrid(kernel, ["strength", "load", "box"], [START], [1, 10]);
    expect(grid.corners).toBe(8);
    expect(grid.size).toBe(16 * 6 * 7);
    grid.states.forEach((state, node) => {
      expect(sharesOf(grid, state).get(node)).toBeCloseTo(1, 9);
    });
    fc.assert(
      fc.property(
        fc.double({ min: Math.log(0.1), max: Math.log(100), noNaN: true }),
        fc.double({ min: 1, max: 9.5, noNaN: true }),
        fc.double({ min: 0, max: 6, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (logStrength, load, box, share) => {
          const state = { ...START, strength: Math.exp(logStrength), load, box };
          const sums = [0, 0, 0, 0];
          for (const [node, part] of sharesOf(grid, state, share)) {
            expect(part).toBeGreaterThanOrEqual(0);
            const there = grid.states[node] ?? START;
            [1, Math.log(there.strength), there.load, there.box].forEach((value, k) => {
              sums[k] = (sums[k] ?? 0) + part * value;
            });
          }
          [1, logStrength, load, box].forEach((value, k) => {
            expect(sums[k]).toBeCloseTo(share * value, 9);
          });
        },
      ),
    );
  });

  it("takes what lies outside to the nearest edge", () => {
    const grid = stateGrid(kernelOf(times(10)), ["strength"], [START], [1]);
    expect(sharesOf(grid, { ...START, strength: 1e-9 }).get(0)).toBe(1);
    expect(sharesOf(grid, { ...START, strength: 1e9 }).get(95)).toBe(1);
  });
});
