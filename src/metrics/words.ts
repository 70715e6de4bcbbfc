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
  | "constant-covariate"
  | "collinear-covariate"
  | "covariate-missing"
  | "overlap-dropped"
  | "sample-ratio"
  | "no-positive-mean"
  | "no-events"
  | "not-two-groups"
  | "thin-tail"
  | "too-few-rows";

/** English for the warnings of `metrics`. */
export const metricsWords: Words<MetricsCode> = {
  "rows-dropped": "{dropped} of {rows} rows were left out because a value is missing; the rest may differ from them",
  "few-clusters": "only {clusters} clusters: the interval is rough below 50",
  "no-spread": "outcomes do not vary within the arms, so nothing can be said of how sure the difference is",
  "no-overlap":
    '{rows} rows had no chance of being in the other arm, so nothing can be compared there; overlap: "drop" leaves them out and compares the others',
  "heavy-weights": "one row carries {percent} % of the weight of the {arm} arm",
  "weights-off": "the weights of the {arm} arm average {mean} where 1 is expected: check the logged probabilities",
  "one-arm": "every row is in the {arm} arm",
  "collinear-covariate": "{column} says nothing that the other covariates do not say, so it was left out",
  "covariate-missing":
    "{column} is missing in {rows} rows, which are kept: it counts as 0 there, and its being missing as a covariate",
  "overlap-dropped":
    "{dropped} of {rows} rows had no chance of being in the other arm and were left out: the answer is about the others only",
  "sample-ratio":
    "{found} % of the rows are treated where {expected} % were meant to be, more than chance explains: find out where rows were lost before believing the difference",
  "no-positive-mean": "the mean it would be related to is {mean}, and only a positive one has shares",
  "no-events": "no event happened while more than one group was there to compare",
  "not-two-groups": "there are {groups} groups, and a difference is between two: name them with between",
  "too-few-rows": "no difference would be seen with a chance of {percent} % in so many rows",
  "thin-tail": "only {atRisk} of {group} were still observed at {time}: the end of the curve rests on few",
  "constant-covariate": "{column} has the same value in every row, so it was left out",
};
