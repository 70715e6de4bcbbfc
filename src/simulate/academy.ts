import type { CatalogueModule, Enrolment, LearnerEvent, PersonInterval } from "../records/index.ts";

/** What `simulateAcademy` was asked for, with every default filled in. */
export interface AcademySettings {
  /** Of all its draws. */
  readonly seed: number | string;
  /** How many people. */
  readonly learners: number;
  /** How many weeks of history. */
  readonly weeks: number;
  /** The Monday on which it begins, 00:00 UTC: epoch milliseconds. */
  readonly startsAt: number;
  /** How strongly the past campaign went to those who would have started anyway: 0 not at all, 1 strongly. */
  readonly confounding: number;
  /** IANA names of the zones in which people work. */
  readonly zones: readonly string[];
}

/** The four ways in which simulated people learn. Nothing outside `truth` says who is which. */
export type LearnerGroup = "steady" | "sprinter" | "sampler" | "drifter";

/** What is true of one person, and no product could know. */
export interface LearnerTruth {
  /** Id of the person. */
  readonly learner: string;
  /** The way in which the person learns. */
  readonly group: LearnerGroup;
  /** Ability on the logit scale of item difficulty; about N(0, 1). */
  readonly ability: number;
  /** Drive: what makes a person learn on a day, and start a module when one is offered; N(0, 1). It confounds. */
  readonly drive: number;
  /** How fast the person forgets: exponent of the power curve (1 + days)^-forgetting. */
  readonly forgetting: number;
  /** The local hour around which the person learns. */
  readonly hour: number;
  /** The channel that reaches the person best. */
  readonly channel: string;
  /** What a fitting first message adds to the log odds of starting; negative for the few whom messages put off. */
  readonly responsiveness: number;
  /** Day on which the person left, counted from the start, or `null`. */
  readonly leftOnDay: number | null;
}

/** The reminder that managers sent in the last week of the history, and what it truly did. */
export interface CampaignTruth {
  /** Id of the nudge in the events. */
  readonly nudge: string;
  /** Id of the module that it pointed to. */
  readonly module: string;
  /** When it went out: epoch milliseconds. */
  readonly at: number;
  /** How long a start counted, in days. */
  readonly windowDays: number;
  /** Its average effect on the chance to start, over everybody who was still there, as a proportion. */
  readonly averageEffect: number;
  /** The chance to start without it, averaged over the same people. */
  readonly averageWithout: number;
}

/** What a product would hold of the academy. */
export interface AcademyRecords {
  /** One interval a person. */
  readonly roster: readonly PersonInterval[];
  /** One enrolment a person. */
  readonly enrolments: readonly Enrolment[];
  /** What there is to learn; prerequisites come before what needs them. */
  readonly modules: readonly CatalogueModule[];
  /** What happened, ascending by time. */
  readonly events: readonly LearnerEvent[];
}

/** An academy that never was: its records, and the truth about it. Plain JSON. */
export interface Academy {
  /** Names the document. */
  readonly kind: "academy";
  /** Of the layout. */
  readonly version: 1;
  /** What was asked for. */
  readonly settings: AcademySettings;
  /** When the history ends: epoch milliseconds. */
  readonly endsAt: number;
  /** Id of the one course. */
  readonly course: string;
  /** What a product would hold. */
  readonly records: AcademyRecords;
  /** What nobody could know. */
  readonly truth: {
    /** One entry a person, in the order of the ids. */
    readonly learners: readonly LearnerTruth[];
    /** The managers' reminder. */
    readonly campaign: CampaignTruth;
  };
}
