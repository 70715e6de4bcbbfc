import type { Roles } from "./rules.ts";

const STORED = "reads a stored document with a schema, once at the start";
const MADE = "makes a model or a policy, once at the start";
const FITS = "fits a model";
const ESTIMATES = "estimates from many rows";

/** Which functions of the domains run once an event. A new function of a domain fails the gate until it stands in one of the lists. */
export const ROLES: Roles = {
  perEvent: [
    "spacing.review",
    "spacing.preview",
    "spacing.recall",
    "spacing.intervalDays",
    "spacing.replay",
    "spacing.parseMemoryState",
    "segment.assignPersona",
    "segment.assignPersonas",
    "recommend.answer",
    "recommend.predict",
    "recommend.masteryOf",
    "recommend.nextStep",
    "recommend.parseLearnerState",
    "recommend.parseItemState",
    "nudge.decide",
    "nudge.verifyDecision",
  ],
  others: {
    "spacing.createMemory": MADE,
    "spacing.parseMemoryModel": STORED,
    "segment.fitPersonas": FITS,
    "segment.fitPersonasSteps": FITS,
    "segment.parsePersonaModel": STORED,
    "recommend.createKnowledge": MADE,
    "recommend.parseKnowledgeModel": STORED,
    "nudge.nudgePolicy": MADE,
    "nudge.parsePolicy": STORED,
    "nudge.ledger": "counts decisions afterwards",
    "metrics.differenceInMeans": ESTIMATES,
    "metrics.differenceInMeansFromMoments": ESTIMATES,
    "metrics.adjustedDifference": ESTIMATES,
    "metrics.inversePropensityDifference": ESTIMATES,
    "metrics.kaplanMeier": ESTIMATES,
    "metrics.survivalAt": ESTIMATES,
  },
};
