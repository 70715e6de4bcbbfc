import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignment } from "../../../src/core/graph/index.ts";

/** Slow twin: the smallest total over every way to give each row of the shorter side a partner of its own. */
const cheapest = (costs: readonly (readonly number[])[]): number => {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  const wide = rows <= columns ? costs : Array.from({ length: columns }, (_, c) => costs.map((row) => row[c] ?? 0));
  const from = (row: number, taken: ReadonlySet<number>): number => {
    const here = wide[row];
    if (here === undefined) return 0;
    let least = Number.POSITIVE_INFINITY;
    here.forEach((cost, c) => {
      if (!taken.has(c)) least = Math.min(least, cost + from(row + 1, new Set([...taken, c])));
    });
    return least;
  };
  return from(0, new Set());
};

const solve = (costs: readonly (readonly number[])[]): readonly number[] =>
  Array.from(assignment(Float64Array.from(costs.flat()), costs.length, costs[0]?.length ?? 0));

const anyCosts = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 })).chain(([rows, columns]) =>
  fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
);

describe("the cheapest assignment", () => {
  it("is 2 + 4 + 3 here", () => {
    expect(
      solve([
        [7, 2, 8],
        [4, 6, 9],
        [5, 8, 3],
      ]),
    ).toStrictEqual([1, 0, 2]);
  });

  it("costs as little as the best of all ways, each column once", () => {
    fc.assert(
      fc.property(anyCosts, (costs) => {
        const columnOf = solve(costs);
        const given = columnOf.filter((column) => column >= 0);
        expect(given).toHaveLength(Math.min(costs.length, costs[0]?.length ?? 0));
        expect(new Set(given).size).toBe(given.length);
        const total = columnOf.reduce((sum, column, row) => sum + (column < 0 ? 0 : (costs[row]?.[column] ?? 0)), 0);
        expect(total).toBe(cheapest(costs));
      }),
    );
  });

  it("leaves rows without a column where there are too few, and columns without a row", () => {
    expect(solve([[5], [1], [3]])).toStrictEqual([-1, 0, -1]);
    expect(solve([[5, 1, 3]])).toStrictEqual([1]);
    expect(solve([])).toStrictEqual([]);
  });

  it("takes the first of equals", () => {
    expect(
      solve([
        [0, 0],
        [0, 0],
      ]),
    ).toStrictEqual([0, 1]);
  });

  it("does not mind what all of a row have in common", () => {
    const costs = [
      [7, 2, 8],
      [1004, 1006, 1009],
      [-95, -92, -97],
    ];
    expect(solve(costs)).toStrictEqual([1, 0, 2]);
  });
});
