import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ladder } from "../../../../src/spacing/planning/deadline/ladder.ts";
import { levelsOf } from "../../../../src/spacing/planning/deadline/levels.ts";
import { deadlineTables, rowsAt, weighted } from "../../../../src/spacing/planning/deadline/tables.ts";
import { transitionRows } from "../../../../src/spacing/planning/deadline/transitions.ts";
import { wishes } from "../../../../src/spacing/planning/deadline/wishes.ts";
import { stateGrid } from "../../../../src/spacing/planning/stateGrid.ts";
import { toyState } from "../toyMemory.ts";
import { neverSeen, onLevel, toyProblem, toyProblems } from "./toyProblem.ts";

describe("a ladder", () => {
  it("has every distance up to a week and a bit, then each a fifth farther, and always the farthest", () => {
    expect(ladder(1, 30).rungs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 19, 22, 26, 30]);
    expect(ladder(3, 3).rungs).toEqual([3]);
    expect(ladder(2, 20, 3).rungs).toEqual([2, 6, 18, 20]);
    expect(ladder(0, 3, 2).rungs).toEqual([0, 1, 2, 3]);
  });

  it("knows between which rungs a distance lies, and how far up", () => {
    const steep = ladder(2, 20, 3);
    expect(rowsAt(steep, 2)).toEqual([0, 1, 0]);
    expect(rowsAt(steep, 5)).toEqual([0, 1, 0.75]);
    expect(rowsAt(steep, 6)).toEqual([1, 2, 0]);
    expect(rowsAt(steep, 9)).toEqual([1, 2, 0.25]);
    expect(rowsAt(steep, 19)).toEqual([2, 3, 0.5]);
    expect(rowsAt(steep, 20)).toEqual([3, 3, 0]);
    expect(rowsAt(ladder(3, 3), 3)).toEqual([0, 0, 0]);
  });
});

describe("levels of effort over value", () => {
  const cardsOf = (ratios: readonly number[]) => ratios.map((effort) => neverSeen({ effort: 2 * effort, value: 2 }));

  it("are each a level of its own up to five", () => {
    const { ratios, below, up } = levelsOf(cardsOf([3, 1, 2, 5, 4, 1]));
    expect(ratios).toEqual([1, 2, 3, 4, 5]);
    expect(Array.from(below)).toEqual([2, 0, 1, 4, 3, 0]);
    expect(Array.from(up)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(levelsOf([neverSeen({ effort: 3, value: 2 })]).ratios).toEqual([1.5]);
  });

  it("are quantiles with the least and the greatest beyond, each card at one or between two", () => {
    const all = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const { ratios, below, up } = levelsOf(cardsOf(all));
    expect(ratios).toEqual([1, 3, 5, 7, 9]);
    expect(Array.from(below)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4]);
    expect(Array.from(up)).toEqual([0, 0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0]);
    // equal quantiles are one level
    expect(levelsOf(cardsOf([1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6])).ratios).toEqual([1, 3, 6]);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (efforts) => {
          const found = levelsOf(efforts.map((effort) => neverSeen({ effort })));
          expect(found.ratios.length).toBeLessThanOrEqual(5);
          efforts.forEach((effort, card) => {
            const low = found.ratios[found.below[card] ?? -1] ?? Number.NaN;
            const share = found.up[card] ?? Number.NaN;
            const high = found.ratios[(found.below[card] ?? -1) + 1] ?? low;
            expect(low + share * (high - low)).toBeCloseTo(effort, 9);
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThan(1);
          });
        },
      ),
    );
  });
});

describe("wishes", () => {
  it("forget all, and take by gain and of equal ones by number", () => {
    const todo = wishes();
    for (const [wish, gain] of [
      [7, 1],
      [3, 5],
      [2, 5],
      [9, 2],
    ] as const)
      todo.add(wish, gain);
    todo.settle();
    expect([todo.take(), todo.take(), todo.left()]).toEqual([2, 3, 2]);
    todo.clear();
    expect(todo.left()).toBe(0);
    todo.add(4, 1);
    todo.settle();
    expect([todo.left(), todo.take(), todo.left()]).toEqual([1, 4, 0]);
  });
});

