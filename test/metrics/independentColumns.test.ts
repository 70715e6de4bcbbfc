import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cholesky } from "../../src/core/numeric/matrix/index.ts";
import { independentColumns } from "../../src/metrics/independentColumns.ts";

/** A fresh factor for every column tried: the slow twin. */
const slow = (columns: readonly number[], cell: (i: number, j: number) => number, tolerance: number) => {
  let used: number[] = [];
  let factor = new Float64Array(0);
  for (const column of columns) {
    const trial = [...used, column];
    const square = Float64Array.from(trial.flatMap((i) => trial.map((j) => cell(i, j))));
    if (cholesky(square, trial.length, tolerance) !== -1) continue;
    used = trial;
    factor = square;
  }
  return { used, factor };
};

describe("independentColumns", () => {
  it("keeps the columns and has the factor of a twin that begins anew for each", () => {
    const draws = fc.integer({ min: 1, max: 7 }).chain((width) =>
      fc.record({
        width: fc.constant(width),
        rows: fc.array(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: width, maxLength: width }), {
          minLength: 1,
          maxLength: 8,
        }),
        columns: fc.shuffledSubarray(Array.from({ length: width }, (_, at) => at)),
      }),
    );
    fc.assert(
      fc.property(draws, ({ rows, columns }) => {
        const cell = (i: number, j: number) => rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0);
        const quick = independentColumns(columns, cell, 1e-9);
        const twin = slow(columns, cell, 1e-9);
        const size = twin.used.length;
        expect(quick.used).toEqual(twin.used);
        expect(quick.stride).toBe(columns.length);
        for (let i = 0; i < size; i += 1)
          expect(Array.from(quick.factor.slice(i * quick.stride, i * quick.stride + size))).toEqual(
            Array.from(twin.factor.slice(i * size, (i + 1) * size)),
          );
      }),
    );
  });

  it("reads each cell once, and only those of later columns against earlier ones", () => {
    const asked: string[] = [];
    const cell = (i: number, j: number) => {
      asked.push(`${i},${j}`);
      return i === j ? 2 : 1;
    };
    expect(independentColumns([0, 1, 2], cell, 0).used).toEqual([0, 1, 2]);
    expect(asked).toEqual(["0,0", "1,1", "1,0", "2,2", "2,0", "2,1"]);
  });

  it("leaves out what has no finite pivot above its share", () => {
    const only = (value: number, tolerance = 0) => independentColumns([0], () => value, tolerance).used;
    expect([only(1), only(0), only(-1), only(Number.NaN), only(Number.POSITIVE_INFINITY), only(1, 1)]).toEqual([
      [0],
      [],
      [],
      [],
      [],
      [],
    ]);
    expect(independentColumns([], () => 1, 0)).toEqual({ used: [], factor: new Float64Array(0), stride: 0 });
  });
});
