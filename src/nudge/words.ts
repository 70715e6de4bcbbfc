import type { Words } from "../core/vocabulary/index.ts";

/** English for the reasons of nudge decisions: rules that forbid a message, and why an alternative was chosen. */
export const nudgeWords: Words = {
  // rules
  "zone-unknown": "the learner's time zone is not known, so nobody can tell whether it is night",
  "zone-not-covered": "the table of {zone} does not reach to this time",
  "held-out": "the learner is in the {share} share that is never sent anything, so that the policy can be measured",
  "opted-out": "the learner has opted out (channel: {channel}, purpose: {purpose})",
  expired: "it is too late for this message",
  "quiet-hours": "quiet hours until {until} on {date} in {zone}",
  "always-quiet": "quiet hours without end in {zone}",
  "too-soon": "another message lies less than {hours} hours away",
  "daily-cap": "{found} messages on this day, at most {max} allowed (channel: {channel}, purpose: {purpose})",
  "weekly-cap": "{found} messages in this week, at most {max} allowed (channel: {channel}, purpose: {purpose})",
  "rolling-cap":
    "{found} messages within {hours} hours, at most {max} allowed (channel: {channel}, purpose: {purpose})",
  // choices
  "no-candidates": "there was nothing to send",
  "nothing-left-to-send": "rules forbid each of the {candidates} candidates",
  "highest-expected": "{action} promises most: {expected} against {next}; chosen with probability {probability}",
  "tied-for-highest": "{action} is one of {tied} that promise most: {expected}; chosen with probability {probability}",
  explored:
    "{action} promises {expected}, less than the best with {best}; tried with probability {probability}, in order to learn",
};
