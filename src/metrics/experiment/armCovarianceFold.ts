import { isLeft, right } from "fp-ts/lib/Either.js";
import { type Found, note, readArray, reading } from "../../core/check/index.ts";
import type { Fold, Result } from "../../core/vocabulary/index.ts";
import { loadCount, loadState, savedState } from "../../core/vocabulary/saved.ts";
import { readColumnName } from "../columns.ts";
import {
  type ArmCovariance,
  type ArmCovarianceCell,
  addRow,
  emptyCell,
  loadCell,
  mergeCells,
  saveCell,
  sayCell,
} from "./armCovariance.ts";

/** One row: its arm, its outcome, and what was known of it before. */
export interface ArmCovariates {
  /** Whether it belongs to the treated arm. */
  readonly treated: boolean;
  /** Not finite counts as missing: the row is left out. */
  readonly outcome: number;
  /** In the order of the fold's names. What is not finite is kept as missing: 0, and 1 in a column of its own. */
  readonly covariates: readonly number[];
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

/** Moments of both arms so far. */
export interface ArmCovarianceState {
  /** Of the treated arm. */
  readonly treated: ArmCovarianceCell;
  /** Of the other arm. */
  readonly control: ArmCovarianceCell;
  /** Rows without an outcome. */
  missing: number;
}

/**
 * What do I keep, row by row or shard by shard, so that I can compare two arms later and take out what was there before? Counts, means and
 * products of deviations of the outcome and its covariates: hand what it says to `cupedDifferenceFromMoments`.
 *
 * A covariate that is missing counts as 0, and a column of its own says that it was missing: nobody is dropped for having no past.
 *
 * @param covariates - their names, at least one and each once, in the order in which each input lists its values; an input that lists fewer
 *   lacks the others.
 * @returns the fold; fails on an empty list, on names that are no text, and on one that stands twice.
 *
 * Cost: a row costs the square of the columns. Source: Chan, Golub and LeVeque 1979, (2.1) for products.
 *
 * @example
 * ```ts
 * import { foldOver, metrics, orThrow } from "learnlift";
 *
 * const rows = [5, 3, 8, 6, 2, 4, 7, 1].map((before, i) => ({ treated: i < 4, outcome: before + (i < 4 ? 2 : 0) + (i % 2), covariates: [before] }));
 * const moments = orThrow(foldOver(orThrow(metrics.armCovarianceFold(["before"])))(rows));
 * orThrow(metrics.cupedDifferenceFromMoments({ assignment: "randomised" })(moments)).n.rows; // => 8
 * ```
 */
export const armCovarianceFold = (
  covariates: readonly string[],
): Result<Fold<ArmCovariates, ArmCovarianceState, ArmCovariances>> => {
  const names = reading("metrics.armCovarianceFold", (found) => readNames(found, covariates));
  return isLeft(names) ? names : right(covarianceFold(names.right));
};

const readNames = (found: Found, value: unknown): readonly string[] => {
  const names = readArray(found, [], value, (name, path) => readColumnName(found, path, name));
  if (Array.isArray(value) && value.length === 0) note(found, [], "empty", "at least one name", value);
  names.forEach((name, at) => {
    if (name !== "" && names.indexOf(name) < at) note(found, [at], "duplicate", "each name once", name);
  });
  return names;
};

/** The fold of names that have been checked. */
export const covarianceFold = (names: readonly string[]): Fold<ArmCovariates, ArmCovarianceState, ArmCovariances> => {
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
