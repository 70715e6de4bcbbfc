import type { Words } from "../core/vocabulary/index.ts";

/** Codes of the reasons and warnings that personas give. */
export type SegmentCode =
  | "high-feature"
  | "low-feature"
  | "typical"
  | "nearer-in-feature"
  | "constant-column"
  | "not-converged"
  | "small-persona";

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
};
