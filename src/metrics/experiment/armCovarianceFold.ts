import { type Found, note, type Path, readArray } from "../../core/check/index.ts";
import type { Fold, Json } from "../../core/vocabulary/index.ts";
import { loadCount, loadNumber, loadState, savedNumber, savedState } from "../../core/vocabulary/saved.ts";

/** One row: its arm, its outcome, and what was known of it before. */
export interface ArmCovariates {
  /** Whether it belongs to the treated arm. */
  readonly treated: boolean;
  /** Not finite counts as missing: the row is left out. */
  readonly outcome: number;
  /** In the order of the fold's names. What is not finite is kept as missing: 0, and 1 in a column of its own. */
  readonly covariates: readonly number[];
}

/** The moments of one arm: the outcome first, then the covariates, then for each covariate whether it is missing. */
export interface ArmCovariance {
  /** Rows. */
  readonly n: number;
  /** Means. */
  readonly mean: readonly number[];
  /** Sums of products of deviations from the means. */
  readonly products: readonly (readonly number[])[];
}

/** What `armCovarianceFold` says: all that `cupedDifferenceFromMoments` needs. */
export interface ArmCovariances {
  /** Names of the covariates. */
  readonly covariates: readonly string[];
  /** Of the treated arm. */
  readonly treated: ArmCovariance;
  /** Of the other arm. */
  readonly control: ArmCovariance;
  /** Rows without an outcome, left out. */
  readonly missing?: number;
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

/** Moments of both arms so far. */
export interface ArmCovarianceState {
  /** Of the treated arm. */
  readonly treated: ArmCovarianceCell;
  /** Of the other arm. */
  readonly control: ArmCovarianceCell;
  /** Rows without an outcome. */
  missing: number;
}

const emptyCell = (width: number): ArmCovarianceCell => ({
  n: 0,
  mean: new Float64Array(width),
  products: new Float64Array(width * width),
});

/** One more row: products += (z - mean) (z - mean')'. Indices are below the width. */
const addRow = (cell: ArmCovarianceCell, row: Float64Array, before: Float64Array): void => {
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

const sayCell = ({ n, mean, products }: ArmCovarianceCell): ArmCovariance => ({
  n,
  mean: Array.from(mean),
  products: Array.from(mean, (_, i) => Array.from(products.subarray(i * mean.length, (i + 1) * mean.length))),
});

const saveCell = ({ n, mean, products }: ArmCovarianceCell): Json => ({
  n,
  mean: Array.from(mean, savedNumber),
  products: Array.from(products, savedNumber),
});

const loadCell = (found: Found, path: Path, value: unknown, width: number): ArmCovarianceCell => {
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

/**
 * What do I keep, row by row or shard by shard, so that I can compare two arms later and take out what was there before? Counts, means and
 * products of deviations of the outcome and its covariates: hand what it says to `cupedDifferenceFromMoments`.
 *
 * A covariate that is missing counts as 0, and a column of its own says that it was missing: nobody is dropped for having no past.
 *
 * @param covariates - their names, in the order in which each input lists its values; an input that lists fewer lacks the others.
 *
 * Cost: a row costs the square of the columns. Source: Chan, Golub and LeVeque 1979, (2.1) for products.
 *
 * @example
 * ```ts
 * import { foldOver, metrics, orThrow } from "learnlift";
 *
 * const rows = [5, 3, 8, 6, 2, 4, 7, 1].map((before, i) => ({ treated: i < 4, outcome: before + (i < 4 ? 2 : 0) + (i % 2), covariates: [before] }));
 * const moments = orThrow(foldOver(metrics.armCovarianceFold(["before"]))(rows));
 * orThrow(metrics.cupedDifferenceFromMoments({ assignment: "randomised" })(moments)).n.rows; // => 8
 * ```
 */
export const armCovarianceFold = (
  covariates: readonly string[],
): Fold<ArmCovariates, ArmCovarianceState, ArmCovariances> => {
  const names = Array.isArray(covariates) ? covariates.map(String) : [];
  const width = 1 + 2 * names.length;
  const kind = `arm-covariance(${names.map((name) => JSON.stringify(name)).join(", ")})`;
  const row = new Float64Array(width);
  const before = new Float64Array(width);
  const empty = (): ArmCovarianceState => ({ treated: emptyCell(width), control: emptyCell(width), missing: 0 });
  return {
    kind,
    empty,
    step(state, input) {
      if (!Number.isFinite(input.outcome)) {
        state.missing += 1;
        return state;
      }
      row[0] = input.outcome;
      for (let at = 0; at < names.length; at += 1) {
        const value = input.covariates[at];
        const known = value !== undefined && Number.isFinite(value);
        row[1 + at] = known ? value : 0;
        row[1 + names.length + at] = known ? 0 : 1;
      }
      addRow(input.treated ? state.treated : state.control, row, before);
      return state;
    },
    merge(into, from) {
      mergeCells(into.treated, from.treated);
      mergeCells(into.control, from.control);
      into.missing += from.missing;
      return into;
    },
    extract: ({ treated, control, missing }) => ({
      covariates: names,
      treated: sayCell(treated),
      control: sayCell(control),
      missing,
    }),
    save: ({ treated, control, missing }) =>
      savedState(kind, { treated: saveCell(treated), control: saveCell(control), missing }),
    load: (saved) =>
      loadState(
        kind,
        saved,
        (found, held) => ({
          treated: loadCell(found, ["treated"], held["treated"], width),
          control: loadCell(found, ["control"], held["control"], width),
          missing: loadCount(found, ["missing"], held["missing"]),
        }),
        empty(),
      ),
  };
};
