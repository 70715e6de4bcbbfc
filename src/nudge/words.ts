import type { Words } from "../core/vocabulary/index.ts";
import { auditWords } from "./audit/words.ts";
import { evaluationWords } from "./evaluation/words.ts";

/**
 * English for the reasons of nudge decisions: rules that forbid a message, why an alternative was chosen, and on what ground it may be sent.
 * Worded so that the learner can read them too: they are the answer to "why am I seeing this?", and "why not?".
 */
export const decisionWords: Words = {
  // law
  "no-legal-basis": "no legal basis is declared for messages with the purpose {purpose} by {channel}",
  "no-consent": "there is no consent to messages with the purpose {purpose} by {channel}",
  "consent-withdrawn": "consent to messages with the purpose {purpose} by {channel} was withdrawn",
  objected: "there is an objection to messages with the purpose {purpose} by {channel}",
  "no-obligation-named":
    "messages with the purpose {purpose} are for training that is mandatory under {reference}, and this one names no module and deadline of it",
  // rules
  "zone-unknown": "the time zone is not known, so nobody can tell whether it is night",
  "zone-not-covered": "the table of {zone} does not reach to this time",
  "already-sent": "a message of a decision with this id has been delivered before",
  "held-out": "in the {share} share of learners who are never sent anything, so that the policy can be measured",
  "opted-out": "opted out (channel: {channel}, purpose: {purpose})",
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
  "nothing-left-to-send": "law and rules forbid each of the {candidates} candidates",
  "highest-expected": "{action} promises most: {expected} against {next}; chosen with probability {probability}",
  "tied-for-highest": "{action} is one of {tied} that promise most: {expected}; chosen with probability {probability}",
  explored:
    "{action} promises {expected}, less than the best with {best}; tried with probability {probability}, in order to learn",
  // grounds
  consented:
    "consent to messages with the purpose {purpose} by {channel}, given on {since}; it can be withdrawn at any time",
  agreed: "messages with the purpose {purpose} are provided for in {reference}",
  "legitimate-interest":
    "messages with the purpose {purpose} by {channel} rest on a legitimate interest ({reference}); an objection ends them",
  "no-basis-needed": "messages with the purpose {purpose} need no legal basis ({reference})",
  "mandatory-training": "{module} is mandatory under {reference}, to be done by {due}",
  // exceptions
  "opt-out-set-aside":
    "{candidate} may be sent though there is an opt-out (purpose: {purpose}): the law demands the training, and no channel was refused",
  "safety-exception": "{candidate} may be sent against the rule {rule}: {category}, to be done by {due}",
};

/** English for all reasons and warnings of this domain. */
export const nudgeWords: Words = /* @__PURE__ */ (() => ({ ...decisionWords, ...auditWords, ...evaluationWords }))();
