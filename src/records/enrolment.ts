/** How a learner came to be enrolled: what was chosen freely is told apart from what was required. */
export type EnrolmentOrigin = "assigned" | "mandatory" | "recommended" | "self";

/** One learner in one course. Times are epoch milliseconds; a missing end is open. */
export interface Enrolment {
  readonly learner: string;
  readonly course: string;
  readonly origin: EnrolmentOrigin;
  readonly enrolledAt: number;
  readonly dueAt?: number;
  readonly leftAt?: number;
  readonly completedAt?: number;
}
