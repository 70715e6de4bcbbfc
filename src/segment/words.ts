import type { Words } from "../core/vocabulary/index.ts";

/** Codes of the reasons and warnings that personas give. */
export type SegmentCode =
  | "high-feature"
  | "low-feature"
  | "typical"
  | "nearer-in-feature"
  | "constant-column"
  | "not-converged"
  | "small-persona"
  | "silhouette-decides"
  | "gap-decides"
  | "bic-decides"
  | "stability-decides"
  | "share-decides"
  | "most-decides"
  | "fewest-of-tied"
  | "criteria-agree"
  | "only-count"
  | "no-count-allowed"
  | "continuum"
  | "no-groups-by-gap"
  | "count-not-clear"
  | "gap-speaks-for-none"
  | "weights-not-counted"
  | "count-not-stable"
  | "model-not-stable"
  | "persona-not-stable"
  | "circular-test"
  | "empty-persona"
  | "models-disagree";

/** English for the reasons of `segment`. */
export const segmentWords: Words<SegmentCode> = {
  "high-feature": "high {feature}: mean {mean}, {effect} standard deviations above the other learners",
  "low-feature": "low {feature}: mean {mean}, {effect} standard deviations below the other learners",
  typical: "differs from the other learners in no feature by {threshold} standard deviations",
  "nearer-in-feature":
    "{feature} of {value} is nearer to {persona} (mean {personaMean}) than to {against} (mean {againstMean})",
  "constant-column": "{column} has the same value in every row, so it was left out",
  "not-converged": "the best start was still moving after {iterations} iterations",
  "small-persona": "{persona} holds {size} of {n} learners, under {percent} %: too few to build on",
  "silhouette-decides": "without the silhouette {without} personas would be recommended",
  "gap-decides": "without the gap statistic {without} personas would be recommended",
  "bic-decides": "without the BIC {without} personas would be recommended",
  "stability-decides": "without the stability under resampling {without} personas would be recommended",
  "share-decides":
    "if a persona might hold fewer than {limit} % of the learners, {without} personas would be recommended",
  "most-decides": "if there might be more than {limit} personas, {without} would be recommended",
  "fewest-of-tied": "{k} and {other} personas have {votes} votes each, and fewer are taken",
  "criteria-agree": "{votes} of {of} criteria speak for {k} personas, and none of them decides alone",
  "only-count": "no criterion speaks for a number, and {k} is the only one allowed",
  "no-count-allowed": "every number looked at breaks a rule, so none is recommended",
  continuum:
    "the best silhouette is {silhouette}, under {threshold}: no clear groups but a continuum, and personas are cuts through it",
  "no-groups-by-gap": "by the gap statistic the rows are no more grouped than rows spread evenly",
  "count-not-clear":
    "of {k} personas the silhouette is {silhouette}, under {threshold}: no clear groups, though {other} personas would reach {best}",
  "gap-speaks-for-none":
    "not all criteria found groups: the gap statistic speaks for no personas at all, and that is no vote for {k} or any other number",
  "weights-not-counted": "each row counts once in this choice: the weights in {column} are not counted",
  "count-not-stable":
    "of {k} personas the least reliable is found again with a Jaccard coefficient of {jaccard}, under {threshold}: not stable",
  "model-not-stable":
    "refits on resampled learners agree by {agreement}, under {threshold}: these personas are not stable",
  "persona-not-stable":
    "{persona} is found again with a Jaccard coefficient of {jaccard}, under {threshold}: not stable",
  "circular-test":
    "the personas were made from {columns} of the {of} columns compared, so that they differ there is no finding; those p-values only rank",
  "empty-persona": "nobody in this table is nearest to {persona}",
  "models-disagree": "the two models agree by {agreement}, under {threshold}: they do not sort learners alike",
};
