import type { Words } from "../core/vocabulary/index.ts";

/** Codes of the reasons and warnings that estimates give. */
export type MetricsCode =
  | "rows-dropped"
  | "few-clusters"
  | "no-spread"
  | "no-overlap"
  | "heavy-weights"
  | "weights-off"
  | "one-arm"
  | "constant-covariate";

/** English for the warnings of `metrics`. */
export const metricsWords: Words<MetricsCode> = {
  "rows-dropped": "{dropped} of {rows} rows were left out because a value is missing; the rest may differ from them",
  "few-clusters": "only {clusters} clusters: the interval is rough below 50",
  "no-spread": "outcomes do not vary within the arms, so nothing can be said of how sure the difference is",
  "no-overlap":
    "{rows} rows had no chance of being in the other arm, so nothing can be compared there; leave them out to compare the others",
  "heavy-weights": "one row carries {percent} % of the weight of the {arm} arm",
  "weights-off": "the weights of the {arm} arm average {mean} where 1 is expected: check the logged probabilities",
  "one-arm": "every row is in the {arm} arm",
  "constant-covariate": "{column} has the same value in every row, so it was left out",
};
