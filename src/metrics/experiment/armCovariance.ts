import { type Found, note, type Path, readArray } from "../../core/check/index.ts";
import type { Json } from "../../core/vocabulary/index.ts";
import { loadCount, loadNumber, savedNumber } from "../../core/vocabulary/saved.ts";

/** The moments of one arm: the outcome first, then the covariates, then for each covariate whether it is missing. */
export interface ArmCovariance {
  /** Rows. */
  readonly n: number;
  /** Means. */
  readonly mean: readonly number[];
  /** Sums of products of deviations from the means. */
  readonly products: readonly (readonly number[])[];
}

/** Moments of one arm so far; products row-major. */
export interface ArmCovarianceCell {
  /** Rows. */
  n: number;
  /** Means. */
  readonly mean: Float64Array;
  /** Products of deviations. */
  readonly products: Float64Array;
}

/** No rows yet. */
export const emptyCell = (width: number): ArmCovarianceCell => ({
  n: 0,
  mean: new Float64Array(width),
  products: new Float64Array(width * width),
});

/** One more row: products += (z - mean) (z - mean')'. Indices are below the width. */
export const addRow = (cell: ArmCovarianceCell, row: Float64Array, before: Float64Array): void => {
  const { mean, products } = cell;
  const width = mean.length;
  cell.n += 1;
  for (let i = 0; i < width; i += 1) {
    const difference = (row[i] as number) - (mean[i] as number);
    before[i] = difference;
    mean[i] = (mean[i] as number) + difference / cell.n;
  }
  const share = (cell.n - 1) / cell.n;
  for (let i = 0; i < width; i += 1) {
    const scaled = share * (before[i] as number);
    if (scaled === 0) continue;
    for (let j = 0; j < width; j += 1)
      products[i * width + j] = (products[i * width + j] as number) + scaled * (before[j] as number);
  }
};

/** Both as one: products_A + products_B + d d' n_A n_B / n with d the difference of the means. */
export const mergeCells = (into: ArmCovarianceCell, from: ArmCovarianceCell): ArmCovarianceCell => {
  if (from.n === 0) return into;
  const width = into.mean.length;
  const n = into.n + from.n;
  const difference = from.mean.map((mean, i) => mean - (into.mean[i] ?? 0));
  const factor = (into.n * from.n) / n;
  for (let i = 0; i < width; i += 1) {
    const d = difference[i] ?? 0;
    into.mean[i] = into.n === 0 ? (from.mean[i] ?? 0) : (into.mean[i] ?? 0) + (d * from.n) / n;
    for (let j = 0; j < width; j += 1) {
      const at = i * width + j;
      into.products[at] = (into.products[at] ?? 0) + (from.products[at] ?? 0) + factor * d * (difference[j] ?? 0);
    }
  }
  into.n = n;
  return into;
};

/** What is said of an arm. */
export const sayCell = ({ n, mean, products }: ArmCovarianceCell): ArmCovariance => ({
  n,
  mean: Array.from(mean),
  products: Array.from(mean, (_, i) => Array.from(products.subarray(i * mean.length, (i + 1) * mean.length))),
});

/** An arm as JSON. */
export const saveCell = ({ n, mean, products }: ArmCovarianceCell): Json => ({
  n,
  mean: Array.from(mean, savedNumber),
  products: Array.from(products, savedNumber),
});

/** An arm from JSON. */
export const loadCell = (found: Found, path: Path, value: unknown, width: number): ArmCovarianceCell => {
  const held: Readonly<Record<string, unknown>> = typeof value === "object" && value !== null ? { ...value } : {};
  const numbers = (name: string, length: number): Float64Array => {
    const read = readArray(found, [...path, name], held[name], (one, at) => loadNumber(found, at, one));
    if (Array.isArray(held[name]) && read.length !== length)
      note(found, [...path, name], "inconsistent", `an array of ${length} numbers`, held[name]);
    return Float64Array.from(read);
  };
  return {
    n: loadCount(found, [...path, "n"], held["n"]),
    mean: numbers("mean", width),
    products: numbers("products", width * width),
  };
};
