import type { Words } from "../vocabulary/reason.ts";

/** Why a regression has no answer. */
export type RegressionCode =
  | "constant-column"
  | "collinear-columns"
  | "leverage-of-one"
  | "cluster-of-its-own"
  | "separation"
  | "single-outcome";

/** English for the reasons of `core/regression`. */
export const regressionWords: Words<RegressionCode> = {
  "constant-column": "{columns} has the same value in every row",
  "collinear-columns": "these columns can be computed from one another: {columns}",
  "leverage-of-one": "row {row} (counted from 0) alone determines a coefficient, so its error cannot be seen",
  "cluster-of-its-own": "cluster {cluster} alone determines a coefficient, so its error cannot be seen",
  separation: "the outcome can be told without error from {columns}, so the coefficients grow without bound",
  "single-outcome": "every row has the outcome {outcome}",
};
