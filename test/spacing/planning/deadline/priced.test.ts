import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { poolOf, reviewsOf } from "../../../../src/spacing/planning/deadline/pool.ts";
import { expectedOf, priced, spread, workspaceFor } from "../../../../src/spacing/planning/deadline/priced.ts";
import { deadlineTables } from "../../../../src/spacing/planning/deadline/tables.ts";
import { onLevel, slowPriced, toyProblem, toyProblems } from "./toyProblem.ts";

const somePrices = fc.array(fc.double({ min: 0, max: 0.1, noNaN: true }), { minLength: 5, maxLength: 5 });

describe("priced", () => {
  it("is what following every answer comes to: worth, bound, and the seconds of each day", () => {
    fc.assert(
      fc.property(toyProblems, somePrices, (problem, all) => {
        const prices = Float64Array.from(all.slice(0, problem.days.length));
        const tables = deadlineTables(problem);
        const slow = slowPriced(problem, Array.from(prices));
        const work = workspaceFor(tables, true);
        // the room is used twice: nothing of the first time is left in it
        priced(
          tables,
          prices.map((price) => 0.5 * price),
          work,
        );
        const found = priced(tables, prices, work);
        expect(found.bound).toBeCloseTo(slow.bound, 9);
        slow.visiting.forEach((worth, place) => {
          if (!Number.isNaN(worth)) expect(found.visiting[place]).toBeCloseTo(worth, 9);
        });
        slow.used.forEach((seconds, j) => {
          expect(found.used[j]).toBeCloseTo(seconds, 7);
        });
        // without what arrives on each day the rest is the same
        const less = priced(tables, prices, workspaceFor(tables, false));
        expect([less.bound, less.used, less.arriving]).toEqual([found.bound, found.used, []]);
        expect(found.arriving).toHaveLength(tables.levels.ratios.length);
      }),
    );
  });

  it("keeps what arrives on each day, from which a pool reads the best it can do from each day on", () => {
    fc.assert(
      fc.property(toyProblems, somePrices, (problem, all) => {
        const prices = Float64Array.from(all.slice(0, problem.days.length));
        const tables = deadlineTables(problem);
        const { m, size, levels, nodeEnd } = tables;
        const reviews = reviewsOf(tables, priced(tables, prices, workspaceFor(tables, true)));
        const { best } = slowPriced(problem, Array.from(prices));
        levels.ratios.forEach((ratio, level) => {
          for (let i = 0; i < m; i += 1)
            for (let node = 0; node < size; node += 1) {
              const pool = poolOf(tables, reviews, prices, level, i, node, 0.7, 2);
              expect(pool).toMatchObject({ level, i, node, amount: 0.7, cards: 2 });
              expect(pool.taken).toEqual(new Float64Array(m));
              expect(pool.best).toHaveLength(m + 1 - i);
              expect(pool.best[m - i]).toBe(nodeEnd.worth[i * size + node]);
              for (let j = i + 1; j < m; j += 1) {
                const net = reviews.gainOf(pool, j) - (prices[j] ?? 0) * ratio * reviews.takesOf(pool, j);
                expect(pool.best[j - i]).toBe(Math.max(pool.best[j + 1 - i] ?? Number.NaN, net));
              }
            }
        });
        // of a grid with all four levels, a node is a level
        if (size === 4)
          levels.ratios.forEach((ratio, level) => {
            for (let i = 0; i < m; i += 1)
              for (let node = 0; node < size; node += 1)
                expect(poolOf(tables, reviews, prices, level, i, node, 1, 1).best[Math.min(1, m - i)]).toBeCloseTo(
                  best(ratio, node, i).worth,
                  9,
                );
          });
      }),
      { numRuns: 40 },
    );
  });

  it("waits at prices that nothing is worth, and takes the best day where they are nothing", () => {
    const problem = toyProblem({
      cards: [onLevel(0, 3), onLevel(2, 1)],
      days: [0, 1, 2],
      seconds: [9, 9, 9],
      deadline: 4,
    });
    const tables = deadlineTables(problem);
    const dear = priced(tables, Float64Array.of(1e6, 1e6, 1e6), workspaceFor(tables, false));
    const end = (level: number, since: number) =>
      0.5 / (1 + since / (2 + 2 * level)) + 0.5 / (1 + (since + 10) / (2 + 2 * level));
    expect(dear.bound).toBeCloseTo(27e6 + end(0, 7) + end(2, 5), 6);
    expect(Array.from(dear.used)).toEqual([0, 0, 0]);
    const free = priced(tables, new Float64Array(3), workspaceFor(tables, false));
    expect(Array.from(free.used).every((one) => one > 0)).toBe(true);
    expect(free.bound).toBeGreaterThan(end(0, 7) + end(2, 5));
  });
});

describe("rows of transitions", () => {
  const rows = {
    starts: Int32Array.of(0, 2, 2, 5),
    nodes: Int32Array.of(1, 0, 0, 2, 1),
    shares: Float64Array.of(0.25, 0.75, 0.5, 0.25, 0.25),
    seconds: Float64Array.of(1, 2, 3),
  };

  it("have a mean over what their nodes are worth", () => {
    const worth = Float64Array.of(9, 9, 1, 2, 4);
    expect([0, 1, 2].map((row) => expectedOf(rows, row, worth, 2))).toEqual([1.25, 0, 2]);
  });

  it("spread an amount over their nodes", () => {
    const into = Float64Array.of(0, 1, 1, 1);
    spread(rows, 2, 8, into, 1);
    expect(Array.from(into)).toEqual([0, 5, 3, 3]);
  });
});