describe("rows of where reviews lead", () => {
  it("are the grades by their shares, each node once, with the seconds expected", () => {
    const problem = toyProblem({ cards: [neverSeen()], days: [0], seconds: [1], deadline: 1 });
    const { kernel } = problem;
    const firsts = ([1, 2, 3, 4] as const).map((grade) => kernel.first(grade, { at: 0, day: 0 }));
    const grid = stateGrid(kernel, ["level"], firsts, [1]);
    expect(grid.size).toBe(4);
    const { table, learned, reviewed } = transitionRows(problem, grid, firsts, 3);
    learned();
    reviewed(toyState(1, 0, 0), 4); // recall .5
    reviewed(toyState(3, 0, 0), 8); // recall .5
    const row = (k: number) =>
      [...table.nodes.subarray(table.starts[k], table.starts[k + 1])]
        .map((node, place) => [node, table.shares[(table.starts[k] ?? 0) + place]] as const)
        .sort(([one], [other]) => one - other);
    // new: again and hard to level 0, good to 1, easy to 2
    expect(row(0)).toEqual([
      [0, 0.5],
      [1, 0.25],
      [2, 0.25],
    ]);
    expect(row(1)).toEqual([
      [0, 0.5],
      [1, 0.125],
      [2, 0.25],
      [3, 0.125],
    ]);
    expect(row(2)).toEqual([
      [2, 0.5],
      [3, 0.5],
    ]);
    expect(Array.from(table.seconds)).toEqual([14, 5 + 1 + 1.5 + 0.5, 8]);
    expect(Array.from(table.starts)).toEqual([0, 3, 7, 9]);
  });
});

describe("tables", () => {
  it("have what comes without a further review, of cards and of nodes, at the deadline, after it and mixed", () => {
    fc.assert(
      fc.property(toyProblems, (problem) => {
        const tables = deadlineTables(problem);
        const { m, size, cardEnd, nodeEnd, open, days, cards } = tables;
        const { deadline, afterDays, afterShare, kernel } = problem;
        expect([m, cards, days]).toEqual([problem.days.length, problem.cards.length, problem.days]);
        expect(Array.from(tables.seconds)).toEqual(problem.seconds);
        const only = weighted(tables, 0.25);
        problem.cards.forEach(({ state, value, effort }, card) => {
          expect([tables.value[card], tables.effort[card]]).toEqual([value, effort]);
          const recall = (day: number) => (state === null ? 0 : kernel.recall(state, day - state.lastDay));
          expect(cardEnd.at[card]).toBe(recall(deadline));
          expect(cardEnd.after[card]).toBe(recall(deadline + afterDays));
          expect(cardEnd.worth[card]).toBeCloseTo(
            (1 - afterShare) * recall(deadline) + afterShare * recall(deadline + afterDays),
            12,
          );
          expect(only.cardEnd.worth[card]).toBeCloseTo(
            0.75 * recall(deadline) + 0.25 * recall(deadline + afterDays),
            12,
          );
          const first = days.findIndex((day) => state === null || day > state.lastDay);
          expect(open[card]).toBe(first === -1 ? m : first);
        });
        if (size !== 4) return;
        for (let i = 0; i < m; i += 1)
          for (let level = 0; level < 4; level += 1) {
            const since = deadline - (days[i] ?? 0);
            const [then, still] = [since, since + afterDays].map((gap) =>
              kernel.recall(toyState(level, 0, 0), gap),
            ) as [number, number];
            expect(nodeEnd.at[i * 4 + level]).toBe(then);
            expect(nodeEnd.after[i * 4 + level]).toBe(still);
            expect(only.nodeEnd.worth[i * 4 + level]).toBeCloseTo(0.75 * then + 0.25 * still, 12);
          }
      }),
      { numRuns: 50 },
    );
  });

  it("have the seconds of a card's visit on each day, and only nodes at which something arrives", () => {
    const tables = deadlineTables(
      toyProblem({
        cards: [onLevel(1, 4), neverSeen({ effort: 3 })],
        days: [0, 4],
        seconds: [1, 1],
        deadline: 5,
        passingShares: [0, 1, 0],
        firstShares: [0, 0, 1, 0],
      }),
    );
    // level 1 after four days: recall .5; after eight: a third. again 10 s, good 6 s
    expect(tables.visitSeconds[0]).toBe(0.5 * 10 + 0.5 * 6);
    expect(tables.visitSeconds[1]).toBeCloseTo((2 / 3) * 10 + (1 / 3) * 6, 12);
    expect(Array.from(tables.visitSeconds.subarray(2))).toEqual([12, 12]);
    const few = deadlineTables(
      toyProblem({
        cards: [onLevel(3, 1)],
        days: [0],
        seconds: [1],
        deadline: 5,
        passingShares: [0, 1, 0],
      }),
    );
    // from the highest level a card falls one or stays, and with one day that is all
    expect(few.size).toBeLessThanOrEqual(4);
    expect(few.gaps.rungs).toEqual([1]);
  });
});
