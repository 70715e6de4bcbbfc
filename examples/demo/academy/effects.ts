import { type Estimate, type LoggedDecision, metrics, type nudge, orThrow, records, type simulate } from "learnlift";
import type { Nudging } from "./nudging.ts";

const DAY_MS = 86_400_000;

/** Three answers to one question, beside the truth: what did messages add to the share who started? */
export interface Effects {
  readonly naive: Estimate;
  readonly adjusted: Estimate;
  /** What the managers' reminder, which the first two are about, truly added. */
  readonly campaignTruth: number;
  readonly randomised: Estimate;
  /** What the policy's messages, which the third is about, truly added. */
  readonly policyTruth: number;
  /** The policy's decisions, each with what came of it. */
  readonly joined: readonly LoggedDecision<nudge.NudgeAction>[];
}

/** The managers' reminder: who got it, who started, and what was known of everybody before. */
const campaignRows = (academy: simulate.Academy) => {
  const { events, enrolments } = academy.records;
  const { campaign } = academy.truth;
  const there = enrolments.filter(({ leftAt }) => leftAt === undefined).map(({ learner }) => learner);
  const before = orThrow(
    records.activityFeatures({
      asOf: campaign.at,
      windowDays: 28,
      features: ["activeDays", "log1pClicks", "dormantDays"],
      learners: there,
    })(events),
  );
  const nudged = new Set(events.filter(({ object }) => object === campaign.nudge).map(({ learner }) => learner));
  const started = new Set(
    events
      .filter(
        ({ object, at }) =>
          object === campaign.module && at >= campaign.at && at < campaign.at + campaign.windowDays * DAY_MS,
      )
      .map(({ learner }) => learner),
  );
  return there.map((learner, row) => ({
    learner,
    nudged: nudged.has(learner),
    started: started.has(learner),
    activeDays: before.columns["activeDays"]?.kind === "number" ? before.columns["activeDays"].values[row] : 0,
    clicks: before.columns["log1pClicks"]?.kind === "number" ? before.columns["log1pClicks"].values[row] : 0,
    dormantDays: before.columns["dormantDays"]?.kind === "number" ? before.columns["dormantDays"].values[row] : 0,
  }));
};

export const measureEffects = (academy: simulate.Academy, nudging: Nudging): Effects => {
  const rows = campaignRows(academy);
  const naive = orThrow(metrics.differenceInMeans({ outcome: "started", treatment: "nudged" })(rows));
  const covariates = ["activeDays", "clicks", "dormantDays"];
  const adjusted = orThrow(metrics.adjustedDifference({ outcome: "started", treatment: "nudged", covariates })(rows));

  const joined = orThrow(
    records.joinOutcomes<nudge.NudgeAction>({
      reward: { act: "launched", objectKind: "module", object: ({ context }) => String(context["module"]) },
      windowDays: 7,
      asOf: nudging.asOf,
      delivered: "assumed",
    })({ decisions: nudging.logged.map(({ decision }) => decision), events: nudging.responses.events }),
  );
  const outcomes = orThrow(records.outcomeRows()(joined));
  const randomised = orThrow(
    metrics.inversePropensityDifference({
      outcome: "reward",
      treatment: "treated",
      probability: "treatedProbability",
      cluster: "learner",
      assignment: "randomised",
      missing: "drop",
      // where rules left nothing to send, nothing was left to chance, and nothing can be compared
      overlap: "drop",
    })(outcomes),
  );
  return {
    naive,
    adjusted,
    campaignTruth: academy.truth.campaign.averageEffect,
    randomised,
    policyTruth: nudging.responses.averageEffect ?? 0,
    joined,
  };
};
