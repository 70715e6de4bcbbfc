import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  crossProduct,
  crossProductScratch,
  crossVector,
  matrixProduct,
  matrixVector,
  weightedCrossProduct,
} from "../../../../src/core/numeric/matrix/index.ts";

/** A row-major matrix of whole numbers, so that every order of summation gives the same sum. */
const wholeMatrix = (rows: number, columns: number, seed: number): Float64Array =>
  Float64Array.from({ length: rows * columns }, (_, at) => ((at * 7919 + seed * 104729) % 41) - 20);

/** The obvious triple loop. */
const slowCrossProduct = (x: Float64Array, weights: Float64Array | null, rows: number, columns: number): number[] => {
  const out: number[] = [];
  for (let i = 0; i < columns; i += 1)
    for (let j = 0; j < columns; j += 1) {
      let sum = 0;
      for (let r = 0; r < rows; r += 1)
        sum += (weights?.[r] ?? 1) * (x[r * columns + i] ?? Number.NaN) * (x[r * columns + j] ?? Number.NaN);
      out.push(sum);
    }
  return out;
};

const shapes: readonly (readonly [number, number])[] = [
  [0, 3],
  [1, 1],
  [5, 2],
  [127, 3],
  [128, 4],
  [129, 5],
  [300, 9],
  [700, 13],
];

describe("crossProduct", () => {
  it.each(shapes)("equals the triple loop for %i x %i, both halves filled", (rows, columns) => {
    const x = wholeMatrix(rows, columns, 1);
    const out = new Float64Array(columns * columns).fill(99);
    crossProduct(x, rows, columns, out, crossProductScratch(columns));
    expect(Array.from(out)).toEqual(slowCrossProduct(x, null, rows, columns));
  });

  it.each(shapes)("takes weights for %i x %i", (rows, columns) => {
    const x = wholeMatrix(rows, columns, 2);
    const weights = Float64Array.from({ length: rows }, (_, r) => r % 5);
    const out = new Float64Array(columns * columns);
    weightedCrossProduct(x, weights, rows, columns, out, crossProductScratch(columns));
    expect(Array.from(out)).toEqual(slowCrossProduct(x, weights, rows, columns));
  });

  it("may use its working space again, for fewer columns too", () => {
    const scratch = crossProductScratch(9);
    const wide = wholeMatrix(200, 9, 3);
    crossProduct(wide, 200, 9, new Float64Array(81), scratch);
    const narrow = wholeMatrix(150, 3, 4);
    const out = new Float64Array(9);
    crossProduct(narrow, 150, 3, out, scratch);
    expect(Array.from(out)).toEqual(slowCrossProduct(narrow, null, 150, 3));
  });

  it("leaves its input alone", () => {
    const x = wholeMatrix(50, 3, 5);
    const before = x.slice();
    crossProduct(x, 50, 3, new Float64Array(9), crossProductScratch(3));
    expect(x).toEqual(before);
  });

  it("equals the triple loop for any whole matrix", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 140 }),
        fc.integer({ min: 1, max: 11 }),
        fc.nat(1000),
        (rows, columns, seed) => {
          const x = wholeMatrix(rows, columns, seed);
          const out = new Float64Array(columns * columns);
          crossProduct(x, rows, columns, out, crossProductScratch(columns));
          expect(Array.from(out)).toEqual(slowCrossProduct(x, null, rows, columns));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("products", () => {
  // X = [[1, 2, 3], [4, 5, 6]]
  const x = Float64Array.of(1, 2, 3, 4, 5, 6);

  it("matrixVector is X b", () => {
    const out = new Float64Array(2).fill(7);
    matrixVector(x, 2, 3, Float64Array.of(1, 10, 100), out);
    expect(Array.from(out)).toEqual([321, 654]);
  });

  it("crossVector is X'y", () => {
    const out = new Float64Array(3).fill(7);
    crossVector(x, 2, 3, Float64Array.of(1, 10), out);
    expect(Array.from(out)).toEqual([41, 52, 63]);
  });

  it("matrixProduct is A B", () => {
    const out = new Float64Array(4).fill(7);
    matrixProduct(x, Float64Array.of(1, 2, 3, 4, 5, 6), 2, 3, 2, out);
    expect(Array.from(out)).toEqual([22, 28, 49, 64]);
  });
});
