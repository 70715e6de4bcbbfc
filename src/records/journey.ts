/** The steps by which a learner gets from "should" to "done", in order: what friction is measured on. */
export interface Journey {
  readonly id: string;
  readonly course: string;
  readonly steps: readonly JourneyStep[];
}

/** One step of a journey. */
export interface JourneyStep {
  readonly id: string;
  readonly kind: "message" | "login" | "search" | "form" | "approval" | "content" | "assessment" | "other";
  /** Clicks it takes when all goes well. */
  readonly clicks?: number;
  readonly minutes?: number;
}

/** One answer to one question of a survey. `null` is a question seen and left unanswered. */
export interface SurveyAnswer {
  readonly learner: string;
  readonly survey: string;
  readonly question: string;
  readonly at: number;
  readonly value: number | string | null;
}

/** When a person cannot learn: epoch milliseconds, `to` excluded. Leave carries no reason, on purpose. */
export interface BusyInterval {
  readonly person: string;
  readonly from: number;
  readonly to: number;
  readonly kind: "meeting" | "focus" | "leave" | "off-shift";
}
