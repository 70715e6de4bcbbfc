/** Every origin of an enrolment. */
export const ENROLMENT_ORIGINS = ["assigned", "mandatory", "recommended", "self"] as const; // keeps the literal words

/** How a learner came to be enrolled: what was chosen freely is told apart from what was required. */
export type EnrolmentOrigin = (typeof ENROLMENT_ORIGINS)[number];

/** One learner in one course. Times are epoch milliseconds; a missing end is open. */
export interface Enrolment {
  /** Id of the learner. */
  readonly learner: string;
  /** Id of the course. */
  readonly course: string;
  /** Whether it was chosen or required. */
  readonly origin: EnrolmentOrigin;
  /** When it began. */
  readonly enrolledAt: number;
  /** When the course is to be finished. */
  readonly dueAt?: number;
  /** When the learner left without finishing; not before `enrolledAt`. */
  readonly leftAt?: number;
  /** When the learner finished; not before `enrolledAt`. */
  readonly completedAt?: number;
}
