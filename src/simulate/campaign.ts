import { logistic } from "../core/numeric/elementary/index.ts";
import { drawBernoulli, drawUniform, stream } from "../core/numeric/random/index.ts";
import type { LearnerEvent } from "../records/index.ts";
import type { AcademySettings, CampaignTruth, LearnerTruth } from "./academy.ts";
import { SPOTLIGHT } from "./content.ts";
import { chanceWith, chanceWithout } from "./startChance.ts";

const DAY_MS = 86_400_000;
const WINDOW_DAYS = 7;
const NUDGE = "manager-reminder";

/** With confounding 1, drive moves the log odds of being reminded by this much a standard deviation. */
const STRONGEST = 2;

/** The reminder that managers sent: its events, and what it truly did. */
export interface Campaign {
  readonly events: readonly LearnerEvent[];
  readonly truth: CampaignTruth;
}

/**
 * Eight days before the end managers remind about half of those who are still there of an elective; a start counts for seven days.
 * Whom they remind is chance, unless `confounding` makes them remind those with drive, who would have started anyway.
 */
export const campaignOf = (settings: AcademySettings, course: string, learners: readonly LearnerTruth[]): Campaign => {
  const day = settings.weeks * 7 - WINDOW_DAYS - 1;
  const at = settings.startsAt + day * DAY_MS + 9 * 3_600_000;
  const events: LearnerEvent[] = [];
  let effect = 0;
  let without = 0;
  let there = 0;
  for (const truth of learners) {
    if (truth.leftOnDay !== null) continue;
    there += 1;
    const source = stream(settings.seed, `campaign:${truth.learner}`);
    const chances = {
      without: chanceWithout(truth),
      with: chanceWith(truth, "email", { inFourWeeks: 0, inOneWeek: 0 }),
    };
    effect += chances.with - chances.without;
    without += chances.without;
    const reminded = drawBernoulli(source, logistic(STRONGEST * settings.confounding * truth.drive));
    const started = drawUniform(source) < (reminded ? chances.with : chances.without);
    const about = { learner: truth.learner, course, source: "academy" };
    if (reminded) {
      events.push({
        ...about,
        id: `${truth.learner}/reminder`,
        at,
        act: "delivered",
        object: NUDGE,
        objectKind: "nudge",
      });
    }
    if (started) {
      const start = at + Math.round(60_000 + drawUniform(source) * (WINDOW_DAYS * DAY_MS - 120_000));
      events.push({
        ...about,
        id: `${truth.learner}/elective`,
        at: start,
        act: "launched",
        object: SPOTLIGHT.id,
        objectKind: "module",
      });
    }
  }
  const truth: CampaignTruth = {
    nudge: NUDGE,
    module: SPOTLIGHT.id,
    at,
    windowDays: WINDOW_DAYS,
    averageEffect: there === 0 ? 0 : effect / there,
    averageWithout: there === 0 ? 0 : without / there,
  };
  return { events, truth };
};
