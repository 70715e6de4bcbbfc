/** How well a learner answered: forgot it, recalled it with effort, recalled it, recalled it at once. */
export type Grade = "again" | "hard" | "good" | "easy";

/** The grades from worst to best. */
export const GRADES: readonly ["again", "hard", "good", "easy"] = ["again", "hard", "good", "easy"];

/** A grade as the formulas of memory models count it: 1 again, 2 hard, 3 good, 4 easy. */
export type GradeNumber = 1 | 2 | 3 | 4;
