import fc, { type Arbitrary } from "fast-check";
import type { Table } from "../../src/core/vocabulary/index.ts";
import { tableFromColumns } from "../../src/core/vocabulary/index.ts";
import type { Points } from "../../src/segment/kMeans/points.ts";
import { rightOf } from "../support/property.ts";

export type Rows = readonly (readonly number[])[];

export const pointsOf = (rows: Rows): Points => ({
  coordinates: Float64Array.from(rows.flat()),
  count: rows.length,
  dimensions: rows[0]?.length ?? 0,
});

/** Column j of some rows. */
export const column = (rows: Rows, j: number): readonly number[] => rows.map((row) => row[j] ?? Number.NaN);

/** A table with columns a, b, c, … */
export const tableOf = (rows: Rows): Table =>
  rightOf(
    tableFromColumns()(
      Object.fromEntries((rows[0] ?? []).map((_, j) => [String.fromCharCode(97 + j), column(rows, j)])),
    ),
  );

/** Eight tight groups at the corners of a cube: two of them together are not clear, eight are. */
export const cube: Rows = Array.from({ length: 40 }, (_, i) => {
  const far = Math.floor(i / 8);
  const corner = i % 8;
  return [
    (corner % 2) * 10 + ((far * 0.7548) % 1),
    (Math.floor(corner / 2) % 2) * 10 + ((far * 0.5698) % 1),
    Math.floor(corner / 4) * 10 + ((far * 0.31) % 1),
  ];
});

/** Rows of small whole numbers: ties, repeated rows and constant columns are common. */
export const coarseRows: Arbitrary<Rows> = fc
  .integer({ min: 1, max: 3 })
  .chain((d) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: d, maxLength: d }), { minLength: 3, maxLength: 14 }),
  );

/** Rows in general position: no two distances are equal but by accident. */
export const fineRows: Arbitrary<Rows> = fc
  .integer({ min: 1, max: 3 })
  .chain((d) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: d, maxLength: d }), {
      minLength: 6,
      maxLength: 20,
    }),
  )
  .map((rows) => rows.map((row, i) => row.map((value, j) => value / 7919 + Math.sqrt(i * 3 + j + 2) / 100)));

export const distinctRows = (rows: Rows): number => new Set(rows.map((row) => row.join())).size;

/** Three clouds far apart, of 5, 4 and 3 rows. */
export const clouds: Rows = [
  [1, 10],
  [2, 11],
  [1.5, 12],
  [2.5, 10.5],
  [1.8, 11.2],
  [20, 1],
  [21, 2],
  [22, 1.5],
  [21.5, 0.5],
  [40, 30],
  [41, 31],
  [40.5, 29],
];
