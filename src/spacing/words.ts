import type { Words } from "../core/vocabulary/index.ts";

/** Codes of the reasons that reviews give. */
export type SpacingCode =
  // what the review did
  | "first-review"
  | "same-day-review"
  | "recalled-within-day"
  | "forgotten-within-day"
  | "recalled"
  | "forgotten"
  // when the next one is due
  | "recall-falls-due"
  | "longest-interval"
  | "shortest-interval"
  // when a card of a scheduler is due
  | "learning-step"
  | "relearning-step"
  | "ordered-interval";

/** English for the reasons of `spacing`. */
export const spacingWords: Words<SpacingCode> = {
  "first-review": "this was the first review, so the memory starts from its grade",
  "same-day-review": "this was a further review on the same day, which moves the memory less than one on a later day",
  "recalled-within-day": "recalled {minutes} minutes after the last review, when the chance of it was {recall}",
  "forgotten-within-day": "forgotten {minutes} minutes after the last review, when the chance of recall was {recall}",
  recalled: "recalled {days} days after the last review, when the chance of it was {recall}",
  forgotten: "forgotten {days} days after the last review, when the chance of recall was {recall}",
  "recall-falls-due": "the chance of recall is expected to fall to {retention} after {days} days",
  "longest-interval":
    "the chance of recall would fall to {retention} only after {days} days, but no interval is longer than {maximumIntervalDays} days",
  "shortest-interval":
    "the chance of recall is expected to fall to {retention} within {days} days, but no interval is shorter than {minimumIntervalDays} days",
  "learning-step": "learning step {step} of {steps}: again after {minutes} minutes",
  "relearning-step": "relearning step {step} of {steps}: again after {minutes} minutes",
  "ordered-interval": "moved to {intervalDays} days, so that better grades come back later",
};
