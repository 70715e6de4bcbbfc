/** Every kind of step of a journey. */
export const STEP_KINDS = ["message", "login", "search", "form", "approval", "content", "assessment", "other"] as const; // keeps the literal words

/** The steps by which a learner gets from "should" to "done", in order: what friction is measured on. */
export interface Journey {
  /** Id of the journey. */
  readonly id: string;
  /** Id of the course it leads through. */
  readonly course: string;
  /** At least one, each with an id of its own. */
  readonly steps: readonly JourneyStep[];
}

/** One step of a journey. */
export interface JourneyStep {
  /** Id of the step, unique in its journey; events name it as their object. */
  readonly id: string;
  /** What the learner has to do there. */
  readonly kind: (typeof STEP_KINDS)[number];
  /** Clicks it takes when all goes well; whole, from 0. */
  readonly clicks?: number;
  /** Minutes it takes when all goes well, from 0. */
  readonly minutes?: number;
}

/** One answer to one question of a survey. `null` is a question seen and left unanswered. */
export interface SurveyAnswer {
  /** Id of the learner. */
  readonly learner: string;
  /** Id of the survey. */
  readonly survey: string;
  /** Id of the question. */
  readonly question: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** A number on the question's scale, a text, or `null`. */
  readonly value: number | string | null;
}

/** Every kind of busy interval. */
export const BUSY_KINDS = ["meeting", "focus", "leave", "off-shift"] as const; // keeps the literal words

/** When a person cannot learn: epoch milliseconds, `to` excluded. Leave carries no reason, on purpose. */
export interface BusyInterval {
  /** Id of the person. */
  readonly person: string;
  /** First instant of it. */
  readonly from: number;
  /** First instant after it; later than `from`. */
  readonly to: number;
  /** What kind of time it is. */
  readonly kind: (typeof BUSY_KINDS)[number];
}
